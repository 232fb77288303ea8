"""`/documents/{id}`: the full text as read, with every mention marked in place."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from markupsafe import Markup

from app.errors import NotFound
from app.extraction.unused import JudgedTime, TimeUse, judge_times
from app.formats.citations import Cited, citations
from app.formats.linked_data import document_annotations
from app.reading.document import Passage, PassageKind, Witness
from app.store.documents import get_document
from app.store.versions import list_versions
from app.store.views import DocumentDetail
from app.web import labels, links
from app.web.days import date_words, day_words, moment_words, month_day_words
from app.web.deps import SessionDep
from app.web.fragments import fragment_address, is_wrapped
from app.web.highlight import Span, highlight
from app.web.language import say
from app.web.outline import outline_of
from app.web.quotes import evidence_spans
from app.web.render import linked_data, render

router = APIRouter()

# Judging every date of a text costs 5 ms for a thousand characters: for long ones only when asked.
_JUDGED_AT_ONCE = 20_000
_AT = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)
_CONTEXT = 18


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
    """`start` is its first character in the text."""

    start: int
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


@dataclass(frozen=True)
class TimeRow:
    """A date of the text that dates no event: where it stands, what it means, what it is good for and why not more."""

    id: str
    before: str
    words: str
    after: str
    says: str
    use: str
    reason: str


@router.get("/documents/{id}.txt")
def show_text(session: SessionDep, id: str) -> Response:
    """The text that all offsets count in, as code points."""
    return PlainTextResponse(get_document(session, id).document.text)


@router.get("/documents/{id}/annotations.jsonld")
def show_annotations(request: Request, session: SessionDep, id: str) -> Response:
    return linked_data(document_annotations(get_document(session, id), str(request.base_url)))


@router.get("/documents/{id}/source")
def show_source(request: Request, session: SessionDep, id: str) -> HTMLResponse:
    """The file as it was ingested, with its own line breaks."""
    detail = get_document(session, id)
    context = {
        "label": detail.label,
        "source": detail.document.source,
        "sha256": detail.document.sha256,
        "ingested_at": detail.ingested_at,
    }
    return render(request, "document/source.html", context)


@router.get("/documents/{id}/cite/{key}")
def show_citation(request: Request, session: SessionDep, id: str, key: str, format: str = "") -> Response:
    """One passage in every format of citation; with `format` that one alone, as plain text."""
    detail = get_document(session, id)
    found = citations(_cited(detail, key, str(request.base_url).rstrip("/")))
    for citation in found:
        if citation.name == format:
            return PlainTextResponse(citation.text)
    original = _fragment(detail, key)
    context = {"label": detail.label, "key": key, "citations": found, "original": original}
    return render(request, "document/cite.html", context)


@router.get("/documents/{id}")
def show_document(
    request: Request, session: SessionDep, id: str, at: str = "", unused: str = "", unheld: str = ""
) -> HTMLResponse:
    detail = get_document(session, id)
    asked = _asked(at, len(detail.document.text))
    times = _times(detail, everything=bool(unused))
    outline = outline_of(detail.document)
    context = {
        "label": detail.label,
        "original": links.original(detail.label.url),
        "outline": outline,
        "items": frozenset(entry.start for entry in outline),
        "original_at": _original_at(detail, asked),
        "passages": tuple(_passages(detail, times, asked)),
        "mentions": len(detail.mentions),
        "events": len({event_id for _, event_id, _ in detail.mentions}),
        "people": len(detail.extraction.actors),
        "said": len(detail.statements),
        "dates": len(detail.extraction.times),
        "is_judged": times is not None,
        "unused": tuple(_time_rows(detail, times or ())),
        "unheld": bool(unheld) and asked is not None,
        "is_wrapped": is_wrapped(detail.document),
        "reference": detail.extraction.reference,
        "witnesses": tuple(_witness_rows(detail)),
        "inferred": detail.inferred,
        "left_out": detail.document.left_out,
        "versions": list_versions(session, id),
        "sha256": detail.document.sha256,
        "ingested_at": detail.ingested_at,
        "length": len(detail.document.text),
    }
    return render(request, "document/page.html", context)


def _asked(at: str, length: int) -> tuple[int, int] | None:
    """The words that the address asks to be marked, `start-end`; None for what is no part of the text."""
    found = _AT.fullmatch(at)
    if found is None:
        return None
    start, end = int(found[1]), int(found[2])
    return (start, end) if start < end <= length else None


def _times(detail: DocumentDetail, *, everything: bool) -> tuple[JudgedTime, ...] | None:
    if len(detail.document.text) > _JUDGED_AT_ONCE and not everything:
        return None
    return judge_times(detail.document, detail.extraction)


def _original_at(detail: DocumentDetail, asked: tuple[int, int] | None) -> str | None:
    if asked is None or links.original(detail.label.url) is None:
        return None
    return fragment_address(detail.document, *asked)


def _passages(
    detail: DocumentDetail, times: Sequence[JudgedTime] | None, asked: tuple[int, int] | None
) -> Iterator[PassageView]:
    document = detail.document
    notes = _notes(detail)
    inside = _by_passage(document.passages, _spans(detail, times, asked))
    for number, passage in enumerate(document.passages):
        text = document.quote(passage.start, passage.end)
        spans = [span.within(passage.start, passage.end) for span in inside[number]]
        yield PassageView(passage.start, passage.kind, highlight(text, spans), tuple(notes[number]))


def _by_passage(passages: Sequence[Passage], spans: Sequence[Span]) -> dict[int, list[Span]]:
    """Each span at every passage that it touches, in the order given."""
    ends = [passage.end for passage in passages]
    found: dict[int, list[Span]] = defaultdict(list)
    for span in spans:
        for number in range(bisect_right(ends, span.start), len(passages)):
            if passages[number].start >= span.end:
                break
            found[number].append(span)
    return found


def _spans(detail: DocumentDetail, times: Sequence[JudgedTime] | None, asked: tuple[int, int] | None) -> list[Span]:
    """Mentions outermost, then statements, persons, dates, and the words that name happening and day."""
    mentions = [view for view, _, _ in detail.mentions]
    spans = [Span(*asked, "asked", id="at")] if asked else []
    spans += [
        Span(each.start, each.end, f"mention status-{each.status}", id=f"mention-{each.key}") for each in mentions
    ]
    spans += [
        Span(each.start, each.end, "statement-words", "span", id=f"statement-{each.key}") for each in detail.statements
    ]
    spans += [Span(a.start, a.end, "person", "span", title=a.actor.name) for a in detail.extraction.actors]
    spans += [_time_span(each) for each in times or ()]
    # Happenings told in one sentence often share the words for the day.
    return spans + list(dict.fromkeys(span for each in mentions for span in evidence_spans(each, "span")))


def _time_span(judged: JudgedTime) -> Span:
    time = judged.time
    words = " · ".join(part for part in (_says_time(judged), labels.TIME_USES[judged.use], _reason(judged)) if part)
    return Span(time.start, time.end, f"date-words use-{judged.use}", "span", id=f"time-{time.start}", title=words)


def _time_rows(detail: DocumentDetail, times: Sequence[JudgedTime]) -> Iterator[TimeRow]:
    text = detail.document.text
    for judged in times:
        if judged.use is TimeUse.EVENT:
            continue
        start, end = judged.time.start, judged.time.end
        before = text[max(0, start - _CONTEXT) : start].rpartition("\n")[2]
        after = text[end : end + _CONTEXT].partition("\n")[0]
        use, reason = labels.TIME_USES[judged.use], _reason(judged)
        yield TimeRow(f"time-{start}", before, text[start:end], after, _says_time(judged), use, reason)


def _says_time(judged: JudgedTime) -> str:
    time = judged.time
    return date_words(time) if time.is_resolved or time.edtf else ""


def _reason(judged: JudgedTime) -> str:
    return labels.TIME_REASONS.get(judged.reason, judged.reason) if judged.use is TimeUse.NONE else ""


def _notes(detail: DocumentDetail) -> dict[int, list[Note]]:
    """Each event once, at the passage of its first mention in the text."""
    ends = [passage.end for passage in detail.document.passages]
    notes: dict[int, list[Note]] = defaultdict(list)
    seen: set[str] = set()
    for view, event_id, title in sorted(detail.mentions, key=lambda entry: entry[0].start):
        if event_id not in seen:
            seen.add(event_id)
            date = date_words(view.time) if view.time else ""
            notes[bisect_right(ends, view.start)].append(Note(view.key, event_id, title, date, view.status))
    return notes


def _cited(detail: DocumentDetail, key: str, base: str) -> Cited:
    """Raises NotFound for a key that is neither a mention nor a statement of the document."""
    accessed = detail.ingested_at.date()
    for view, _, _ in detail.mentions:
        if view.key == key:
            return Cited(detail.label, key, view.quote, base + links.mention(detail.label.id, key), accessed)
    for said in detail.statements:
        if said.key == key:
            return Cited(detail.label, key, said.quote, base + links.statement(detail.label.id, key), accessed)
    raise NotFound("mention", key)


def _fragment(detail: DocumentDetail, key: str) -> str | None:
    if links.original(detail.label.url) is None:
        return None
    spans = [(view.key, view.start, view.end) for view, _, _ in detail.mentions]
    spans += [(said.key, said.start, said.end) for said in detail.statements]
    return next((fragment_address(detail.document, start, end) for each, start, end in spans if each == key), None)


def _witness_rows(detail: DocumentDetail) -> Iterator[WitnessRow]:
    for witness in detail.document.witnesses:
        chosen = witness.kind == detail.extraction.reference.witness
        yield WitnessRow(labels.witness(witness.kind), witness.words, _says(witness), chosen)


def _says(witness: Witness) -> str:
    if witness.instant is not None:
        return moment_words(witness.instant)
    if witness.day is not None:
        return day_words(witness.day)
    if not witness.day_of_month:
        return "—"
    day = date(2000, witness.month or 1, witness.day_of_month)
    return month_day_words(day) if witness.month else say("%(day)s日", day=witness.day_of_month)
