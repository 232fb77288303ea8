"""Event-anchored expressions, resolved against what the document itself dates: 会谈前一天 by 周四的会谈."""

import re
from datetime import date, timedelta

from app.extraction.dates.calendar import Span
from app.extraction.dates.context import Context
from app.extraction.dates.forms import Point
from app.extraction.dates.happenings import Dated
from app.extraction.dates.values import Value, nothing, of_open_year, of_span
from app.extraction.mentions import Anchor, AnchorKind, Precision, TimeKind

_MEETING = "会谈"


def _asked(point: Point, context: Context) -> Dated | None:
    return context.happenings.find(point.name or _MEETING, context.start + _offset(point, context))


def _offset(point: Point, context: Context) -> int:
    """Where the noun begins inside the expression: 在会谈之前的数日."""
    return max(0, context.text[context.start : context.end].find(point.name or ""))


def _anchor(dated: Dated, why: str) -> Anchor:
    return Anchor(AnchorKind.EVENT, dated.mention.first, dated.noun, why, dated.start)


def _value(dated: Dated | None, first: int | None, last: int | None = None, from_end: bool = False) -> Value:
    """The days so many away from the event's first day, or from its last one."""
    if dated is None or first is None:
        return nothing("no-dated-event")
    base = dated.last if from_end else dated.first
    span = Span(base + timedelta(days=first), base + timedelta(days=first if last is None else last))
    value = of_span(span, Precision.DAY, _anchor(dated, "event-of-document"), ("day",))
    value.confidence = 0.8
    return _opened(value) if dated.mention.first is None else value


def _opened(value: Value) -> Value:
    """The value with its year left open again."""
    first, last = value.first, value.last
    assert first is not None and last is not None
    if first.year != 2000 or last.year != 2000 or first == date(2000, 2, 29):
        return nothing("year-unknown")
    opened = of_open_year((first.month, first.day), (last.month, last.day), value.precision)
    opened.anchor, opened.inferred = value.anchor, value.inferred
    return opened


def days_before(point: Point, context: Context) -> Value:
    """会谈前一天; 会谈之前的数日 is the three days before."""
    if point.count is None:
        return _value(_asked(point, context), -3, -1)
    return _value(_asked(point, context), -point.count)


def eve(point: Point, context: Context) -> Value:
    """峰会前夕: the day before, give or take one; no day yet to come when something is told of it as done."""
    value = _value(_asked(point, context), -1)
    if value.first is not None and context.today is not None and value.first > context.today:
        return _bounded(_asked(point, context), -1, "../{}") if context.is_told_as_past() else value
    if value.first is not None:
        value.edtf, value.confidence = f"{value.first.isoformat()}~", 0.7
    return value


def days_after(point: Point, context: Context) -> Value:
    return _value(_asked(point, context), point.count, from_end=True)


def day_after(point: Point, context: Context) -> Value:
    return _value(_asked(point, context), 1, from_end=True)


def first_day(point: Point, context: Context) -> Value:
    return _value(_asked(point, context), 0)


def last_day(point: Point, context: Context) -> Value:
    """会晤结束后: on its last day, as far as the document says."""
    return _value(_asked(point, context), 0, from_end=True)


def before(point: Point, context: Context) -> Value:
    """会谈前: an end, no beginning, hence no day."""
    return _bounded(_asked(point, context), -1, "../{}")


def after(point: Point, context: Context) -> Value:
    return _bounded(_asked(point, context), 1, "{}/..", from_end=True)


def _bounded(dated: Dated | None, by: int, edtf: str, from_end: bool = False) -> Value:
    value = nothing("no-bounds", kind=TimeKind.VAGUE)
    if dated is not None and dated.mention.first is not None:
        base = dated.last if from_end else dated.first
        value.anchor = _anchor(dated, "event-of-document")
        value.edtf = edtf.format((base + timedelta(days=by)).isoformat())
    return value


def during(point: Point, context: Context) -> Value:
    value = _value(_asked(point, context), 0)
    value.kind = TimeKind.VAGUE
    return value


def visit(point: Point, context: Context) -> Value:
    """谢尔曼访华之时: when a dated clause of the document names the visitor."""
    name = re.search("[一-龥]{2,4}$", context.text[max(0, context.start - 4) : context.start])
    mention = None if name is None else context.happenings.naming(name[0])
    if mention is None or mention.first is None or mention.last is None:
        return nothing("no-dated-event")
    anchor = Anchor(
        AnchorKind.EVENT,
        mention.first,
        context.text[context.start - 4 : context.end],
        "event-of-document",
        mention.start,
    )
    value = of_span(Span(mention.first, mention.last), mention.precision, anchor, ("day",))
    value.confidence = 0.6
    return value


def until(point: Point, context: Context) -> Value:
    """从现在到二十大期间: from the reference day to the end of the event."""
    mention = context.happenings.naming(point.name or "")
    if context.today is None or mention is None or mention.last is None or mention.last < context.today:
        return nothing("no-dated-event")
    value = of_span(Span(context.today, mention.last), Precision.VAGUE, context.at_today("event-of-document"))
    value.edtf = f"{context.today.isoformat()}/{mention.last.isoformat()}~"
    return value
