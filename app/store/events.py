"""Events as lists, one by one, and their neighbours in a list."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import FilterError, NotFound
from app.filters import EventFilter, Show
from app.sentences import sentence
from app.store.lines import list_details, list_lines
from app.store.passages import AnyRow
from app.store.queries import (
    Order,
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
    order = order_of(filter, backwards=backwards)
    start = _place_of_cursor(session, filter, name, cursor, order) if cursor else None
    found = _step(session, filter, order, start, limit + 1)
    shown = found[:limit]
    more = len(found) > limit
    behind = bool(cursor) and _is_any_behind(session, filter, shown, start, order)
    if backwards:
        shown, more, behind = shown[::-1], behind, more
    total = count(session, filter)
    return EventPage(
        lines=list_lines(session, shown, filter),
        total=total,
        mentions=_count_mentions(session, filter),
        after=shown[-1].id if more and shown else None,
        before=shown[0].id if behind and shown else None,
        hidden=0 if filter.shows_all else count(session, replace(filter, show=Show.ALL)) - total,
    )


def count(session: Session, filter: EventFilter) -> int:
    return session.scalar(count_events(filter)) or 0


def find_nearest_days(session: Session, filter: EventFilter) -> tuple[date | None, date | None]:
    """The last day before the filter's range, and the first after it, that its other conditions have an event on."""
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
    forward, backward = order_of(filter), order_of(filter, backwards=True)
    place = _find_place(session, filter, id, forward)
    if place is None:
        raise NotFound("event", id)
    previous = _step(session, filter, backward, place, 1)
    following = _step(session, filter, forward, place, 1)
    lines = {line.id: line for line in list_lines(session, [*previous, *following], filter)}
    return (
        lines[previous[0].id] if previous else None,
        lines[following[0].id] if following else None,
    )


def list_event_details(session: Session, filter: EventFilter, batch: int = MAX_PAGE) -> Iterator[EventDetail]:
    """Every event that passes the filter, in its order, with all its mentions; for exports. Reads in batches."""
    order = order_of(filter)
    place: Place | None = None
    while rows := _step(session, filter, order, place, batch):
        yield from list_details(session, rows, filter)
        place = _find_place(session, filter, rows[-1].id, order)
        if len(rows) < batch:
            return


def _step(session: Session, filter: EventFilter, order: Order, place: Place | None, limit: int) -> Sequence[AnyRow]:
    table, status, reported = events_of(filter)
    own = [column for column in EVENT.c if column.name not in ("status", "reported")]
    query = select(*own, status.label("status"), reported.label("reported")).select_from(table)
    query = query.where(*conditions(filter)).order_by(*ordering(order)).limit(limit)
    return session.execute(query.where(beyond(order, place)) if place else query).all()


def _place_of_cursor(session: Session, filter: EventFilter, name: str, cursor: str, order: Order) -> Place:
    place = _find_place(session, filter, cursor, order)
    if place is None:
        raise FilterError(name, cursor, sentence("这一页的位置已不存在"))
    return place


def _find_place(session: Session, filter: EventFilter, id: str, order: Order) -> Place | None:
    """The values of the sort columns of the event that an id leads to."""
    table, _, _ = events_of(filter)
    columns = [column for column, _ in order]
    query = select(*columns).select_from(table).where(EVENT.c.id == _find_id(session, id))
    return session.execute(query).one_or_none()


def _find_id(session: Session, id: str) -> str:
    """Of the event that holds the mention of this key, or the one that took its place; else the id itself."""
    held = _find_holder(session, id)
    if held is None and (heir := find_heir(session, id)):
        held = _find_holder(session, heir)
    return held or id


def _find_holder(session: Session, key: str) -> str | None:
    return session.scalar(select(MENTION.c.event_id).where(MENTION.c.key == key))


def _is_any_behind(
    session: Session, filter: EventFilter, shown: Sequence[AnyRow], start: Place | None, order: Order
) -> bool:
    """Whether the list goes on behind the first row of this page, against the direction of reading."""
    back = tuple((column, not down) for column, down in order)
    place = _find_place(session, filter, shown[0].id, order) if shown else start
    return place is not None and bool(_step(session, filter, back, place, 1))


def _count_mentions(session: Session, filter: EventFilter) -> int:
    query = select(func.count()).select_from(MENTION).where(MENTION.c.event_id.in_(event_ids(filter)))
    if filter.known:
        published = select(DOCUMENT.c.id).where(DOCUMENT.c.published <= filter.known)
        query = query.where(MENTION.c.document_id.in_(published))
    return session.scalar(query) or 0
