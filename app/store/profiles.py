"""How far the events of a view reach: how many, in how many documents, from which to which."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.extraction.mentions import Status
from app.filters import EventFilter
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
    within = event_ids(filter)
    events, reported = session.execute(
        select(func.count(), func.max(EVENT.c.reported)).where(*conditions(filter))
    ).one()
    documents = select(func.count(MENTION.c.document_id.distinct())).where(MENTION.c.event_id.in_(within))
    publishers = select(func.count(EVENT_SOURCE.c.publisher.distinct())).where(EVENT_SOURCE.c.event_id.in_(within))
    return Extent(
        events=events,
        documents=session.scalar(documents) or 0,
        publishers=session.scalar(publishers) or 0,
        first=_end(session, filter, latest=False),
        last=_end(session, filter, latest=True),
        reported=reported,
    )


def count_values(session: Session, filter: EventFilter, facet: str) -> dict[str, int]:
    """The values that the events of a view have in a facet, with how many have each, most frequent first. Unlike in
    store.facets what is chosen counts in every facet: these are the values found together."""
    of = facet_values(filter, facet)
    query = select(of.c.value, func.count()).where(of.c.event_id.in_(event_ids(filter))).group_by(of.c.value)
    return {row[0]: row[1] for row in session.execute(query.order_by(func.count().desc(), of.c.value))}


def list_weightiest(session: Session, filter: EventFilter, limit: int) -> tuple[EventLine, ...]:
    """The weightiest events of a view, in the order of their days."""
    rows = session.execute(
        select(EVENT).where(*conditions(filter)).order_by(EVENT.c.salience.desc(), EVENT.c.id).limit(limit)
    )
    lines = list_lines(session, rows.all())
    return tuple(sorted(lines, key=lambda line: (line.first is None, line.first, line.id)))


def _end(session: Session, filter: EventFilter, *, latest: bool) -> EventName | None:
    happened = select(EVENT.c.id).where(
        *conditions(filter), EVENT.c.first.is_not(None), EVENT.c.status == Status.HAPPENED
    )
    outermost = EVENT.c.last.desc() if latest else EVENT.c.first
    id = session.scalar(happened.order_by(outermost, EVENT.c.salience.desc(), EVENT.c.id).limit(1))
    return name_events(session, [id])[id] if id else None
