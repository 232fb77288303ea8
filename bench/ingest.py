"""Documents per second of an ingest, by the number of processes that read and extract, and by stage.

    python bench/ingest.py FOLDER [--jobs 1 2] [--again] [--stages] [--scheduler tcp://HOST:8786]

One database for each number of processes, made and thrown away. Each run is a process of its own, so that memory is
its own; what it takes to start Python and import the program is not counted, but for the processes that the job starts
itself. `--again` runs each a second time, when all is stored. `--stages` takes the job apart, in one process: seconds
of work for reading, extracting, storing and linking, the first document with its word lists apart. `--scheduler` lets
the workers of a Dask cluster read and extract; their work is then not counted, only that of the one that writes.
"""

import argparse
import resource
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import psutil

from app.errors import DocumentError
from app.extracting import PROCESSES
from app.extraction import extract
from app.ingest import ingest
from app.inputs import InputFile, list_inputs
from app.linking.events import LinkedDocument
from app.reading import read_document
from app.reading.containers import Part, as_text, list_parts
from app.reading.document import Document
from app.store.engine import make_engine, migrate, open_session
from app.store.linking import Linker
from app.store.save import save_document

NOW = datetime(2025, 1, 1, tzinfo=UTC)
# Processes are looked at so many seconds apart, and at each of the last documents, before they are gone.
_BETWEEN, _LAST = 1.0, 20


@dataclass(frozen=True)
class Measured:
    """`used` are seconds of work of all processes, `linking` those of them after the last document was stored,
    `started` those of the processes that the job started; `seconds` and `until_stored` are by the clock. `megabytes` is
    the most that was seen at one time, what processes share counted once, but not below the most of this process."""

    documents: int
    events: int
    seconds: float
    until_stored: float
    used: float
    started: float
    linking: float
    megabytes: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--again", action="store_true", help="run each a second time, when all is stored")
    parser.add_argument("--stages", action="store_true", help="take the job apart, in one process")
    parser.add_argument("--scheduler", default=PROCESSES, help="who reads and extracts, as for annals ingest")
    arguments = parser.parse_args()
    for jobs in arguments.jobs:
        with TemporaryDirectory() as folder:
            for number in range(1 + arguments.again):
                with ProcessPoolExecutor(1, get_context("spawn")) as processes:
                    url = f"sqlite:///{folder}/annals.db"
                    asked = url, arguments.folder, jobs, number, arguments.scheduler
                    print(_line(jobs, processes.submit(measure, *asked).result()))
    if arguments.stages:
        with TemporaryDirectory() as folder, ProcessPoolExecutor(1, get_context("spawn")) as processes:
            stages = processes.submit(by_stage, f"sqlite:///{folder}/annals.db", arguments.folder).result()
            print("; ".join(f"{stage} {seconds:.2f} s" for stage, seconds in stages.items()))


def measure(url: str, folders: list[Path], jobs: int, number: int, scheduler: str) -> Measured:
    engine = make_engine(url)
    migrate(engine)
    found = list_inputs(folders)
    began, worked = perf_counter(), process_time()
    stored = [(began, worked)]
    watch = _Watch(jobs)

    def files() -> Iterator[InputFile]:
        yield from found

    def note(_taken: object) -> None:
        stored[0] = perf_counter(), process_time()
        if len(found) - next(watch.taken) <= _LAST or perf_counter() > watch.due:
            watch.look()

    report = ingest(engine, files(), NOW + timedelta(days=number), jobs=jobs, on_taken=note, scheduler=scheduler)
    seconds, own = perf_counter() - began, process_time() - watch.itself
    until, before_linking = stored[0]
    most = max(watch.most, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    engine.dispose()
    started = sum(watch.started.values())
    used = own - worked + started
    linking = process_time() - before_linking
    return Measured(len(found), report.events, seconds, until - began, used, started, linking, most)


class _Watch:
    """What the processes that the job starts have done so far, by their numbers, and the most memory that all hold."""

    def __init__(self, jobs: int) -> None:
        self.started: dict[int, float] = {}
        self.most = self.due = self.itself = 0.0
        self.taken = count(1)
        self._jobs = jobs

    def look(self) -> None:
        began = process_time()
        if self._jobs > 1:
            this = psutil.Process()
            held = this.memory_full_info().pss
            for process in this.children(recursive=True):
                with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                    times = process.cpu_times()
                    self.started[process.pid] = times.user + times.system
                    held += process.memory_full_info().pss
            self.most = max(self.most, held / (1 << 20))
        self.itself += process_time() - began
        self.due = perf_counter() + _BETWEEN


def by_stage(url: str, folders: list[Path]) -> dict[str, float]:
    """Seconds of work, with what a database of its own takes."""
    engine = make_engine(url)
    clock = [process_time()]
    stages: dict[str, float] = {}

    def note(stage: str) -> None:
        clock.append(process_time())
        stages[stage] = clock[-1] - clock[-2]

    migrate(engine)
    note("tables")
    documents = list(_documents(folders))
    note("reading")
    extract(documents[0])
    note("word lists")
    linked = [LinkedDocument(document, extract(document)) for document in documents]
    note("extracting")
    for each in linked:
        with open_session(engine, writing=True) as session:
            save_document(session, each.document, each.extraction, ingested_at=NOW, by="bench")
    note("storing")
    with open_session(engine, writing=True) as session:
        linker = Linker("bench")
        for each in linked:
            linker.hold(each)
        linker.link(session)
    note("linking")
    engine.dispose()
    return stages


def _documents(folders: list[Path]) -> Iterator[Document]:
    for file in list_inputs(folders):
        for part in list_parts(file.read().content, file.name):
            if isinstance(part, Part):
                try:
                    yield read_document(as_text(part.content, part.name), part.name)
                except DocumentError:
                    continue


def _line(jobs: int, found: Measured) -> str:
    return (
        f"{jobs} jobs: {found.documents} documents, {found.events} events in {found.seconds:.1f} s "
        f"({found.documents / found.seconds:.0f} a second, {found.documents / found.used:.0f} a second and core); "
        f"stored after {found.until_stored:.1f} s, linked in {found.seconds - found.until_stored:.1f} s; "
        f"{found.used:.1f} s of work, {found.started:.1f} of them in started processes, {found.linking:.1f} to link; "
        f"{found.megabytes:.0f} MB"
    )


if __name__ == "__main__":
    main()
