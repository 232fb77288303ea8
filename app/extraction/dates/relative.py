"""Weekdays, 昨天, 上周, 三天前: expressions that count from the reference day or from a date said before."""

from datetime import date, timedelta

from app.extraction.dates import calendar, direction
from app.extraction.dates.calendar import Span
from app.extraction.dates.context import Context
from app.extraction.dates.forms import Point
from app.extraction.dates.parts import DAY_WORDS, WEEK_WORDS
from app.extraction.dates.values import Value, nothing, of_day, of_span
from app.extraction.mentions import Precision, TimeKind

WEEK = timedelta(weeks=1)


def weekday(point: Point, context: Context) -> Value:
    """周四: the last one up to the reference day, unless a future marker touches it. 上周四: in the week before."""
    today = context.today
    if not point.is_possible or point.weekday is None:
        return nothing("no-such-weekday", context.text[context.start : context.end])
    if today is None:
        return nothing("no-reference-day")
    if point.week_word in WEEK_WORDS:
        day = calendar.week_span(today, WEEK_WORDS[point.week_word]).first + timedelta(days=point.weekday)
        return of_day(day, context.at_today("week-word"))
    last = today - timedelta(days=(today.weekday() - point.weekday) % 7)
    if point.week_word is not None:
        return of_day(last + WEEK, context.at_today("week-word"))
    candidates = [Span(one, one) for one in (last - WEEK, last, last + WEEK) if one != last - WEEK]
    way = direction.direction(context.text, context.start, context.end)
    if way > 0 and last == today:
        candidates = [Span(last, last), Span(last + WEEK, last + WEEK)]
    span, why, rejected = direction.choose(candidates, today, way, lambda one: one.first.isoformat(), past_bias=100.0)
    value = of_day(span.first, context.at_today("last-one" if why == "nearest" else why))
    value.rejected = rejected
    value.confidence = 0.9
    return value


def day_word(point: Point, context: Context) -> Value:
    """今天, 昨晚, 后天."""
    if context.today is None:
        return nothing("no-reference-day")
    return of_day(context.today + timedelta(days=DAY_WORDS[point.day_word or "今"]), context.at_today("day-word"))


def week(point: Point, context: Context) -> Value:
    """上周, 本周, 下周末."""
    if context.today is None:
        return nothing("no-reference-day")
    span = calendar.week_span(context.today, WEEK_WORDS.get(point.week_word or "本", 0))
    if point.part is not None:
        span = _part_of_week(point.part, span)
    return of_span(span, Precision.PART_MONTH, context.at_today("week-word"))


def _part_of_week(part: str, span: Span) -> Span:
    if part == "初":
        return Span(span.first, span.first + timedelta(days=1))
    if part == "中":
        return Span(span.first + timedelta(days=2), span.first + timedelta(days=3))
    return Span(span.first + timedelta(days=5), span.last)


def anchored_day(point: Point, context: Context) -> Value:
    """当天, 次日, 此前一天: counted from the last day that the text named."""
    by = {"same": 0, "after": 1, "before": -1}[point.rule.name.rsplit(" ", 1)[-1]]
    said = context.last_day
    if said is not None and said.mention.last is not None and said.mention.first is not None:
        base = said.mention.first if by < 0 else said.mention.last
        return of_day(base + timedelta(days=by), said.anchor("day-said-before"), ("day",))
    if said is not None and said.mention.open_year is not None:
        return nothing("year-unknown")
    if context.today is None:
        return nothing("no-reference-day")
    value = of_day(context.today + timedelta(days=by), context.at_today("nothing-said-before"), ("day",))
    value.confidence = 0.6
    return value


def ago(point: Point, context: Context) -> Value:
    """三天前, 两年后: one day, month or year away from the reference day."""
    if context.today is None:
        return nothing("no-reference-day")
    count = (point.count or 0) * (-1 if point.side in ("前", "以前", "之前") else 1)
    return _shifted(context.today, count, point.unit or "天", context)


def _shifted(today: date, count: int, unit: str, context: Context) -> Value:
    anchor = context.at_today("counted-from")
    if unit == "年":
        return of_span(calendar.year_span(today.year + count), Precision.YEAR, anchor)
    if unit == "月":
        return of_span(
            calendar.month_span(*calendar.month_shifted(today.year, today.month, count)), Precision.MONTH, anchor
        )
    day = today + timedelta(days=count * (7 if unit == "周" else 1))
    value = of_day(day, anchor)
    if unit == "周" or abs(count) > 10:
        value.edtf = f"{day.isoformat()}~"
        value.confidence = 0.7
    return value


def stretch(point: Point, context: Context) -> Value:
    """过去三天, 未来一年, 近两个月: a stretch that ends or begins at the reference day."""
    if context.today is None:
        return nothing("no-reference-day")
    sign = 1 if point.side in ("未来", "今后", "接下来", "接下来的", "后", "下") else -1
    count = sign * (point.count or 1)
    far = _moved(context.today, count, point.unit or "天")
    first, last = sorted((far, context.today))
    value = of_span(Span(first, last), Precision.VAGUE, context.at_today("counted-from"))
    value.edtf = f"{first.isoformat()}~/{last.isoformat()}" if sign < 0 else f"{first.isoformat()}/{last.isoformat()}~"
    return value


def _moved(today: date, count: int, unit: str) -> date:
    if unit == "年":
        return calendar.day_shifted_by_months(today, 12 * count)
    if unit == "月":
        return calendar.day_shifted_by_months(today, count)
    return today + timedelta(days=count * (7 if unit == "周" else 1))


def vague(days: int) -> "VagueRule":
    return VagueRule(days)


class VagueRule:
    """近日, 近期: bounded by so many days before the reference day, or after it when negative."""

    def __init__(self, days: int) -> None:
        self.days = days

    def __call__(self, point: Point, context: Context) -> Value:
        if context.today is None:
            return nothing("no-reference-day", kind=TimeKind.VAGUE)
        first, last = sorted((context.today - timedelta(days=self.days), context.today))
        value = of_span(Span(first, last), Precision.VAGUE, context.at_today("vague-word"))
        value.kind = TimeKind.VAGUE
        value.edtf = f"{first.isoformat()}~/{last.isoformat()}~"
        value.confidence = 0.5
        return value


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
