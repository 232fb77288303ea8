"""What is held in memory of each event: one column a fact, one row an event, in the order of the timeline.

Days are numbered as `date.toordinal` does. A position is the number of a row.
"""

from collections.abc import Mapping, Sequence, Sized
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

Positions = NDArray[np.int64]
Days = NDArray[np.int32]

NO_DAY, NEVER = 0, np.iinfo(np.int32).max
ABSENT = -1  # the code of no value


@dataclass(frozen=True)
class Coded:
    """At most one value an event: `codes` are its number in `values`, or ABSENT."""

    values: tuple[str, ...]
    codes: NDArray[np.signedinteger[Any]]

    def take(self, rows: Positions) -> "Coded":
        return Coded(self.values, self.codes[rows])


@dataclass(frozen=True)
class Linked:
    """Any number of entries an event: those of row n are `offsets[n]:offsets[n + 1]` of each of the columns."""

    offsets: NDArray[np.int32]
    columns: tuple[NDArray[np.signedinteger[Any]], ...]
    values: tuple[str, ...] = ()  # what the first column numbers, when it numbers values

    @property
    def codes(self) -> NDArray[np.signedinteger[Any]]:
        return self.columns[0]

    def entries(self, rows: Positions) -> NDArray[np.int32]:
        """The numbers of all entries of these rows."""
        starts, lengths = self.offsets[rows], self.lengths(rows)
        ends = np.cumsum(lengths, dtype=np.int32)
        total = int(ends[-1]) if len(ends) else 0
        found: NDArray[np.int32] = np.arange(total, dtype=np.int32) + np.repeat(starts - (ends - lengths), lengths)
        return found

    def owners(self, rows: Positions) -> Positions:
        """For each of these entries, which of the rows it is of."""
        return np.repeat(np.arange(len(rows)), self.lengths(rows))

    def lengths(self, rows: Positions) -> NDArray[np.int32]:
        return self.offsets[rows + 1] - self.offsets[rows]

    def take(self, rows: Positions) -> "Linked":
        entries = self.entries(rows)
        offsets = np.concatenate(([0], np.cumsum(self.lengths(rows)))).astype(np.int32)
        return Linked(offsets, tuple(column[entries] for column in self.columns), self.values)


@dataclass(frozen=True)
class Columns:
    """`flat` holds numbers: id and chronology (bytes), grain, salience, first, last, reported, sources, is_main,
    is_hedged, mentions, text (the row in the full-text index). `coded` are the facets type, status, place and
    precision. `linked` are actor by code, with 1 for who is only heard; topic by code; source by code and the day of
    its first report; document by its number; told by day, weight and status: those of all dated reports, earliest
    first, with twice the place of each among all reports, plus one where it denies. `countries` are by actor, and
    values of that facet."""

    flat: Mapping[str, NDArray[Any]]
    coded: Mapping[str, Coded]
    linked: Mapping[str, Linked]
    countries: Mapping[str, str]

    def __len__(self) -> int:
        return len(self.flat["id"])

    def take(self, rows: Positions) -> "Columns":
        return Columns(
            {name: column[rows] for name, column in self.flat.items()},
            {name: column.take(rows) for name, column in self.coded.items()},
            {name: column.take(rows) for name, column in self.linked.items()},
            self.countries,
        )


def smallest(codes: NDArray[np.signedinteger[Any]], values: Sized) -> NDArray[np.signedinteger[Any]]:
    """The same codes in as few bytes as so many values need."""
    return codes.astype(np.int8 if len(values) < 2**7 else np.int16 if len(values) < 2**15 else np.int32)


def day_number(day: date | None) -> int:
    return day.toordinal() if day else NO_DAY


def numbered(values: Sequence[str], known: Sequence[str] = ()) -> dict[str, int]:
    """Each value with its code, those that are known first."""
    return {value: code for code, value in enumerate(dict.fromkeys((*known, *values)))}
