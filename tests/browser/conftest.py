"""A real browser on a real server, with the archive that the page tests use."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from app.web.app import create_app
from tests.browser import chromium
from tests.web.specimens import make_archive

_QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    engine = make_archive(tmp_path_factory.mktemp("archive"))
    with serving(create_app(engine)) as base:
        yield base
    engine.dispose()


@pytest.fixture(scope="session")
def long_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Another server, whose list has several pages and whose actors do not all fit in."""
    engine = make_archive(tmp_path_factory.mktemp("long"), extra=60)
    with serving(create_app(engine)) as base:
        yield base
    engine.dispose()


@contextmanager
def serving(application: FastAPI) -> Iterator[str]:
    bound = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    try:
        # Bound already: the first request waits in its queue until the server answers.
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        bound.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.get()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=_QUIET)
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    opened = browser.new_context(base_url=address, viewport=DESKTOP, locale="zh-CN")
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which nothing may be written to the console as an error."""
    opened = context.new_page()
    complaints = listen(opened)
    yield opened
    assert complaints == []


def listen(page: Page) -> list[str]:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


@pytest.fixture
def plain_page(browser: Browser, address: str) -> Iterator[Page]:
    """The same without JavaScript."""
    opened = browser.new_context(base_url=address, viewport=DESKTOP, locale="zh-CN", java_script_enabled=False)
    yield opened.new_page()
    opened.close()
