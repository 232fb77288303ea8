"""Which events only repeat one of an adjacent day, found anew near those that changed."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from app.extraction.mentions import EventType
from app.linking.repeats import Outline, find_repeats
from app.store.passages import AnyRow
from app.store.tables import EVENT, EVENT_ACTOR, VOICE

_ONE_DAY = timedelta(days=1)


def list_folded_into(session: Session, events: Collection[str]) -> list[str]:
    """The ids of events that repeat one of these."""
    return list(session.scalars(select(EVENT.c.id).where(EVENT.c.folded_into.in_(events)))) if events else []


def fold_near(session: Session, events: Collection[str]) -> None:
    """Asks these events, and those of the days before and after, what they repeat."""
    days = session.scalars(select(EVENT.c.first).where(EVENT.c.id.in_(events), EVENT.c.first.is_not(None)).distinct())
    asked = {day + number * _ONE_DAY for day in days for number in (-1, 0, 1)}
    rows = _list_rows(session, {day + number * _ONE_DAY for day in asked for number in (-1, 0, 1)})
    people = _people(session, [row.id for row in rows])
    outlines = [_outline(row, people[row.id]) for row in rows]
    found = find_repeats((outline for outline in outlines if outline.first in asked), outlines)
    folds = [
        {"of": row.id, "into": found.get(row.id)}
        for row in rows
        if row.first in asked and row.folded_into != found.get(row.id)
    ]
    if folds:
        change = update(EVENT).where(EVENT.c.id == bindparam("of"))
        session.execute(change.values(folded_into=bindparam("into")), folds)


def _list_rows(session: Session, days: Collection[date]) -> list[AnyRow]:
    columns = [EVENT.c[name] for name in ("id", "first", "last", "type", "salience", "folded_into")]
    return list(session.execute(select(*columns).where(EVENT.c.first.in_(days))))


def _people(session: Session, events: Collection[str]) -> dict[str, frozenset[str]]:
    query = select(EVENT_ACTOR.c.event_id, EVENT_ACTOR.c.actor).where(EVENT_ACTOR.c.role != VOICE)
    people: dict[str, set[str]] = defaultdict(set)
    for row in session.execute(query.where(EVENT_ACTOR.c.event_id.in_(events))):
        people[row.event_id].add(row.actor)
    return {event: frozenset(people[event]) for event in events}


def _outline(row: AnyRow, people: frozenset[str]) -> Outline:
    return Outline(row.id, row.first, row.last, EventType(row.type), people, row.salience)
