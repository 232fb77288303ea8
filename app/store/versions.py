"""Older texts of a document, kept when it comes again with other words."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.store.tables import DOCUMENT, VERSION


@dataclass(frozen=True)
class Version:
    """`ingested_at` is when this text came, `sha256` that of its file."""

    sha256: str
    title: str
    ingested_at: datetime
    text: str


def keep_version(session: Session, id: str, successor: str) -> None:
    """Keeps the text that is stored under this id before the file of hash `successor` takes its place. A text that
    comes back is no older version any more."""
    session.execute(delete(VERSION).where(VERSION.c.document_id == id, VERSION.c.sha256 == successor))
    columns = (DOCUMENT.c.sha256, DOCUMENT.c.title, DOCUMENT.c.ingested_at, DOCUMENT.c.text)
    row = session.execute(select(*columns).where(DOCUMENT.c.id == id)).one_or_none()
    if row is not None:
        session.execute(insert(VERSION), [{"document_id": id, **row._mapping}])


def drop_versions(session: Session, id: str) -> None:
    session.execute(delete(VERSION).where(VERSION.c.document_id == id))


def list_versions(session: Session, id: str) -> tuple[Version, ...]:
    """Newest first, without the text that holds now."""
    found = session.execute(
        select(VERSION).where(VERSION.c.document_id == id).order_by(VERSION.c.ingested_at.desc(), VERSION.c.sha256)
    )
    return tuple(Version(row.sha256, row.title, row.ingested_at, row.text) for row in found)


def get_version(session: Session, id: str, sha256: str) -> Version:
    """Raises NotFound."""
    found = next((version for version in list_versions(session, id) if version.sha256 == sha256), None)
    if found is None:
        raise NotFound("version", sha256)
    return found
