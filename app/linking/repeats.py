"""Repeats on adjacent days, folded under the stronger event: arrests that go on, talks that resume, rain that stays."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.extraction.mentions import EventType
from app.linking.events import Event

_MOST_SHOWN = 3.0
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Outline:
    """What of an event says whether it repeats another."""

    id: str
    first: date | None
    last: date | None
    type: EventType
    people: frozenset[str]
    salience: float


def fold_repeats(events: Sequence[Event]) -> list[Event]:
    """The same events; each one of one day that only repeats a stronger one of the day before or after (same type,
    same participants, of little salience itself) says which."""
    outlines = [outline_of(event) for event in events]
    folded = find_repeats(outlines, outlines)
    return [_folded(event, folded.get(event.id)) for event in events]


def _folded(event: Event, into: str | None) -> Event:
    return event if event.folded_into == into else replace(event, folded_into=into)


def outline_of(event: Event) -> Outline:
    people = frozenset(p.actor.name for p in event.participants)
    return Outline(event.id, event.first, event.last, event.type, people, event.salience)


def find_repeats(events: Iterable[Outline], others: Iterable[Outline]) -> dict[str, str]:
    """Those of the events that repeat one of the others, with the id of that one."""
    near: dict[tuple[object, ...], list[Outline]] = defaultdict(list)
    for other in others:
        if _may_repeat(other):
            near[other.first, other.type, other.people].append(other)
    found = ((event.id, _stronger(event, near)) for event in events)
    return {id: stronger for id, stronger in found if stronger}


def _may_repeat(event: Outline) -> bool:
    return event.first is not None and event.first == event.last and bool(event.people)


def _stronger(event: Outline, near: dict[tuple[object, ...], list[Outline]]) -> str | None:
    if not _may_repeat(event) or event.salience > _MOST_SHOWN or event.type is EventType.OTHER:
        return None
    assert event.first
    days = (event.first - _ONE_DAY, event.first + _ONE_DAY)
    others = (e for day in days for e in near[day, event.type, event.people])
    better = [e for e in others if (e.salience, e.id) > (event.salience, event.id) and e.salience > _MOST_SHOWN]
    return max(better, key=lambda e: (e.salience, e.id)).id if better else None
