"""Events as bitmaps of their positions, and as rows of them."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from app.index.columns import Positions


@dataclass(frozen=True)
class Selection:
    """The events of a filter. `whole` are those of the same filter without conditions."""

    found: BitMap
    day: int | None = None  # on which they are seen
    whole: BitMap | None = None

    def __len__(self) -> int:
        return len(self.found)

    def __contains__(self, row: int) -> bool:
        return row in self.found

    @cached_property
    def rows(self) -> Positions:
        """In the order of the timeline."""
        return rows_of(self.found)

    @cached_property
    def missing(self) -> "Selection":
        """Those that the conditions leave out."""
        return Selection((self.whole or BitMap()) - self.found)


def bitmap(rows: NDArray[np.integer[Any]]) -> BitMap:
    """Of these rows. An array of Python's is read at once, one of NumPy number by number."""
    return BitMap(array("I", rows.astype(np.uint32).tobytes()))


def bitmap_of(has: NDArray[np.bool_]) -> BitMap:
    """Of the rows for which it is true."""
    return bitmap(np.flatnonzero(has))


def rows_of(found: BitMap) -> Positions:
    return np.frombuffer(found.to_array(), dtype=np.uint32).astype(np.int64)


def postings(codes: NDArray[np.signedinteger[Any]], owners: NDArray[np.integer[Any]], count: int) -> list[BitMap]:
    """By code, of so many, the rows that have it. `owners` are the rows of the codes, and ascend."""
    narrow = codes.astype(np.uint16) if count < 2**16 else codes
    sorted_owners = owners[np.argsort(narrow, kind="stable")]
    ends = np.cumsum(np.bincount(codes, minlength=count))
    return [bitmap(part) for part in np.split(sorted_owners, ends[:-1])] if count else []


def sizes(bitmaps: Sequence[BitMap]) -> NDArray[np.int64]:
    return np.fromiter(map(len, bitmaps), dtype=np.int64, count=len(bitmaps))
