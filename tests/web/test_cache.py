import asyncio
import zlib
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import update
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

from app.store.engine import open_session
from app.store.tables import EVENT
from app.web.app import create_app
from app.web.cache import PageCache
from app.web.security import SECURITY_HEADERS
from bench.asgi import get
from tests.web.specimens import make_archive

HTML = {"Accept-Language": "zh-CN", "Accept-Encoding": "identity"}


@pytest.fixture
def site(kind: str, tmp_path: Path) -> Iterator[TestClient]:
    engine = make_archive(tmp_path, kind=kind)
    with TestClient(create_app(engine), headers=HTML) as client:
        yield client
    engine.dispose()


def counting(response) -> tuple[TestClient, list[str], list[object]]:
    """A cache before an application that notes each call; and the version of its database."""
    calls: list[str] = []
    version: list[object] = [1]

    def page(request):
        calls.append(request.url.path)
        return response(str(len(calls)))

    inner = Starlette(routes=[Route("/{rest:path}", page)])
    return TestClient(PageCache(inner, version=lambda: version[0])), calls, version


def test_a_page_is_made_once_until_the_database_changes() -> None:
    client, calls, version = counting(HTMLResponse)
    assert [client.get("/timeline?topic=a").text for _ in range(3)] == ["1", "1", "1"]
    version[0] = 2
    assert client.get("/timeline?topic=a").text == "2"
    assert len(calls) == 2


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/timeline?topic=b", {}),
        ("/timeline?topic=a", {"HX-Request-Type": "partial"}),
        ("/timeline?topic=a", {"Host": "another.example"}),
        ("/timeline?topic=a", {"Accept-Encoding": "br"}),
    ],
)
def test_what_asks_for_something_else_gets_its_own_page(path: str, headers: dict[str, str]) -> None:
    client, _, _ = counting(HTMLResponse)
    client.get("/timeline?topic=a")
    assert client.get(path, headers=headers).text == "2"


@pytest.mark.parametrize("path", ["/ingest", "/healthz", "/timelines.txt"])
def test_other_addresses_and_other_kinds_are_made_each_time(path: str) -> None:
    client, calls, _ = counting(PlainTextResponse)
    for _ in range(2):
        client.get(path)
    assert len(calls) == 2


def test_nothing_is_kept_when_nobody_knows_the_state_of_the_database() -> None:
    client, calls, version = counting(HTMLResponse)
    version[0] = None
    for _ in range(2):
        client.get("/timeline")
    assert len(calls) == 2


@pytest.mark.parametrize("path", ["/timeline", "/timeline?topic=%E5%8F%B0%E6%B9%BE", "/actors", "/about"])
def test_who_has_a_page_already_is_told_so_with_the_same_headers(site: TestClient, path: str) -> None:
    whole = site.get(path)
    again = site.get(path, headers={"If-None-Match": f'"other", {whole.headers["ETag"]}'})
    assert (whole.status_code, again.status_code, again.content) == (200, 304, b"")
    for name in (*SECURITY_HEADERS, "Vary", "Cache-Control", "ETag", "Content-Language"):
        assert again.headers[name] == whole.headers[name], name


def test_a_write_is_seen_at_once(site: TestClient) -> None:
    before = site.get("/timeline")
    with open_session(site.app.state.engine, writing=True) as session:
        session.execute(update(EVENT).values(title="改过的标题"))
    after = site.get("/timeline", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "改过的标题" in after.text


def test_languages_and_fragments_are_kept_apart(site: TestClient) -> None:
    for _ in range(2):
        assert 'lang="zh-Hans"' in site.get("/timeline").text
        assert 'lang="en"' in site.get("/timeline", headers={"Accept-Language": "en"}).text
        assert "<html" not in site.get("/timeline", headers={"HX-Request-Type": "partial"}).text


@pytest.mark.parametrize(("accepted", "name"), [("gzip", "gzip"), ("gzip, br", "br"), ("gzip, br, zstd", "zstd")])
def test_pages_are_sent_in_the_best_compression_that_is_accepted(site: TestClient, accepted: str, name: str) -> None:
    plain = site.get("/timeline")
    for _ in range(2):
        with site.stream("GET", "/timeline", headers={"Accept-Encoding": accepted}) as packed:
            raw = b"".join(packed.iter_raw())
        assert packed.headers["Content-Encoding"] == name
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert len(raw) == int(packed.headers["Content-Length"]) < len(plain.content) / 3
    if name == "gzip":
        assert zlib.decompress(raw, 47) == plain.content
    elif name == "br":
        assert brotli.decompress(raw) == plain.content


def test_who_asks_while_a_page_is_made_waits_for_it() -> None:
    calls: list[str] = []

    async def ask_both(path: str, response) -> list[bytes]:
        goes_on = asyncio.Event()

        async def page(request):
            calls.append(request.url.path)
            await goes_on.wait()
            return response(str(len(calls)))

        cache = PageCache(Starlette(routes=[Route("/{rest:path}", page)]), version=lambda: 1)
        asked = [asyncio.create_task(get(cache, path)) for _ in range(3)]
        while not calls:
            await asyncio.sleep(0)
        goes_on.set()
        return [(await each).body for each in asked]

    assert asyncio.run(ask_both("/timeline", HTMLResponse)) == [b"1", b"1", b"1"]
    assert len(calls) == 1
    # What is none to keep is nobody else's.
    assert sorted(asyncio.run(ask_both("/timeline", PlainTextResponse))) == [b"2", b"3", b"4"]


def test_who_waits_for_a_page_that_cannot_be_made_tries_himself() -> None:
    async def ask_both() -> list[object]:
        goes_on = asyncio.Event()

        async def page(request):
            await goes_on.wait()
            raise ValueError

        cache = PageCache(Starlette(routes=[Route("/{rest:path}", page)]), version=lambda: 1)
        asked = [asyncio.create_task(get(cache, "/timeline")) for _ in range(2)]
        await asyncio.sleep(0)
        goes_on.set()
        return await asyncio.gather(*asked, return_exceptions=True)

    assert [type(each) for each in asyncio.run(ask_both())] == [ValueError, ValueError]
