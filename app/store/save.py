"""Writing a document with what was extracted from it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam, delete, or_, select, update
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.extraction.mentions import Extraction
from app.reading.document import Document
from app.store import rows
from app.store.checks import check_spans
from app.store.conclusions import drop_events, put, save_actors
from app.store.due import note_due
from app.store.folded import list_folded_into
from app.store.snapshots import dump_extraction, dump_reading, dump_year_evidence
from app.store.tables import DOCUMENT, MENTION, STATEMENT, document_id
from app.store.tombstones import bury_mentions
from app.store.versions import drop_versions, keep_version

_STORED = select(DOCUMENT.c.sha256).where(
    or_(DOCUMENT.c.id == bindparam("id"), DOCUMENT.c.sha256 == bindparam("sha256"))
)


class Saved(StrEnum):
    NEW = "new"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


def save_document(
    session: Session, document: Document, extraction: Extraction, *, ingested_at: datetime, by: str = ""
) -> Saved:
    """Store a document, in place of an older text under the same key; the same bytes twice change nothing, nor do other
    bytes with the same text, as a page has that shows other adverts around it.

    With an older text go all events that rested on it; the next linking brings back those that still stand. `by` is
    who stores it, for linking.Linker. Raises QuoteMismatch when a span of the extraction is not what it says.
    """
    id = document_id(document.key)
    found = session.scalars(_STORED, {"id": id, "sha256": document.sha256}).all()
    if document.sha256 in found:
        return Saved.UNCHANGED
    check_spans(document, extraction)
    if found and _says_the_same(session, id, document, extraction):
        return Saved.UNCHANGED
    if found:
        keep_version(session, id, document.sha256)
        _remove_document(session, document.key)
    put(session, DOCUMENT, [_document_row(document, extraction, ingested_at)])
    _save_statements(session, document, extraction, by)
    return Saved.REPLACED if found else Saved.NEW


def save_extraction(session: Session, document: Document, extraction: Extraction) -> None:
    """Store what newer rules find in a stored document, in place of what older ones found.

    Its events rest on the older until the next linking. Raises QuoteMismatch like `save_document`.
    """
    check_spans(document, extraction)
    id = document_id(document.key)
    values = {"published": extraction.reference.day, "extraction_json": dump_extraction(extraction)}
    session.execute(update(DOCUMENT).where(DOCUMENT.c.id == id).values(values))
    note_due(session, document.key, _speakers(session, id))
    session.execute(delete(STATEMENT).where(STATEMENT.c.document_id == id))
    _save_statements(session, document, extraction)


def remove_document(session: Session, key: str) -> None:
    """Forget a document. With it go all events that rested on it; the next linking brings back those that still
    stand. Raises NotFound."""
    if not _remove_document(session, key):
        raise NotFound("document", key)
    drop_versions(session, document_id(key))


def _document_row(document: Document, extraction: Extraction, ingested_at: datetime) -> rows.Row:
    return {
        "id": document_id(document.key),
        "key": document.key,
        "sha256": document.sha256,
        "file": document.file,
        "title": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "published": extraction.reference.day,
        "inferred_year": None,
        "inferred_json": dump_year_evidence(()),
        "ingested_at": ingested_at,
        "text": document.text,
        "source": document.source,
        "reading_json": dump_reading(document),
        "extraction_json": dump_extraction(extraction),
    }


def _says_the_same(session: Session, id: str, document: Document, extraction: Extraction) -> bool:
    columns = (DOCUMENT.c.text, DOCUMENT.c.url, DOCUMENT.c.publisher, DOCUMENT.c.extraction_json)
    stored = session.execute(select(*columns).where(DOCUMENT.c.id == id)).one_or_none()
    given = (document.text, document.url, document.publisher, dump_extraction(extraction))
    return stored is not None and tuple(stored) == given


def _remove_document(session: Session, key: str) -> bool:
    id = document_id(key)
    if session.scalar(select(DOCUMENT.c.id).where(DOCUMENT.c.id == id)) is None:
        return False
    events = session.scalars(select(MENTION.c.event_id).where(MENTION.c.document_id == id).distinct()).all()
    bury_mentions(session, events)
    note_due(session, key, _speakers(session, id), list_folded_into(session, events))
    drop_events(session, events)
    session.execute(delete(STATEMENT).where(STATEMENT.c.document_id == id))
    session.execute(delete(DOCUMENT).where(DOCUMENT.c.id == id))
    return True


def _speakers(session: Session, id: str) -> set[str]:
    said = select(STATEMENT.c.speaker).where(STATEMENT.c.document_id == id, STATEMENT.c.speaker.is_not(None))
    return set(session.scalars(said.distinct()))


def _save_statements(session: Session, document: Document, extraction: Extraction, by: str = "") -> None:
    speakers = [statement.speaker for statement in extraction.statements if statement.speaker]
    save_actors(session, speakers)
    put(session, STATEMENT, (rows.statement_row(document, statement) for statement in extraction.statements))
    note_due(session, document.key, {speaker.name for speaker in speakers}, by=by)
