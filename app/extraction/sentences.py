"""Sentences, clauses and quotations of a document: spans of its text, found once and shared by all later steps."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Protocol, TypeVar

from app.extraction.folding import fold
from app.extraction.gazetteer import Found, Words, find_known, find_words
from app.extraction.lexicon import Place
from app.reading.document import Document, PassageKind

# A sentence ends at a final mark, which takes the closing quotes and brackets after it along.
_SENTENCE_END = re.compile(r"[。！？!?]+[”’」』\"）)》]*|\n")
_CLAUSE_END = re.compile(r"[，；：;]+|[,:](?!\d)|——+|\.{3,}|…+")
_OPENING = {"“": "”", "「": "」", "『": "』", "‘": "’"}
_CLOSING = {close: open_ for open_, close in _OPENING.items()}
# Marks that printers swap: an opening mark may close, and a closing one may open.
_PARTNERS = {"“": '“”"', "”": '“”"', "「": "」", "『": "』", '"': '"“”', "‘": "’", "’": "’"}
_STOPS = frozenset("。！？!?")
_FEET = re.compile("[0-9]['′][0-9]{1,2}$")
_MARKS = re.compile("[" + "".join([*_PARTNERS, *_PARTNERS.values()]) + "]")
_START = attrgetter("start")
_LONGEST_TITLE = 60
_LONGEST_SENTENCE = 1500
_SCARE_QUOTE = 8


class _HasStart(Protocol):
    @property
    def start(self) -> int: ...


Standing = TypeVar("Standing", bound=_HasStart, covariant=True)


class InOrder(tuple[Standing, ...]):
    """What was found, in text order, with `starts` beside it to look a span up in."""

    @cached_property
    def starts(self) -> list[int]:
        return [each.start for each in self]


@dataclass(frozen=True)
class Span:
    start: int
    end: int

    def holds(self, start: int, end: int) -> bool:
        return self.start <= start and end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True)
class Quotation:
    """The words between quotation marks; `closed` False when the closing mark is missing."""

    start: int
    end: int
    closed: bool
    depth: int = 0


@dataclass(frozen=True)
class Sentence:
    """A sentence without the blanks around it. `index` counts sentences of the document, `passage` its passages."""

    start: int
    end: int
    index: int
    passage: int
    kind: PassageKind
    clauses: tuple[Span, ...]

    def clause_at(self, offset: int) -> Span:
        at = bisect_right(self.clauses, offset, key=_START) - 1
        return self.clauses[at] if at >= 0 and offset < self.clauses[at].end else self.clauses[-1]


@dataclass(frozen=True)
class Prepared:
    """A document ready for the finders: `folded` has the same offsets as the text, simplified and half-width."""

    document: Document
    folded: str
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    titles: tuple[Span, ...]
    words: Words
    known: tuple[Found, ...]

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether the span lies inside words that somebody else said (titles of works and scare quotes aside)."""
        return _holds(self._long_quotations, start, end)

    def in_work_title(self, start: int, end: int) -> bool:
        return _holds(self.titles, start, end)

    def sentence_at(self, offset: int) -> Sentence | None:
        at = bisect_right(self.sentences, offset, key=_START) - 1
        return self.sentences[at] if at >= 0 and offset < self.sentences[at].end else None

    @cached_property
    def places(self) -> tuple[tuple[int, int, Place], ...]:
        return tuple((found.start, found.end, found.place) for found in self.known if found.place)

    @cached_property
    def outer_quotations(self) -> tuple[Quotation, ...]:
        """Those in no other, in text order."""
        return tuple(quotation for quotation in self.quotations if quotation.depth == 0)

    @cached_property
    def _long_quotations(self) -> tuple[Quotation, ...]:
        """The outermost ones, in text order."""
        outermost: list[Quotation] = []
        for quotation in sorted(self.quotations, key=lambda q: (q.start, -q.end)):
            if quotation.end - quotation.start > _SCARE_QUOTE and not (
                outermost and quotation.end <= outermost[-1].end
            ):
                outermost.append(quotation)
        return tuple(outermost)


def starting_in(found: Sequence[Standing], start: int, end: int) -> Sequence[Standing]:
    """Those that begin in the span, of what was found in text order."""
    if isinstance(found, InOrder):
        return found[bisect_left(found.starts, start) : bisect_left(found.starts, end)]
    return found[bisect_left(found, start, key=_START) : bisect_left(found, end, key=_START)]


def _holds(spans: Sequence[Span | Quotation], start: int, end: int) -> bool:
    """Whether one of the spans, in text order and apart from each other, holds this one."""
    at = bisect_right(spans, start, key=_START) - 1
    return at >= 0 and end <= spans[at].end


def sentence_around(document: Document, start: int, end: int) -> Span:
    """The sentence of its passage that the span stands in, without the blanks around it."""
    at = bisect_right(document.passages, start, key=_START) - 1
    passage = document.passages[max(0, at)]
    if not passage.start <= start < passage.end:
        return Span(start, end)
    found = (Span(a, b) for a, b in _sentence_spans(document.text, passage.start, passage.end))
    return next((s for s in found if s.start <= start < s.end), Span(start, end))


def prepare(document: Document) -> Prepared:
    folded = fold(document.text)
    words = find_words(folded)
    return Prepared(
        document,
        folded,
        tuple(_sentences(document, folded)),
        tuple(find_quotations(folded)),
        tuple(_work_titles(folded)),
        words,
        InOrder(find_known(folded, words)),
    )


def find_quotations(text: str) -> Iterator[Quotation]:
    """Quotations, outermost first. A missing closing mark ends at the end of its paragraph.

    Marks are repaired as news needs it: a mark of the same family closes whichever way it points (“…“), and a
    pair opened in one paragraph never reaches into the next.
    """
    start = 0
    for line in text.split("\n"):
        yield from _quotations_of_line(line, start)
        start += len(line) + 1


def _quotations_of_line(line: str, offset: int) -> Iterator[Quotation]:
    stack: list[tuple[str, int]] = []
    found: list[Quotation] = []
    for match in _MARKS.finditer(line):
        at, mark = match.start(), match[0]
        if stack and mark in _PARTNERS[stack[-1][0]]:
            _, begun = stack.pop()
            found.append(Quotation(offset + begun + 1, offset + at, True, len(stack)))
        elif mark in _OPENING or (mark in '"”' and not stack and _may_open(line, at)) or (mark == '"' and stack):
            stack.append((mark, at))
    for depth, (mark, begun) in enumerate(stack):
        if depth == 0 and mark not in "‘’" and begun + 1 < len(line):
            found.append(Quotation(offset + begun + 1, offset + len(line.rstrip()), False, 0))
    yield from sorted(found, key=lambda quotation: (quotation.start, quotation.depth))


def _may_open(line: str, at: int) -> bool:
    """Neither the end of what an earlier paragraph opened nor a sign for inches."""
    if line[at] == "”":
        return at + 1 < len(line) and line[at - 1 : at] not in _STOPS
    return not _FEET.search(line, max(0, at - 6), at)


def _work_titles(text: str) -> Iterator[Span]:
    for match in re.finditer(rf"《[^》\n]{{1,{_LONGEST_TITLE}}}》", text):
        yield Span(match.start(), match.end())


def _sentences(document: Document, folded: str) -> Iterator[Sentence]:
    index = 0
    for number, passage in enumerate(document.passages):
        for start, end in _sentence_spans(folded, passage.start, passage.end):
            clauses = tuple([Span(a, b) for a, b in _cut(folded, start, end, _CLAUSE_END)])
            yield Sentence(start, end, index, number, passage.kind, clauses)
            index += 1


def _sentence_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """One that goes on and on, a list or a table without a stop, is parted behind clauses: what is found in a sentence
    is compared with what else is found there."""
    for first, last in _cut(text, start, end, _SENTENCE_END):
        if last - first <= _LONGEST_SENTENCE:
            yield first, last
        else:
            yield from _parted(text, first, last)


def _parted(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    while first < last:
        far = stop = min(last, first + _LONGEST_SENTENCE)
        if far < last:
            stop = max((match.end() for match in _CLAUSE_END.finditer(text, first, far)), default=far)
        yield from _cut(text, first, stop, _SENTENCE_END)
        first = stop


def _cut(text: str, start: int, end: int, mark: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The pieces between marks, each with its mark, without blanks around it."""
    for stop in [*[match.end() for match in mark.finditer(text, start, end)], end]:
        last = stop
        while start < last and text[start].isspace():
            start += 1
        while last > start and text[last - 1].isspace():
            last -= 1
        if start < last:
            yield start, last
        start = stop
