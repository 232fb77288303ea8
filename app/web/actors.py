"""`/actors`: everybody in the archive, found by any name. `/actors/{name}`: one of them, with all that is known."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.extraction.mentions import ActorKind
from app.filters import EventFilter, Show
from app.statement_filter import StatementFilter
from app.store.aliases import names_of
from app.store.events import list_events
from app.store.people import Person, find_bearers, find_near, get_person, list_people, list_spellings
from app.store.utterances import count_utterances, list_utterances
from app.web import labels, links
from app.web.deps import SessionDep
from app.web.language import say
from app.web.names import latin_name
from app.web.portrait import portrait_of, year_span
from app.web.render import render
from app.web.said import entries_of

router = APIRouter()

PAGE_SIZE = 60
_LATELY = 5
_PEOPLE_AT_ONCE = 12
_LONGEST_WORDS = 100


@dataclass(frozen=True)
class Tab:
    """One kind of actor: how many there are in this search, and the address that shows them alone."""

    words: str
    count: int
    href: str
    is_current: bool


@dataclass(frozen=True)
class WithPeople:
    """A country or body together with its people."""

    events: int
    events_href: str
    statements: int
    statements_href: str


@router.get("/actors")
def show_actors(
    request: Request, session: SessionDep, q: str = "", kind: str = "", country: str = "", page: str = ""
) -> HTMLResponse:
    """`country` shows those who belong to a country or body alone."""
    words = " ".join(q[:_LONGEST_WORDS].split())
    kind = kind if kind in labels.ACTOR_KINDS else ""
    country = country.strip()[:_LONGEST_WORDS]
    found = list_people(session, words, country)
    chosen = [person for person in found if kind in ("", person.kind)]
    number, pages = _page_number(page, len(chosen))
    here = links.actors(words, kind, country, number)
    context = {
        "words": words,
        "kind": kind,
        "country": country,
        "without_country": links.actors(words, kind),
        "heading": " · ".join(filter(None, (words, _heading(country)))),
        "canonical": here,
        "people": chosen[(number - 1) * PAGE_SIZE : number * PAGE_SIZE],
        "total": len(chosen),
        "tabs": tuple(_tabs(found, words, kind, country)),
        "years": year_span,
        "previous": links.actors(words, kind, country, number - 1) if number > 1 else None,
        "next": links.actors(words, kind, country, number + 1) if number < pages else None,
        "near": find_near(session, words) if words and not chosen else (),
    }
    return render(request, "actor/index.html", context, partial="actor/_directory.html", address=here)


@router.get("/actors/{name:path}")
def show_actor(request: Request, session: SessionDep, name: str) -> Response:
    try:
        person = get_person(session, name)
    except NotFound:
        return _elsewhere(request, session, name)
    return _page(request, session, person)


def _page(request: Request, session: Session, person: Person) -> HTMLResponse:
    chosen = EventFilter(actor=(person.name,), show=Show.ALL)
    of_speaker = StatementFilter(speaker=(person.name,))
    lately = list_utterances(session, of_speaker, limit=_LATELY)
    names = names_of(person.name)
    people = list_people(session, country=person.name)
    context = {
        "person": person,
        "aliases": tuple(each for each in names if each != latin_name(person.name)),
        "spellings": list_spellings(session, person.name),
        "home": _find(session, person.country),
        "portrait": portrait_of(request.app.state.templates, session, chosen),
        "lately": entries_of(session, lately.heads),
        "said": lately.total,
        "statements": links.statements(of_speaker),
        "people": people[:_PEOPLE_AT_ONCE],
        "people_total": len(people),
        "all_people": links.actors(country=person.name),
        "with_people": _with_people(session, chosen, of_speaker) if people else None,
        "years": year_span,
    }
    return render(request, "actor/page.html", context)


def _elsewhere(request: Request, session: Session, name: str) -> Response:
    """The page of the one actor who is also called so; else a page that names those who may be meant."""
    bearers = find_bearers(session, name)
    if len(bearers) == 1:
        return RedirectResponse(links.actor_page(bearers[0]), 308)
    meant = [get_person(session, bearer) for bearer in bearers]
    context = {
        "name": name[:_LONGEST_WORDS],
        "meant": meant,
        "near": () if meant else find_near(session, name),
    }
    return render(request, "actor/unknown.html", context, status=404)


def _find(session: Session, name: str | None) -> Person | None:
    try:
        return get_person(session, name) if name else None
    except NotFound:
        return None


def _with_people(session: Session, chosen: EventFilter, of_speaker: StatementFilter) -> WithPeople:
    events = replace(chosen, actor_people=True)
    statements = replace(of_speaker, speaker_people=True)
    return WithPeople(
        list_events(session, events, limit=1).total,
        links.timeline(events),
        count_utterances(session, statements),
        links.statements(statements),
    )


def _heading(country: str) -> str:
    return say("%(country)s的人物与机构", country=country) if country else say("人物与机构")


def _tabs(found: Iterable[Person], words: str, kind: str, country: str) -> Iterable[Tab]:
    kinds = [person.kind for person in found]
    yield Tab(say("全部"), len(kinds), links.actors(words, country=country), not kind)
    for each in ActorKind:
        if each in kinds or each == kind:
            yield Tab(labels.kind_heading(each), kinds.count(each), links.actors(words, each, country), each == kind)


def _page_number(given: str, total: int) -> tuple[int, int]:
    """The page asked for, or the nearest one that there is; and how many there are."""
    pages = max(1, -(-total // PAGE_SIZE))
    asked = int(given) if given.isascii() and given.isdigit() and len(given) < 7 else 1
    return min(max(1, asked), pages), pages
