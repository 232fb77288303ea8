"""Documents per second of an ingest, by stage and by the number of processes that read and extract.

    python bench/ingest.py FOLDER [--jobs 1 2] [--again]

One database for each number of processes, made and thrown away. Each run is a process of its own, so that memory is
its own. The stages are of the whole job: until all is stored, and linking; `--again` runs each a second time.
"""

import argparse
import resource
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from app.ingest import ingest
from app.inputs import InputFile, list_inputs
from app.store.engine import make_engine, migrate

NOW = datetime(2025, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Measured:
    documents: int
    events: int
    seconds: float
    reading: float
    used: float
    megabytes: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--again", action="store_true", help="run each a second time, when all is stored")
    arguments = parser.parse_args()
    for jobs in arguments.jobs:
        with TemporaryDirectory() as folder:
            for number in range(1 + arguments.again):
                with ProcessPoolExecutor(1, get_context("spawn")) as processes:
                    url = f"sqlite:///{folder}/annals.db"
                    print(_line(jobs, processes.submit(measure, url, arguments.folder, jobs, number).result()))


def measure(url: str, folders: list[Path], jobs: int, number: int) -> Measured:
    engine = make_engine(url)
    migrate(engine)
    began, read = perf_counter(), [perf_counter()]

    def files() -> Iterator[InputFile]:
        yield from found
        read.append(perf_counter())

    found = list_inputs(folders)
    report = ingest(engine, files(), NOW + timedelta(days=number), jobs=jobs)
    seconds = perf_counter() - began
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = process_time() + children.ru_utime + children.ru_stime
    engine.dispose()
    return Measured(len(found), report.events, seconds, read[-1] - began, used, peak)


def _line(jobs: int, found: Measured) -> str:
    return (
        f"{jobs} jobs: {found.documents} documents, {found.events} events in {found.seconds:.1f} s "
        f"({found.documents / found.seconds:.0f} a second, {found.documents / found.used:.0f} a second and core); "
        f"read, extracted and stored in {found.reading:.1f} s, linked in {found.seconds - found.reading:.1f} s; "
        f"{found.megabytes:.0f} MB"
    )


if __name__ == "__main__":
    main()
