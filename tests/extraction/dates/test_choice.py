"""Which of its candidates a date takes, and what is kept of the others."""

from datetime import date

import pytest

from app.extraction.dates import find_times

THURSDAY = date(2021, 3, 18)

CASES = [
    ("周二宣布", "2021-03-16"),
    ("将于周二举行", "2021-03-23"),
    ("周二将举行", "2021-03-23"),
    ("截至周二", "2021-03-16"),
    ("议会周二通过", "2021-03-16"),
    ("商务部周一将58家企业列入名单", "2021-03-15"),
    ("原计划在周二启程，并在周六会谈", "2021-03-23"),
    ("2日发表声明", "2021-03-02"),
    ("28日发表声明", "2021-03-28"),
    ("截至28日", "2021-02-28"),
    ("12月30日发表声明", "2020-12-30"),
    ("定于12月30日举行", "2021-12-30"),
    ("4月22日召开会议", "2021-04-22"),
    ("9月取消合约", "2020-09"),
    ("将于9月举行", "2021-09"),
    ("2月29日", "2020-02-29"),
]


@pytest.mark.parametrize(("text", "edtf"), CASES)
def test_a_marker_that_touches_decides_else_the_nearest(text: str, edtf: str) -> None:
    assert find_times(text, THURSDAY)[0].edtf == edtf


def test_what_was_not_taken_is_kept_with_its_reason() -> None:
    (mention,) = find_times("周二举行", THURSDAY)
    assert [(one.edtf, one.reason) for one in mention.rejected] == [("2021-03-23", "ahead-without-marker")]


def test_a_title_takes_the_day_that_its_lead_writes_out() -> None:
    text = "习近平与拜登周二举行视频会晤\n视频会晤将于北京时间16日上午举行。去年11月9日……"
    mention = find_times(text, date(2021, 11, 13))[0]
    assert (mention.edtf, mention.anchor.why) == ("2021-11-16", "agrees-with-text")
    assert mention.rejected[-1].edtf == "2021-11-09"


def test_on_a_sunday_last_week_is_the_week_that_ends() -> None:
    assert find_times("上周四", date(2020, 7, 26))[0].edtf == "2020-07-23"
    assert find_times("上周四", date(2020, 7, 25))[0].edtf == "2020-07-16"


def test_a_day_that_is_named_twice_is_found_by_its_weekday() -> None:
    (mention,) = find_times("周四（31日）", date(2021, 1, 2))
    assert mention.edtf == "2020-12-31"
    assert mention.rule == "day named twice"


def test_a_story_goes_on_inside_its_month() -> None:
    assert [one.edtf for one in find_times("1989年6月3日晚，4日凌晨", THURSDAY)] == ["1989-06-03", "1989-06-04"]


def test_the_news_of_yesterday_does_not_belong_to_the_story() -> None:
    assert [one.edtf for one in find_times("去年3月发生爆炸，17日宣判", THURSDAY)] == ["2020-03", "2021-03-17"]


YEAR_END = date(2020, 12, 31)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2月，政府宣布把五家媒体列为外国使团", "2020-02"),
        ("将于2月举行会谈", "2021-02"),
        ("1月初，他在台北报道大选", "2020-01-01/2020-01-10"),
        ("1月5日举行决选", "2021-01-05"),
        ("1月5日签署了协议", "2020-01-05"),
    ],
)
def test_a_month_of_a_year_that_has_not_begun_needs_to_be_called_so(text: str, edtf: str) -> None:
    assert find_times(text, YEAR_END)[0].edtf == edtf


def test_the_reason_and_what_was_not_taken_are_told() -> None:
    (mention,) = find_times("2月，政府宣布决定", YEAR_END)
    assert mention.anchor.why == "next-year-unsaid"
    assert ("2021-02", "ahead-without-marker") in [(one.edtf, one.reason) for one in mention.rejected]


def test_a_story_of_january_goes_back_over_the_turn_of_the_year() -> None:
    mentions = find_times("2021年1月3日，医院宣布消息。他们于12月29日入院。", date(2021, 1, 18))
    assert [mention.edtf for mention in mentions] == ["2021-01-03", "2020-12-29"]


def test_a_year_said_before_still_leads_into_what_lies_ahead() -> None:
    mentions = find_times("2021年1月开工，12月底前完成。", date(2021, 1, 18))
    assert mentions[1].edtf is not None
    assert mentions[1].edtf.endswith("2021-12-31")
