"""Calendar expressions to days: years, months and days, stated or inferred."""

from collections.abc import Iterable
from datetime import date, timedelta

from app.extraction.dates import calendar, direction
from app.extraction.dates.calendar import Span
from app.extraction.dates.context import Context, Said
from app.extraction.dates.forms import Point
from app.extraction.dates.parts import (
    ANCHORED_MONTHS,
    ANCHORED_YEARS,
    MONTH_PARTS,
    MONTH_WORDS,
    YEAR_PARTS,
    YEAR_WORDS,
)
from app.extraction.dates.values import NO_ANCHOR, Value, edtf_of, nothing, of_day, of_open_year, of_span
from app.extraction.mentions import Anchor, Precision, Rejected, TimeKind

# A day this near to the reference day is the one meant, whatever month the text told of before.
_FRESH_DAYS = 10
_SOON_DAYS = 31
_LATELY_DAYS = 62
# 当年 and 同年 lean on a year said in the same passage.
_STORY = 400
# A plan may be printed some days after its day.
_PRINT_LAG = 3


def calendar_date(point: Point, context: Context) -> Value:
    """A year, month, part and day, in whatever combination the words have."""
    if point.month_word is not None:
        return _in_named_month(point, context)
    said = stated_year(point, context)
    if said is None:
        return nothing("no-reference-day")
    year, anchor = said
    if point.year_word == "当" and point.month is None and anchor.why == "nothing-said-before":
        return nothing("no-bounds", kind=TimeKind.VAGUE)
    if point.month is None:
        return bare_day(point, context) if year is None else _of_year(point, year, anchor)
    if not 1 <= point.month <= 12:
        return nothing("no-such-month", f"{point.month}月")
    if year is None:
        return _in_inferred_year(point, context)
    return _of_month(point, year, point.month, anchor, ())


def stated_year(point: Point, context: Context) -> tuple[int | None, Anchor] | None:
    """The year that the words give, (None, …) when they give none, None when they need a reference day we lack."""
    if point.year is not None:
        return point.year, NO_ANCHOR
    if point.short is not None:
        return _full_year(point.short, context.today), NO_ANCHOR
    if point.year_word is None:
        return None, NO_ANCHOR
    if point.year_word in ANCHORED_YEARS:
        return _anchored_year(ANCHORED_YEARS[point.year_word], context)
    if context.today is None:
        # 今年8月 in a document without a day: the open year of its other dates.
        is_own = YEAR_WORDS[point.year_word] == 0 and point.month is not None
        return (None, NO_ANCHOR) if is_own else None
    return context.today.year + YEAR_WORDS[point.year_word], context.at_today("year-word")


def _full_year(short: int, today: date | None) -> int:
    latest = today.year + 10 if today is not None else 2050
    return next((century + short for century in (2000, 1900) if century + short <= latest), 1900 + short)


def _anchored_year(by: int, context: Context) -> tuple[int, Anchor] | None:
    said = context.last_year or context.last_month
    if said is not None and said.year is not None and (by or context.start - said.mention.end <= _STORY):
        return said.year + by, said.anchor("year-said-before")
    if context.today is None:
        return None
    return context.today.year + by, context.at_today("nothing-said-before")


def _of_year(point: Point, year: int, anchor: Anchor) -> Value:
    if point.part is None:
        return of_span(calendar.year_span(year), Precision.YEAR, anchor)
    first, last, precision = YEAR_PARTS[point.part]
    span = calendar.months_span(year, first, last) if last <= 12 else _over_new_year(year, first, last)
    value = of_span(span, precision, anchor)
    if precision is Precision.VAGUE:
        value.edtf = _months_about(span)
    return value


def _over_new_year(year: int, first: int, last: int) -> Span:
    return Span(calendar.month_span(year, first).first, calendar.month_span(year + 1, last - 12).last)


def _months_about(span: Span) -> str:
    first, last = span.first.isoformat()[:7], span.last.isoformat()[:7]
    return f"{first}~" if first == last else f"{first}~/{last}~"


def _of_month(point: Point, year: int, month: int, anchor: Anchor, inferred: tuple[str, ...]) -> Value:
    if point.day is not None:
        day = calendar.day_or_none(year, month, point.day)
        if day is None:
            return nothing("no-such-day", f"{year:04}-{month:02}-{point.day:02}")
        return of_day(day, anchor, inferred)
    if point.part is None:
        return of_span(calendar.month_span(year, month), Precision.MONTH, anchor, inferred)
    return of_span(_part_of_month(point.part, year, month), Precision.PART_MONTH, anchor, inferred)


def _part_of_month(part: str, year: int, month: int) -> Span:
    first, last = MONTH_PARTS[part]
    return Span(date(year, month, first), date(year, month, min(last, calendar.last_day(year, month))))


def _in_named_month(point: Point, context: Context) -> Value:
    """上月, 本月15日, 同月底."""
    word = point.month_word or ""
    if word in ANCHORED_MONTHS:
        said = context.last_month or context.last_day
        if said is not None and said.year is not None and said.month is not None:
            year, month = calendar.month_shifted(said.year, said.month, ANCHORED_MONTHS[word])
            return _of_month(point, year, month, said.anchor("month-said-before"), ("month",))
        by = ANCHORED_MONTHS[word]
    else:
        by = MONTH_WORDS[word]
    if context.today is None:
        return nothing("no-reference-day")
    year, month = calendar.month_shifted(context.today.year, context.today.month, by)
    return _of_month(point, year, month, context.at_today("month-word"), ())


def _in_inferred_year(point: Point, context: Context) -> Value:
    """Month and perhaps day without a year: the year said just before, else the one nearest to the reference day."""
    month = point.month or 1
    if point.day is not None and not 1 <= point.day <= calendar.days_in_any_year(month):
        return nothing("no-such-day", f"{month}月{point.day}日")
    carried = _carried_year(month, context)
    if carried is not None and carried is context.head and carried.year is not None:
        if carried.mention.precision is Precision.DAY and context.today is not None:
            nearest = _nearest_year(point, month, context.today, context)
            if nearest.first is not None and abs((nearest.first - context.today).days) <= _LATELY_DAYS:
                return nearest
        return _of_month(point, carried.year, month, carried.anchor("year-said-before"), ("year",))
    if context.today is None:
        if carried is not None and carried.year is not None:
            return _of_month(point, carried.year, month, carried.anchor("year-said-before"), ("year",))
        return _without_year(point, month)
    nearest = _nearest_year(point, month, context.today, context)
    if carried is None or carried.year is None or _is_fresh(nearest, context.today):
        return nearest
    value = _of_month(point, carried.year, month, carried.anchor("year-said-before"), ("year",))
    return nearest if _runs_ahead(value, nearest, carried, context) else value


def _runs_ahead(value: Value, nearest: Value, carried: Said, context: Context) -> bool:
    """1月3日宣布…。12月29日入院…: a story of this January that goes back a few weeks is not eleven months ahead."""
    today = context.today
    if today is None or value.first is None or nearest.last is None or context.is_same_sentence(carried):
        return False
    is_ahead = value.first > today and carried.year == today.year and context.way() == 0
    return is_ahead and 0 <= (today - nearest.last).days <= _LATELY_DAYS


def _carried_year(month: int, context: Context) -> Said | None:
    """The year said before: that of a date it is joined to, or of one in the same sentence or story."""
    joined = context.coordinated()
    if joined is not None and joined.month is not None and joined.year is not None:
        return joined
    carried = context.carried_year() or context.head
    if (
        carried is None
        or carried is context.head
        or (context.is_same_sentence(carried) and not _is_vision(carried, context))
    ):
        return carried
    return carried if carried.is_absolute and carried.month is not None else None


def _is_vision(carried: Said, context: Context) -> bool:
    """执政到2036年的宪法案7月1日: a year far ahead is no one's next day."""
    return carried.month is None and context.today is not None and (carried.year or 0) > context.today.year


def _is_fresh(value: Value, today: date) -> bool:
    """News tells of the last days; a day so near to the reference day needs no year from the story before it."""
    if value.precision is not Precision.DAY or value.first is None:
        return False
    return abs((today - value.first).days) <= _FRESH_DAYS


def _without_year(point: Point, month: int) -> Value:
    if point.day is not None:
        return of_open_year((month, point.day), (month, point.day), Precision.DAY)
    end = calendar.days_in_any_year(month)
    if point.part is None:
        return of_open_year((month, 1), (month, end), Precision.MONTH)
    first, last = MONTH_PARTS[point.part]
    return of_open_year((month, first), (month, min(last, end)), Precision.PART_MONTH)


def _nearest_year(point: Point, month: int, today: date, context: Context) -> Value:
    real = _in_years(point, month, today, (-1, 0, 1)) or _in_years(point, month, today, range(-4, 5))
    if not real:
        return nothing("no-such-day", f"{month}月{point.day}日")
    way = context.way()
    precision = next(iter(real.values())).precision

    def choose(way: int) -> tuple[Span, str, tuple[Rejected, ...]]:
        return direction.choose(
            list(real), today, way, lambda one: edtf_of(one.first, one.last, precision), _bias(precision), _PRINT_LAG
        )

    span, why, rejected = choose(way)
    if way == 0 and span.first.year > today.year and _needs_marker(span, precision, today, context):
        span, why = choose(-1)[0], "next-year-unsaid"
        rejected = tuple(
            Rejected(
                edtf_of(one.first, one.last, precision), "ahead-without-marker" if one.first > today else "farther"
            )
            for one in real
            if one is not span
        )
    value = real[span]
    value.anchor = context.at_today(why)
    value.rejected = rejected
    value.confidence = 0.9 if span.first <= today or way > 0 else 0.8
    return value


def _needs_marker(span: Span, precision: Precision, today: date, context: Context) -> bool:
    """A month of a year that has not begun is called 明年 or stands with 将; a day of the next weeks may do without."""
    is_soon = precision is Precision.DAY and (span.first - today).days <= _SOON_DAYS
    return not is_soon or context.is_told_as_past()


def _bias(precision: Precision) -> float:
    """News names months that lie behind more often than days."""
    return 1.4 if precision is Precision.DAY else 2.5


def _in_years(point: Point, month: int, today: date, steps: Iterable[int]) -> dict[Span, Value]:
    values = (_of_month(point, today.year + by, month, NO_ANCHOR, ("year",)) for by in steps)
    return {Span(one.first, one.last): one for one in values if one.first is not None and one.last is not None}


def bare_day(point: Point, context: Context) -> Value:
    """19日: the nearest such day to the reference day, unless the text tells of another month just before."""
    day = point.day or 0
    if not 1 <= day <= 31:
        return nothing("no-such-day", f"{day}日")
    if context.head is not None and context.head.month is not None and context.carried_month() is None:
        return _day_of_head(day, context.head)
    if context.today is None:
        return _day_without_reference(day, context)
    nearest = _nearest_month(day, context.today, context)
    said = context.carried_month()
    if said is None or said.month is None or said.year is None or _is_fresh(nearest, context.today):
        return nearest
    found = calendar.day_or_none(said.year, said.month, day)
    if found is None or not _goes_on(said, day, context):
        return nearest
    return of_day(found, said.anchor("month-said-before"), ("month",))


def _day_of_head(day: int, head: Said) -> Value:
    assert head.year is not None and head.month is not None
    found = calendar.day_or_none(head.year, head.month, day)
    if found is None:
        return nothing("no-such-day", f"{head.month}月{day}日")
    return of_day(found, head.anchor("month-said-before"), ("month",))


def _goes_on(said: Said, day: int, context: Context) -> bool:
    """A story goes on inside its month: 1989年6月3日晚…4日凌晨. A smaller number belongs to another month."""
    if context.coordinated() is said:
        return True
    is_later = said.mention.precision is not Precision.DAY or said.first_day is None or day >= said.first_day
    return is_later and context.is_same_sentence(said)


def _day_without_reference(day: int, context: Context) -> Value:
    said = context.last_month
    if said is None or said.month is None:
        return nothing("no-reference-day")
    anchor = said.anchor("month-said-before")
    if said.year is not None:
        found = calendar.day_or_none(said.year, said.month, day)
        return nothing("no-such-day", f"{day}日") if found is None else of_day(found, anchor, ("month",))
    if day > calendar.days_in_any_year(said.month):
        return nothing("no-such-day", f"{said.month}月{day}日")
    value = of_open_year((said.month, day), (said.month, day), Precision.DAY)
    value.anchor, value.inferred = anchor, ("month",)
    return value


def _nearest_month(day: int, today: date, context: Context) -> Value:
    months = [calendar.month_shifted(today.year, today.month, by) for by in (-2, -1, 0, 1)]
    days = [found for year, month in months if (found := calendar.day_or_none(year, month, day)) is not None]
    way = context.way()
    span, why, rejected = direction.choose(
        [Span(one, one) for one in days], today, way, lambda one: one.first.isoformat(), 1.6, _PRINT_LAG
    )
    value = of_day(span.first, context.at_today(why), ("month",))
    value.rejected = rejected
    value.confidence = 0.95 if abs(span.first - today) <= timedelta(days=10) else 0.85
    return value
