"""How long a query may take. What is not answered by then is broken off by the database, and whoever asked goes on
without it and says so."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from time import monotonic
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.errors import TakesTooLong
from app.store.dialects import is_postgresql

# SQLite is asked after so many of its steps, about a millisecond.
_STEPS = 20_000


@contextmanager
def patient(session: Session, seconds: float) -> Iterator[None]:
    """Of the queries inside none takes longer. Raises TakesTooLong for one that would; the session can go on then."""
    watch = session.info.get("watch") or (_ServerWatch if is_postgresql(session) else _Watch)(session)
    watch.limits.append(seconds)
    try:
        yield
    except OperationalError as error:
        if "interrupted" not in str(error.orig) and "statement timeout" not in str(error.orig):
            raise
        watch.go_on()
        raise TakesTooLong(seconds) from error
    finally:
        watch.limits.pop()
        if not watch.limits:
            watch.end()


class _Watch:
    """Over the queries of one session; the shortest of its limits counts, for each query anew."""

    def __init__(self, session: Session) -> None:
        self.limits: list[float] = []
        self._until = inf
        self._session = session
        self._connection = session.connection()
        driver: Any = self._connection.connection.dbapi_connection
        self._driver = driver
        session.info["watch"] = self
        event.listen(self._connection, "before_cursor_execute", self._begin)
        self._driver.set_progress_handler(self._is_over, _STEPS)

    def go_on(self) -> None:
        """SQLite breaks off the query alone."""

    def end(self) -> None:
        self._driver.set_progress_handler(None, 0)
        event.remove(self._connection, "before_cursor_execute", self._begin)
        del self._session.info["watch"]

    def _begin(self, *_: object) -> None:
        self._until = monotonic() + min(self.limits)

    def _is_over(self) -> bool:
        return monotonic() > self._until


class _ServerWatch:
    """The same in PostgreSQL, which is told of a limit when a query comes that it is for, and not before."""

    def __init__(self, session: Session) -> None:
        self.limits: list[float] = []
        self._told: float | None = None
        self._session = session
        self._connection = session.connection()
        session.info["watch"] = self
        event.listen(self._connection, "before_cursor_execute", self._tell)

    def go_on(self) -> None:
        """A query that is broken off takes its transaction with it: what comes next sees the moment it comes in."""
        event.remove(self._connection, "before_cursor_execute", self._tell)
        self._session.rollback()
        self._told = None
        self._connection = self._session.connection()
        event.listen(self._connection, "before_cursor_execute", self._tell)

    def end(self) -> None:
        event.remove(self._connection, "before_cursor_execute", self._tell)
        del self._session.info["watch"]
        if self._told is not None:
            self._set("DEFAULT")

    def _tell(self, *_: object) -> None:
        limit = min(self.limits)
        if limit != self._told:
            self._set(str(int(1000 * limit)))
            self._told = limit

    def _set(self, value: str) -> None:
        driver: Any = self._connection.connection.driver_connection
        # In a transaction that an error ended nothing can be set, and need not be.
        if driver.info.transaction_status.name != "INERROR":
            driver.execute(f"SET LOCAL statement_timeout = {value}")
