"""Columns with some events gone and others new, still in the order of the timeline."""

from bisect import bisect_left
from collections.abc import Collection
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.index.columns import ABSENT, NO_DAY, Coded, Columns, Linked, Positions, numbered, smallest


def merge(old: Columns, changed: Collection[str], new: Columns) -> Columns:
    """`changed` are the ids of all events that are new, gone or different; `new` those of them that there are now."""
    gone = np.isin(old.flat["id"], np.array([id.encode() for id in changed] or [b""]))
    kept = np.flatnonzero(~gone)
    both = _concatenated(old, new)
    return both.take(_ordered(both, kept, np.arange(len(old), len(both))))


def _ordered(columns: Columns, kept: Positions, added: Positions) -> Positions:
    places = [bisect_left(kept, _key(columns, int(row)), key=lambda each: _key(columns, each)) for row in added]
    return np.insert(kept, places, added)


def _key(columns: Columns, row: int) -> tuple[Any, ...]:
    """What the timeline is sorted by (store.queries)."""
    flat = columns.flat
    return (
        flat["first"][row] == NO_DAY,
        flat["chronology"][row],
        flat["grain"][row],
        -flat["salience"][row],
        flat["id"][row],
    )


def _concatenated(one: Columns, other: Columns) -> Columns:
    return Columns(
        {name: np.concatenate((column, other.flat[name])) for name, column in one.flat.items()},
        {name: _coded(column, other.coded[name]) for name, column in one.coded.items()},
        {name: _linked(column, other.linked[name]) for name, column in one.linked.items()},
        {**one.countries, **other.countries},
    )


def _coded(one: Coded, other: Coded) -> Coded:
    codes = numbered(other.values, one.values)
    both = np.concatenate((one.codes, _recoded(other.values, other.codes, codes)))
    return Coded(tuple(codes), smallest(both, tuple(codes)))


def _linked(one: Linked, other: Linked) -> Linked:
    codes = numbered(other.values, one.values)
    offsets = np.concatenate((one.offsets, one.offsets[-1] + other.offsets[1:]))
    first, *more = (np.concatenate(pair) for pair in zip(one.columns, other.columns, strict=True))
    if codes:
        recoded = _recoded(other.values, other.codes, codes)
        first = smallest(np.concatenate((one.codes, recoded)), tuple(codes))
    return Linked(offsets, (first, *more), tuple(codes))


def _recoded(values: tuple[str, ...], codes: NDArray[Any], known: dict[str, int]) -> NDArray[np.int32]:
    # The last entry is what ABSENT finds.
    found: NDArray[np.int32] = np.array([*(known[value] for value in values), ABSENT], dtype=np.int32)[codes]
    return found
