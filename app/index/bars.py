"""When the events of a selection are: how many begin in each stretch of time."""

from collections.abc import Callable, Sequence
from math import ceil

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from app.index.columns import Days


class Spread:
    """The dated events of a selection. `days` are the first ones of all dated events, which ascend; `longer` tells
    which of those are known less finely than so many days, and `last` is the last day of any of the selection."""

    def __init__(
        self, days: Days, found: BitMap, unhappened: BitMap, longer: Callable[[int], BitMap], last: int
    ) -> None:
        self._days = days
        self._found, self._unhappened = found, unhappened
        self._longer = longer
        self.last = last

    def __len__(self) -> int:
        return len(self._found)

    @property
    def first(self) -> int:
        return int(self._days[self._found.min()])

    def begun(self, share: float) -> int:
        """The day by which this share of the events has begun."""
        nth = max(0, ceil(share * len(self)) - 1)
        return int(self._days[self._found[min(nth, len(self) - 1)]])

    def count_before(self, day: int) -> int:
        """Those that begin earlier."""
        return self._found.range_cardinality(0, int(np.searchsorted(self._days, np.int32(day))))

    def count_between(
        self, starts: Sequence[int], end: int, widths: Sequence[int], *, with_earlier: bool
    ) -> NDArray[np.int64]:
        """By stretch, how many happened, how many did not, and of how many either is not sure or the day known less
        finely than the stretch is wide. The last stretch ends before `end`; the first may take all earlier events."""
        bounds = np.searchsorted(self._days, np.array([*starts, end], dtype=np.int32)).tolist()
        if with_earlier:
            bounds[0] = 0
        unsure = {width: self._found & self._longer(width) for width in set(widths)}
        both = {width: self._unhappened & unsure[width] for width in unsure}
        counts = np.zeros((len(starts), 3), dtype=np.int64)
        for at, (since, until, width) in enumerate(zip(bounds[:-1], bounds[1:], widths, strict=True)):
            if since < until:
                uncertain = unsure[width].range_cardinality(since, until)
                planned = self._unhappened.range_cardinality(since, until) - both[width].range_cardinality(since, until)
                happened = self._found.range_cardinality(since, until) - uncertain - planned
                counts[at] = happened, planned, uncertain
        return counts
