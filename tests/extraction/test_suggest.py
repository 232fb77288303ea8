import pytest

from app.extraction import extract
from app.extraction.mentions import Extraction
from app.extraction.suggest import Sign, Suggestion, latin_key, suggest_aliases
from app.reading.document import Document
from tests.extraction.articles import article


def found(text: str, name: str = "") -> tuple[Document, Extraction]:
    document = article(text, name=name)
    return document, extract(document)


def pairs(*texts: str) -> list[tuple[str, str, Sign]]:
    return [(s.name, s.alias, s.sign) for s in suggest_aliases(found(text) for text in texts)]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ["参议员蒙特罗（Ana Montero）周二表示反对。", "参议员蒙泰罗（Ana Montero）周三表示反对。"],
            [("蒙泰罗", "蒙特罗", Sign.LATIN)],
        ),
        (
            ["参议员蒙特罗（Ana Montero）周二表示反对。", "参议员蒙泰罗（Ana J. Montero）周三表示反对。"],
            [("蒙泰罗", "蒙特罗", Sign.LATIN)],
        ),
        (
            ["外交部发言人钱文健表示，中方反对。", "外交部发言人钱文建表示，中方反对。"],
            [("钱文健", "钱文建", Sign.SOUND)],
        ),
    ],
)
def test_names_that_may_be_one_actor_are_suggested(texts: list[str], expected: list[tuple[str, str, Sign]]) -> None:
    assert pairs(*texts) == expected


@pytest.mark.parametrize(
    "texts",
    [
        ["参议员蒙特罗（Ana Montero）周二表示反对。", "参议员蒙特罗（Ana Montero）周三表示反对。"],
        ["参议员蒙特罗（Ana Montero）周二表示反对。", "参议员蒙泰罗（John Montero）周三表示反对。"],
        ["外交部发言人钱文健表示，中方反对。", "外交部副部长钱文建表示，中方反对。"],
        ["外交部发言人钱文健表示，中方反对。", "外交部发言人钱力表示，中方反对。"],
        ["美国国务卿蓬佩奥（Mike Pompeo）抵达。", "美国国务卿庞佩奥（Mike Pompeo）抵达。"],
        [],
    ],
)
def test_names_without_a_sign_in_common_and_known_aliases_are_not(texts: list[str]) -> None:
    assert pairs(*texts) == []


def test_a_suggestion_counts_documents_and_quotes_the_first() -> None:
    names = ("钱文健", "钱文建", "钱文健", "钱文建", "钱文健")
    documents = [found(f"外交部发言人{name}表示，中方反对。", name=f"n{at}") for at, name in enumerate(names)]
    assert suggest_aliases(documents) == [
        Suggestion(
            name="钱文健",
            alias="钱文建",
            sign=Sign.SOUND,
            shared="qian wen jian 外交部发言人",
            documents=2,
            known=False,
            file="n1.txt",
            quote="外交部发言人钱文建表示，中方反对。",
        )
    ]
    assert suggest_aliases(documents, least=2) and not suggest_aliases(documents, least=3)


@pytest.mark.parametrize(
    ("latin", "key"),
    [
        ("Antony J. Blinken", "Antony Blinken"),
        ("Robert O'Brien", "Robert O'Brien"),
        ("Guy Saint-Jacques", "Guy Saint-Jacques"),
        ("NATO", "NATO"),
        ("X", "X"),
    ],
)
def test_middle_initials_do_not_part_a_latin_name(latin: str, key: str) -> None:
    assert latin_key(latin) == key
