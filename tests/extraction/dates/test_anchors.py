"""Expressions that lean on earlier dates and on events of the document."""

from datetime import date

import pytest

from app.extraction.dates import find_times
from app.extraction.mentions import AnchorKind

THURSDAY = date(2021, 3, 18)


def _by_expression(text: str) -> dict[str, str | None]:
    return {one.expression: one.edtf for one in find_times(text, THURSDAY)}


@pytest.mark.parametrize(
    ("text", "expression", "edtf"),
    [
        ("美国在会谈前一天宣布制裁。周四的会谈将在安克雷奇举行。", "会谈前一天", "2021-03-17"),
        ("周四的会谈将在安克雷奇举行，为期两天。会谈结束后不发表声明。", "会谈结束后", "2021-03-19"),
        ("峰会于3月10日举行。峰会前夕，他说", "峰会前夕", "2021-03-09~"),
        ("峰会将于3月28日举行。峰会前夕，国务院公布了方案。", "峰会前夕", "../2021-03-27"),
        ("会晤于3月10日登场。会谈将持续到 11 日，会后不发表声明。", "会后", "2021-03-11"),
        ("会晤于3月10日登场。美方在开场时指责中方。", "开场时", "2021-03-10"),
        ("沙利文在周二会晤结束后表示", "会晤结束后", "2021-03-16"),
        ("会谈于3月10日举行。在会谈之前的数日", "在会谈之前的数日", "2021-03-07/2021-03-09"),
        ("会谈于3月10日举行。会谈次日他离开。", "会谈次日", "2021-03-11"),
        ("周三开会。此前一天他说", "此前一天", "2021-03-16"),
        ("3月5日开幕，次日闭幕", "次日", "2021-03-06"),
        ("2019年5月开始，次年3月结束", "次年3月", "2020-03"),
        ("3月5日宣布，三天后生效", "三天后", "2021-03-08"),
        ("今年2月7日下雪，当天停电", "当天", "2021-02-07"),
        ("三天后，他将抵达北京", "三天后", "2021-03-21"),
    ],
)
def test_an_anchored_expression_counts_from_what_the_text_dates(text: str, expression: str, edtf: str) -> None:
    assert _by_expression(text)[expression] == edtf


def test_the_anchor_names_the_event() -> None:
    mention = find_times("周四的会谈。美国在会谈前一天制裁", THURSDAY)[-1]
    assert (mention.anchor.kind, mention.anchor.words, mention.anchor.day) == (AnchorKind.EVENT, "会谈", THURSDAY)


@pytest.mark.parametrize(
    "text", ["会谈前一天", "会晤结束后", "谢尔曼访华之时", "公布一周后", "被“软禁”十天后", "十天后，他抵达了北京"]
)
def test_without_a_dated_event_no_day_is_made_up(text: str) -> None:
    (mention,) = find_times(text, THURSDAY)
    assert mention.first is None
    assert mention.rejected[0].reason == "no-dated-event"


def test_before_an_event_is_an_end_without_a_beginning() -> None:
    mention = find_times("周四的会谈。会谈前他说", THURSDAY)[-1]
    assert (mention.edtf, mention.first) == ("../2021-03-17", None)
