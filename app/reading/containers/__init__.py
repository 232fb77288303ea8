"""One file to the documents in it: PDF, DOCX, feeds, JSON, and archives of all these. Nothing is written to disk."""

from collections.abc import Callable, Iterator

from app.errors import DocumentError
from app.reading.containers.budget import Budget
from app.reading.containers.docx import read_docx
from app.reading.containers.feeds import read_feed
from app.reading.containers.kinds import Kind, recognise_kind
from app.reading.containers.parts import Part, Refused
from app.reading.containers.pdf import read_pdf
from app.reading.containers.records import read_records
from app.reading.containers.tars import list_compressed, list_tar
from app.reading.containers.zips import list_zip

__all__ = ["Part", "Refused", "is_archive", "unpack"]

_Pieces = Iterator[Part | Refused]
_ARCHIVES: dict[Kind, Callable[[bytes, str, Budget], _Pieces]] = {
    Kind.ZIP: list_zip,
    Kind.TAR: list_tar,
    Kind.COMPRESSED: list_compressed,
}
_READERS: dict[Kind, Callable[[bytes, str, Budget], _Pieces]] = {
    Kind.PDF: read_pdf,
    Kind.DOCX: read_docx,
    Kind.FEED: read_feed,
    Kind.RECORDS: read_records,
}


def unpack(content: bytes, name: str) -> Iterator[Part | Refused]:
    """The documents of a file, in its order, each in a shape that `read_document` knows, or why one is not to be had.

    What the bytes are decides, never the name. A file that holds no other one is its own only part, unchanged.
    """
    return _open(content, name, Budget(name, len(content)))


def is_archive(content: bytes) -> bool:
    """Whether it may hold very many documents."""
    return recognise_kind(content) in _ARCHIVES


def _open(content: bytes, name: str, budget: Budget) -> _Pieces:
    kind = recognise_kind(content)
    try:
        if kind in _ARCHIVES:
            yield from _open_archive(_ARCHIVES[kind](content, name, budget), budget)
        elif kind in _READERS:
            yield from _READERS[kind](content, name, budget)
        else:
            yield Part(name, content)
    except DocumentError as error:
        yield Refused(error.file, error.reason)


def _open_archive(pieces: _Pieces, budget: Budget) -> _Pieces:
    is_empty = True
    for piece in pieces:
        is_empty = False
        if isinstance(piece, Part):
            yield from _open(piece.content, piece.name, budget.inside(piece.name, len(piece.content)))
        else:
            yield piece
    if is_empty:
        yield Refused(budget.name, "there is no document in this archive")
