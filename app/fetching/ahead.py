"""Addresses asked before their turn: while one host is given its time, the others answer."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import islice

from app.fetching.fetcher import Addressed, InputAddress
from app.inputs import Input, Original

# Each may hold the largest answer; more hosts than this are hardly named together.
MOST_AHEAD = 16


@dataclass(frozen=True)
class AskedAddress(Addressed):
    """An address whose answer is on its way."""

    answer: Future[Original]

    def read(self) -> Original:
        return self.answer.result()


def ask_ahead(inputs: Iterable[Input], most: int = MOST_AHEAD) -> Iterator[Input]:
    """The same in the same order, of which the next `most` are asked already. All else than an address stays as it
    is."""
    left = map(_ask, inputs)
    asked = deque(islice(left, most))
    while asked:
        yield asked.popleft()
        asked.extend(islice(left, 1))


def _ask(given: Input) -> Input:
    return AskedAddress(given.address, given.fetcher.ask(given.address)) if isinstance(given, InputAddress) else given
