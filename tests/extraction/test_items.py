"""Each item is read for itself: what is carried, implied or said in one stays there, and its own day dates it."""

import pytest

from app.extraction import extract
from app.extraction.dates import words
from app.extraction.mentions import AnchorKind, Extraction
from app.reading import read_document
from app.store.checks import check_spans


def extracted(text: str) -> tuple[str, Extraction]:
    document = read_document(text.encode(), "items.md")
    found = extract(document)
    check_spans(document, found)
    return document.text, found


def days_of(text: str) -> dict[str, str | None]:
    whole, found = extracted(text)
    return {time.expression: time.edtf for time in found.times if whole[time.start : time.end] == time.expression}


def dated_events(text: str) -> dict[str, str]:
    whole, found = extracted(text)
    return {whole[event.start : event.end].rstrip("。"): event.time.edtf or "" for event in found.events if event.time}


INTRODUCTION = "两国争端持续多年，本报回顾其经过。"
FRONT = "---\ndate: 2021-03-18\n---\n"
CHRONICLE = f"""{FRONT}# 渔业争端大事记

{INTRODUCTION}

2019年11月5日

日本外务省宣布扣押一艘越南渔船。

12月20日

越南外交部召见日本大使。

1月8日

两国外长在河内举行会谈。
"""


def test_a_date_alone_in_a_line_dates_the_sentence_below() -> None:
    events = dated_events(CHRONICLE)
    assert events["越南外交部召见日本大使"] == "2019-12-20"
    assert events["两国外长在河内举行会谈"] == "2020-01-08"


def test_the_event_shows_the_words_of_its_heading() -> None:
    whole, found = extracted(CHRONICLE)
    times = [event.time for event in found.events if event.time]
    assert all(whole[time.start : time.end] == time.expression for time in times)
    assert not any(event.implicit for event in found.events)


def test_an_inferred_year_is_explained_by_the_entry_that_writes_it() -> None:
    _, found = extracted(CHRONICLE)
    time = next(time for time in found.times if time.expression == "12月20日")
    assert (time.anchor.kind, time.anchor.words, time.inferred) == (AnchorKind.ITEM, "2019年11月5日", ("year",))
    assert "依据：条目所写的“2019年11月5日”" in map(str, words(time))


def test_without_any_year_the_entries_lie_before_the_document() -> None:
    entries = "11月5日\n\n日本扣押渔船。\n\n12月20日\n\n越南抗议。\n\n3月17日\n\n双方签署协议。\n"
    text = f"{FRONT}# 渔业争端大事记\n\n{INTRODUCTION}\n\n{entries}"
    days = days_of(text)
    assert (days["11月5日"], days["12月20日"], days["3月17日"]) == ("2020-11-05", "2020-12-20", "2021-03-17")


def test_newest_entries_may_stand_first() -> None:
    entries = "1月8日\n\n外长会谈。\n\n12月20日\n\n越南抗议。\n\n2019年11月5日\n\n日本扣押渔船。\n"
    text = f"{FRONT}# 渔业争端大事记\n\n{INTRODUCTION}\n\n{entries}"
    days = days_of(text)
    assert (days["1月8日"], days["12月20日"]) == ("2020-01-08", "2019-12-20")


@pytest.mark.parametrize(
    ("entry", "expression", "day"),
    [
        ("2018年\n\n3月5日，渔船失踪。5月，家属报案。", "5月", "2018-05"),
        ("2018年12月\n\n渔船失踪。\n\n5日，家属报案。", "5日", "2018-12-05"),
        ("2018年12月20日\n\n渔船失踪。当天，家属报案。", "当天", "2018-12-20"),
        ("2018年12月20日\n\n渔船失踪。周日，家属报案。", "周日", "2018-12-16"),
        ("2018年5月20日\n\n渔船失踪，搜救持续到11月30日。", "11月30日", "2018-11-30"),
        ("2018年12月20日\n\n渔船失踪。搜救将于1月3日结束。", "1月3日", "2019-01-03"),
    ],
)
def test_dates_in_an_entry_lie_where_its_head_says(entry: str, expression: str, day: str) -> None:
    before = "2017年2月1日\n\n谈判开始。\n\n2017年3月1日\n\n谈判中断。"
    text = f"{FRONT}# 渔业争端大事记\n\n{INTRODUCTION}\n\n{before}\n\n{entry}\n"
    _, found = extracted(text)
    assert [time.edtf for time in found.times if time.expression == expression] == [day]


LIVE_BLOG = f"""{FRONT}# 就职典礼现场直播

00:20 【总统凌晨回到官邸】

总统今天凌晨回到官邸。

23:10 【外长抵达广场】

美国国务卿布林肯今天抵达广场。

21:45

总统发表演说。
"""


def test_the_clock_of_a_post_tells_its_day() -> None:
    _, found = extracted(LIVE_BLOG)
    evening = next(time for time in found.times if time.expression == "今天")
    assert (evening.edtf, evening.anchor.kind) == ("2021-03-17", AnchorKind.ITEM)
    assert "依据：条目所写的“23:10” 2021-03-17（周三）" in map(str, words(evening))
    assert next(time.edtf for time in found.times if time.expression == "今天凌晨") == "2021-03-18"


NEWSCAST = f"""{FRONT}# 晚间新闻联播

## 内容提要

1.中国外长同美国国务卿布林肯举行会谈；

2.越南与日本在河内签署渔业协议；

3.法国总理宣布放宽入境限制 各国旅客：

期待已久；

（1）法国总理宣布放宽入境限制。

## 中国外长同美国国务卿布林肯举行会谈

本台消息：中国外长王毅2020年1月8日同美国国务卿布林肯举行会谈。王毅表示，双方将继续对话。

## 越南与日本在河内签署渔业协议

他强调，协议对双方有利。12月20日，双方曾在东京会谈。

## 法国总理宣布放宽入境限制

本台消息：法国总理卡斯泰今天宣布放宽入境限制。
"""


def test_neither_speakers_nor_years_cross_the_border_of_an_item() -> None:
    whole, found = extracted(NEWSCAST)
    said = {whole[s.start : s.end]: s.speaker.name if s.speaker else None for s in found.statements}
    assert said["双方将继续对话"] == "王毅"
    assert said.get("协议对双方有利") != "王毅"
    assert days_of(NEWSCAST)["12月20日"] == "2020-12-20"  # from the day of the newscast, not from 2020年1月 above


def test_the_summary_of_a_newscast_doubles_nothing() -> None:
    whole, found = extracted(NEWSCAST)
    summary = range(whole.index("1.中国外长"), whole.index("限制。"))
    assert not [event for event in found.events if event.start in summary]


def test_a_verb_of_speech_in_a_headline_that_is_left_out_says_nothing() -> None:
    summary = "越南外长称渔业协议对双方有利"
    text = NEWSCAST.replace("越南与日本在河内签署渔业协议", summary).replace("3.法国", "3.英国首相访问波兰。\n\n4.法国")
    whole, found = extracted(text)
    left_out = range(whole.rindex(summary), whole.rindex(summary) + len(summary))
    assert not [each for each in found.statements if each.start in left_out]


def test_a_review_of_the_year_tells_no_news_of_today() -> None:
    stories = "".join(f"\n## {number}. {words}\n\n{words}。\n" for number, words in enumerate(STORIES, start=1))
    _, found = extracted(f"{FRONT}# 2020年十大国际新闻\n{stories}")
    assert not [event for event in found.events if event.time and event.time.first == found.reference.day]


STORIES = ("美国宣布制裁伊朗", "英国退出欧盟", "法国宣布封锁巴黎")


def test_keys_stay_apart_when_items_repeat_a_sentence() -> None:
    repeated = "".join(
        f"\n### 第{n}条\n\n中国外长王毅18日在北京会见法国外长。王毅表示，双方是朋友。\n" for n in (1, 2, 3)
    )
    _, found = extracted(f"{FRONT}# 晚间新闻联播\n{repeated}")
    keys = [each.key for each in (*found.events, *found.statements)]
    assert len(found.events) >= 3
    assert len(keys) == len(set(keys))


def test_a_report_with_a_dateline_speaks_from_its_day() -> None:
    reports = "".join(
        f"\n## {place}签署渔业协议\n\n（新华社{place}3月{day}日电）越南与日本今天在{place}签署渔业协议。\n"
        for place, day in (("河内", 15), ("东京", 16), ("首尔", 17))
    )
    _, found = extracted(f"{FRONT}# 渔业要闻\n{reports}")
    assert [time.edtf for time in found.times if time.expression == "今天"] == [
        "2021-03-15",
        "2021-03-16",
        "2021-03-17",
    ]
    assert not [time for time in found.times if time.expression.startswith("3月")]


def test_stray_marks_around_a_blank_are_nobodys_words() -> None:
    _, found = extracted('王毅:“ "双方会谈结束\n\n外交部发言人周四说，双方将交换意见，会谈为期两天。\n')
    assert [statement for statement in found.statements if statement.start == statement.end - 1] == []
