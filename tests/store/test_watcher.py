"""Whether anybody has written is known at once, or not at all."""

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app.store.engine import make_engine, migrate
from app.store.facet_index import FacetIndex
from app.store.watcher import Watcher


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = make_engine(f"sqlite:///{tmp_path}/annals.db")
    migrate(engine)
    yield engine
    engine.dispose()


def test_the_writing_of_others_is_noticed_and_reading_is_not(engine: Engine) -> None:
    watcher = Watcher(engine, FacetIndex())
    before = watcher.version()
    with engine.connect() as connection:
        connection.execute(text("SELECT count(*) FROM event"))
    assert watcher.version() == before is not None
    with sqlite3.connect(str(engine.url.database)) as other:
        other.execute("INSERT INTO actor (name, kind) VALUES ('甲', '')")
    other.close()
    assert watcher.version() not in (before, None)


def test_nobody_waits_for_who_keeps_the_database(engine: Engine) -> None:
    engine.dispose()
    holder = sqlite3.connect(str(engine.url.database), isolation_level=None)
    holder.execute("PRAGMA locking_mode=EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    watcher, began = Watcher(engine, FacetIndex()), time.monotonic()
    assert watcher.version() is None
    assert time.monotonic() - began < 1
    holder.close()
    watcher._not_before = 0.0
    assert watcher.version() is not None


def test_what_one_connection_told_is_not_taken_for_what_another_tells(engine: Engine) -> None:
    watcher = Watcher(engine, FacetIndex())
    before = watcher.state()
    watcher._give_up()
    watcher._not_before = 0.0
    assert watcher.state() not in (before, None)
