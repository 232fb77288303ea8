"""All rows of one database into another, of SQLite or PostgreSQL, as both were at one moment."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Engine, Table, TableClause, delete, insert, select, text
from sqlalchemy.orm import Session

from app.store.dialects import is_postgresql
from app.store.engine import open_session
from app.store.phrases import save_words
from app.store.tables import EVENT_CHANGE, EVENT_TEXT, metadata

_AT_ONCE = 2_000
# The journal of changes writes itself.
_TABLES = tuple(table for table in metadata.sorted_tables if table is not EVENT_CHANGE)
_NUMBERED = (("run", "id"), ("event_change", "seq"))

Rows = Sequence[Mapping[str, Any]]


def fill(source: Engine, target: Engine) -> None:
    """Everything into a database that has tables and no rows."""
    with open_session(source) as reading, open_session(target, writing=True) as writing:
        _copy_all(reading, writing)


def replace(source: Engine, target: Engine) -> None:
    """Everything in the place of all that was there; readers see the one or the other."""
    with open_session(source) as reading, open_session(target, writing=True) as writing:
        for table in (EVENT_TEXT, *reversed(_TABLES)):
            writing.execute(delete(table))
        _copy_all(reading, writing)


def _copy_all(reading: Session, writing: Session) -> None:
    for table in _TABLES:
        for rows in _parts(reading, table):
            writing.execute(insert(table), rows)
    for rows in _parts(reading, EVENT_TEXT):
        save_words(writing, rows)
    if is_postgresql(writing):
        for name, column in _NUMBERED:
            last = f"(SELECT max({column}) FROM {name})"
            writing.execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', '{column}'), {last})"))


def _parts(session: Session, table: Table | TableClause) -> Iterator[Rows]:
    found = session.execute(select(table), execution_options={"yield_per": _AT_ONCE})
    for part in found.mappings().partitions():
        yield [dict(row) for row in part]
