"""Events that have words, for the facet index. What was looked up of a phrase is kept as long as the snapshot is.

Where characters stand is known (app.index.words), once it has been read. Other tokens, and until then all, are looked
up in the full-text index. That reads all that it knows of each token of a phrase, and a common one is in half of all
events. So each token is looked up by itself, and of a long phrase its rarest pair; where all of them are in few
events, the words of those decide, and only else the index is asked for the phrase.
"""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from pyroaring import BitMap
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.index.snapshot import Snapshot
from app.index.words import can_find
from app.store.dialects import is_postgresql
from app.store.phrases import Phrase, Query, bare
from app.store.search import list_rows, queries_of
from app.store.tables import EVENT_TEXT

# Bitmaps of a million events take 125 KB at most.
_KEPT = 128
_FEW = 500  # events whose words are read rather than the index


def find_words(session: Session, snapshot: Snapshot, words: str) -> tuple[BitMap | None, BitMap | None]:
    """Those that have the words of a search, and those that have what must not occur; None where nothing is asked."""
    wanted, unwanted = queries_of(words)
    return _find(session, snapshot, wanted), _find(session, snapshot, unwanted)


def _find(session: Session, snapshot: Snapshot, query: Query) -> BitMap | None:
    found = None
    for phrases in query:
        either = BitMap.union(*(_rows_with(session, snapshot, phrase) for phrase in phrases))
        found = either if found is None else found & either
    return found


def _rows_with(session: Session, snapshot: Snapshot, phrase: Phrase) -> BitMap:
    kept = snapshot.phrases
    known = kept.get(phrase)
    if known is not None:
        return known
    if snapshot.words and can_find(phrase):
        found, is_of_snapshot = snapshot.words.find(phrase), True
    else:
        found, is_of_snapshot = _look_up(session, snapshot, phrase), False
    # A session that sees the tables as they were before has other words.
    if is_of_snapshot or session.info.get("is_current"):
        for oldest in list(kept)[: 1 - _KEPT]:
            kept.pop(oldest, None)
        kept[phrase] = found
    return found


def _look_up(session: Session, snapshot: Snapshot, phrase: Phrase) -> BitMap:
    if len(phrase) > 1 and not is_postgresql(session):
        among = _with_tokens(session, snapshot, phrase)
        if len(phrase) > 2 and len(among) > _FEW:
            pairs: dict[Phrase, BitMap] = {pair: _with_tokens(session, snapshot, pair) for pair in pairwise(phrase)}
            among &= _rows_with(session, snapshot, min(pairs, key=lambda pair: len(pairs[pair])))
        if len(among) <= _FEW:
            return _saying(session, snapshot, phrase, among)
    return snapshot.with_text(_numbers(list_rows(session, ((phrase,),))))


def _with_tokens(session: Session, snapshot: Snapshot, phrase: Phrase) -> BitMap:
    """The events that have all of its tokens somewhere."""
    return BitMap.intersection(*(_rows_with(session, snapshot, (token,)) for token in set(phrase)))


def _saying(session: Session, snapshot: Snapshot, phrase: Phrase, among: Iterable[int]) -> BitMap:
    """Those of these events whose words have the phrase."""
    numbers = [int(number) for number in snapshot.texts(among)]
    if not numbers:
        return BitMap()
    sought = _line(phrase)
    found = session.execute(select(EVENT_TEXT.c.rowid, EVENT_TEXT.c.words).where(EVENT_TEXT.c.rowid.in_(numbers)))
    saying = sorted(number for number, words in found if sought in _line(words.split(" ")))
    return snapshot.with_text(np.array(saying, dtype=np.int64))


def _line(tokens: Iterable[str]) -> str:
    return f" {' '.join(map(bare, tokens))} "


def _numbers(text: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.fromstring(text, dtype=np.int64, sep=",")
