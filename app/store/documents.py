"""Documents: a list of them, and one with all that was found in it."""

import re
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.linking.events import InferredYear
from app.reading.document import Document
from app.store.load import document_of
from app.store.passages import LABEL, AnyRow, label_of, mention_of
from app.store.snapshots import load_extraction, load_year_evidence
from app.store.statements import list_statements
from app.store.tables import DOCUMENT, EVENT, MENTION
from app.store.views import DocumentDetail, DocumentLabel, MentionView

_KEY = re.compile(r"[0-9a-zA-Z]{4,64}")


def list_documents(session: Session) -> tuple[DocumentLabel, ...]:
    """All documents, oldest first, undated ones last."""
    found = session.execute(
        select(*LABEL).order_by(DOCUMENT.c.published.is_(None), DOCUMENT.c.published, DOCUMENT.c.title, DOCUMENT.c.id)
    )
    return tuple(label_of(row) for row in found)


def get_document(session: Session, id: str) -> DocumentDetail:
    """A document with its mentions in text order. Raises NotFound."""
    row = session.execute(select(DOCUMENT, *LABEL).where(DOCUMENT.c.id == id)).one_or_none()
    if row is None:
        raise NotFound("document", id)
    return DocumentDetail(
        label=label_of(row),
        document=document_of(row),
        extraction=load_extraction(row.extraction_json),
        mentions=_list_mentions(session, id),
        statements=list_statements(session, document=id),
        inferred=_inferred(row),
        ingested_at=row.ingested_at,
    )


def _list_mentions(session: Session, id: str) -> tuple[tuple[MentionView, str, str], ...]:
    columns = [column for column in MENTION.c if column.name != "document_id"]
    found = session.execute(
        select(*columns, *LABEL, EVENT.c.title.label("event_title"))
        .join(DOCUMENT, DOCUMENT.c.id == MENTION.c.document_id)
        .join(EVENT, EVENT.c.id == MENTION.c.event_id)
        .where(MENTION.c.document_id == id)
        .order_by(MENTION.c.start, MENTION.c.trigger_start, MENTION.c.key)
    )
    return tuple((mention_of(row), row.event_id, row.event_title) for row in found)


def _inferred(row: AnyRow) -> InferredYear | None:
    if row.inferred_year is None:
        return None
    return InferredYear(row.key, row.inferred_year, load_year_evidence(row.inferred_json))


def find_documents(session: Session, ids: Iterable[str]) -> dict[str, Document]:
    """The documents of these ids, with their texts."""
    found = session.execute(select(DOCUMENT).where(DOCUMENT.c.id.in_(list(ids))))
    return {row.id: document_of(row) for row in found}


def find_mention_in_text(session: Session, key: str) -> tuple[str, int, int] | None:
    """Document id, start and end of a mention that was extracted and that no event holds."""
    if not _KEY.fullmatch(key):
        return None
    like = DOCUMENT.c.extraction_json.contains(f'"{key}"', autoescape=True)
    for row in session.execute(select(DOCUMENT.c.id, DOCUMENT.c.extraction_json).where(like)):
        for mention in load_extraction(row.extraction_json).events:
            if mention.key == key:
                return row.id, mention.start, mention.end
    return None
