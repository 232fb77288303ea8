"""ZIP archives."""

import lzma
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from app.errors import BinaryFile, UnreadableFile
from app.reading.containers.budget import LARGEST_MEMBER, Budget
from app.reading.containers.parts import Part, Refused, is_document_name, member_name

DAMAGE = (BadZipFile, EOFError, OSError, ValueError, struct.error, zlib.error, lzma.LZMAError)
NAMED_IN_UTF8 = 0x800
ENCRYPTED = 0x1
# Files that are ZIP archives inside, told by a member that each must have.
OTHER_FILES = (
    ("xl/workbook.xml", "a spreadsheet"),
    ("ppt/presentation.xml", "a presentation"),
    ("META-INF/container.xml", "an electronic book"),
    ("META-INF/manifest.xml", "an OpenDocument file"),
    ("META-INF/MANIFEST.MF", "a Java program"),
)


def list_zip(content: bytes, name: str, budget: Budget) -> Iterator[Part | Refused]:
    """Its members. Raises UnreadableFile, BinaryFile and UnsafeArchive for the whole archive."""
    budget.open_archive()
    try:
        opened = ZipFile(BytesIO(content))
    except (*DAMAGE, NotImplementedError) as error:
        raise UnreadableFile(name, f"the ZIP archive is damaged ({error})") from error
    for member, what in OTHER_FILES:
        if member in opened.NameToInfo:
            raise BinaryFile(name, f"this is {what}, not text")
    if not all(info.filename for info in opened.infolist()):
        yield Refused(name, "the ZIP archive is damaged (a member has no name)")
    members = [info for info in opened.infolist() if is_document_name(_name_of(info)) and not info.is_dir()]
    budget.check_bytes(sum(info.file_size for info in members))
    for info in members:
        budget.take_member()
        yield _read(opened, info, member_name(name, _name_of(info)), budget)


def _read(opened: ZipFile, info: ZipInfo, name: str, budget: Budget) -> Part | Refused:
    if info.flag_bits & ENCRYPTED:
        return Refused(name, "it is protected by a password")
    if info.file_size > LARGEST_MEMBER:
        return Refused(name, f"larger than {LARGEST_MEMBER // 1024**2} MB")
    budget.take_bytes(info.file_size)
    try:
        with opened.open(info) as member:
            # No more than what was announced comes out, whatever the archive holds.
            return Part(name, member.read(info.file_size))
    except NotImplementedError:
        return Refused(name, "it is packed by a method that is not known here")
    except (*DAMAGE, RuntimeError) as error:
        return Refused(name, f"it is damaged in the archive ({error})")


def _name_of(info: ZipInfo) -> str:
    """Where no flag says UTF-8, the names are in the packer's own code page, on a Chinese Windows GBK."""
    if info.flag_bits & NAMED_IN_UTF8:
        return info.filename
    written = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename
