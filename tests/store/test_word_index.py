"""Where words stand, in the file beside the database: used where it is true, made anew where it is not."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, select

from app.filters import EventFilter, Show
from app.index.snapshot import Snapshot
from app.store import word_index
from app.store.conclusions import drop_events
from app.store.engine import make_engine, migrate, open_session
from app.store.events import count
from app.store.facet_index import FacetIndex, keep_index
from app.store.indexing import load_columns
from app.store.runs import start_run
from app.store.tables import EVENT, EVENT_TEXT
from app.store.word_index import WordIndex, words_path
from tests.databases import new_database
from tests.random_archive import fill

WORDS = ("会", "会谈", "制裁", "双方举行", "谈会")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = make_engine(f"sqlite:///{tmp_path}/annals.db")
    migrate(engine)
    with open_session(engine, writing=True) as session:
        start_run(session, datetime(2026, 1, 1, tzinfo=UTC))
    fill(engine, seed=3, size=40)
    yield engine
    engine.dispose()


@pytest.fixture
def on_server(postgresql: None, tmp_path: Path) -> Iterator[Engine]:
    engine = new_database("postgresql", tmp_path)
    fill(engine, seed=3, size=40)
    yield engine
    engine.dispose()


def made(engine: Engine) -> WordIndex:
    index, done = WordIndex(saved_from=0), []
    index.begin_making(engine, lambda: done.append(True))
    index._thread.join()
    assert done
    return index


def found(index: WordIndex, engine: Engine) -> dict[str, int] | None:
    with open_session(engine) as session:
        words = index.words_of(session, engine, Snapshot(load_columns(session)))
        return words and {each: len(words.find(each)) for each in WORDS}


def truth(engine: Engine) -> dict[str, int]:
    with open_session(engine) as session:
        return {each: count(session, EventFilter(words=f'"{each}"', show=Show.ALL)) for each in WORDS}


def test_there_are_none_before_the_file_is_made(engine: Engine) -> None:
    assert found(WordIndex(saved_from=0), engine) is None


def test_the_file_tells_what_the_full_text_index_does(engine: Engine) -> None:
    assert found(made(engine), engine) == truth(engine)
    assert words_path(engine).exists()
    assert found(WordIndex(saved_from=0), engine) == truth(engine), "read by another server"


def test_a_small_archive_needs_none(engine: Engine) -> None:
    assert found(WordIndex(saved_from=1_000), engine) == truth(engine)
    assert not words_path(engine).exists()


@pytest.mark.parametrize("saved_from", [0, 1_000])
def test_it_goes_on_from_the_file_by_what_has_changed(engine: Engine, saved_from: int) -> None:
    index = made(engine)
    before = truth(engine)
    with open_session(engine, writing=True) as session:
        drop_events(session, list(session.scalars(select(EVENT.c.id).limit(5))))
        gone = session.scalars(select(EVENT_TEXT.c.event_id).limit(4)).all()
        session.execute(delete(EVENT_TEXT).where(EVENT_TEXT.c.event_id.in_(gone)))
        session.execute(EVENT.update().where(EVENT.c.id.in_(gone)).values(title="爆炸"))
    assert truth(engine) != before
    for each in (index, WordIndex(saved_from)):
        assert found(each, engine) == truth(engine)


def test_what_a_program_left_that_ended_while_it_wrote_is_cleared_up(engine: Engine) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left, foreign, other = (
        words_path(engine).with_name(f".annals.db.words.{each}") for each in (ended.pid, os.getppid(), "old")
    )
    for each in (left, foreign, other):
        each.write_bytes(b"half")
    made(engine)
    assert [each.exists() for each in (left, foreign, other)] == [False, True, True]


def test_after_too_many_changes_it_is_made_anew(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    index = made(engine)
    monkeypatch.setattr(word_index, "_MOST_CHANGES", 3)
    with open_session(engine, writing=True) as session:
        drop_events(session, list(session.scalars(select(EVENT.c.id).limit(5))))
    assert found(index, engine) is None
    assert found(made(engine), engine) == truth(engine)


@pytest.mark.parametrize(
    "harm", [lambda whole: whole[:-9], lambda whole: whole[:99] + b"?" + whole[100:], lambda _: b""]
)
def test_a_damaged_file_is_passed_over(engine: Engine, harm) -> None:
    made(engine)
    path = words_path(engine)
    path.write_bytes(harm(path.read_bytes()))
    assert found(WordIndex(saved_from=0), engine) is None


def test_one_of_another_history_is_passed_over(engine: Engine, tmp_path: Path) -> None:
    made(engine)
    other = make_engine(f"sqlite:///{tmp_path}/other.db")
    migrate(other)
    with open_session(other, writing=True) as session:
        start_run(session, datetime(2026, 1, 2, tzinfo=UTC))
    fill(other, seed=4, size=40)
    words_path(other).write_bytes(words_path(engine).read_bytes())
    assert found(WordIndex(saved_from=0), other) is None
    other.dispose()


def test_where_the_folder_cannot_be_written_searches_go_on(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("read-only")

    monkeypatch.setattr(word_index, "write_arrays", refuse)
    index, done = WordIndex(saved_from=0), []
    index.begin_making(engine, lambda: done.append(True))
    index._thread.join()
    assert not done
    assert found(index, engine) is None


def test_a_database_that_is_no_file_has_them_too(on_server: Engine) -> None:
    index = made(on_server)
    assert words_path(on_server) is None
    assert found(index, on_server) == truth(on_server)
    with open_session(on_server, writing=True) as session:
        drop_events(session, list(session.scalars(select(EVENT.c.id).limit(5))))
    assert found(index, on_server) == truth(on_server)


def test_a_server_has_them_once_they_are_made(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.store.facet_index.SAVED_FROM", 1)
    index: FacetIndex = keep_index(engine, least=0)
    index.refresh(engine)
    index._words._thread.join()
    assert index._snapshot.words is not None
