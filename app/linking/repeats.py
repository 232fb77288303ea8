"""Repeats on adjacent days, folded under the stronger event: arrests that go on, talks that resume, rain that stays."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from app.extraction.mentions import EventType
from app.linking.events import Event

_MOST_SHOWN = 3.0


def fold_repeats(events: Sequence[Event]) -> list[Event]:
    """The same events; each one of one day that only repeats a stronger one of the day before or after (same type,
    same participants, of little salience itself) says which."""
    near: dict[tuple[object, ...], list[Event]] = defaultdict(list)
    for event in events:
        if _may_repeat(event):
            near[event.first, event.type, _people(event)].append(event)
    return [replace(event, folded_into=_stronger(event, near)) for event in events]


def _may_repeat(event: Event) -> bool:
    return event.first is not None and event.first == event.last and bool(event.participants)


def _people(event: Event) -> frozenset[str]:
    return frozenset(p.actor.name for p in event.participants)


def _stronger(event: Event, near: dict[tuple[object, ...], list[Event]]) -> str | None:
    if not _may_repeat(event) or event.salience > _MOST_SHOWN or event.type is EventType.OTHER:
        return None
    assert event.first
    days = (event.first - timedelta(days=1), event.first + timedelta(days=1))
    others: Iterable[Event] = (e for day in days for e in near[day, event.type, _people(event)])
    better = [e for e in others if (e.salience, e.id) > (event.salience, event.id) and e.salience > _MOST_SHOWN]
    return max(better, key=lambda e: (e.salience, e.id)).id if better else None
