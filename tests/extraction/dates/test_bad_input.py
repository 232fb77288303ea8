"""Impossible dates keep their reason; no text takes more than linear time."""

import random
import time
from datetime import date

import pytest

from app.extraction.dates import find_times, words

THURSDAY = date(2021, 3, 18)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2月30日", "no-such-day"),
        ("2021年2月29日", "no-such-day"),
        ("13月", "no-such-month"),
        ("32日", "no-such-day"),
        ("周八", "no-such-weekday"),
        ("25:61", "no-such-time"),
        ("9999年前", "out-of-calendar"),
    ],
)
def test_what_the_calendar_does_not_have_is_rejected_by_name(text: str, reason: str) -> None:
    (mention,) = find_times(text, THURSDAY)
    assert mention.first is None
    assert mention.rejected[0].reason == reason
    assert words(mention)[-1] == "结果：不给出日期"


@pytest.mark.parametrize("reference", [date.min, date.max])
def test_the_ends_of_the_calendar_break_nothing(reference: date) -> None:
    text = "周四，上周三，昨天，明天，去年8月，3月18日，19日，三天前，两年后，未来一年，月底"
    text += "，年底，春节，正月，下周末，上季度"
    assert find_times(text, reference)


@pytest.mark.parametrize(
    "signs",
    [
        "0123456789",
        "年月日周一二三至前后",
        "会谈前后3月1日，",
        " 3月1日至、（）",
        "零一二三四五六七八九十百",
        "\ud800a日",
    ],
)
def test_a_long_text_takes_linear_time(signs: str) -> None:
    chance = random.Random(7)
    text = "".join(chance.choice(signs) for _ in range(100_000))
    began = time.process_time()
    find_times(text[:10_000], THURSDAY)
    short = time.process_time() - began
    began = time.process_time()
    find_times(text, THURSDAY)
    assert time.process_time() - began < 25 * short + 2
