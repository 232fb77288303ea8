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
    inside = _postgresql(session, seconds) if is_postgresql(session) else _sqlite(session, seconds)
    try:
        with inside:
            yield
    except OperationalError as error:
        if "interrupted" not in str(error.orig) and "statement timeout" not in str(error.orig):
            raise
        raise TakesTooLong(seconds) from error


@contextmanager
def _postgresql(session: Session, seconds: float) -> Iterator[None]:
    # A query that is broken off takes its transaction with it, up to here.
    with session.begin_nested():
        session.connection().exec_driver_sql(f"SET LOCAL statement_timeout = {int(1000 * seconds)}")
        yield
        session.connection().exec_driver_sql("SET LOCAL statement_timeout = DEFAULT")


@contextmanager
def _sqlite(session: Session, seconds: float) -> Iterator[None]:
    watch = session.info.get("watch") or _Watch(session)
    watch.limits.append(seconds)
    try:
        yield
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

    def end(self) -> None:
        self._driver.set_progress_handler(None, 0)
        event.remove(self._connection, "before_cursor_execute", self._begin)
        del self._session.info["watch"]

    def _begin(self, *_: object) -> None:
        self._until = monotonic() + min(self.limits)

    def _is_over(self) -> bool:
        return monotonic() > self._until
