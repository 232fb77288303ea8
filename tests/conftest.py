"""What tests share. `archive` is read only; `empty` is a new database for tests that write."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.store.conclusions import replace_events
from app.store.engine import open_session
from app.store.save import save_document
from tests.archive import NOON, linked_documents, linking
from tests.databases import KINDS, NoServer, new_database, server

# The same examples in every run, so that a red run can be repeated; HYPOTHESIS_PROFILE=explore looks for new ones.
# A slow machine is no failed example.
settings.register_profile("annals", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "annals"))


@pytest.fixture(scope="session", params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """The kinds of database that a test is run on, one after the other."""
    if request.param != "sqlite":
        _need_server()
    return str(request.param)


@pytest.fixture(scope="session")
def postgresql() -> None:
    """For a test of PostgreSQL alone."""
    if "postgresql" not in KINDS:
        pytest.skip("ANNALS_TEST_DATABASES does not name postgresql")
    _need_server()


@pytest.fixture
def empty(kind: str, tmp_path: Path) -> Iterator[Engine]:
    engine = new_database(kind, tmp_path)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def archive(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The documents and events of tests/archive.py."""
    engine = new_database(kind, tmp_path_factory.mktemp("archive"))
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


def _need_server() -> None:
    try:
        server()
    except NoServer as error:
        _missing.append(str(error))
        pytest.skip(f"no PostgreSQL server: {error}")


_missing: list[str] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _missing:
        terminalreporter.section("NOT TESTED ON POSTGRESQL", red=True, bold=True)
        terminalreporter.line(f"There is no server, and none could be started: {_missing[0]}")
