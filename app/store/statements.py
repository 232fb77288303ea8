"""Statements: who said what, where it stands, and at which event."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.extraction.mentions import StatementKind
from app.store.passages import LABEL, AnyRow, label_of
from app.store.snapshots import load_drift, load_time
from app.store.tables import DOCUMENT, STATEMENT
from app.store.views import StatementView


def list_statements(
    session: Session,
    *,
    document: str | None = None,
    event: str | None = None,
    speaker: str | None = None,
    utterance: str | None = None,
    limit: int | None = None,
) -> tuple[StatementView, ...]:
    """Statements of a document, at an event, by a speaker, or all versions of an utterance; all, without a choice.
    Oldest documents first."""
    chosen = (
        (STATEMENT.c.document_id, document),
        (STATEMENT.c.event_id, event),
        (STATEMENT.c.speaker, speaker),
        (STATEMENT.c.utterance, utterance),
    )
    return find_statements(session, *(column == value for column, value in chosen if value is not None), limit=limit)


def find_statements(
    session: Session, *conditions: ColumnElement[bool], limit: int | None = None
) -> tuple[StatementView, ...]:
    columns = [column for column in STATEMENT.c if column.name != "document_id"]
    found = session.execute(
        select(*columns, *LABEL)
        .join(DOCUMENT, DOCUMENT.c.id == STATEMENT.c.document_id)
        .where(*conditions)
        .order_by(DOCUMENT.c.published.is_(None), DOCUMENT.c.published, DOCUMENT.c.id, STATEMENT.c.start)
        .limit(limit)
    )
    return tuple(_statement_of(row) for row in found)


def _statement_of(row: AnyRow) -> StatementView:
    return StatementView(
        key=row.key,
        document=label_of(row),
        start=row.start,
        end=row.end,
        quote=row.quote,
        verb=row.verb,
        kind=StatementKind(row.kind),
        speaker=row.speaker,
        speaker_words=row.speaker_words,
        how=row.how,
        via=row.via,
        time=load_time(row.time_json),
        event_id=row.event_id,
        utterance=row.utterance,
        drift=load_drift(row.drift_json),
    )
