"""Events as lists, one by one, and their neighbours in a list."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import FilterError, NotFound, TakesTooLong
from app.filters import EventFilter, Show, changed
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
    """One page in the filter's order with the lines of its events: `list_page` for what the rest means."""
    page = list_page(session, filter, after=after, before=before, limit=limit)
    return replace(page, lines=list_lines(session, list_events_of(session, page.ids, filter), filter))


def list_page(
    session: Session, filter: EventFilter, *, after: str | None = None, before: str | None = None, limit: int = 50
) -> EventPage:
    """Which events stand on one page in the filter's order, at most MAX_PAGE; their lines are not read.

    A cursor is the key of any mention of the event that the page follows or precedes; so it keeps its place when
    linking has changed the events. Raises FilterError for one that leads nowhere. `after` counts before `before`.
    """
    backwards = before is not None and after is None
    name, cursor = ("before", before) if backwards else ("after", after)
    limit = max(1, min(limit, MAX_PAGE))
    start = _find_start(session, name, cursor) if cursor else None
    found = _step(session, filter, start, limit + 1, backwards=backwards)
    shown = found[:limit]
    more = len(found) > limit
    behind = start is not None and _is_any_behind(session, filter, shown[0] if shown else start, backwards=backwards)
    if backwards:
        shown, more, behind = shown[::-1], behind, more
    total, mentions, hidden, is_least = len(shown) + more + behind, 0, 0, True
    with suppress(TakesTooLong), patient(session, COUNTING_SECONDS):
        total, mentions, is_least = count(session, filter), _count_mentions(session, filter), False
        hidden = 0 if filter.shows_all else count(session, changed(filter, show=Show.ALL)) - total
    return EventPage(
        ids=tuple(shown),
        total=total,
        mentions=mentions,
        after=shown[-1] if more and shown else None,
        before=shown[0] if behind and shown else None,
        hidden=hidden,
        is_least=is_least,
    )


def count(session: Session, filter: EventFilter) -> int:
    if index := index_of(session):
        return index.count(filter)
    return session.scalar(count_events(filter)) or 0


def find_nearest_days(session: Session, filter: EventFilter) -> tuple[date | None, date | None]:
    """The last day before the filter's range, and the first after it, that its other conditions have an event on."""
    if index := index_of(session):
        return index.find_nearest(filter)
    anywhere = conditions(changed(filter, first=None, last=None))
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
    held = _find_id(session, id)
    if not _is_there(session, held):
        raise NotFound("event", id)
    previous = _step(session, filter, held, 1, backwards=True)
    following = _step(session, filter, held, 1)
    rows = list_events_of(session, [*previous, *following], filter)
    lines = {line.id: line for line in list_lines(session, rows, filter)}
    return (
        lines.get(previous[0]) if previous else None,
        lines.get(following[0]) if following else None,
    )


def list_event_details(session: Session, filter: EventFilter, batch: int = MAX_PAGE) -> Iterator[EventDetail]:
    """Every event that passes the filter, in its order, with all its mentions; for exports. Reads in batches."""
    start: str | None = None
    while ids := _step(session, filter, start, batch):
        yield from list_details(session, list_events_of(session, ids, filter), filter)
        start = ids[-1]
        if len(ids) < batch:
            return


def _step(
    session: Session, filter: EventFilter, start: str | None, limit: int, *, backwards: bool = False
) -> list[str]:
    """Ids in the filter's order behind the event of this id, or the first ones."""
    index = index_of(session)
    ids = index.list_ids(filter, start, limit, backwards=backwards) if index else None
    if ids is not None:
        return ids
    table, _, _ = events_of(filter)
    order = order_of(filter, backwards=backwards)
    query = select(EVENT.c.id).select_from(table).where(*conditions(filter)).order_by(*ordering(order)).limit(limit)
    if start is None:
        return list(session.scalars(query))
    place = _find_place(session, filter, start)
    return list(session.scalars(query.where(beyond(order, place)))) if place else []


def list_events_of(
    session: Session, ids: Sequence[str], filter: EventFilter, columns: Sequence[str] | None = None
) -> Sequence[AnyRow]:
    """The rows of these events as the filter sees them, in this order; of all columns or of those named."""
    if not ids:
        return []
    table, status, reported = events_of(filter, ids)
    seen = {"status": status.label("status"), "reported": reported.label("reported")}
    wanted = [seen.get(name, EVENT.c[name]) for name in columns or EVENT.c.keys()]
    found = session.execute(select(*wanted).select_from(table).where(EVENT.c.id.in_(ids)))
    rows = {row.id: row for row in found.all()}
    return [rows[id] for id in ids if id in rows]


def _find_start(session: Session, name: str, cursor: str) -> str:
    """The id of the event that a cursor leads to."""
    held = _find_id(session, cursor)
    if not _is_there(session, held):
        raise FilterError(name, cursor, sentence("这一页的位置已不存在"))
    return held


def _is_there(session: Session, id: str) -> bool:
    return session.scalar(select(EVENT.c.id).where(EVENT.c.id == id)) is not None


def _find_place(session: Session, filter: EventFilter, id: str) -> Place | None:
    """The values of an event in the sort columns; the last of them is its id."""
    table, _, _ = events_of(filter, (id,))
    columns = [column for column, _ in order_of(filter, among=(id,))]
    return session.execute(select(*columns).select_from(table).where(EVENT.c.id == id)).one_or_none()


def _find_id(session: Session, id: str) -> str:
    """Of the event that holds the mention of this key, or the one that took its place; else the id itself."""
    held = _find_holder(session, id)
    if held is None and (heir := find_heir(session, id)):
        held = _find_holder(session, heir)
    return held or id


def _find_holder(session: Session, key: str) -> str | None:
    return session.scalar(select(MENTION.c.event_id).where(MENTION.c.key == key))


def _is_any_behind(session: Session, filter: EventFilter, first: str, *, backwards: bool) -> bool:
    """Whether the list goes on behind the first row of a page, against the direction of reading."""
    return bool(_step(session, filter, first, 1, backwards=not backwards))


def _count_mentions(session: Session, filter: EventFilter) -> int:
    if index := index_of(session):
        return index.count_reports(filter)
    query = select(func.count()).select_from(MENTION).where(MENTION.c.event_id.in_(event_ids(filter)))
    if filter.known:
        published = select(DOCUMENT.c.id).where(DOCUMENT.c.published <= filter.known)
        query = query.where(MENTION.c.document_id.in_(published))
    return session.scalar(query) or 0
