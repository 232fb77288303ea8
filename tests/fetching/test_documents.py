"""Addresses as documents: what is stored, and what changes when they are asked again."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from app.extracting import Skipped
from app.fetching import InputAddress
from app.ingest import Report, Taken, ingest
from app.reading import read_document
from app.store.engine import open_session
from app.store.tables import DOCUMENT
from app.store.versions import list_versions
from tests.archive import NOON
from tests.fetching.server import Answer, Server, hasty, serving

BODY = "挪威与越南2021年3月17日在河内签署渔业协议，双方同意扩大养殖合作，并设立联合委员会。"
MORE = "越南总理表示，这份协议是两国关系的新起点，将为两国渔民带来好处，也有利于海洋保护。"


def page(*, body: str = BODY, head: str = "", advert: str = "") -> Answer:
    html = f"<!doctype html><html><head><title>挪威与越南签署渔业协议</title>{head}</head><body>{advert}<article>"
    html += f"<h1>挪威与越南签署渔业协议</h1><p>{body}</p><p>{MORE}</p></article></body></html>"
    return Answer(html.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({"/a": page()}) as server:
        yield server


def run(engine: Engine, *addresses: str, minutes: int = 0) -> Report:
    fetcher = hasty()
    inputs = [InputAddress(address, fetcher) for address in addresses]
    return ingest(engine, inputs, NOON + timedelta(minutes=minutes))


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.stored, report.replaced, report.unchanged, len(report.skipped)


def test_a_page_is_kept_with_its_address(empty: Engine, server: Server) -> None:
    assert counts(run(empty, f"{server.address}/a")) == (1, 0, 0, 0)
    with open_session(empty) as session:
        row = session.execute(select(DOCUMENT)).one()
    assert BODY in row.text
    assert row.source == page().body.decode()
    assert (row.file, row.url) == (f"{server.address}/a", f"{server.address}/a")


def test_the_same_page_changes_nothing(empty: Engine, server: Server) -> None:
    run(empty, f"{server.address}/a")
    assert counts(run(empty, f"{server.address}/a", minutes=1)) == (0, 0, 1, 0)


def test_other_adverts_around_the_same_text_change_nothing(empty: Engine, server: Server) -> None:
    run(empty, f"{server.address}/a")
    server.answers["/a"] = page(advert='<script>var seen = 8127;</script><nav><a href="/">首页</a></nav>')
    assert counts(run(empty, f"{server.address}/a", minutes=1)) == (0, 0, 1, 0)


def test_new_text_is_a_new_version(empty: Engine, server: Server) -> None:
    run(empty, f"{server.address}/a")
    server.answers["/a"] = page(body=BODY.replace("渔业", "海运"))
    assert counts(run(empty, f"{server.address}/a", minutes=1)) == (0, 1, 0, 0)
    with open_session(empty) as session:
        (id,) = session.scalars(select(DOCUMENT.c.id))
        (older,) = list_versions(session, id)
    assert BODY in older.text


def test_what_cannot_be_fetched_is_named_by_its_address(empty: Engine, server: Server) -> None:
    report = run(empty, f"{server.address}/b", f"{server.address}/a", "http://user@news.example.org/")
    assert counts(report) == (1, 0, 0, 2)
    assert report.skipped[0] == Skipped(f"{server.address}/b", "there is no such page (404 Not Found)")
    assert report.skipped[1].file == "http://user@news.example.org/"


def test_each_document_is_told_of_when_it_is_stored(empty: Engine, server: Server) -> None:
    told: list[Taken] = []
    fetcher = hasty()
    twice = [InputAddress(f"{server.address}/a", fetcher)] * 2
    ingest(empty, twice, NOON, on_taken=told.append)
    assert [(each.file, each.saved) for each in told] == [
        (f"{server.address}/a", "new"),
        (f"{server.address}/a", "unchanged"),
    ]
    with open_session(empty) as session:
        assert {each.document for each in told} == set(session.scalars(select(DOCUMENT.c.id)))


def test_a_feed_gives_its_entries(empty: Engine, server: Server) -> None:
    items = "".join(
        f"<item><title>第{n}条</title><link>https://news.example.org/{n}</link><description>{BODY}</description></item>"
        for n in (1, 2)
    )
    server.answers["/feed"] = Answer(f'<rss version="2.0"><channel>{items}</channel></rss>'.encode())
    assert counts(run(empty, f"{server.address}/feed")) == (2, 0, 0, 0)
    with open_session(empty) as session:
        assert set(session.scalars(select(DOCUMENT.c.url))) == {f"https://news.example.org/{n}" for n in (1, 2)}


@pytest.mark.parametrize(
    ("claimed", "kept"),
    [
        ("https://www.example.org/story/1", "https://www.example.org/story/1"),
        ("http://example.org/story/1", "http://example.org/story/1"),
        ("https://other.example/story/1", "https://m.example.org/amp/1?x=2"),
        ("https://www.example.org/", "https://m.example.org/amp/1?x=2"),
        ("/story/1", "https://m.example.org/amp/1?x=2"),
        ("", "https://m.example.org/amp/1?x=2"),
    ],
)
def test_a_page_may_tidy_its_address_but_not_take_that_of_another(claimed: str, kept: str) -> None:
    content = page(head=f'<link rel="canonical" href="{claimed}">').body
    document = read_document(content, "a", address="https://m.example.org/amp/1?x=2")
    assert document.url == kept


def test_the_address_tells_day_and_publisher() -> None:
    document = read_document(page().body, "a", address="https://news.example.org/2021/03/18/a.html")
    assert document.publisher == "news.example.org"
    assert [str(witness.day) for witness in document.witnesses if witness.kind == "url"] == ["2021-03-18"]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("gb18030", "gb2312"),
        ("gb18030", "iso-8859-1"),  # what servers say when nobody told them
        ("gb18030", "big5"),
        ("gb18030", "no-such-charset"),
        ("utf-8", "gbk"),
    ],
)
def test_what_the_server_says_of_the_charset_is_one_voice(encoding: str, said: str) -> None:
    content = f"挪威与越南签署协议\n\n{BODY}".encode(encoding)
    assert BODY in read_document(content, "a", charset=said).text


def test_a_charset_that_only_the_server_knows() -> None:
    body = "ノルウェーとベトナムは17日、ハノイで漁業協定に署名した。両国は養殖の分野でも協力を広げることで合意した。"
    assert body in read_document(f"漁業協定に署名\n\n{body}".encode("euc_jp"), "a", charset="EUC-JP").text
