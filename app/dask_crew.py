"""The workers of a Dask scheduler, on this machine or on others. Only imported where one is asked for: Dask is an
optional library.

Dask gives a task to another worker when its own is gone, and gives up one on which several were lost.
"""

import gc
import pickle
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from threading import Thread
from time import monotonic
from types import TracebackType
from typing import Any, Self, TypeVar
from uuid import uuid4

from distributed import Client, KilledWorker, Worker, WorkerPlugin, get_worker

from app.errors import SchedulerError
from app.scheduling import AHEAD, Crew, Item, Result, WorkerLost

Shared = TypeVar("Shared")
Answer = TypeVar("Answer")

_APP = Path(__file__).parent
# What a worker does depends on these alone.
_ROOMS = ("*.py", "reading/**/*.py", "extraction/**/*.py", "extraction/**/*.tsv", "linking/events.py")
# In words: a worker that does not have the program dies of a function of it, and a scheduler needs not have it.
_IMPORTED = "__import__('app.dask_crew', fromlist=['work_on'])"
_ASK, _CALL = f"{_IMPORTED}.program()", f"{_IMPORTED}.work_on(run, sent_by, task)"
# Seconds: until a scheduler must have answered, for how long there may be no worker at all, and between two looks.
_CONNECT, PATIENCE, _GLANCE = 10.0, 60.0, 1.0

# In a worker: what runs that it works for share with it, by their names.
_shared: dict[str, Any] = {}


def connect(address: str, seconds: float) -> Any:
    """A client of the scheduler; raises OSError when none answers in so many seconds.

    Nothing is collected meanwhile: a forgotten client that goes while another starts would wait for ever for a lock of
    Dask's which that other one holds.
    """
    collects = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        return Client(address, timeout=seconds, set_as_default=False)  # type: ignore[no-untyped-call]
    finally:
        if collects:
            gc.enable()


class DaskCrew(Crew[Item, Result]):
    """`shared` is sent to each worker once; `work` is called with it and an item. Raises SchedulerError when the
    scheduler does not answer, has no workers, or one has another version of the program."""

    def __init__(
        self, address: str, work: Callable[[Shared, Item], Result], shared: Shared, patience: float = PATIENCE
    ) -> None:
        self._address = address
        self._work = work
        self._shared = shared
        self._patience = patience
        self._run = f"annals-{uuid4().hex}"
        self.most = AHEAD

    def __enter__(self) -> Self:
        self._client = self._within(2 * _CONNECT, self._connect)
        try:
            self._within(3 * self._patience, self._prepare)
        except BaseException:
            self._leave(self._client.close)
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._leave(self._dismiss)

    def submit(self, item: Item) -> Future[Result]:
        given = {"run": self._run, "sent_by": program(), "task": pickle.dumps((self._work, item))}
        future: Future[Result] = self._executor.submit(eval, _CALL, given)
        return future

    def await_result(self, future: Future[Result]) -> Result:
        seen = monotonic()
        while True:
            try:
                return future.result(timeout=_GLANCE)
            except TimeoutError:
                seen = monotonic() if self._has_workers() else seen
            except KilledWorker as error:
                raise WorkerLost from error
            except CancelledError as error:
                raise SchedulerError(self._address, "the scheduler is gone") from error
            if monotonic() - seen > self._patience:
                raise SchedulerError(self._address, f"there was no worker for {self._patience:.0f} seconds")

    def renew(self) -> None:
        """Dask has already done it."""

    def _connect(self) -> Any:  # most of a Client has no types
        try:
            return connect(self._address, _CONNECT)
        except (OSError, ValueError) as error:
            raise SchedulerError(self._address, f"no Dask scheduler answers there ({error})") from error

    def _prepare(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=self._patience)
        except TimeoutError as error:
            reason = f"it has no workers; start some: dask worker {self._address} --nthreads 1"
            raise SchedulerError(self._address, reason) from error
        threads = self._client.nthreads()
        asked = {worker: self._client.submit(eval, _ASK, workers=[worker], pure=False) for worker in threads}
        for worker, answer in asked.items():
            self._check_program(worker, answer)
        self.most = AHEAD * sum(threads.values())
        self._client.register_plugin(_Sharing(self._run, self._shared), name=self._run)
        self._executor = self._client.get_executor(pure=False)

    def _check_program(self, worker: str, answer: Any) -> None:
        try:
            found = answer.result(timeout=self._patience)
        except (ImportError, AttributeError) as error:
            raise SchedulerError(self._address, f"{worker} does not have the program: {error}") from error
        if found != program():
            raise SchedulerError(self._address, _other_program(worker, found))

    def _dismiss(self) -> None:
        self._executor.shutdown(wait=False)
        if self._client.status == "running":
            self._client.unregister_worker_plugin(self._run)
        self._client.close()

    def _has_workers(self) -> bool:
        if self._client.status != "running":
            return False
        return bool(self._within(self._patience, self._client.nthreads))

    def _within(self, seconds: float, call: Callable[[], Answer]) -> Answer:
        """Dask itself waits for ever for what accepts a connection and then says nothing. Raises SchedulerError."""
        answered: Future[Answer] = Future()

        def run() -> None:
            try:
                answered.set_result(call())
            except BaseException as error:
                answered.set_exception(error)

        Thread(target=run, daemon=True).start()
        try:
            return answered.result(seconds)
        except TimeoutError as error:
            raise SchedulerError(self._address, f"no Dask scheduler answers there within {seconds:.0f} s") from error

    def _leave(self, call: Callable[[], object]) -> None:
        with suppress(SchedulerError, OSError):
            self._within(_CONNECT, call)


@lru_cache(maxsize=1)
def program() -> str:
    """The version of this program, and a hash of what it reads and extracts by."""
    digest = sha256()
    for path in sorted(path for pattern in _ROOMS for path in _APP.glob(pattern)):
        digest.update(str(path.relative_to(_APP)).encode())
        digest.update(path.read_bytes())
    return f"{version('annals')} {digest.hexdigest()[:12]}"


class _Sharing(WorkerPlugin):
    """Dask sends it to the workers that there are, and to those that come."""

    def __init__(self, run: str, shared: object) -> None:
        self._run = run
        self._what = shared

    def setup(self, worker: Worker) -> None:
        _shared[self._run] = self._what

    def teardown(self, worker: Worker) -> None:
        _shared.pop(self._run, None)


def work_on(run: str, sent_by: str, task: bytes) -> object:
    """In a worker, which may have come later than the run began: `task` is only opened when it was packed by the same
    program."""
    if sent_by != program():
        raise SchedulerError(get_worker().address, _other_program("it", program()))
    work, item = pickle.loads(task)
    return work(_shared[run], item)


def _other_program(worker: str, found: str) -> str:
    return f"{worker} has another version of the program: {found}"
