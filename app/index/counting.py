"""How many events of a selection have each value of a facet.

Few events are counted by their own values, many by comparing them with the bitmap of each value, and most of all by
those that are missing.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from app.index.columns import Columns
from app.index.selection import Selection, bitmap_of, postings, sizes

MANY = ("actor", "topic", "source")
# Nanoseconds, as measured: for an event with its one value and with its two or three; for a bitmap and a byte of it.
_ONE, _SOME, _BITMAP, _BYTE = 3, 18, 800, 0.2
# From this share of all events on, a selection is compared with a bitmap word by word.
_DENSE = 16


class Counter:
    """`of` are the bitmaps by facet and code, `people` by the code of a country those of itself with its people."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        count = len(columns)
        self.of: dict[str, list[BitMap]] = {}
        for name in MANY:
            linked = columns.linked[name]
            owners = np.repeat(np.arange(count, dtype=np.uint32), np.diff(linked.offsets))
            self.of[name] = postings(linked.codes, owners, len(linked.values))
        for name, column in columns.coded.items():
            self.of[name] = [bitmap_of(column.codes == code) for code in range(len(column.values))]
        self._cost = {name: _cost(count, bitmaps) for name, bitmaps in self.of.items()}
        self._count = count
        self._totals: dict[tuple[str, bool], tuple[BitMap, NDArray[np.int64]]] = {}
        self.people: Mapping[int, BitMap] = {}

    def add_people(self, codes: Mapping[str, int]) -> None:
        """`codes` of the actors."""
        members: dict[int, list[BitMap]] = defaultdict(list)
        for actor, country in self._columns.countries.items():
            code, own = codes.get(country), codes.get(actor)
            if code is not None and own is not None:
                members[code].append(self.of["actor"][own])
        self.people = {code: BitMap.union(self.of["actor"][code], *each) for code, each in members.items()}

    def count(self, name: str, found: Selection, with_people: bool) -> NDArray[np.int64]:
        """By code. `with_people`: those of a country count for it, too."""
        if not with_people or not self.people:
            return self._count_values(name, found)
        counts = self._count_values(name, found).copy()
        for code, people in self.people.items():
            counts[code] = found.found.intersection_cardinality(people)
        return counts

    def _count_values(self, name: str, found: Selection) -> NDArray[np.int64]:
        if found.day is None and found.whole and len(found.whole) - len(found) < len(found) // 4:
            return self._total(name, found.whole) - self._counted(name, found.missing)
        return self._counted(name, found)

    def _total(self, name: str, whole: BitMap) -> NDArray[np.int64]:
        asked = (name, len(whole) == self._count)
        if asked not in self._totals:
            self._totals[asked] = (whole, self._counted(name, Selection(whole)))
        return self._totals[asked][1]

    def _counted(self, name: str, found: Selection) -> NDArray[np.int64]:
        each = _SOME if name in MANY else _ONE
        day = found.day if name == "source" else None
        if day is None and len(found) * _DENSE > self._count and len(found) * each > self._cost[name]:
            return _meet(found.found, self.of[name])
        if name not in MANY:
            codes = self._columns.coded[name].codes[found.rows].astype(np.intp)
            return np.bincount(codes + 1, minlength=len(self.of[name]) + 1)[1:]
        linked = self._columns.linked[name]
        entries = linked.entries(found.rows)
        own: NDArray[Any] = linked.codes[entries]
        if day is not None:
            own = own[linked.columns[1][entries] <= day]
        return np.bincount(own, minlength=len(linked.values))


def _meet(found: BitMap, bitmaps: Sequence[BitMap]) -> NDArray[np.int64]:
    return np.fromiter(map(found.intersection_cardinality, bitmaps), dtype=np.int64, count=len(bitmaps))


def _cost(count: int, bitmaps: Sequence[BitMap]) -> float:
    """Nanoseconds that it takes to compare a selection with all of these."""
    size = np.minimum(2 * sizes(bitmaps), count // 8).sum()
    return float(_BITMAP * len(bitmaps) + _BYTE * size)
