from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from app.errors import SettingsError
from app.filters import EventFilter
from app.store.engine import make_engine, migrate, open_session
from app.store.events import list_events
from app.store.integrity import list_damages
from app.store.tables import DOCUMENT, EVENT, EVENT_ACTOR, MENTION, metadata
from app.synth import write_archive
from app.synth.rows import make_part

SIZE = 1200


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('synth')}/annals.db")
    migrate(engine)
    write_archive(engine, SIZE)
    yield engine
    engine.dispose()


def test_every_quote_stands_in_its_document_and_the_search_index_knows_it(made: Engine) -> None:
    with open_session(made, writing=True) as session:
        assert list(list_damages(session)) == []


def test_it_holds_as_many_events_as_were_asked_for_in_fewer_documents(made: Engine) -> None:
    with open_session(made) as session:
        assert session.scalar(select(func.count()).select_from(EVENT)) == SIZE
        assert session.scalar(select(func.count()).select_from(DOCUMENT)) == SIZE // 5
        assert 2 * SIZE < session.scalar(select(func.count()).select_from(MENTION)) < 4 * SIZE


def test_few_actors_take_part_in_much_and_most_in_little(made: Engine) -> None:
    with open_session(made) as session:
        counts = sorted(Counter(session.scalars(select(EVENT_ACTOR.c.actor))).values(), reverse=True)
    assert counts[0] > 10 * counts[len(counts) // 2]
    assert len(counts) > 300


@pytest.mark.parametrize("column", ["type", "status", "precision", "place", "folded_into", "background", "first"])
def test_events_differ_in_all_that_can_be_filtered(made: Engine, column: str) -> None:
    with open_session(made) as session:
        assert len(set(session.scalars(select(EVENT.c[column])))) > 1


def test_indexes_are_there_again_when_all_is_in(made: Engine) -> None:
    with made.connect() as connection:
        found = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'index'").scalars())
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    assert {index.name for index in metadata.tables["event"].indexes} <= found


def test_words_of_its_passages_are_found(made: Engine) -> None:
    with open_session(made) as session:
        assert list_events(session, EventFilter(words="会谈")).total > 10


def test_a_seed_gives_the_same_rows_and_another_gives_others() -> None:
    assert make_part(1, 0, 300) == make_part(1, 0, 300)
    assert make_part(1, 0, 300)["event"] != make_part(2, 0, 300)["event"]


def test_an_archive_that_holds_documents_is_left_alone(archive: Engine) -> None:
    with pytest.raises(SettingsError, match="empty"):
        write_archive(archive, 10)


def test_a_small_archive_is_made_whole(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/annals.db")
    migrate(engine)
    assert write_archive(engine, 3) == 1
    with open_session(engine) as session:
        assert list_events(session, EventFilter(show="all")).total == 3
    engine.dispose()
