"""Columns of numbers in a file: mapped into memory and read by the system as they are needed, or part by part.

Magic words, the arrays, each from a multiple of 64 bytes on, and behind them a head in JSON, its length and a checksum.
"""

import json
import mmap
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO
from weakref import finalize
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

_MAGIC = b"annals arrays 1\n"
_ALIGNED, _AT_ONCE = 64, 2**20
_TAIL = 12  # bytes: the length of the head, and the checksum


def write_arrays(path: Path, arrays: Iterable[NDArray[Any]], head: dict[str, Any]) -> None:
    """Whole or not at all; arrays may be made while they are written. Raises OSError where the folder cannot be
    written."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    _clear_up(path)
    try:
        with draft.open("wb") as file:
            sum = _write(file, _padded(_MAGIC), 0)
            kinds = []
            for array in arrays:
                sum = _write(file, _padded(array.tobytes()), sum)
                kinds.append([array.dtype.str, len(array)])
            written = json.dumps({**head, "arrays": kinds}, ensure_ascii=False).encode()
            sum = _write(file, written + len(written).to_bytes(8, "big"), sum)
            file.write(sum.to_bytes(4, "big"))
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def read_arrays(path: Path, made_by: str) -> tuple[dict[str, Any], list[NDArray[Any]]] | None:
    """The head and the arrays, which are parts of the file and shared by all who read it; None where there is no such
    file, or it is damaged, or its head does not name the same `made_by`."""
    try:
        with path.open("rb") as file:
            head = _head(file, made_by)
            if head is None:
                return None
            whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):
        return None
    return head, [np.frombuffer(whole, kind, count, at) for kind, count, at in _places(head["arrays"])]


def open_arrays(path: Path, made_by: str) -> tuple[dict[str, Any], list["Stored"]] | None:
    """The same without a mapping, which would count all that lies beside what is read as memory of this program."""
    try:
        with path.open("rb") as file:
            head = _head(file, made_by)
            if head is None:
                return None
            kept = _Kept(os.dup(file.fileno()))
    except (OSError, ValueError):
        return None
    return head, [Stored(kept, *each) for each in _places(head["arrays"])]


class Stored:
    """An array in a file, of which slices are read."""

    def __init__(self, file: "_Kept", kind: str, count: int, at: int) -> None:
        self._file = file
        self._kind = np.dtype(kind)
        self._count, self._at = count, at

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, part: slice) -> NDArray[Any]:
        start, end, _ = part.indices(self._count)
        size = self._kind.itemsize
        return np.frombuffer(os.pread(self._file.number, (end - start) * size, self._at + start * size), self._kind)


def let_go(array: NDArray[Any]) -> None:
    """Of what is in memory of the file that this is a part of; what is needed again is read again."""
    file = getattr(array.base, "obj", None)
    if isinstance(file, mmap.mmap) and hasattr(file, "madvise"):
        file.madvise(mmap.MADV_DONTNEED)


def _clear_up(path: Path) -> None:
    """Drafts of programs that ended while they wrote."""
    for draft in path.parent.glob(f".{path.name}.*"):
        number = draft.name.rpartition(".")[2]
        try:
            os.kill(int(number), 0)
        except ProcessLookupError:
            draft.unlink(missing_ok=True)
        except (OSError, ValueError, OverflowError):
            # Of somebody else, or no draft.
            continue


class _Kept:
    """An open file, as long as somebody has it."""

    def __init__(self, number: int) -> None:
        self.number = number
        finalize(self, os.close, number)


def _head(file: BinaryIO, made_by: str) -> dict[str, Any] | None:
    """None for a file that is not whole, or made by others. It is read piece by piece, and so takes no memory."""
    size = os.fstat(file.fileno()).st_size
    if size < len(_padded(_MAGIC)) + _TAIL or file.read(len(_MAGIC)) != _MAGIC:
        return None
    file.seek(size - _TAIL)
    length, expected = int.from_bytes(file.read(8), "big"), int.from_bytes(file.read(4), "big")
    if length > size or _sum(file, size - 4) != expected:
        return None
    file.seek(size - _TAIL - length)
    head: dict[str, Any] = json.loads(file.read(length))
    return head if head.get("made_by") == made_by else None


def _sum(file: BinaryIO, length: int) -> int:
    file.seek(0)
    sum = 0
    while length > 0 and (piece := file.read(min(length, _AT_ONCE))):
        sum = crc32(piece, sum)
        length -= len(piece)
    return sum


def _write(file: BinaryIO, block: bytes, sum: int) -> int:
    file.write(block)
    return crc32(block, sum)


def _places(kinds: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int, int]]:
    """The kind of each array, how long it is, and where it begins."""
    start = len(_padded(_MAGIC))
    for kind, count in kinds:
        yield kind, count, start
        start += -(-np.dtype(kind).itemsize * count // _ALIGNED) * _ALIGNED


def _padded(block: bytes) -> bytes:
    return block + bytes(-len(block) % _ALIGNED)
