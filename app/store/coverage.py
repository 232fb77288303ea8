"""Who appears when, and who tells of what: tables of counts that part "no event" from "no documents"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.filters import EventFilter
from app.store.density import Bar, Density, count_over_time
from app.store.indexed import index_of
from app.store.lines import list_lines
from app.store.queries import conditions, event_ids
from app.store.tables import ACTOR, DOCUMENT, EVENT, EVENT_ACTOR, EVENT_SOURCE, MENTION, VOICE
from app.store.views import EventLine

_MAX_STRETCHES = 31
_NEARBY = timedelta(days=7)  # a publisher with documents this close to an event could have told of it


@dataclass(frozen=True)
class ActorRow:
    """One actor's events in each stretch of `Coverage.stretches`."""

    actor: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class Coverage:
    """Actors by stretches of time. `documents` are those published in each stretch: where there are none, the
    archive knows nothing; where there are some, no event means that none was told."""

    density: Density
    stretches: tuple[Bar, ...]
    documents: tuple[int, ...]
    rows: tuple[ActorRow, ...]


@dataclass(frozen=True)
class EventRow:
    """One event by publishers: how many of its passages each prints; None where the publisher told nothing though
    it published within a week of it; -1 where the archive holds nothing of it from that time."""

    line: EventLine
    passages: tuple[int | None, ...]


@dataclass(frozen=True)
class Telling:
    publishers: tuple[str, ...]
    rows: tuple[EventRow, ...]


SILENT, ABSENT = None, -1


def count_by_actor(session: Session, filter: EventFilter, limit: int) -> Coverage | None:
    """The most frequent actors of the view, or those that it chose; None when no event has a year."""
    density = count_over_time(session, filter)
    if density is None:
        return None
    stretches = _merged(density.bars)
    actors = _actors(session, filter, limit)
    counts = _counts(session, filter, actors, stretches)
    return Coverage(
        density=density,
        stretches=stretches,
        documents=_documents(session, filter, stretches),
        rows=tuple(ActorRow(actor, tuple(counts[actor])) for actor in actors),
    )


def count_by_publisher(session: Session, filter: EventFilter, events: int, publishers: int) -> Telling:
    """The events that most publishers tell of, by those who tell most of them."""
    if index := index_of(session):
        query = select(EVENT).where(EVENT.c.id.in_(index.list_most_told(filter, events)))
    else:
        order = (EVENT.c.sources.desc(), EVENT.c.salience.desc(), EVENT.c.chronology, EVENT.c.id)
        query = select(EVENT).where(*conditions(filter)).order_by(*order).limit(events)
    rows = session.execute(query).all()
    lines = sorted(list_lines(session, rows), key=lambda line: (line.first or date.max, line.id))
    ids = [line.id for line in lines]
    names = _publishers(session, filter, publishers)
    told = _passages(session, ids)
    days = _publication_days(session, names)
    return Telling(
        names,
        tuple(EventRow(line, tuple(_cell(line, told, days, name) for name in names)) for line in lines),
    )


def _counts(
    session: Session, filter: EventFilter, actors: Sequence[str], stretches: Sequence[Bar]
) -> dict[str, Sequence[int]]:
    if index := index_of(session):
        starts, end = [bar.first.toordinal() for bar in stretches], stretches[-1].last.toordinal() + 1
        return dict(zip(actors, index.count_by_stretch(filter, actors, starts, end), strict=True))
    counts = {actor: [0] * len(stretches) for actor in actors}
    query = (
        select(EVENT_ACTOR.c.actor, EVENT.c.first, func.count())
        .join(EVENT, EVENT.c.id == EVENT_ACTOR.c.event_id)
        .where(*conditions(filter), EVENT_ACTOR.c.actor.in_(actors), EVENT_ACTOR.c.role != VOICE)
        .where(EVENT.c.first.is_not(None))
        .group_by(EVENT_ACTOR.c.actor, EVENT.c.first)
    )
    for actor, day, count in session.execute(query):
        at = _stretch_of(stretches, day, clamp=filter.first is not None)
        if at is not None:
            counts[actor][at] += count
    return {actor: own for actor, own in counts.items()}


def _actors(session: Session, filter: EventFilter, limit: int) -> list[str]:
    if filter.actor:
        return list(filter.actor[:limit])
    if index := index_of(session):
        return index.list_participants(filter, limit)
    count = func.count()
    query = (
        select(EVENT_ACTOR.c.actor)
        .join(ACTOR, ACTOR.c.name == EVENT_ACTOR.c.actor)
        .where(EVENT_ACTOR.c.event_id.in_(event_ids(filter)), EVENT_ACTOR.c.role != VOICE)
        .group_by(EVENT_ACTOR.c.actor)
        .order_by(count.desc(), EVENT_ACTOR.c.actor)
        .limit(limit)
    )
    return list(session.scalars(query))


def _merged(bars: Sequence[Bar]) -> tuple[Bar, ...]:
    """Neighbouring bars together, so that a table has room for them."""
    width = -(-len(bars) // _MAX_STRETCHES)
    groups = [bars[n : n + width] for n in range(0, len(bars), width)]
    return tuple(
        Bar(
            first=group[0].first,
            last=group[-1].last,
            happened=sum(bar.happened for bar in group),
            planned=sum(bar.planned for bar in group),
            uncertain=sum(bar.uncertain for bar in group),
        )
        for group in groups
    )


def _stretch_of(stretches: Sequence[Bar], day: date, *, clamp: bool) -> int | None:
    if day < stretches[0].first:
        return 0 if clamp else None
    return next((n for n, bar in enumerate(stretches) if bar.first <= day <= bar.last), None)


def _documents(session: Session, filter: EventFilter, stretches: Sequence[Bar]) -> tuple[int, ...]:
    counts = [0] * len(stretches)
    query = select(DOCUMENT.c.published, func.count()).where(DOCUMENT.c.published.is_not(None))
    if filter.source:
        query = query.where(DOCUMENT.c.publisher.in_(filter.source))
    for day, count in session.execute(query.group_by(DOCUMENT.c.published)):
        at = _stretch_of(stretches, day, clamp=False)
        if at is not None:
            counts[at] += count
    return tuple(counts)


def _publishers(session: Session, filter: EventFilter, limit: int) -> tuple[str, ...]:
    if index := index_of(session):
        return tuple(index.count_sources(filter))[:limit]
    query = (
        select(EVENT_SOURCE.c.publisher)
        .where(EVENT_SOURCE.c.event_id.in_(event_ids(filter)))
        .group_by(EVENT_SOURCE.c.publisher)
        .order_by(func.count().desc(), EVENT_SOURCE.c.publisher)
        .limit(limit)
    )
    return tuple(session.scalars(query))


def _passages(session: Session, ids: Sequence[str]) -> dict[tuple[str, str], int]:
    query = (
        select(MENTION.c.event_id, DOCUMENT.c.publisher, func.count())
        .join(DOCUMENT, DOCUMENT.c.id == MENTION.c.document_id)
        .where(MENTION.c.event_id.in_(ids), DOCUMENT.c.publisher.is_not(None))
        .group_by(MENTION.c.event_id, DOCUMENT.c.publisher)
    )
    return {(event, publisher): count for event, publisher, count in session.execute(query)}


def _publication_days(session: Session, publishers: Sequence[str]) -> dict[str, list[date]]:
    days: dict[str, list[date]] = {name: [] for name in publishers}
    query = select(DOCUMENT.c.publisher, DOCUMENT.c.published).where(
        DOCUMENT.c.publisher.in_(publishers), DOCUMENT.c.published.is_not(None)
    )
    for publisher, day in session.execute(query.distinct()):
        days[publisher].append(day)
    return days


def _cell(line: EventLine, told: dict[tuple[str, str], int], days: dict[str, list[date]], publisher: str) -> int | None:
    if count := told.get((line.id, publisher)):
        return count
    if line.first is None or line.last is None:
        return ABSENT
    near = (line.first - _NEARBY <= day <= line.last + _NEARBY for day in days[publisher])
    return SILENT if any(near) else ABSENT
