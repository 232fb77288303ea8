"""An ingest that is killed at any moment leaves a sound database, and the next run finishes the work."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from app.ingest import ingest
from app.inputs import list_inputs
from app.store.engine import make_engine, migrate, open_session
from app.store.integrity import list_damages
from app.store.tables import DOCUMENT
from tests.store.test_linking import rows_of
from tests.test_ingest import GOLDEN, NOW

# More of them by hand: KILLS=100 pytest tests/test_crash.py
KILLS = int(os.environ.get("KILLS", "2"))
ROOT = Path(__file__).parents[1]
PLACES = ("东京", "首尔", "北京", "河内", "巴黎", "柏林")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Sixty documents that tell much of the same."""
    folder = tmp_path / "documents"
    folder.mkdir()
    words = (GOLDEN / "001-agreement.txt").read_text(encoding="utf-8")
    for number in range(60):
        changed = words.replace("河内", PLACES[number % len(PLACES)]).replace("17日", f"{number % 9 + 10}日")
        changed = changed.replace("https://", f"https://{number}.")
        (folder / f"{number}.txt").write_text(f"{changed}\n第{number}篇。\n", encoding="utf-8")
    return folder


def annals(database: Path, *arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "ANNALS_DATABASE_URL": f"sqlite:///{database}"}
    command = [sys.executable, "-m", "app", *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_killed_at_any_moment(folder: Path, tmp_path: Path) -> None:
    whole = make_engine(f"sqlite:///{tmp_path / 'whole.db'}")
    migrate(whole)
    began = time.perf_counter()
    undisturbed = annals(tmp_path / "whole.db", "ingest", str(folder))
    assert undisturbed.wait() == 0
    longest = time.perf_counter() - began
    chance = random.Random(7)
    for number in range(KILLS):
        killed = annals(tmp_path / f"{number}.db", "ingest", str(folder), "--jobs", str(number % 2 + 1))
        time.sleep(chance.uniform(0.2, 1.2) * longest)
        killed.kill()
        killed.wait()
        engine = make_engine(f"sqlite:///{tmp_path / f'{number}.db'}")
        migrate(engine)
        with open_session(engine, writing=True) as session:
            assert list(list_damages(session)) == []
            session.rollback()
        ingest(engine, list_inputs([folder]), NOW)
        found, expected = rows_of(engine), rows_of(whole)
        for name in expected.keys() - {"document"}:  # which have a time of their own
            assert found[name] == expected[name], name
        with open_session(engine) as session:
            assert len(session.scalars(select(DOCUMENT.c.id)).all()) == 60
        engine.dispose()
    whole.dispose()


def test_two_at_once_wait_for_each_other(folder: Path, tmp_path: Path) -> None:
    both = [annals(tmp_path / "annals.db", "ingest", str(folder)) for _ in range(2)]
    assert [each.wait() for each in both] == [0, 0]
    engine = make_engine(f"sqlite:///{tmp_path / 'annals.db'}")
    with open_session(engine, writing=True) as session:
        assert list(list_damages(session)) == []
        assert len(session.scalars(select(DOCUMENT.c.id)).all()) == 60
        session.rollback()
    engine.dispose()
