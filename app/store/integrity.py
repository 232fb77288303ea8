"""Whether the whole database still says what it should: its pages, keys and quotes, the search index, the hashes."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Table, exists, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from app.errors import QuoteMismatch
from app.store.checks import check_spans
from app.store.dialects import is_postgresql
from app.store.load import document_of
from app.store.phrases import list_wrong_tokens
from app.store.search import searchable
from app.store.snapshots import load_extraction
from app.store.tables import (
    DOCUMENT,
    EVENT,
    EVENT_ACTOR,
    EVENT_TEXT,
    MENTION,
    STATEMENT,
    VOICE,
    document_id,
    metadata,
    text_rowid,
)


def list_damages(session: Session) -> Iterator[str]:
    """One line for each thing that is wrong. Needs a session that may write: the search index only checks itself when
    told to by an INSERT, which changes nothing."""
    yield from _damaged_pages(session)
    yield from _damaged_documents(session)
    yield from _damaged_events(session)
    yield from _damaged_search(session)


def _damaged_pages(session: Session) -> Iterator[str]:
    """Of PostgreSQL only the keys: pg_amcheck looks at its pages."""
    if is_postgresql(session):
        yield from _lost_keys(session)
        return
    for row in session.execute(text("PRAGMA integrity_check")):
        if row[0] != "ok":
            yield f"database: {row[0]}"
    for row in session.execute(text("PRAGMA foreign_key_check")):
        yield f"table {row[0]}: row {row[1]} leads to no row of {row[2]}"


def _lost_keys(session: Session) -> Iterator[str]:
    for key in (key for table in metadata.sorted_tables for key in table.foreign_keys):
        there = exists().where(key.column == key.parent)
        lost = select(key.parent).where(key.parent.is_not(None), ~there).distinct()
        for value in session.scalars(lost):
            yield f"table {key.parent.table.name}: {key.parent.name} {value} leads to no row of {key.column.table.name}"


def _damaged_documents(session: Session) -> Iterator[str]:
    for row in session.execute(select(DOCUMENT).order_by(DOCUMENT.c.key).execution_options(yield_per=100)):
        if row.id != document_id(row.key):
            yield f"document {row.key}: its id {row.id} is not that of its key"
        if len(row.sha256) != 64 or not set(row.sha256) <= set("0123456789abcdef"):
            yield f"document {row.key}: {row.sha256!r} is no SHA-256"
        try:
            check_spans(document_of(row), load_extraction(row.extraction_json))
        except QuoteMismatch as error:
            yield f"document {error}"
        except ValueError as error:
            yield f"document {row.key}: cannot be read: {error}"
        for table in (MENTION, STATEMENT):
            yield from _damaged_quotes(session, table, row.id, row.text)


def _damaged_quotes(session: Session, table: Table, id: str, words: str) -> Iterator[str]:
    for row in session.execute(select(table).where(table.c.document_id == id)):
        if row.quote != words[row.start : row.end]:
            yield f"{table.name} {row.key}: its quote is not {id}[{row.start}:{row.end}]"


def _damaged_events(session: Session) -> Iterator[str]:
    told: dict[str, set[str]] = defaultdict(set)
    for row in session.execute(select(MENTION.c.event_id, MENTION.c.key)):
        told[row.event_id].add(row.key)
    for row in session.execute(select(EVENT)):
        for name in ("id", "shown", "date_from"):
            if getattr(row, name) not in told[row.id]:
                yield f"event {row.id}: its {name} is none of its mentions"


def _damaged_search(session: Session) -> Iterator[str]:
    if is_postgresql(session):
        yield from list_wrong_tokens(session)
    else:
        try:
            session.execute(text("INSERT INTO event_text(event_text) VALUES ('integrity-check')"))
        except DatabaseError as error:
            yield f"search index: {error.orig}"
            return
    found = {row.rowid: row for row in session.execute(select(EVENT_TEXT))}
    expected = _words(session)
    for id, words in expected.items():
        row = found.pop(text_rowid(id), None)
        if row is None or row.event_id != id or row.words != words:
            yield f"search index: the words of event {id} are not those of its mentions"
    for row in found.values():
        yield f"search index: words of {row.event_id}, which is no event"


def _words(session: Session) -> dict[str, str]:
    quotes: dict[str, list[str]] = defaultdict(list)
    for row in session.execute(select(MENTION.c.event_id, MENTION.c.quote).order_by(MENTION.c.position)):
        quotes[row.event_id].append(row.quote)
    names: dict[str, list[str]] = defaultdict(list)
    part = select(EVENT_ACTOR).where(EVENT_ACTOR.c.role != VOICE).order_by(EVENT_ACTOR.c.position)
    for row in session.execute(part):
        names[row.event_id].append(row.actor)
    events = session.execute(select(EVENT.c.id, EVENT.c.title))
    return {row.id: searchable([row.title, *quotes[row.id], *names[row.id]]) for row in events}
