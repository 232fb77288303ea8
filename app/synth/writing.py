"""Writing the synthetic archive in bulk: one process writes what others make."""

import gc
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

from sqlalchemy import Connection, Engine, func, select

from app.errors import SettingsError
from app.garbage import uncollected
from app.store.tables import ACTOR, DOCUMENT, metadata
from app.synth.rows import COLUMNS, PART, Row, Rows, actor_row, make_part
from app.synth.world import world

_AHEAD = 4  # parts that are made before they are needed
# Nobody else reads or writes an archive that is being made, and one that was not finished is worth nothing.
_IN_BULK = (
    "foreign_keys=OFF",
    "journal_mode=OFF",
    "synchronous=OFF",
    "cache_size=-400000",
    "temp_store=MEMORY",
    "threads=2",  # which sort, for the indexes
)
_FILLED = tuple(metadata.tables[name] for name in COLUMNS if name in metadata.tables)


def write_archive(engine: Engine, events: int, seed: int = 1) -> int:
    """Fill an empty database, whose tables are there, with so many events; returns how many documents tell of them.

    Raises SettingsError when it holds documents already, or is none of SQLite. Indexes are made when all is in.
    """
    with engine.connect() as connection:
        if connection.scalar(select(func.count()).select_from(DOCUMENT)):
            raise SettingsError(f"{engine.url} holds documents; a synthetic archive needs an empty database")
        if engine.dialect.name != "sqlite":
            raise SettingsError(f"{engine.url}: make a synthetic archive in SQLite; backup and restore bring it here")
        connection.rollback()
        connection.detach()  # its settings are for this alone
        for pragma in _IN_BULK:
            _pragma(connection, pragma)
        with connection.begin(), uncollected():
            documents = _fill(connection, events, seed)
        _pragma(connection, "journal_mode=WAL")
    return documents


def _pragma(connection: Connection, pragma: str) -> None:
    """Outside of any transaction, where alone these are heard."""
    connection.connection.cursor().execute(f"PRAGMA {pragma}")


def _fill(connection: Connection, events: int, seed: int) -> int:
    for table in _FILLED:
        for index in table.indexes:
            index.drop(connection)
    _insert(connection, ACTOR.name, "name kind country office", map(actor_row, world().actors))
    documents = 0
    for rows in _parts(events, seed):
        documents += len(rows["document"])
        for name, columns in COLUMNS.items():
            _insert(connection, name, columns, rows[name])
    for table in _FILLED:
        for index in table.indexes:
            index.create(connection)
    connection.exec_driver_sql("ANALYZE")
    return documents


def _parts(events: int, seed: int) -> Iterator[Rows]:
    # Rows are no garbage, and nobody need look through them.
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn"), gc.disable) as makers:
        waiting: deque[Future[Rows]] = deque()
        for number in range(-(-events // PART)):
            waiting.append(makers.submit(make_part, seed, number, events))
            if len(waiting) > _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _insert(connection: Connection, table: str, columns: str, rows: Iterable[Row]) -> None:
    names = columns.split()
    listed, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    found = list(rows)
    if found:
        connection.exec_driver_sql(f"INSERT INTO {table} ({listed}) VALUES ({marks})", found)
