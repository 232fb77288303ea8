"""Festivals and lunar dates in a text: the year they state, or the one nearest to the reference day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from app.extraction.dates import direction, lunar
from app.extraction.dates.calendar import Span
from app.extraction.dates.context import Context
from app.extraction.dates.festivals import Festival, festivals
from app.extraction.dates.forms import Point
from app.extraction.dates.resolve import stated_year
from app.extraction.dates.values import Value, nothing, of_day, of_open_year, of_span
from app.extraction.mentions import Precision

SpanIn = Callable[[int], Span | None]
NATIONAL_DAY = Festival("十一", "fixed", (10, 1))


def festival(point: Point, context: Context) -> Value:
    """世界地球日, 去年春节, 九一八事变."""
    found = festivals().get(point.name or "", NATIONAL_DAY)
    if found.kind == "once":
        return of_day(date(*found.numbers))
    if found.kind == "fixed" and point.year is None and point.year_word is None and context.today is None:
        month, day = found.numbers
        return of_open_year((month, day), (month, day), Precision.DAY)
    return _in_year(point, context, lambda year: _as_span(found.day_in(year)), Precision.DAY)


def lunar_date(point: Point, context: Context) -> Value:
    """农历八月十五, 正月, 大年初一."""
    month, day = point.lunar_month or 1, point.lunar_day
    precision = Precision.MONTH if day is None else Precision.DAY
    return _in_year(point, context, lambda year: _lunar_span(year, month, day, point.leap), precision)


def _lunar_span(year: int, month: int, day: int | None, is_leap: bool) -> Span | None:
    if day is not None:
        return _as_span(lunar.lunar_day(year, month, day, is_leap))
    first = lunar.lunar_day(year, month, 1, is_leap)
    last = lunar.lunar_day(year, month, lunar.lunar_month_length(year, month, is_leap), is_leap)
    return None if first is None or last is None else Span(first, last)


def _as_span(day: date | None) -> Span | None:
    return None if day is None else Span(day, day)


def _in_year(point: Point, context: Context, span_in: SpanIn, precision: Precision) -> Value:
    said = stated_year(point, context)
    if said is None:
        return nothing("no-reference-day")
    year, anchor = said
    if year is not None:
        span = span_in(year)
        return nothing("no-such-day") if span is None else _valued(span, precision, of_span(span, precision, anchor))
    if context.today is None:
        return nothing("no-reference-day")
    around = (span_in(context.today.year + by) for by in (-1, 0, 1))
    candidates = [span for span in around if span is not None]
    if not candidates:
        return nothing("no-such-day")
    way = context.way()
    span, why, rejected = direction.choose(
        candidates, context.today, way, lambda one: one.first.isoformat(), past_bias=1.0
    )
    value = of_span(span, precision, context.at_today(why), ("year",))
    return _valued(span, precision, replace(value, rejected=rejected, confidence=0.8))


def _valued(span: Span, precision: Precision, value: Value) -> Value:
    """A lunar month is no month of the calendar: it is written as an interval of days."""
    if precision is Precision.MONTH:
        value.edtf = f"{span.first.isoformat()}/{span.last.isoformat()}"
    return value
