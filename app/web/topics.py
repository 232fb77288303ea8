"""`/topics`: what the archive is about. `/topics/{name}`: one topic, whom it concerns, and what was said of it."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from app.errors import NotFound
from app.filters import EventFilter, Show
from app.store.people import list_kinds
from app.store.topics import Subject, find_near_topics, get_topic, list_topics
from app.web import links
from app.web.deps import SessionDep
from app.web.portrait import portrait_of, year_span
from app.web.render import render

router = APIRouter()

_LONGEST_WORDS = 100
_IPTC = "https://cv.iptc.org/newscodes/mediatopic/"


@router.get("/topics")
def show_topics(request: Request, session: SessionDep, q: str = "") -> HTMLResponse:
    words = " ".join(q[:_LONGEST_WORDS].split())
    found = list_topics(session, words)
    here = links.topics(words)
    context = {
        "words": words,
        "canonical": here,
        "total": len(found),
        "matters": tuple(subject for subject in found if not subject.countries),
        "relations": tuple(subject for subject in found if subject.countries),
        "most": max((subject.events for subject in found), default=1),
        "years": year_span,
        "near": find_near_topics(session, words) if words and not found else (),
    }
    return render(request, "topic/index.html", context, partial="topic/_directory.html", address=here)


@router.get("/topics/{name:path}")
def show_topic(request: Request, session: SessionDep, name: str) -> Response:
    try:
        subject = get_topic(session, name)
    except NotFound:
        unknown = {"name": name[:_LONGEST_WORDS], "near": find_near_topics(session, name)}
        return render(request, "topic/unknown.html", unknown, status=404)
    everything = EventFilter(topic=(subject.name,), show=Show.ALL)
    context = {
        "subject": subject,
        "standard": _standard(subject),
        "known": list_kinds(session, subject.countries),
        "portrait": portrait_of(request.app.state.templates, session, everything),
        "years": year_span,
    }
    return render(request, "topic/page.html", context)


def _standard(subject: Subject) -> str | None:
    """Its address in the vocabulary of the news agencies; None for a topic of our own."""
    scheme, _, number = subject.code.partition(":")
    return f"{_IPTC}{number}" if scheme == "medtop" else None
