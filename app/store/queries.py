"""An EventFilter as conditions and as an order: what lists, facets, counts and exports all ask by."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, case, false, func, or_, select, union

from app.filters import EventFilter, Sort
from app.store.asof import told_by
from app.store.search import matches
from app.store.tables import ACTOR, DOCUMENT, EVENT, EVENT_ACTOR, EVENT_SOURCE, EVENT_TOPIC, MENTION

Condition = ColumnElement[bool]
# A column and whether it runs downwards.
Order = tuple[tuple[ColumnElement[Any], bool], ...]
# The values that one row has in the columns of an order.
Place = Sequence[Any]

# From here on an event matters to somebody who has asked for nothing yet; more than half of all do (linking.salience).
MAIN_SALIENCE = 2.5

_UNDATED = case((EVENT.c.first.is_(None), 1), else_=0)


def conditions(filter: EventFilter) -> list[Condition]:
    """What must hold of a row of the table event."""
    return [
        *matches(filter.words),
        *_actors(filter),
        *_facet(filter, "topic"),
        *_facet(filter, "type"),
        *_facet(filter, "status"),
        *_facet(filter, "place"),
        *_facet(filter, "source"),
        *_facet(filter, "precision"),
        *_days(filter),
        *_known(filter),
        *_main(filter),
    ]


def facet_values(filter: EventFilter, name: str) -> FromClause:
    """Every value that an event has in a facet, as `event_id` and `value`. What was published after the known day
    gives no status and no publisher; a country is a value of its people too, when the filter wants that."""
    if name == "actor":
        return _actor_values(filter)
    if name == "topic":
        return _values(select(EVENT_TOPIC.c.event_id, EVENT_TOPIC.c.topic.label("value")))
    if name == "source":
        return _source_values(filter)
    if name == "status" and filter.known:
        told = told_by(filter.known)
        return _values(select(told.c.event_id, told.c.status.label("value")))
    column = EVENT.c[name]
    return _values(select(EVENT.c.id.label("event_id"), column.label("value")).where(column.is_not(None)))


def event_ids(filter: EventFilter) -> Select[str]:
    return select(EVENT.c.id).where(*conditions(filter))


def count_events(filter: EventFilter) -> Select[int]:
    return select(func.count()).select_from(EVENT).where(*conditions(filter))


def events_of(
    filter: EventFilter, among: Sequence[str] | None = None
) -> tuple[FromClause, ColumnElement[Any], ColumnElement[Any]]:
    """The table event as the filter sees it, with the columns that hold status and latest report there. `among` are
    the ids of the only events that are asked for, where these are known."""
    if filter.known is None:
        return EVENT, EVENT.c.status, EVENT.c.reported
    told = told_by(filter.known, None if among is None else tuple(among))
    return EVENT.outerjoin(told, told.c.event_id == EVENT.c.id), told.c.status, told.c.reported


def order_of(filter: EventFilter, *, backwards: bool = False, among: Sequence[str] | None = None) -> Order:
    """Undated events come last whichever way time runs; within a day, the weightier come first. The columns are those
    of `events_of`."""
    order = _order(filter, among)
    return tuple((column, down != backwards) for column, down in order)


def ordering(order: Order) -> list[ColumnElement[Any]]:
    return [column.desc() if down else column.asc() for column, down in order]


def beyond(order: Order, place: Place) -> Condition:
    """Rows that come after the one whose sort columns hold the values of `place`."""
    steps = []
    for n, (column, down) in enumerate(order):
        if place[n] is None:  # only ever equal to other rows without this value, which an earlier column told apart
            continue
        level = [order[before][0] == place[before] for before in range(n) if place[before] is not None]
        steps.append(and_(*level, column < place[n] if down else column > place[n]))
    return or_(*steps)


def _order(filter: EventFilter, among: Sequence[str] | None) -> Order:
    if filter.sort == Sort.REPORTED:
        _, _, reported = events_of(filter, among)
        first: Order = ((case((reported.is_(None), 1), else_=0), False), (reported, True), (EVENT.c.chronology, True))
    else:
        down = filter.sort == Sort.NEWEST
        first = ((_UNDATED, False), (EVENT.c.chronology, down), (EVENT.c.grain, down))
    return (*first, (EVENT.c.salience, True), (EVENT.c.id, False))


def _actors(filter: EventFilter) -> list[Condition]:
    if not filter.actor_all:
        return _facet(filter, "actor")
    each = [_has(filter, "actor", (name,)) for name in filter.actor]
    return each + ([~_has(filter, "actor", filter.actor_not)] if filter.actor_not else [])


def _facet(filter: EventFilter, name: str) -> list[Condition]:
    wanted, unwanted = getattr(filter, name), getattr(filter, f"{name}_not")
    found = [_has(filter, name, wanted)] if wanted else []
    return found + ([~_has(filter, name, unwanted)] if unwanted else [])


def _has(filter: EventFilter, name: str, values: Sequence[str]) -> Condition:
    if name in ("type", "precision") or (name == "status" and not filter.known):
        return EVENT.c[name].in_(values)
    of = facet_values(filter, name)
    return EVENT.c.id.in_(select(of.c.event_id).where(of.c.value.in_(values)))


def _actor_values(filter: EventFilter) -> FromClause:
    own = select(EVENT_ACTOR.c.event_id, EVENT_ACTOR.c.actor.label("value"))
    if not filter.actor_people:
        return _values(own)
    of_country = select(EVENT_ACTOR.c.event_id, ACTOR.c.country.label("value"))
    of_country = of_country.join(ACTOR, ACTOR.c.name == EVENT_ACTOR.c.actor).where(ACTOR.c.country.is_not(None))
    return union(own, of_country).subquery()


def _source_values(filter: EventFilter) -> FromClause:
    if filter.known is None:
        return _values(select(EVENT_SOURCE.c.event_id, EVENT_SOURCE.c.publisher.label("value")))
    told = select(MENTION.c.event_id, DOCUMENT.c.publisher.label("value")).distinct()
    told = told.join(DOCUMENT, DOCUMENT.c.id == MENTION.c.document_id)
    return _values(told.where(DOCUMENT.c.publisher.is_not(None), DOCUMENT.c.published <= filter.known))


def _values(query: Select[Any]) -> FromClause:
    return query.subquery()


def _days(filter: EventFilter) -> list[Condition]:
    found: list[Condition] = []
    if filter.first:
        found.append(EVENT.c.last >= filter.first)
    if filter.last:
        found.append(EVENT.c.first <= filter.last)
    if filter.undated:
        found.append(EVENT.c.first.is_(None))
    return found


def _known(filter: EventFilter) -> list[Condition]:
    if filter.known is None:
        return []
    published = select(DOCUMENT.c.id).where(DOCUMENT.c.published <= filter.known)
    return [EVENT.c.id.in_(select(MENTION.c.event_id).where(MENTION.c.document_id.in_(published)))]


def _main(filter: EventFilter) -> list[Condition]:
    if filter.shows_all:
        return []
    return [EVENT.c.salience >= MAIN_SALIENCE, EVENT.c.background == false(), EVENT.c.folded_into.is_(None)]
