"""Names in a filter that the archive does not know, and whom they may mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.filters import EventFilter, with_value, without_value
from app.store.aliases import actors_called, plain
from app.store.facet_index import snapshot_of
from app.store.tables import ACTOR, EVENT, EVENT_SOURCE, EVENT_TOPIC

_COLUMNS: dict[str, ColumnElement[str | None]] = {
    "actor": ACTOR.c.name,
    "topic": EVENT_TOPIC.c.topic,
    "place": EVENT.c.place,
    "source": EVENT_SOURCE.c.publisher,
}


@dataclass(frozen=True)
class Stranger:
    """`name` is the parameter, `value` what was given. `known_as` is what the archive calls it; None when it knows
    nobody and nothing of this name."""

    name: str
    value: str
    known_as: str | None


def resolve(session: Session, filter: EventFilter) -> tuple[EventFilter, tuple[Stranger, ...]]:
    """The filter with other names of known actors, and other scripts of known values, put right, and what it named that
    is unknown; that stays, and nothing answers to it."""
    found: list[Stranger] = []
    for facet in _COLUMNS:
        for name, values in ((facet, getattr(filter, facet)), (f"{facet}.not", getattr(filter, f"{facet}_not"))):
            for value in _unknown(session, facet, values):
                stranger = Stranger(name, value, _find_known(session, facet, value))
                found.append(stranger)
                if stranger.known_as:
                    filter = with_value(without_value(filter, name, value), name, stranger.known_as)
    return filter, tuple(found)


def _unknown(session: Session, facet: str, values: Sequence[str]) -> list[str]:
    if snapshot := snapshot_of(session) if values else None:
        values = [value for value in values if not snapshot.knows(facet, value)]
    if not values:
        return []
    column = _COLUMNS[facet]
    known = set(session.scalars(select(column).where(column.in_(values)).distinct()))
    if facet == "actor":
        known.update(session.scalars(select(ACTOR.c.country).where(ACTOR.c.country.in_(values)).distinct()))
    return [value for value in values if value not in known]


def _find_known(session: Session, facet: str, value: str) -> str | None:
    """The only one that is called so."""
    column = _COLUMNS[facet]
    if facet == "actor":
        called = set(session.scalars(select(column).where(column.in_(actors_called(value)))))
    else:
        called = {each for each in session.scalars(select(column).distinct()) if each and plain(each) == plain(value)}
    return called.pop() if len(called) == 1 else None
