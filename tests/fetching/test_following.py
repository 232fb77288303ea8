from pathlib import Path

import pytest

from app.errors import FetchFailed
from app.fetching import InputAddress, follow_feeds
from app.fetching.following import MOST_ENTRIES
from app.inputs import Input, InputFile
from tests.fetching.server import Answer, Server, hasty, serving


def feed(*links: str) -> Answer:
    items = "".join(f"<item><title>标题</title><link>{link}</link></item>" for link in links)
    return Answer(f'<rss version="2.0"><channel>{items}</channel></rss>'.encode())


def followed(server: Server, *paths: str) -> list[Input]:
    fetcher = hasty()
    return list(follow_feeds((InputAddress(server.address + path, fetcher) for path in paths), fetcher))


def test_the_entries_of_a_feed_stand_in_its_place() -> None:
    with serving({"/feed": feed("https://news.example.org/1", "/2", "3?a=b&amp;c", "/2", " ")}) as server:
        labels = [each.label for each in followed(server, "/feed")]
        assert labels == ["https://news.example.org/1", f"{server.address}/2", f"{server.address}/3?a=b&c"]
        assert server.paths == ["/robots.txt", "/feed"]


def test_what_is_no_feed_stays_and_is_asked_for_once() -> None:
    with serving({"/a": Answer("新闻".encode()), "/empty": feed("")}) as server:
        page, empty, gone = followed(server, "/a", "/empty", "/gone")
        assert page.read().content.decode() == "新闻"
        assert b"<rss" in empty.read().content
        with pytest.raises(FetchFailed):
            gone.read()
        assert server.paths == ["/robots.txt", "/a", "/empty", "/gone"]


def test_a_feed_that_is_damaged_says_so() -> None:
    with serving({"/feed": Answer(b"<rss><channel></channel></rss>")}) as server:
        (failed,) = followed(server, "/feed")
        with pytest.raises(Exception, match="no entries"):
            failed.read()


def test_no_feed_leads_to_more_pages_than_anybody_reads() -> None:
    with serving({"/feed": feed(*(f"/{number}" for number in range(MOST_ENTRIES + 20)))}) as server:
        assert len(followed(server, "/feed")) == MOST_ENTRIES


def test_files_are_left_alone(tmp_path: Path) -> None:
    file = InputFile(tmp_path / "missing.xml", "missing.xml")
    assert list(follow_feeds([file], hasty())) == [file]
