"""The ingest job in a process of its own, so that a server answers its readers as fast as ever, and outlives a file
that brings the job down."""

import signal
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection

from sqlalchemy import Engine

from app.extracting import Skipped
from app.fetching import InputAddress, ask_ahead
from app.ingest import Taken, ingest
from app.inputs import Input, InputFile
from app.processes import end_with_parent
from app.store.engine import make_engine
from app.store.fetched import keep_version, open_fetcher
from app.web.ingesting.desk import Began, Finished, Linking, News, Outcome, Result, Sent, Told


def work_apart(url: str, items: Sequence[tuple[int, Sent]], *, allow_private: bool) -> Iterator[News]:
    """Ingests items, by number, into the database at `url`, and tells of it as it goes on. Ends without Finished when
    the process broke down, which says why on standard error."""
    context = get_context("spawn")
    reading, writing = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(writing, url, items, allow_private), daemon=True)
    process.start()
    # The only end that is left to write is the process's: when it is gone, reading ends.
    writing.close()
    try:
        while True:
            yield reading.recv()
    except EOFError:
        return
    finally:
        reading.close()
        process.join()


def _work(telling: Connection, url: str, items: Sequence[tuple[int, Sent]], allow_private: bool) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    engine = make_engine(url)
    desk = _Teller(telling, items, engine, allow_private)
    report = ingest(engine, desk.list_inputs(), datetime.now(UTC), desk.on_skip, on_taken=desk.on_taken)
    telling.send(Finished(report.run or 0, report.events))


class _Teller:
    """Tells of each document under the item that it came from: the job takes one input after the other, and asks for
    the next when all of the last is done."""

    def __init__(
        self, telling: Connection, items: Sequence[tuple[int, Sent]], engine: Engine, allow_private: bool
    ) -> None:
        self._telling = telling
        self._items = items
        self._engine = engine
        self._fetcher = open_fetcher(engine, allow_private=allow_private)
        self._read: Input = InputAddress("", self._fetcher)

    def list_inputs(self) -> Iterator[Input]:
        inputs = ask_ahead(self._input_of(sent) for _, sent in self._items)
        for (number, _), given in zip(self._items, inputs, strict=True):
            self._telling.send(Began(number))
            self._read = given
            yield given
        self._telling.send(Linking())

    def _input_of(self, sent: Sent) -> Input:
        return InputFile(sent.path, sent.name) if sent.path else InputAddress(sent.address, self._fetcher)

    def on_skip(self, skipped: Skipped) -> None:
        part = skipped.file.removeprefix(self._read.label)
        self._telling.send(Told(Result(Outcome.SKIPPED, part, reason=skipped.reason)))

    def on_taken(self, taken: Taken) -> None:
        keep_version(self._engine, self._fetcher, taken.file, taken.document)
        part = taken.file.removeprefix(self._read.name)
        self._telling.send(Told(Result(Outcome(taken.saved), part, taken.document)))
