"""The same utterance in several outlets, as one, with what drifted between its versions.

没有过高的期待和幻想 in one paper is 没有过高的期待或幻想 in another: a reader should see both.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from functools import cached_property

from app.extraction.folding import fold
from app.extraction.mentions import Statement, StatementKind
from app.linking.events import LinkedDocument, Utterance, Version
from app.linking.features import Vector, vector_of

_ALIKE = 0.5
_CONTAINED = 0.75
_SHORTEST = 6
_WINDOW = 120
_DAYS = 7
_RUN = 6
_NO_LETTERS = re.compile(r"[\W_]+")
_KINDS = (StatementKind.DIRECT, StatementKind.MIXED, StatementKind.INDIRECT)


@dataclass(frozen=True, eq=False)
class Said:
    """A statement of a known speaker, `key`, with its document and the day that this speaks from; `words` are folded
    letters and digits."""

    key: str
    document: str
    day: date | None
    kind: StatementKind
    start: int
    words: str

    @cached_property
    def vector(self) -> Vector:
        return vector_of(self.words)

    @cached_property
    def total(self) -> int:
        """How many pairs of characters there are."""
        return self.vector.counts.total()


def find_utterances(documents: Iterable[LinkedDocument]) -> tuple[Utterance, ...]:
    """Only those that two documents report, of speakers who are known."""
    by_speaker: dict[str, list[Said]] = defaultdict(list)
    for linked in documents:
        for statement in linked.extraction.statements:
            if statement.speaker:
                by_speaker[statement.speaker.name].append(_said(linked, statement))
    found = (utterance for speaker in sorted(by_speaker) for utterance in utterances_of(by_speaker[speaker]))
    return tuple(sorted(found, key=lambda u: u.id))


def words_of(quote: str) -> str:
    return _NO_LETTERS.sub("", fold(quote))


def utterances_of(said: Iterable[Said]) -> Iterator[Utterance]:
    """What one speaker said. Each passage goes to the first version that it resembles; no chains of likeness."""
    said = list(said)
    if len({each.document for each in said}) < 2:
        return
    groups: list[list[Said]] = []
    days: list[date] = []
    for each in sorted((each for each in said if len(each.words) >= _SHORTEST), key=_in_order):
        # Sorted by day: those before are too far away.
        near = bisect_left(days, each.day - timedelta(days=_DAYS)) if each.day else 0
        home = next((g for g in groups[max(near, len(groups) - _WINDOW) :] if _is_same(g[0], each)), None)
        if home is None:
            groups.append([each])
            days.append(each.day or date.max)
        else:
            home.append(each)
    for group in groups:
        if len({each.document for each in group}) > 1:
            yield Utterance(group[0].key, tuple(_version(group[0], each) for each in group))


def _said(linked: LinkedDocument, statement: Statement) -> Said:
    words = words_of(linked.document.quote(statement.start, statement.end))
    day = linked.extraction.reference.day
    return Said(statement.key, linked.document.key, day, statement.kind, statement.start, words)


def _in_order(said: Said) -> tuple[bool, date, int, str, int, str]:
    return said.day is None, said.day or date.max, _KINDS.index(said.kind), said.document, said.start, said.key


def _is_same(one: Said, other: Said) -> bool:
    """Close in time, and alike as a whole, or one is a part of the other."""
    if one.day and other.day and abs((one.day - other.day).days) > _DAYS:
        return False
    mine, theirs = one.vector.counts, other.vector.counts
    common = mine.keys() & theirs.keys()  # few, of two passages that are not the same
    product = sum([mine[pair] * theirs[pair] for pair in common])
    if product >= _ALIKE * max(1.0, one.vector.length * other.vector.length):
        return True
    enough = _CONTAINED * max(1, min(one.total, other.total))
    # What both have is never more than the product.
    return product >= enough and sum([min(mine[pair], theirs[pair]) for pair in common]) >= enough


def _version(first: Said, other: Said) -> Version:
    return Version(other.key, tuple(drift(first.words, other.words)))


def drift(first: str, other: str) -> Iterator[tuple[str, str]]:
    """What was replaced, left out or put in between runs of words that both have; how much of it either quotes at
    its ends is no drift."""
    for a, b, c, d in _changes(first, other):
        yield first[a:b], other[c:d]


def drift_spans(first: str, other: str) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """Where two wordings differ, as `start:end` of each; the nth of one stands against the nth of the other, and is
    empty where it has nothing. Marks and blanks count for nothing."""
    ours, theirs = _letters(first), _letters(other)
    spans = list(_changes("".join(fold(first[at]) for at in ours), "".join(fold(other[at]) for at in theirs)))
    return (
        tuple(_at(ours, a, b, len(first)) for a, b, _, _ in spans),
        tuple(_at(theirs, c, d, len(other)) for _, _, c, d in spans),
    )


def _changes(first: str, other: str) -> Iterator[tuple[int, int, int, int]]:
    matcher = SequenceMatcher(None, first, other, autojunk=False)
    steps = matcher.get_opcodes()
    inner = [at for at, (tag, *_) in enumerate(steps) if tag == "equal"]
    for tag, a, b, c, d in steps[inner[0] : inner[-1]] if inner else ():
        if tag != "equal" and max(b - a, d - c) <= _RUN:
            yield a, b, c, d


def _letters(text: str) -> list[int]:
    return [at for at, char in enumerate(text) if char.isalnum()]


def _at(places: Sequence[int], start: int, end: int, length: int) -> tuple[int, int]:
    first = places[start] if start < len(places) else length
    return (first, places[end - 1] + 1) if end > start else (first, first)
