"""Every question of a page, answered from columns: which events, how many, of which values, on which days.

A snapshot never changes, so that threads share it. What it holds was true of the database at one moment.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from app.extraction.mentions import Status
from app.filters import FACETS, EventFilter, Sort
from app.index.asof import STATUSES, reports_of, statuses_on
from app.index.bars import Spread
from app.index.columns import NO_DAY, Columns, Days, Positions, day_number
from app.index.counting import MANY, Counter
from app.index.gatherings import bounds
from app.index.selection import Selection, bitmap, bitmap_of
from app.index.words import Words

_HAPPENED = STATUSES.index(Status.HAPPENED)
# So many of the weightiest events are kept apart, and four times as many, and so on.
_WEIGHTIEST = 4_096
_DAYS_KEPT = 8


class Snapshot:
    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        flat = columns.flat
        self._count = len(columns)
        self._reports = reports_of(columns)
        self._by_id = np.argsort(flat["id"], kind="stable").astype(np.int32)
        self._dated = int(np.count_nonzero(flat["first"]))
        self._days = flat["first"][: self._dated]
        self._main = bitmap_of(flat["is_main"])
        self._values = {name: columns.linked[name].values for name in MANY}
        self._values |= {name: column.values for name, column in columns.coded.items()}
        self._codes = {name: {value: n for n, value in enumerate(values)} for name, values in self._values.items()}
        self._alphabet = {name: _alphabet(values) for name, values in self._values.items()}
        self._counter = Counter(columns)
        self._counter.add_people(self._codes["actor"])
        # By whether everything is shown.
        self._whole = {False: self._main, True: BitMap(range(self._count))}
        # Where words are, once that is known, and phrases that were looked for: store.finding.
        self.words: Words | None = None
        self.phrases: dict[tuple[str, ...], BitMap] = {}
        self._ranks = self._sorted()
        self._tiers = self._weight_tiers()
        # Events of more than a day, with their ends.
        self._long = np.flatnonzero(flat["last"] > flat["first"])
        self._ends = flat["last"][self._long]
        self._is_long = bitmap(self._long)
        self._is_hedged = bitmap_of(flat["is_hedged"])
        self._longer_than: dict[int, BitMap] = {}
        self._out: dict[int, BitMap] = {}
        self._bounds: dict[str, tuple[Days, Days]] = {}

    def __len__(self) -> int:
        return self._count

    @property
    def columns(self) -> Columns:
        return self._columns

    def knows(self, facet: str, value: str) -> bool:
        code = self._codes[facet].get(value)
        return code is not None and bool(
            self._counter.of[facet][code] or (facet == "actor" and code in self._counter.people)
        )

    def find(self, id: str) -> int | None:
        """The position of an event."""
        wanted, ids = id.encode(), self._columns.flat["id"]
        # NumPy would make a copy of the order of all ids, in numbers of eight bytes.
        at = bisect_left(self._by_id, wanted, key=ids.__getitem__)
        return int(self._by_id[at]) if at < self._count and ids[self._by_id[at]] == wanted else None

    def ids(self, rows: Iterable[int]) -> list[str]:
        ids = self._columns.flat["id"]
        return [ids[row].decode() for row in rows]

    def select(self, filter: EventFilter, hits: BitMap | None = None, missed: BitMap | None = None) -> Selection:
        """The events of a filter. `hits` have its words, `missed` those that it excludes."""
        found = self._between(filter)
        if filter.undated:
            found &= BitMap(range(self._dated, self._count))
        if not filter.shows_all:
            found &= self._main
        if hits is not None:
            found &= hits
        if missed is not None:
            found -= missed
        for name in FACETS:
            if filter.known and name in ("status", "source"):
                continue
            found = self._chosen(filter, name, found)
        whole = self._whole[filter.shows_all]
        if filter.known is None:
            return Selection(found, None, whole)
        day = day_number(filter.known)
        found = found & self._out_by(day)
        if filter.status or filter.status_not or filter.source or filter.source_not:
            found = bitmap(self._known(filter, Selection(found).rows, day))
        return Selection(found, day)

    def step(
        self, filter: EventFilter, found: Selection, start: int | None, limit: int, *, backwards: bool = False
    ) -> Positions:
        """The next events in the order of the filter behind the one at `start`, or the first ones."""
        rows = found.rows
        if filter.sort == Sort.DATE:
            at = len(rows) if backwards else 0
            if start is not None:
                at = int(np.searchsorted(rows, start, side="left" if backwards else "right"))
            return rows[max(0, at - limit) : at][::-1] if backwards else rows[at : at + limit]
        ranks = self._ranks[filter.sort][rows]
        if start is not None:
            own = self._ranks[filter.sort][start]
            inside = ranks < own if backwards else ranks > own
            rows, ranks = rows[inside], ranks[inside]
        return _least(rows, -ranks if backwards else ranks, limit)

    def can_sort(self, filter: EventFilter) -> bool:
        """Where the latest report is that of a day, the order of all events is another on each day."""
        return not (filter.known and filter.sort == Sort.REPORTED)

    def count_reports(self, found: Selection) -> int:
        if found.day is None:
            return int(self._columns.flat["mentions"][found.rows].sum())
        told = self._columns.linked["told"]
        entries = told.entries(found.rows)
        return int(np.count_nonzero(told.codes[entries] <= found.day))

    def count_values(self, filter: EventFilter, name: str, found: Selection) -> NDArray[np.int64]:
        """How many of the events have each value of a facet, by code."""
        if name == "status" and found.day is not None:
            own = self._statuses(found.rows, found.day)
            return np.bincount(own, minlength=len(self._values[name]))
        return self._counter.count(name, found, with_people=name == "actor" and filter.actor_people)

    def values(self, name: str) -> Sequence[str]:
        return self._values[name]

    def code(self, name: str, value: str) -> int | None:
        return self._codes[name].get(value)

    def by_count(self, name: str, counts: NDArray[np.int64]) -> NDArray[np.int64]:
        """The codes of all values that are met, most frequent first, then in the order of the alphabet."""
        met = np.flatnonzero(counts)
        return met[np.lexsort((self._alphabet[name][met], -counts[met]))]

    def spread(self, found: Selection) -> Spread:
        dated = found.found & BitMap(range(self._dated))
        if found.day is None:
            unhappened = dated - self._counter.of["status"][_HAPPENED]
        else:
            rows = Selection(dated).rows
            unhappened = bitmap(rows[self._statuses(rows, found.day) != _HAPPENED])
        ends = self._columns.flat["last"][Selection(dated & self._is_long).rows]
        last = max(int(self._days[dated.max()]), int(ends.max(initial=NO_DAY))) if dated else NO_DAY
        return Spread(self._days, dated, unhappened, self._longer, last)

    def count_undated(self, found: Selection) -> int:
        return found.found.range_cardinality(self._dated, self._count)

    def weightiest(self, found: Selection, first: date, last: date, limit: int) -> Positions:
        """Of those that begin between two days, the weightiest first."""
        since, until = self._place_of_day(first), self._place_of_day(last, behind=True)
        rows = self._heavy(found.found & BitMap(range(since, until)), limit)
        flat = self._columns.flat
        return rows[np.lexsort((flat["id"][rows], flat["chronology"][rows], -flat["salience"][rows]))[:limit]]

    def heaviest(self, found: Selection, limit: int) -> Positions:
        """The weightiest of all, weightiest first; of equals in the order of their ids."""
        rows = self._heavy(found.found, limit)
        order = np.lexsort((self._columns.flat["id"][rows], -self._columns.flat["salience"][rows]))
        return rows[order[:limit]]

    def outermost(self, found: Selection, *, latest: bool) -> int | None:
        """Of those that happened, the first to begin or the last to end; of equals the weightiest."""
        flat, rows = self._columns.flat, found.rows[: np.searchsorted(found.rows, self._dated)]
        rows = rows[self._statuses(rows, found.day) == _HAPPENED]
        if not len(rows):
            return None
        days = flat["last"][rows] if latest else flat["first"][rows]
        rows = rows[days == (days.max() if latest else days.min())]
        return int(rows[np.lexsort((flat["id"][rows], -flat["salience"][rows]))[0]])

    def newest_report(self, found: Selection) -> date | None:
        day = int(self._columns.flat["reported"][found.rows].max(initial=NO_DAY))
        return date.fromordinal(day) if day != NO_DAY else None

    def nearest(self, found: Selection, first: date | None, last: date | None) -> tuple[date | None, date | None]:
        """The last day before `first` and the first after `last` that an event of these ends or begins on."""
        starts, ends = self._columns.flat["first"][found.rows], self._columns.flat["last"][found.rows]
        before = ends[(ends != NO_DAY) & (ends < first.toordinal())] if first else ends[:0]
        after = starts[starts > last.toordinal()] if last else starts[:0]
        return (
            date.fromordinal(int(before.max())) if len(before) else None,
            date.fromordinal(int(after.min())) if len(after) else None,
        )

    def bounds(self, name: str) -> tuple[Days, Days]:
        """By code, the first and the last day of what happened with each value."""
        if name not in self._bounds:
            happened = self._columns.coded["status"].codes == _HAPPENED
            self._bounds[name] = bounds(self._columns, name, happened)
        return self._bounds[name]

    def _statuses(self, rows: Positions, day: int | None) -> NDArray[np.signedinteger[Any]]:
        if day is None:
            return self._columns.coded["status"].codes[rows]
        return statuses_on(self._columns, self._reports, rows, day)

    def texts(self, rows: Iterable[int]) -> NDArray[np.int64]:
        """The rows of these events in the full-text index."""
        return np.asarray(self._columns.flat["text"][np.array(list(rows), dtype=np.int64)])

    def texts_in_order(self) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """All rows of the full-text index, ascending, and the positions of their events."""
        texts = self._columns.flat["text"]
        order = np.argsort(texts, kind="stable").astype(np.int32)
        return texts[order], order

    @cached_property
    def _by_text(self) -> NDArray[np.int32]:
        return self.texts_in_order()[1]

    def with_text(self, numbers: NDArray[np.int64]) -> BitMap:
        """The events of these rows of the full-text index, which ascend."""
        if not self._count:
            return BitMap()
        texts = self._columns.flat["text"]
        at = np.minimum(np.searchsorted(texts, numbers, sorter=self._by_text), self._count - 1)
        rows = self._by_text[at]
        has = np.zeros(self._count, dtype=np.bool_)
        has[rows[texts[rows] == numbers]] = True
        return bitmap_of(has)

    def _chosen(self, filter: EventFilter, name: str, found: BitMap) -> BitMap:
        wanted, unwanted = getattr(filter, name), getattr(filter, f"{name}_not")
        if name == "actor" and filter.actor_all:
            for value in wanted:
                found = found & self._having(filter, name, (value,))
        elif wanted:
            found = found & self._having(filter, name, wanted)
        return found - self._having(filter, name, unwanted) if unwanted else found

    def _having(self, filter: EventFilter, name: str, values: Iterable[str]) -> BitMap:
        codes = [code for value in values if (code := self._codes[name].get(value)) is not None]
        found = [self._counter.of[name][code] for code in codes]
        if name == "actor" and filter.actor_people:
            found += [self._counter.people[code] for code in codes if code in self._counter.people]
        return BitMap.union(*found) if found else BitMap()

    def _between(self, filter: EventFilter) -> BitMap:
        """Those that overlap the days of the filter."""
        until = self._place_of_day(filter.last, behind=True) if filter.last else self._count
        if filter.first is None:
            return BitMap(range(until))
        since = self._place_of_day(filter.first)
        late = self._long[(self._ends >= filter.first.toordinal()) & (self._long < min(since, until))]
        return BitMap(range(since, min(until, self._dated))) | bitmap(late)

    def _place_of_day(self, day: date, *, behind: bool = False) -> int:
        """Of the first event that begins on this day or later; `behind` it."""
        # Of the same type, else NumPy would make a copy of all days in another.
        number = np.int32(day.toordinal())
        return int(np.searchsorted(self._days, number, side="right" if behind else "left"))

    def _longer(self, days: int) -> BitMap:
        """Those that are known less finely than so many days, or whose year is concluded."""
        if days not in self._longer_than:
            is_longer = self._ends - self._columns.flat["first"][self._long] > days
            self._longer_than[days] = self._is_hedged | bitmap(self._long[is_longer])
        return self._longer_than[days]

    def _heavy(self, found: BitMap, limit: int) -> Positions:
        """Some of these, with all of the weightiest so many among them."""
        for tier in self._tiers:
            among = found & tier
            if len(among) >= limit:
                return Selection(among).rows
        return Selection(found).rows

    def _weight_tiers(self) -> list[BitMap]:
        """The weightiest, and those that weigh as much as the last of them."""
        weights, tiers, size = self._columns.flat["salience"], [], _WEIGHTIEST
        while size < self._count:
            least = np.partition(weights, self._count - size)[self._count - size]
            tiers.append(bitmap_of(weights >= least))
            size *= 4
        return tiers

    def _out_by(self, day: int) -> BitMap:
        """Those of which some report was out by then. A page asks for one day many times."""
        out = self._out.get(day)
        if out is None:
            out = bitmap_of(self._reports.told <= self._reports.number(day))
            for oldest in list(self._out)[: 1 - _DAYS_KEPT]:
                self._out.pop(oldest, None)
            self._out[day] = out
        return out

    def _known(self, filter: EventFilter, rows: Positions, day: int) -> Positions:
        for values, has in ((filter.status, True), (filter.status_not, False)):
            if values:
                codes = [self._codes["status"].get(value, -1) for value in values]
                rows = rows[np.isin(self._statuses(rows, day), codes) == has]
        for values, has in ((filter.source, True), (filter.source_not, False)):
            if values:
                rows = rows[self._told_by(rows, values, day) == has]
        return rows

    def _told_by(self, rows: Positions, publishers: Iterable[str], day: int) -> NDArray[np.bool_]:
        sources = self._columns.linked["source"]
        codes = [self._codes["source"].get(value, -1) for value in publishers]
        entries, owners = sources.entries(rows), sources.owners(rows)
        told = np.isin(sources.codes[entries], codes) & (sources.columns[1][entries] <= day)
        found = np.zeros(len(rows), dtype=np.bool_)
        found[owners[told]] = True
        return found

    def _sorted(self) -> dict[str, NDArray[np.int32]]:
        """By order, the place of each event in it."""
        flat = self._columns.flat
        rows = np.arange(self._count)
        group = np.cumsum(_changes(flat["chronology"]) | _changes(flat["grain"]), dtype=np.int64)
        newest = np.lexsort((rows, -group, rows >= self._dated))
        reported = np.lexsort(
            (
                _places(self._by_id),
                -flat["salience"],
                -self._chronologies(),
                -flat["reported"],
                flat["reported"] == NO_DAY,
            )
        )
        return {Sort.NEWEST: _places(newest), Sort.REPORTED: _places(reported)}

    def _chronologies(self) -> NDArray[np.int32]:
        """The place of each chronology among all, which is not always that of the event: undated events come last."""
        column = self._columns.flat["chronology"]
        starts = _changes(column)
        _, places = np.unique(column[starts], return_inverse=True)
        return places[np.cumsum(starts) - 1].astype(np.int32) if self._count else np.empty(0, dtype=np.int32)


def _alphabet(values: Sequence[str]) -> NDArray[np.int32]:
    return _places(np.array(sorted(range(len(values)), key=values.__getitem__), dtype=np.int64))


def _places(order: NDArray[np.signedinteger[Any]]) -> NDArray[np.int32]:
    places = np.empty(len(order), dtype=np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    return places


def _changes(column: NDArray[Any]) -> NDArray[np.bool_]:
    """Whether each value is another than the one before it; the first always is."""
    return np.concatenate((np.ones(min(1, len(column)), dtype=np.bool_), column[1:] != column[:-1]))


def _least(rows: Positions, ranks: NDArray[np.int32], limit: int) -> Positions:
    """Those of the lowest ranks, in their order."""
    if len(rows) > limit:
        least = np.argpartition(ranks, limit)[:limit]
        rows, ranks = rows[least], ranks[least]
    return rows[np.argsort(ranks)]
