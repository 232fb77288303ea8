"""Whether anybody has written to the database: one number that SQLite keeps, and that costs next to nothing to ask."""

from threading import Lock
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from app.store.facet_index import FacetIndex


class Watcher:
    """`version` is another after each commit of any connection or process, and when the facet index has caught up."""

    def __init__(self, engine: Engine, index: FacetIndex) -> None:
        self._engine = engine
        self._index = index
        self._guard = Lock()
        self._connection: Any = None

    def version(self) -> object:
        """None when the database cannot be asked, or is one in memory, that has no other connections."""
        if not self._engine.url.database or ":memory:" in self._engine.url.database:
            return None
        try:
            with self._guard:
                found = self._cursor().execute("PRAGMA data_version").fetchone()
        except (DBAPIError, self._engine.dialect.loaded_dbapi.Error):
            return None
        return found[0], self._index.seq

    def _cursor(self) -> Any:
        if self._connection is None:
            # Not one of the pool: the number is only to be compared with others of the same connection.
            connection = self._engine.raw_connection()
            connection.detach()
            self._connection = connection
        return self._connection.cursor()
