"""Quarters, decades, the n-th week: dates that count inside a longer one."""

from dataclasses import replace
from datetime import date, timedelta

from app.extraction.dates import calendar, direction
from app.extraction.dates.calendar import Span
from app.extraction.dates.context import Context
from app.extraction.dates.forms import Point
from app.extraction.dates.parts import MONTH_WORDS
from app.extraction.dates.resolve import calendar_date, stated_year
from app.extraction.dates.values import NO_ANCHOR, Value, edtf_of, nothing, of_day, of_span
from app.extraction.mentions import Anchor, Precision


def _year(point: Point, context: Context) -> tuple[int, Anchor, tuple[str, ...]] | None:
    """The year said, else the reference day's, marked as inferred."""
    said = stated_year(point, context)
    if said is None:
        return None
    year, anchor = said
    if year is not None:
        return year, anchor, ()
    if context.today is None:
        return None
    return context.today.year, context.at_today("nearest"), ("year",)


def month_by_ordinal(point: Point, context: Context) -> Value:
    """2005年首月, 第8个月."""
    return calendar_date(replace(point, month=point.ordinal), context)


def part_of_this_month(point: Point, context: Context) -> Value:
    """月底, 下旬: of the month said just before, else of the reference day's."""
    carried = context.carried_month()
    if carried is not None and carried.year is not None:
        return calendar_date(replace(point, year=carried.year, month=carried.month), context)
    return calendar_date(replace(point, month_word="本"), context)


def part_of_this_year(point: Point, context: Context) -> Value:
    """年底, 上半年: of the reference day's year, or of the one before where that is nearer."""
    part = (point.part or "").removeprefix("年").replace("岁末", "末").replace("尾", "末")
    if context.today is None:
        return nothing("no-reference-day")
    values = [calendar_date(replace(point, year=context.today.year + by, part=part), context) for by in (-1, 0)]
    found = {Span(one.first, one.last): one for one in values if one.first is not None and one.last is not None}
    way = context.way()
    span, why, rejected = direction.choose(
        list(found), context.today, way, lambda one: edtf_of(one.first, one.last, found[one].precision), past_bias=0.5
    )
    return replace(found[span], anchor=context.at_today(why), rejected=rejected, inferred=("year",), confidence=0.8)


def quarter(point: Point, context: Context) -> Value:
    """2021年第三季度, 上季度, 一季度末."""
    if point.month_word is not None:
        return _quarter_by_word(point, context)
    number = point.ordinal or 0
    if not 1 <= number <= 4:
        return nothing("no-such-quarter", f"{number}季度")
    year = _year(point, context)
    if year is None:
        return nothing("no-reference-day")
    first = 3 * number - 2
    if point.part is not None:
        month = first if point.part == "初" else first + 2
        return of_span(calendar.month_span(year[0], month), Precision.MONTH, year[1], year[2])
    return of_span(calendar.months_span(year[0], first, first + 2), Precision.QUARTER, year[1], year[2])


def _quarter_by_word(point: Point, context: Context) -> Value:
    if context.today is None:
        return nothing("no-reference-day")
    by = 3 * MONTH_WORDS[point.month_word or "本"]
    year, month = calendar.month_shifted(context.today.year, (context.today.month - 1) // 3 * 3 + 1, by)
    return of_span(calendar.months_span(year, month, month + 2), Precision.QUARTER, context.at_today("month-word"))


def first_months(point: Point, context: Context) -> Value:
    """今年前五个月."""
    year, count = _year(point, context), point.ordinal or 0
    if year is None:
        return nothing("no-reference-day")
    if not 1 <= count <= 12:
        return nothing("no-such-month", f"{count}个月")
    return of_span(calendar.months_span(year[0], 1, count), Precision.MONTH, year[1])


def day_of_year(point: Point, context: Context) -> Value:
    """2025年第一天."""
    year, number = _year(point, context), point.ordinal or 0
    if year is None:
        return nothing("no-reference-day")
    day = date(year[0], 1, 1) + timedelta(days=number - 1)
    return of_day(day, year[1]) if day.year == year[0] else nothing("no-such-day", f"第{number}天")


def nth_week(point: Point, context: Context) -> Value:
    """3月第三周, 20年第52周: weeks are counted from the first Monday."""
    within = _month_or_year(point, context)
    if within is None or within.first is None:
        return within or nothing("no-reference-day")
    span = calendar.week_of(within.first, point.ordinal or 1)
    return replace(within, first=span.first, last=span.last, precision=Precision.PART_MONTH, edtf=None)


def nth_weekday(point: Point, context: Context) -> Value:
    """6月第3个星期日."""
    within = _month_or_year(point, context)
    if within is None or within.first is None or point.weekday is None:
        return within or nothing("no-reference-day")
    day = calendar.weekday_of(within.first, point.weekday, point.ordinal or 1)
    if within.last is not None and day > within.last:
        return nothing("no-such-day", day.isoformat())
    return replace(within, first=day, last=day, precision=Precision.DAY, edtf=None, rejected=())


def _month_or_year(point: Point, context: Context) -> Value | None:
    return calendar_date(replace(point, weekday=None, ordinal=None), context)


_PARTS_OF_DECADE = {"初": (0, 3), "前": (0, 3), "中": (4, 6), "末": (7, 9), "后": (7, 9)}


def decade(point: Point, context: Context) -> Value:
    """21世纪20年代, 上世纪80年代, 1990年代; 90年代 is of the last century."""
    tens = point.decade or 0
    if tens >= 100:
        first = tens
    elif point.century is None:
        first = 1900 + tens if tens >= 30 else 2000 + tens
    else:
        hundreds = _hundreds(point.century, context)
        if hundreds is None:
            return nothing("no-reference-day")
        first = hundreds + tens
    start, end = _PARTS_OF_DECADE[point.part[0]] if point.part else (0, 9)
    return of_span(Span(date(first + start, 1, 1), date(first + end, 12, 31)), Precision.YEAR, NO_ANCHOR)


def century(point: Point, context: Context) -> Value:
    """20世纪, 本世纪初: named, but too wide to date anything."""
    hundreds = None if point.century is None else _hundreds(point.century, context)
    if hundreds is None:
        return nothing("no-reference-day")
    start, end = {"初": (1, 20), "中": (40, 60), "末": (81, 100), "后": (51, 100)}.get((point.part or " ")[0], (1, 100))
    span = Span(date(hundreds + start, 1, 1), date(hundreds + end, 12, 31))
    value = of_span(span, Precision.YEAR)
    if point.part is not None:
        value.precision = Precision.VAGUE
        value.edtf = f"{span.first.year}~/{span.last.year}~"
    return value


def _hundreds(century: int | str, context: Context) -> int | None:
    if isinstance(century, int):
        return (century - 1) * 100
    if context.today is None:
        return None
    return context.today.year // 100 * 100 - (100 if century == "上" else 0)
