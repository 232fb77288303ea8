"""Runs of the ingest job."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from app.store.history import keep_history
from app.store.tables import EVENT, RUN


@dataclass(frozen=True)
class Run:
    """`report` is empty for one that was stopped; `finished_at` is then when a later one finished its work."""

    id: int
    started_at: datetime
    finished_at: datetime | None
    report: Mapping[str, Any]


def start_run(session: Session, now: datetime) -> int:
    """The id of a new run."""
    added = session.execute(insert(RUN).values(started_at=now, report={}).returning(RUN.c.id))
    return int(added.scalar_one())


def finish_run(session: Session, run: int, now: datetime, report: Mapping[str, Any]) -> None:
    """Ends this run, and with it every earlier one: what they left unlinked is linked now."""
    session.execute(update(RUN).where(RUN.c.id == run).values(report=dict(report)))
    session.execute(update(RUN).where(RUN.c.id <= run, RUN.c.finished_at.is_(None)).values(finished_at=now))
    keep_history(session, run)


def list_runs(session: Session) -> list[Run]:
    """Newest first."""
    columns = (RUN.c.id, RUN.c.started_at, RUN.c.finished_at, RUN.c.report)
    return [Run(*row) for row in session.execute(select(*columns).order_by(RUN.c.id.desc()))]


def count_events(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(EVENT)) or 0


def newest_run(session: Session) -> tuple[int, datetime | None] | None:
    """Which run was the last, and when it ended: what was computed from all documents holds until this changes."""
    row = session.execute(select(RUN.c.id, RUN.c.finished_at).order_by(RUN.c.id.desc()).limit(1)).one_or_none()
    return (row.id, row.finished_at) if row else None
