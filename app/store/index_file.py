"""The columns of the facet index in a file beside the database, so that a server that starts has them at once.

The file is never believed more than the database: it says of which state of which database it is, and whoever reads it
asks whether that state was ever there and goes on from it by the journal of changes. One that is damaged, of another
program or of another history of the same database is passed over and written anew. It is a copy: without it nothing
is lost but time.
"""

import json
import mmap
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from app.index import columns as layout
from app.index.asof import STATUSES
from app.index.columns import Coded, Columns, Linked
from app.store import indexing
from app.store.queries import MAIN_SALIENCE
from app.store.tables import EVENT_CHANGE, RUN

_SUFFIX = ".index"
_MAGIC = b"annals index 1\n"
_ALIGNED = 64


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


def save_index(path: Path, columns: Columns, state: State) -> None:
    """Whole or not at all. Raises OSError where the folder cannot be written."""
    arrays = list(_arrays(columns))
    header = {
        "made_by": _program(),
        "state": asdict(state),
        "arrays": [[array.dtype.str, len(array)] for array in arrays],
        "flat": list(columns.flat),
        "coded": {name: column.values for name, column in columns.coded.items()},
        "linked": {name: [len(linked.columns), linked.values] for name, linked in columns.linked.items()},
        "countries": dict(columns.countries),
    }
    head = json.dumps(header, ensure_ascii=False).encode()
    head += b" " * (-len(head) % _ALIGNED)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("wb") as file:
            sum = 0
            for block in (_MAGIC + len(head).to_bytes(8, "big"), head, *arrays):
                padded = _padded(bytes(block))
                sum = crc32(padded, sum)
                file.write(padded)
            file.write(sum.to_bytes(4, "big"))
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def read_index(path: Path) -> tuple[Columns, State] | None:
    """None where there is none, or none that can be used. The columns are parts of the file, which the system reads
    as they are needed, and which all servers of one machine share."""
    try:
        with path.open("rb") as file:
            whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):
        return None
    start = len(_padded(_MAGIC + bytes(8)))
    length = int.from_bytes(whole[len(_MAGIC) : len(_MAGIC) + 8], "big")
    is_whole = len(whole) > start + length + 4 and bytes(whole[: len(_MAGIC)]) == _MAGIC
    if not is_whole or crc32(whole[:-4]) != int.from_bytes(whole[-4:], "big"):
        return None
    header = json.loads(bytes(whole[start : start + length]))
    if header["made_by"] != _program():
        return None
    return _columns(header, _read_arrays(whole, start + length, header["arrays"])), State(**header["state"])


def forget(columns: Columns) -> None:
    """Lets go of what is in memory of columns that are parts of a file; what is needed again is read again."""
    file = getattr(columns.flat["id"].base, "obj", None)
    if isinstance(file, mmap.mmap) and hasattr(file, "madvise"):
        file.madvise(mmap.MADV_DONTNEED)


def _arrays(columns: Columns) -> Iterator[NDArray[Any]]:
    yield from columns.flat.values()
    yield from (column.codes for column in columns.coded.values())
    yield from chain.from_iterable((linked.offsets, *linked.columns) for linked in columns.linked.values())


def _read_arrays(whole: memoryview, start: int, kinds: Sequence[tuple[str, int]]) -> Iterator[NDArray[Any]]:
    for kind, count in kinds:
        yield np.frombuffer(whole, dtype=kind, count=count, offset=start)
        start += -(-np.dtype(kind).itemsize * count // _ALIGNED) * _ALIGNED


def _columns(header: dict[str, Any], arrays: Iterator[NDArray[Any]]) -> Columns:
    """In the order of `_arrays`."""
    flat = {name: next(arrays) for name in header["flat"]}
    coded = {name: Coded(tuple(values), next(arrays)) for name, values in header["coded"].items()}
    linked = {
        name: Linked(next(arrays), tuple(next(arrays) for _ in range(count)), tuple(values))
        for name, (count, values) in header["linked"].items()
    }
    return Columns(flat, coded, linked, header["countries"])


def _padded(block: bytes) -> bytes:
    return block + bytes(-len(block) % _ALIGNED)


def _runs(session: Session, last: int) -> str:
    """Of all runs up to this one, when each began."""
    begun = session.execute(select(RUN.c.id, RUN.c.started_at).where(RUN.c.id <= last).order_by(RUN.c.id))
    return blake2b(repr([(id, at.isoformat()) for id, at in begun]).encode(), digest_size=12).hexdigest()


@cache
def _program() -> str:
    """What reads the columns, and what they are: another version of either may mean something else by them."""
    sources = b"".join(Path(str(each.__file__)).read_bytes() for each in (indexing, layout))
    return blake2b(sources + repr((STATUSES, MAIN_SALIENCE)).encode(), digest_size=12).hexdigest()
