import pytest

from app.reading import read_document
from app.reading.containers import Part, Refused, unpack
from tests.reading.files import pdf_of

FIRST = (
    "外交部发言人周四说，双方将就共同关心的问题交换意见。他还说，会谈将于18日至19日在安克雷奇举行，为期两天，"
    "届时两国代表团将分别发表声明，回答记者的提问。"
)
SECOND = (
    "日前，水、火、金、木四组专家就黑龙江与长白山的气候交换了意见，认为双方可以在这一方面首先取得进展，然后再谈其他。"
)
TITLE = "双方会谈在安克雷奇举行"


def lines_of(paragraph: str, width: int = 36) -> list[str]:
    return [paragraph[at : at + width] for at in range(0, len(paragraph), width)]


def the_only(content: bytes) -> Part | Refused:
    [piece] = unpack(content, "report.pdf")
    return piece


def test_a_page_becomes_a_document_with_every_character() -> None:
    part = the_only(pdf_of([TITLE, "2021年3月18日", *lines_of(FIRST), *lines_of(SECOND)]))
    assert isinstance(part, Part)
    document = read_document(part.content, part.name)
    assert document.text.split("\n") == [TITLE, FIRST, SECOND]
    assert str(document.witnesses[0].day) == "2021-03-18"
    assert document.file == "report.pdf"


def test_a_paragraph_runs_on_over_the_page() -> None:
    lines = lines_of(FIRST)
    part = the_only(pdf_of([TITLE, *lines_of(SECOND), *lines[:1]], [*lines[1:], *lines_of(SECOND)]))
    assert isinstance(part, Part)
    assert FIRST in read_document(part.content, part.name).text


@pytest.mark.parametrize(("character", "radical"), [("日", "⽇"), ("龙", "⻰"), ("黑", "⿊"), ("长", "⻓")])
def test_a_radical_that_a_font_names_is_the_character_it_looks_like(character: str, radical: str) -> None:
    part = the_only(pdf_of([TITLE, *lines_of(FIRST), *lines_of(SECOND)], shown_as={character: radical}))
    assert isinstance(part, Part)
    text = part.content.decode()
    assert radical not in text
    assert text.count(character) == (FIRST + SECOND).count(character)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (pdf_of([]), "it holds pictures of pages"),
        (pdf_of([TITLE])[:200], "damaged"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 9, "damaged"),
        (pdf_of([FIRST], shown_as={each: chr(0xE000 + at) for at, each in enumerate(set(FIRST))}), "which characters"),
    ],
)
def test_what_has_no_text_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    refused = the_only(content)
    assert isinstance(refused, Refused)
    assert reason in refused.reason


def test_the_same_file_gives_the_same_bytes() -> None:
    content = pdf_of([TITLE, *lines_of(FIRST)])
    assert the_only(content) == the_only(content)
