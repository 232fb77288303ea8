"""Which cluster moves to a day that is not its own."""

from dataclasses import replace
from datetime import date

import pytest

from app.linking import link
from app.reading.document import Document
from tests.extraction.articles import article
from tests.linking.linked import events, linked


def together(*documents: Document) -> list[tuple[str, int]]:
    """The first day of each event that several documents tell of, and how many do."""
    return [(str(e.first), e.documents) for e in link(linked(*documents)).events if e.documents > 1]


def told(text: str, day: int, name: str, zone: str = "Asia/Shanghai", title: str = "") -> Document:
    return replace(article(text, title=title, published=date(2023, 5, day), name=name), zone=zone)


@pytest.mark.parametrize(
    ("west", "east", "day"),
    [
        ("美国国务院5月16日宣布制裁伊朗。", "美国国务院5月17日宣布制裁伊朗。", "2023-05-16"),
        ("中国外交部5月16日宣布制裁美国议员。", "中国外交部5月17日宣布制裁美国议员。", "2023-05-17"),
    ],
)
def test_an_act_has_the_day_of_where_it_was_done(west: str, east: str, day: str) -> None:
    found = together(told(west, 17, "west", "America/New_York"), told(east, 17, "east", "Asia/Shanghai"))
    assert found == [(day, 2)]


def test_a_headline_announces_the_visit_of_the_next_days() -> None:
    headline = told("天气很好。", 15, "headline", title="朔尔茨访问韩国")
    report = told("朔尔茨5月17日抵达首尔，开始对韩国的访问。", 18, "report")
    assert together(headline, report) == [("2023-05-17", 2)]


def test_a_visit_does_not_begin_on_the_day_of_a_headline() -> None:
    headline = told("天气很好。", 13, "headline", title="朔尔茨访问韩国")
    report = told("朔尔茨5月17日抵达首尔，开始对韩国的访问。", 18, "report")
    assert together(headline, report) == []


def test_clusters_that_move_in_a_circle_end() -> None:
    days = [
        told("中国外交部5月16日宣布制裁美国议员。", 17, "a", "America/New_York"),
        told("中国外交部5月17日宣布制裁美国议员。", 17, "b", "Asia/Shanghai"),
        told("美国国务院5月17日宣布制裁中国官员。", 17, "c", "Asia/Shanghai"),
        told("美国国务院5月16日宣布制裁中国官员。", 17, "d", "America/New_York"),
    ]
    assert together(*days) == [("2023-05-16", 2), ("2023-05-17", 2)]


@pytest.mark.parametrize(
    ("vague", "exact", "day"),
    [
        ("2022年菲律宾举行大选。", "2021年5月9日是菲律宾总统选举投票日。", None),
        ("去年菲律宾举行大选。", "2022年5月9日是巴西总统选举投票日。", None),
        ("去年菲律宾举行大选。", "2022年5月9日是菲律宾总统选举投票日。", "2022-05-09"),
        ("去年菲律宾举行大选。", "2022年5月9日菲律宾举行党内初选。", None),
    ],
)
def test_in_a_year_a_land_has_one_such_election(vague: str, exact: str, day: str | None) -> None:
    assert together(told(vague, 17, "vague"), told(exact, 17, "exact")) == ([(day, 2)] if day else [])


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("戴耀廷5月14日被捕。", "戴耀廷5月12日深夜被捕。", 1),
        ("戴耀廷5月14日被捕。", "戴耀廷5月2日被捕。", 0),
        ("戴耀廷5月14日被捕。", "李家超5月12日被捕。", 0),
    ],
)
def test_nobody_is_arrested_twice_in_three_days(one: str, other: str, shared: int) -> None:
    assert len(together(told(one, 17, "one"), told(other, 17, "other"))) == shared


@pytest.mark.parametrize(
    ("vague", "exact", "is_one"),
    [
        ("普京4月发表题为《世界秩序的未来》的演讲。", "普京4月12日在莫斯科发表题为《世界秩序的未来》的演讲。", True),
        ("普京4月发表题为《世界秩序的未来》的演讲。", "普京4月12日在莫斯科发表新年演讲，祝愿农民丰收。", False),
    ],
)
def test_a_speech_is_known_by_its_words(vague: str, exact: str, is_one: bool) -> None:
    assert bool(together(told(vague, 17, "vague"), told(exact, 17, "exact"))) is is_one


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("美国制裁伊朗官员", "美国国务院5月16日表示，伊朗官员不得入境。"),
        ("朔尔茨被捕", "马克龙5月16日批准了针对朔尔茨的调查。"),
    ],
)
def test_a_headline_that_calls_it_otherwise_belongs_to_the_report_below(title: str, body: str) -> None:
    (event,) = events(article(body, title=title))
    assert {e.mention.in_title for e in event.evidence} == {True, False}


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("美国制裁伊朗官员", "法国总统5月16日访问东京。"),
        ("美国制裁伊朗官员", "美国5月2日表示，伊朗官员不得入境。"),
    ],
)
def test_but_not_to_a_report_of_others_or_of_another_day(title: str, body: str) -> None:
    assert len(events(article(body, title=title))) == 2
