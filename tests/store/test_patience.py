"""A query that takes too long is broken off, and the next one is answered."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.errors import TakesTooLong
from app.store.engine import open_session
from app.store.patience import patient
from tests.databases import new_database

ENDLESS = text("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n")
SHORT = text("SELECT 1")


@pytest.fixture
def session(kind, tmp_path):
    engine = new_database(kind, tmp_path)
    with open_session(engine) as session:
        yield session
    engine.dispose()


def test_a_query_without_end_is_broken_off(session: Session) -> None:
    with pytest.raises(TakesTooLong) as raised, patient(session, 0.05):
        session.execute(ENDLESS).all()
    assert raised.value.seconds == 0.05
    assert session.scalar(SHORT) == 1


def test_the_shortest_patience_counts_and_ends_with_its_block(session: Session) -> None:
    with patient(session, 60):
        with pytest.raises(TakesTooLong) as raised, patient(session, 0.05):
            session.execute(ENDLESS).all()
        assert raised.value.seconds == 0.05
        with pytest.raises(TakesTooLong), patient(session, 0.01):
            session.execute(ENDLESS).all()
        assert session.scalar(SHORT) == 1


def test_each_query_has_its_own_time(session: Session) -> None:
    some = text(
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 20000) SELECT count(*) FROM n"
    )
    with patient(session, 2):
        assert [session.scalar(some) for _ in range(20)] == [20_000] * 20


def test_other_errors_stay_what_they_are(session: Session) -> None:
    with pytest.raises(DBAPIError, match="absent"), patient(session, 5):
        session.execute(text("SELECT * FROM absent"))
    assert "watch" not in session.info
