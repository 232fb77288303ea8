"""The file of the facet index beside the database: used where it is true, passed over where it is not."""

import mmap
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, update

from app.filters import EventFilter, Show
from app.index.columns import ABSENT, Columns
from app.store import index_file
from app.store.backup import backup, restore
from app.store.engine import make_engine, migrate, open_session
from app.store.events import count
from app.store.facet_index import FacetIndex, keep_index
from app.store.index_file import read_index
from app.store.indexing import load_columns
from app.store.runs import start_run
from app.store.tables import EVENT, EVENT_CHANGE
from tests.random_archive import fill

ALL = EventFilter(show=Show.ALL)


@pytest.fixture
def engine(tmp_path: Path):
    engine = make_engine(f"sqlite:///{tmp_path}/annals.db")
    migrate(engine)
    _ingest(engine, seed=3, day=1)
    served(engine)
    yield engine
    engine.dispose()


def served(engine: Engine) -> FacetIndex:
    """As by a server that starts."""
    index = keep_index(engine, least=0, saved_from=1)
    index.refresh(engine)
    return index


def path(engine: Engine) -> Path:
    return Path(f"{engine.url.database}.index")


def _ingest(engine: Engine, seed: int, day: int) -> None:
    with open_session(engine, writing=True) as session:
        start_run(session, datetime(2026, 1, day, tzinfo=UTC))
    fill(engine, seed=seed, size=20)


def _is_true(engine: Engine, index: FacetIndex) -> bool:
    """What the index holds is what the tables hold."""
    with open_session(engine) as session:
        loaded, held = load_columns(session), index._snapshot.columns
    same = all(held.flat[name].tolist() == column.tolist() for name, column in loaded.flat.items())
    return same and _places(held) == _places(loaded)


def _places(columns: Columns) -> list[str]:
    column = columns.coded["place"]
    return ["" if code == ABSENT else column.values[code] for code in column.codes]


@pytest.fixture
def no_loading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what changed may be read from the tables."""

    def load(session, ids=None):
        assert ids is not None, "everything was loaded"
        return load_columns(session, ids)

    monkeypatch.setattr("app.store.facet_index.load_columns", load)


def test_what_one_server_leaves_the_next_begins_with(engine: Engine, no_loading: None) -> None:
    index = served(engine)
    assert _is_true(engine, index)
    with open_session(engine) as session:
        assert count(session, ALL) == 20


def test_what_changed_in_between_is_caught_up(engine: Engine, no_loading: None) -> None:
    with open_session(engine, writing=True) as session:
        session.execute(update(EVENT).where(EVENT.c.first.is_not(None)).values(place="新地方"))
    assert _is_true(engine, served(engine))


def test_the_file_itself_is_the_same_columns(engine: Engine) -> None:
    found = read_index(path(engine))
    assert found is not None
    with open_session(engine) as session:
        loaded = load_columns(session)
        assert index_file.was_in(session, found[1])
    for name, linked in loaded.linked.items():
        assert found[0].linked[name].values == linked.values
        assert [each.tolist() for each in found[0].linked[name].columns] == [each.tolist() for each in linked.columns]
    assert found[0].countries == loaded.countries


@pytest.mark.parametrize("at", [0, 20, 200, -300, -1])
def test_a_damaged_file_is_passed_over_and_written_anew(engine: Engine, at: int) -> None:
    whole = bytearray(path(engine).read_bytes())
    whole[at] ^= 1
    path(engine).write_bytes(whole)
    assert read_index(path(engine)) is None
    assert _is_true(engine, served(engine))
    assert read_index(path(engine)) is not None


@pytest.mark.parametrize("kept", [0, 10, 100, 2000])
def test_half_a_file_is_passed_over(engine: Engine, kept: int) -> None:
    path(engine).write_bytes(path(engine).read_bytes()[:kept])
    assert read_index(path(engine)) is None


def test_the_file_of_another_program_is_passed_over(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_file, "_program", lambda: "another")
    assert read_index(path(engine)) is None


def test_another_history_of_the_same_database_is_told_by_its_runs(engine: Engine, tmp_path: Path) -> None:
    backup(engine, tmp_path / "old.db")
    _ingest(engine, seed=4, day=2)
    path(engine).unlink()
    served(engine)
    restore(engine, tmp_path / "old.db")
    _ingest(engine, seed=5, day=3)
    assert _is_true(engine, served(engine))


def test_the_file_of_another_database_is_passed_over(engine: Engine, tmp_path: Path) -> None:
    other = make_engine(f"sqlite:///{tmp_path}/other.db")
    migrate(other)
    _ingest(other, seed=9, day=1)
    path(other).write_bytes(path(engine).read_bytes())
    assert _is_true(other, served(other))
    other.dispose()


def test_a_journal_that_no_longer_reaches_back_is_not_enough(engine: Engine) -> None:
    with open_session(engine, writing=True) as session:
        session.execute(update(EVENT).values(place="新地方"))
        session.execute(delete(EVENT_CHANGE).where(EVENT_CHANGE.c.seq < 40))
    assert _is_true(engine, served(engine))


def test_a_folder_that_cannot_be_written_has_no_file(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    path(engine).unlink()

    def refuse(*_):
        raise PermissionError("read-only")

    monkeypatch.setattr("app.store.facet_index.save_index", refuse)
    assert _is_true(engine, served(engine))
    assert not path(engine).exists()


def test_a_small_archive_has_no_file(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/small.db")
    migrate(engine)
    fill(engine, seed=3, size=5)
    keep_index(engine, least=0).refresh(engine)
    assert not path(engine).exists()
    engine.dispose()


def test_what_is_let_go_of_is_read_again(engine: Engine) -> None:
    found = read_index(path(engine))
    assert found is not None
    before = found[0].flat["id"].tolist()
    assert isinstance(found[0].flat["id"].base.obj, mmap.mmap)
    index_file.forget(found[0])
    assert found[0].flat["id"].tolist() == before
