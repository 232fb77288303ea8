"""One address to its bytes: robots.txt, the wait between two requests to a host, redirects, limits."""

import asyncio
import ssl
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import Future
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.metadata import version
from threading import Thread
from typing import TypeVar

import httpx2

from app.errors import DocumentError, FetchFailed, RefusedAddress
from app.fetching.address import parse_address
from app.fetching.answers import read_body, refuse_answer, wants_rest
from app.fetching.network import CheckedTransport, LookUp, look_up
from app.fetching.robots import MOST_BYTES as MOST_ROBOTS
from app.fetching.robots import Robots, read_robots
from app.fetching.versions import NOT_MODIFIED, Version, version_of
from app.inputs import MOST_BYTES, Original

# By its first word robots.txt calls this program.
AGENT = "Annals"
USER_AGENT = f"{AGENT}/{version('annals')} (reads single news pages for the archive of a person who named them)"
MOST_HOPS = 10
# Hosts asked at the same time; each of them one thing after the other.
MOST_AT_ONCE = 8
# RFC 9309, section 2.3.1.2.
MOST_ROBOTS_HOPS = 5

_T = TypeVar("_T")
_Failure = (TimeoutError, httpx2.HTTPError, httpx2.InvalidURL, DocumentError)


@dataclass(frozen=True)
class Limits:
    """Seconds for one request, and between two of them to a host; bytes of one answer, unpacked."""

    seconds: float = 60.0
    delay: float = 1.0
    bytes: int = MOST_BYTES


@dataclass(frozen=True)
class Addressed:
    """What an input of the job is called that is an address."""

    address: str

    @property
    def label(self) -> str:
        return self.address

    @property
    def name(self) -> str:
        return self.address


@dataclass(frozen=True)
class InputAddress(Addressed):
    """An address as an input of the job: it is asked when its turn has come."""

    fetcher: "Fetcher"

    def read(self) -> Original:
        return self.fetcher.fetch(self.address)


def open_wire() -> httpx2.AsyncBaseTransport:
    """A connection for each request: the wait between two is longer than a handshake."""
    return httpx2.AsyncHTTPTransport(verify=_trust(), limits=httpx2.Limits(max_keepalive_connections=0))


@dataclass
class Fetcher:
    """Remembers for each site what its robots.txt says and when it was last asked: one is made for a whole job.

    `known` tells the version of an address that is stored: a server that has no newer one sends nothing. `found` are
    those of the addresses that were fetched. `open_wire` makes what requests are sent by, `look_up` tells the numbers
    of a name.
    """

    allow_private: bool = False
    limits: Limits = field(default_factory=Limits)
    known: Callable[[str], Version] = lambda address: Version()
    found: dict[str, Version] = field(default_factory=dict)
    open_wire: Callable[[], httpx2.AsyncBaseTransport] = open_wire
    look_up: LookUp = look_up
    _robots: dict[str, Robots | DocumentError] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    _turns: dict[bytes, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))
    _at_once: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_AT_ONCE))

    def fetch(self, address: str) -> Original:
        """The bytes of an address, and where they came from in the end. Raises RefusedAddress and FetchFailed."""
        return self.ask(address).result()

    def ask(self, address: str) -> Future[Original]:
        """The same, without waiting for it."""
        return asyncio.run_coroutine_threadsafe(self._answer(address), _loop())

    async def _answer(self, address: str) -> Original:
        try:
            url = parse_address(address, allow_private=self.allow_private)
            async with self._turns[url.netloc], self._open_client() as client:
                return await self._fetch(client, url, address)
        except _Failure as error:
            raise _named(error, address) from error

    async def _fetch(self, client: httpx2.AsyncClient, url: httpx2.URL, address: str) -> Original:
        known = self.known(address)

        async def read(answer: httpx2.Response) -> Original:
            reached = str(answer.url.copy_with(fragment=None))
            if answer.status_code == NOT_MODIFIED and known.is_told and answer.url == url:
                return Original(b"", reached, unchanged=known.sha256)
            self._refuse(answer, url)
            content = await read_body(answer, self.limits.bytes)
            if answer.url == url and (found := version_of(answer)).is_told:
                self.found[address] = found
            return Original(content, reached, answer.charset_encoding or "")

        request = client.build_request("GET", url)
        known.ask_for_newer(request)
        return await self._follow(client, request, read, MOST_HOPS, self._ask_leave)

    def _refuse(self, answer: httpx2.Response, asked: httpx2.URL) -> None:
        """A site that asks to come back later is asked for nothing more by this job."""
        try:
            refuse_answer(answer, asked)
        except FetchFailed as error:
            if wants_rest(answer):
                self._robots[_site(answer.url)] = error
            raise

    async def _follow(
        self,
        client: httpx2.AsyncClient,
        hop: httpx2.Request,
        read: Callable[[httpx2.Response], Awaitable[_T]],
        most_hops: int,
        ask_leave: Callable[[httpx2.AsyncClient, httpx2.URL], Awaitable[None]] | None = None,
    ) -> _T:
        """Reads where the redirects end. Each hop is an address like the first, and is checked like it; what is known
        of a version is asked of the first only."""
        first = hop.url
        for _ in range(most_hops + 1):
            if ask_leave:
                await ask_leave(client, hop.url)
            async with self._at_once, asyncio.timeout(self.limits.seconds), _sent(client, hop) as answer:
                if answer.next_request is None:
                    return await read(answer)
                hop = client.build_request("GET", answer.next_request.url)
                parse_address(str(hop.url), allow_private=self.allow_private)
        raise FetchFailed(str(first), f"it redirects more than {most_hops} times")

    async def _ask_leave(self, client: httpx2.AsyncClient, url: httpx2.URL) -> None:
        """Waits for the turn of the site. Raises RefusedAddress when its robots.txt asks not to be read."""
        site = _site(url)
        if site not in self._robots:
            self._robots[site] = await self._read_robots(client, site)
        robots = self._robots[site]
        if isinstance(robots, DocumentError):
            raise robots
        if not robots.allows(str(url)):
            raise RefusedAddress(str(url), "the site's robots.txt asks programs not to read it")
        await self._wait(site, max(self.limits.delay, robots.delay))

    async def _wait(self, site: str, delay: float) -> None:
        """The turn is taken before the wait: redirects from other hosts may lead here meanwhile."""
        now = time.monotonic()
        turn = max(now, self._asked.get(site, float("-inf")) + delay)
        self._asked[site] = turn
        await asyncio.sleep(turn - now)

    async def _read_robots(self, client: httpx2.AsyncClient, site: str) -> Robots | DocumentError:
        """A server that has no such file allows everything, one that cannot tell nothing: RFC 9309, section 2.3.1."""

        async def read(answer: httpx2.Response) -> Robots:
            if answer.status_code >= 500:
                raise FetchFailed(site, f"the site's robots.txt cannot be had ({answer.status_code})")
            return read_robots(await read_body(answer, MOST_ROBOTS) if answer.is_success else b"", AGENT)

        try:
            return await self._follow(client, client.build_request("GET", f"{site}/robots.txt"), read, MOST_ROBOTS_HOPS)
        except _Failure as error:
            return _named(error, site)

    def _open_client(self) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(
            transport=CheckedTransport(self.open_wire(), self.look_up, allow_private=self.allow_private),
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip", "Accept-Language": "zh,en;q=0.5"},
            timeout=httpx2.Timeout(20.0, connect=10.0),
            trust_env=False,
        )


def _site(url: httpx2.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


@asynccontextmanager
async def _sent(client: httpx2.AsyncClient, request: httpx2.Request) -> AsyncIterator[httpx2.Response]:
    answer = await client.send(request, stream=True)
    try:
        yield answer
    finally:
        await answer.aclose()


def _named(error: Exception, address: str) -> DocumentError:
    """The error under the address that was asked for, whichever hop it happened at."""
    if isinstance(error, DocumentError):
        return type(error)(address, error.reason)
    if isinstance(error, (TimeoutError, httpx2.TimeoutException)):
        return FetchFailed(address, "the server does not answer in time")
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return FetchFailed(address, "the server's certificate is not trusted")
    if isinstance(error, httpx2.ConnectError):
        return FetchFailed(address, "the server cannot be reached")
    return FetchFailed(address, f"it cannot be fetched: {str(error) or type(error).__name__}")


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """Runs for as long as the program."""
    loop = asyncio.new_event_loop()
    Thread(target=loop.run_forever, name="fetching", daemon=True).start()
    return loop


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    return httpx2.create_ssl_context()
