"""Reading back what went in: documents and extractions, exactly as they were saved."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Row, or_, select, union_all
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.linking.events import LinkedDocument
from app.reading.document import Document
from app.store.dialects import listed
from app.store.snapshots import dump_json, load_extraction, load_reading
from app.store.tables import DOCUMENT, VERSION

# The source is longer than all the rest, and only reading and readers look at it.
BARE = tuple(column for column in DOCUMENT.c if column.name != "source")


def list_linked_documents(session: Session, but: Collection[str] = ()) -> list[LinkedDocument]:
    """Every document with its extraction, in the order of their keys, `but` for some keys."""
    query = select(DOCUMENT).where(DOCUMENT.c.key.not_in(listed())).order_by(DOCUMENT.c.key)
    return _linked(session.execute(query, {"keys": dump_json(list(but))}))


def list_bare_documents(session: Session, but: Collection[str] = ()) -> list[LinkedDocument]:
    """The same without the bytes that they were read from."""
    query = select(*BARE).where(DOCUMENT.c.key.not_in(listed())).order_by(DOCUMENT.c.key)
    return _linked(session.execute(query, {"keys": dump_json(list(but))}))


def find_bare_documents(session: Session, keys: Collection[str]) -> list[LinkedDocument]:
    """Those of these documents that are stored, without the bytes that they were read from."""
    if not keys:
        return []
    query = select(*BARE).where(DOCUMENT.c.key.in_(listed())).order_by(DOCUMENT.c.key)
    return _linked(session.execute(query, {"keys": dump_json(list(keys))}))


def _linked(rows: Iterable[Row[*tuple[Any, ...]]]) -> list[LinkedDocument]:
    return [LinkedDocument(document_of(row), load_extraction(row.extraction_json)) for row in rows]


def list_hashes(session: Session) -> dict[str, str]:
    """The SHA-256 of every stored file with its document's id, also of those whose text was replaced since: what need
    not be read again. Two files of one address would take turns for ever otherwise."""
    now, before = select(DOCUMENT.c.sha256, DOCUMENT.c.id), select(VERSION.c.sha256, VERSION.c.document_id)
    return {sha256: id for sha256, id in session.execute(union_all(before, now))}


def list_keys(session: Session) -> set[str]:
    return set(session.scalars(select(DOCUMENT.c.key)))


def key_of(session: Session, id: str) -> str:
    """The key of the document of this id or key. Raises NotFound."""
    key: str | None = session.scalar(select(DOCUMENT.c.key).where(or_(DOCUMENT.c.id == id, DOCUMENT.c.key == id)))
    if key is None:
        raise NotFound("document", id)
    return key


def document_of(row: Row[*tuple[Any, ...]]) -> Document:
    reading = load_reading(row.reading_json)
    return Document(
        file=row.file,
        key=row.key,
        sha256=row.sha256,
        text=row.text,
        source=row._mapping.get("source", ""),
        passages=reading.passages,
        title=row.title,
        publisher=row.publisher,
        url=row.url,
        zone=reading.zone,
        witnesses=reading.witnesses,
        left_out=reading.left_out,
    )
