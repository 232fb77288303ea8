"""How many events of a view fall into each stretch of time: what the picture above the list draws."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.extraction.mentions import Status
from app.filters import EventFilter
from app.store.lines import list_lines
from app.store.queries import conditions, events_of
from app.store.tables import EVENT
from app.store.views import EventLine

_MAX_BARS = 150
_SHORTEST_DAYS = 21  # of an axis that nobody chose: one day alone would be one broad bar
# The finest step whose bars still fit: the longest stretch in days that it is used for.
_LONGEST_DAYS = 62
_LONGEST_WEEKS = 400
_LONGEST_MONTHS = 12 * 366
# Without a chosen range, the axis leaves out this share of the events at each end when that makes it much shorter.
_TAIL = 0.1
_SHORTER = 0.5  # of the whole: what leaving them out must make of the axis


class Step(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True)
class Bar:
    """The events of one stretch; `first` and `last` are inclusive. An event is counted in the bar of its first day.

    `uncertain` are those that are known less finely than the bar is long, or whose year is concluded; of the rest,
    `planned` are those that no source reports as happened.
    """

    first: date
    last: date
    happened: int = 0
    planned: int = 0
    uncertain: int = 0

    @property
    def total(self) -> int:
        return self.happened + self.planned + self.uncertain


@dataclass(frozen=True)
class Density:
    """Bars from `first` to `last` without a gap. `earlier` and `later` count the events beyond the axis, `undated`
    those without a year: together with the bars they are all events of the view."""

    step: Step
    first: date
    last: date
    bars: tuple[Bar, ...]
    earlier: int
    later: int
    undated: int


@dataclass(frozen=True)
class _Group:
    """Events that are drawn alike."""

    first: date
    last: date
    status: str
    is_sure: bool
    count: int


def count_over_time(session: Session, filter: EventFilter) -> Density | None:
    """The bars of a view; None when none of its events has a year."""
    dated = _groups(session, filter)
    if not dated:
        return None
    axis = _axis(dated, filter)
    step = _step(*axis)
    bars = _bars(step, *axis)
    first, last = bars[0].first, bars[-1].last
    # What overlaps the chosen range from before it stands in its first bar.
    clamp = filter.first is not None
    inside = [group for group in dated if (clamp or group.first >= first) and group.first <= last]
    return Density(
        step=step,
        first=first,
        last=last,
        bars=_filled(bars, inside),
        earlier=sum(group.count for group in dated if group.first < first and not clamp),
        later=sum(group.count for group in dated if group.first > last),
        undated=_count_undated(session, filter),
    )


def list_landmarks(session: Session, filter: EventFilter, density: Density, limit: int) -> tuple[EventLine, ...]:
    """The weightiest events on the axis, weightiest first; of those the picture names as many as have room."""
    query = (
        select(EVENT)
        .where(*conditions(filter), EVENT.c.first >= density.first, EVENT.c.first <= density.last)
        .order_by(EVENT.c.salience.desc(), EVENT.c.chronology, EVENT.c.id)
        .limit(limit)
    )
    return list_lines(session, session.execute(query).all())


def _groups(session: Session, filter: EventFilter) -> list[_Group]:
    hedged = or_(EVENT.c.year_inferred, EVENT.c.edtf.contains("~"), EVENT.c.edtf.contains("?"))
    table, status, _ = events_of(filter)
    columns = (EVENT.c.first, EVENT.c.last, status, hedged)
    query = select(*columns, func.count()).select_from(table).where(*conditions(filter), EVENT.c.first.is_not(None))
    query = query.group_by(*columns)
    return [
        _Group(first, last or first, status, not is_hedged, count)
        for first, last, status, is_hedged, count in session.execute(query)
    ]


def _count_undated(session: Session, filter: EventFilter) -> int:
    query = select(func.count()).select_from(EVENT).where(*conditions(filter), EVENT.c.first.is_(None))
    return session.scalar(query) or 0


def _axis(groups: Sequence[_Group], filter: EventFilter) -> tuple[date, date]:
    """The chosen range; where an end is open, as far as the events go, or most of them when that shows more."""
    days = sorted((group.first, group.count) for group in groups)
    whole = filter.first or days[0][0], filter.last or max(group.last for group in groups)
    if filter.first or filter.last:
        return min(whole), max(whole)
    most = _quantile(days, _TAIL), _quantile(days, 1 - _TAIL)
    first, last = most if (most[1] - most[0]) < _SHORTER * (whole[1] - whole[0]) else whole
    missing = max(0, _SHORTEST_DAYS - (last - first).days - 1)
    return _shifted(first, -(missing // 2)), _shifted(last, missing - missing // 2)


def _shifted(day: date, days: int) -> date:
    """So many days later, or the first or last day that the calendar has."""
    return date.fromordinal(min(max(date.min.toordinal(), day.toordinal() + days), date.max.toordinal()))


def _quantile(days: Sequence[tuple[date, int]], share: float) -> date:
    total = sum(count for _, count in days)
    seen = 0
    for day, count in days:
        seen += count
        if seen >= share * total:
            return day
    return days[-1][0]


def _step(first: date, last: date) -> Step:
    length = (last - first).days + 1
    if length <= _LONGEST_DAYS:
        return Step.DAY
    if length <= _LONGEST_WEEKS:
        return Step.WEEK
    return Step.MONTH if length <= _LONGEST_MONTHS else Step.YEAR


def _bars(step: Step, first: date, last: date) -> list[Bar]:
    starts = list(_starts(step, first, last))
    ends = [_day_before(start) for start in starts[1:]]
    return [Bar(start, end) for start, end in zip(starts, [*ends, _last_day(step, starts[-1], last)], strict=True)]


def _starts(step: Step, first: date, last: date) -> Iterator[date]:
    if step in (Step.DAY, Step.WEEK):
        width = 7 if step is Step.WEEK else 1
        start = first - timedelta(days=first.weekday() if step is Step.WEEK and first > date.min + timedelta(6) else 0)
        for n in range((last - start).days // width + 1):
            yield start + timedelta(days=n * width)
    elif step is Step.MONTH:
        for n in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
            yield date(n // 12, n % 12 + 1, 1)
    else:
        width = -(-(last.year - first.year + 1) // _MAX_BARS)
        for year in range(first.year, last.year + 1, width):
            yield date(max(MINYEAR, year), 1, 1)


def _last_day(step: Step, start: date, last: date) -> date:
    """Of the last bar: whole weeks, months and years, so that bars can be compared."""
    if step is Step.DAY:
        return start
    if step is Step.WEEK:
        return start + timedelta(days=6) if start <= date.max - timedelta(days=6) else date.max
    if step is Step.MONTH:
        return (
            _day_before(date(start.year + start.month // 12, start.month % 12 + 1, 1)) if start.year < MAXYEAR else last
        )
    return date(last.year, 12, 31)


def _day_before(day: date) -> date:
    return day - timedelta(days=1)


def _filled(bars: Sequence[Bar], groups: Sequence[_Group]) -> tuple[Bar, ...]:
    starts = [bar.first for bar in bars]
    filled = list(bars)
    for group in groups:
        at = max(0, bisect_right(starts, group.first) - 1)
        filled[at] = _with_group(filled[at], group)
    return tuple(filled)


def _with_group(bar: Bar, group: _Group) -> Bar:
    if not group.is_sure or (group.last - group.first) > (bar.last - bar.first):
        return replace(bar, uncertain=bar.uncertain + group.count)
    if group.status == Status.HAPPENED:
        return replace(bar, happened=bar.happened + group.count)
    return replace(bar, planned=bar.planned + group.count)
