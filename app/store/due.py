"""What changed since the last linking: documents, speakers, and events that were folded into one that is gone."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.store.memory import clear_notes, list_keys, list_notes, note

_DOCUMENTS, _SPEAKERS, _FOLDED = _SHELVES = ("due documents", "due speakers", "due folded")


def note_due(
    session: Session, document: str, speakers: Iterable[str] = (), folded: Iterable[str] = (), by: str = ""
) -> None:
    """`document` is the key of one that came, changed or went, `folded` the ids of events, `by` who stored it so."""
    note(session, _DOCUMENTS, (document,), by)
    note(session, _SPEAKERS, speakers)
    note(session, _FOLDED, folded)


def list_due_documents(session: Session) -> dict[str, str]:
    """Their keys, in order, and by whom each was stored last."""
    return list_notes(session, _DOCUMENTS)


def list_due_speakers(session: Session) -> list[str]:
    return list_keys(session, _SPEAKERS)


def list_due_folded(session: Session) -> list[str]:
    return list_keys(session, _FOLDED)


def clear_due(session: Session, *, but_speakers: bool = False) -> None:
    for shelf in _SHELVES:
        if not but_speakers or shelf is not _SPEAKERS:
            clear_notes(session, shelf)
