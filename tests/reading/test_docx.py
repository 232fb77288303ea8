import pytest

from app.reading import read_document
from app.reading.containers import Part, Refused, unpack
from app.reading.document import PassageKind
from tests.reading.files import CONTENT_TYPES, RELATIONSHIPS, docx_of, zip_of

TITLE = "双方会谈在安克雷奇结束"
FIRST = "外交部发言人周四说，双方将就共同关心的问题交换意见 & 发表声明。"
ENTITIES = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 20}">' for level in range(1, 9))
MULTIPLYING = f'<!DOCTYPE w [<!ENTITY a0 "{"x" * 1000}">{ENTITIES}]><w>&a8;</w>'
SECOND = "会谈于18日至19日举行，为期两天。"


def the_only(content: bytes) -> Part | Refused:
    [piece] = unpack(content, "note.docx")
    return piece


@pytest.mark.parametrize("title", [("Title", TITLE), TITLE], ids=["by its style", "by its length"])
def test_paragraphs_become_a_document_with_its_title(title: str | tuple[str, str]) -> None:
    part = the_only(docx_of(title, FIRST, ("heading2", "背景"), SECOND))
    assert isinstance(part, Part)
    document = read_document(part.content, part.name)
    assert document.text.split("\n") == [TITLE, FIRST, "背景", SECOND]
    assert [passage.kind for passage in document.passages] == [
        PassageKind.TITLE,
        PassageKind.LEAD,
        PassageKind.HEADING,
        PassageKind.PARAGRAPH,
    ]


def test_a_first_sentence_is_no_title() -> None:
    part = the_only(docx_of(FIRST, SECOND))
    assert isinstance(part, Part)
    assert read_document(part.content, part.name).text.split("\n") == [FIRST, SECOND]


def test_the_name_does_not_matter() -> None:
    [part] = unpack(docx_of(TITLE, FIRST), "note.zip")
    assert isinstance(part, Part)
    assert part.name == "note.zip"


@pytest.mark.parametrize(
    "document",
    [
        "<w:document",
        "",
        "<other/>",
        MULTIPLYING,
        "<w:p>" * 100_000,
    ],
    ids=["cut", "empty", "another root", "entities that multiply", "deep"],
)
def test_a_damaged_document_is_refused(document: str) -> None:
    content = zip_of(
        {"[Content_Types].xml": CONTENT_TYPES, "_rels/.rels": RELATIONSHIPS, "word/document.xml": document}
    )
    refused = the_only(content)
    assert isinstance(refused, Refused)
    assert "damaged" in refused.reason


def test_a_document_that_unpacks_to_too_much_is_not_unpacked() -> None:
    refused = the_only(zip_of({"word/document.xml": bytes(40_000_000)}))
    assert isinstance(refused, Refused)
    assert "times as large" in refused.reason
