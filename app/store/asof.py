"""What was known on a day: the events told of by then, and what their reports made of them.

Only documents that say when they were published count; of an undated one nobody knows whether it was out.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import CTE, ColumnElement, String, and_, case, func, literal, or_, select, true, type_coerce
from sqlalchemy.orm import Session

from app.extraction.mentions import Status
from app.store.dialects import days_between
from app.store.tables import DOCUMENT, EVENT, MENTION


@dataclass(frozen=True)
class Published:
    """How many documents were out by a day, and how many do not say when they came out."""

    known: int
    undated: int


def told_by(day: date, among: tuple[str, ...] | None = None) -> CTE:
    """`event_id`, `status`, `reported` (the latest publication) and `mentions` of each event that a document
    published by then tells of. Statuses follow the rule of linking (`linking.aggregate`) over those reports alone.
    `among`: only of the events of these ids."""
    return _told_by(day, among)


# One value a day: a query that names it twice must mean the same table.
@lru_cache(maxsize=64)
def _told_by(day: date, among: tuple[str, ...] | None) -> CTE:
    denied = _flag(MENTION.c.status == Status.DENIED)
    confirmed = and_(
        MENTION.c.status == Status.HAPPENED, or_(EVENT.c.last.is_(None), DOCUMENT.c.published >= EVENT.c.last)
    )
    foretold = days_between(EVENT.c.first, DOCUMENT.c.published) > 1
    last_word = func.max(MENTION.c.position * 2 + denied) % 2  # mentions stand in the order of report
    is_over = func.coalesce(func.max(EVENT.c.last) < day, literal(False))
    planned = MENTION.c.status.in_((Status.PLANNED, Status.LAPSED))
    status = case(
        (or_(last_word == 1, func.min(denied) == 1), Status.DENIED.value),
        (func.max(_flag(confirmed)) == 1, Status.HAPPENED.value),
        (
            or_(func.max(_flag(planned)) == 1, func.min(_flag(foretold)) == 1),
            case((is_over, Status.LAPSED.value), else_=Status.PLANNED.value),
        ),
        else_=Status.HAPPENED.value,
    )
    return (
        select(
            MENTION.c.event_id,
            type_coerce(status, String).label("status"),
            func.max(DOCUMENT.c.published).label("reported"),
            func.count().label("mentions"),
        )
        .join(DOCUMENT, DOCUMENT.c.id == MENTION.c.document_id)
        .join(EVENT, EVENT.c.id == MENTION.c.event_id)
        .where(DOCUMENT.c.published <= day, true() if among is None else MENTION.c.event_id.in_(among))
        .group_by(MENTION.c.event_id)
        .cte("told")
    )


def count_published(session: Session, day: date) -> Published:
    # Each reads a part of an index; together they would read all of it.
    known = select(func.count()).select_from(DOCUMENT).where(DOCUMENT.c.published <= day)
    undated = select(func.count()).select_from(DOCUMENT).where(DOCUMENT.c.published.is_(None))
    return Published(*session.execute(select(known.scalar_subquery(), undated.scalar_subquery())).one())


def _flag(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)
