"""`/documents/{id}`: the full text as read, with every mention marked in place."""

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from app.reading.document import PassageKind, Witness
from app.store.documents import get_document
from app.store.views import DocumentDetail
from app.web import labels, links
from app.web.days import date_words, day_words, moment_words
from app.web.deps import SessionDep
from app.web.highlight import Span, highlight
from app.web.quotes import evidence_spans
from app.web.render import render

router = APIRouter()


@dataclass(frozen=True)
class Note:
    """An event in the margin, beside the passage that tells of it."""

    key: str
    event_id: str
    title: str
    date: str
    status: str


@dataclass(frozen=True)
class PassageView:
    kind: PassageKind
    html: Markup
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class WitnessRow:
    """One statement of the publication day: where it stands, its words, what day it names, whether it was followed."""

    kind: str
    words: str
    says: str
    chosen: bool


@router.get("/documents/{id}")
def show_document(request: Request, session: SessionDep, id: str) -> HTMLResponse:
    detail = get_document(session, id)
    context = {
        "label": detail.label,
        "original": links.original(detail.label.url),
        "passages": tuple(_passages(detail)),
        "mentions": len(detail.mentions),
        "events": len({event_id for _, event_id, _ in detail.mentions}),
        "reference": detail.extraction.reference,
        "witnesses": tuple(_witness_rows(detail)),
        "inferred": detail.inferred,
        "left_out": detail.document.left_out,
        "sha256": detail.document.sha256,
        "ingested_at": detail.ingested_at,
    }
    return render(request, "document/page.html", context)


def _passages(detail: DocumentDetail) -> Iterator[PassageView]:
    document = detail.document
    notes = _notes(detail)
    spans = _spans(detail)
    for passage in document.passages:
        text = document.quote(passage.start, passage.end)
        inside = [span.within(passage.start, passage.end) for span in spans if span.touches(passage.start, passage.end)]
        beside = tuple(note for start, note in notes if passage.start <= start < passage.end)
        yield PassageView(passage.kind, highlight(text, inside), beside)


def _spans(detail: DocumentDetail) -> list[Span]:
    """Mentions outermost, then statements, then the words that name happening and day."""
    mentions = [view for view, _, _ in detail.mentions]
    spans = [Span(each.start, each.end, f"mention status-{each.status}", id=f"mention-{each.key}") for each in mentions]
    spans += [
        Span(each.start, each.end, "statement-words", "span", id=f"statement-{each.key}") for each in detail.statements
    ]
    # Happenings told in one sentence often share the words for the day.
    return spans + list(dict.fromkeys(span for each in mentions for span in evidence_spans(each, "span")))


def _notes(detail: DocumentDetail) -> list[tuple[int, Note]]:
    """Each event once, at its first mention in the text."""
    notes: dict[str, tuple[int, Note]] = {}
    for view, event_id, title in sorted(detail.mentions, key=lambda entry: entry[0].start):
        date = date_words(view.time) if view.time else ""
        notes.setdefault(event_id, (view.start, Note(view.key, event_id, title, date, view.status)))
    return list(notes.values())


def _witness_rows(detail: DocumentDetail) -> Iterator[WitnessRow]:
    for witness in detail.document.witnesses:
        chosen = witness.kind == detail.extraction.reference.witness
        yield WitnessRow(labels.witness(witness.kind), witness.words, _says(witness), chosen)


def _says(witness: Witness) -> str:
    if witness.instant is not None:
        return moment_words(witness.instant)
    if witness.day is not None:
        return day_words(witness.day)
    month = f"{witness.month}月" if witness.month else ""
    return f"{month}{witness.day_of_month}日" if witness.day_of_month else "—"
