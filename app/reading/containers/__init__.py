"""One file to the documents in it: PDF, DOCX, feeds, JSON, and archives of all these. Nothing is written to disk.

What the bytes are decides, never the name.
"""

from collections.abc import Callable, Iterator

from app.errors import DocumentError
from app.reading.containers.budget import Budget
from app.reading.containers.docx import read_docx
from app.reading.containers.feeds import list_entries
from app.reading.containers.kinds import Kind, recognise_kind
from app.reading.containers.parts import Part, Refused
from app.reading.containers.pdf import read_pdf
from app.reading.containers.records import list_records
from app.reading.containers.tars import list_compressed, list_tar
from app.reading.containers.zips import list_zip

__all__ = ["Part", "Refused", "as_text", "list_parts", "unpack"]

_Pieces = Iterator[Part | Refused]
_ARCHIVES: dict[Kind | None, Callable[[bytes, str, Budget], _Pieces]] = {
    Kind.ZIP: list_zip,
    Kind.TAR: list_tar,
    Kind.COMPRESSED: list_compressed,
}
_COLLECTIONS: dict[Kind | None, Callable[[bytes, str], _Pieces]] = {
    Kind.FEED: list_entries,
    Kind.RECORDS: list_records,
}
_DOCUMENTS: dict[Kind | None, Callable[[bytes, str], bytes]] = {
    Kind.PDF: read_pdf,
    Kind.DOCX: read_docx,
}


def unpack(content: bytes, name: str) -> Iterator[Part | Refused]:
    """The documents of a file, in its order, each in a shape that `read_document` knows, or why one is not to be had.

    A plain document is its own only part, unchanged.
    """
    for piece in list_parts(content, name):
        yield _in_words(piece) if isinstance(piece, Part) else piece


def list_parts(content: bytes, name: str) -> Iterator[Part | Refused]:
    """As `unpack`, with PDF and DOCX as they are: the half that decides how many documents there are."""
    return _open(content, name, Budget(name, len(content)))


def as_text(content: bytes, name: str) -> bytes:
    """The text of a PDF or DOCX file, in a shape that `read_document` knows; of any other file its bytes.

    Raises UnreadableFile, BinaryFile and UnsafeArchive.
    """
    read = _DOCUMENTS.get(recognise_kind(content))
    return read(content, name) if read else content


def _in_words(part: Part) -> Part | Refused:
    try:
        return Part(part.name, as_text(part.content, part.name))
    except DocumentError as error:
        return Refused(part.name, error.reason)


def _open(content: bytes, name: str, budget: Budget) -> _Pieces:
    kind = recognise_kind(content)
    try:
        if list_members := _ARCHIVES.get(kind):
            yield from _open_all(list_members(content, name, budget), budget)
        elif list_articles := _COLLECTIONS.get(kind):
            yield from list_articles(content, name)
        else:
            yield Part(name, content)
    except DocumentError as error:
        yield Refused(error.file, error.reason)


def _open_all(members: _Pieces, budget: Budget) -> _Pieces:
    is_empty = True
    for member in members:
        is_empty = False
        if isinstance(member, Part):
            yield from _open(member.content, member.name, budget.inside(member.name, len(member.content)))
        else:
            yield member
    if is_empty:
        yield Refused(budget.name, "there is no document in this archive")
