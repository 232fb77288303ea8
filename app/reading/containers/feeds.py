"""RSS and Atom feeds: each entry is an article."""

import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from time import struct_time

import feedparser

from app.errors import UnreadableFile
from app.reading.addresses import host_of
from app.reading.containers.article import write_article
from app.reading.containers.parts import Part, Refused
from app.reading.decode import decode

REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,12})|([0-9]{1,12}));?")
LAST_CHARACTER = 0x10FFFF
LOST = "\ufffd"
END = ("rss>", "feed>", "RDF>")
# Decoded here, because feedparser takes a feed that was cut inside a character for another encoding.
IN_UTF8 = {"content-type": "application/xml; charset=utf-8"}


def list_entries(content: bytes, name: str) -> Iterator[Part | Refused]:
    """One part for each entry. Raises what `decode` does, and UnreadableFile when there is no entry."""
    text = decode(content, name)
    feed = _parse(text, name)
    for number, entry in enumerate(feed.entries, start=1):
        yield _read_entry(entry, feed.feed, f"{name}#{number}")
    if not text.rstrip().endswith(END):
        yield Refused(name, f"the feed breaks off behind {len(feed.entries)} entries; the last one may be cut")


def list_links(content: bytes, name: str) -> list[str]:
    """Where the entries lead, as written, each once. Raises like `list_entries`."""
    links = (_words(entry, "link").strip() for entry in _parse(decode(content, name), name).entries)
    return [link for link in dict.fromkeys(links) if link]


def _parse(text: str, name: str) -> feedparser.FeedParserDict:
    # A stream: given bytes or a string, feedparser would open them if they looked like an address or a path.
    stream = BytesIO(REFERENCE.sub(_known, text).encode("utf-8", "replace"))
    try:
        feed = feedparser.parse(stream, response_headers=IN_UTF8, sanitize_html=False, resolve_relative_uris=False)
    except ValueError as error:
        raise UnreadableFile(name, f"the feed is damaged ({error})") from error
    if not feed.entries:
        raise UnreadableFile(name, "there are no entries in this feed")
    return feed


def _known(reference: re.Match[str]) -> str:
    """A number that no character has, which feedparser stumbles over, becomes the mark of what is lost."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return reference[0] if number <= LAST_CHARACTER else LOST


def _read_entry(entry: feedparser.FeedParserDict, feed: feedparser.FeedParserDict, name: str) -> Part | Refused:
    texts = [_words(entry, "summary"), *(_words(content, "value") for content in entry.get("content", ()))]
    body = max(texts, key=len)
    if not body.strip():
        return Refused(name, "the entry has no text, only a headline")
    return Part(
        name,
        write_article(
            body,
            title=_words(entry, "title"),
            url=_words(entry, "link"),
            date=_date(entry),
            publisher=_publisher(entry, feed),
            author=_words(entry, "author"),
        ),
    )


def _words(fields: feedparser.FeedParserDict, key: str) -> str:
    """An empty element has None for its words."""
    return str(fields.get(key) or "")


def _date(entry: feedparser.FeedParserDict) -> str:
    """With the offset as written, which says what day it was there; a zone that has only a name becomes UTC."""
    # Its own lookup takes one field for another, with a warning.
    key = next((key for key in ("published", "updated") if dict.get(entry, key)), "")
    written = str(dict.get(entry, key, ""))
    try:
        return (parsedate_to_datetime(written) if "," in written else datetime.fromisoformat(written)).isoformat()
    except (ValueError, OverflowError):
        parsed = dict.get(entry, f"{key}_parsed")
        return _in_utc(parsed) if parsed else written


def _in_utc(parsed: struct_time) -> str:
    """Empty for a year outside of the calendar."""
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC).isoformat()
    except (ValueError, OverflowError):
        return ""


def _publisher(entry: feedparser.FeedParserDict, feed: feedparser.FeedParserDict) -> str:
    """Whom the entry names, else the feed, unless it gathers what others publish."""
    named = _words(entry.get("source") or {}, "title") or _words(entry, "publisher")
    if named:
        return named
    is_own = host_of(_words(entry, "link")) == host_of(_words(feed, "link"))
    return _words(feed, "publisher") or _words(feed, "title") if is_own else ""
