"""Tar archives, packed or not, and single packed files. They are read as a stream: nothing is unpacked ahead."""

import bz2
import gzip
import lzma
import tarfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Protocol, Self

from app.errors import UnreadableFile
from app.reading.containers.budget import LARGEST_MEMBER, Budget
from app.reading.containers.kinds import is_tar
from app.reading.containers.parts import Part, Refused, is_document_name, member_name

DAMAGE = (tarfile.TarError, EOFError, OSError, ValueError, zlib.error, lzma.LZMAError)


class _Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


def list_tar(content: bytes, name: str, budget: Budget) -> Iterator[Part | Refused]:
    """Its members. Raises UnreadableFile where it breaks off, after what stands before, and UnsafeArchive."""
    budget.open_archive()
    return _members(BytesIO(content), name, budget)


def list_compressed(content: bytes, name: str, budget: Budget) -> Iterator[Part | Refused]:
    """The members of a packed tar archive, or the one file that was packed."""
    budget.open_archive()
    try:
        with _unpacked(content) as stream:
            begins_as_tar = is_tar(stream.read(tarfile.BLOCKSIZE))
        with _unpacked(content) as stream:
            if begins_as_tar:
                yield from _members(_Counted(stream, budget), name, budget)
            else:
                yield _only_file(stream, name, budget)
    except DAMAGE as error:
        raise UnreadableFile(name, f"the packed file is damaged ({error})") from error


def _unpacked(content: bytes) -> gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile:
    if content.startswith(b"\x1f\x8b"):
        return gzip.open(BytesIO(content))
    return bz2.open(BytesIO(content)) if content.startswith(b"BZh") else lzma.open(BytesIO(content))


def _only_file(stream: _Stream, name: str, budget: Budget) -> Part | Refused:
    unpacked = stream.read(LARGEST_MEMBER + 1)
    budget.take_bytes(len(unpacked))
    if len(unpacked) > LARGEST_MEMBER:
        return Refused(name, f"unpacked it is larger than {LARGEST_MEMBER // 1024**2} MB")
    return Part(name, unpacked)


def _members(stream: _Stream, name: str, budget: Budget) -> Iterator[Part | Refused]:
    try:
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Header) as opened:  # type: ignore[call-overload]
            for member in opened:
                if not member.isdir() and is_document_name(member.name):
                    budget.take_member()
                    yield _read(opened, member, member_name(name, member.name))
    except DAMAGE as error:
        raise UnreadableFile(name, f"the archive is damaged, and what follows is lost ({error})") from error


def _read(opened: tarfile.TarFile, member: tarfile.TarInfo, name: str) -> Part | Refused:
    if not member.isfile():
        return Refused(name, "it is a link or a device, not a file")
    if member.size > LARGEST_MEMBER:
        return Refused(name, f"larger than {LARGEST_MEMBER // 1024**2} MB")
    file = opened.extractfile(member)
    return Part(name, file.read() if file else b"")


class _Header(tarfile.TarInfo):
    """tarfile takes a damaged header for the end of the archive; here it is told."""

    @classmethod
    def fromtarfile(cls, tarfile_: tarfile.TarFile) -> Self:
        try:
            return super().fromtarfile(tarfile_)
        except (tarfile.InvalidHeaderError, tarfile.TruncatedHeaderError) as error:  # type: ignore[attr-defined]
            raise tarfile.ReadError(str(error)) from error


class _Counted:
    """A stream that stops when more comes out of it than the budget allows."""

    def __init__(self, stream: _Stream, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def read(self, size: int, /) -> bytes:
        block = self._stream.read(size)
        self._budget.take_bytes(len(block))
        return block
