"""Who published a document, and in which time zone its newsroom writes 今天. The register is publishers.tsv."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.errors import LexiconError
from app.reading.rows import lines_of

FILE = "publishers.tsv"
HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}$")
SITE = re.compile(r"(?<=\S)\s*[-–—|_]\s*([^-–—|_]{2,20})$")
SCRIPTS = frozenset(("hans", "hant", "en", "ja", "ko"))


@dataclass(frozen=True)
class Publisher:
    """`host` is a suffix of the hosts it publishes on, or None for one that is known by its name only."""

    host: str | None
    name: str
    zone: str
    script: str
    other_names: tuple[str, ...] = ()


def find_by_host(host: str) -> Publisher | None:
    """The publisher with the longest suffix of this host."""
    labels = host.lower().split(":")[0].split(".")
    suffixes = (".".join(labels[at:]) for at in range(len(labels) - 1))
    return next((found for suffix in suffixes if (found := _register().by_host.get(suffix))), None)


def find_by_name(name: str) -> Publisher | None:
    return _register().by_name.get(name.strip())


def without_site(title: str) -> str:
    """The headline without the names of the site that pages put behind it: … – 法国国际广播电台 - RFI; and without
    those of its sections, …_国务院公报_中国政府网."""
    if (found := SITE.search(title)) and "_" in found[0] and find_by_name(found[1]):
        title = title.partition("_")[0]
    while (found := SITE.search(title)) and find_by_name(found[1]):
        title = title[: found.start()]
    return title


def site_in(title: str) -> str:
    """The name of the publisher that a page puts behind its headline; empty when it is in no register."""
    while found := SITE.search(title):
        if find_by_name(found[1]):
            return found[1]
        title = title[: found.start()]
    return ""


@dataclass(frozen=True)
class _Register:
    by_host: dict[str, Publisher]
    by_name: dict[str, Publisher]


@cache
def _register() -> _Register:
    text = files("app.reading").joinpath(FILE).read_text("utf-8")
    publishers = parse_publishers(text)
    by_host = {publisher.host: publisher for publisher in publishers if publisher.host}
    by_name: dict[str, Publisher] = {}
    for publisher in publishers:
        for name in (publisher.name, *publisher.other_names):
            by_name.setdefault(name, publisher)
    return _Register(by_host, by_name)


def parse_publishers(text: str) -> list[Publisher]:
    """Raises LexiconError with the number of the first wrong line."""
    publishers: list[Publisher] = []
    seen: dict[str, int] = {}
    for number, line in lines_of(text):
        publisher = _parse_line(line, number)
        if publisher.host and seen.setdefault(publisher.host, number) != number:
            raise LexiconError(FILE, number, f"{publisher.host} stands in line {seen[publisher.host]} already")
        publishers.append(publisher)
    return publishers


def _parse_line(line: str, number: int) -> Publisher:
    columns = line.split("\t")
    if not 4 <= len(columns) <= 5:
        raise LexiconError(FILE, number, f"four or five columns parted by tabs are expected, not {len(columns)}")
    host, name, zone, script = (column.strip() for column in columns[:4])
    if host != "-" and not HOST.match(host):
        raise LexiconError(FILE, number, f"{host!r} is no host name; write - if there is none")
    if not name:
        raise LexiconError(FILE, number, "the name is missing")
    if script not in SCRIPTS:
        raise LexiconError(FILE, number, f"{script!r} is none of {', '.join(sorted(SCRIPTS))}")
    _check_zone(zone, number)
    others = columns[4].split("|") if len(columns) == 5 else ()
    return Publisher(None if host == "-" else host, name, zone, script, tuple(filter(None, map(str.strip, others))))


def _check_zone(zone: str, number: int) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise LexiconError(FILE, number, f"{zone!r} is no IANA time zone") from error
