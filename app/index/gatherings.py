"""What tables and portraits ask: who took part when, who is met from when to when, and in which documents."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.index.columns import NO_DAY, Columns, Days, Positions
from app.index.selection import Selection


def count_participants(columns: Columns, rows: Positions) -> NDArray[np.int64]:
    """By the code of an actor, in how many of these events it took part; a voice did not."""
    actors = columns.linked["actor"]
    entries = actors.entries(rows)
    took_part = entries[actors.columns[1][entries] == 0]
    return np.bincount(actors.codes[took_part], minlength=len(actors.values))


def count_by_stretch(
    columns: Columns, rows: Positions, codes: Sequence[int], starts: Sequence[int], end: int, *, with_earlier: bool
) -> NDArray[np.int64]:
    """For each of these actors, in how many of the events that begin in each stretch it took part. The last stretch
    ends before the day `end`; the first may take all earlier events. `rows` ascend."""
    rows = rows[columns.flat["first"][rows] != NO_DAY]
    days = columns.flat["first"][rows]
    shown = (days < end) & ((days >= starts[0]) | with_earlier)
    rows, days = rows[shown], days[shown]
    stretches = np.maximum(0, np.searchsorted(np.array(starts, dtype=np.int32), days, side="right") - 1)
    actors = columns.linked["actor"]
    entries, owners = actors.entries(rows), actors.owners(rows)
    place_of = np.full(len(actors.values) + 1, len(codes), dtype=np.int32)
    place_of[list(codes)] = np.arange(len(codes))
    place = place_of[actors.codes[entries]]
    is_asked = (place < len(codes)) & (actors.columns[1][entries] == 0)
    cells = place[is_asked] * len(starts) + stretches[owners[is_asked]]
    return np.bincount(cells, minlength=len(codes) * len(starts)).reshape(len(codes), len(starts))


def count_documents(columns: Columns, found: Selection) -> int:
    """That tell of any of these events."""
    documents = columns.linked["document"]
    return len(np.unique(documents.codes[documents.entries(found.rows)]))


def most_told(columns: Columns, found: Selection, limit: int) -> Positions:
    """The events of most sources, of equals the weightiest."""
    rows, flat = found.rows, columns.flat
    if len(rows) > limit:
        sources = flat["sources"][rows]
        rows = rows[sources >= np.partition(sources, len(rows) - limit)[len(rows) - limit]]
    order = np.lexsort((flat["id"][rows], flat["chronology"][rows], -flat["salience"][rows], -flat["sources"][rows]))
    return rows[order[:limit]]


def bounds(columns: Columns, name: str, happened: NDArray[np.bool_]) -> tuple[Days, Days]:
    """By the code of a value of a facet, the first day on which an event that has it began and the last on which one
    ended, of those that happened."""
    linked, flat = columns.linked[name], columns.flat
    owners = np.repeat(np.arange(len(columns), dtype=np.int32), np.diff(linked.offsets))
    counted = (happened & (flat["first"] != NO_DAY))[owners]
    codes, owners = linked.codes[counted], owners[counted]
    first, last = (np.full(len(linked.values), NO_DAY, dtype=np.int32) for _ in range(2))
    # Written from the last to the first, the earliest of each value stays.
    first[codes[::-1]] = flat["first"][owners[::-1]]
    np.maximum.at(last, codes, flat["last"][owners])
    return first, last
