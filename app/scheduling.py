"""Work on many items by threads, processes or machines: results in order, a bound on what is under way, and nothing
lost or done twice when a worker breaks down."""

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from itertools import islice
from types import TracebackType
from typing import Generic, Self, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# Items on their way to each worker, so that none of them waits and few items lie in memory.
AHEAD = 64
_ATTEMPTS = 3


class WorkerLost(Exception):
    """The worker broke down that had this item, or had items beside this one."""


class Crew(ABC, Generic[Item, Result]):
    """Workers behind an `Executor` that all do the same work. `most` is how many items may be under way."""

    most: int

    @abstractmethod
    def __enter__(self) -> Self: ...

    @abstractmethod
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...

    @abstractmethod
    def submit(self, item: Item) -> Future[Result]: ...

    @abstractmethod
    def await_result(self, future: Future[Result]) -> Result:
        """Raises WorkerLost, and SchedulerError when there is nobody left to wait for."""

    @abstractmethod
    def renew(self) -> None:
        """Get over the loss of a worker."""


class LocalCrew(Crew[Item, Result]):
    """Threads or processes of this machine; `make` starts them, and again when processes broke down."""

    def __init__(self, make: Callable[[], Executor], workers: int, work: Callable[[Item], Result]) -> None:
        self._make = make
        self._work = work
        self.most = workers * AHEAD

    def __enter__(self) -> Self:
        self._executor = self._make()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._executor.shutdown(cancel_futures=True)

    def submit(self, item: Item) -> Future[Result]:
        try:
            return self._executor.submit(self._work, item)
        except BrokenExecutor as error:
            # As if it had been taken and lost: whoever waits for it gets over that.
            lost: Future[Result] = Future()
            lost.set_exception(error)
            return lost

    def await_result(self, future: Future[Result]) -> Result:
        try:
            return future.result()
        except BrokenExecutor as error:
            raise WorkerLost from error

    def renew(self) -> None:
        self._executor.shutdown(cancel_futures=True)
        self._executor = self._make()


def map_in_order(
    items: Iterable[Item], crew: Crew[Item, Result], give_up: Callable[[Item], Result]
) -> Iterator[Result]:
    """What the crew makes of each item, in their order. What was lost with its worker is tried again by itself; an item
    that breaks down each worker then, too, is given up."""
    waiting = iter(items)
    under_way: deque[tuple[Item, Future[Result]]] = deque()
    with crew:
        while True:
            more = islice(waiting, crew.most - len(under_way))
            under_way.extend((item, crew.submit(item)) for item in more)
            if not under_way:
                return
            try:
                result = crew.await_result(under_way[0][1])
            except WorkerLost:
                yield from _retry(under_way, crew, give_up)
                under_way.clear()
            else:
                under_way.popleft()
                yield result


def _retry(
    under_way: Iterable[tuple[Item, Future[Result]]],
    crew: Crew[Item, Result],
    give_up: Callable[[Item], Result],
) -> Iterator[Result]:
    # Nothing else is under way when an item is tried again, so that it can only break down its own worker.
    for _, future in under_way:
        _is_whole(crew, future)
    crew.renew()
    for item, future in under_way:
        whole = future if _is_whole(crew, future) else _alone(crew, item)
        yield crew.await_result(whole) if whole else give_up(item)


def _alone(crew: Crew[Item, Result], item: Item) -> Future[Result] | None:
    """Nothing when it breaks down each worker that gets it. One loss proves nothing: the worker may have been dying
    before the item came."""
    for _ in range(_ATTEMPTS):
        future = crew.submit(item)
        if _is_whole(crew, future):
            return future
        crew.renew()
    return None


def _is_whole(crew: Crew[Item, Result], future: Future[Result]) -> bool:
    """Waits until it is known."""
    try:
        crew.await_result(future)
    except WorkerLost:
        return False
    return True
