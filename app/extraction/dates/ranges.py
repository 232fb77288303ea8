"""The value of a reading: of a point, a range, or a day named twice; and what 以来 and 前 make of it."""

from dataclasses import replace
from datetime import date, timedelta

from app.extraction.dates import calendar
from app.extraction.dates.context import Context
from app.extraction.dates.forms import Apposed, Form, Point, Range
from app.extraction.dates.values import Value, edtf_of, nothing, of_open_year
from app.extraction.mentions import Precision, Rejected, TimeKind


def value_of(form: Form, context: Context) -> Value:
    if isinstance(form, Range):
        return _range(form, context)
    if isinstance(form, Apposed):
        return _apposed(form, context)
    assert isinstance(form, Point)
    return _related(form, _built(form, context), context)


def _built(point: Point, context: Context) -> Value:
    if point.clock is not None and not point.is_possible and point.weekday is None:
        return nothing("no-such-time", context.text[context.start : context.end])
    return point.rule.build(point, context)


def _apposed(form: Apposed, context: Context) -> Value:
    """周三（22日）: the number gives the day, the other word is its check."""
    value = _built(form.day, context)
    other = form.other
    if value.first is None or other.weekday is None or value.first.weekday() == other.weekday:
        return value
    if form.day.month is None and context.today is not None:
        return _agreeing(form, value, context)
    value.rejected = (*value.rejected, Rejected(f"周{'一二三四五六日'[other.weekday]}", "disagrees-with-text"))
    value.confidence = min(value.confidence, 0.7)
    return value


def _agreeing(form: Apposed, value: Value, context: Context) -> Value:
    """The month in which the day of the month falls on that weekday, among the near ones."""
    assert context.today is not None
    for by in (0, -1, 1, -2):
        year, month = calendar.month_shifted(context.today.year, context.today.month, by)
        day = calendar.day_or_none(year, month, form.day.day or 0)
        if day is not None and day.weekday() == form.other.weekday:
            return replace(value, first=day, last=day, anchor=context.at_today("agrees-with-text"), rejected=())
    return value


_WIDE = frozenset((Precision.YEAR, Precision.HALF, Precision.QUARTER, Precision.MONTH, Precision.PART_MONTH))
_BEFORE = frozenset(("前", "以前", "之前"))
_UP_TO_NOW = frozenset(("以来", "至今", "迄今", "到现在", "至现在", "到目前"))
_EARLIER = ("早些", "较早", "稍早")
_AFTER = frozenset(("后", "以后", "之后"))


def _related(point: Point, value: Value, context: Context) -> Value:
    """今年以来 and 本月早些时候 run up to the reference day; 9月底前 has its deadline and no beginning."""
    relation = None if point.relation is None else point.relation.strip()
    if relation is None or value.first is None or value.last is None:
        return value
    is_open = relation in _UP_TO_NOW or (relation.startswith(_EARLIER) and _holds(value, context.today))
    if is_open and value.precision in _WIDE and context.today is not None and value.first <= context.today:
        return replace(value, last=context.today, edtf=f"{value.first.isoformat()}/{context.today.isoformat()}")
    if relation in _BEFORE:
        return replace(value, kind=TimeKind.VAGUE, edtf=f"../{value.last.isoformat()}", confidence=0.6)
    if relation in _AFTER and value.precision in _WIDE:
        return replace(
            nothing("no-bounds", kind=TimeKind.VAGUE), edtf=f"{value.last.isoformat()}/..", anchor=value.anchor
        )
    return value


def _holds(value: Value, day: date | None) -> bool:
    return bool(day and value.first and value.last and value.first <= day <= value.last)


def _range(form: Range, context: Context) -> Value:
    left = _built(form.left, context)
    right = _right_end(form, left, context)
    if left.open_year is not None and right.open_year is not None:
        opened = of_open_year(left.open_year.first, right.open_year.last, left.precision)
        return replace(opened, anchor=left.anchor, inferred=left.inferred)
    if left.first is None or right.last is None:
        return left if left.first is None else replace(right, first=None, last=None, edtf=None)
    if right.last < left.first:
        return nothing("ends-before-it-begins", edtf_of(left.first, left.first, Precision.DAY))
    precision = left.precision if left.precision is right.precision else Precision.VAGUE
    return replace(left, last=right.last, precision=precision, edtf=None, kind=TimeKind.DATE)


def _right_end(form: Range, left: Value, context: Context) -> Value:
    """The right end takes from the left one the year and month it does not state, and lies behind it."""
    known, right = left.last, form.right
    if known is None:
        return _open_right(right, left, context)
    if right.month is None and right.month_word is None and right.day is not None and right.day_word is None:
        year, month = known.year, known.month
        if right.day < known.day:
            year, month = calendar.month_shifted(year, month, 1)
        return _built(replace(right, year=year, month=month), context)
    if right.month is not None and right.year is None and right.year_word is None and right.short is None:
        return _built(replace(right, year=known.year + (right.month < known.month)), context)
    if right.weekday is not None and right.week_word is None and right.month is None:
        day = known + timedelta(days=(right.weekday - known.weekday()) % 7)
        return Value(day, day, Precision.DAY)
    if right.rule.name == "day after the one said":
        day = known + timedelta(days=1)
        return Value(day, day, Precision.DAY)
    return _built(right, context)


def _open_right(right: Point, left: Value, context: Context) -> Value:
    if left.open_year is None or right.day is None or right.month is not None:
        return _built(right, context)
    return _built(replace(right, month=left.open_year.first[0]), context)
