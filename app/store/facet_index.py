"""The facet index of a database: kept in memory, made and brought up to date beside those who read.

While it is made for the first time, and for a small archive, there is none, and plain SQL answers. While it is brought
up to date, what it held before answers: for that moment a page may show what was, never a mixture.
"""

from collections.abc import Callable
from contextlib import suppress
from ctypes import CDLL
from threading import Lock, Thread
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.index.columns import Columns
from app.index.merging import merge
from app.index.snapshot import Snapshot
from app.store.aliases import actors_called
from app.store.engine import open_session
from app.store.index_file import changes_since, forget, index_path, read_index, save_index, state_of, was_in
from app.store.indexing import load_columns
from app.store.tables import EVENT
from app.store.word_index import WordIndex

# Below this many events plain SQL is nearly as fast, and never behind.
LEAST_EVENTS = 2_000
# From this many changes on, it is faster to load everything.
_MOST_CHANGES = 20_000
# From this many events on, it is worth a file beside the database (store.index_file), and from this many changes on
# another.
SAVED_FROM = 50_000
_SAVED_AGAIN = 5_000
# So many questions may bring parts of that file into memory, and leave memory unused.
_FORGETS_AFTER, _GIVES_BACK_AFTER = 8, 32
# As malloc.h of glibc has them.
_M_ARENA_MAX, _M_MMAP_THRESHOLD = -8, -3


class FacetIndex:
    """`find` is what readers call, from any thread; `refresh` is what nobody waits for. `state`, where somebody gives
    it one, tells in which state the database is (store.watcher): then it is asked for changes only in another."""

    def __init__(self, least: int = LEAST_EVENTS, saved_from: int = SAVED_FROM) -> None:
        self._least, self._saved_from = least, saved_from
        self.state: Callable[[], object] | None = None
        self._seen: object = None  # the last state in which there was nothing to be brought up to date
        self._snapshot: Snapshot | None = None
        self._seq = -1  # of the last change that the snapshot holds
        self._saved = -1  # of the last that the file beside the database holds
        self._asked = 0
        self._words = WordIndex(SAVED_FROM)
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

    @property
    def is_making_words(self) -> bool:
        return self._words.is_making

    def find(self, session: Session, engine: Engine) -> Snapshot | None:
        """What there is now; begins to bring it up to date when events have changed."""
        self._forget_now_and_then()
        state = self.state() if self.state else None
        session.info["seq"] = self._seq
        if state is None or state != self._seen:
            confirm(session)
            if session.info["is_current"] or not (self._snapshot or _has_events(session, self._least)):
                self._seen = state
            else:
                self._begin(engine)
        return self._snapshot

    def _begin(self, engine: Engine) -> None:
        with self._guard:
            if not self.is_building:
                self._thread = Thread(target=self._catch_up, args=(engine,), name="facet index", daemon=True)
                self._thread.start()

    def _forget_now_and_then(self) -> None:
        """Each question reads another part of the file, and soon all of it would count as memory of this program; and
        the C library keeps what many pages have left."""
        self._asked += 1
        if self._snapshot and self._asked % _FORGETS_AFTER == 0:
            forget(self._snapshot.columns)
        if self._snapshot and self._asked % _GIVES_BACK_AFTER == 0:
            _give_back()

    def refresh(self, engine: Engine) -> None:
        """Bring it up to date, and wait for that."""
        with self._refreshing, open_session(engine) as session:
            newest = _newest_change(session)
            if not _has_events(session, self._least):
                self._snapshot = None
            elif self._snapshot is None or newest != self._seq:
                fresh = Snapshot(self._brought_up(session, engine))
                # Who has the first one need not wait for its words; with a later one they are there at once.
                fresh.words = self._words.words_of(session, engine, fresh) if self._snapshot else None
                self._snapshot = fresh
            self._seq = newest
            self._save(session, engine)
            if self._snapshot:
                forget(self._snapshot.columns)
                self._find_words(session, engine, self._snapshot)
        _give_back()

    def _find_words(self, session: Session, engine: Engine, snapshot: Snapshot) -> None:
        # Else who looks for the first word waits until the list of names has been read.
        actors_called("")
        if snapshot.words is None:
            snapshot.words = self._words.words_of(session, engine, snapshot)
        if snapshot.words is None:
            self._words.begin_making(engine, lambda: self.refresh(engine))

    def _brought_up(self, session: Session, engine: Engine) -> Columns:
        old = (self._snapshot.columns, self._seq) if self._snapshot else self._read(session, engine)
        found = _caught_up(session, *old) if old else None
        return load_columns(session) if found is None else found

    def _read(self, session: Session, engine: Engine) -> tuple[Columns, int] | None:
        """What an earlier server left, and the last change that it holds."""
        path = index_path(engine)
        found = read_index(path) if path else None
        if found is None or not was_in(session, found[1]):
            return None
        self._saved = found[1].seq
        return found[0], self._saved

    def _save(self, session: Session, engine: Engine) -> None:
        path, behind = index_path(engine), self._seq - self._saved
        is_due = self._saved < 0 or behind >= _SAVED_AGAIN
        if path is None or self._snapshot is None or len(self._snapshot) < self._saved_from or not is_due:
            return
        # A folder that only others may write to has no file; each server then reads the tables.
        with suppress(OSError):
            save_index(path, self._snapshot.columns, state_of(session))
        self._saved = self._seq

    def _catch_up(self, engine: Engine) -> None:
        # What cannot be read now is read when somebody asks again.
        with suppress(OperationalError):
            self.refresh(engine)


def _caught_up(session: Session, old: Columns, seq: int) -> Columns | None:
    """The columns of this change with all that changed after it; None where that cannot be said, or is too much."""
    ids = changes_since(session, seq, _MOST_CHANGES)
    if ids is None:
        return None
    found = merge(old, ids, load_columns(session, ids)) if ids else old
    return found if len(found) == session.scalar(select(func.count()).select_from(EVENT)) else None


def _keep_together() -> None:
    """Else each of a server's threads would have memory of its own, and keep what it no longer needs of arrays."""
    with suppress(OSError, AttributeError):
        CDLL(None).mallopt(_M_ARENA_MAX, 2)
        CDLL(None).mallopt(_M_MMAP_THRESHOLD, 2**20)


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


def confirm(session: Session) -> None:
    """Notes whether the events are, as this session sees them, those that the index told it of."""
    if "is_current" not in session.info:
        session.info["is_current"] = _newest_change(session) == session.info["seq"]


_INDEXES: WeakKeyDictionary[Engine, FacetIndex] = WeakKeyDictionary()


def keep_index(engine: Engine, least: int = LEAST_EVENTS, saved_from: int = SAVED_FROM) -> FacetIndex:
    """From here on, reading sessions of this engine are answered by its facet index."""
    _keep_together()
    index = _INDEXES[engine] = FacetIndex(least, saved_from)
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
