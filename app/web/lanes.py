"""Lanes: two to four actors side by side, their events down the page; what they share lies across their lanes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.filters import EventFilter, View
from app.store.facets import list_facets
from app.store.views import EventLine
from app.web import links
from app.web.groups import Day, Month
from app.web.language import counted

MAX_LANES = 4
_LANES_AT_FIRST = 3


@dataclass(frozen=True)
class Lane:
    """One actor's column. `without` is the view without it, None when it is the last; `href` the actor alone."""

    actor: str
    without: str | None
    href: str


@dataclass(frozen=True)
class LaneChoice:
    """The actors side by side, and the view that holds their events."""

    shown: EventFilter
    actors: tuple[str, ...]


@dataclass(frozen=True)
class LaneEvent:
    """`first` and `last` are the outermost lanes of those who take part, from 1; `present` are all of them."""

    line: EventLine
    first: int
    last: int
    present: tuple[int, ...]


@dataclass(frozen=True)
class LaneDay:
    large: str
    small: str
    full: str
    events: tuple[LaneEvent, ...]


@dataclass(frozen=True)
class LaneMonth:
    id: str
    name: str
    days: tuple[LaneDay, ...]


@dataclass(frozen=True)
class Lanes:
    """`notice` says what of the choice could not be shown."""

    heads: tuple[Lane, ...]
    months: tuple[LaneMonth, ...]
    notice: str


def with_lanes(session: Session, chosen: EventFilter) -> LaneChoice:
    """The chosen actors, else those with most events of the view."""
    if chosen.actor:
        actors = chosen.actor[:MAX_LANES]
    else:
        facets = list_facets(session, replace(chosen, actor_all=False), limit=_LANES_AT_FIRST)
        values = next(facet.values for facet in facets if facet.name == "actor")
        actors = tuple(value.value for value in values if not value.excluded)[:_LANES_AT_FIRST]
    return LaneChoice(replace(chosen, actor=tuple(sorted(actors))), actors)


def lanes_of(chosen: EventFilter, actors: Sequence[str], months: Sequence[Month[EventLine]]) -> Lanes:
    """The list of a view laid into lanes. An actor who is only heard at an event stands in the first lane."""
    notice = ""
    if not chosen.actor and actors:
        notice = counted("没有选定行为者，这里并列事件最多的%(num)s个。选定二到四个来比较。", len(actors))
    elif len(chosen.actor) > MAX_LANES:
        more = len(chosen.actor) - MAX_LANES
        notice = counted("最多并列%(most)s个行为者，其余%(num)s个没有列出。", more, most=MAX_LANES)
    return Lanes(
        heads=tuple(_head(chosen, actors, actor) for actor in actors),
        months=tuple(
            LaneMonth(month.id, month.name, tuple(_lane_day(day, actors) for day in month.days)) for month in months
        ),
        notice=notice,
    )


def _head(chosen: EventFilter, actors: Sequence[str], actor: str) -> Lane:
    others = tuple(sorted(set(actors) - {actor}))
    return Lane(
        actor,
        links.timeline(replace(chosen, actor=others)) if others else None,
        links.timeline(replace(chosen, actor=(actor,), view=View.LIST)),
    )


def _lane_day(day: Day[EventLine], actors: Sequence[str]) -> LaneDay:
    label = day.label
    return LaneDay(label.large, label.small, label.full, tuple(_lane_event(line, actors) for line in day.lines))


def _lane_event(line: EventLine, actors: Sequence[str]) -> LaneEvent:
    taking_part = {name for name, _ in line.actors}
    present = tuple(n for n, actor in enumerate(actors, 1) if actor in taking_part) or (1,)
    return LaneEvent(line, present[0], present[-1], present)
