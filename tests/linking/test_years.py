from datetime import date

import pytest

from app.linking.years import dated_with, infer_years
from app.reading.document import Document
from tests.extraction.articles import article
from tests.linking.linked import events, linked

OPEN = article("岸田文雄5月16日在首尔与尹锡悦会谈。", published=None, name="open")


def dated(text: str, published: date = date(2023, 5, 17), name: str = "dated") -> Document:
    return article(text, published=published, name=name)


def years(*documents: Document) -> list[int]:
    return [found.year for found in infer_years(linked(*documents))]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("岸田文雄与尹锡悦5月16日举行会谈。", date(2023, 5, 17)),
        ("岸田文雄星期二会见尹锡悦。", date(2023, 5, 17)),
        ("岸田文雄与尹锡悦2023年5月16日举行会谈。", date(2024, 1, 2)),
        ("尹锡悦5月16日举行会谈。", date(2023, 5, 17)),
        ("岸田文雄和尹锡悦5月15日至17日访问河内。", date(2023, 5, 18)),
    ],
)
def test_a_shared_day_with_two_actors_or_one_and_the_kind_gives_the_year(text: str, published: date) -> None:
    assert years(OPEN, dated(text, published)) == [2023]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("岸田文雄与尹锡悦5月17日举行会谈。", date(2023, 5, 17)),
        ("岸田文雄与尹锡悦5月举行会谈。", date(2023, 6, 17)),
        ("马克龙与朔尔茨5月16日举行会谈。", date(2023, 5, 17)),
        ("尹锡悦5月16日签署法案。", date(2023, 5, 17)),
        ("天气很好。", date(2023, 5, 17)),
    ],
)
def test_less_than_that_gives_none(text: str, published: date) -> None:
    assert years(OPEN, dated(text, published)) == []


def test_nothing_gives_a_year_without_other_documents() -> None:
    assert years(OPEN) == []
    (event,) = events(OPEN)
    assert (event.first, event.last, event.edtf, event.year_inferred) == (None, None, None, False)


def test_two_years_with_the_same_weight_give_none() -> None:
    one = dated("岸田文雄与尹锡悦2022年5月16日举行会谈。", name="one")
    other = dated("岸田文雄与尹锡悦2021年5月16日举行会谈。", name="other")
    assert years(OPEN, one, other) == []


def test_the_day_that_a_document_only_implies_is_no_evidence() -> None:
    implied = article("会场气氛友好。", title="岸田文雄会见尹锡悦", published=date(2023, 5, 16), name="implied")
    assert years(OPEN, implied) == []


def test_the_evidence_quotes_the_shared_happening_and_names_what_is_shared() -> None:
    (found,) = infer_years(linked(OPEN, dated("岸田文雄与尹锡悦5月16日举行会谈。")))
    (evidence,) = found.evidence
    assert found.document_key == "https://example.org/open"
    assert evidence.document_key == "https://example.org/dated"
    assert evidence.event_words == "岸田文雄与尹锡悦5月16日举行会谈。"
    assert "5月16日" in evidence.detail and "岸田文雄" in evidence.detail and "2023-05-16" in evidence.detail


def test_the_years_found_do_not_depend_on_the_order() -> None:
    documents = linked(OPEN, dated("岸田文雄与尹锡悦5月16日举行会谈。"), dated("天气很好。", name="other"))
    assert infer_years(documents) == infer_years(documents[::-1])


def test_open_days_are_set_in_the_year_and_marked() -> None:
    (before,) = linked(article("5月16日，岸田文雄会见尹锡悦。2022年3月1日，普京会见拜登。", published=None))
    times = [event.time for event in dated_with(before, 2023).extraction.events if event.time]
    assert [(t.first, "year" in t.inferred, t.open_year) for t in times] == [
        (date(2023, 5, 16), True, None),
        (date(2022, 3, 1), False, None),
    ]


def test_the_event_of_an_undated_document_alone_has_its_year_marked_as_inferred() -> None:
    alone = article("岸田文雄5月16日在首尔与尹锡悦会谈。5月18日，普京会见拜登。", published=None, name="open")
    found = events(alone, dated("岸田文雄与尹锡悦5月16日举行会谈。"))
    assert [(e.first, e.year_inferred) for e in found] == [(date(2023, 5, 16), False), (date(2023, 5, 18), True)]


@pytest.mark.parametrize(("weekday", "found"), [("周二", [2023]), ("", [2023]), ("周五", [])])
def test_a_weekday_confirms_a_year_or_excludes_it(weekday: str, found: list[int]) -> None:
    undated = article(
        f"岸田文雄{weekday}（5月16日）在首尔同尹锡悦会谈。" if weekday else "岸田文雄5月16日在首尔同尹锡悦会谈。",
        published=None,
    )
    dated = article("岸田文雄5月16日与尹锡悦在首尔举行会谈。")
    years = infer_years(linked(undated, dated))
    assert [year.year for year in years] == found
    assert all(("星期相符" in each.detail) is (weekday == "周二") for year in years for each in year.evidence)
