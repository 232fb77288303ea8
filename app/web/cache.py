"""Pages that were made before, as long as the database is what it was; and 304 for browsers that have them already.

A page depends on its address, the language, whether all of it is asked for, and the database. Whatever else an answer
might depend on must not be kept: only pages that nothing but reading makes are listed here. Who asks for a page that is
being made waits for it: after each write all readers ask for the same few.
"""

from asyncio import AbstractEventLoop, Event, get_running_loop
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.journal import PAGE
from app.web.language import language

_KEPT = ("/timeline", "/events/", "/documents/", "/actors", "/topics", "/statements", "/about")
_HTML = "text/html"
# What the answer differs by, beside address and language.
_ASKED = ("host", "accept-encoding", "hx-request-type")
_MOST_BYTES = 16 * 2**20
_LONGEST = 2**20
_NOT_OF_304 = ("content-length", "content-type", "content-encoding")

Key = tuple[object, ...]


@dataclass(frozen=True)
class Kept:
    """`route` is the pattern of its address, for the journal."""

    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    etag: str
    route: object


class PageCache:
    """`version` tells in which state the database is; None: nobody can tell, and nothing is kept."""

    def __init__(self, app: ASGIApp, version: Callable[[], object]) -> None:
        self._app = app
        self._version = version
        self._pages: OrderedDict[Key, Kept] = OrderedDict()
        self._making: dict[tuple[AbstractEventLoop, Key], Event] = {}
        self._bytes = 0
        self._guard = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = self._key(scope)
        if key is None:
            return await self._app(scope, receive, send)
        kept = self._find(key) or await self._wait(key)
        scope[PAGE] = "made" if kept is None else "kept"
        if kept is None:
            kept = await self._make(key, scope, receive, send)
        if kept is not None:
            scope["route"] = kept.route
            await _answer(kept, Headers(scope=scope).get("if-none-match", ""), send)

    def _key(self, scope: Scope) -> Key | None:
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(_KEPT):
            return None
        version = self._version()
        headers = Headers(scope=scope)
        asked = tuple(headers.get(name, "") for name in _ASKED)
        address = scope["scheme"], scope["path"], scope["query_string"]
        return None if version is None else (version, *address, language(), *asked)

    def _find(self, key: Key) -> Kept | None:
        with self._guard:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    async def _wait(self, key: Key) -> Kept | None:
        """The page that another request is being answered by; None when there is none."""
        made = self._making.get((get_running_loop(), key))
        if made is None:
            return None
        await made.wait()
        return self._find(key)

    async def _make(self, key: Key, scope: Scope, receive: Receive, send: Send) -> Kept | None:
        """The page, now kept; None when it is none to keep, and was sent as it came."""
        mine = (get_running_loop(), key)
        made = self._making.setdefault(mine, Event())
        try:
            return await self._answer_anew(key, scope, receive, send)
        finally:
            made.set()
            self._making.pop(mine, None)

    async def _answer_anew(self, key: Key, scope: Scope, receive: Receive, send: Send) -> Kept | None:
        held: list[Message] = []
        is_open = False

        async def hold(message: Message) -> None:
            nonlocal is_open
            if is_open or (not held and not _is_page(message)):
                is_open = True
                await send(message)
            else:
                held.append(message)

        await self._app(scope, receive, hold)
        if is_open or not held:
            return None
        body = b"".join(message.get("body", b"") for message in held[1:])
        kept = _kept(held[0], body, scope.get("route"))
        if len(body) <= _LONGEST:
            self._keep(key, kept)
        return kept

    def _keep(self, key: Key, kept: Kept) -> None:
        with self._guard:
            if key not in self._pages:
                self._pages[key] = kept
                self._bytes += len(kept.body)
            while self._bytes > _MOST_BYTES:
                _, oldest = self._pages.popitem(last=False)
                self._bytes -= len(oldest.body)


def _is_page(start: Message) -> bool:
    headers = Headers(raw=list(start["headers"]))
    return start["status"] == 200 and headers.get("content-type", "").startswith(_HTML) and "set-cookie" not in headers


def _kept(start: Message, body: bytes, route: object) -> Kept:
    headers = MutableHeaders(raw=list(start["headers"]))
    etag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    headers["ETag"] = etag
    headers["Content-Length"] = str(len(body))
    return Kept(tuple(headers.raw), body, etag, route)


async def _answer(kept: Kept, known: str, send: Send) -> None:
    # A list of its own for each: whoever is asked next adds headers to it.
    if kept.etag in (each.strip().removeprefix("W/") for each in known.split(",")):
        headers = [pair for pair in kept.headers if pair[0].decode("latin-1").lower() not in _NOT_OF_304]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": list(kept.headers)})
    await send({"type": "http.response.body", "body": kept.body})
