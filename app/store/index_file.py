"""The columns of the facet index in a file beside the database, so that a server that starts has them at once.

The file is never believed more than the database: it says of which state of which database it is, and whoever reads it
asks whether that state was ever there and goes on from it by the journal of changes. One that is damaged, of another
program or of another history of the same database is passed over and written anew. It is a copy: without it nothing
is lost but time.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Any

from numpy.typing import NDArray
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from app.index import columns as layout
from app.index.asof import STATUSES
from app.index.columns import Coded, Columns, Linked
from app.store import indexing
from app.store.array_file import let_go, read_arrays, write_arrays
from app.store.queries import MAIN_SALIENCE
from app.store.tables import EVENT_CHANGE, RUN

_SUFFIX = ".index"


@dataclass(frozen=True)
class State:
    """What a database held at one moment, as far as the columns are concerned: the last change of an event with whose
    it was, and which runs had begun, which no two histories have alike."""

    seq: int
    changed: str | None
    run: int
    runs: str


def state_of(session: Session) -> State:
    seq, changed = session.execute(
        select(EVENT_CHANGE.c.seq, EVENT_CHANGE.c.event_id).order_by(EVENT_CHANGE.c.seq.desc()).limit(1)
    ).one_or_none() or (0, None)
    run = session.scalar(select(func.max(RUN.c.id))) or 0
    return State(seq, changed, run, _runs(session, run))


def was_in(session: Session, state: State) -> bool:
    """Whether this database has been in that state, and its journal tells of all that came after."""
    changed = session.scalar(select(EVENT_CHANGE.c.event_id).where(EVENT_CHANGE.c.seq == state.seq))
    return changed == state.changed and _runs(session, state.run) == state.runs


def index_path(engine: Engine) -> Path | None:
    """None for a database that is no file."""
    database = engine.url.database
    if engine.url.get_backend_name() != "sqlite" or not database or ":memory:" in database or database[:5] == "file:":
        return None
    return Path(f"{database}{_SUFFIX}")


def changes_since(session: Session, seq: int, most: int) -> list[str] | None:
    """The ids of all events that changed after this entry of the journal; None where it is not there, or they are
    more than so many."""
    newest = session.scalar(select(func.max(EVENT_CHANGE.c.seq))) or 0
    if newest > seq > 0 and session.scalar(select(EVENT_CHANGE.c.seq).where(EVENT_CHANGE.c.seq == seq)) is None:
        return None
    changes = select(EVENT_CHANGE.c.event_id).where(EVENT_CHANGE.c.seq > seq).limit(most + 1)
    changed = list(session.scalars(changes))
    return None if newest < seq or len(changed) > most else list(dict.fromkeys(changed))


def save_index(path: Path, columns: Columns, state: State) -> None:
    """Whole or not at all. Raises OSError where the folder cannot be written."""
    head = {
        "made_by": _program(),
        "state": asdict(state),
        "flat": list(columns.flat),
        "coded": {name: column.values for name, column in columns.coded.items()},
        "linked": {name: [len(linked.columns), linked.values] for name, linked in columns.linked.items()},
        "countries": dict(columns.countries),
    }
    write_arrays(path, _arrays(columns), head)


def read_index(path: Path) -> tuple[Columns, State] | None:
    """None where there is none, or none that can be used. The columns are parts of the file."""
    found = read_arrays(path, _program())
    if found is None:
        return None
    head, arrays = found
    return _columns(head, iter(arrays)), State(**head["state"])


def forget(columns: Columns) -> None:
    """Lets go of what is in memory of columns that are parts of a file."""
    let_go(columns.flat["id"])


def _arrays(columns: Columns) -> Iterator[NDArray[Any]]:
    yield from columns.flat.values()
    yield from (column.codes for column in columns.coded.values())
    yield from chain.from_iterable((linked.offsets, *linked.columns) for linked in columns.linked.values())


def _columns(header: dict[str, Any], arrays: Iterator[NDArray[Any]]) -> Columns:
    """In the order of `_arrays`."""
    flat = {name: next(arrays) for name in header["flat"]}
    coded = {name: Coded(tuple(values), next(arrays)) for name, values in header["coded"].items()}
    linked = {
        name: Linked(next(arrays), tuple(next(arrays) for _ in range(count)), tuple(values))
        for name, (count, values) in header["linked"].items()
    }
    return Columns(flat, coded, linked, header["countries"])


def _runs(session: Session, last: int) -> str:
    """Of all runs up to this one, when each began."""
    begun = session.execute(select(RUN.c.id, RUN.c.started_at).where(RUN.c.id <= last).order_by(RUN.c.id))
    return blake2b(repr([(id, at.isoformat()) for id, at in begun]).encode(), digest_size=12).hexdigest()


@cache
def _program() -> str:
    """What reads the columns, and what they are: another version of either may mean something else by them."""
    sources = b"".join(Path(str(each.__file__)).read_bytes() for each in (indexing, layout))
    return blake2b(sources + repr((STATUSES, MAIN_SALIENCE)).encode(), digest_size=12).hexdigest()
