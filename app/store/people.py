"""Actors as persons, bodies and countries in their own right: who they are, what they are called, who is near."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.extraction.mentions import Status
from app.store.aliases import actors_called, names_of
from app.store.indexed import Met, index_of
from app.store.patterns import plain
from app.store.tables import ACTOR, EVENT, EVENT_ACTOR, STATEMENT, VOICE

# What is only planned is not yet seen.
HAPPENED_FIRST = case((EVENT.c.status == Status.HAPPENED, EVENT.c.first))
HAPPENED_LAST = case((EVENT.c.status == Status.HAPPENED, EVENT.c.last))
_NEAR = 0.5  # two names of two characters that share one


@dataclass(frozen=True)
class Person:
    """An actor with what the archive holds of it: events that it took part in or is heard at, and statements. `first`
    and `last` bound the events that happened on a known date. `also` is the other name by which a search found it."""

    name: str
    kind: str
    country: str | None
    office: str | None
    events: int
    statements: int
    first: date | None
    last: date | None
    also: str = ""


@dataclass(frozen=True)
class Spelling:
    """How documents write an actor where it is not by its name, and at how many events and statements."""

    words: str
    count: int


def list_people(session: Session, words: str = "", country: str = "") -> tuple[Person, ...]:
    """Everybody, or those who belong to a country or body, those with most events first; in a search those who are
    called exactly so, then those whose name begins so. Any name counts, in any script, width and case."""
    found = _load(session, [ACTOR.c.country == country] if country else [])
    if not plain(words).strip():
        return found
    ranked = ((_rank(person.name, plain(words).strip()), person) for person in found)
    hits = [(rank, person) for rank, person in ranked if rank]
    hits.sort(key=lambda hit: hit[0][0])
    return tuple(_found_by(person, name) for (_, name), person in hits)


def get_person(session: Session, name: str) -> Person:
    """Raises NotFound for a name that no actor of the archive has as its own."""
    found = _load(session, [ACTOR.c.name == name])
    if not found:
        raise NotFound("actor", name)
    return found[0]


def is_called(name: str, words: str) -> bool:
    """Whether a search for these words finds the actor of this name, by any of its names; no words find all."""
    wanted = plain(words).strip()
    return not wanted or _rank(name, wanted) is not None


def find_bearers(session: Session, name: str) -> tuple[str, ...]:
    """The actors of the archive that are also called exactly so."""
    known = frozenset(session.scalars(select(ACTOR.c.name).where(ACTOR.c.name.in_(actors_called(name)))))
    return tuple(actor for actor in actors_called(name) if actor in known)


def find_near(session: Session, name: str, limit: int = 6) -> tuple[Person, ...]:
    """Actors of the archive with a name much like this one, the likest first."""
    people = _load(session, [])
    likeness = nearest(name, {person.name: (person.name, *names_of(person.name)) for person in people})
    by_name = {person.name: person for person in people}
    return tuple(by_name[each] for each in likeness[:limit])


def nearest(wanted: str, names: Mapping[str, Iterable[str]]) -> list[str]:
    """The keys whose names are much like the wanted one, the likest first."""
    scores = {key: max(_likeness(plain(wanted), plain(name)) for name in known) for key, known in names.items()}
    return sorted((key for key in scores if scores[key] >= _NEAR), key=lambda key: (-scores[key], key))


def list_kinds(session: Session, names: Iterable[str]) -> dict[str, str]:
    """Actor to its kind."""
    return {row.name: row.kind for row in session.execute(select(ACTOR).where(ACTOR.c.name.in_(names)))}


def list_spellings(session: Session, name: str, limit: int = 12) -> tuple[Spelling, ...]:
    """How the documents write an actor, most frequent first; its own name and the names that are known left out."""
    roles = select(EVENT_ACTOR.c.words.label("words")).where(EVENT_ACTOR.c.actor == name, EVENT_ACTOR.c.role != VOICE)
    said = select(STATEMENT.c.speaker_words.label("words")).where(STATEMENT.c.speaker == name)
    both = roles.union_all(said).subquery()
    query = select(both.c.words, func.count()).group_by(both.c.words).order_by(func.count().desc(), both.c.words)
    known = {plain(each) for each in (name, *names_of(name), "")}
    written = [Spelling(words, count) for words, count in session.execute(query) if plain(words) not in known]
    return tuple(written[:limit])


def _load(session: Session, conditions: list[ColumnElement[bool]]) -> tuple[Person, ...]:
    """Most events first, then most statements."""
    spoken = select(STATEMENT.c.speaker, func.count()).group_by(STATEMENT.c.speaker)
    if conditions:  # else everybody is counted before they are left out
        spoken = spoken.where(STATEMENT.c.speaker.in_(select(ACTOR.c.name).where(*conditions)))
    heard = {row[0]: row[1] for row in session.execute(spoken)}
    seen = _seen(session, conditions)
    nothing = Met(0, None, None)
    people = (
        Person(row.name, row.kind, row.country, row.office, met.events, heard.get(row.name, 0), met.first, met.last)
        for row in session.execute(select(ACTOR).where(*conditions))
        for met in [seen.get(row.name, nothing)]
    )
    return tuple(sorted(people, key=lambda person: (-person.events, -person.statements, person.name)))


def _seen(session: Session, conditions: list[ColumnElement[bool]]) -> dict[str, Met]:
    if index := index_of(session):
        return index.met("actor")
    columns = (EVENT_ACTOR.c.actor, func.count(), func.min(HAPPENED_FIRST), func.max(HAPPENED_LAST))
    query = select(*columns).join(EVENT, EVENT.c.id == EVENT_ACTOR.c.event_id).group_by(EVENT_ACTOR.c.actor)
    if conditions:
        query = query.where(EVENT_ACTOR.c.actor.in_(select(ACTOR.c.name).where(*conditions)))
    return {row[0]: Met(*row[1:]) for row in session.execute(query)}


def _rank(name: str, wanted: str) -> tuple[int, str] | None:
    """How well a search for `wanted` (plain) finds the actor, 0 best, and by which of its names."""
    ranks = ((_fit(plain(each), wanted), number, each) for number, each in enumerate((name, *names_of(name))))
    best = min(((fit, number, each) for fit, number, each in ranks if fit is not None), default=None)
    return (best[0], best[2]) if best else None


def _fit(name: str, wanted: str) -> int | None:
    """0 the whole name or one of its Latin words, 1 its beginning, 2 its middle. Latin letters count from the
    beginning of a word only: Bi finds Biden, not Sibi."""
    if name == wanted or wanted in name.split():
        return 0
    if name.startswith(wanted):
        return 1
    within = f" {wanted}" in f" {name}" if wanted.isascii() else wanted in name
    return 2 if within else None


def _found_by(person: Person, name: str) -> Person:
    if name == person.name:
        return person

    return replace(person, also=name)


def _likeness(one: str, other: str) -> float:
    if one and other and (one in other or other in one):
        return 0.9
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _NEAR else 0.0
