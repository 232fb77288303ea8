"""Facets: what can be chosen, and how many events each choice would show."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import CTE, Select, func, literal, select, union_all
from sqlalchemy.orm import Session

from app.filters import FACETS, EventFilter, without_facet
from app.store.indexed import Indexed, index_of
from app.store.queries import conditions, events_of, facet_values
from app.store.tables import EVENT
from app.store.views import Facet, FacetValue

MAX_VALUES = 60


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
    if index := index_of(session):
        return tuple(_indexed(index, filter, name, limit, wanted.get(name)) for name in FACETS)
    alike: dict[EventFilter, list[str]] = defaultdict(list)
    for name in FACETS:
        alike[_others(filter, name)].append(name)
    counts = {name: count for others, names in alike.items() for name, count in _counts(session, others, names).items()}
    return tuple(_facet(filter, name, counts[name], limit, wanted.get(name, bool)) for name in FACETS)


def _indexed(
    index: Indexed, filter: EventFilter, name: str, limit: int, is_wanted: Callable[[str], bool] | None
) -> Facet:
    """A facet of thousands of values, of which few become objects."""
    snapshot, others = index.snapshot, _others(filter, name)
    counted = index.count_values(others, name)
    values, codes = snapshot.values(name), snapshot.by_count(name, counted)
    chosen = {*getattr(filter, name), *getattr(filter, f"{name}_not")}
    unmet = [value for value in chosen if (code := snapshot.code(name, value)) is None or not counted[code]]
    few = codes if is_wanted else codes[: limit + len(chosen)]
    counts = {values[code]: int(counted[code]) for code in few}
    counts |= {value: int(counted[code]) for value in chosen if (code := snapshot.code(name, value)) is not None}
    facet = _facet(filter, name, counts, limit, is_wanted or bool)
    found = facet.found if is_wanted else len(codes) - (len(chosen) - len(unmet))
    return replace(facet, total=len(codes) + len(unmet), found=found)


def _facet(
    filter: EventFilter, name: str, counts: Mapping[str, int], limit: int, is_wanted: Callable[[str], bool]
) -> Facet:
    selected, excluded = getattr(filter, name), getattr(filter, f"{name}_not")
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


def _counts(session: Session, filter: EventFilter, names: Sequence[str]) -> dict[str, dict[str, int]]:
    """By facet, the events of each value, most frequent first. The events are looked up once for all of the facets."""
    table, status, _ = events_of(filter)
    own = [EVENT.c.id, EVENT.c.type, status.label("status"), EVENT.c.place, EVENT.c.precision]
    shown = select(*own).select_from(table).where(*conditions(filter)).cte("shown")
    found = session.execute(union_all(*(_count(filter, name, shown) for name in names)))
    counts: dict[str, dict[str, int]] = {name: {} for name in names}
    for name, value, count in sorted(found, key=lambda row: (-row[2], row[1])):
        counts[name][value] = count
    return counts


def _count(filter: EventFilter, name: str, shown: CTE) -> Select[Any]:
    """The name of the facet, a value and its number of events, in rows."""
    if name in shown.c:
        value = shown.c[name]
        return select(literal(name), value, func.count()).where(value.is_not(None)).group_by(value)
    of = facet_values(filter, name)
    query = select(literal(name), of.c.value, func.count()).group_by(of.c.value)
    return query.where(of.c.event_id.in_(select(shown.c.id)))
