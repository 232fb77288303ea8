"""Events as lists, one by one, and their neighbours in a list."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.errors import FilterError, NotFound, TakesTooLong
from app.filters import EventFilter, Show
from app.sentences import sentence
from app.store.indexed import index_of
from app.store.lines import list_details, list_lines
from app.store.passages import AnyRow
from app.store.patience import patient
from app.store.queries import (
    Place,
    beyond,
    conditions,
    count_events,
    event_ids,
    events_of,
    order_of,
    ordering,
)
from app.store.tables import DOCUMENT, EVENT, MENTION
from app.store.tombstones import find_heir
from app.store.views import EventDetail, EventLine, EventPage

MAX_PAGE = 200
# How long a reader waits for a number.
COUNTING_SECONDS = 2.0


def list_events(
    session: Session, filter: EventFilter, *, after: str | None = None, before: str | None = None, limit: int = 50
) -> EventPage:
    """One page in the filter's order, at most MAX_PAGE long.

    A cursor is the key of any mention of the event that the page follows or precedes; so it keeps its place when
    linking has changed the events. Raises FilterError for one that leads nowhere. `after` counts before `before`.
    """
    backwards = before is not None and after is None
    name, cursor = ("before", before) if backwards else ("after", after)
    limit = max(1, min(limit, MAX_PAGE))
    start = _place_of_cursor(session, filter, name, cursor) if cursor else None
    found = _step(session, filter, start, limit + 1, backwards=backwards)
    shown = found[:limit]
    more = len(found) > limit
    behind = bool(cursor) and _is_any_behind(session, filter, shown, start, backwards=backwards)
    if backwards:
        shown, more, behind = shown[::-1], behind, more
    page = EventPage(
        lines=list_lines(session, shown, filter),
        total=len(shown) + more + behind,
        mentions=0,
        after=shown[-1].id if more and shown else None,
        before=shown[0].id if behind and shown else None,
        is_least=True,
    )
    with suppress(TakesTooLong), patient(session, COUNTING_SECONDS):
        page = replace(page, total=count(session, filter), mentions=_count_mentions(session, filter), is_least=False)
        if not filter.shows_all:
            page = replace(page, hidden=count(session, replace(filter, show=Show.ALL)) - page.total)
    return page


def count(session: Session, filter: EventFilter) -> int:
    if index := index_of(session):
        return index.count(filter)
    return session.scalar(count_events(filter)) or 0


def find_nearest_days(session: Session, filter: EventFilter) -> tuple[date | None, date | None]:
    """The last day before the filter's range, and the first after it, that its other conditions have an event on."""
    if index := index_of(session):
        return index.find_nearest(filter)
    anywhere = conditions(replace(filter, first=None, last=None))
    before, after = select(func.max(EVENT.c.last)).where(*anywhere), select(func.min(EVENT.c.first)).where(*anywhere)
    return (
        session.scalar(before.where(EVENT.c.last < filter.first)) if filter.first else None,
        session.scalar(after.where(EVENT.c.first > filter.last)) if filter.last else None,
    )


def get_event(session: Session, id: str) -> EventDetail:
    """The event of this id, or the one that now holds the mention of this key. Raises NotFound."""
    row = session.execute(select(EVENT).where(EVENT.c.id == _find_id(session, id))).one_or_none()
    if row is None:
        raise NotFound("event", id)
    return next(list_details(session, [row]))


def find_neighbours(session: Session, id: str, filter: EventFilter) -> tuple[EventLine | None, EventLine | None]:
    """The events before and after this one in the filter's order, whether or not it passes the filter itself."""
    place = _find_place(session, filter, id)
    if place is None:
        raise NotFound("event", id)
    previous = _step(session, filter, place, 1, backwards=True)
    following = _step(session, filter, place, 1)
    lines = {line.id: line for line in list_lines(session, [*previous, *following], filter)}
    return (
        lines[previous[0].id] if previous else None,
        lines[following[0].id] if following else None,
    )


def list_event_details(session: Session, filter: EventFilter, batch: int = MAX_PAGE) -> Iterator[EventDetail]:
    """Every event that passes the filter, in its order, with all its mentions; for exports. Reads in batches."""
    place: Place | None = None
    while rows := _step(session, filter, place, batch):
        yield from list_details(session, rows, filter)
        place = _find_place(session, filter, rows[-1].id)
        if len(rows) < batch:
            return


def _step(
    session: Session, filter: EventFilter, place: Place | None, limit: int, *, backwards: bool = False
) -> Sequence[AnyRow]:
    """Rows in the filter's order behind a place, or the first ones."""
    index = index_of(session)
    ids = index.list_ids(filter, place[-1] if place else None, limit, backwards=backwards) if index else None
    if ids is not None:
        return list_events_of(session, ids, filter)
    order = order_of(filter, backwards=backwards)
    query = _rows_of(filter).where(*conditions(filter)).order_by(*ordering(order)).limit(limit)
    return session.execute(query.where(beyond(order, place)) if place else query).all()


def list_events_of(session: Session, ids: Sequence[str], filter: EventFilter) -> Sequence[AnyRow]:
    """The rows of these events as the filter sees them, in this order."""
    found = session.execute(_rows_of(filter, ids).where(EVENT.c.id.in_(ids)))
    rows = {row.id: row for row in found}
    return [rows[id] for id in ids if id in rows]


def _rows_of(filter: EventFilter, ids: Sequence[str] | None = None) -> Select[Any]:
    table, status, reported = events_of(filter, ids)
    own = [column for column in EVENT.c if column.name not in ("status", "reported")]
    return select(*own, status.label("status"), reported.label("reported")).select_from(table)


def _place_of_cursor(session: Session, filter: EventFilter, name: str, cursor: str) -> Place:
    place = _find_place(session, filter, cursor)
    if place is None:
        raise FilterError(name, cursor, sentence("这一页的位置已不存在"))
    return place


def _find_place(session: Session, filter: EventFilter, id: str) -> Place | None:
    """The values of the sort columns of the event that an id leads to; the last of them is its own id."""
    held = _find_id(session, id)
    table, _, _ = events_of(filter, (held,))
    columns = [column for column, _ in order_of(filter, among=(held,))]
    return session.execute(select(*columns).select_from(table).where(EVENT.c.id == held)).one_or_none()


def _find_id(session: Session, id: str) -> str:
    """Of the event that holds the mention of this key, or the one that took its place; else the id itself."""
    held = _find_holder(session, id)
    if held is None and (heir := find_heir(session, id)):
        held = _find_holder(session, heir)
    return held or id


def _find_holder(session: Session, key: str) -> str | None:
    return session.scalar(select(MENTION.c.event_id).where(MENTION.c.key == key))


def _is_any_behind(
    session: Session, filter: EventFilter, shown: Sequence[AnyRow], start: Place | None, *, backwards: bool
) -> bool:
    """Whether the list goes on behind the first row of this page, against the direction of reading."""
    place = _find_place(session, filter, shown[0].id) if shown else start
    return place is not None and bool(_step(session, filter, place, 1, backwards=not backwards))


def _count_mentions(session: Session, filter: EventFilter) -> int:
    if index := index_of(session):
        return index.count_reports(filter)
    query = select(func.count()).select_from(MENTION).where(MENTION.c.event_id.in_(event_ids(filter)))
    if filter.known:
        published = select(DOCUMENT.c.id).where(DOCUMENT.c.published <= filter.known)
        query = query.where(MENTION.c.document_id.in_(published))
    return session.scalar(query) or 0
