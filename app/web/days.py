"""Dates in the words of a page. Takes values apart, concludes nothing.

Babel knows how a language writes days, months and stretches of days; what remains is said here.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton

from app.extraction.mentions import Precision
from app.sentences import sentence
from app.store.density import Step
from app.web.language import say, spoken

COARSER_THAN_MONTH = frozenset({Precision.YEAR, Precision.HALF, Precision.QUARTER})
_OPEN_YEAR = re.compile(r"XXXX(?:-(\d\d)(?:-(\d\d))?)?")
_QUARTERS = (sentence("第一季度"), sentence("第二季度"), sentence("第三季度"), sentence("第四季度"))
# Days that stand for all that are written alike: to write one takes a hundred times as long as to remember it.
_MONDAY = date(2001, 1, 1)
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
    """周四, Thu."""
    return _written(spoken().locale, "E", _MONDAY + timedelta(days=day.weekday()))


def month_words(day: date) -> str:
    """2021年3月, March 2021."""
    return _written(spoken().locale, "yMMMM", day.replace(day=1))


def year_words(year: int) -> str:
    return _written(spoken().locale, "y", date(year, 1, 1))


def month_day_words(day: date) -> str:
    """3月18日, 18 March."""
    return _written(spoken().locale, "MMMMd", day)


def short_day_words(day: date) -> str:
    """3月18日, 18 Mar."""
    return _written(spoken().locale, "MMMd", day)


def short_month_words(day: date) -> str:
    """3月, Mar."""
    return _written(spoken().locale, "MMM", day)


def short_month_of_year(day: date) -> str:
    """2021年3月, Mar 2021."""
    return _written(spoken().locale, "yMMM", day)


def day_number(day: date) -> str:
    """18日, 18."""
    return _written(spoken().locale, "d", _MONDAY.replace(day=day.day))


def day_words(day: date) -> str:
    """2021年3月18日, 18 March 2021."""
    return _written(spoken().locale, "long", day)


@lru_cache(maxsize=16384)
def _written(locale: Locale, form: str, day: date) -> str:
    """By one of the forms that the language has for a date; `long` is the day in full."""
    if form == "long":
        return format_date(day, "long", locale)
    return format_skeleton(form, day, locale=locale)


@lru_cache(maxsize=16384)
def _between(locale: Locale, form: str, first: date, last: date) -> str:
    """A stretch with what both ends share written once: 2021年3月18日至19日, 18–19 March 2021."""
    differs = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    patterns = locale.interval_formats[form][differs]
    # The forms of stretches come with short months only.
    return "".join(
        format_date(day, pattern.replace("MMM", "MMMM"), locale)
        for day, pattern in zip((first, last), patterns, strict=True)
    )


def between_days(first: date, last: date) -> str:
    return day_words(first) if first == last else _between(spoken().locale, "yMMMd", first, last)


def between_months(first: date, last: date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return month_words(first)
    return _between(spoken().locale, "yMMM", first, last)


def between_years(first: date, last: date) -> str:
    if first.year == last.year:
        return year_words(first.year)
    return _from_to(year_words(first.year), year_words(last.year))


def _from_to(first: str, last: str) -> str:
    return say("%(first)s至%(last)s", first=first, last=last)


def stretch_words(first: date, last: date, step: Step) -> str:
    """From the first to the last day, only as finely as the step: 2021年3月至4月."""
    if step is Step.YEAR:
        return between_years(first, last)
    return between_months(first, last) if step is Step.MONTH else between_days(first, last)


def moment_words(moment: datetime) -> str:
    """An instant in Beijing time, to the minute."""
    here = moment.astimezone(_SHOWN_ZONE)
    return say("%(day)s %(time)s（北京时间）", day=day_words(here.date()), time=f"{here:%H:%M}")


def date_words(dated: Dated) -> str:
    """The date in full, only as finely as it is known: `2021年3月18日至19日`, `约2021年10月`, `3月18日（年份未定）`."""
    if dated.first is None or dated.last is None:
        return _without_year(dated.edtf)
    words = _stretch(dated.first, dated.last, dated.precision)
    return say("约%(date)s", date=words) if is_approximate(dated) else words


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
    return words.replace(f"{year}年", "").replace(f" {year}", "") or words


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
        return DayLabel(_open_day(dated.edtf) or say("？"), say("年份未定"), full)
    if dated.precision == Precision.DAY and not is_approximate(dated):
        return _exact_day(first, last, full)
    unknown = say("月份未定") if dated.precision in COARSER_THAN_MONTH else say("日未定")
    return DayLabel(_coarse(first, last, dated.precision), say("大约") if is_approximate(dated) else unknown, full)


def _exact_day(first: date, last: date, full: str) -> DayLabel:
    if first == last:
        return DayLabel(day_number(first), weekday(first), full)
    if (first.year, first.month) == (last.year, last.month):
        return DayLabel(f"{first.day}–{day_number(last)}", _from_to(weekday(first), weekday(last)), full)
    until = say("至%(day)s", day=short_day_words(last))
    return DayLabel(say("%(day)s起", day=day_number(first)), until, full)


def _coarse(first: date, last: date, precision: str) -> str:
    if precision == Precision.YEAR:
        return say("年内")
    if precision == Precision.HALF:
        return _half(first)
    if precision == Precision.QUARTER:
        return _quarter(first)
    if precision == Precision.PART_MONTH:
        return _part_of_month(first, last)
    if precision == Precision.DAY:
        return day_number(first)
    return short_month_words(first)


def _stretch(first: date, last: date, precision: str) -> str:
    if precision == Precision.YEAR:
        return between_years(first, last)
    if precision == Precision.HALF and first.month in (1, 7):
        return say("%(year)s%(half)s", year=year_words(first.year), half=_half(first))
    if precision == Precision.QUARTER:
        return say("%(year)s%(quarter)s", year=year_words(first.year), quarter=_quarter(first))
    if precision == Precision.PART_MONTH and first.month == last.month:
        return say("%(month)s%(part)s", month=month_words(first), part=_part_of_month(first, last))
    return between_months(first, last) if precision == Precision.MONTH else between_days(first, last)


def _half(first: date) -> str:
    return say("上半年") if first.month < 7 else say("下半年")


def _quarter(first: date) -> str:
    return say(_QUARTERS[(first.month - 1) // 3])


def _part_of_month(first: date, last: date) -> str:
    if first.day == 1 and last.day == 10:
        return say("上旬")
    if first.day == 11 and last.day == 20:
        return say("中旬")
    if first.day == 21:
        return say("下旬")
    return say("%(first)s–%(last)s日之间", first=first.day, last=last.day)


def _without_year(edtf: str | None) -> str:
    known = _open_day(edtf)
    return say("%(date)s（年份未定）", date=known) if known else say("日期未定")


def _open_day(edtf: str | None) -> str:
    """Month and day of an EDTF value whose year is open: `XXXX-03-18/XXXX-03-19` → `3月18日至3月19日`."""
    days = [_in_any_year(int(m), int(d) if d else None) for m, d in _OPEN_YEAR.findall(edtf or "") if m]
    first, *others = dict.fromkeys(days) or [""]
    return _from_to(first, others[-1]) if others else first


def _in_any_year(month: int, day: int | None) -> str:
    # A leap year has every day.
    if day is None:
        return _written(spoken().locale, "MMM", date(2000, month, 1))
    return month_day_words(date(2000, month, day))
