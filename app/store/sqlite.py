"""How this program uses SQLite: one file in WAL mode, one writer at a time, who waits for its turn."""

import logging
import sqlite3
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError

from app.errors import SettingsError
from app.store.snapshots import dump_json

_PRAGMAS = ("synchronous=NORMAL", "foreign_keys=ON")
# KB that a connection keeps of the file. A server has many that read, and the system keeps the file for all of them.
_WRITING_CACHE, _READING_CACHE = 32_768, 4_096
# For the journal of a new database, which two programs may begin to use at once, SQLite itself does not wait. Opening a
# file takes no longer.
_LONGEST, _PAUSE = 30.0, 0.05  # seconds
# So many seconds a writer waits without a word.
_SILENT = 3.0
_log = logging.getLogger(__name__)


def open_file(address: URL, wait: float) -> Engine:
    """Makes the folder of the file. Raises SettingsError when that cannot be."""
    if address.database and not address.database.startswith((":", "file:")):
        _make_folder(Path(address.database).parent)
    # Who reads for one answer keeps a connection from one thread's turn to the next: if any were waited for, those who
    # have them and those who want them could wait for each other.
    pool: dict[str, Any] = {} if ":memory:" in (address.database or ":memory:") else {"max_overflow": -1}
    engine = create_engine(address, json_serializer=dump_json, **pool)
    event.listen(engine, "connect", partial(_prepare, wait))
    event.listen(engine, "begin", partial(_begin, wait))
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"{folder}: cannot make this folder for the database: {error.strerror}") from error


def _prepare(wait: float, connection: Any, _record: object) -> None:
    # The driver would begin transactions late and without a say; _begin does it instead.
    connection.isolation_level = None
    # Writers wait for each other, but nobody for a program that keeps the whole file for itself.
    opening = min(wait, _LONGEST)
    connection.execute(f"PRAGMA busy_timeout={opening * 1000:.0f}")
    _keep_journal(connection, monotonic() + opening)
    for pragma in (f"busy_timeout={wait * 1000:.0f}", *_PRAGMAS):
        connection.execute(f"PRAGMA {pragma}")


def _keep_journal(connection: Any, until: float) -> None:
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if monotonic() > until or not _is_busy(error):
                raise
        sleep(_PAUSE)


def _begin(wait: float, connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("foreign_keys", True):
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    is_writing = options.get("writing")
    connection.exec_driver_sql(f"PRAGMA cache_size=-{_WRITING_CACHE if is_writing else _READING_CACHE}")
    if is_writing:
        _take_turn(connection, wait)
    else:
        connection.exec_driver_sql("BEGIN")


def _take_turn(connection: Connection, wait: float) -> None:
    """A writer waits for its turn here; begun late, it would fail in the middle instead. Who waits long says so."""
    try:
        _wait_at_most(connection, min(wait, _SILENT))
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        _wait_at_most(connection, wait)
    except OperationalError as error:
        _wait_at_most(connection, wait)
        if wait <= _SILENT or not _is_busy(error.orig):
            raise
        _log.warning("another program writes to %s; waiting for it", connection.engine.url.database)
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _wait_at_most(connection: Connection, seconds: float) -> None:
    connection.exec_driver_sql(f"PRAGMA busy_timeout={seconds * 1000:.0f}")


def _is_busy(error: BaseException | None) -> bool:
    return isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode == sqlite3.SQLITE_BUSY
