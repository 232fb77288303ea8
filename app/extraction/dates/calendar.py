"""Days, months and their parts as closed spans. Nothing here knows of texts."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Span:
    """Both ends are inside."""

    first: date
    last: date


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The day, or None when the calendar has no such day."""
    if not 1 <= month <= 12 or not 1 <= year <= 9999:
        return None
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def year_span(year: int) -> Span:
    return Span(date(year, 1, 1), date(year, 12, 31))


def month_span(year: int, month: int) -> Span:
    return Span(date(year, month, 1), date(year, month, last_day(year, month)))


def months_span(year: int, first: int, last: int) -> Span:
    return Span(date(year, first, 1), date(year, last, last_day(year, last)))


def last_day(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def days_in_any_year(month: int) -> int:
    """The longest that the month can be: 29 for February."""
    return monthrange(2000, month)[1]


def month_shifted(year: int, month: int, by: int) -> tuple[int, int]:
    total = year * 12 + month - 1 + by
    return total // 12, total % 12 + 1


def day_shifted_by_months(day: date, by: int) -> date:
    """The same day of another month; its last day where the month is shorter."""
    year, month = month_shifted(day.year, day.month, by)
    return date(year, month, min(day.day, last_day(year, month)))


def week_span(day: date, by: int = 0) -> Span:
    """The Monday-to-Sunday week of `day`, moved by `by` weeks."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=by)
    return Span(monday, monday + timedelta(days=6))


def week_of(first: date, number: int) -> Span:
    """The `number`-th week that begins on a Monday on or after `first`."""
    monday = first + timedelta(days=-first.weekday() % 7) + timedelta(weeks=number - 1)
    return Span(monday, monday + timedelta(days=6))


def weekday_of(first: date, weekday: int, number: int) -> date:
    """The `number`-th such weekday on or after `first`; Monday is 0."""
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def open_shifted(month_and_day: tuple[int, int], by: int) -> tuple[int, int] | None:
    """The month and day `by` days away when the year is open; None across the end of a February."""
    day = date(2000, *month_and_day)
    moved = day + timedelta(days=by)
    first, last = sorted((day, moved))
    if first < date(2000, 3, 1) <= last or moved.year != 2000:
        return None
    return moved.month, moved.day
