"""Facets: what can be chosen, and how many events each choice would show."""

from collections.abc import Callable, Collection, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.filters import FACETS, EventFilter, without_facet
from app.store.queries import event_ids, facet_values
from app.store.views import Facet, FacetValue

MAX_VALUES = 200


def list_facets(
    session: Session,
    filter: EventFilter,
    limit: int = MAX_VALUES,
    looked_for: Mapping[str, Callable[[str], bool]] | None = None,
) -> tuple[Facet, ...]:
    """All facets, each with its `limit` most frequent values and whatever is selected or excluded in it.

    A facet's counts ignore what is chosen in that facet and honour all other conditions. When all of the chosen
    actors must take part, one more narrows the list: then the counts of the others say how far. `looked_for` tells by
    facet which of its values are listed; what is chosen always is.
    """
    wanted = looked_for or {}
    return tuple(_facet(session, filter, name, limit, wanted.get(name, bool)) for name in FACETS)


def _facet(session: Session, filter: EventFilter, name: str, limit: int, is_wanted: Callable[[str], bool]) -> Facet:
    selected, excluded = getattr(filter, name), getattr(filter, f"{name}_not")
    counts = _counts(session, _others(filter, name), name)
    chosen = {*selected, *excluded}
    pinned = sorted(chosen, key=lambda value: (-counts.get(value, 0), value))
    rest = [value for value in counts if value not in chosen and is_wanted(value)]
    return Facet(
        name=name,
        values=tuple(_value(value, counts, selected, excluded) for value in (*pinned, *rest[:limit])),
        total=len(chosen | counts.keys()),
        found=len(rest),
    )


def _value(value: str, counts: Mapping[str, int], selected: Collection[str], excluded: Collection[str]) -> FacetValue:
    return FacetValue(value, counts.get(value, 0), value in selected, value in excluded)


def _others(filter: EventFilter, name: str) -> EventFilter:
    """The conditions that a facet's counts honour."""
    if name == "actor" and filter.actor_all:
        return filter
    return without_facet(filter, name)


def _counts(session: Session, filter: EventFilter, name: str) -> dict[str, int]:
    """Events by value, most frequent first."""
    of = facet_values(filter, name)
    query = select(of.c.value, func.count()).group_by(of.c.value).order_by(func.count().desc(), of.c.value)
    if not (filter.is_empty and filter.shows_all):
        query = query.where(of.c.event_id.in_(event_ids(filter)))
    return {row[0]: row[1] for row in session.execute(query)}
