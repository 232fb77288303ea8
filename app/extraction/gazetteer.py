"""One scan for every name and title that the lexicon knows: longest match first, ordinary words respected."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

import ahocorasick_rs

from app.extraction import lexicon
from app.extraction.lexicon import ActorEntry, Place
from app.extraction.mentions import ActorKind

if TYPE_CHECKING:
    from rjieba import Jieba

# Names this short are checked against the words around them: 同意|大利 is not Italy, 今日|本报 not Japan.
_SHORT = 3
# How often a name of the lexicon is taken to occur, in the counts of the segmenter's dictionary.
_FREQUENT = 500


@dataclass(frozen=True)
class Found:
    """A lexicon match. Exactly one of the three is set, or none for a phrase to be discarded."""

    start: int
    end: int
    actor: ActorEntry | None = None
    place: Place | None = None
    title: str | None = None


@dataclass(frozen=True)
class Words:
    """The word boundaries of a text, as a dictionary segmenter sees them; `bounds` in order, the end included. `text`
    is what was cut."""

    bounds: tuple[int, ...]
    text: str

    def is_bound(self, offset: int) -> bool:
        """Whether a word begins here, or the text ends."""
        return self._marks[offset : offset + 1] == b"\1"

    def cut_through(self, start: int, end: int) -> bool:
        """Whether a word begins before the span and ends inside it, or begins inside, behind its start, and ends
        behind it. A name at the start of one longer word (中国|队) is not cut."""
        first = self._marks.find(1, start, end)
        if first != start:
            return first >= 0
        return self._marks.find(1, start + 1, end) >= 0 and not self._ends_at(end)

    def is_word(self, start: int, end: int) -> bool:
        """Whether a word begins at the start and the next one at the end."""
        return self.is_bound(start) and self._marks.find(1, start + 1) in (end, -1)

    def is_whole(self, start: int, end: int) -> bool:
        """Whether words begin at the start and end at the end, or the span lies inside one word."""
        first = self._marks.find(1, start, end)
        return first < 0 or (first == start and self._ends_at(end))

    def are_ordinary(self, start: int, end: int) -> bool:
        """Whether the span begins with a word of the dictionary that is no name: 席位, 毕业|后."""
        if not self.is_whole(start, end):
            return False
        inside = self._marks.find(1, start + 1, end)
        second = inside if inside >= 0 else end
        return second - start > 1 and not _is_name(self.text[start:second])

    @cached_property
    def _marks(self) -> bytes:
        """One byte for each offset, 1 at those of `bounds`: what stands where is looked up without a search."""
        marks = bytearray(self.bounds[-1] + 1)
        for bound in self.bounds:
            marks[bound] = 1
        return bytes(marks)

    def _ends_at(self, end: int) -> bool:
        return end >= len(self._marks) or self._marks[end] == 1


def find_words(folded: str) -> Words:
    # Without the statistical model, which guesses at unknown words and cuts through names.
    return Words(tuple(accumulate(map(len, _segmenter().cut(folded, False)), initial=0)), folded)


# The same words stand between the same names again and again.
@lru_cache(maxsize=8192)
def kinds_of_words(text: str) -> tuple[str, ...]:
    """The parts of speech of a short text, in the letters of the segmenter: n, v, ns, nr …"""
    return tuple([kind for _, kind in tagged_words(text)])


def tagged_words(text: str) -> list[tuple[str, str]]:
    """The words of a short text in order, each with its part of speech."""
    return [(word, kind) for word, kind in _segmenter().tag(text, False)]


@lru_cache(maxsize=4096)
def _is_name(word: str) -> bool:
    return not _segmenter().has_word(word) or kinds_of_words(word)[0].startswith(("nr", "nz", "ns"))


def find_known(folded: str, words: Words) -> list[Found]:
    """Actors, places and titles in text order, not overlapping."""
    return list(_matches(folded, words))


def _matches(folded: str, words: Words) -> Iterator[Found]:
    automaton, names = _automaton()
    for index, start, end in automaton.find_matches_as_indexes(folded):
        payload = names.payloads[index]
        if payload is None or (index in names.latin and _inside_latin(folded, start, end)):
            continue
        # A short name may stand inside one longer word (中国外交部), but no word may begin in it and end outside.
        if index in names.short and words.cut_through(start, end):
            continue
        if isinstance(payload, str):
            yield from _title(folded, start, end, payload)
        elif isinstance(payload, Place):
            yield Found(start, end, place=payload)
        else:
            yield Found(start, end, actor=payload)


def _inside_latin(folded: str, start: int, end: int) -> bool:
    """SEC inside SECRET: a Latin name ends where its letters end."""
    before, after = folded[max(0, start - 1) : start], folded[end : end + 1]
    return (folded[start].isascii() and before.isascii() and before.isalnum()) or (
        folded[end - 1].isascii() and after.isascii() and after.isalnum()
    )


def _title(folded: str, start: int, end: int, title: str) -> Iterator[Found]:
    """A title that begins with the name of a body (白宫新闻秘书) is that body and the office after it."""
    cut = _body_in(title)
    if cut:
        yield Found(start, start + cut, actor=_bodies()[title[:cut]])
    yield Found(start + cut, end, title=folded[start + cut : end])


@lru_cache(maxsize=4096)
def _body_in(title: str) -> int:
    """How long the name of a body is that the title begins with."""
    return next((n for n in range(len(title) - 2, 1, -1) if title[:n] in _bodies()), 0)


@lru_cache(maxsize=1)
def _bodies() -> dict[str, ActorEntry]:
    entries = [entry for entry in lexicon.actor_entries() if entry.actor.kind is not ActorKind.PERSON]
    return {name: entry for entry in entries for name in (entry.actor.name, *entry.aliases)}


@lru_cache(maxsize=1)
def _segmenter() -> "Jieba":
    """A segmenter that also knows the names of the lexicon, so that 脸|书上 does not cut 脸书."""
    # A dictionary of 30 MB, which a server that only shows pages has no need of.
    import rjieba

    segmenter = rjieba.Jieba()
    for entry in lexicon.actor_entries():
        for name in (entry.actor.name, *entry.aliases):
            if entry.actor.kind is not ActorKind.PERSON and not segmenter.has_word(name):
                segmenter.add_word(name, max(_FREQUENT, segmenter.suggest_freq(name)), "nt")
    return segmenter


@dataclass(frozen=True)
class _Names:
    """What the names stand for by their number, None for a phrase to be discarded. `latin` are those that begin or end
    with a letter or digit of ASCII, `short` those of which the words around decide whether they are names at all."""

    payloads: tuple[ActorEntry | Place | str | None, ...]
    latin: frozenset[int]
    short: frozenset[int]


@lru_cache(maxsize=1)
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, _Names]:
    payloads: dict[str, ActorEntry | Place | str | None] = {}
    for title in lexicon.titles():
        payloads[title] = title
    for place in lexicon.places():
        payloads.update(dict.fromkeys((place.name, *place.aliases), place))
    for entry in lexicon.actor_entries():
        payloads.update(dict.fromkeys((entry.actor.name, *entry.aliases), entry))
    for entry in lexicon.actor_entries():
        for name in _full_names(entry):
            payloads.setdefault(name, entry)
    payloads.update(dict.fromkeys(lexicon.words_of("discard.tsv")))
    automaton = ahocorasick_rs.AhoCorasick(
        list(payloads), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, store_patterns=False
    )
    names = list(payloads)
    latin = frozenset(at for at, name in enumerate(names) if name[0].isascii() or name[-1].isascii())
    short = frozenset(at for at, name in enumerate(names) if len(name) <= _SHORT and _may_be_cut(payloads[name]))
    return automaton, _Names(tuple(payloads.values()), latin, short)


def _may_be_cut(payload: ActorEntry | Place | str | None) -> bool:
    return isinstance(payload, Place) or (
        isinstance(payload, ActorEntry) and payload.actor.kind is not ActorKind.PERSON
    )


def _full_names(entry: ActorEntry) -> Iterator[str]:
    """唐纳德·川普, 唐纳德-特朗普: each given name before each way to write the family name, parted by a dot or a
    hyphen."""
    names = (entry.actor.name, *entry.aliases)
    given = dict.fromkeys(name.rpartition("·")[0] for name in names if "·" in name)
    family = dict.fromkeys(name.rpartition("·")[2] for name in names if not name.isascii())
    for first in given:
        for last in family:
            yield f"{first}·{last}"
            yield f"{first}-{last}".replace("·", "-")
