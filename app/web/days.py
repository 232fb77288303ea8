"""Dates in the words of a Chinese page. Takes values apart, concludes nothing."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from app.extraction.mentions import Precision
from app.store.density import Step

COARSER_THAN_MONTH = frozenset({Precision.YEAR, Precision.HALF, Precision.QUARTER})
_WEEKDAYS = "一二三四五六日"
_OPEN_YEAR = re.compile(r"XXXX(?:-(\d\d)(?:-(\d\d))?)?")
_SHOWN_ZONE = ZoneInfo("Asia/Shanghai")


class Dated(Protocol):
    """What an event line and a time mention have in common."""

    @property
    def edtf(self) -> str | None: ...
    @property
    def first(self) -> date | None: ...
    @property
    def last(self) -> date | None: ...
    @property
    def precision(self) -> str: ...


@dataclass(frozen=True)
class DayLabel:
    """What stands beside a group of the list: the large words, the small ones, and the same in full."""

    large: str
    small: str
    full: str


def weekday(day: date) -> str:
    return "周" + _WEEKDAYS[day.weekday()]


def month_words(day: date) -> str:
    return f"{day.year}年{day.month}月"


def day_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def stretch_words(first: date, last: date, step: Step) -> str:
    """From the first to the last day, only as finely as the step: 2021年3月至2021年4月."""
    if step is Step.YEAR:
        ends = [f"{first.year}年", f"{last.year}年"]
    else:
        name = month_words if step is Step.MONTH else day_words
        ends = [name(first), name(last)]
    return "至".join(dict.fromkeys(ends))


def moment_words(moment: datetime) -> str:
    """An instant in Beijing time, to the minute."""
    here = moment.astimezone(_SHOWN_ZONE)
    return f"{day_words(here.date())} {here:%H:%M}（北京时间）"


def date_words(dated: Dated) -> str:
    """The date in full, only as finely as it is known: `2021年3月18日至19日`, `约2021年10月`, `3月18日（年份未定）`."""
    if dated.first is None or dated.last is None:
        return _without_year(dated.edtf)
    about = "约" if is_approximate(dated) else ""
    return about + _stretch(dated.first, dated.last, dated.precision)


def edtf_words(value: str) -> str:
    """A day or a stretch of days, `first/last` in ISO: 2021年3月18日至19日; a whole month or year is told as such."""
    first, _, last = value.partition("/")
    start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    whole_months = start.day == 1 and (end + timedelta(days=1)).day == 1
    if whole_months and (start.month, end.month) == (1, 12):
        return _stretch(start, end, Precision.YEAR)
    return _stretch(start, end, Precision.MONTH if whole_months else Precision.DAY)


def without_year(words: str, year: int) -> str:
    """2021年3月18日 → 3月18日, where the year is known from what stands around it."""
    return words.replace(f"{year}年", "") if words.replace(f"{year}年", "") else words


def is_approximate(dated: Dated) -> bool:
    """The source itself hedges (约, 前后), or says only roughly when."""
    return dated.precision == Precision.VAGUE or any(mark in (dated.edtf or "") for mark in "~?%")


def is_range(dated: Dated) -> bool:
    """Several named days, as opposed to a month or a year as a whole."""
    return dated.precision == Precision.DAY and dated.first != dated.last


def day_label(dated: Dated) -> DayLabel:
    """The heading of a day in the list, or of what is known less finely than a day."""
    full = date_words(dated)
    first, last = dated.first, dated.last
    if first is None or last is None:
        return DayLabel(_open_day(dated.edtf) or "？", "年份未定", full)
    if dated.precision == Precision.DAY and not is_approximate(dated):
        return _exact_day(first, last, full)
    unknown = "月份未定" if dated.precision in COARSER_THAN_MONTH else "日未定"
    return DayLabel(_coarse(first, last, dated.precision), "大约" if is_approximate(dated) else unknown, full)


def _exact_day(first: date, last: date, full: str) -> DayLabel:
    if first == last:
        return DayLabel(f"{first.day}日", weekday(first), full)
    if (first.year, first.month) == (last.year, last.month):
        return DayLabel(f"{first.day}–{last.day}日", f"{weekday(first)}至{weekday(last)}", full)
    return DayLabel(f"{first.day}日起", f"至{last.month}月{last.day}日", full)


def _coarse(first: date, last: date, precision: str) -> str:
    if precision == Precision.YEAR:
        return "年内"
    if precision == Precision.HALF:
        return _half(first)
    if precision == Precision.QUARTER:
        return _quarter(first)
    if precision == Precision.PART_MONTH:
        return _part_of_month(first, last)
    if precision == Precision.DAY:
        return f"{first.day}日"
    return f"{first.month}月"


def _stretch(first: date, last: date, precision: str) -> str:
    if precision == Precision.YEAR:
        return f"{first.year}年" if first.year == last.year else f"{first.year}年至{last.year}年"
    if precision == Precision.HALF and first.month in (1, 7):
        return f"{first.year}年{_half(first)}"
    if precision == Precision.QUARTER:
        return f"{first.year}年{_quarter(first)}"
    if precision == Precision.PART_MONTH and first.month == last.month:
        return f"{month_words(first)}{_part_of_month(first, last)}"
    if precision == Precision.MONTH:
        return month_words(first) if _same_month(first, last) else f"{month_words(first)}至{_month_after(first, last)}"
    return day_words(first) if first == last else f"{day_words(first)}至{_day_after(first, last)}"


def _same_month(first: date, last: date) -> bool:
    return (first.year, first.month) == (last.year, last.month)


def _month_after(first: date, last: date) -> str:
    return f"{last.month}月" if first.year == last.year else month_words(last)


def _day_after(first: date, last: date) -> str:
    if first.year != last.year:
        return day_words(last)
    return f"{last.day}日" if first.month == last.month else f"{last.month}月{last.day}日"


def _half(first: date) -> str:
    return "上半年" if first.month < 7 else "下半年"


def _quarter(first: date) -> str:
    return f"第{'一二三四'[(first.month - 1) // 3]}季度"


def _part_of_month(first: date, last: date) -> str:
    if first.day == 1 and last.day == 10:
        return "上旬"
    if first.day == 11 and last.day == 20:
        return "中旬"
    if first.day == 21:
        return "下旬"
    return f"{first.day}–{last.day}日之间"


def _without_year(edtf: str | None) -> str:
    known = _open_day(edtf)
    return f"{known}（年份未定）" if known else "日期未定"


def _open_day(edtf: str | None) -> str:
    """Month and day of an EDTF value whose year is open: `XXXX-03-18/XXXX-03-19` → `3月18日至3月19日`."""
    days = [f"{int(m)}月" + (f"{int(d)}日" if d else "") for m, d in _OPEN_YEAR.findall(edtf or "") if m]
    return "至".join(dict.fromkeys(days))
