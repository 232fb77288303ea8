"""Files to documents with what is found in them, in this process or in several."""

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread

from app.errors import DocumentError
from app.extraction import extract
from app.inputs import InputFile, read_input
from app.linking.events import LinkedDocument
from app.reading import read_document

# Files on their way to each process, so that none of them waits and few documents lie in memory.
_AHEAD = 8


@dataclass(frozen=True)
class Skipped:
    """A file that could not become a document. `file` is its path as given, so that it can be found."""

    file: str
    reason: str


Found = LinkedDocument | Skipped | None


def extract_files(files: Iterable[InputFile], known: frozenset[str], jobs: int = 1) -> Iterator[Found]:
    """One for each file, in order; None for a file whose very bytes are `known` by their SHA-256."""
    if jobs == 1:
        return map(partial(_extract_file, known=known), files)
    return _extract_side_by_side(files, known, jobs)


def _extract_side_by_side(files: Iterable[InputFile], known: frozenset[str], jobs: int) -> Iterator[Found]:
    waiting = iter(files)
    # Started afresh: a copy of this process would share its open database.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (known,))
    try:
        under_way: deque[Future[Found]] = deque(pool.submit(_extract, file) for file in islice(waiting, jobs * _AHEAD))
        while under_way:
            found = under_way.popleft().result()
            under_way.extend(pool.submit(_extract, file) for file in islice(waiting, 1))
            yield found
    finally:
        pool.shutdown(cancel_futures=True)


def _extract_file(file: InputFile, known: frozenset[str]) -> Found:
    try:
        content = read_input(file)
        if sha256(content).hexdigest() in known:
            return None
        document = read_document(content, file.name)
    except DocumentError as error:
        return Skipped(str(file.path), error.reason)
    return LinkedDocument(document, extract(document))


_known: frozenset[str] = frozenset()


def _begin(known: frozenset[str]) -> None:
    """In a new process: Ctrl-C is for the one that started it, and when that one is gone, so is this."""
    global _known
    _known = known
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _extract(file: InputFile) -> Found:
    return _extract_file(file, _known)
