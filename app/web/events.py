"""`/events/{id}`: one happening with all its evidence. Its fragment is the evidence alone, for unfolding in a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session

from app.filters import EventFilter, parse_filter, to_query
from app.linking.events import YearEvidence
from app.store.events import find_neighbours, get_event
from app.store.tables import document_id
from app.store.tombstones import find_heir
from app.store.views import DocumentLabel, EventDetail, MentionView
from app.web import links
from app.web.deps import SessionDep
from app.web.render import render

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


@router.get("/events/{id}")
def show_event(request: Request, session: SessionDep, id: str, view: str = "", merged: str = "") -> Response:
    detail = get_event(session, id)
    if detail.line.id != id:
        return RedirectResponse(links.event(detail.line.id, view=view, merged=id), 308)
    return _page(request, session, detail, parse_filter(parse_qsl(view))[0], merged)


def _page(request: Request, session: Session, detail: EventDetail, chosen: EventFilter, merged: str) -> HTMLResponse:
    earlier, later = find_neighbours(session, detail.line.id, chosen)
    context = {
        "line": detail.line,
        "dated_by": next((mention for mention in detail.mentions if mention.key == detail.date_from), None),
        "mentions": len(detail.mentions),
        "evidence": _by_document(detail.mentions),
        "statements": detail.statements,
        "participants": detail.participants,
        "status_steps": _status_steps(detail.mentions),
        "years": _year_notes(detail),
        "neighbours": {"earlier": earlier, "later": later},
        "view": to_query(chosen),
        "back": f"{links.timeline(chosen)}#event-{detail.line.id}",
        "notice": _notice(session, merged) if merged else "",
    }
    return render(request, "event/page.html", context, partial="event/_evidence.html")


def _notice(session: Session, merged: str) -> str:
    """Why an old address leads here."""
    if find_heir(session, merged):
        return f"引文 {merged} 在文献的新版本里已经没有了，这里是同一篇文献中与它最接近的引文所在的事件。"
    return f"引文 {merged} 现在归入这个事件。"


def _by_document(mentions: Iterable[MentionView]) -> tuple[DocumentEvidence, ...]:
    groups = groupby(mentions, key=lambda mention: mention.document)
    return tuple(DocumentEvidence(label, links.original(label.url), tuple(group)) for label, group in groups)


def _status_steps(mentions: Iterable[MentionView]) -> tuple[MentionView, ...]:
    """The first mention of each change of status, in order of publication."""
    return tuple(next(group) for _, group in groupby(mentions, key=lambda mention: mention.status))


def _year_notes(detail: EventDetail) -> tuple[YearNote, ...]:
    sources = {document_id(year.document_key): year for year in detail.years}
    documents = {mention.document.id: mention.document for mention in detail.mentions}
    return tuple(YearNote(documents.get(id), year.year, year.evidence) for id, year in sources.items())
