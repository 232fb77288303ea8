"""What the archive holds as a whole, and whether its tables are those that this program knows."""

from sqlalchemy import Engine, Table, func, select
from sqlalchemy.orm import Session

from app.store.engine import newest_revision, schema_revision
from app.store.tables import DOCUMENT, EVENT, MENTION, STATEMENT
from app.store.views import Counts


def count_all(session: Session) -> Counts:
    first, last = session.execute(select(func.min(EVENT.c.first), func.max(EVENT.c.last))).one()
    return Counts(
        documents=_count(session, DOCUMENT),
        events=_count(session, EVENT),
        undated=session.scalar(select(func.count()).select_from(EVENT).where(EVENT.c.first.is_(None))) or 0,
        mentions=_count(session, MENTION),
        statements=_count(session, STATEMENT),
        first=first,
        last=last,
        ingested_at=session.scalar(select(func.max(DOCUMENT.c.ingested_at))),
    )


def is_ready(engine: Engine) -> bool:
    """The tables are of the revision that this program works with."""
    return schema_revision(engine) == newest_revision()


def _count(session: Session, table: Table) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0
