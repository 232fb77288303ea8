"""What the facet index answers in a session. Each answer has its like in plain SQL, and agrees with it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap
from sqlalchemy.orm import Session

from app.filters import EventFilter, Show, Sort, changed
from app.index.bars import Spread
from app.index.columns import NO_DAY
from app.index.gatherings import count_by_stretch, count_documents, count_participants, most_told
from app.index.selection import Selection
from app.index.snapshot import Snapshot
from app.store.facet_index import confirm, snapshot_of
from app.store.finding import find_words


@dataclass(frozen=True)
class Met:
    """A value with its events, and from when to when those are that happened on a known date."""

    events: int
    first: date | None
    last: date | None


@dataclass
class Indexed:
    """A snapshot in one session. What a filter selects is worked out once, however many ask."""

    session: Session
    snapshot: Snapshot
    _selected: dict[EventFilter, Selection] = field(default_factory=dict)
    _found: dict[str, tuple[BitMap | None, BitMap | None]] = field(default_factory=dict)

    def count(self, filter: EventFilter) -> int:
        return len(self.select(filter))

    def count_reports(self, filter: EventFilter) -> int:
        return self.snapshot.count_reports(self.select(filter))

    def list_ids(self, filter: EventFilter, after: str | None, limit: int, *, backwards: bool) -> list[str] | None:
        """The next events behind the one of this id, or the first ones; None when the index cannot tell."""
        start = None if after is None else self.snapshot.find(after)
        if not self.snapshot.can_sort(filter) or (after is not None and start is None):
            return None
        found = self.snapshot.step(filter, self.select(filter), start, limit, backwards=backwards)
        return self.snapshot.ids(found)

    def list_weightiest(self, filter: EventFilter, first: date, last: date, limit: int) -> list[str]:
        return self.snapshot.ids(self.snapshot.weightiest(self.select(filter), first, last, limit))

    def keep(self, filter: EventFilter, ids: Collection[str]) -> set[str]:
        """Those of these events that pass the filter."""
        found = self.select(filter)
        return {id for id in ids if (place := self.snapshot.find(id)) is not None and place in found}

    def count_values(self, filter: EventFilter, name: str) -> NDArray[np.int64]:
        return self.snapshot.count_values(filter, name, self.select(filter))

    def spread(self, filter: EventFilter) -> Spread:
        return self.snapshot.spread(self.select(filter))

    def count_undated(self, filter: EventFilter) -> int:
        return self.snapshot.count_undated(self.select(filter))

    def count_by_value(self, filter: EventFilter, name: str) -> dict[str, int]:
        """Only values that are met, most frequent first."""
        counts, values = self.count_values(filter, name), self.snapshot.values(name)
        return {values[code]: int(counts[code]) for code in self.snapshot.by_count(name, counts)}

    def met(self, name: str) -> dict[str, Met]:
        """All values of a facet that events have, whatever the list shows."""
        first, last = self.snapshot.bounds(name)
        counts, values = self.count_values(EventFilter(show=Show.ALL), name), self.snapshot.values(name)
        return {
            values[code]: Met(int(counts[code]), _day(first[code]), _day(last[code]))
            for code in self.snapshot.by_count(name, counts)
        }

    def count_documents(self, filter: EventFilter) -> int:
        return count_documents(self.snapshot.columns, self.select(filter))

    def count_sources(self, filter: EventFilter) -> dict[str, int]:
        """Publishers by how many events they tell of, on any day, most first."""
        found = replace(self.select(filter), day=None, whole=None)
        counts, values = self.snapshot.count_values(filter, "source", found), self.snapshot.values("source")
        return {values[code]: int(counts[code]) for code in self.snapshot.by_count("source", counts)}

    def list_most_told(self, filter: EventFilter, limit: int) -> list[str]:
        return self.snapshot.ids(most_told(self.snapshot.columns, self.select(filter), limit))

    def list_participants(self, filter: EventFilter, limit: int) -> list[str]:
        """Those who took part in most events."""
        counts = count_participants(self.snapshot.columns, self.select(filter).rows)
        values = self.snapshot.values("actor")
        return [values[code] for code in self.snapshot.by_count("actor", counts)[:limit]]

    def count_by_stretch(
        self, filter: EventFilter, actors: Sequence[str], starts: Sequence[int], end: int
    ) -> list[list[int]]:
        """For each actor, in how many events of each stretch it took part."""
        # The code behind all others is that of nobody.
        nobody = len(self.snapshot.values("actor"))
        codes = [nobody if (code := self.snapshot.code("actor", name)) is None else code for name in actors]
        rows, earlier = self.select(filter).rows, filter.first is not None
        counts = count_by_stretch(self.snapshot.columns, rows, codes, starts, end, with_earlier=earlier)
        found: list[list[int]] = counts.tolist()
        return found

    def list_heaviest(self, filter: EventFilter, limit: int) -> list[str]:
        return self.snapshot.ids(self.snapshot.heaviest(self.select(filter), limit))

    def find_outermost(self, filter: EventFilter, *, latest: bool) -> str | None:
        row = self.snapshot.outermost(self.select(filter), latest=latest)
        return None if row is None else self.snapshot.ids([row])[0]

    def find_newest_report(self, filter: EventFilter) -> date | None:
        return self.snapshot.newest_report(self.select(filter))

    def find_nearest(self, filter: EventFilter) -> tuple[date | None, date | None]:
        anywhere = self.select(changed(filter, first=None, last=None))
        return self.snapshot.nearest(anywhere, filter.first, filter.last)

    def select(self, filter: EventFilter) -> Selection:
        found = self._selected.get(filter)
        if found is None:
            alike = _canonical(filter)
            if alike not in self._selected:
                self._selected[alike] = self.snapshot.select(alike, *self._having(alike.words))
            found = self._selected[filter] = self._selected[alike]
        return found

    def _having(self, words: str) -> tuple[BitMap | None, BitMap | None]:
        if not words:
            return None, None
        if words not in self._found:
            confirm(self.session)
            self._found[words] = find_words(self.session, self.snapshot, words)
        return self._found[words]


def _day(number: np.int32) -> date | None:
    return date.fromordinal(int(number)) if number != NO_DAY else None


def index_of(session: Session) -> Indexed | None:
    """The facet index for this session; None: ask in plain SQL."""
    snapshot = snapshot_of(session)
    if snapshot is None:
        return None
    if "indexed" not in session.info:
        session.info["indexed"] = Indexed(session, snapshot)
    found: Indexed = session.info["indexed"]
    return found


def _canonical(filter: EventFilter) -> EventFilter:
    """The same events, whatever the order and look of the list."""
    show = Show.ALL if filter.shows_all else Show.MAIN
    if filter.show == show and filter.sort == Sort.DATE and filter.view == EventFilter.view:
        return filter
    return changed(filter, show=show, sort=Sort.DATE, view=EventFilter.view)
