"""What contradicts itself is named with its passage, and nothing else is."""

from datetime import date

import pytest
from sqlalchemy import Engine, update

from app.reading.document import Document
from app.store.engine import open_session
from app.store.problems import Fault, Problem, list_problems
from app.store.tables import MENTION
from tests.extraction.articles import article
from tests.store.test_tombstones import store

DAY = date(2023, 5, 17)


def problems(engine: Engine, *documents: Document) -> list[Problem]:
    store(engine, *documents)
    with open_session(engine) as session:
        return list(list_problems(session))


def documents(*paragraphs: str) -> list[Document]:
    return [article(words, published=DAY, name=str(n)) for n, words in enumerate(paragraphs)]


CASES = [
    (("美国上周三（5月9日）宣布制裁伊朗。",), Fault.WEEKDAY, "上周三（5月9日）"),
    (("岸田文雄5月16日在首尔会见尹锡悦。", "岸田文雄5月16日没有在首尔会见尹锡悦。"), Fault.STATUS, "没有在首尔会见"),
    (("美国国务院发言人普萨基5月16日宣布制裁伊朗。",), Fault.TITLE, "国务院发言人普萨基"),
    (("前国务卿布林肯5月16日会见尹锡悦。", "国务卿布林肯5月16日访问首尔。"), Fault.TITLE, "前国务卿布林肯"),
]


@pytest.mark.parametrize(("paragraphs", "fault", "words"), CASES)
def test_a_contradiction_is_named_with_its_words(
    empty: Engine, paragraphs: tuple[str, ...], fault: Fault, words: str
) -> None:
    sources = {document.file: document.text for document in documents(*paragraphs)}
    (found,) = problems(empty, *documents(*paragraphs))
    assert found.fault is fault and words in found.quote
    assert sources[found.document.file][found.start : found.end] == found.quote


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("美国上周三（5月10日）宣布制裁伊朗。",),
        ("岸田文雄5月16日在首尔会见尹锡悦。", "岸田文雄5月16日没有在东京会见拜登。"),
        ("美国白宫发言人普萨基5月16日宣布制裁伊朗。",),
        ("国务卿布林肯5月16日会见尹锡悦。", "国务卿布林肯5月16日访问首尔。"),
        ("岸田文雄将于5月20日会见尹锡悦。",),
    ],
)
def test_what_agrees_is_not_named(empty: Engine, paragraphs: tuple[str, ...]) -> None:
    assert problems(empty, *documents(*paragraphs)) == []


def test_titles_a_month_apart_contradict_nothing(empty: Engine) -> None:
    before = article("国务卿布林肯5月16日会见尹锡悦。", published=DAY, name="a")
    after = article("前国务卿布林肯7月1日会见尹锡悦。", published=date(2023, 7, 2), name="b")
    assert problems(empty, before, after) == []


def test_evidence_that_is_gone_or_altered_is_an_orphan(empty: Engine) -> None:
    lost = article("岸田文雄5月16日在首尔会见尹锡悦。", name="report")
    store(empty, lost, *documents("美国5月10日宣布制裁伊朗。"))
    (gone,) = problems(empty, article("今天天气很好。", name="report"))
    assert gone.fault is Fault.ORPHAN and gone.quote == lost.text
    with open_session(empty, writing=True) as session:
        session.execute(update(MENTION).values(quote="美国5月10日宣布制裁伊拉克。"))
    with open_session(empty) as session:
        altered = [each for each in list_problems(session) if each.event]
    assert [each.detail for each in altered] == ["引文与正文的字句不符"]


def test_what_happened_after_its_document_is_named(empty: Engine) -> None:
    source = article("2023年6月20日，岸田文雄在首尔会见了尹锡悦。", published=DAY, name="a")
    found = problems(empty, source)
    assert [(each.fault, each.quote) for each in found] == [(Fault.FUTURE, source.text)]
    assert "2023-06-20" in found[0].detail and "2023-05-17" in found[0].detail
