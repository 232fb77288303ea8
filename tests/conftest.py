"""What tests share. `archive` is read only; `empty` is a new database for tests that write."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.store.conclusions import replace_events
from app.store.engine import make_engine, migrate, open_session
from app.store.save import save_document
from tests.archive import NOON, linked_documents, linking

# The same examples in every run, so that a red run can be repeated; HYPOTHESIS_PROFILE=explore looks for new ones.
# A slow machine is no failed example.
settings.register_profile("annals", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "annals"))


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Engine]:
    engine = make_engine(f"sqlite:///{tmp_path}/annals.db")
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The documents and events of tests/archive.py."""
    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('archive')}/annals.db")
    migrate(engine)
    with open_session(engine, writing=True) as session:
        for linked in linked_documents():
            save_document(session, linked.document, linked.extraction, ingested_at=NOON)
        replace_events(session, linking())
    yield engine
    engine.dispose()


@pytest.fixture
def session(archive: Engine) -> Iterator[Session]:
    with open_session(archive) as session:
        yield session
