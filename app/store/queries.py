"""An EventFilter as conditions and as an order: what lists, facets, counts and exports all ask by."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, case, func, or_, select

from app.filters import EventFilter, Sort
from app.store.search import matches
from app.store.tables import EVENT, EVENT_ACTOR, EVENT_SOURCE, EVENT_TOPIC

Condition = ColumnElement[bool]
# A column and whether it runs downwards.
Order = tuple[tuple[ColumnElement[Any], bool], ...]
# The values that one row has in the columns of an order.
Place = Sequence[Any]

_UNDATED = case((EVENT.c.first.is_(None), 1), else_=0)
_UNREPORTED = case((EVENT.c.reported.is_(None), 1), else_=0)
# Undated events come last whichever way time runs; within a day, the weightier come first.
_ORDERS: dict[str, Order] = {
    Sort.DATE: (
        (_UNDATED, False),
        (EVENT.c.chronology, False),
        (EVENT.c.grain, False),
        (EVENT.c.salience, True),
        (EVENT.c.id, False),
    ),
    Sort.NEWEST: (
        (_UNDATED, False),
        (EVENT.c.chronology, True),
        (EVENT.c.grain, True),
        (EVENT.c.salience, True),
        (EVENT.c.id, False),
    ),
    Sort.REPORTED: (
        (_UNREPORTED, False),
        (EVENT.c.reported, True),
        (EVENT.c.chronology, True),
        (EVENT.c.salience, True),
        (EVENT.c.id, False),
    ),
}


def conditions(filter: EventFilter) -> list[Condition]:
    """What must hold of a row of the table event; none for the empty filter."""
    return [
        *matches(filter.words),
        *_actors(filter),
        *_linked(EVENT_TOPIC, "topic", filter.topic, filter.topic_not),
        *_linked(EVENT_SOURCE, "publisher", filter.source),
        *_own("type", filter.type, filter.type_not),
        *_own("status", filter.status),
        *_own("precision", filter.precision),
        *_days(filter),
    ]


def event_ids(filter: EventFilter) -> Select[str]:
    return select(EVENT.c.id).where(*conditions(filter))


def count_events(filter: EventFilter) -> Select[int]:
    return select(func.count()).select_from(EVENT).where(*conditions(filter))


def order_of(filter: EventFilter, *, backwards: bool = False) -> Order:
    order = _ORDERS[filter.sort]
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


def _actors(filter: EventFilter) -> list[Condition]:
    if not filter.actor_all:
        return _linked(EVENT_ACTOR, "actor", filter.actor, filter.actor_not)
    each = [condition for name in filter.actor for condition in _linked(EVENT_ACTOR, "actor", (name,))]
    return each + _linked(EVENT_ACTOR, "actor", (), filter.actor_not)


def _linked(table: Table, column: str, wanted: Sequence[str], unwanted: Sequence[str] = ()) -> list[Condition]:
    found: list[Condition] = []
    if wanted:
        found.append(EVENT.c.id.in_(select(table.c.event_id).where(table.c[column].in_(wanted))))
    if unwanted:
        found.append(EVENT.c.id.not_in(select(table.c.event_id).where(table.c[column].in_(unwanted))))
    return found


def _own(column: str, wanted: Sequence[str], unwanted: Sequence[str] = ()) -> list[Condition]:
    found: list[Condition] = []
    if wanted:
        found.append(EVENT.c[column].in_(wanted))
    if unwanted:
        found.append(EVENT.c[column].not_in(unwanted))
    return found


def _days(filter: EventFilter) -> list[Condition]:
    found: list[Condition] = []
    if filter.first:
        found.append(EVENT.c.last >= filter.first)
    if filter.last:
        found.append(EVENT.c.first <= filter.last)
    if filter.undated:
        found.append(EVENT.c.first.is_(None))
    return found
