"""An ingest that is killed at any moment, or whose disk is full, leaves a sound database, and the next run finishes."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import OperationalError

from app.ingest import Taken, ingest
from app.inputs import list_inputs
from app.store.engine import make_engine, migrate, open_session
from app.store.integrity import list_damages
from app.store.tables import DOCUMENT
from tests.cluster import dask_cluster
from tests.store.test_linking import rows_of
from tests.test_ingest import GOLDEN, NOW

# More of them by hand: KILLS=100 FAULTS=20 pytest tests/test_crash.py
KILLS = int(os.environ.get("KILLS", "2"))
FAULTS = int(os.environ.get("FAULTS", "2"))
ROOT = Path(__file__).parents[1]
# Python leaves SIGXFSZ aside, so that the write fails instead.
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, ({bytes}, {bytes}))
from app.cli import main
main()
"""
PLACES = ("东京", "首尔", "北京", "河内", "巴黎", "柏林")


@dataclass(frozen=True)
class Undisturbed:
    """A run that nothing befell: its documents, its rows by table, its seconds and the size of its database."""

    folder: Path
    rows: dict[str, list[object]]
    seconds: float
    pages: int


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """Sixty documents that tell much of the same."""
    place = tmp_path_factory.mktemp("undisturbed")
    folder = place / "documents"
    folder.mkdir()
    words = (GOLDEN / "001-agreement.txt").read_text(encoding="utf-8")
    for number in range(60):
        changed = words.replace("河内", PLACES[number % len(PLACES)]).replace("17日", f"{number % 9 + 10}日")
        changed = changed.replace("https://", f"https://{number}.")
        (folder / f"{number}.txt").write_text(f"{changed}\n第{number}篇。\n", encoding="utf-8")
    began = time.perf_counter()
    assert annals(place / "whole.db", "ingest", str(folder)).wait() == 0
    seconds = time.perf_counter() - began
    engine = make_engine(f"sqlite:///{place / 'whole.db'}")
    with open_session(engine) as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
    rows = rows_of(engine)
    engine.dispose()
    return Undisturbed(folder, rows, seconds, pages)


def annals(database: Path, *arguments: str, largest_file: int | None = None) -> subprocess.Popen[bytes]:
    """`largest_file` bytes are all that the process can write into one file, as if the disk were full."""
    environment = {**os.environ, "ANNALS_DATABASE_URL": f"sqlite:///{database}"}
    limits = ("-c", LIMITED.format(bytes=largest_file)) if largest_file else ("-m", "app")
    return subprocess.Popen(
        [sys.executable, *limits, *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if largest_file else subprocess.DEVNULL,
    )


def assert_whole(database: Path, undisturbed: Undisturbed, stored: Iterable[str] = ()) -> None:
    """Nothing is damaged, `stored` documents are there, and finishing the job gives what an undisturbed run gives."""
    engine = make_engine(f"sqlite:///{database}")
    migrate(engine)
    with open_session(engine, writing=True) as session:
        assert list(list_damages(session)) == []
        assert set(stored) <= set(session.scalars(select(DOCUMENT.c.id)))
        session.rollback()
    ingest(engine, list_inputs([undisturbed.folder]), NOW + timedelta(days=1))
    found = rows_of(engine)
    for name in undisturbed.rows.keys() - {"document"}:  # which have a time of their own
        assert found[name] == undisturbed.rows[name], name
    with open_session(engine) as session:
        assert len(session.scalars(select(DOCUMENT.c.id)).all()) == 60
    engine.dispose()


def test_killed_at_any_moment(undisturbed: Undisturbed, tmp_path: Path) -> None:
    chance = random.Random(7)
    for number in range(KILLS):
        database = tmp_path / f"{number}.db"
        killed = annals(database, "ingest", str(undisturbed.folder), "--jobs", str(number % 2 + 1))
        time.sleep(chance.uniform(0.2, 1.2) * undisturbed.seconds)
        killed.kill()
        killed.wait()
        assert_whole(database, undisturbed)


def test_a_dask_worker_killed_in_the_middle_changes_nothing(undisturbed: Undisturbed, tmp_path: Path) -> None:
    engine, told = make_engine(f"sqlite:///{tmp_path / 'annals.db'}"), list[Taken]()
    migrate(engine)
    with dask_cluster(tmp_path) as cluster:

        def kill(taken: Taken) -> None:
            told.append(taken)
            if len(told) in (5, 20):
                os.kill(cluster.list_workers()[-1], signal.SIGKILL)

        report = ingest(engine, list_inputs([undisturbed.folder]), NOW, on_taken=kill, scheduler=cluster.address)
    assert (report.stored, report.skipped) == (60, ())
    assert len({taken.document for taken in told}) == len(told) == 60
    engine.dispose()
    assert_whole(tmp_path / "annals.db", undisturbed, [taken.document for taken in told])


def test_a_full_disk_loses_nothing(undisturbed: Undisturbed, tmp_path: Path) -> None:
    chance = random.Random(7)
    for number in range(FAULTS):
        database = tmp_path / f"{number}.db"
        engine = make_engine(f"sqlite:///{database}")
        migrate(engine)
        engine.dispose()
        pages = chance.randrange(undisturbed.pages // 2, undisturbed.pages)
        event.listen(engine, "connect", lambda opened, _, pages=pages: opened.execute(f"PRAGMA max_page_count={pages}"))
        stored: list[Taken] = []
        with pytest.raises(OperationalError, match="full"):
            ingest(engine, list_inputs([undisturbed.folder]), NOW, on_taken=stored.append)
        engine.dispose()
        assert_whole(database, undisturbed, [taken.document for taken in stored])


def test_a_disk_that_takes_no_more_is_told_of(undisturbed: Undisturbed, tmp_path: Path) -> None:
    chance = random.Random(7)
    for number in range(FAULTS):
        database = tmp_path / f"{number}.db"
        refused = annals(
            database,
            "ingest",
            str(undisturbed.folder),
            largest_file=chance.randrange(200_000, undisturbed.pages * 3000),
        )
        said = (refused.communicate()[1] or b"").decode()
        assert refused.returncode == 2
        assert "cannot be used" in said
        assert_whole(database, undisturbed)


def test_a_database_that_may_only_be_read_any_more_loses_nothing(undisturbed: Undisturbed, tmp_path: Path) -> None:
    chance = random.Random(7)
    for number in range(FAULTS):
        database, last = tmp_path / f"{number}.db", chance.randrange(1, 60)
        engine, opened, stored = make_engine(f"sqlite:///{database}"), [], list[Taken]()
        migrate(engine)
        event.listen(engine, "connect", lambda connection, _, opened=opened: opened.append(connection))
        engine.dispose()

        def close(taken: Taken, last: int = last, opened: list[Any] = opened, stored: list[Taken] = stored) -> None:
            stored.append(taken)
            if len(stored) == last:
                for connection in opened:
                    connection.execute("PRAGMA query_only=ON")

        with pytest.raises(OperationalError, match="readonly"):
            ingest(engine, list_inputs([undisturbed.folder]), NOW, on_taken=close)
        engine.dispose()
        assert_whole(database, undisturbed, [taken.document for taken in stored])


def test_two_at_once_wait_for_each_other(undisturbed: Undisturbed, tmp_path: Path) -> None:
    both = [annals(tmp_path / "annals.db", "ingest", str(undisturbed.folder)) for _ in range(2)]
    assert [each.wait() for each in both] == [0, 0]
    engine = make_engine(f"sqlite:///{tmp_path / 'annals.db'}")
    with open_session(engine, writing=True) as session:
        assert list(list_damages(session)) == []
        assert len(session.scalars(select(DOCUMENT.c.id)).all()) == 60
        session.rollback()
    engine.dispose()
