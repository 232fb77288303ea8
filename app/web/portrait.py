"""What the pages of an actor and of a topic share: its place in time, and whom and what it comes with."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from app.extraction.mentions import ActorKind
from app.filters import EventFilter, Sort, to_query, with_value
from app.store.events import list_events
from app.store.facets import list_facets
from app.store.people import list_kinds
from app.store.profiles import Extent, measure
from app.store.views import EventLine, Facet, FacetValue
from app.web import labels, links
from app.web.picture import Picture, picture_of

_NAMED = 10
_ASKED = 60  # facet values looked at, since persons and bodies are parted only afterwards
_LATEST = 12
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
    """`title` says what is counted; `more` how many values are left out."""

    id: str
    title: str
    tallies: tuple[Tally, ...]
    more: int


@dataclass(frozen=True)
class Portrait:
    """`latest` are its newest events, newest first; `timeline` is the list of all of them, `view` its query."""

    extent: Extent
    picture: Picture | None
    charts: tuple[Chart, ...]
    latest: tuple[EventLine, ...]
    timeline: str
    view: str


def portrait_of(session: Session, chosen: EventFilter) -> Portrait:
    """Of all events in a view of one actor or one topic."""
    # What is counted beside an actor are those who share its events.
    facets = {facet.name: facet for facet in list_facets(session, replace(chosen, actor_all=True), limit=_ASKED)}
    picture = picture_of(session, chosen)
    return Portrait(
        extent=measure(session, chosen),
        picture=picture if picture and len(picture.bars) >= _FEWEST_BARS else None,
        charts=tuple(chart for chart in _charts(session, chosen, facets) if chart.tallies),
        latest=list_events(session, replace(chosen, sort=Sort.NEWEST), limit=_LATEST).lines,
        timeline=links.timeline(chosen),
        view=to_query(chosen),
    )


def year_span(first: date | None, last: date | None) -> str:
    """2020–2021, or one year alone; "" when there is no dated event."""
    if first is None or last is None:
        return ""
    return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"


def _charts(session: Session, chosen: EventFilter, facets: dict[str, Facet]) -> Iterable[Chart]:
    own = {*chosen.actor, *chosen.topic}
    others = [value for value in facets["actor"].values if value.value not in own and value.count]
    kinds = list_kinds(session, [value.value for value in others])
    people = [value for value in others if kinds.get(value.value) == ActorKind.PERSON]
    bodies = [value for value in others if kinds.get(value.value) != ActorKind.PERSON]
    yield _chart(chosen, "people", "人物" if chosen.topic else "常与哪些人物同在", "actor", people)
    yield _chart(chosen, "bodies", "国家与机构" if chosen.topic else "常与哪些国家和机构同在", "actor", bodies)
    for name, title in (("topic", "主题"), ("type", "事件类型"), ("source", "哪些媒体报道"), ("place", "地点")):
        values = [value for value in facets[name].values if value.value not in own and value.count]
        title = "常与哪些主题同在" if name == "topic" and chosen.topic else title
        yield _chart(chosen, name, title, name, values)


def _chart(chosen: EventFilter, id: str, title: str, facet: str, values: list[FacetValue]) -> Chart:
    most = max((value.count for value in values), default=1)
    tallies = tuple(_tally(chosen, facet, value, most) for value in values[:_NAMED])
    return Chart(id, title, tallies, max(0, len(values) - _NAMED))


def _tally(chosen: EventFilter, facet: str, value: FacetValue, most: int) -> Tally:
    # Values of one facet are alternatives; only of actors can all be asked for.
    is_askable = facet != "topic" or not chosen.topic
    both = with_value(replace(chosen, actor_all=facet == "actor" and bool(chosen.actor)), facet, value.value)
    events = links.timeline(both) if is_askable else ""
    pages = {"actor": links.actor_page, "topic": links.topic_page}
    href = pages[facet](value.value) if facet in pages else events
    share = max(2, round(100 * value.count / most))
    return Tally(labels.facet_value(facet, value.value), value.count, share, href, events)
