"""Which version of a page is stored, as its server calls it, so that it need not be sent again."""

from functools import partial

from sqlalchemy import Engine, delete, insert, select

from app.fetching import Fetcher, Version
from app.store.engine import open_session
from app.store.tables import DOCUMENT, FETCHED


def open_fetcher(engine: Engine, *, allow_private: bool) -> Fetcher:
    """One that asks for newer versions of what is stored."""
    return Fetcher(allow_private=allow_private, known=partial(_version_of, engine))


def keep_version(engine: Engine, fetcher: Fetcher, file: str, document: str) -> None:
    """Once a document is stored by its id: what the server said of its version, if its file is an address that
    `fetcher` asked. A feed has many documents, none of which goes by its address."""
    version = fetcher.found.pop(file, None)
    if version is None:
        return
    with open_session(engine, writing=True) as session:
        sha256 = session.scalar(select(DOCUMENT.c.sha256).where(DOCUMENT.c.id == document))
        session.execute(delete(FETCHED).where(FETCHED.c.address == file))
        if sha256:
            row = {"address": file, "etag": version.etag, "modified": version.modified, "sha256": sha256}
            session.execute(insert(FETCHED).values(row))


def _version_of(engine: Engine, address: str) -> Version:
    """Without the document that came of it nothing is known."""
    columns = (FETCHED.c.etag, FETCHED.c.modified, FETCHED.c.sha256)
    stored = FETCHED.c.sha256.in_(select(DOCUMENT.c.sha256))
    with open_session(engine) as session:
        row = session.execute(select(*columns).where(FETCHED.c.address == address, stored)).one_or_none()
    return Version(*row) if row else Version()
