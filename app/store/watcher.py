"""Whether anybody has written to the database: one number that costs next to nothing to ask.

SQLite keeps it. In PostgreSQL triggers note the last transaction that wrote (migration 0007).
"""

from collections.abc import Callable
from contextlib import suppress
from threading import Lock, Thread
from time import monotonic
from typing import Any
from weakref import finalize

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from app.store.facet_index import FacetIndex

_QUESTIONS = {"sqlite": "PRAGMA data_version", "postgresql": "SELECT transaction FROM written"}
_OPTIONS: dict[str, dict[str, Any]] = {
    "sqlite": {"timeout": 0, "isolation_level": None},
    "postgresql": {"autocommit": True, "connect_timeout": 5},
}
# After it could not be asked, for so long nobody waits for it again; and that is as long as anybody waits.
_PAUSE_SECONDS, _WAIT_SECONDS = 1.0, 0.05


class Watcher:
    """`state` is another after each commit of any connection or process, `version` also when the facet index has caught
    up. They are asked for where all requests are, and so never wait for who keeps the database: others open it."""

    def __init__(self, engine: Engine, index: FacetIndex) -> None:
        self._engine = engine
        self._index = index
        self._guard = Lock()
        self._connection: Any = None
        self._opening: Thread | None = None
        self._opened = 0
        self._close: Callable[[], object] = bool
        self._not_before = 0.0

    def version(self) -> object:
        """None when there is no state."""
        state = self.state()
        return None if state is None else (state, self._index.seq)

    def state(self) -> object:
        """None when the database cannot be asked, or is one in memory, that has no other connections."""
        if ":memory:" in (self._engine.url.database or ":memory:"):
            return None
        with self._guard:
            if monotonic() < self._not_before or not self._is_open():
                return None
            try:
                found = self._connection.execute(_QUESTIONS[self._engine.dialect.name]).fetchone()
            except (DBAPIError, self._engine.dialect.loaded_dbapi.Error):
                self._give_up()
                return None
        # SQLite's number says something beside others of the same connection only.
        return self._opened, found[0]

    def _is_open(self) -> bool:
        if self._connection is None:
            if self._opening is None or not self._opening.is_alive():
                self._opening = Thread(target=self._open, name="watcher", daemon=True)
                self._opening.start()
            self._opening.join(_WAIT_SECONDS)
            if self._connection is None:
                self._not_before = monotonic() + _PAUSE_SECONDS
        return self._connection is not None

    def _open(self) -> None:
        with suppress(DBAPIError, self._engine.dialect.loaded_dbapi.Error):
            # Not one of the pool: SQLite's number is only to be compared with others of the same connection, and who
            # waits for a database makes those wait who come to the pool behind him.
            dialect = self._engine.dialect
            places, options = dialect.create_connect_args(self._engine.url)
            connection: Any = dialect.connect(*places, **{**options, **_OPTIONS[dialect.name]})
            self._close = finalize(self, connection.close)
            self._opened += 1
            self._connection = connection

    def _give_up(self) -> None:
        if self._connection is not None:
            with suppress(DBAPIError, self._engine.dialect.loaded_dbapi.Error):
                self._close()
        self._connection, self._not_before = None, monotonic() + _PAUSE_SECONDS
