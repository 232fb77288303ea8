"""How far the events of a view reach: how many, in how many documents, from which to which."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.extraction.mentions import Status
from app.filters import EventFilter
from app.store.indexed import Indexed, index_of
from app.store.lines import list_lines
from app.store.queries import conditions, event_ids, facet_values
from app.store.tables import EVENT, EVENT_SOURCE, MENTION
from app.store.utterances import EventName, name_events
from app.store.views import EventLine


@dataclass(frozen=True)
class Extent:
    """`first` and `last` are the earliest and the latest event that happened on a known date; None when none did.
    `reported` is the day of the latest report."""

    events: int
    documents: int
    publishers: int
    first: EventName | None
    last: EventName | None
    reported: date | None


def measure(session: Session, filter: EventFilter) -> Extent:
    if index := _index_of(session, filter):
        events, reported = index.count(filter), index.find_newest_report(filter)
        publishers, documents = len(index.count_by_value(filter, "source")), index.count_documents(filter)
    else:
        within = event_ids(filter)
        newest = select(func.count(), func.max(EVENT.c.reported)).where(*conditions(filter))
        events, reported = session.execute(newest).one()
        sources = select(func.count(EVENT_SOURCE.c.publisher.distinct())).where(EVENT_SOURCE.c.event_id.in_(within))
        publishers = session.scalar(sources) or 0
        told = select(func.count(MENTION.c.document_id.distinct())).where(MENTION.c.event_id.in_(within))
        documents = session.scalar(told) or 0
    return Extent(
        events=events,
        documents=documents,
        publishers=publishers,
        first=_end(session, filter, latest=False),
        last=_end(session, filter, latest=True),
        reported=reported,
    )


def count_values(session: Session, filter: EventFilter, facet: str) -> dict[str, int]:
    """The values that the events of a view have in a facet, with how many have each, most frequent first. Unlike in
    store.facets what is chosen counts in every facet: these are the values found together."""
    if index := _index_of(session, filter):
        return index.count_by_value(filter, facet)
    of = facet_values(filter, facet)
    query = select(of.c.value, func.count()).where(of.c.event_id.in_(event_ids(filter))).group_by(of.c.value)
    return {row[0]: row[1] for row in session.execute(query.order_by(func.count().desc(), of.c.value))}


def list_weightiest(session: Session, filter: EventFilter, limit: int) -> tuple[EventLine, ...]:
    """The weightiest events of a view, in the order of their days."""
    if index := _index_of(session, filter):
        query = select(EVENT).where(EVENT.c.id.in_(index.list_heaviest(filter, limit)))
    else:
        query = select(EVENT).where(*conditions(filter)).order_by(EVENT.c.salience.desc(), EVENT.c.id).limit(limit)
    lines = list_lines(session, session.execute(query).all())
    return tuple(sorted(lines, key=lambda line: (line.first is None, line.first, line.id)))


def _end(session: Session, filter: EventFilter, *, latest: bool) -> EventName | None:
    if index := _index_of(session, filter):
        found = index.find_outermost(filter, latest=latest)
        return name_events(session, [found]).get(found) if found else None
    happened = select(EVENT.c.id).where(
        *conditions(filter), EVENT.c.first.is_not(None), EVENT.c.status == Status.HAPPENED
    )
    outermost = EVENT.c.last.desc() if latest else EVENT.c.first
    id = session.scalar(happened.order_by(outermost, EVENT.c.salience.desc(), EVENT.c.id).limit(1))
    return name_events(session, [id])[id] if id else None


def _index_of(session: Session, filter: EventFilter) -> Indexed | None:
    """Status and latest report are here those of today."""
    return index_of(session) if filter.known is None else None
