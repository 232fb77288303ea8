"""A Dask cluster of two workers on this machine, each a process of its own, and work for them."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep

from app.dask_crew import connect

ROOT = Path(__file__).parents[1]
_NOT_SHOWN = ("--no-dashboard", "--host", "127.0.0.1")


@dataclass(frozen=True)
class Cluster:
    address: str
    scheduler: int

    def list_workers(self) -> list[int]:
        """Their process numbers. A worker that dies is started again by its nanny."""
        with connect(self.address, 60) as client:
            # One that has just died is no worker any more.
            return sorted(client.run(os.getpid, on_error="ignore").values())


@contextmanager
def dask_cluster(
    folder: Path,
    workers: int = 2,
    environment: Mapping[str, str] | None = None,
    of_scheduler: Mapping[str, str] | None = None,
) -> Iterator[Cluster]:
    """`environment` is that of the workers. One loss of a worker is enough for a task to be given up."""
    file = folder / "scheduler.json"
    told = ("--scheduler-file", str(file))
    once = {**os.environ, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0", "PYTHONPATH": str(ROOT)}
    asked = ["dask_scheduler", *told, "--port", "0", "--dashboard-address", "127.0.0.1:0"]
    processes = [_start(asked, {**once, **(of_scheduler or {})})]
    try:
        address = _read(file)
        own = ("--nthreads", "1", "--memory-limit", "0", "--local-directory", str(folder))
        for _ in range(workers):
            processes.append(_start(["dask_worker", *told, *own], {**once, **(environment or {})}))
        if workers:
            with connect(address, 60) as client:
                client.wait_for_workers(workers, timeout=120)
        yield Cluster(address, processes[0].pid)
    finally:
        for process in reversed(processes):
            _end(process)


def double(_shared: object, number: int) -> int:
    return 2 * number


def double_slowly(_shared: object, number: int) -> int:
    sleep(0.05)
    return 2 * number


def double_or_die(deadly: int, number: int) -> int:
    if number == deadly:
        os.kill(os.getpid(), signal.SIGKILL)
    return double_slowly(None, number)


def die_once(folder: str, number: int) -> int:
    """Number 5 takes its worker with it the first time."""
    return _die(folder, number, 1)


def die_twice(folder: str, number: int) -> int:
    """And the second time, when nothing else is under way."""
    return _die(folder, number, 2)


def _die(folder: str, number: int, times: int) -> int:
    died = len(list(Path(folder).glob("died*")))
    if number == 5 and died < times:
        Path(folder, f"died{died}").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return double_slowly(None, number)


def _start(command: list[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    call = [sys.executable, "-m", f"distributed.cli.{command[0]}", *command[1:], *_NOT_SHOWN]
    return subprocess.Popen(call, env=environment, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Workers end with the nanny that started them, however that came."""
    process.send_signal(signal.SIGCONT)
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _read(file: Path) -> str:
    for _ in range(600):
        if file.exists() and (text := file.read_text()):
            address: str = json.loads(text)["address"]
            return address
        sleep(0.1)
    raise AssertionError("the scheduler did not start")
