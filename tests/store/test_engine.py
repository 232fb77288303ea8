from contextlib import ExitStack
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from app.errors import SettingsError
from app.store.engine import make_engine, migrate, open_session


@pytest.fixture
def engine(tmp_path: Path):
    engine = make_engine(f"sqlite:///{tmp_path}/annals.db")
    migrate(engine)
    yield engine
    engine.dispose()


ACTOR = text("INSERT INTO actor (name, kind) VALUES ('拜登', 'person')")


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 1), ("busy_timeout", 600000)]
)
def test_every_connection_is_prepared(engine, pragma, value):
    with open_session(engine) as session:
        assert session.execute(text(f"PRAGMA {pragma}")).scalar() == value


def test_a_writing_session_commits_at_its_end(engine):
    with open_session(engine, writing=True) as session:
        session.execute(ACTOR)
    with open_session(engine) as session:
        assert session.execute(text("SELECT name FROM actor")).scalars().all() == ["拜登"]


def test_a_writing_session_keeps_nothing_after_an_error(engine):
    with pytest.raises(ZeroDivisionError), open_session(engine, writing=True) as session:
        session.execute(ACTOR)
        1 / 0  # noqa: B018
    with open_session(engine) as session:
        assert session.execute(text("SELECT count(*) FROM actor")).scalar() == 0


def test_a_writer_holds_the_lock_from_its_first_word_and_readers_go_on(engine):
    with open_session(engine, writing=True) as writer, open_session(engine) as reader, open_session(engine) as late:
        writer.execute(text("SELECT 1"))
        assert reader.execute(text("SELECT count(*) FROM actor")).scalar() == 0
        late.execute(text("PRAGMA busy_timeout=0"))
        with pytest.raises(OperationalError, match="locked"):
            late.execute(ACTOR)


def test_a_writer_that_waits_for_another_says_so(engine, monkeypatch, caplog):
    monkeypatch.setattr("app.store.sqlite._SILENT", 0.1)
    waits, free = Event(), Event()

    def write():
        waits.set()
        with open_session(engine, writing=True) as second:
            assert second.execute(text("PRAGMA busy_timeout")).scalar() == 600000
            free.set()

    with open_session(engine, writing=True) as first:
        thread = Thread(target=write)
        thread.start()
        assert waits.wait(20)
        while not caplog.messages:
            assert not free.wait(0.05)
        first.rollback()
    thread.join(20)
    assert free.is_set()
    assert caplog.messages == [f"another program writes to {engine.url.database}; waiting for it"]


def test_a_writer_that_may_not_wait_gives_up(engine):
    impatient = make_engine(engine.url.render_as_string(), wait=0.1)
    with (
        open_session(engine, writing=True),
        pytest.raises(OperationalError, match="locked"),
        open_session(impatient, writing=True),
    ):
        pass
    impatient.dispose()


def test_foreign_keys_are_enforced(engine):
    with pytest.raises(IntegrityError), open_session(engine, writing=True) as session:
        session.execute(text("INSERT INTO event_topic (event_id, topic, position) VALUES ('none', '台湾', 0)"))


@pytest.mark.parametrize("url", ["nonsense", "mysql://localhost/annals", ""])
def test_other_addresses_are_refused_by_name(url):
    with pytest.raises(SettingsError):
        make_engine(url)


def test_no_reader_waits_for_the_connection_of_another(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/annals.db")
    with ExitStack() as opened:
        for _ in range(60):
            opened.enter_context(engine.connect()).execute(text("SELECT 1"))
    engine.dispose()
