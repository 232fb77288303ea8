import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.inputs import InputFile
from app.watching import STILL_SECONDS, Pending, watch_folders

ROOT = Path(__file__).parents[1]
SAMPLE = (ROOT / "tests/golden/001-agreement.txt").read_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    return folder


def test_a_file_is_taken_when_it_has_been_still(folder: Path) -> None:
    file = folder / "a.txt"
    file.write_bytes(b"half")
    pending = Pending()
    pending.add(file, 0.0)
    assert pending.take_still(0.0) == set()
    assert pending.take_still(STILL_SECONDS / 2) == set()
    assert pending.take_still(STILL_SECONDS) == {file.resolve()}
    assert pending.take_still(STILL_SECONDS * 9) == set()


def test_a_file_that_grows_is_waited_for(folder: Path) -> None:
    file = folder / "a.txt"
    pending = Pending()
    file.write_bytes(b"")
    pending.add(file, 0.0)
    for second in range(5):
        file.write_bytes(b"x" * second)
        assert pending.take_still(float(second)) == set()
    assert pending.take_still(4.0 + STILL_SECONDS) == {file.resolve()}


def test_a_file_that_goes_is_forgotten(folder: Path) -> None:
    file = folder / "a.txt"
    file.touch()
    pending = Pending()
    pending.add(file, 0.0)
    assert pending.take_still(0.0) == set()
    file.unlink()
    assert pending.take_still(1.0) == set()
    file.touch()
    assert pending.take_still(9.0) == set()


def test_another_change_while_it_waits_does_not_start_anew(folder: Path) -> None:
    """One write is told of more than once."""
    file = folder / "a.txt"
    file.touch()
    pending = Pending()
    pending.add(file, 0.0)
    pending.take_still(0.0)
    pending.add(file, STILL_SECONDS)
    assert pending.take_still(STILL_SECONDS) == {file.resolve()}


class Clock:
    """Goes on by one second each time that it is looked at."""

    def __init__(self) -> None:
        self._now = 0.0

    def __call__(self) -> float:
        self._now += STILL_SECONDS
        return self._now


def names(batch: list[InputFile]) -> list[str]:
    return [file.name for file in batch]


@pytest.fixture(params=[False, True], ids=["told", "polling"])
def batches(request: pytest.FixtureRequest, folder: Path) -> Iterator[Iterator[list[InputFile]]]:
    (folder / "old.txt").write_bytes(SAMPLE)
    yield watch_folders([folder], poll=request.param, clock=Clock())


def test_what_is_there_comes_first_then_what_comes(batches: Iterator[list[InputFile]], folder: Path) -> None:
    assert names(next(batches)) == ["old.txt"]
    (folder / "README.md").write_bytes(SAMPLE)
    (folder / ".hidden").write_bytes(SAMPLE)
    (folder / "new.html.part").write_bytes(SAMPLE[:100])
    (folder / "new.html").write_bytes(SAMPLE)
    assert names(next(batches)) == ["new.html"]
    (folder / "old.txt").write_bytes(SAMPLE + b"\n")
    assert names(next(batches)) == ["old.txt"]


def test_a_file_gets_its_name_when_it_is_whole(batches: Iterator[list[InputFile]], folder: Path) -> None:
    assert names(next(batches)) == ["old.txt"]
    (folder / "a.txt.crdownload").write_bytes(SAMPLE)
    (folder / "a.txt.crdownload").rename(folder / "a.txt")
    assert names(next(batches)) == ["a.txt"]


def test_a_folder_that_comes_as_a_whole(batches: Iterator[list[InputFile]], folder: Path, tmp_path: Path) -> None:
    assert names(next(batches)) == ["old.txt"]
    (tmp_path / "more/deep").mkdir(parents=True)
    (tmp_path / "more/deep/a.txt").write_bytes(SAMPLE)
    (tmp_path / "more").rename(folder / "more")
    assert names(next(batches)) == ["more/deep/a.txt"]


def annals(tmp_path: Path, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "ANNALS_DATABASE_URL": f"sqlite:///{tmp_path}/annals.db", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "app", *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def test_watching_says_what_it_did_and_stops_on_ctrl_c(folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_bytes(SAMPLE)
    with annals(tmp_path, "ingest", "--watch", str(folder)) as watching:
        assert watching.stdout
        impatience = threading.Timer(60, watching.kill)
        impatience.start()
        assert watching.stdout.readline() == f"watching {folder} (Ctrl-C stops it)\n"
        assert "1 stored, 0 replaced, 0 unchanged, 0 skipped; " in watching.stdout.readline()
        (folder / "a.txt").write_bytes(SAMPLE.replace("渔业".encode(), "海运".encode()))
        assert "0 stored, 1 replaced, 0 unchanged, 0 skipped; " in watching.stdout.readline()
        watching.send_signal(signal.SIGINT)
        assert watching.stdout.read() == "stopped watching: 1 stored, 1 replaced, 0 skipped\n"
        impatience.cancel()
    assert watching.returncode == 0
