"""Which events have which characters side by side: what a search for words asks, without reading a text.

Of each character it is known which events have it, and of each pair of neighbours where it stands in them. A longer
phrase is where its pairs stand one behind the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from app.index.selection import bitmap, bitmap_of

# Events of a segment: their numbers have two bytes, and making one takes 100 MB.
SEGMENT = 20_000
_AT_ONCE = 2_048
_BLOCK = 64
_STOP = "\u3002"  # what stands for punctuation: store.phrases
# Ideographs of the basic plane. Other tokens are left to the full-text index.
_FIRST, _LAST = 0x3400, 0x9FFF
_BLANK, _NEXT = ord(" "), ord("\n")
_Codes = NDArray[np.unsignedinteger[Any]]


class Column(Protocol):
    """An array, or one in a file, of which only parts are read."""

    def __len__(self) -> int: ...
    def __getitem__(self, part: slice, /) -> NDArray[Any]: ...


@dataclass(frozen=True)
class Segment:
    """Some events, numbered. `texts` are their rows in the full-text index. `chars` are code points, ascending, and
    `holders[char_offsets[n]:char_offsets[n + 1]]` the numbers of the events that have the one at n. `pairs` are those
    of two neighbours, the first times 65,536 plus the second, and `spots` of each pair are those numbers times 65,536
    plus its place among the tokens of the event, without what exceeds 65,536; both ascend."""

    texts: Column
    chars: Column
    char_offsets: Column
    holders: Column
    pairs: Column
    pair_offsets: Column
    spots: Column

    def find(self, phrase: Sequence[str]) -> NDArray[np.integer[Any]]:
        """The numbers of the events that have these tokens side by side, some of them more than once."""
        if len(phrase) == 1:
            return self._part(self._chars, self.holders, np.uint16(ord(phrase[0])))
        keys = [np.uint32(ord(one) << 16 | ord(other)) for one, other in pairwise(phrase)]
        found = [(self._part(self._pairs, self.spots, key), nth) for nth, key in enumerate(keys)]
        (rarest, ahead), *others = sorted(found, key=lambda each: len(each[0]))
        # Spots of the place where the phrase would begin.
        spots = _moved(rarest, -ahead)
        for other, nth in others:
            spots = spots[_is_in(_moved(spots, nth), other)]
        return spots >> 16

    @cached_property
    def _chars(self) -> "_Directory":
        return _Directory(self.chars, self.char_offsets)

    @cached_property
    def _pairs(self) -> "_Directory":
        return _Directory(self.pairs, self.pair_offsets)

    def _part(self, keys: "_Directory", column: Column, key: np.unsignedinteger[Any]) -> _Codes:
        return column[slice(*keys.bounds(key))]


class _Directory:
    """Where to find what is known of a key. One of so many keys is held in memory."""

    def __init__(self, keys: Column, offsets: Column) -> None:
        self._keys, self._offsets = keys, offsets
        self._heads = keys[:][::_BLOCK].copy()

    def bounds(self, key: np.unsignedinteger[Any]) -> tuple[int, int]:
        start = _BLOCK * max(0, int(np.searchsorted(self._heads, key, side="right")) - 1)
        near = self._keys[start : start + _BLOCK]
        at = int(np.searchsorted(near, key))
        if at == len(near) or near[at] != key:
            return 0, 0
        first, end = self._offsets[start + at : start + at + 2].tolist()
        return first, end


class Words:
    """Segments as they stand in the order of a timeline. Of an event that is in several the last one tells."""

    def __init__(self, segments: Sequence[Segment], texts: NDArray[np.int64], by_text: NDArray[np.int32]) -> None:
        """`texts` are those of all events, ascending, and `by_text` the positions of these."""
        self._segments = segments
        self._count = len(texts)
        told = np.zeros(self._count, dtype=np.bool_)
        positions = []
        for segment in reversed(segments):
            own = segment.texts[:]
            at = np.minimum(np.searchsorted(texts, own), max(0, self._count - 1))
            is_told = (texts[at] == own) & ~told[at] if self._count else np.zeros(len(at), dtype=np.bool_)
            told[at[is_told]] = True
            positions.append(np.where(is_told, by_text[at], -1) if self._count else np.full(len(at), -1))
        # Of each event of a segment the position; -1 for one that is gone, or that a later segment tells of.
        self._positions = [each.astype(np.int32) for each in reversed(positions)]

    def find(self, phrase: Sequence[str]) -> BitMap:
        """The events that have these tokens, of those that `can_find` tells, side by side."""
        found = [at[segment.find(phrase)] for segment, at in zip(self._segments, self._positions, strict=True)]
        return self._bitmap([rows[rows >= 0] for rows in found])

    def _bitmap(self, parts: Sequence[NDArray[np.int32]]) -> BitMap:
        rows = np.concatenate(parts) if parts else np.empty(0, dtype=np.int32)
        if len(rows) * 32 < self._count:
            return bitmap(np.sort(rows))
        has = np.zeros(self._count, dtype=np.bool_)
        has[rows] = True
        return bitmap_of(has)


def can_find(phrase: Sequence[str]) -> bool:
    """Whether all of these tokens are told of."""
    return all(len(token) == 1 and (_FIRST <= ord(token) <= _LAST or token == _STOP) for token in phrase) and (
        tuple(phrase) != (_STOP,)
    )


def make_segment(texts: Sequence[int], words: Sequence[str]) -> Segment:
    """Of at most SEGMENT events: their rows in the full-text index, and their words as store.search writes them."""
    singles, pairs = [], []
    for start in range(0, len(words), _AT_ONCE):
        codes, events, places = _tokens(words[start : start + _AT_ONCE])
        events = events + np.uint64(start)
        singles.append(np.unique((codes << 16 | events)[(codes > 0) & (codes != ord(_STOP))]))
        is_pair = (codes[1:] > 0) & (codes[:-1] > 0) & (events[1:] == events[:-1])
        keys = codes[:-1] << 48 | codes[1:] << 32 | events[:-1] << 16 | places[:-1] & 0xFFFF
        pairs.append(keys[is_pair])
    single, pair = _sorted(singles), _sorted(pairs)
    chars, char_offsets = _groups((single >> 16).astype(np.uint16))
    both, pair_offsets = _groups((pair >> 32).astype(np.uint32))
    holders, spots = single.astype(np.uint16), pair.astype(np.uint32)
    return Segment(np.array(texts, dtype=np.int64), chars, char_offsets, holders, both, pair_offsets, spots)


def _tokens(words: Sequence[str]) -> tuple[_Codes, _Codes, _Codes]:
    """Of each token its code point, 0 when it is not told of; of which of the texts it is; and its place there."""
    chars = np.frombuffer("\n".join(words).encode("utf-32-le"), dtype=np.uint32)
    is_gap = (chars == _BLANK) | (chars == _NEXT)
    begins = ~is_gap & np.append(True, is_gap[:-1])[: len(chars)]
    ends = ~is_gap & np.append(is_gap[1:], True)[: len(chars)]
    starts = np.flatnonzero(begins)
    codes = chars[starts]
    is_told = ends[starts] & ((codes >= _FIRST) & (codes <= _LAST) | (codes == ord(_STOP)))
    events = np.cumsum(chars == _NEXT, dtype=np.uint64)[starts]
    first = np.searchsorted(events, np.arange(len(words), dtype=np.uint64))
    places = np.arange(len(starts), dtype=np.uint64) - first[events.astype(np.int64)].astype(np.uint64)
    return np.where(is_told, codes, 0).astype(np.uint64), events, places


def _moved(spots: NDArray[np.uint32], by: int) -> NDArray[np.uint32]:
    """So many places further in the same events."""
    if not by:
        return spots
    return spots & np.uint32(0xFFFF0000) | (spots + np.uint32(by % 2**16)) & np.uint32(0xFFFF)


def _is_in(some: NDArray[np.uint32], others: NDArray[np.uint32]) -> NDArray[np.bool_]:
    if not len(others):
        return np.zeros(len(some), dtype=np.bool_)
    at = np.minimum(np.searchsorted(others, some), len(others) - 1)
    return np.asarray(others[at] == some)


def _sorted(parts: Sequence[_Codes]) -> _Codes:
    joined = np.concatenate(parts) if parts else np.empty(0, dtype=np.uint64)
    joined.sort()
    return joined


def _groups(column: _Codes) -> tuple[_Codes, NDArray[np.uint32]]:
    """Each value of an ascending column, and where it begins; in the end, where the last one ends."""
    is_other = np.append(np.ones(min(1, len(column)), dtype=np.bool_), column[1:] != column[:-1])
    starts = np.flatnonzero(is_other)
    return column[starts], np.append(starts, len(column)).astype(np.uint32)
