"""The evidence of an event as a table: a row for each passage, a column for each point on which sources may differ."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import compress, groupby

from markupsafe import Markup

from app.linking.events import Slot, SlotSpan, SlotValue, Stand
from app.reading.document import Document
from app.store.views import DocumentLabel, EventDetail, MentionView
from app.web import labels, links
from app.web.days import date_words, edtf_words, without_year
from app.web.fragments import fragment_address
from app.web.highlight import Span, highlight
from app.web.language import data, plain, say
from app.web.quotes import evidence_spans

_ALWAYS = ("day", "place", "status")
_SENTENCE_ENDS = "。！？\n"


@dataclass(frozen=True)
class Cell:
    """What one passage says on one point. `href` leads to the very words; `dispute` to where both sides stand."""

    words: str
    stand: Stand = Stand.AGREES
    href: str = ""
    note: str = ""
    dispute: str = ""


@dataclass(frozen=True)
class Column:
    """`id` tells it from the others of the page."""

    id: str
    heading: str
    disputed: bool


@dataclass(frozen=True)
class Row:
    """One passage. `mentions` are the happenings that it tells of this event, none for words beside all of them."""

    id: str
    href: str
    html: Markup
    cells: tuple[tuple[Cell, ...], ...]
    mentions: tuple[MentionView, ...]
    original: str | None


@dataclass(frozen=True)
class Source:
    """The passages in one document. `original` is its publisher's address."""

    document: DocumentLabel
    original: str | None
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Side:
    """One value of a disputed point with every passage that gives it."""

    words: str
    stand: Stand
    passages: tuple[tuple[DocumentLabel, Markup, str], ...]  # label, quote with its words marked, address


@dataclass(frozen=True)
class Dispute:
    id: str
    heading: str
    sides: tuple[Side, ...]


@dataclass(frozen=True)
class Evidence:
    """`agreed` tells in words what needs no column."""

    columns: tuple[Column, ...]
    sources: tuple[Source, ...]
    disputes: tuple[Dispute, ...]
    agreed: tuple[str, ...]


def evidence_of(detail: EventDetail, documents: Mapping[str, Document]) -> Evidence:
    """`documents` are those of the mentions, by id."""
    labels_by_key = {mention.document.key: mention.document for mention in detail.mentions}
    slots = tuple(slot for slot in detail.slots if _has_column(slot))
    names = [(name, "") for name in _ALWAYS] + [(s.name, s.subject) for s in slots if s.name not in _ALWAYS]
    by_name = {(slot.name, slot.subject): slot for slot in slots}
    columns = tuple(_column(name, subject, by_name.get((name, subject))) for name, subject in names)
    year = detail.line.first.year if detail.line.first else None
    sources = tuple(_Rows(names, by_name, documents, labels_by_key, year).sources(detail))
    told = [any(row.cells[n] for source in sources for row in source.rows) for n in range(len(names))]
    return Evidence(
        columns=tuple(compress(columns, told)),
        sources=tuple(_with_columns(source, told) for source in sources),
        disputes=tuple(_dispute(slot, detail, documents, labels_by_key) for slot in slots if slot.is_disputed),
        agreed=tuple(_in_words(slot) for slot in detail.slots if slot not in slots),
    )


def _with_columns(source: Source, told: list[bool]) -> Source:
    """Without the points on which no passage says anything."""
    rows = tuple(replace(row, cells=tuple(compress(row.cells, told))) for row in source.rows)
    return replace(source, rows=rows)


def _has_column(slot: Slot) -> bool:
    return slot.name in _ALWAYS or any(value.stand is not Stand.AGREES for value in slot.values)


def _column(name: str, subject: str, slot: Slot | None) -> Column:
    return Column(_slot_id(name, subject), labels.slot(name, subject), bool(slot and slot.is_disputed))


def _slot_id(name: str, subject: str) -> str:
    return f"{name}-{subject}" if subject else name


class _Rows:
    def __init__(
        self,
        names: list[tuple[str, str]],
        slots: Mapping[tuple[str, str], Slot],
        documents: Mapping[str, Document],
        labels_by_key: Mapping[str, DocumentLabel],
        year: int | None,
    ) -> None:
        self._names, self._slots, self._documents, self._labels = names, slots, documents, labels_by_key
        self._year = year

    def sources(self, detail: EventDetail) -> Iterator[Source]:
        beside = list(self._beside())
        for label, group in groupby(detail.mentions, key=lambda mention: mention.document):
            rows = [*self._of_document(group), *(row for key, row in beside if key == label.key)]
            yield Source(label, links.original(label.url), tuple(rows))

    def _of_document(self, mentions: Iterable[MentionView]) -> Iterator[Row]:
        """A passage that tells of the event twice has one row."""
        for _, group in groupby(mentions, key=lambda mention: (mention.start, mention.end)):
            told = tuple(group)
            first = told[0]
            spans = dict.fromkeys(span for each in told for span in evidence_spans(each, "mark"))
            html = highlight(first.quote, [span.within(first.start, first.end) for span in spans])
            href = links.mention(first.document.id, first.key)
            yield Row(
                f"told-{first.key}",
                href,
                html,
                tuple(self._cells(told, name, subject) for name, subject in self._names),
                told,
                self._original(first.document.id, first.start, first.end),
            )

    def _beside(self) -> Iterator[tuple[str, Row]]:
        """Words that bear on a point and stand in no mention of the event."""
        for (name, subject), slot in self._slots.items():
            for value in slot.values:
                for span in value.spans:
                    if not span.mention and span.document in self._labels:
                        id = self._labels[span.document].id
                        href = links.passage(id, span.start, span.end)
                        cells = tuple(
                            (_cell(slot, value, href),) if each == (name, subject) else () for each in self._names
                        )
                        original = self._original(id, span.start, span.end)
                        row_id = f"beside-{id}-{span.start}"
                        html = _in_sentence(span, self._documents.get(id))
                        yield span.document, Row(row_id, href, html, cells, (), original)

    def _original(self, id: str, start: int, end: int) -> str | None:
        document = self._documents.get(id)
        return fragment_address(document, start, end) if document and links.original(document.url) else None

    def _cells(self, told: tuple[MentionView, ...], name: str, subject: str) -> tuple[Cell, ...]:
        slot = self._slots.get((name, subject))
        found = [cell for mention in told for cell in _said(slot, mention)] if slot else []
        if not found and name in _ALWAYS:
            found = [cell for mention in told if (cell := _own(mention, name))]
        if name == "day" and self._year is not None:
            found = [replace(cell, words=without_year(cell.words, self._year)) for cell in found]
        return tuple(dict.fromkeys(found))


def _said(slot: Slot, mention: MentionView) -> Iterator[Cell]:
    for value in slot.values:
        for span in value.spans:
            if span.mention == mention.key:
                yield _cell(slot, value, links.passage(mention.document.id, span.start, span.end))


def _cell(slot: Slot, value: SlotValue, href: str) -> Cell:
    dispute = f"#dispute-{_slot_id(slot.name, slot.subject)}" if value.stand is Stand.CONFLICTS else ""
    return Cell(_value(slot.name, value.value), value.stand, href, dispute=dispute)


def _own(mention: MentionView, name: str) -> Cell | None:
    """What a mention says by itself, where there is nothing to compare it with."""
    if name == "status":
        return Cell(labels.STATUSES[mention.status], href=links.mention(mention.document.id, mention.key))
    if name == "place":
        return Cell(data(mention.place)) if mention.place else None
    if mention.time is None:
        return None
    if mention.implicit:
        return Cell(date_words(mention.time), note=labels.implied(mention.time))
    return Cell(date_words(mention.time), href=links.passage(mention.document.id, mention.time.start, mention.time.end))


def _value(name: str, value: str) -> str:
    if name == "day":
        return edtf_words(value)
    return labels.STATUSES[value] if name == "status" else data(value)


def _in_words(slot: Slot) -> str:
    values = say("、").join(plain(_value(slot.name, value.value)) for value in slot.values)
    return say("%(point)s：%(values)s", point=labels.slot(slot.name, slot.subject), values=data(values))


def _dispute(
    slot: Slot, detail: EventDetail, documents: Mapping[str, Document], names: Mapping[str, DocumentLabel]
) -> Dispute:
    """Both sides with their quotes, or nothing."""
    mentions = {mention.key: mention for mention in detail.mentions}
    disputed = [value for value in slot.values if value.stand is Stand.CONFLICTS]
    sides = tuple(
        Side(
            _value(slot.name, value.value),
            value.stand,
            tuple(
                _passage(span, mentions.get(span.mention), names[span.document], documents)
                for span in _one_each(value.spans)
            ),
        )
        for value in disputed
    )
    id = _slot_id(slot.name, slot.subject)
    return Dispute(f"dispute-{id}", labels.slot(slot.name, slot.subject), sides)


def _one_each(spans: Iterable[SlotSpan]) -> Iterator[SlotSpan]:
    """The first of each document."""
    seen: set[str] = set()
    for span in spans:
        if span.document not in seen:
            seen.add(span.document)
            yield span


def _passage(
    span: SlotSpan, mention: MentionView | None, label: DocumentLabel, documents: Mapping[str, Document]
) -> tuple[DocumentLabel, Markup, str]:
    href = links.passage(label.id, span.start, span.end)
    if mention is None or not (mention.start <= span.start and span.end <= mention.end):
        return label, _in_sentence(span, documents.get(label.id)), href
    marked = Span(span.start - mention.start, span.end - mention.start, "slot-words")
    return label, highlight(mention.quote, [marked]), href


def _in_sentence(span: SlotSpan, document: Document | None) -> Markup:
    """Words that stand outside of all mentions, with the sentence around them."""
    if document is None:
        return highlight(span.words, [Span(0, len(span.words), "slot-words")])
    text = document.text
    start = max((text.rfind(mark, 0, span.start) for mark in _SENTENCE_ENDS), default=-1) + 1
    ends = [at for mark in _SENTENCE_ENDS if (at := text.find(mark, span.end)) >= 0]
    end = min(ends, default=len(text))
    end += text[end : end + 1] not in ("", "\n")
    return highlight(text[start:end], [Span(span.start - start, span.end - start, "slot-words")])
