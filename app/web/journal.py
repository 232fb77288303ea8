"""Each request, when it was answered: a line in the log, and whoever else wants to know.

Nothing of that leads to a reader: neither who asked, nor for which event or words; only the kind of page.
"""

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from secrets import token_hex
from time import perf_counter
from typing import Literal

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.logs import request_id

HEADER = "X-Request-ID"
# Where the cache of pages tells what it did, see Answered.page.
PAGE = "annals.page"
# What machines ask, again and again, to know whether the server is well.
MACHINES = ("/healthz", "/readyz", "/metrics")
_ID = re.compile(r"[\w.-]{1,64}", re.ASCII)
_STATIC = "/static"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answered:
    """`route` is the pattern of the address, /events/{id}; `-` for one that is none of this site. `page` tells whether
    it is a page that had been kept or one that was made anew and kept, None for what is not kept at all."""

    method: str
    route: str
    status: int
    seconds: float
    page: Literal["kept", "made"] | None


Listener = Callable[[Answered], None]


class Journal:
    """Outside of everything that may answer. Gives each request an id, which a proxy in front may have given it."""

    def __init__(self, app: ASGIApp, listeners: Sequence[Listener]) -> None:
        self._app = app
        self._listeners = listeners

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        id = _id_of(scope)
        request_id.set(id)
        began, status = perf_counter(), 500

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = id
            await send(message)

        try:
            await self._app(scope, receive, send_with_id)
        finally:
            answered = Answered(scope["method"], _route_of(scope), status, perf_counter() - began, scope.get(PAGE))
            for listen in self._listeners:
                listen(answered)


def write_line(answered: Answered) -> None:
    """Of what machines ask there would be more lines than of readers."""
    if answered.route in MACHINES:
        return
    ms = round(answered.seconds * 1000, 1)
    told = {"method": answered.method, "route": answered.route, "status": answered.status, "ms": ms}
    line = "%s %s %d %.1f ms %s"
    _log.info(line, *told.values(), request_id.get(), extra={"told": told})


def _id_of(scope: Scope) -> str:
    given = Headers(scope=scope).get(HEADER, "")
    return given if _ID.fullmatch(given) else token_hex(8)


def _route_of(scope: Scope) -> str:
    if scope["path"].startswith(f"{_STATIC}/"):
        return _STATIC
    return str(getattr(scope.get("route"), "path", "-"))
