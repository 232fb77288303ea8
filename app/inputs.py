"""Which files are documents, and their bytes."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from app.errors import UnreadableFile

# The longest article is far below; a disk image named on the command line by mistake is not read into memory.
MOST_BYTES = 32 * 1024 * 1024
# An archive holds many articles, which are unpacked one after the other.
MOST_ARCHIVE_BYTES = 256 * 1024 * 1024
_ARCHIVES = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
_TAR, _TAR_STANDS_AT = b"ustar", 257


@dataclass(frozen=True)
class Original:
    """An input's bytes as they came. `address` is where they were fetched from, `charset` what the server said of
    them; both are empty for files. `unchanged` is the SHA-256 of the stored document that there is no newer version of,
    as the server says, who sent no bytes then."""

    content: bytes
    address: str = ""
    charset: str = ""
    unchanged: str = ""


class Input(Protocol):
    """What may hold documents. `label` is what reports call it, `name` what the document's file is called from then on.

    `read` raises DocumentError.
    """

    @property
    def label(self) -> str: ...

    @property
    def name(self) -> str: ...

    def read(self) -> Original: ...


@dataclass(frozen=True)
class InputFile:
    """`name` is its path below the folder that was named."""

    path: Path
    name: str

    @property
    def label(self) -> str:
        return str(self.path)

    def read(self) -> Original:
        return Original(read_input(self))


def list_inputs(paths: Sequence[Path], since: datetime | None = None) -> list[InputFile]:
    """The files to read, each once, folders walked in the order of names; only those changed `since` then, if given.

    Hidden files and READMEs inside a folder are no documents; a file that is named itself always is one. A folder
    that cannot be listed stands in the list itself, so that reading it says why.
    """
    found: dict[Path, InputFile] = {}
    for path in paths:
        for file in _inputs_of(path):
            found.setdefault(file.path.resolve(), file)
    return [file for file in found.values() if since is None or _is_changed(file, since)]


def read_input(file: InputFile) -> bytes:
    """The bytes of a regular file. Raises UnreadableFile, saying why."""
    try:
        described = file.path.stat()
        if stat.S_ISDIR(described.st_mode):
            list(file.path.iterdir())
        if not stat.S_ISREG(described.st_mode):
            raise UnreadableFile(file.name, "not a regular file")
        most = _most_bytes(file.path) if described.st_size > MOST_BYTES else MOST_BYTES
        if described.st_size > most:
            raise UnreadableFile(file.name, f"larger than {most // 1024 // 1024} MB")
        return file.path.read_bytes()
    except OSError as error:
        raise UnreadableFile(file.name, error.strerror or str(error)) from error


def _most_bytes(path: Path) -> int:
    with path.open("rb") as opened:
        head = opened.read(512)
    is_archive = head.startswith(_ARCHIVES) or head.startswith(_TAR, _TAR_STANDS_AT)
    return MOST_ARCHIVE_BYTES if is_archive else MOST_BYTES


def _inputs_of(path: Path) -> Iterator[InputFile]:
    if not path.is_dir():
        yield InputFile(path, _readable(path.name))
        return
    failed: list[OSError] = []
    for folder, folders, files in os.walk(path, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(filter(_is_document_name, files)):
            file = Path(folder, name)
            yield InputFile(file, _readable(file.relative_to(path).as_posix()))
    for error in failed:
        yield InputFile(Path(error.filename), _readable(Path(error.filename).name))


def _is_changed(file: InputFile, since: datetime) -> bool:
    """So is one whose time cannot be told: reading it says why."""
    try:
        return file.path.stat().st_mtime >= since.timestamp()
    except OSError:
        return True


def _is_document_name(name: str) -> bool:
    return not name.startswith(".") and name.partition(".")[0].upper() != "README"


def _readable(name: str) -> str:
    """A name that is no UTF-8 on this disk still has to be stored and printed."""
    return os.fsencode(name).decode("utf-8", "replace")
