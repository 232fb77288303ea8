"""Bringing what linking concluded up to date: only what changed, or everything when the rules changed or much did."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import app
from app.linking import linking_of
from app.linking.archive import Archive
from app.linking.events import LinkedDocument
from app.linking.notices import notices_of
from app.store.conclusions import change_events, replace_events, sources_of
from app.store.due import clear_due, list_due_documents, list_due_folded, list_due_speakers
from app.store.load import find_linked_documents, list_linked_documents
from app.store.memory import find_note, forget_all, list_crowded, note, recall, remember
from app.store.said import compare_speakers
from app.store.tables import DOCUMENT

_APP = Path(app.__file__).parent
_RULES = ("linking/*.py", "extraction/**/*.py", "extraction/**/*.tsv", "store/memory.py")
# Beyond either, looking everything up again takes longer than linking everything anew.
_MOST_DUE = 2000
_LARGEST_SHARE = 4


@dataclass(frozen=True)
class Linked:
    """How many documents were linked, the limits that linking met in the whole archive, and how many rows of what it
    remembers were looked up."""

    documents: int
    notices: tuple[str, ...]
    fetched: int = 0


@dataclass(frozen=True)
class Held:
    """Documents that the caller stored under the name `by` and still holds, by their keys."""

    by: str
    documents: dict[str, LinkedDocument]


_NOTHING_HELD = Held("", {})


def link_due(session: Session, held: Held = _NOTHING_HELD) -> Linked:
    """Link what came, changed or went since the last linking; the same rows as if all had been linked anew. Raises
    like `conclusions.replace_events`.

    What is `held` is not loaded, unless somebody else stored it again since.
    """
    with _uncollected():
        return _link_due(session, held)


def _link_due(session: Session, held: Held) -> Linked:
    due = list_due_documents(session)
    known = {key: held.documents[key] for key, by in due.items() if by == held.by and key in held.documents}
    if find_note(session, "rules", "") != rules() or len(due) > min(_MOST_DUE, 1 + _count(session) // _LARGEST_SHARE):
        return link_all(session, known)
    if not due:
        return Linked(0, _notices(session, Archive(recall(session))))
    archive = Archive(recall(session))
    added = [*known.values(), *find_linked_documents(session, due.keys() - known.keys())]
    removed = due.keys() - {linked.document.key for linked in added}
    changes = archive.update(added, removed)
    change_events(session, changes, due, list_due_folded(session))
    compare_speakers(session, list_due_speakers(session))
    fetched = archive.memory.count()
    remember(session, archive.memory)
    clear_due(session)
    return Linked(len(due), _notices(session, archive), fetched)


@contextmanager
def _uncollected() -> Iterator[None]:
    """What linking holds, it holds to the end: to look through all of it for garbage again and again finds none."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def link_all(session: Session, known: Mapping[str, LinkedDocument] = _NOTHING_HELD.documents) -> Linked:
    """`known` are stored documents by their keys, which need not be loaded."""
    archive = Archive()
    archive.update([*known.values(), *list_linked_documents(session, known.keys())])
    return write_all(session, archive)


def write_all(session: Session, archive: Archive) -> Linked:
    """Put all that an archive of all stored documents concluded in the place of what was there."""
    linking = linking_of(archive)
    replace_events(session, linking, sources_of(archive.memory.documents.values()))
    forget_all(session)
    remember(session, archive.memory)
    note(session, "rules", ("",), rules())
    return Linked(len(archive.memory.told), linking.notices)


@lru_cache(maxsize=1)
def rules() -> str:
    """A hash of the program's rules and word lists: what was linked by others may be linked otherwise now."""
    digest = sha256()
    for path in sorted(path for pattern in _RULES for path in _APP.glob(pattern)):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _notices(session: Session, archive: Archive) -> tuple[str, ...]:
    latest = archive.calendar.latest or date.max
    far = select(DOCUMENT.c.file, DOCUMENT.c.published).where(DOCUMENT.c.published > latest)
    return notices_of(list_crowded(session), ((row.file, row.published) for row in session.execute(far)))


def _count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(DOCUMENT)) or 0
