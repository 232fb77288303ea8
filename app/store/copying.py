"""All rows of one database into another, as they were at one moment: between files of SQLite and PostgreSQL."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Engine, delete, insert, select, text
from sqlalchemy.orm import Session

from app.store.dialects import read_rows
from app.store.engine import open_session
from app.store.phrases import index_words
from app.store.tables import EVENT_CHANGE, EVENT_TEXT, metadata

_AT_ONCE = 2_000
# The journal of changes writes itself.
_TABLES = tuple(table for table in metadata.sorted_tables if table is not EVENT_CHANGE)
_NUMBERED = (("run", "id"), ("event_change", "seq"))


def fill_file(server: Engine, file: Engine) -> None:
    """Everything in PostgreSQL into a file of SQLite that has tables and no rows."""
    with open_session(server) as reading, open_session(file, writing=True) as writing:
        for table in (*_TABLES, EVENT_TEXT):
            found = reading.execute(select(table), execution_options={"yield_per": _AT_ONCE})
            for part in found.mappings().partitions():
                writing.execute(insert(table), [dict(row) for row in part])


def fill_server(file: Engine, server: Engine) -> None:
    """Everything in a file of SQLite in the place of all that is in PostgreSQL; readers see the one or the other."""
    with open_session(file) as reading, open_session(server, writing=True) as writing:
        for table in (EVENT_TEXT, *reversed(_TABLES)):
            writing.execute(delete(table))
        for table in _TABLES:
            rows = read_rows(reading, select(table), {}, _AT_ONCE)
            _copy(writing, table.name, [column.name for column in table.c], rows)
        texts = read_rows(reading, select(EVENT_TEXT), {}, _AT_ONCE)
        _copy(writing, EVENT_TEXT.name, ["rowid", "event_id", "words", "folded", "tokens"], texts, _with_tokens)
        for name, column in _NUMBERED:
            last = f"(SELECT max({column}) FROM {name})"
            writing.execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', '{column}'), {last})"))
        # Plans for tables that were empty a moment ago would be poor ones.
        writing.execute(text("ANALYZE"))


def _with_tokens(row: Sequence[Any]) -> Sequence[Any]:
    found = index_words(row[2])
    return *row, found["folded"], found["tokens"]


def _copy(
    session: Session,
    table: str,
    columns: Sequence[str],
    parts: Iterator[list[Sequence[Any]]],
    change: Callable[[Sequence[Any]], Sequence[Any]] = tuple,
) -> None:
    """By COPY, which reads what SQLite keeps: days, moments and JSON as text, truth as 0 and 1."""
    listed = ", ".join(f'"{name}"' for name in columns)
    driver: Any = session.connection().connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f'COPY "{table}" ({listed}) FROM STDIN') as copying:
        for part in parts:
            for row in part:
                copying.write_row(change(row))
