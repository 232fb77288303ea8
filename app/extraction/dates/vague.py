"""Words that name no day: 近日, 未来, 为期两天, 每周三. They are found so that the reader learns why they give none."""

from datetime import timedelta

from app.extraction.dates.calendar import Span, day_shifted_by_months
from app.extraction.dates.context import Context
from app.extraction.dates.forms import Point
from app.extraction.dates.rule import Builder
from app.extraction.dates.values import Value, nothing, of_span
from app.extraction.mentions import Precision, TimeKind


def within(days: int) -> Builder:
    """近日, 近期: bounded by so many days before the reference day."""

    def build(point: Point, context: Context) -> Value:
        if context.today is None:
            return nothing("no-reference-day", kind=TimeKind.VAGUE)
        return _bounded(Span(context.today - timedelta(days=days), context.today), context)

    return build


def _bounded(span: Span, context: Context) -> Value:
    value = of_span(span, Precision.VAGUE, context.at_today("vague-word"))
    value.kind = TimeKind.VAGUE
    value.edtf = f"{span.first.isoformat()}~/{span.last.isoformat()}~"
    value.confidence = 0.5
    return value


def present(point: Point, context: Context) -> Value:
    """目前, 现在: about the reference day."""
    value = within(0)(point, context)
    if context.today is not None:
        value.edtf = f"{context.today.isoformat()}~"
    return value


def some_units(point: Point, context: Context) -> Value:
    """过去几个月, 未来数周: three units stand for some."""
    today = context.today
    if today is None:
        return nothing("no-reference-day", kind=TimeKind.VAGUE)
    sign = 1 if point.side in ("未来", "今后", "接下来") else -1
    unit = (point.unit or "天").removeprefix("个")
    if unit in ("年", "月", "季度"):
        months = {"年": 36, "月": 3, "季度": 9}[unit]
        far = day_shifted_by_months(today, sign * months)
    else:
        far = today + timedelta(
            days=sign * (5 if unit in ("天", "日") else 21 if unit in ("周", "星期", "礼拜") else 1)
        )
    return _bounded(Span(min(far, today), max(far, today)), context)


def unbounded(point: Point, context: Context) -> Value:
    """未来, 此前, 长期以来: a direction, no bounds."""
    return nothing("no-bounds", kind=TimeKind.VAGUE)


def duration(point: Point, context: Context) -> Value:
    """为期两天, 三个月: how long, not when."""
    return nothing("how-long", kind=TimeKind.DURATION)


def repeated(point: Point, context: Context) -> Value:
    """每周三, 每年9月: again and again."""
    return nothing("repeated", kind=TimeKind.SET)


def era(point: Point, context: Context) -> Value:
    """冷战时期, 公元前221年: a time that has no days of its own."""
    return nothing("era", kind=TimeKind.ERA)
