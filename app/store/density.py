"""How many events of a view fall into each stretch of time: what the picture above the list draws."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum
from typing import Protocol
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.extraction.mentions import Status
from app.filters import EventFilter
from app.index.snapshot import Snapshot
from app.store.indexed import index_of
from app.store.kept import ask_missing
from app.store.queries import conditions, events_of
from app.store.tables import EVENT
from app.store.views import NamedEvent

MAX_BARS = 150
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


class _Dated(Protocol):
    """The dated events of a view; days are numbers."""

    def __len__(self) -> int: ...
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    def begun(self, share: float) -> int: ...
    def count_before(self, day: int) -> int: ...
    def count_between(
        self, starts: Sequence[int], end: int, widths: Sequence[int], *, with_earlier: bool
    ) -> NDArray[np.int64]: ...


def count_over_time(session: Session, filter: EventFilter) -> Density | None:
    """The bars of a view; None when none of its events has a year."""
    dated = _dated(session, filter)
    if not len(dated):
        return None
    axis = _axis(dated, filter)
    step = _step(*axis)
    bars = _bars(step, *axis)
    end = bars[-1].last.toordinal() + 1
    # What overlaps the chosen range from before it stands in its first bar.
    earlier = dated.count_before(bars[0].first.toordinal()) if filter.first is None else 0
    return Density(
        step=step,
        first=bars[0].first,
        last=bars[-1].last,
        bars=_filled(bars, dated, with_earlier=filter.first is not None),
        earlier=earlier,
        later=len(dated) - dated.count_before(end),
        undated=_count_undated(session, filter),
    )


def list_landmarks(session: Session, filter: EventFilter, density: Density, limit: int) -> tuple[NamedEvent, ...]:
    """The weightiest events on the axis, weightiest first; of those the picture names as many as have room."""
    if index := index_of(session):
        ids = index.list_weightiest(filter, density.first, density.last, limit)
        names = _names(session, index.snapshot, ids)
        return tuple(names[id] for id in ids if id in names)
    query = select(*_NAMED).where(*conditions(filter), EVENT.c.first >= density.first, EVENT.c.first <= density.last)
    query = query.order_by(EVENT.c.salience.desc(), EVENT.c.chronology, EVENT.c.id).limit(limit)
    return tuple(NamedEvent(*row) for row in session.execute(query))


# What was named of the events of a snapshot, which the same pictures name again and again.
_NAMES: WeakKeyDictionary[Snapshot, dict[str, NamedEvent]] = WeakKeyDictionary()
_MOST_NAMES = 4_000
_NAMED = (EVENT.c.id, EVENT.c.title, EVENT.c.first, EVENT.c.salience)


def _names(session: Session, snapshot: Snapshot, ids: Sequence[str]) -> dict[str, NamedEvent]:
    def ask(missing: list[str]) -> dict[str, NamedEvent]:
        return {row.id: NamedEvent(*row) for row in session.execute(select(*_NAMED).where(EVENT.c.id.in_(missing)))}

    return ask_missing(_NAMES.setdefault(snapshot, {}), ids, ask, _MOST_NAMES)


def _dated(session: Session, filter: EventFilter) -> _Dated:
    if index := index_of(session):
        return index.spread(filter)
    hedged = or_(EVENT.c.year_inferred, EVENT.c.edtf.contains("~"), EVENT.c.edtf.contains("?"))
    table, status, _ = events_of(filter)
    columns = (EVENT.c.first, EVENT.c.last, status, hedged)
    query = select(*columns, func.count()).select_from(table).where(*conditions(filter), EVENT.c.first.is_not(None))
    rows = session.execute(query.group_by(*columns).order_by(EVENT.c.first)).all()
    return _Counted(
        days=np.array([row[0].toordinal() for row in rows], dtype=np.int64),
        ends=np.array([(row[1] or row[0]).toordinal() for row in rows], dtype=np.int64),
        happened=np.array([row[2] == Status.HAPPENED for row in rows], dtype=np.bool_),
        sure=np.array([not row[3] for row in rows], dtype=np.bool_),
        counts=np.array([row[4] for row in rows], dtype=np.int64),
    )


@dataclass(frozen=True)
class _Counted:
    """Of the same dated events, the earliest first, days by number, whether each happened and is sure, and how many
    such there are. It answers as `index.bars.Spread` does."""

    days: NDArray[np.int64]
    ends: NDArray[np.int64]
    happened: NDArray[np.bool_]
    sure: NDArray[np.bool_]
    counts: NDArray[np.int64]

    def __len__(self) -> int:
        return int(self.counts.sum())

    @property
    def first(self) -> int:
        return int(self.days[0])

    @property
    def last(self) -> int:
        return int(self.ends.max())

    def begun(self, share: float) -> int:
        seen = np.cumsum(self.counts)
        return int(self.days[min(int(np.searchsorted(seen, share * seen[-1])), len(self.days) - 1)])

    def count_before(self, day: int) -> int:
        return int(self.counts[self.days < day].sum())

    def count_between(
        self, starts: Sequence[int], end: int, widths: Sequence[int], *, with_earlier: bool
    ) -> NDArray[np.int64]:
        shown = (self.days < end) & ((self.days >= starts[0]) | with_earlier)
        at = np.maximum(0, np.searchsorted(starts, self.days, side="right") - 1)
        uncertain = ~self.sure | (self.ends - self.days > np.array(widths)[at])
        kinds = (self.happened & ~uncertain, ~self.happened & ~uncertain, uncertain)
        counts = [
            np.bincount(at[kind & shown], weights=self.counts[kind & shown], minlength=len(starts)) for kind in kinds
        ]
        return np.stack(counts, axis=1).astype(np.int64)


def _count_undated(session: Session, filter: EventFilter) -> int:
    if index := index_of(session):
        return index.count_undated(filter)
    query = select(func.count()).select_from(EVENT).where(*conditions(filter), EVENT.c.first.is_(None))
    return session.scalar(query) or 0


def _axis(dated: _Dated, filter: EventFilter) -> tuple[date, date]:
    """The chosen range; where an end is open, as far as the events go, or most of them when that shows more."""
    whole = filter.first or date.fromordinal(dated.first), filter.last or date.fromordinal(dated.last)
    if filter.first or filter.last:
        return min(whole), max(whole)
    most = date.fromordinal(dated.begun(_TAIL)), date.fromordinal(dated.begun(1 - _TAIL))
    first, last = most if (most[1] - most[0]) < _SHORTER * (whole[1] - whole[0]) else whole
    missing = max(0, _SHORTEST_DAYS - (last - first).days - 1)
    return _shifted(first, -(missing // 2)), _shifted(last, missing - missing // 2)


def _shifted(day: date, days: int) -> date:
    """So many days later, or the first or last day that the calendar has."""
    return date.fromordinal(min(max(date.min.toordinal(), day.toordinal() + days), date.max.toordinal()))


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
        width = -(-(last.year - first.year + 1) // MAX_BARS)
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


def _filled(bars: Sequence[Bar], dated: _Dated, *, with_earlier: bool) -> tuple[Bar, ...]:
    starts = [bar.first.toordinal() for bar in bars]
    widths = [(bar.last - bar.first).days for bar in bars]
    counts = dated.count_between(starts, bars[-1].last.toordinal() + 1, widths, with_earlier=with_earlier)
    return tuple(Bar(bar.first, bar.last, *each) for bar, each in zip(bars, counts.tolist(), strict=True))
