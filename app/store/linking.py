"""Bringing what linking concluded up to date: only what changed, or everything when the rules changed or much did."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import app
from app.garbage import uncollected
from app.linking import linking_of
from app.linking.archive import Archive
from app.linking.events import LinkedDocument
from app.linking.notices import notices_of
from app.store.conclusions import change_events, replace_events, sources_of
from app.store.due import clear_due, list_due_documents, list_due_folded, list_due_speakers
from app.store.load import find_bare_documents, list_bare_documents
from app.store.memory import (
    clear_notes,
    find_note,
    forget_all,
    list_crowded,
    note,
    recall_by,
    recall_documents,
    remember,
)
from app.store.said import compare_speakers
from app.store.tables import DOCUMENT

_APP = Path(app.__file__).parent
_RULES = ("linking/*.py", "extraction/**/*.py", "extraction/**/*.tsv", "store/memory.py")
# Beyond either, looking everything up again takes longer than linking everything anew.
_MOST_DUE = 2000
_LARGEST_SHARE = 4
# So many values of what linking remembers, of 5,500 articles, take about 800 MB.
_MOST_KEPT = 700_000
# With more documents it is worth looking through all that for what can be made or fetched again.
_MOST_DOCUMENTS = 400
# Where it stands which run keeps them between two linkings.
_KEEPER = "keeper"


@dataclass(frozen=True)
class Linked:
    """How many documents were linked, the limits that linking met in the whole archive, and how many rows of what it
    remembers were looked up."""

    documents: int
    notices: tuple[str, ...]
    fetched: int = 0


class Linker:
    """Links what is due, as often as asked in the course of one run, and keeps in between what linking remembers.

    `by` is the name under which the caller stores documents; those that it still holds are not loaded, unless
    somebody else stored them again since. What is kept is given up when somebody else linked in between, or when it
    takes too much room.
    """

    def __init__(self, by: str = "") -> None:
        self._by = by
        self._held: dict[str, LinkedDocument] = {}
        self._archive: Archive | None = None
        self._is_whole = False

    def hold(self, linked: LinkedDocument) -> None:
        self._held[linked.document.key] = replace(linked, document=replace(linked.document, source=""))

    def link(self, session: Session, *, to_go_on: bool = False) -> Linked:
        """The same rows as if all had been linked anew, once it is asked without `to_go_on`; until then utterances
        wait. Raises like `conclusions.replace_events`."""
        with uncollected():
            linked = self._link(session, to_go_on)
            self._rest(session, to_go_on)
        return linked

    def _link(self, session: Session, to_go_on: bool) -> Linked:
        due = list_due_documents(session)
        known = {key: self._held[key] for key, by in due.items() if by == self._by and key in self._held}
        if not self._is_kept(session) and _is_much(session, len(due)):
            self._archive, self._is_whole = Archive(), True
            return _link_all(session, self._archive, known)
        archive = self._recall(session)
        if not due and (to_go_on or not list_due_speakers(session)):
            return Linked(0, _notices(session, archive))
        added = [*known.values(), *find_bare_documents(session, due.keys() - known.keys())]
        changes = archive.update(added, due.keys() - {linked.document.key for linked in added})
        change_events(session, changes, due, list_due_folded(session), sources_of(added))
        if not to_go_on:
            compare_speakers(session, list_due_speakers(session))
        fetched = archive.memory.count()
        remember(session, archive.memory)
        clear_due(session, but_speakers=to_go_on)
        return Linked(len(due), _notices(session, archive), fetched)

    def _is_kept(self, session: Session) -> bool:
        """Whether what linking remembers is as this run left it."""
        return self._archive is not None and find_note(session, _KEEPER, "") == self._by

    def _recall(self, session: Session) -> Archive:
        if self._archive is None or not self._is_kept(session):
            self._archive, self._is_whole = Archive(), False
        (recall_documents if self._is_whole else recall_by)(session, self._archive.memory)
        return self._archive

    def _rest(self, session: Session, to_go_on: bool) -> None:
        self._held = {}
        clear_notes(session, _KEEPER)
        if self._archive is None:
            return
        if not to_go_on or self._archive.memory.count() > _MOST_KEPT:
            self._archive = None
            return
        if len(self._archive.memory.documents) > _MOST_DOCUMENTS:
            self._archive.rest()
        note(session, _KEEPER, ("",), self._by)


def link_due(session: Session) -> Linked:
    """Link what came, changed or went since the last linking. Raises like `conclusions.replace_events`."""
    return Linker().link(session)


def _is_much(session: Session, due: int) -> bool:
    if find_note(session, "rules", "") != rules():
        return True
    return due > min(_MOST_DUE, 1 + _count(session) // _LARGEST_SHARE)


def link_all(session: Session) -> Linked:
    return _link_all(session, Archive(), {})


def _link_all(session: Session, archive: Archive, known: Mapping[str, LinkedDocument]) -> Linked:
    """`archive` is empty, `known` are stored documents by their keys, which need not be loaded."""
    archive.update([*known.values(), *list_bare_documents(session, known.keys())])
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
