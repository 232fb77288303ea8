"""The explanation of a mention, as the event page shows it."""

from datetime import date

from app.extraction.dates import find_times, words

THURSDAY = date(2021, 3, 18)


def test_a_weekday_tells_its_anchor_its_choice_and_the_other_candidate() -> None:
    assert words(find_times("周二宣布", THURSDAY)[0]) == (
        "原文：“周二”",
        "依据：发稿日 2021-03-18（周四），据给定日期",
        "取发稿日及之前最近的一个",
        "排除 2021-03-23：在发稿日之后，而文中没有“将”一类的字眼",
        "结果：2021-03-16（周二）",
    )


def test_an_event_anchor_is_quoted() -> None:
    told = words(find_times("周四的会谈。会谈前一天", THURSDAY)[-1])
    assert "依据：文中的“会谈” 2021-03-18（周四）" in told
    assert told[-1] == "原文未写、由推断得出：日期"


def test_an_open_year_is_said_to_be_open() -> None:
    assert words(find_times("3月18日", None)[0])[-1] == "结果：XXXX-03-18，年份未定"


def test_a_duration_tells_why_it_gives_no_day() -> None:
    assert words(find_times("为期两天", THURSDAY)[0]) == (
        "原文：“为期两天”",
        "不取：说的是时长，不是日期",
        "结果：不给出日期",
    )


def test_every_reason_that_occurs_has_words() -> None:
    text = (
        "周四，将于周二，周三将，会谈前一天，2月30日，周八，25:61，每周三，未来，近日，前年，同年，周四和周五，"
        "上周日，本周日，三天后，19日，2019年5月1日至8日，12月底前，月底，春节，公元前221年，5日至3日"
    )
    for today in (THURSDAY, date(2021, 3, 21), None):
        for mention in find_times(text, today):
            assert not [line for line in words(mention) if any("a" <= sign <= "z" for sign in line)]
