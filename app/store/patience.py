"""How long a query may take. What is not answered by then is broken off by the database, and whoever asked goes on
without it and says so."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from time import monotonic
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.errors import TakesTooLong
from app.store.dialects import is_postgresql

# SQLite is asked after so many of its steps, about a millisecond.
_STEPS = 20_000


@contextmanager
def patient(session: Session, seconds: float) -> Iterator[None]:
    """Of the queries inside none takes longer. Raises TakesTooLong for one that would; the session can go on then."""
    watch = session.info.get("watch") or (_ServerWatch if is_postgresql(session) else _FileWatch)(session)
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
    """Over the queries of one session; the shortest of its limits counts, for each query anew. A session that asks
    nothing needs no connection for it."""

    def __init__(self, session: Session) -> None:
        self.limits: list[float] = []
        self._session = session
        self._connection: Connection | None = None
        session.info["watch"] = self
        if session.in_transaction():
            self.begin(session.connection())

    def begin(self, connection: Connection) -> None:
        """The session has a connection from here on."""
        self._connection = connection
        event.listen(connection, "before_cursor_execute", self._limit)

    def go_on(self) -> None:
        """After a query was broken off, which SQLite does to the query alone."""

    def end(self) -> None:
        del self._session.info["watch"]
        if self._connection is not None:
            event.remove(self._connection, "before_cursor_execute", self._limit)

    def _limit(self, *_: object) -> None:
        """A query comes."""
        raise NotImplementedError


class _FileWatch(_Watch):
    """SQLite asks every few steps whether it should go on."""

    _until = inf
    _driver: Any = None

    def begin(self, connection: Connection) -> None:
        super().begin(connection)
        self._driver = connection.connection.dbapi_connection
        self._driver.set_progress_handler(self._is_over, _STEPS)

    def end(self) -> None:
        super().end()
        if self._driver is not None:
            self._driver.set_progress_handler(None, 0)

    def _limit(self, *_: object) -> None:
        self._until = monotonic() + min(self.limits)

    def _is_over(self) -> bool:
        return monotonic() > self._until


class _ServerWatch(_Watch):
    """PostgreSQL is told of a limit when a query comes that it is for, and not before."""

    _told: float | None = None

    def go_on(self) -> None:
        """A query that is broken off takes its transaction with it: what comes next sees the moment it comes in."""
        if self._connection is not None:
            event.remove(self._connection, "before_cursor_execute", self._limit)
        self._connection = self._told = None
        self._session.rollback()

    def end(self) -> None:
        super().end()
        if self._told is not None:
            self._set("DEFAULT")

    def _limit(self, *_: object) -> None:
        limit = min(self.limits)
        if limit != self._told:
            self._set(str(int(1000 * limit)))
            self._told = limit

    def _set(self, value: str) -> None:
        assert self._connection is not None
        driver: Any = self._connection.connection.driver_connection
        # In a transaction that an error ended nothing can be set, and need not be.
        if driver.info.transaction_status.name != "INERROR":
            driver.execute(f"SET LOCAL statement_timeout = {value}")


@event.listens_for(Session, "after_begin")
def _begin(session: Session, _: object, connection: Connection) -> None:
    if watch := session.info.get("watch"):
        watch.begin(connection)
