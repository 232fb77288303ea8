"""Files to documents with what is found in them, in this process, in several, or on other machines."""

import gc
import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext

from app.errors import DocumentError, SchedulerError
from app.extraction import extract
from app.garbage import GARBAGE
from app.inputs import Input
from app.linking.events import LinkedDocument
from app.processes import end_with_parent
from app.reading import read_document
from app.reading.containers import Part, as_text, list_parts
from app.scheduling import Crew, LocalCrew, map_in_order

# What may stand in the place of a scheduler's address: this machine.
PROCESSES, THREADS = "processes", "threads"


@dataclass(frozen=True)
class Skipped:
    """A file that could not become a document. `file` is its path as given, so that it can be found; a part of a file
    stands behind the file's path, news.zip/inner.html."""

    file: str
    reason: str


@dataclass(frozen=True)
class _Piece:
    """A file, or a document in one. `path` is what it is called in the report. `address` and `charset` are those of
    the whole file, see Original, and empty for a document in one."""

    path: str
    part: Part
    address: str = ""
    charset: str = ""


@dataclass(frozen=True)
class Known:
    """A document that is stored with these very bytes, by its file's name and their SHA-256."""

    file: str
    sha256: str


Found = LinkedDocument | Skipped | Known


def extract_files(
    files: Iterable[Input], known: frozenset[str], jobs: int = 1, scheduler: str = PROCESSES
) -> Iterator[Found]:
    """One for each document of each file, in order; Known for one whose very bytes are `known` by their SHA-256.

    Files are read and archives opened here, one document at a time; the rest is done by `jobs` processes or threads, or
    by the workers of the Dask scheduler whose address `scheduler` is. Raises SchedulerError when that cannot be had.
    """
    pieces = (piece for file in files for piece in _list_pieces(file))
    if scheduler not in (PROCESSES, THREADS):
        return map_in_order(pieces, _dask_crew(scheduler, known), _give_up)
    if jobs == 1:
        return map(partial(_extract_piece, known=known), pieces)
    if scheduler == THREADS:
        work = partial(_extract_piece, known=known)
        return map_in_order(pieces, LocalCrew(partial(ThreadPoolExecutor, jobs), jobs, work), _give_up)
    processes = partial(ProcessPoolExecutor, jobs, _context(), _begin, (known,))
    return map_in_order(pieces, LocalCrew(processes, jobs, _extract), _give_up)


def _context() -> BaseContext:
    """Not copies of this process, which would share its open database: copies of one that read the word lists first,
    where a system can copy processes, else new ones."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["app.extraction.ready"])
    return context


def _dask_crew(address: str, known: frozenset[str]) -> Crew[_Piece | Skipped | Known, Found]:
    try:
        from app.dask_crew import DaskCrew
    except ImportError as error:
        raise SchedulerError(address, f"Dask is not installed ({error}): pip install 'annals[dask]'") from error
    return DaskCrew(address, _extract_knowing, known)


def _list_pieces(file: Input) -> Iterator[_Piece | Skipped | Known]:
    try:
        original = file.read()
    except DocumentError as error:
        yield Skipped(file.label, error.reason)
        return
    if original.unchanged:
        yield Known(file.name, original.unchanged)
        return
    for piece in list_parts(original.content, file.name):
        path = file.label + piece.name.removeprefix(file.name)
        if not isinstance(piece, Part):
            yield Skipped(path, piece.reason)
        elif piece.content is original.content:
            yield _Piece(path, piece, original.address, original.charset)
        else:
            yield _Piece(path, piece)


def _extract_piece(piece: _Piece | Skipped | Known, known: frozenset[str]) -> Found:
    if not isinstance(piece, _Piece):
        return piece
    try:
        content = as_text(piece.part.content, piece.part.name)
        digest = sha256(content).hexdigest()
        if digest in known:
            return Known(piece.part.name, digest)
        document = read_document(content, piece.part.name, piece.address, piece.charset)
    except DocumentError as error:
        return Skipped(piece.path, error.reason)
    return LinkedDocument(document, extract(document))


def _extract_knowing(known: frozenset[str], piece: _Piece | Skipped | Known) -> Found:
    return _extract_piece(piece, known)


def _give_up(piece: _Piece | Skipped | Known) -> Found:
    return piece if not isinstance(piece, _Piece) else Skipped(piece.path, "the program broke off while it read this")


_known: frozenset[str] = frozenset()


def _begin(known: frozenset[str]) -> None:
    """In a new process: Ctrl-C is for the one that started it, and when that one is gone, so is this."""
    global _known
    _known = known
    gc.set_threshold(GARBAGE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()


def _extract(piece: _Piece | Skipped | Known) -> Found:
    return _extract_piece(piece, _known)
