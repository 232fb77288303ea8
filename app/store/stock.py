"""What an archive holds, in the numbers that those who run it watch."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.store.runs import count_events
from app.store.tables import DOCUMENT, RUN


@dataclass(frozen=True)
class Stock:
    """`ingests` are the runs that came to their end, `ingested_at` is when the last of them did."""

    documents: int
    events: int
    ingests: int
    ingested_at: datetime | None


def take_stock(session: Session) -> Stock:
    documents = session.scalar(select(func.count()).select_from(DOCUMENT)) or 0
    ended = select(func.count(RUN.c.finished_at), func.max(RUN.c.finished_at))
    ingests, ingested_at = session.execute(ended).one()
    return Stock(documents, count_events(session), ingests, ingested_at)
