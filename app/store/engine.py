"""The database: opening it, bringing its tables up to date, and sessions that read or write."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, OperationalError
from sqlalchemy.orm import Session

from app.errors import SettingsError
from app.store.postgresql import keep_order, open_server, reason_of
from app.store.sqlite import open_file

_APP = Path(__file__).resolve().parents[1]
# Beside app/ in a checkout, inside it when installed.
_MIGRATIONS = _APP / "migrations" if (_APP / "migrations").is_dir() else _APP.parent / "migrations"
_KINDS = {"sqlite": open_file, "postgresql": open_server, "postgres": open_server}
_PASSWORD = re.compile(r"(?<=:)[^:/@]*(?=@)")


# A second ingest waits for the first, which links everything in one transaction when much has changed; seconds.
WRITER_WAITS = 600.0


def make_engine(url: str, wait: float = WRITER_WAITS) -> Engine:
    """An engine for an address of SQLite, the folder of whose file is made, or of PostgreSQL. `wait` is for how many
    seconds it waits for what others lock. Raises SettingsError for any other address."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise SettingsError(
            f"{_PASSWORD.sub('***', url)!r} is no database address; one looks like sqlite:///data/annals.db"
        ) from error
    kind = address.get_backend_name()
    if kind not in _KINDS:
        raise SettingsError(f"{kind} is not supported; use sqlite:///data/annals.db or postgresql://user@host/annals")
    return _KINDS[kind](address, wait)


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
    """Bring the tables to the newest revision; a database that has them is not written to. Raises SettingsError when
    the database is from a later program."""
    if schema_revision(engine) == newest_revision():
        return
    with _migrating(engine) as (config, connection):
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise SettingsError(f"{engine.url}: its tables are of a newer version of this program: {error}") from error
        if connection.dialect.name == "postgresql":
            keep_order(connection)


def schema_revision(engine: Engine) -> str | None:
    """The revision of the tables, None when there are none yet."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str | None:
    return ScriptDirectory(str(_MIGRATIONS)).get_current_head()


def is_known_revision(revision: str) -> bool:
    return revision in {script.revision for script in ScriptDirectory(str(_MIGRATIONS)).walk_revisions()}


def find_reason(error: DBAPIError, engine: Engine) -> str | None:
    """Why a database cannot be used, in one line; None when the program is at fault."""
    if engine.dialect.name == "postgresql":
        return reason_of(error, engine.url)
    # A file that is none of SQLite raises the most general error of all.
    return str(error.orig) if isinstance(error, OperationalError) or type(error) is DatabaseError else None


@contextmanager
def _migrating(engine: Engine) -> Iterator[tuple[Config, Connection]]:
    """An Alembic configuration on one connection; what is done with it happens in one transaction or not at all."""
    with engine.execution_options(writing=True, foreign_keys=False).connect() as connection:
        # Altering a table in SQLite makes a new one and drops the old, which foreign keys would answer by deleting.
        # The connection is not given back afterwards, so that the pool only holds those that enforce them.
        connection.detach()
        with connection.begin():
            yield migration_config(connection), connection


def migration_config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
