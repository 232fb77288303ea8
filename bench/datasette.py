"""Datasette (0.65, from PyPI) on the same events, all limits lifted: a table with lists of actors, topics and sources,
one with one value of each, as it comes into being when a file is read in, and the same with an index on each column.

With each page it is asked for what the timeline has: the number of events, all facets, and how many there are by month.
It counts what is chosen, and not what could be chosen instead; and a range is asked for by first days alone, which an
index answers.
"""

import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from time import perf_counter, sleep
from urllib.parse import urlencode
from urllib.request import urlopen

from app.filters import EventFilter

LISTS, SINGLE, INDEXED = "lists", "single", "indexed"
_SETTINGS = {
    "sql_time_limit_ms": 3_600_000,
    "facet_time_limit_ms": 3_600_000,
    "default_facet_size": 30,
    "suggest_facets": 0,
    "num_sql_threads": 1,
    "cache_size_kb": 32_768,
}
_MANY = {"actor": "event_actor", "topic": "event_topic", "source": "event_source"}
_COLUMN = {"actor": "actor", "topic": "topic", "source": "publisher"}
_ONE = ("type", "status", "place", "precision")
_MONTH = "month"
_COLUMNS = f"id, title, first, last, {_MONTH}, {', '.join(_ONE)}"


def make_tables(archive: Path, target: Path) -> None:
    """What the facets of the timeline are counted from, of the events that it shows when nothing is chosen."""
    lists = ", ".join(
        f"(SELECT json_group_array({_COLUMN[name]}) FROM source.{table} WHERE event_id = e.id) AS {name}"
        for name, table in _MANY.items()
    )
    own = _COLUMNS.replace(_MONTH, f"substr(first, 1, 7) AS {_MONTH}")
    single = ", ".join(f"json_extract({name}, '$[0]') AS {name}" for name in _MANY)
    with closing(sqlite3.connect(target)) as connection:
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("ATTACH ? AS source", (f"file:{archive}?mode=ro",))
        connection.execute(
            f"CREATE TABLE {LISTS} AS SELECT {own}, {lists} FROM source.event e"
            " WHERE salience >= 2.5 AND NOT background AND folded_into IS NULL ORDER BY chronology, grain"
        )
        connection.execute(f"CREATE TABLE {SINGLE} AS SELECT {_COLUMNS}, {single} FROM {LISTS}")
        connection.execute(f"CREATE TABLE {INDEXED} AS SELECT * FROM {SINGLE}")
        for table, columns in ((LISTS, ("first", _MONTH, *_ONE)), (INDEXED, ("first", _MONTH, *_ONE, *_MANY))):
            for column in columns:
                connection.execute(f"CREATE INDEX {table}_{column} ON {table} ({column})")
        connection.execute("ANALYZE main")
        connection.commit()


@contextmanager
def serving(program: str, database: Path) -> Iterator[str]:
    """The address of its tables."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = [word for name, value in _SETTINGS.items() for word in ("--setting", name, str(value))]
    command = [program, "serve", "--immutable", str(database), "--port", str(port), *settings]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        base = f"http://127.0.0.1:{port}/{database.stem}"
        _wait(base)
        yield base
    finally:
        server.terminate()
        server.wait()


def seconds(base: str, table: str, filter: EventFilter) -> float:
    """How long it takes to make the page of a filter."""
    began = perf_counter()
    with urlopen(f"{base}/{table}?{urlencode(list(_pairs(table, filter)))}", timeout=3600) as answer:
        answer.read()
        assert answer.status == 200
    return perf_counter() - began


def can_ask(filter: EventFilter, table: str) -> bool:
    """Words and what was known are for others to find; one value cannot be two."""
    return not filter.words and filter.known is None and not (filter.actor_all and table != LISTS)


def _pairs(table: str, filter: EventFilter) -> Iterator[tuple[str, str]]:
    for name in (*_MANY, *_ONE):
        is_list = table == LISTS and name in _MANY
        yield "_facet_array" if is_list else "_facet", name
        for value in getattr(filter, name):
            yield f"{name}__{'arraycontains' if is_list else 'exact'}", value
        for value in getattr(filter, f"{name}_not"):
            yield f"{name}__{'arraynotcontains' if is_list else 'not'}", value
    yield from _days(filter.first, filter.last)
    yield from (("_facet", _MONTH), ("_size", "50"), ("_sort", "first"))


def _days(first: date | None, last: date | None) -> Iterator[tuple[str, str]]:
    if first:
        yield "first__gte", first.isoformat()
    if last:
        yield "first__lte", last.isoformat()


def _wait(base: str) -> None:
    for _ in range(600):
        try:
            with urlopen(f"{base}.json", timeout=60):
                return
        except OSError:
            sleep(0.1)
    raise TimeoutError(base)
