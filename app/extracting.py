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
from app.reading.containers import Part, as_text, list_parts

# Documents on their way to each process, so that none of them waits and few documents lie in memory.
_AHEAD = 8


@dataclass(frozen=True)
class Skipped:
    """A file that could not become a document. `file` is its path as given, so that it can be found; a part of a file
    stands behind the file's path, news.zip/inner.html."""

    file: str
    reason: str


@dataclass(frozen=True)
class _Piece:
    """A file, or a document in one. `path` is what it is called in the report."""

    path: str
    part: Part


Found = LinkedDocument | Skipped | None


def extract_files(files: Iterable[InputFile], known: frozenset[str], jobs: int = 1) -> Iterator[Found]:
    """One for each document of each file, in order; None for one whose very bytes are `known` by their SHA-256.

    Files are read and archives opened here, one document at a time; the rest is done by `jobs` processes.
    """
    pieces = (piece for file in files for piece in _list_pieces(file))
    if jobs == 1:
        return map(partial(_extract_piece, known=known), pieces)
    return _extract_side_by_side(pieces, known, jobs)


def _list_pieces(file: InputFile) -> Iterator[_Piece | Skipped]:
    try:
        content = read_input(file)
    except DocumentError as error:
        yield Skipped(str(file.path), error.reason)
        return
    for piece in list_parts(content, file.name):
        path = str(file.path) + piece.name.removeprefix(file.name)
        yield _Piece(path, piece) if isinstance(piece, Part) else Skipped(path, piece.reason)


def _extract_side_by_side(pieces: Iterator[_Piece | Skipped], known: frozenset[str], jobs: int) -> Iterator[Found]:
    # Started afresh: a copy of this process would share its open database.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (known,))
    try:
        under_way: deque[Future[Found]] = deque(pool.submit(_extract, piece) for piece in islice(pieces, jobs * _AHEAD))
        while under_way:
            found = under_way.popleft().result()
            under_way.extend(pool.submit(_extract, piece) for piece in islice(pieces, 1))
            yield found
    finally:
        pool.shutdown(cancel_futures=True)


def _extract_piece(piece: _Piece | Skipped, known: frozenset[str]) -> Found:
    if isinstance(piece, Skipped):
        return piece
    try:
        content = as_text(piece.part.content, piece.part.name)
        if sha256(content).hexdigest() in known:
            return None
        document = read_document(content, piece.part.name)
    except DocumentError as error:
        return Skipped(piece.path, error.reason)
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


def _extract(piece: _Piece | Skipped) -> Found:
    return _extract_piece(piece, _known)
