"""The one door to the network. A name is looked up once for each request, and what was checked is what is connected to:
a name that leads elsewhere a moment later (DNS rebinding) cannot lead anywhere else."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence

import httpx2

from app.errors import FetchFailed, RefusedAddress
from app.fetching.address import is_public, literal_of

LookUp = Callable[[str], Awaitable[Sequence[str]]]


async def look_up(host: str) -> Sequence[str]:
    """The numbers of a name, each once. Raises OSError when there is none."""
    found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class CheckedTransport(httpx2.AsyncBaseTransport):
    """Sends each request by `wire`, to a checked number in place of the name; the certificate is still checked against
    the name. One address of a name that is not public refuses them all. `wire` should keep no connections, since two
    names may have one number."""

    def __init__(self, wire: httpx2.AsyncBaseTransport, look_up: LookUp, *, allow_private: bool) -> None:
        self._wire = wire
        self._look_up = look_up
        self._allow_private = allow_private

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        numbers = await self._checked_numbers(request.url)
        for number in numbers[:-1]:
            try:
                return await self._wire.handle_async_request(_addressed(request, number))
            except (httpx2.ConnectError, httpx2.ConnectTimeout):
                continue
        return await self._wire.handle_async_request(_addressed(request, numbers[-1]))

    async def aclose(self) -> None:
        await self._wire.aclose()

    async def _checked_numbers(self, url: httpx2.URL) -> Sequence[str]:
        host = url.raw_host.decode("ascii")
        literal = literal_of(host)
        try:
            numbers = [str(literal)] if literal else await self._look_up(host)
        except (OSError, UnicodeError) as error:
            raise FetchFailed(str(url), f"there is no host {host}") from error
        if not numbers:
            raise FetchFailed(str(url), f"there is no host {host}")
        if not self._allow_private and not all(map(is_public, numbers)):
            raise RefusedAddress(str(url), "it leads into a private network")
        return numbers


def _addressed(request: httpx2.Request, number: str) -> httpx2.Request:
    extensions = dict(request.extensions)
    if not literal_of(request.url.raw_host.decode("ascii")):
        extensions["sni_hostname"] = request.url.raw_host.decode("ascii")
    return httpx2.Request(
        request.method,
        request.url.copy_with(host=number),
        headers=request.headers,
        stream=request.stream,
        extensions=extensions,
    )
