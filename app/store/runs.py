"""Runs of the ingest job."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from app.store.tables import EVENT, RUN


def start_run(session: Session, now: datetime) -> int:
    """The id of a new run."""
    added = session.execute(insert(RUN).values(started_at=now, report={}).returning(RUN.c.id))
    return int(added.scalar_one())


def finish_run(session: Session, run: int, now: datetime, report: Mapping[str, Any]) -> None:
    """Ends this run, and with it every earlier one: what they left unlinked is linked now."""
    session.execute(update(RUN).where(RUN.c.id == run).values(report=dict(report)))
    session.execute(update(RUN).where(RUN.c.id <= run, RUN.c.finished_at.is_(None)).values(finished_at=now))


def count_events(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(EVENT)) or 0


def newest_run(session: Session) -> tuple[int, datetime | None] | None:
    """Which run was the last, and when it ended: what was computed from all documents holds until this changes."""
    row = session.execute(select(RUN.c.id, RUN.c.finished_at).order_by(RUN.c.id.desc()).limit(1)).one_or_none()
    return (row.id, row.finished_at) if row else None
