"""Whether anybody has written to the database: one number that costs next to nothing to ask.

SQLite keeps it. In PostgreSQL triggers note the last transaction that wrote (migration 0007).
"""

from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from time import monotonic
from typing import Any
from weakref import finalize

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from app.store.facet_index import FacetIndex

_QUESTIONS = {"sqlite": "PRAGMA data_version", "postgresql": "SELECT transaction FROM written"}
# After it could not be asked, for so long nobody waits for it again.
_PAUSE_SECONDS = 1.0


class Watcher:
    """`version` is another after each commit of any connection or process, and when the facet index has caught up."""

    def __init__(self, engine: Engine, index: FacetIndex) -> None:
        self._engine = engine
        self._index = index
        self._guard = Lock()
        self._connection: Any = None
        self._close: Callable[[], object] = bool
        self._not_before = 0.0

    def version(self) -> object:
        """None when the database cannot be asked, or is one in memory, that has no other connections."""
        if ":memory:" in (self._engine.url.database or ":memory:"):
            return None
        with self._guard:
            if monotonic() < self._not_before:
                return None
            try:
                found = self._open().execute(_QUESTIONS[self._engine.dialect.name]).fetchone()
            except (DBAPIError, self._engine.dialect.loaded_dbapi.Error):
                self._give_up()
                return None
        return found[0], self._index.seq

    def _open(self) -> Any:
        if self._connection is None:
            # Not one of the pool: SQLite's number is only to be compared with others of the same connection.
            connection = self._engine.raw_connection()
            connection.detach()
            self._connection, self._close = connection, finalize(self, connection.close)
            if self._engine.dialect.name == "postgresql":
                self._connection.dbapi_connection.autocommit = True
        return self._connection.dbapi_connection

    def _give_up(self) -> None:
        if self._connection is not None:
            with suppress(DBAPIError, self._engine.dialect.loaded_dbapi.Error):
                self._close()
        self._connection, self._not_before = None, monotonic() + _PAUSE_SECONDS
