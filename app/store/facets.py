"""Facets: what can be chosen, and how many events each choice would show."""

from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.filters import FACETS, EventFilter, without_facet
from app.store.queries import event_ids
from app.store.tables import EVENT, EVENT_ACTOR, EVENT_SOURCE, EVENT_TOPIC
from app.store.views import Facet, FacetValue

MAX_VALUES = 200

# Facet → the column of its values, and the column that names the event beside it.
_COLUMNS: dict[str, tuple[ColumnElement[Any], ColumnElement[Any]]] = {
    "actor": (EVENT_ACTOR.c.actor, EVENT_ACTOR.c.event_id),
    "topic": (EVENT_TOPIC.c.topic, EVENT_TOPIC.c.event_id),
    "type": (EVENT.c.type, EVENT.c.id),
    "status": (EVENT.c.status, EVENT.c.id),
    "source": (EVENT_SOURCE.c.publisher, EVENT_SOURCE.c.event_id),
    "precision": (EVENT.c.precision, EVENT.c.id),
}


def list_facets(session: Session, filter: EventFilter, limit: int = MAX_VALUES) -> tuple[Facet, ...]:
    """All facets, each with its `limit` most frequent values and whatever is selected or excluded in it.

    A facet's counts ignore what is chosen in that facet and honour all other conditions. When all of the chosen
    actors must take part, one more narrows the list: then the counts of the others say how far.
    """
    return tuple(_facet(session, filter, name, limit) for name in FACETS)


def _facet(session: Session, filter: EventFilter, name: str, limit: int) -> Facet:
    selected, excluded = getattr(filter, name), getattr(filter, f"{name}_not", ())
    counts = _counts(session, _others(filter, name), name)
    pinned = sorted({*selected, *excluded}, key=lambda value: (-counts.get(value, 0), value))
    chosen = frozenset(pinned)
    rest = [value for value in counts if value not in chosen]
    return Facet(
        name=name,
        values=tuple(
            FacetValue(value, counts.get(value, 0), value in selected, value in excluded)
            for value in (*pinned, *rest[:limit])
        ),
        total=len(chosen | counts.keys()),
    )


def _others(filter: EventFilter, name: str) -> EventFilter:
    """The conditions that a facet's counts honour."""
    if name == "actor" and filter.actor_all:
        return filter
    return without_facet(filter, name)


def _counts(session: Session, filter: EventFilter, name: str) -> dict[str, int]:
    """Events by value, most frequent first."""
    value, event_id = _COLUMNS[name]
    query = select(value, func.count()).group_by(value).order_by(func.count().desc(), value)
    if not filter.is_empty:
        query = query.where(event_id.in_(event_ids(filter)))
    return {row[0]: row[1] for row in session.execute(query)}
