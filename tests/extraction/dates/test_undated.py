"""A document that names no year keeps its years open."""

from datetime import date

from app.extraction.dates import find_times, with_year
from app.extraction.mentions import OpenDate


def test_month_and_day_stay_without_a_year() -> None:
    (mention,) = find_times("3 月 18 日至 19 日", None)
    assert (mention.edtf, mention.first) == ("XXXX-03-18/XXXX-03-19", None)
    assert mention.open_year == OpenDate((3, 18), (3, 19))


def test_a_bare_day_takes_the_month_said_before() -> None:
    mentions = find_times("会晤于 3 月 18 日登场。" + "双方各持己见。" * 30 + "会谈将持续到 19 日", None)
    assert [one.edtf for one in mentions] == ["XXXX-03-18", "XXXX-03-19"]
    assert mentions[1].inferred == ("month",)


def test_relative_words_and_weekdays_get_no_day() -> None:
    for mention in find_times("周四，昨天，去年8月，上周，三天前，近日，月底", None):
        assert mention.first is None
        assert mention.rejected[0].reason == "no-reference-day"


def test_events_of_an_open_year_anchor_in_it() -> None:
    mentions = find_times("会晤于 3 月 18 日登场。在会谈之前的数日", None)
    assert mentions[-1].edtf == "XXXX-03-15/XXXX-03-17"


def test_a_stated_year_is_no_open_year() -> None:
    assert find_times("2021年3月18日", None)[0].first == date(2021, 3, 18)


def test_linking_fills_in_the_year_and_marks_it() -> None:
    (mention,) = find_times("3月18日", None)
    dated = with_year(mention, 2021)
    assert (dated.first, dated.edtf, dated.inferred) == (date(2021, 3, 18), "2021-03-18", ("year",))
    assert dated.open_year is None


def test_a_month_of_february_ends_with_its_year() -> None:
    (mention,) = find_times("2月", None)
    assert with_year(mention, 2021).last == date(2021, 2, 28)
    assert with_year(mention, 2020).last == date(2020, 2, 29)


def test_a_month_that_is_written_with_its_year_gives_it_to_its_days_and_to_months_near_it() -> None:
    mentions = find_times("对于 7 月 21 日的访问，各方都有评论。在 2020 年 7 月，局势紧张。前一天和 11 月", None)
    assert [one.edtf for one in mentions] == ["2020-07-21", "2020-07", "2020-07-20", "2020-11"]
    assert mentions[0].inferred == ("year",)


def test_a_year_of_another_month_and_two_years_of_one_month_give_none() -> None:
    assert find_times("7月21日的访问。2020年3月，局势紧张。", None)[0].edtf == "XXXX-07-21"
    assert find_times("7月21日的访问。2020年7月和2019年7月，局势紧张。", None)[0].edtf == "XXXX-07-21"
