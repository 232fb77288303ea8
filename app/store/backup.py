"""A consistent copy of the database while it is read and written, and the way back.

A copy is a file of SQLite, whichever database it comes from: one of SQLite goes back to PostgreSQL, and the other way.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import NamedTemporaryFile

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from app.errors import SettingsError
from app.store.copying import fill_file, fill_server
from app.store.engine import is_known_revision, make_engine, migrate

_WAIT_SECONDS = 600


def backup(engine: Engine, path: Path) -> None:
    """Writes `path` whole or not at all. Raises SettingsError when that cannot be, or the copy is damaged."""
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as draft:
            pass
    except OSError as error:
        raise SettingsError(f"{path}: cannot be written: {error.strerror}") from error
    try:
        _write(engine, Path(draft.name))
        _check(Path(draft.name))
        Path(draft.name).replace(path)
    except (OSError, sqlite3.Error, DBAPIError) as error:
        raise SettingsError(f"{path}: cannot be written: {error}") from error
    finally:
        for rest in path.parent.glob(f"{Path(draft.name).name}*"):
            rest.unlink()


def restore(engine: Engine, path: Path) -> None:
    """Puts a backup in the place of the whole database, in one transaction. Raises SettingsError for a file that is
    damaged, or that is no database of this program; the database is as before then."""
    try:
        _check(path)
        if engine.dialect.name == "sqlite":
            _copy(path, _file_of(engine))
        else:
            migrate(engine)
            _with_own_copy(path, lambda copy: fill_server(copy, engine))
    except (sqlite3.Error, DBAPIError) as error:
        raise SettingsError(f"{path}: cannot be restored: {error}") from error


def _write(engine: Engine, path: Path) -> None:
    if engine.dialect.name == "sqlite":
        _copy(_file_of(engine), path)
    else:
        _in_file(path, lambda copy: fill_file(engine, copy))


def _with_own_copy(path: Path, use: Callable[[Engine], None]) -> None:
    """A backup may be of an older program: a copy of it is brought up to date first."""
    with NamedTemporaryFile(prefix="annals-", suffix=".db") as draft:
        _copy(path, Path(draft.name))
        _in_file(Path(draft.name), use)


def _in_file(path: Path, use: Callable[[Engine], None]) -> None:
    """Migrates a file, and leaves it in one piece, without a journal beside it."""
    engine = make_engine(f"sqlite:///{path}")
    try:
        migrate(engine)
        use(engine)
    finally:
        engine.dispose()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def _file_of(engine: Engine) -> Path:
    return Path(engine.url.database or "")


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target, timeout=_WAIT_SECONDS)) as written:
        read.backup(written)


def _check(path: Path) -> None:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        if found != ["ok"]:
            raise SettingsError(f"{path}: damaged: {found[0]}")
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchone() if tables else None
        if "alembic_version" not in tables or revision is None or not is_known_revision(revision[0]):
            raise SettingsError(f"{path}: no database of this program")
