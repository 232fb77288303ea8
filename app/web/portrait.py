"""What the pages of an actor and of a topic share: its place in time, and whom and what it comes with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from app.extraction.mentions import ActorKind, Status
from app.filters import EventFilter, Sort, to_query, with_value
from app.store.events import list_events
from app.store.people import list_kinds
from app.store.profiles import Extent, count_values, list_weightiest, measure
from app.store.views import EventLine
from app.web import labels, links
from app.web.compiling import Templates
from app.web.language import pgettext, say
from app.web.picture import Picture, picture_of

_NAMED = 6
_UNFOLDED = 18
_LATEST = 8
_WEIGHTIEST = 5
_PLANNED = 4
_FEWEST_BARS = 3  # fewer say no more than the list below


@dataclass(frozen=True)
class Tally:
    """One value and how often it comes: `href` is where the value itself leads, `events` the list of the events
    counted, "" where no address can ask for them. `share` is its part of the most frequent one, in per cent."""

    label: str
    count: int
    share: int
    href: str
    events: str


@dataclass(frozen=True)
class Chart:
    """`title` says what is counted. `rest` is shown on unfolding, `more` counts the values left out."""

    id: str
    title: str
    tallies: tuple[Tally, ...]
    rest: tuple[Tally, ...]
    more: int


@dataclass(frozen=True)
class Selection:
    """A few of the events, under a title of their own."""

    id: str
    title: str
    lines: tuple[EventLine, ...]


@dataclass(frozen=True)
class Portrait:
    """`timeline` is the list of all its events, `view` its query."""

    extent: Extent
    picture: Picture | None
    charts: tuple[Chart, ...]
    selections: tuple[Selection, ...]
    timeline: str
    view: str


def portrait_of(templates: Templates, session: Session, chosen: EventFilter) -> Portrait:
    """Of all events in a view of one actor or one topic."""
    picture = picture_of(templates, session, chosen)
    return Portrait(
        extent=measure(session, chosen),
        picture=picture if picture and picture.bars.count >= _FEWEST_BARS else None,
        charts=tuple(chart for chart in _charts(session, chosen) if chart.tallies),
        selections=tuple(selection for selection in _selections(session, chosen) if selection.lines),
        timeline=links.timeline(chosen),
        view=to_query(chosen),
    )


def year_span(first: date | None, last: date | None) -> str:
    """2020–2021, or one year alone; "" when there is no dated event."""
    if first is None or last is None:
        return ""
    return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"


def _selections(session: Session, chosen: EventFilter) -> Iterable[Selection]:
    """All events where they are few; else the weightiest, the latest, and what is planned."""
    newest = replace(chosen, sort=Sort.NEWEST)
    latest = list_events(session, newest, limit=_LATEST)
    if latest.total <= _LATEST:
        yield Selection("events", say("事件"), latest.lines)
        return
    happened, planned = (replace(newest, status=(status,)) for status in (Status.HAPPENED, Status.PLANNED))
    weightiest = list_weightiest(session, happened, _WEIGHTIEST)
    shown = {line.id for line in weightiest}
    others = [
        line for line in list_events(session, happened, limit=_LATEST + _WEIGHTIEST).lines if line.id not in shown
    ]
    yield Selection("weightiest", say("最重要的事件"), weightiest)
    yield Selection("latest", say("最近的事件"), tuple(others[:_LATEST]))
    yield Selection("planned", say("计划中"), list_events(session, planned, limit=_PLANNED).lines)


def _charts(session: Session, chosen: EventFilter) -> Iterable[Chart]:
    actors = _others(session, chosen, "actor")
    kinds = list_kinds(session, actors)
    people = {name: count for name, count in actors.items() if kinds[name] == ActorKind.PERSON}
    bodies = {name: count for name, count in actors.items() if kinds[name] != ActorKind.PERSON}
    yield _chart(
        chosen, "people", pgettext("kinds", "人物") if chosen.topic else say("常与哪些人物同在"), "actor", people
    )
    yield _chart(
        chosen, "bodies", say("国家与机构") if chosen.topic else say("常与哪些国家和机构同在"), "actor", bodies
    )
    topics = say("常与哪些主题同在") if chosen.topic else pgettext("heading", "主题")
    others = {"topic": topics, "type": say("事件类型"), "source": say("哪些媒体报道"), "place": say("地点")}
    for name, title in others.items():
        yield _chart(chosen, name, title, name, _others(session, chosen, name))


def _others(session: Session, chosen: EventFilter, facet: str) -> dict[str, int]:
    """The values beside the one that the page is about."""
    own = getattr(chosen, facet)
    return {value: count for value, count in count_values(session, chosen, facet).items() if value not in own}


def _chart(chosen: EventFilter, id: str, title: str, facet: str, counts: Mapping[str, int]) -> Chart:
    most = max(counts.values(), default=1)
    named = list(counts.items())[: _NAMED + _UNFOLDED]
    tallies = tuple(_tally(chosen, facet, value, count, round(100 * count / most)) for value, count in named)
    return Chart(id, title, tallies[:_NAMED], tallies[_NAMED:], len(counts) - len(tallies))


def _tally(chosen: EventFilter, facet: str, value: str, count: int, share: int) -> Tally:
    # Values of one facet are alternatives; only of actors can all be asked for.
    is_askable = facet != "topic" or not chosen.topic
    both = with_value(replace(chosen, actor_all=facet == "actor" and bool(chosen.actor)), facet, value)
    events = links.timeline(both) if is_askable else ""
    pages = {"actor": links.actor_page, "topic": links.topic_page}
    href = pages[facet](value) if facet in pages else events
    return Tally(labels.facet_value(facet, value), count, max(2, share), href, events)
