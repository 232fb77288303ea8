"""How this program uses SQLite: one file in WAL mode, one writer at a time, who waits for its turn."""

import sqlite3
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from app.errors import SettingsError
from app.store.snapshots import dump_json

_PRAGMAS = ("synchronous=NORMAL", "foreign_keys=ON", "cache_size=-32768")
# For the journal of a new database, which two programs may begin to use at once, SQLite itself does not wait.
_LONGEST, _PAUSE = 30.0, 0.05  # seconds


def open_file(address: URL, wait: float) -> Engine:
    """Makes the folder of the file. Raises SettingsError when that cannot be."""
    if address.database and not address.database.startswith((":", "file:")):
        _make_folder(Path(address.database).parent)
    engine = create_engine(address, json_serializer=dump_json)
    event.listen(engine, "connect", partial(_prepare, wait))
    event.listen(engine, "begin", _begin)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"{folder}: cannot make this folder for the database: {error.strerror}") from error


def _prepare(wait: float, connection: Any, _record: object) -> None:
    # The driver would begin transactions late and without a say; _begin does it instead.
    connection.isolation_level = None
    for pragma in (f"busy_timeout={wait * 1000:.0f}", *_PRAGMAS):
        connection.execute(f"PRAGMA {pragma}")
    _keep_journal(connection, monotonic() + min(wait, _LONGEST))


def _keep_journal(connection: Any, until: float) -> None:
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if monotonic() > until or error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
        sleep(_PAUSE)


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("foreign_keys", True):
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    # A writer waits for its turn here; begun late, it would fail in the middle instead.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writing") else "BEGIN")
