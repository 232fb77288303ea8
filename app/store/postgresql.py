"""How this program uses PostgreSQL: readers see one moment, one writer at a time, text in the order of its characters.

It needs the extra `postgres` (psycopg) and a database in UTF-8; the locale of the database does not matter.
"""

import re
from functools import lru_cache, partial
from importlib.util import find_spec
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from app.errors import SettingsError
from app.store.snapshots import dump_json

_SETTINGS = {
    "TimeZone": "UTC",
    "DateStyle": "ISO, YMD",
    # A page is of one moment, as in SQLite; _begin asks for another for writers.
    "default_transaction_isolation": "repeatable read",
    # Plans are made for the values at hand: an actor may be in half of all events or in one.
    "plan_cache_mode": "force_custom_plan",
    "jit": "off",
    "work_mem": "64MB",
}
_CONNECT_SECONDS = 10
# More than keep one between two turns (web.deps), and few enough for several processes on one server.
_IDLE, _CONNECTIONS = 5, 24
# One writer at a time in each schema.
_WAIT = "SELECT pg_advisory_xact_lock(hashtextextended('annals ' || current_schema(), 0))"
_NOT_IN_ORDER = """
    SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = current_schema() AND data_type IN ('character varying', 'text')
        AND collation_name IS DISTINCT FROM 'C'
    ORDER BY table_name, column_name
"""
# What a server says, as far as anybody can do something about it. Connecting gives words only, no codes.
_REASONS = (
    ("password authentication failed|no password supplied", "the server refuses this user or password"),
    ('role "[^"]*" does not exist', "the server does not know this user"),
    ('database "[^"]*" does not exist', "the server has no such database; make it with: createdb {database}"),
    ("could not translate host name|failed to resolve host", "there is no host of this name"),
    ("Connection refused|No such file or directory|timeout expired|timed out|No route to host",
     "no PostgreSQL server answers there"),
    ("read-only transaction", "it can only be read"),
    ("permission denied", "this user may not do that: {said}"),
    ("lock timeout", "another program has been writing to it for too long"),
)  # fmt: skip


def open_server(address: URL, wait: float) -> Engine:
    """Raises SettingsError when the driver is not installed. Does not connect yet."""
    if find_spec("psycopg") is None:
        raise SettingsError("PostgreSQL needs psycopg: pip install 'annals[postgres]'")
    engine = create_engine(
        address.set(drivername="postgresql+psycopg"),
        json_serializer=dump_json,
        pool_pre_ping=True,
        max_overflow=_CONNECTIONS - _IDLE,
        pool_size=_IDLE,
        connect_args={} if "connect_timeout" in address.query else {"connect_timeout": _CONNECT_SECONDS},
    )
    event.listen(engine, "connect", partial(_prepare, wait))
    event.listen(engine, "begin", _begin)
    return engine


def keep_order(connection: Connection) -> None:
    """Text compares by its characters from here on, as in SQLite and Python, whatever locale the database has. Raises
    SettingsError for a database that cannot hold every character."""
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        raise SettingsError(f"{connection.engine.url}: its encoding is {encoding}; Annals needs a database in UTF8")
    changes: dict[str, list[str]] = {}
    for table, column in connection.exec_driver_sql(_NOT_IN_ORDER):
        changes.setdefault(table, []).append(f'ALTER COLUMN "{column}" TYPE varchar COLLATE "C"')
    for table, columns in changes.items():
        connection.exec_driver_sql(f'ALTER TABLE "{table}" {", ".join(columns)}')


def reason_of(error: DBAPIError, address: URL) -> str | None:
    """Why the database cannot be used, in one line; None when that is no fault of the database but one of ours."""
    said = " ".join(str(error.orig).split())
    for pattern, reason in _REASONS:
        if re.search(pattern, said):
            return reason.format(database=address.database, said=said)
    return said if error.connection_invalidated or isinstance(error.orig, _circumstances()) else None


def _circumstances() -> Any:
    import psycopg

    return psycopg.OperationalError


def _prepare(wait: float, connection: Any, _record: object) -> None:
    connection.adapters.register_dumper(str, _text_dumper())
    connection.autocommit = True
    settings = _SETTINGS | {"lock_timeout": f"{wait * 1000:.0f}ms"}
    connection.execute("; ".join(f"SET {name} = '{value}'" for name, value in settings.items()))
    connection.autocommit = False


@lru_cache(maxsize=1)
def _text_dumper() -> Any:
    """PostgreSQL knows no NUL: where an address or a text has one, another character that nobody means takes its place,
    so that no offset moves."""
    from psycopg.types.string import StrDumperUnknown

    class Dumper(StrDumperUnknown):
        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\0", "\ufffd") if "\0" in obj else obj)

    return Dumper


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("writing"):
        # What is asked for after waiting shows what the last writer left, statement by statement.
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
        connection.exec_driver_sql(_WAIT)
