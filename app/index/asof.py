"""What was known on a day, from the days and the places of the reports: the rule of store.asof over columns."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.extraction.mentions import Status
from app.index.columns import NO_DAY, Columns, Positions

STATUSES = tuple(each.value for each in Status)
_CODE = {each: code for code, each in enumerate(Status)}


@dataclass(frozen=True)
class Reports:
    """Of each event, the first day on which some report of it was out: any; one that confirms it; one that plans it;
    one that does not foretell it; one that does not deny it. Days are counted from `start` on, and as `number` tells.
    `has_denial`: some report denies it."""

    start: int
    told: NDArray[np.integer[Any]]
    confirmed: NDArray[np.integer[Any]]
    planned: NDArray[np.integer[Any]]
    unforetold: NDArray[np.integer[Any]]
    undenied: NDArray[np.integer[Any]]
    has_denial: NDArray[np.bool_]

    def number(self, day: int) -> int:
        """No day is so late that what never was would have been by then."""
        return min(day - self.start, int(np.iinfo(self.told.dtype).max) - 1)


def reports_of(columns: Columns) -> Reports:
    told = columns.linked["told"]
    days, weights, statuses = told.columns
    owners = np.repeat(np.arange(len(columns)), np.diff(told.offsets))
    first, last = columns.flat["first"], columns.flat["last"]
    denied = weights % 2 == 1
    confirmed = (statuses == _CODE[Status.HAPPENED]) & ((last[owners] == NO_DAY) | (days >= last[owners]))
    foretold = (first[owners] != NO_DAY) & (first[owners] - days > 1)
    planned = (statuses == _CODE[Status.PLANNED]) | (statuses == _CODE[Status.LAPSED])
    has_denial = np.zeros(len(columns), dtype=np.bool_)
    has_denial[owners[denied]] = True

    start, end = (int(days.min()), int(days.max())) if len(days) else (0, 0)
    # Two bytes are enough for the reports of 179 years.
    kind = np.uint16 if end - start < np.iinfo(np.uint16).max - 1 else np.int32
    since = (days - start).astype(kind)

    def earliest(wanted: NDArray[np.bool_]) -> NDArray[np.integer[Any]]:
        found: NDArray[np.integer[Any]] = np.full(len(columns), np.iinfo(kind).max, dtype=kind)
        # Written from the last to the first, the earliest of each event stays.
        found[owners[wanted][::-1]] = since[wanted][::-1]
        return found

    everything = np.ones(len(days), dtype=np.bool_)
    return Reports(
        start,
        told=earliest(everything),
        confirmed=earliest(confirmed),
        planned=earliest(planned),
        unforetold=earliest(~foretold),
        undenied=earliest(~denied),
        has_denial=has_denial,
    )


def statuses_on(columns: Columns, reports: Reports, rows: Positions, day: int) -> NDArray[np.int32]:
    """The code of the status that each of these events had on a day; some report of each was out by then."""
    last = columns.flat["last"][rows]
    over = (last != NO_DAY) & (last < day)
    seen = reports.number(day)
    pending = (reports.planned[rows] <= seen) | (reports.unforetold[rows] > seen)
    status = np.where(pending, np.where(over, _CODE[Status.LAPSED], _CODE[Status.PLANNED]), _CODE[Status.HAPPENED])
    status = np.where(reports.confirmed[rows] <= seen, _CODE[Status.HAPPENED], status)
    status = np.where(reports.undenied[rows] > seen, _CODE[Status.DENIED], status)
    doubtful = np.flatnonzero(reports.has_denial[rows])
    status[doubtful[_last_word(columns, rows[doubtful], day) % 2 == 1]] = _CODE[Status.DENIED]
    return status.astype(np.int32)


def _last_word(columns: Columns, rows: Positions, day: int) -> NDArray[np.int32]:
    """The weight of the last report, in the order of reports, that was out by then."""
    told = columns.linked["told"]
    entries, owners = told.entries(rows), told.owners(rows)
    days, weights, _ = told.columns
    out = days[entries] <= day
    found = np.full(len(rows), -2, dtype=np.int32)
    np.maximum.at(found, owners[out], weights[entries[out]])
    return found
