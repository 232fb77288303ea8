"""Which number a request goes to. The wire is a fake: nothing here leaves the process."""

import ssl
from collections.abc import Sequence
from pathlib import Path

import httpx2
import pytest

from app.errors import FetchFailed, RefusedAddress
from app.fetching import Fetcher
from app.fetching.fetcher import Limits
from tests.fetching.server import Answer, serving

PUBLIC, OTHER = "203.0.114.9", "2606:4700::1111"


class Names:
    """Answers each question about a name with the next of the given lists, the last one for ever."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self._answers = list(answers)
        self.asked: list[str] = []

    async def __call__(self, host: str) -> Sequence[str]:
        self.asked.append(host)
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]


class Wire:
    """Remembers requests and answers from a table, by the address that was meant."""

    def __init__(self, **answers: httpx2.Response) -> None:
        self.sent: list[httpx2.Request] = []
        self.dead: set[str] = set()
        self._answers = answers

    def open(self) -> httpx2.AsyncBaseTransport:
        return httpx2.MockTransport(self._answer)

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        self.sent.append(request)
        if request.url.host in self.dead:
            raise httpx2.ConnectError("dead")
        page = request.url.path.strip("/").replace(".txt", "")
        return self._answers.get(page, httpx2.Response(200, text="新闻") if page == "a" else httpx2.Response(404))

    @property
    def numbers(self) -> list[str]:
        return [request.url.host for request in self.sent]


def fetcher(wire: Wire, names: Names, *, allow_private: bool = False) -> Fetcher:
    limits = Limits(delay=0.0)
    return Fetcher(allow_private=allow_private, limits=limits, open_wire=wire.open, look_up=names)


def test_what_was_checked_is_what_is_connected_to() -> None:
    wire, names = Wire(), Names([PUBLIC])
    original = fetcher(wire, names).fetch("https://news.example.org/a")
    assert original.content.decode() == "新闻"
    assert original.address == "https://news.example.org/a"
    assert wire.numbers == [PUBLIC, PUBLIC]  # robots.txt and the page
    assert names.asked == ["news.example.org"] * 2
    page = wire.sent[-1]
    assert page.headers["Host"] == "news.example.org"
    assert page.extensions["sni_hostname"] == "news.example.org"


def test_a_name_that_changes_its_mind_leads_nowhere_else() -> None:
    """DNS rebinding: the first answer is harmless, the second leads inside. Each request asks once and is checked."""
    wire, names = Wire(), Names([PUBLIC], ["127.0.0.1"])
    with pytest.raises(RefusedAddress, match="private network"):
        fetcher(wire, names).fetch("http://news.example.org/a")
    assert wire.numbers == [PUBLIC]


@pytest.mark.parametrize(
    "numbers", [["127.0.0.1"], ["::1"], [PUBLIC, "10.0.0.1"], ["169.254.169.254", PUBLIC], ["::ffff:10.0.0.1"]]
)
def test_one_private_number_refuses_the_name(numbers: list[str]) -> None:
    wire = Wire()
    with pytest.raises(RefusedAddress):
        fetcher(wire, Names(numbers)).fetch("http://news.example.org/a")
    assert wire.sent == []


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254"])
def test_private_numbers_are_not_asked(host: str) -> None:
    wire, names = Wire(), Names([PUBLIC])
    with pytest.raises(RefusedAddress):
        fetcher(wire, names).fetch(f"http://{host}/a")
    assert (wire.sent, names.asked) == ([], [])


def test_private_numbers_are_asked_when_that_is_allowed() -> None:
    wire = Wire()
    assert fetcher(wire, Names(["10.0.0.1"]), allow_private=True).fetch("http://intranet/a").content
    assert wire.numbers == ["10.0.0.1"] * 2


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/a",
        "http://[::1]/a",
        "http://2130706433/a",
        "http://user@news.example.org/a",
        "http://news.example.org:22/a",
        "file:///etc/passwd",
        "//10.0.0.1/a",
    ],
)
def test_a_redirect_is_checked_like_the_first_address(target: str) -> None:
    wire = Wire(moved=httpx2.Response(302, headers={"Location": target}))
    with pytest.raises((RefusedAddress, FetchFailed)):
        fetcher(wire, Names([PUBLIC])).fetch("http://news.example.org/moved")
    assert set(wire.numbers) == {PUBLIC}


def test_a_redirect_to_a_private_name_is_refused_by_its_number() -> None:
    wire = Wire(moved=httpx2.Response(302, headers={"Location": "http://inside.example.org/a"}))
    names = Names([PUBLIC], [PUBLIC], ["10.0.0.1"])
    with pytest.raises(RefusedAddress):
        fetcher(wire, names).fetch("http://news.example.org/moved")
    assert set(wire.numbers) == {PUBLIC}


def test_robots_txt_does_not_lead_inside_either() -> None:
    wire = Wire(robots=httpx2.Response(301, headers={"Location": "http://10.0.0.1/robots.txt"}))
    with pytest.raises(RefusedAddress):
        fetcher(wire, Names([PUBLIC])).fetch("http://news.example.org/a")
    assert wire.numbers == [PUBLIC]


def test_the_next_number_is_tried_when_one_is_dead() -> None:
    wire = Wire()
    wire.dead = {OTHER}
    assert fetcher(wire, Names([OTHER, PUBLIC])).fetch("http://news.example.org/a").content
    assert wire.numbers == [OTHER, PUBLIC, OTHER, PUBLIC]


def test_a_name_without_numbers_is_named() -> None:
    async def nobody(host: str) -> Sequence[str]:
        raise OSError(f"no {host}")

    made = Fetcher(limits=Limits(delay=0.0), open_wire=Wire().open, look_up=nobody)
    with pytest.raises(FetchFailed, match=r"there is no host nowhere\.example"):
        made.fetch("http://nowhere.example/a")


# Of a server called news.example.org; its key is no secret.
CERTIFICATE = Path(__file__).with_name("news.example.org.pem")


@pytest.mark.parametrize(("host", "is_trusted"), [("news.example.org", True), ("other.example.org", False)])
def test_the_certificate_is_checked_against_the_name_and_not_the_number(host: str, is_trusted: bool) -> None:
    context = ssl.create_default_context(cafile=str(CERTIFICATE))
    limits = Limits(delay=0.0)
    with serving({"/a": Answer("新闻".encode())}, CERTIFICATE) as server:
        port = server.address.rpartition(":")[2]
        made = Fetcher(
            allow_private=True,
            limits=limits,
            open_wire=lambda: httpx2.AsyncHTTPTransport(verify=context),
            look_up=Names(["127.0.0.1"]),
        )
        if is_trusted:
            assert made.fetch(f"https://{host}:{port}/a").content.decode() == "新闻"
            assert server.asked[-1][1]["host"] == f"{host}:{port}"
        else:
            with pytest.raises(FetchFailed, match="certificate"):
                made.fetch(f"https://{host}:{port}/a")
            assert server.asked == []


def test_strangers_certificates_are_not_trusted() -> None:
    with serving({"/a": Answer(b"x")}, CERTIFICATE) as server, pytest.raises(FetchFailed, match="certificate"):
        Fetcher(allow_private=True, limits=Limits(delay=0.0)).fetch(f"{server.address}/a")
    assert server.asked == []
