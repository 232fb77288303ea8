"""How this program uses SQLite: one file in WAL mode, one writer at a time, who waits for its turn."""

import sqlite3
from pathlib import Path
from time import sleep
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from app.errors import SettingsError
from app.store.snapshots import dump_json

# A second ingest waits for the first, which links everything in one transaction when much has changed.
_PRAGMAS = ("busy_timeout=600000", "synchronous=NORMAL", "foreign_keys=ON", "cache_size=-32768")
# For the journal of a new database, which two programs may begin to use at once, SQLite itself does not wait.
_TRIES, _PAUSE = 600, 0.05  # seconds


def open_file(address: URL) -> Engine:
    """Makes the folder of the file. Raises SettingsError when that cannot be."""
    if address.database and not address.database.startswith((":", "file:")):
        _make_folder(Path(address.database).parent)
    engine = create_engine(address, json_serializer=dump_json)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"{folder}: cannot make this folder for the database: {error.strerror}") from error


def _prepare(connection: Any, _record: object) -> None:
    # The driver would begin transactions late and without a say; _begin does it instead.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    _keep_journal(connection)


def _keep_journal(connection: Any) -> None:
    for left in reversed(range(_TRIES)):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if not left or error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
        sleep(_PAUSE)


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("foreign_keys", True):
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    # A writer waits for its turn here; begun late, it would fail in the middle instead.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writing") else "BEGIN")
