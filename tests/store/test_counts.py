from datetime import date

from app.store.counts import count_all, is_ready, schema_revision
from app.store.engine import make_engine, newest_revision, open_session
from app.store.views import Counts
from tests.archive import NOON


def test_the_whole_archive_is_counted(session):
    assert count_all(session) == Counts(
        documents=3,
        events=4,
        undated=1,
        mentions=7,
        statements=2,
        first=date(2021, 3, 17),
        last=date(2021, 3, 28),
        ingested_at=NOON,
    )


def test_an_empty_archive_has_nothing(empty):
    with open_session(empty) as session:
        assert count_all(session) == Counts(0, 0, 0, 0, 0, None, None, None)


def test_a_database_is_ready_once_its_tables_are_there(empty, tmp_path):
    assert (schema_revision(empty), is_ready(empty)) == (newest_revision(), True)
    bare = make_engine(f"sqlite:///{tmp_path}/bare.db")
    assert (schema_revision(bare), is_ready(bare)) == (None, False)
    bare.dispose()
