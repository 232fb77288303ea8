"""Jobs from the browser: what was sent, how far each job is, and the one thread that works on them in turn."""

import shutil
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from queue import SimpleQueue
from secrets import token_urlsafe
from tempfile import mkdtemp

AT_THIS = "the program broke off while it read this"
BEFORE_THIS = "the program broke off before it read this"
# Jobs that wait; each may lie on the disk with all its files.
MOST_WAITING = 10
# Jobs whose pages can still be looked at.
MOST_KEPT = 50


@dataclass(frozen=True)
class Sent:
    """One thing that a reader sent: an `address`, or a file that lies at `path` and is called `name`."""

    name: str
    path: Path | None = None
    address: str = ""


class Outcome(StrEnum):
    """What became of a document, or of a whole item while nothing is known of its documents."""

    STORED = "new"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Result:
    """A document of an item. `part` leads to it in a file that holds many; `document` is its id, `reason` why it was
    skipped, as the errors say it."""

    outcome: Outcome
    part: str = ""
    document: str | None = None
    reason: str = ""


@dataclass(frozen=True)
class Began:
    """The work on an item began; the one before it is done."""

    item: int


@dataclass(frozen=True)
class Told:
    """What became of a document of the item that is worked on."""

    result: Result


@dataclass(frozen=True)
class Linking:
    """All documents are in and are being linked."""


@dataclass(frozen=True)
class Finished:
    """The run of the ingest job that this was, and how many events the archive holds now."""

    run: int
    events: int


News = Began | Told | Linking | Finished
# Does the work on items, by number, and tells of it as it goes on; ends without Finished when it broke off.
Work = Callable[[Sequence[tuple[int, Sent]]], Iterator[News]]


class Stage(StrEnum):
    WAITING = "waiting"
    READING = "reading"
    LINKING = "linking"
    DONE = "done"
    BROKEN = "broken"


@dataclass
class Item:
    number: int
    sent: Sent
    results: list[Result] = field(default_factory=list)
    is_begun: bool = False
    is_done: bool = False

    @property
    def is_failed(self) -> bool:
        return self.is_done and any(result.outcome is Outcome.SKIPPED for result in self.results)


@dataclass
class Job:
    """`version` grows with every change. `run` is the last run of the ingest job that worked on it."""

    id: str
    folder: Path
    items: list[Item]
    stage: Stage = Stage.WAITING
    run: int | None = None
    version: int = 0

    @property
    def is_over(self) -> bool:
        return self.stage in (Stage.DONE, Stage.BROKEN)

    @property
    def done(self) -> int:
        return sum(item.is_done for item in self.items)

    def count(self, outcome: Outcome) -> int:
        return sum(result.outcome is outcome for item in self.items for result in item.results)

    @property
    def failed(self) -> list[Item]:
        return [item for item in self.items if item.is_failed]


class Desk:
    """Takes jobs and lets them be done one after the other. A context: left, it stops what is under way; documents
    that were told of as stored are stored."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._folder = Path(mkdtemp(prefix="annals-"))
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._work_on_jobs, daemon=True)
        self.is_stopped = False

    def __enter__(self) -> "Desk":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def stop(self) -> None:
        """No job is begun any more, and nobody needs to wait for news."""
        self.is_stopped = True
        self._queue.put(None)

    @property
    def is_full(self) -> bool:
        with self._lock:
            return sum(job.stage is Stage.WAITING for job in self._jobs.values()) >= MOST_WAITING

    def make_folder(self) -> Path:
        """Where the files of a job can be put before it is submitted; it is taken away with the job."""
        return Path(mkdtemp(dir=self._folder))

    def submit(self, folder: Path, sent: Sequence[Sent]) -> Job:
        job = Job(token_urlsafe(9), folder, [Item(number, each) for number, each in enumerate(sent)])
        with self._lock:
            self._jobs[job.id] = job
            self._drop_oldest()
        self._queue.put(job)
        return job

    def find(self, id: str) -> Job | None:
        return self._jobs.get(id)

    def retry(self, job: Job, numbers: Sequence[int]) -> Job | None:
        """A new job of those items of this one that failed; None when there are none."""
        again = [item.sent for item in job.failed if item.number in numbers]
        folder = self.make_folder()
        sent = [Sent(each.name, _moved(each.path, folder), each.address) for each in again]
        return self.submit(folder, sent) if sent else None

    @property
    def recent(self) -> list[Job]:
        """Newest first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    def _drop_oldest(self) -> None:
        over = [job for job in self._jobs.values() if job.is_over]
        for job in over[: max(0, len(self._jobs) - MOST_KEPT)]:
            del self._jobs[job.id]
            shutil.rmtree(job.folder, ignore_errors=True)

    def _work_on_jobs(self) -> None:
        while (job := self._queue.get()) is not None and not self.is_stopped:
            self._work_on(job)

    def _work_on(self, job: Job) -> None:
        """What broke off is begun again behind the item at which it did: one bad file does not block the rest."""
        _change(job, stage=Stage.READING)
        while not job.is_over and not self.is_stopped:
            left = [(item.number, item.sent) for item in job.items if not item.is_done]
            for news in self._work(left):
                _note(job, news)
            if job.stage is not Stage.DONE and not self.is_stopped:
                _give_up_item(job)
        _forget_files(job)


def _note(job: Job, news: News) -> None:
    if isinstance(news, Began):
        _end_begun(job)
        job.items[news.item].is_begun = True
        _change(job, stage=Stage.READING)
    elif isinstance(news, Told):
        next(item for item in job.items if item.is_begun and not item.is_done).results.append(news.result)
        _change(job)
    elif isinstance(news, Linking):
        _end_begun(job)
        _change(job, stage=Stage.LINKING)
    else:
        _change(job, stage=Stage.DONE, run=news.run)


def _end_begun(job: Job) -> None:
    for item in job.items:
        item.is_done = item.is_done or item.is_begun


def _give_up_item(job: Job) -> None:
    """The item at which the work broke off failed. Where it broke off at none, at the start or while it linked, there
    is no use in beginning again."""
    begun = next((item for item in job.items if item.is_begun and not item.is_done), None)
    given_up = [begun] if begun else [item for item in job.items if not item.is_done]
    for item in given_up:
        item.results.append(Result(Outcome.SKIPPED, reason=AT_THIS if begun else BEFORE_THIS))
        item.is_done = True
    _change(job, stage=None if begun else Stage.BROKEN)


def _change(job: Job, *, stage: Stage | None = None, run: int | None = None) -> None:
    job.stage = stage or job.stage
    job.run = run or job.run
    job.version += 1


def _forget_files(job: Job) -> None:
    """What is in needs not be sent again."""
    for item in job.items:
        if item.sent.path and not item.is_failed:
            item.sent.path.unlink(missing_ok=True)


def _moved(path: Path | None, folder: Path) -> Path | None:
    return Path(shutil.copy(path, folder)) if path else None
