"""Each row of the rule table with phrasings that must and must not match. The reference day is a Thursday."""

from datetime import date

import pytest

from app.extraction.dates import find_times
from app.extraction.mentions import TimeKind

THURSDAY = date(2021, 3, 18)

MUST = [
    ("2021年3月18日签署", "2021年3月18日", "2021-03-18"),
    ("二〇二一年三月十八日签署", "二〇二一年三月十八日", "2021-03-18"),
    ("民國110年3月18日", "民國110年3月18日", "2021-03-18"),
    ("110年3月", "110年3月", "2021-03"),
    ("2021-03-18发布", "2021-03-18", "2021-03-18"),
    ("2021/3/18发布", "2021/3/18", "2021-03-18"),
    ("20210318发布", "20210318", "2021-03-18"),
    ("15年3月2日", "15年3月2日", "2015-03-02"),
    ("于 3 月 18 日举行", "3 月 18 日", "2021-03-18"),
    ("３月１８日", "３月１８日", "2021-03-18"),
    ("三月十八號", "三月十八號", "2021-03-18"),
    ("3 月 18 日至 19 日", "3 月 18 日至 19 日", "2021-03-18/2021-03-19"),
    ("7月20日-8月3日", "7月20日-8月3日", "2021-07-20/2021-08-03"),
    ("12月30日至1月2日", "12月30日至1月2日", "2020-12-30/2021-01-02"),
    ("2019年至2021年", "2019年至2021年", "2019/2021"),
    ("2021年10月至11月", "2021年10月至11月", "2021-10/2021-11"),
    ("2019年4月12-19日", "2019年4月12-19日", "2019-04-12/2019-04-19"),
    ("15日和16日两天", "15日和16日两天", "2021-03-15/2021-03-16"),
    ("2月8、9兩日", "2月8、9兩日", "2021-02-08/2021-02-09"),
    ("10、11、12日连续三天", "10、11、12日连续三天", "2021-03-10/2021-03-12"),
    ("2月28日、1日两天", "2月28日、1日两天", "2021-02-28/2021-03-01"),
    ("周一至周三", "周一至周三", "2021-03-15/2021-03-17"),
    ("3月底至4月初", "3月底至4月初", "2021-03-21/2021-04-10"),
    ("本月早些时候会谈", "本月早些时候", "2021-03-01/2021-03-18"),
    ("本周稍早会谈", "本周稍早", "2021-03-15/2021-03-18"),
    ("去年早些时候会谈", "去年早些时候", "2020"),
    ("去年到现在", "去年到现在", "2020-01-01/2021-03-18"),
    ("19日举行", "19日", "2021-03-19"),
    ("廿三日举行", "廿三日", "2021-03-23"),
    ("於三日抵達", "三日", "2021-03-03"),
    ("据马英九24日说", "24日", "2021-03-24"),
    ("去年8月关闭", "去年8月", "2020-08"),
    ("今年1月上任", "今年1月", "2021-01"),
    ("明年下半年召开", "明年下半年", "2022-41"),
    ("今年一季度", "今年一季度", "2021-33"),
    ("上季度", "上季度", "2020-36"),
    ("今年以來", "今年以來", "2021-01-01/2021-03-18"),
    ("2019年至今", "2019年至今", "2019-01-01/2021-03-18"),
    ("去年11月初", "去年11月初", "2020-11-01/2020-11-10"),
    ("本月中旬", "本月中旬", "2021-03-11/2021-03-20"),
    ("上月底", "上月底", "2021-02-21/2021-02-28"),
    ("本月15日", "本月15日", "2021-03-15"),
    ("下月", "下月", "2021-04"),
    ("去年底", "去年底", "2020-11~/2020-12~"),
    ("2021年春天", "2021年春天", "2021-03-01/2021-05-31"),
    ("21世纪20年代", "21世纪20年代", "202X"),
    ("上世纪八十年代", "上世纪八十年代", "198X"),
    ("20世纪", "20世纪", "1901/2000"),
    ("昨天下午", "昨天下午", "2021-03-17"),
    ("大后天", "大后天", "2021-03-21"),
    ("今（18）日表示", "今（18）日", "2021-03-18"),
    ("昨晚8时35分", "昨晚8时35分", "2021-03-17"),
    ("上周三", "上周三", "2021-03-10"),
    ("下週二", "下週二", "2021-03-23"),
    ("上周末", "上周末", "2021-03-13/2021-03-14"),
    ("周三（17日）宣布", "周三（17日）", "2021-03-17"),
    ("三天前", "三天前", "2021-03-15"),
    ("两年前", "两年前", "2019"),
    ("未来一年", "未来一年", "2021-03-18/2022-03-18~"),
    ("3月第三周", "3月第三周", "2021-03-15/2021-03-21"),
    ("5月第二个星期日", "5月第二个星期日", "2021-05-09"),
    ("世界地球日", "世界地球日", "2021-04-22"),
    ("去年春节", "去年春节", "2020-01-25"),
    ("九一八事变", "九一八事变", "1931-09-18"),
    ("2012年农历正月十五", "2012年农历正月十五", "2012-02-06"),
    ("六四前后", "六四前后", "2021-06-04~"),
]

NOTHING = [
    "一日之计在于晨",
    "三月不知肉味",
    "五四青年",
    "华春莹说",
    "冬奥会",
    "同意大利总理会谈",
    "电话1100319",
    "价格3.15元",
    "5号楼和3号线",
    "该党的三号领导人",
    "今日头条",
    "春节联欢晚会",
    "比分3:2",
    "香港01报道",
    "圣诞老人",
]

NO_DAY = [
    ("时隔21年", TimeKind.DURATION),
    ("为期两天", TimeKind.DURATION),
    ("20多年", TimeKind.DURATION),
    ("每周三", TimeKind.SET),
    ("每年9月", TimeKind.SET),
    ("公元前221年", TimeKind.ERA),
    ("未来", TimeKind.VAGUE),
    ("此前", TimeKind.VAGUE),
]

# Names that begin where a date could end: the date stops before them.
STOPS = [
    ("7月中国外长", "7月"),
    ("明年中期选举", "明年"),
    ("上周日本首相", "上周"),
    ("本周五中全会", "本周"),
    ("上周五角大楼", "上周"),
    ("本周四川", "本周"),
    ("12日前往首都", "12日"),
    ("5月起诉", "5月"),
]


@pytest.mark.parametrize(("text", "expression", "edtf"), MUST)
def test_a_phrasing_has_its_value(text: str, expression: str, edtf: str) -> None:
    (mention,) = find_times(text, THURSDAY)
    assert (mention.expression, mention.edtf) == (expression, edtf)
    assert text[mention.start : mention.end] == expression


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_date_gives_nothing(text: str) -> None:
    assert [mention.expression for mention in find_times(text, THURSDAY)] == []


@pytest.mark.parametrize(("text", "kind"), NO_DAY)
def test_durations_sets_and_eras_name_no_day(text: str, kind: TimeKind) -> None:
    (mention,) = find_times(text, THURSDAY)
    assert mention.expression == text
    assert mention.kind is kind
    assert mention.first is None
    assert mention.rejected


@pytest.mark.parametrize(("text", "expression"), STOPS)
def test_a_date_stops_before_the_name_behind_it(text: str, expression: str) -> None:
    (mention,) = find_times(text, THURSDAY)
    assert mention.expression == expression


def test_days_that_do_not_follow_each_other_are_no_run() -> None:
    found = [one.edtf for one in find_times("8日、10日两天", THURSDAY) if one.edtf]
    assert found == ["2021-03-08", "2021-03-10"]


def test_each_member_of_a_coordination_is_a_mention() -> None:
    assert [(one.expression, one.edtf) for one in find_times("4月和9月两次访华", THURSDAY)] == [
        ("4月", "2021-04"),
        ("9月", "2021-09"),
    ]
    assert [(one.expression, one.edtf) for one in find_times("8、9日", THURSDAY)] == [
        ("8", "2021-03-08"),
        ("9日", "2021-03-09"),
    ]
    assert [one.edtf for one in find_times("周四和周五", THURSDAY)] == ["2021-03-18", "2021-03-19"]


def test_vague_words_are_bounded_and_name_no_day() -> None:
    (mention,) = find_times("近日", THURSDAY)
    assert (mention.kind, mention.last, mention.first) == (TimeKind.VAGUE, THURSDAY, date(2021, 3, 4))


def test_the_zone_is_kept_as_written() -> None:
    (mention,) = find_times("将于北京时间16日上午举行", THURSDAY)
    assert (mention.zone, mention.clock, mention.edtf) == ("北京时间", "上午", "2021-03-16")
