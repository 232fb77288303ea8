from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.web.app import create_app
from tests.speeches import make_speeches
from tests.web.specimens import make_archive, make_empty_archive, make_faint_archive


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    engine = make_archive(tmp_path_factory.mktemp("archive"))
    with TestClient(create_app(engine)) as client:
        yield client
    engine.dispose()


@pytest.fixture
def empty_site(tmp_path: Path) -> Iterator[TestClient]:
    engine = make_empty_archive(tmp_path)
    with TestClient(create_app(engine)) as client:
        yield client
    engine.dispose()


@pytest.fixture(scope="session")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    engine = make_archive(tmp_path_factory.mktemp("long"), extra=120)
    with TestClient(create_app(engine)) as client:
        yield client
    engine.dispose()


@pytest.fixture(scope="session")
def faint_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    engine = make_faint_archive(tmp_path_factory.mktemp("faint"))
    with TestClient(create_app(engine)) as client:
        yield client
    engine.dispose()


@pytest.fixture(scope="session")
def speeches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    engine = make_speeches(tmp_path_factory.mktemp("speeches"))
    with TestClient(create_app(engine)) as client:
        yield client
    engine.dispose()
