"""What a file is, told by its bytes alone."""

import re
import tarfile
from enum import StrEnum
from io import BytesIO
from zipfile import BadZipFile, ZipFile

HEAD = 4096
MARK = rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*"
FEED = re.compile(
    MARK + rb"(?:<\?[^>]{0,500}\?>\s*|<!--.{0,1000}?-->\s*|<!DOCTYPE[^>\[]{0,300}>\s*){0,9}"
    rb"<(?:[\w.-]{1,20}:)?(?:rss|feed|RDF)[\s>]",
    re.S,
)
RECORDS = re.compile(MARK + rb"(?:\[\s*)?\{\s*\"[^\"\n]{1,200}\"\s*:")
COMPRESSED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")
WORD = "word/document.xml"


class Kind(StrEnum):
    PDF = "pdf"
    DOCX = "docx"
    FEED = "feed"
    RECORDS = "records"
    ZIP = "zip"
    TAR = "tar"
    COMPRESSED = "compressed"


def recognise_kind(content: bytes) -> Kind | None:
    """None for what is a document of its own, or nothing."""
    if content[:1024].lstrip()[:5] == b"%PDF-":
        return Kind.PDF
    if content.startswith(ZIPPED):
        return Kind.DOCX if _is_word(content) else Kind.ZIP
    if content.startswith(COMPRESSED):
        return Kind.COMPRESSED
    if is_tar(content):
        return Kind.TAR
    head = content[:HEAD].replace(b"\x00", b"")
    if FEED.match(head):
        return Kind.FEED
    return Kind.RECORDS if RECORDS.match(head) else None


def is_tar(content: bytes) -> bool:
    """Its first block describes a member and proves it by a sum, which the oldest format has as well."""
    try:
        tarfile.TarInfo.frombuf(content[: tarfile.BLOCKSIZE], "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return False
    return True


def _is_word(content: bytes) -> bool:
    try:
        return WORD in ZipFile(BytesIO(content)).NameToInfo
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return False
