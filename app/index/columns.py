"""What is held in memory of each event: one column a fact, one row an event, in the order of the timeline.

Days are numbered as `date.toordinal` does. A position is the number of a row.
"""

from collections.abc import Mapping, Sequence
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
    codes: NDArray[np.int32]

    def take(self, rows: Positions) -> "Coded":
        return Coded(self.values, self.codes[rows])


@dataclass(frozen=True)
class Linked:
    """Any number of entries an event: those of row n are `offsets[n]:offsets[n + 1]` of each of the columns."""

    offsets: NDArray[np.int64]
    columns: tuple[NDArray[np.signedinteger[Any]], ...]
    values: tuple[str, ...] = ()  # what the first column numbers, when it numbers values

    @property
    def codes(self) -> NDArray[np.signedinteger[Any]]:
        return self.columns[0]

    def entries(self, rows: Positions) -> tuple[Positions, Positions]:
        """Of these rows, the numbers of all entries, and for each which of the rows it is of."""
        starts = self.offsets[rows]
        lengths = self.offsets[rows + 1] - starts
        ends = np.cumsum(lengths)
        total = int(ends[-1]) if len(ends) else 0
        owners = np.repeat(np.arange(len(rows)), lengths)
        return np.arange(total) + np.repeat(starts - (ends - lengths), lengths), owners

    def take(self, rows: Positions) -> "Linked":
        entries, _ = self.entries(rows)
        lengths = self.offsets[rows + 1] - self.offsets[rows]
        offsets = np.concatenate(([0], np.cumsum(lengths)))
        return Linked(offsets, tuple(column[entries] for column in self.columns), self.values)


@dataclass(frozen=True)
class Columns:
    """`flat` holds numbers: id and chronology (bytes), grain, salience, first, last, reported, is_main, is_hedged,
    mentions, text (the row in the full-text index). `coded` are the facets type, status, place and precision. `linked`
    are actor and topic by code; source by code and the day of its first report; told by day, weight and status: those
    of all dated reports, earliest first, with twice the place of each among all reports, plus one where it denies.
    `countries` are by actor, and values of that facet."""

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


def day_number(day: date | None) -> int:
    return day.toordinal() if day else NO_DAY


def numbered(values: Sequence[str], known: Sequence[str] = ()) -> dict[str, int]:
    """Each value with its code, those that are known first."""
    return {value: code for code, value in enumerate(dict.fromkeys((*known, *values)))}
