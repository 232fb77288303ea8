"""The database: opening it, bringing its tables up to date, and sessions that read or write."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from app.errors import SettingsError
from app.store.snapshots import dump_json

_APP = Path(__file__).resolve().parents[1]
# Beside app/ in a checkout, inside it when installed.
_MIGRATIONS = _APP / "migrations" if (_APP / "migrations").is_dir() else _APP.parent / "migrations"
# A second ingest waits for the first, which links everything in one transaction when much has changed.
_PRAGMAS = ("busy_timeout=600000", "synchronous=NORMAL", "foreign_keys=ON", "cache_size=-32768")
# For the journal of a new database, which two programs may begin to use at once, SQLite itself does not wait.
_TRIES, _PAUSE = 600, 0.05  # seconds


def make_engine(url: str) -> Engine:
    """An engine for a SQLite address; makes the folder of its file. Raises SettingsError for any other address."""
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise SettingsError(f"{url!r} is no database address; one looks like sqlite:///data/annals.db") from error
    if address.get_backend_name() != "sqlite":
        raise SettingsError(f"{address.get_backend_name()} is not supported; use sqlite:///data/annals.db")
    if address.database and not address.database.startswith((":", "file:")):
        _make_folder(Path(address.database).parent)
    engine = create_engine(address, json_serializer=dump_json)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def open_session(engine: Engine, *, writing: bool = False) -> Iterator[Session]:
    """A session in one transaction. A writing one holds the only write lock and commits unless an error leaves it."""
    with Session(engine) as session:
        if writing:
            session.connection(execution_options={"writing": True})
        yield session
        if writing:
            session.commit()


def migrate(engine: Engine) -> None:
    """Bring the tables to the newest revision. Raises SettingsError when the database is from a later program."""
    with _migrating(engine) as config:
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise SettingsError(f"{engine.url}: this program does not know its tables: {error}") from error


def newest_revision() -> str | None:
    return ScriptDirectory(str(_MIGRATIONS)).get_current_head()


def is_known_revision(revision: str) -> bool:
    return revision in {script.revision for script in ScriptDirectory(str(_MIGRATIONS)).walk_revisions()}


@contextmanager
def _migrating(engine: Engine) -> Iterator[Config]:
    """An Alembic configuration on one connection; what is done with it happens in one transaction or not at all."""
    with engine.execution_options(writing=True, foreign_keys=False).connect() as connection:
        # Altering a table in SQLite makes a new one and drops the old, which foreign keys would answer by deleting.
        # The connection is not given back afterwards, so that the pool only holds those that enforce them.
        connection.detach()
        with connection.begin():
            yield migration_config(connection)


def migration_config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


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
