"""Weekdays, 昨天, 上周, 三天前: expressions that count from the reference day or from a date said before."""

import re
from dataclasses import replace
from datetime import date, timedelta

from app.extraction.dates import calendar, direction
from app.extraction.dates.calendar import Span
from app.extraction.dates.context import Context, Said
from app.extraction.dates.forms import Point
from app.extraction.dates.parts import DAY_WORDS, WEEK_WORDS
from app.extraction.dates.values import Value, nothing, of_day, of_open_year, of_span
from app.extraction.mentions import Precision, Rejected, TimeKind

_WEEK = timedelta(weeks=1)
_WEDNESDAY, _SUNDAY = 2, 6
_AHEAD = ("未来", "今后", "接下来", "后", "下")
_SUB_DAY = ("小时", "分钟")
# Behind 十天后，: the rest of the sentence, and the words with which it tells what is still to come.
_REST = re.compile(r"，[^。！？\n]*")
_LOOKS_AHEAD = re.compile(r"将|会(?![谈见晤议长场面])|预[计期料定]|拟|可望|有望|计划|打算|准备|就要|即")


def weekday(point: Point, context: Context) -> Value:
    """周四: the last one up to the reference day, unless a future marker touches it. 上周四: in the week before."""
    today = context.today
    if not point.is_possible or point.weekday is None:
        return nothing("no-such-weekday", context.text[context.start : context.end])
    if today is None:
        return nothing("no-reference-day")
    if point.week_word in WEEK_WORDS:
        return _in_named_week(point.weekday, WEEK_WORDS[point.week_word], today, context)
    last = today - timedelta(days=(today.weekday() - point.weekday) % 7)
    if point.week_word is not None:
        return of_day(last + _WEEK, context.at_today("week-word"))
    after = context.coordinated()
    if after is not None and after.mention.last is not None and after.mention.last > last:
        day = after.mention.last + timedelta(days=(point.weekday - after.mention.last.weekday()) % 7)
        return of_day(day, after.anchor("next-to-said"))
    planned = context.planned_day()
    if planned is not None and planned.mention.last is not None:
        day = planned.mention.last + timedelta(days=(point.weekday - planned.mention.last.weekday()) % 7)
        return of_day(day, planned.anchor("follows-said"))
    return _bare_weekday(last, today, context)


def _in_named_week(weekday: int, by: int, today: date, context: Context) -> Value:
    """Weeks run from Monday; but on a Sunday 上周四 is more often the Thursday three days before."""
    day = calendar.week_span(today, by).first + timedelta(days=weekday)
    if today.weekday() == _SUNDAY and by == -1 and weekday != _SUNDAY:
        value = of_day(day + _WEEK, context.at_today("week-word-on-sunday"))
        value.rejected = (Rejected(day.isoformat(), "farther"),)
        value.confidence = 0.6
        return value
    if by == 0 and weekday == _SUNDAY and today.weekday() <= _WEDNESDAY:
        return _last_or_coming_sunday(day, context)
    return of_day(day, context.at_today("week-word"))


def _last_or_coming_sunday(coming: date, context: Context) -> Value:
    """Early in a week 本周日 is more often the Sunday just past, for those whose week begins with it."""
    past = coming - _WEEK
    is_ahead = context.way() > 0
    day, other = (coming, past) if is_ahead else (past, coming)
    value = of_day(day, context.at_today("future-marker" if is_ahead else "week-word-on-sunday"))
    value.rejected = (Rejected(other.isoformat(), "farther" if is_ahead else "ahead-without-marker"),)
    value.confidence = 0.6
    return value


def _bare_weekday(last: date, today: date, context: Context) -> Value:
    way = context.way()
    way = way or int(direction.is_an_end(context.text, context.start))
    ahead = last + _WEEK
    # A plan that is reported for yesterday's weekday was printed a day late.
    if way > 0 and today - last <= timedelta(days=context.print_lag):
        way = 0
    span, why, rejected = direction.choose(
        [Span(last, last), Span(ahead, ahead)], today, way, lambda one: one.first.isoformat(), past_bias=100.0
    )
    value = of_day(span.first, context.at_today("last-one" if why == "nearest" else why))
    value.rejected = rejected
    value.confidence = 0.9
    return value


def no_weekday(point: Point, context: Context) -> Value:
    """周八."""
    return nothing("no-such-weekday", context.text[context.start : context.end])


def day_word(point: Point, context: Context) -> Value:
    """今天, 昨晚, 后天."""
    if context.today is None:
        return nothing("no-reference-day")
    return of_day(context.today + timedelta(days=DAY_WORDS[point.day_word or "今"]), context.at_today("day-word"))


def bracketed_day(point: Point, context: Context) -> Value:
    """今（13）日: the word counts from the reference day, and the number tells the month."""
    value = day_word(point, context)
    if value.first is not None and value.first.day != point.day:
        value.rejected = (Rejected(f"{point.day}日", "disagrees-with-text"),)
        value.confidence = 0.5
    return value


def week(point: Point, context: Context) -> Value:
    """上周, 本周, 下周末; 周末 is the last one up to the reference day unless a future marker touches it."""
    if context.today is None:
        return nothing("no-reference-day")
    span = calendar.week_span(context.today, WEEK_WORDS.get(point.week_word or "本", 1))
    if point.part is not None:
        span = _part_of_week(point.part, span)
    if point.week_word is None and span.first > context.today:
        before = Span(span.first - _WEEK, span.last - _WEEK)
        way = context.way()
        chosen, why, rejected = direction.choose(
            [before, span], context.today, way, lambda one: one.first.isoformat(), past_bias=1.5
        )
        value = of_span(chosen, Precision.PART_MONTH, context.at_today(why))
        return replace(value, rejected=rejected, confidence=0.7)
    return of_span(span, Precision.PART_MONTH, context.at_today("week-word"))


def _part_of_week(part: str, span: Span) -> Span:
    if part == "初":
        return Span(span.first, span.first + timedelta(days=1))
    if part == "中":
        return Span(span.first + timedelta(days=2), span.first + timedelta(days=3))
    return Span(span.first + timedelta(days=5), span.last)


def same_day(point: Point, context: Context) -> Value:
    """当天, 同日: the last day that the text named."""
    return _from_said(0, context)


def next_day(point: Point, context: Context) -> Value:
    """次日, 翌日, 第二天."""
    return _from_said(1, context)


def day_before(point: Point, context: Context) -> Value:
    """此前一天, 前一天."""
    return _from_said(-1, context)


def _from_said(by: int, context: Context) -> Value:
    said = context.last_day
    if said is not None and said.mention.first is not None and said.mention.last is not None:
        base = said.mention.first if by < 0 else said.mention.last
        return of_day(base + timedelta(days=by), said.anchor("day-said-before"), ("day",))
    if said is not None and said.mention.open_year is not None:
        return _from_open_day(by, said)
    if context.today is None:
        return nothing("no-reference-day")
    value = of_day(context.today + timedelta(days=by), context.at_today("nothing-said-before"), ("day",))
    value.confidence = 0.6
    return value


def _from_open_day(by: int, said: Said) -> Value:
    opened = said.mention.open_year
    assert opened is not None
    value = calendar.open_shifted(opened.first if by < 0 else opened.last, by)
    return nothing("year-unknown") if value is None else _open(value, said)


def _open(month_and_day: tuple[int, int], said: Said) -> Value:
    value = of_open_year(month_and_day, month_and_day, Precision.DAY)
    value.anchor = said.anchor("day-said-before")
    value.inferred = ("day",)
    return value


def clock(point: Point, context: Context) -> Value:
    """10:13 alone: on the day that the sentence names, else on the reference day."""
    if not point.is_possible:
        return nothing("no-such-time", context.text[context.start : context.end])
    said = context.last_day
    if said is not None and said.mention.last is not None and context.is_same_sentence(said):
        return of_day(said.mention.last, said.anchor("day-said-before"), ("day",))
    if context.today is None:
        return nothing("no-reference-day")
    value = of_day(context.today, context.at_today("nothing-said-before"), ("day",))
    value.confidence = 0.5
    return value


def ago(point: Point, context: Context) -> Value:
    """三天前, 两年后: one day, month or year away. 三天后 counts from a day said just before, if there is one."""
    is_back = point.side in ("前", "以前", "之前")
    count = (point.count or 0) * (-1 if is_back else 1)
    said = None if is_back else context.near_day()
    if said is not None and said.mention.last is not None:
        value = _shifted(said.mention.last, count, _unit(point))
        return replace(value, anchor=said.anchor("counted-from-said"))
    if context.today is None:
        return nothing("no-reference-day")
    if not is_back and (_follows_a_verb(context) or _tells_on(context)):
        return nothing("no-dated-event", kind=TimeKind.VAGUE)
    return replace(_shifted(context.today, count, _unit(point)), anchor=context.at_today("counted-from"))


def _follows_a_verb(context: Context) -> bool:
    """公布一周后 counts from the announcement, whenever that was."""
    before = context.text[max(0, context.start - 2) : context.start].rstrip('”」"’')[-1:]
    return "一" <= before <= "龥" and before not in "在于将约至到从自可能会再需要"


def _tells_on(context: Context) -> bool:
    """十天后，拜登抵达北京。 tells on from something told before; 十天后，他将访华。 looks ahead."""
    rest = _REST.match(context.text, context.end)
    return rest is not None and not _LOOKS_AHEAD.search(rest[0])


def _unit(point: Point) -> str:
    unit = (point.unit or "天").removeprefix("个")
    return {"日": "天", "星期": "周", "礼拜": "周"}.get(unit, unit)


def _shifted(today: date, count: int, unit: str) -> Value:
    if unit == "年":
        return of_span(calendar.year_span(today.year + count), Precision.YEAR)
    if unit in ("月", "季度"):
        months = count * (3 if unit == "季度" else 1)
        return of_span(calendar.month_span(*calendar.month_shifted(today.year, today.month, months)), Precision.MONTH)
    if unit in _SUB_DAY:
        value = of_day(today)
        value.kind, value.confidence, value.edtf = TimeKind.VAGUE, 0.5, f"{today.isoformat()}~"
        return value
    value = of_day(today + timedelta(days=count * (7 if unit == "周" else 1)))
    if unit == "周" or abs(count) > 10:
        value.edtf = f"{value.first}~"
        value.confidence = 0.7
    return value


def stretch(point: Point, context: Context) -> Value:
    """过去三天, 未来一年, 近两个月: a stretch that ends or begins at the reference day."""
    if context.today is None:
        return nothing("no-reference-day")
    sign = 1 if point.side in _AHEAD else -1
    far = _moved(context.today, sign * (point.count or 1), _unit(point))
    first, last = sorted((far, context.today))
    value = of_span(Span(first, last), Precision.VAGUE, context.at_today("counted-from"))
    value.edtf = f"{first.isoformat()}~/{last.isoformat()}" if sign < 0 else f"{first.isoformat()}/{last.isoformat()}~"
    return value


def _moved(today: date, count: int, unit: str) -> date:
    if unit in ("年", "月", "季度"):
        return calendar.day_shifted_by_months(today, {"年": 12, "月": 1, "季度": 3}[unit] * count)
    return today if unit in _SUB_DAY else today + timedelta(days=count * (7 if unit == "周" else 1))


def whole_units(point: Point, context: Context) -> Value:
    """前两天, 上两周, 后三天: whole days, weeks, months or years beside the present one. 前三季度 opens its year."""
    today, count, unit = context.today, point.count or 1, _unit(point)
    if today is None:
        return nothing("no-reference-day")
    if unit == "季度" and count <= 4:
        return of_span(calendar.months_span(today.year, 1, 3 * count), Precision.MONTH, context.at_today("year-word"))
    sign = 1 if point.side in _AHEAD else -1
    near, far = _unit_beside(today, sign, unit), _unit_beside(today, sign * count, unit)
    span = Span(min(near.first, far.first), max(near.last, far.last))
    value = of_span(span, Precision.VAGUE, context.at_today("counted-from"))
    value.kind, value.confidence = TimeKind.VAGUE, 0.6
    value.edtf = f"{span.first.isoformat()}~/{span.last.isoformat()}~"
    return value


def _unit_beside(today: date, by: int, unit: str) -> Span:
    if unit == "年":
        return calendar.year_span(today.year + by)
    if unit in ("月", "季度"):
        return calendar.month_span(*calendar.month_shifted(today.year, today.month, by))
    if unit == "周":
        return calendar.week_span(today, by)
    day = today + timedelta(days=by)
    return Span(day, day)
