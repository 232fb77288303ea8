"""The facet index of a database: kept in memory, made and brought up to date beside those who read.

While it is made for the first time, and for a small archive, there is none, and plain SQL answers. While it is brought
up to date, what it held before answers: for that moment a page may show what was, never a mixture.
"""

from contextlib import suppress
from ctypes import CDLL
from threading import Lock, Thread
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.index.merging import merge
from app.index.snapshot import Snapshot
from app.store.engine import open_session
from app.store.indexing import load_columns
from app.store.tables import EVENT, EVENT_CHANGE

# Below this many events plain SQL is nearly as fast, and never behind.
LEAST_EVENTS = 2_000
# From this many changes on, it is faster to load everything.
_MOST_CHANGES = 20_000


class FacetIndex:
    """`find` is what readers call, from any thread; `refresh` is what nobody waits for."""

    def __init__(self, least: int = LEAST_EVENTS) -> None:
        self._least = least
        self._snapshot: Snapshot | None = None
        self._seq = -1  # of the last change that the snapshot holds
        self._guard, self._refreshing = Lock(), Lock()
        self._thread: Thread | None = None

    @property
    def seq(self) -> int:
        """Of the last change of an event that it knows of; -1 before it was made."""
        return self._seq

    @property
    def is_loaded(self) -> bool:
        return self._snapshot is not None

    @property
    def is_building(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def find(self, session: Session, engine: Engine) -> Snapshot | None:
        """What there is now; begins to bring it up to date when events have changed."""
        if _newest_change(session) != self._seq:
            with self._guard:
                if not self.is_building and (self._snapshot or _has_events(session, self._least)):
                    self._thread = Thread(target=self._catch_up, args=(engine,), name="facet index", daemon=True)
                    self._thread.start()
        return self._snapshot

    def refresh(self, engine: Engine) -> None:
        """Bring it up to date, and wait for that."""
        with self._refreshing, open_session(engine) as session:
            newest = _newest_change(session)
            if not _has_events(session, self._least):
                self._snapshot = None
            elif self._snapshot is None or newest != self._seq:
                self._snapshot = self._brought_up(session, self._snapshot)
            self._seq = newest
        _give_back()

    def _brought_up(self, session: Session, old: Snapshot | None) -> Snapshot:
        since = session.scalar(select(EVENT_CHANGE.c.seq).where(EVENT_CHANGE.c.seq == self._seq))
        if old is None or since is None:
            return Snapshot(load_columns(session))
        changes = select(EVENT_CHANGE.c.event_id).where(EVENT_CHANGE.c.seq > since).limit(_MOST_CHANGES + 1)
        changed = list(session.scalars(changes))
        if len(changed) > _MOST_CHANGES:
            return Snapshot(load_columns(session))
        ids = dict.fromkeys(changed)
        return Snapshot(merge(old.columns, ids, load_columns(session, ids)))

    def _catch_up(self, engine: Engine) -> None:
        # What cannot be read now is read when somebody asks again.
        with suppress(OperationalError):
            self.refresh(engine)


def _give_back() -> None:
    """What loading leaves unused goes back to the system: a third of what it took, which the C library would keep."""
    with suppress(OSError, AttributeError):
        CDLL(None).malloc_trim(0)


def _newest_change(session: Session) -> int:
    found: int = session.connection().exec_driver_sql("SELECT coalesce(max(seq), 0) FROM event_change").scalar_one()
    return found


def _has_events(session: Session, least: int) -> bool:
    """At least so many; counting all of a million would take longer than most answers."""
    return least == 0 or session.scalar(select(EVENT.c.id).offset(least - 1).limit(1)) is not None


_INDEXES: WeakKeyDictionary[Engine, FacetIndex] = WeakKeyDictionary()


def keep_index(engine: Engine, least: int = LEAST_EVENTS) -> FacetIndex:
    """From here on, reading sessions of this engine are answered by its facet index."""
    index = _INDEXES[engine] = FacetIndex(least)
    return index


def snapshot_of(session: Session) -> Snapshot | None:
    """What answers in this session: the same from beginning to end. None: plain SQL."""
    if "snapshot" not in session.info:
        bind = session.get_bind()
        engine = bind if isinstance(bind, Engine) else None
        index = _INDEXES.get(engine) if engine else None
        session.info["snapshot"] = index.find(session, engine) if engine and index else None
    found: Snapshot | None = session.info["snapshot"]
    return found
