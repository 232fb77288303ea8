"""Where characters stand in all events, for searches: in a file beside the database, made once and kept up to date.

For a small archive it is made in memory, and for a database that is no file in a file that no other program sees. What
changed since is added as another part, until that is too much and all is made anew, beside those who read.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, fields
from functools import cache
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Thread
from typing import Any

from numpy.typing import NDArray
from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.index import words as layout
from app.index.snapshot import Snapshot
from app.index.words import SEGMENT, Segment, Words, make_segment
from app.store.array_file import Stored, open_arrays, write_arrays
from app.store.dialects import read_rows
from app.store.engine import open_session
from app.store.index_file import State, changes_since, index_path, state_of, was_in
from app.store.tables import EVENT_TEXT, text_rowid

_SUFFIX = ".words"
_NAMES = tuple(each.name for each in fields(Segment))
# From so many changes on everything is made anew, and in a small archive from this share of it on.
_MOST_CHANGES, _SHARE = 20_000, 4
_AT_ONCE = 500


class WordIndex:
    """Of one database. From `saved_from` events on it is in a file."""

    def __init__(self, saved_from: int) -> None:
        self._saved_from = saved_from
        self._base: tuple[Segment, ...] | None = None
        self._since = 0  # the last change that the base holds
        self._has_read = False
        self._guard = Lock()
        self._thread: Thread | None = None

    @property
    def is_making(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def words_of(self, session: Session, engine: Engine, snapshot: Snapshot) -> Words | None:
        """As this session sees them; None while they are not there."""
        with self._guard:
            changed = self._changed(session, engine, len(snapshot))
            if changed is None and len(snapshot) < self._saved_from:
                self._base, self._since, changed = tuple(_segments(session)), state_of(session).seq, []
            if changed is None or self._base is None:
                return None
            return Words((*self._base, *_segments_of(session, changed)), *snapshot.texts_in_order())

    def begin_making(self, engine: Engine, then: Callable[[], None]) -> None:
        """Anew, beside those who read, and into the file; once it is there, `then` is called."""

        def run() -> None:
            # A folder that only others may write to has no file, and what cannot be read now is read another time.
            with suppress(OSError, DBAPIError):
                self._make(engine)
                then()

        with self._guard:
            if not self.is_making:
                self._thread = Thread(target=run, name="word index", daemon=True)
                self._thread.start()

    def _changed(self, session: Session, engine: Engine, events: int) -> list[str] | None:
        """The ids of those that the base does not hold; None where it cannot be used."""
        if not self._has_read:
            self._has_read = True
            self._read(session, engine)
        if self._base is None:
            return None
        most = _MOST_CHANGES if events >= self._saved_from else events // _SHARE
        return changes_since(session, self._since, most)

    def _read(self, session: Session, engine: Engine) -> None:
        path = words_path(engine)
        found = open_arrays(path, _program()) if path else None
        if found and was_in(session, State(**found[0]["state"])):
            self._use(*found)

    def _make(self, engine: Engine) -> None:
        with TemporaryDirectory() as folder, open_session(engine) as session:
            path = words_path(engine) or Path(folder, "words")
            head = {"made_by": _program(), "state": asdict(state_of(session))}
            write_arrays(path, _arrays(session), head)
            found = open_arrays(path, _program())
        if found:
            with self._guard:
                self._has_read = True
                self._use(*found)

    def _use(self, head: dict[str, Any], arrays: Sequence[Stored]) -> None:
        width = len(_NAMES)
        self._base = tuple(Segment(*arrays[at : at + width]) for at in range(0, len(arrays), width))
        self._since = State(**head["state"]).seq


def words_path(engine: Engine) -> Path | None:
    """None for a database that is no file."""
    path = index_path(engine)
    return path.with_suffix(_SUFFIX) if path else None


def _arrays(session: Session) -> Iterator[NDArray[Any]]:
    for segment in _segments(session):
        yield from (getattr(segment, name) for name in _NAMES)


def _segments(session: Session) -> Iterator[Segment]:
    """Of all events, by their rows in the full-text index."""
    rows = select(EVENT_TEXT.c.rowid, EVENT_TEXT.c.words).order_by(EVENT_TEXT.c.rowid)
    for chunk in read_rows(session, rows, {}, SEGMENT):
        yield make_segment(*zip(*chunk, strict=True))


def _segments_of(session: Session, ids: Sequence[str]) -> Iterator[Segment]:
    """Of these events; one without words, or that is gone, is there and has none."""
    numbers = sorted(text_rowid(id) for id in ids)
    for start in range(0, len(numbers), SEGMENT):
        part = numbers[start : start + SEGMENT]
        found: dict[int, str] = {}
        for at in range(0, len(part), _AT_ONCE):
            texts = select(EVENT_TEXT.c.rowid, EVENT_TEXT.c.words)
            rows = session.execute(texts.where(EVENT_TEXT.c.rowid.in_(part[at : at + _AT_ONCE])))
            found.update((row.rowid, row.words) for row in rows)
        yield make_segment(part, [found.get(number, "") for number in part])


@cache
def _program() -> str:
    """What reads the file: another version may mean something else by it."""
    return blake2b(Path(str(layout.__file__)).read_bytes(), digest_size=12).hexdigest()
