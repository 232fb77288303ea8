"""Feeds that only announce: the pages behind their entries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from app.errors import DocumentError
from app.fetching.ahead import AskedAddress, ask_ahead
from app.fetching.fetcher import Fetcher, InputAddress
from app.inputs import Input, Original
from app.reading.containers.feeds import list_links
from app.reading.containers.kinds import Kind, recognise_kind

# Feeds hold the newest ten to fifty; whoever lists more does not want all of them asked for at once.
MOST_ENTRIES = 100


@dataclass(frozen=True)
class _Failed:
    """An input that was tried: the job is told why it failed without trying again."""

    label: str
    name: str
    error: DocumentError

    def read(self) -> Original:
        raise self.error


def follow_feeds(inputs: Iterable[Input], fetcher: Fetcher) -> Iterator[Input]:
    """In place of each address that is a feed the pages that its newest entries lead to; all else as it is. Whatever is
    an address is asked for here, files are not read."""
    for each in ask_ahead(inputs):
        yield from _follow(each, fetcher) if isinstance(each, AskedAddress) else [each]


def _follow(given: AskedAddress, fetcher: Fetcher) -> Iterator[Input]:
    try:
        original = given.read()
        is_feed = recognise_kind(original.content) is Kind.FEED
        links = list_links(original.content, given.name) if is_feed else []
    except DocumentError as error:
        yield _Failed(given.label, given.name, error)
        return
    if not links:
        yield _Fetched(given.label, given.name, original)
    for link in links[:MOST_ENTRIES]:
        yield InputAddress(urljoin(original.address, link), fetcher)


@dataclass(frozen=True)
class _Fetched:
    label: str
    name: str
    original: Original

    def read(self) -> Original:
        return self.original
