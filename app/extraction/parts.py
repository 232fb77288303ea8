"""A document as the contexts it is read in: itself, or each of its items and what stands between them.

What one item says carries nothing into the next: no date, no pronoun, no speaker who goes on. A part is a document of
its own whose text is a slice, so that every rule works in it as in a whole one; `app.extraction.joining` brings what
was found back to the offsets of the document.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from app.extraction.dates import choose_reference
from app.extraction.dates.reference import place_dateline
from app.extraction.item_days import heads_of
from app.extraction.mentions import Precision, ReferenceDay, TimeMention
from app.reading.document import Document, Passage, PassageKind, Witness, WitnessKind
from app.reading.items import Item, ItemKind, find_items, gist
from app.reading.witnesses import find_datelines

_START = attrgetter("start")
# A first paragraph shorter than this is no lead by itself.
_LEAD_LENGTH = 20
_NEWS = (ItemKind.NEWS, ItemKind.POST)


@dataclass(frozen=True)
class Part:
    """`document` holds the slice that begins at `offset` of the whole; `reference` is the day that it speaks from,
    `head` the date at the head of its item, in the offsets of the slice; `is_bare`: it stands in a line of its own.
    `tells_today`: what names no day is of that day, which a story of the week or an entry of a year is not."""

    document: Document
    offset: int
    reference: ReferenceDay
    head: TimeMention | None = None
    is_bare: bool = False
    tells_today: bool = True

    @property
    def has_own_day(self) -> bool:
        return self.head is not None and self.head.precision is Precision.DAY


def parts_of(document: Document) -> tuple[ReferenceDay, tuple[Part, ...]]:
    """The day that the document speaks from; its parts in order, with all passages but those that only repeat what an
    item is called. One part for a text of one piece."""
    items = find_items(document.text, document.passages)
    reference = choose_reference(replace(document, witnesses=_of_whole(document, items)))
    if not items:
        return reference, (Part(document, 0, reference),)
    heads = heads_of(document, items, reference)
    titles = frozenset(gist(document.text[slice(*_first_line(document, item))]) for item in items)
    return reference, tuple(_parts(document, reference, items, heads, titles))


def _of_whole(document: Document, items: Sequence[Item]) -> tuple[Witness, ...]:
    """Those that witness the day of the document: no dateline of one of its reports."""
    return tuple(
        w
        for w in document.witnesses
        if w.kind is not WitnessKind.DATELINE or not any(item.start <= (w.start or 0) < item.end for item in items)
    )


def _first_line(document: Document, item: Item) -> tuple[int, int]:
    passage = _passages(document, item.start, item.end)[0]
    return item.title or (passage.start, passage.end)


def _parts(
    document: Document,
    reference: ReferenceDay,
    items: Sequence[Item],
    heads: dict[Item, TimeMention],
    titles: frozenset[str],
) -> Iterator[Part]:
    is_news = items[0].kind in _NEWS
    reached = 0
    for item in items:
        yield from _between(document, reference, reached, item.start, titles, is_news)
        yield _of_item(document, reference, item, heads.get(item))
        reached = item.end
    yield from _between(document, reference, reached, len(document.text), titles, is_news)


def _between(
    document: Document, reference: ReferenceDay, start: int, end: int, titles: frozenset[str], is_news: bool
) -> Iterator[Part]:
    """What no item holds. The summary of a newscast says again what its items are called."""
    passages = [
        passage
        for passage in _passages(document, start, end)
        if passage.kind is PassageKind.TITLE or gist(document.text[passage.start : passage.end]) not in titles
    ]
    if passages:
        yield Part(_slice(document, passages), passages[0].start, reference, tells_today=is_news)


def _of_item(document: Document, reference: ReferenceDay, item: Item, head: TimeMention | None) -> Part:
    passages = [*_passages(document, item.start, item.end)]
    if item.title:
        passages[0] = replace(passages[0], kind=PassageKind.TITLE)
    part = _slice(document, _with_lead(passages, 1 if item.title or item.bare else 0))
    if head is None:
        part, reference = _sent(part, reference)
        return Part(part, item.start, reference, tells_today=item.kind in _NEWS)
    is_day = head.precision is Precision.DAY
    if is_day:
        reference = ReferenceDay(head.first, head.expression, "item", head.confidence)
    head = replace(head, start=head.start - item.start, end=head.end - item.start)
    return Part(part, item.start, reference, head, item.bare, is_day)


def _sent(part: Document, reference: ReferenceDay) -> tuple[Document, ReferenceDay]:
    """（新华社河内3月17日电）: a report of its own day, when it is near the document's."""
    dateline = next(find_datelines(part.text, part.passages), None)
    day = place_dateline(dateline, reference.day) if dateline and reference.day else None
    if dateline is None or day is None:
        return part, reference
    part = replace(part, witnesses=(dateline,))
    return part, replace(reference, day=day, witness=dateline.kind.value, why="dateline-overrides")


def _with_lead(passages: Sequence[Passage], begin: int) -> list[Passage]:
    marked, length = [*passages], 0
    for at in range(begin, len(marked)):
        if marked[at].kind in (PassageKind.PARAGRAPH, PassageKind.LEAD, PassageKind.HEADING) and length < _LEAD_LENGTH:
            length += marked[at].end - marked[at].start
            marked[at] = replace(marked[at], kind=PassageKind.LEAD)
        elif marked[at].kind is PassageKind.LEAD:
            marked[at] = replace(marked[at], kind=PassageKind.PARAGRAPH)
    return marked


def _passages(document: Document, start: int, end: int) -> Sequence[Passage]:
    passages = document.passages
    return passages[bisect_left(passages, start, key=_START) : bisect_left(passages, end, key=_START)]


def _slice(document: Document, passages: Sequence[Passage]) -> Document:
    start, end = passages[0].start, passages[-1].end
    first = passages[0]
    return replace(
        document,
        text=document.text[start:end],
        source="",
        passages=tuple(replace(p, start=p.start - start, end=p.end - start) for p in passages),
        title=document.text[first.start : first.end] if first.kind is PassageKind.TITLE else "",
        witnesses=tuple(
            replace(w, start=w.start - start, end=w.end - start)
            for w in document.witnesses
            if w.start is not None and w.end is not None and start <= w.start and w.end <= end
        ),
        left_out=(),
    )
