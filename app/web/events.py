"""`/events/{id}`: one happening with all its evidence. Its fragment is the evidence alone, for unfolding in a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.extraction.mentions import Status
from app.filters import EventFilter, parse_filter, to_query
from app.formats.linked_data import event_jsonld, event_page_annotations
from app.linking.events import YearEvidence
from app.linking.sources import find_copies, told
from app.store.documents import find_documents, find_mention_in_text
from app.store.events import find_neighbours, get_event
from app.store.related import find_line, list_related, list_repeats
from app.store.tables import document_id
from app.store.tombstones import find_heir
from app.store.views import DocumentLabel, EventDetail, MentionView
from app.web import links
from app.web.deps import SessionDep
from app.web.evidence import evidence_of
from app.web.language import say
from app.web.packets import packet_response
from app.web.render import json_script, linked_data, render
from app.web.utterances import utterances

router = APIRouter()


@dataclass(frozen=True)
class DocumentEvidence:
    """The mentions in one document. `original` is its publisher's address."""

    document: DocumentLabel
    original: str | None
    mentions: tuple[MentionView, ...]


@dataclass(frozen=True)
class YearNote:
    """A year that was concluded for an undated document among the sources."""

    document: DocumentLabel | None
    year: int
    evidence: tuple[YearEvidence, ...]


@dataclass(frozen=True)
class Step:
    """What was reported of the event from one day on, until a report said otherwise; `more` reports repeat it."""

    mention: MentionView
    more: int


@router.get("/events/{id}")
def show_event(request: Request, session: SessionDep, id: str, view: str = "", merged: str = "") -> Response:
    try:
        detail = get_event(session, id)
    except NotFound:
        return _to_the_words(session, id)
    if detail.line.id != id:
        return RedirectResponse(links.event(detail.line.id, view=view, merged=id), 308)
    return _page(request, session, detail, parse_filter(parse_qsl(view))[0], merged)


@router.get("/events/{id}/annotations.jsonld")
def show_annotations(request: Request, session: SessionDep, id: str) -> Response:
    return linked_data(event_page_annotations(get_event(session, id), str(request.base_url)))


@router.get("/events/{id}/packet.zip")
def download_packet(session: SessionDep, id: str) -> Response:
    detail = get_event(session, id)
    return packet_response(session, [detail], f"annals-{detail.line.id}.zip", detail.line.title)


def _to_the_words(session: Session, key: str) -> Response:
    """A passage that no event holds still has its words; there the reader is told so. Raises NotFound."""
    found = find_mention_in_text(session, key)
    if found is None:
        raise NotFound("event", key)
    return RedirectResponse(links.unheld(*found), 307)


def _page(request: Request, session: Session, detail: EventDetail, chosen: EventFilter, merged: str) -> HTMLResponse:
    earlier, later = find_neighbours(session, detail.line.id, chosen)
    documents = find_documents(session, {mention.document.id for mention in detail.mentions})
    context = {
        "line": detail.line,
        "dated_by": next((mention for mention in detail.mentions if mention.key == detail.date_from), None),
        "mentions": len(detail.mentions),
        "evidence": _by_document(detail.mentions),
        "table": evidence_of(detail, documents),
        "copies": _copies(detail.mentions),
        "statements": utterances(session, detail.statements),
        "participants": detail.participants,
        "steps": _steps(detail.mentions),
        "is_lapsed": detail.line.status == Status.LAPSED,
        "salience_why": detail.salience_why,
        "years": _year_notes(detail),
        "neighbours": {"earlier": earlier, "later": later},
        "related": list_related(session, detail.line),
        "repeats": list_repeats(session, detail.line.id),
        "folded_into": find_line(session, detail.line.folded_into) if detail.line.folded_into else None,
        "view": to_query(chosen),
        "back": f"{links.timeline(chosen)}#event-{detail.line.id}",
        "notice": _notice(session, merged) if merged else "",
        "linked_data": json_script(event_jsonld(detail, str(request.base_url))),
    }
    return render(request, "event/page.html", context, partial="event/_evidence.html")


def _notice(session: Session, merged: str) -> str:
    """Why an old address leads here."""
    if find_heir(session, merged):
        return say(
            "引文 %(key)s 在文献的新版本里已经没有了，这里是同一篇文献中与它最接近的引文所在的事件。", key=merged
        )
    return say("引文 %(key)s 现在归入这个事件。", key=merged)


def _by_document(mentions: Iterable[MentionView]) -> tuple[DocumentEvidence, ...]:
    groups = groupby(mentions, key=lambda mention: mention.document)
    return tuple(DocumentEvidence(label, links.original(label.url), tuple(group)) for label, group in groups)


def _steps(mentions: Iterable[MentionView]) -> tuple[Step, ...]:
    """The first report of each status, and of each change back to it, in order of publication."""
    groups = (list(group) for _, group in groupby(mentions, key=lambda mention: mention.status))
    return tuple(Step(group[0], len({each.quote for each in group}) - 1) for group in groups)


def _copies(mentions: Iterable[MentionView]) -> tuple[tuple[DocumentLabel, DocumentLabel], ...]:
    """Documents that only print what another one does, each with that other one."""
    views = list(mentions)
    labels = {mention.document.key: mention.document for mention in views}
    copied = find_copies(told(mention.document.key, mention.key, mention.quote) for mention in views)
    return tuple((labels[copy], labels[original]) for copy, original in copied.items() if original)


def _year_notes(detail: EventDetail) -> tuple[YearNote, ...]:
    sources = {document_id(year.document_key): year for year in detail.years}
    documents = {mention.document.id: mention.document for mention in detail.mentions}
    return tuple(YearNote(documents.get(id), year.year, year.evidence) for id, year in sources.items())
