"""Any day, written out in any supported notation, is read back; offsets always give back the expression."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from app.extraction.dates import find_times

_DIGITS = "〇一二三四五六七八九"
_DAYS = st.dates(date(1912, 1, 1), date(2099, 12, 31))


def _number(value: int) -> str:
    if value < 10:
        return _DIGITS[value]
    tens, ones = divmod(value, 10)
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def _year(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _full_width(text: str) -> str:
    return text.translate({code: code + 0xFEE0 for code in range(ord("0"), ord("9") + 1)})


NOTATIONS = [
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day.year} 年 {day.month} 月 {day.day} 日",
    lambda day: f"{day.year}年{day.month:02}月{day.day:02}日",
    lambda day: _full_width(f"{day.year}年{day.month}月{day.day}日"),
    lambda day: f"{_year(day.year)}年{_number(day.month)}月{_number(day.day)}日",
    lambda day: f"{_year(day.year)}年{_number(day.month)}月{_number(day.day)}號",
    lambda day: f"民國{day.year - 1911}年{day.month}月{day.day}日",
    lambda day: day.isoformat(),
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day:%Y%m%d}",
    lambda day: f"{day.year}年{day.month}月{day.day}日（周{'一二三四五六日'[day.weekday()]}）",
    lambda day: f"{day.year}年{day.month}月{day.day}日上午9时30分",
]


@given(_DAYS, st.one_of(st.none(), st.dates()), st.sampled_from(NOTATIONS))
def test_a_day_written_out_resolves_to_itself(day: date, reference: date | None, write: object) -> None:
    text = f"他在{write(day)}表示"  # type: ignore[operator]
    (mention,) = find_times(text, reference)
    assert (mention.first, mention.last, mention.edtf) == (day, day, day.isoformat())


@given(_DAYS, _DAYS)
def test_a_range_written_out_resolves_to_its_ends(one: date, other: date) -> None:
    first, last = sorted((one, other))
    text = f"{first.year}年{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日"
    (mention,) = find_times(text, None)
    assert (mention.first, mention.last) == (first, last)


_SIGNS = st.text(
    st.one_of(
        st.sampled_from("0123456789年月日号周星期一二三十至到和、（）前后今昨明上下会谈结束 :-/"), st.characters()
    ),
    max_size=60,
)


@settings(max_examples=300)
@given(_SIGNS, st.one_of(st.none(), st.dates()))
def test_mentions_are_ordered_apart_and_quoted_exactly(text: str, reference: date | None) -> None:
    reached = 0
    for mention in find_times(text, reference):
        assert reached <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.expression
        assert (mention.first is None) == (mention.last is None)
        assert mention.first is None or mention.last is None or mention.first <= mention.last
        reached = mention.end


@given(_SIGNS)
def test_nothing_relative_is_dated_without_a_reference_day(text: str) -> None:
    for mention in find_times(text, None):
        assert mention.anchor.kind.value != "reference"
