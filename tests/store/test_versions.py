"""A document that comes again with other words keeps its older text."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from app.errors import NotFound
from app.extraction import extract
from app.store.engine import open_session
from app.store.save import remove_document, save_document
from app.store.tables import document_id
from app.store.versions import get_version, list_versions
from tests.archive import NOON
from tests.extraction.articles import article

OLD, NEW = article("岸田文雄5月16日在首尔会见尹锡悦。", name="a"), article("岸田文雄5月16日会见尹锡悦。", name="a")
ID = document_id(OLD.key)


def save(engine: Engine, *documents: object) -> None:
    with open_session(engine, writing=True) as session:
        for day, document in enumerate(documents):
            save_document(session, document, extract(document), ingested_at=NOON + timedelta(days=day))  # type: ignore[arg-type]


def texts(engine: Engine) -> list[str]:
    with open_session(engine) as session:
        return [version.text for version in list_versions(session, ID)]


def test_the_older_text_is_kept_with_the_time_when_it_came(empty: Engine) -> None:
    save(empty, OLD, NEW)
    with open_session(empty) as session:
        (version,) = list_versions(session, ID)
        assert get_version(session, ID, OLD.sha256) == version
    assert (version.text, version.sha256, version.ingested_at) == (OLD.text, OLD.sha256, NOON)


def test_the_same_bytes_make_no_version(empty: Engine) -> None:
    save(empty, OLD, OLD)
    assert texts(empty) == []


def test_a_text_that_comes_back_is_the_one_that_holds(empty: Engine) -> None:
    save(empty, OLD, NEW, OLD)
    assert texts(empty) == [NEW.text]


def test_with_a_document_that_is_forgotten_go_its_versions(empty: Engine) -> None:
    save(empty, OLD, NEW)
    with open_session(empty, writing=True) as session:
        remove_document(session, OLD.key)
    assert texts(empty) == []
    with open_session(empty) as session, pytest.raises(NotFound):
        get_version(session, ID, OLD.sha256)


def test_times_know_their_zone(empty: Engine) -> None:
    save(empty, OLD, NEW)
    with open_session(empty) as session:
        assert list_versions(session, ID)[0].ingested_at == datetime.astimezone(NOON, UTC)
