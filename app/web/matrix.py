"""Coverage as tables: actors by stretches of time, events by publishers. No event is told from no documents."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.filters import EventFilter, View
from app.store.coverage import ABSENT, SILENT, count_by_actor, count_by_publisher
from app.store.density import Bar
from app.store.views import EventLine
from app.web import links
from app.web.days import stretch_words
from app.web.language import counted, say

_ACTORS = 20
_EVENTS = 30
_PUBLISHERS = 12
_SHADES = 5


@dataclass(frozen=True)
class Cell:
    """`kind` is shade-1 to shade-5, none (documents, but no event) or unknown (no documents)."""

    kind: str
    sign: str
    words: str
    href: str | None = None


@dataclass(frozen=True)
class ActorCells:
    actor: str
    href: str
    total: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class EventCells:
    line: EventLine
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Heading:
    short: str
    full: str


@dataclass(frozen=True)
class Matrix:
    stretches: tuple[Heading, ...]
    actors: tuple[ActorCells, ...]
    publishers: tuple[str, ...]
    events: tuple[EventCells, ...]


def matrix_of(session: Session, chosen: EventFilter) -> Matrix | None:
    """The tables of a view; None when none of its events has a year."""
    coverage = count_by_actor(session, chosen, _ACTORS)
    if coverage is None:
        return None
    highest = max((count for row in coverage.rows for count in row.counts), default=1) or 1
    listed = replace(chosen, view=View.LIST)
    telling = count_by_publisher(session, chosen, _EVENTS, _PUBLISHERS)
    return Matrix(
        stretches=tuple(
            Heading(_short(bar), stretch_words(bar.first, bar.last, coverage.density.step))
            for bar in coverage.stretches
        ),
        actors=tuple(
            ActorCells(
                row.actor,
                links.timeline(replace(listed, actor=(row.actor,))),
                row.total,
                tuple(
                    _actor_cell(listed, row.actor, bar, count, documents, highest)
                    for bar, count, documents in zip(coverage.stretches, row.counts, coverage.documents, strict=True)
                ),
            )
            for row in coverage.rows
        ),
        publishers=telling.publishers,
        events=tuple(EventCells(row.line, tuple(_event_cell(count) for count in row.passages)) for row in telling.rows),
    )


def _actor_cell(listed: EventFilter, actor: str, bar: Bar, count: int, documents: int, highest: int) -> Cell:
    if count:
        shade = 1 + min(_SHADES - 1, (_SHADES * (count - 1)) // highest)
        href = links.timeline(replace(listed, actor=(actor,), first=bar.first, last=bar.last))
        return Cell(f"shade-{shade}", str(count), counted("%(num)s 个事件", count), href)
    if documents:
        return Cell("none", "·", counted("没有事件（这段时间有 %(num)s 篇文献）", documents))
    return Cell("unknown", "", say("没有事件，也没有文献"))


def _event_cell(passages: int | None) -> Cell:
    if passages is SILENT:
        return Cell("none", "·", say("前后一周有文献，没有提到"))
    if passages == ABSENT:
        return Cell("unknown", "", say("前后一周没有收录这家的文献"))
    return Cell(f"shade-{min(_SHADES, passages)}", str(passages), counted("%(num)s 处引文", passages))


def _short(bar: Bar) -> str:
    """Month and day, or year and month: as much as parts one stretch from the next."""
    if (bar.last - bar.first).days < 20:
        return f"{bar.first.month}/{bar.first.day}"
    if (bar.last - bar.first).days < 330:
        return f"{bar.first.year % 100:02}/{bar.first.month}"
    return str(bar.first.year)
