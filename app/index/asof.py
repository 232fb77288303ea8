"""What was known on a day, from the days and the places of the reports: the rule of store.asof over columns."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.extraction.mentions import Status
from app.index.columns import NEVER, NO_DAY, Columns, Days, Positions

STATUSES = tuple(each.value for each in Status)
_CODE = {each: code for code, each in enumerate(Status)}


@dataclass(frozen=True)
class Reports:
    """Of each event, the first day on which some report of it was out: any; one that confirms it; one that plans it;
    one that does not foretell it; one that does not deny it. `has_denial`: some report denies it."""

    told: Days
    confirmed: Days
    planned: Days
    unforetold: Days
    undenied: Days
    has_denial: NDArray[np.bool_]


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

    def earliest(wanted: NDArray[np.bool_]) -> Days:
        found = np.full(len(columns), NEVER, dtype=np.int32)
        # Written from the last to the first, the earliest of each event stays.
        found[owners[wanted][::-1]] = days[wanted][::-1]
        return found

    everything = np.ones(len(days), dtype=np.bool_)
    return Reports(
        earliest(everything), earliest(confirmed), earliest(planned), earliest(~foretold), earliest(~denied), has_denial
    )


def statuses_on(columns: Columns, reports: Reports, rows: Positions, day: int) -> NDArray[np.int32]:
    """The code of the status that each of these events had on a day; some report of each was out by then."""
    last = columns.flat["last"][rows]
    over = (last != NO_DAY) & (last < day)
    pending = (reports.planned[rows] <= day) | (reports.unforetold[rows] > day)
    status = np.where(pending, np.where(over, _CODE[Status.LAPSED], _CODE[Status.PLANNED]), _CODE[Status.HAPPENED])
    status = np.where(reports.confirmed[rows] <= day, _CODE[Status.HAPPENED], status)
    status = np.where(reports.undenied[rows] > day, _CODE[Status.DENIED], status)
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
