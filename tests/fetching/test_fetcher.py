import gzip
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from app.errors import FetchFailed, RefusedAddress
from app.fetching import Fetcher
from app.fetching.fetcher import Limits
from tests.fetching.server import Answer, Answers, Server, hasty, serving

PAGE = Answer("新闻".encode(), headers={"Content-Type": "text/html; charset=UTF-8"})


def moved(to: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": to})


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({"/a": PAGE}) as server:
        yield server


def test_a_page_comes_with_its_address_and_charset(server: Server) -> None:
    original = hasty().fetch(f"{server.address}/a#part")
    assert original.content.decode() == "新闻"
    assert original.address == f"{server.address}/a"
    assert original.charset.lower() == "utf-8"


def test_the_program_says_who_it_is(server: Server) -> None:
    hasty().fetch(f"{server.address}/a")
    _, headers = server.asked[-1]
    assert headers["user-agent"].startswith("Annals/")
    assert headers["accept-encoding"] == "gzip"
    assert "cookie" not in headers


def test_redirects_lead_to_the_address_in_the_end(server: Server) -> None:
    server.answers |= {"/1": moved("/2", 301), "/2": moved(f"{server.address}/a#part", 307)}
    assert hasty().fetch(f"{server.address}/1").address == f"{server.address}/a"


def test_a_redirect_that_sets_a_cookie_gets_it_back(server: Server) -> None:
    server.answers["/1"] = Answer(status=302, headers={"Location": "/a", "Set-Cookie": "seen=1"})
    hasty().fetch(f"{server.address}/1")
    assert server.asked[-1][1]["cookie"] == "seen=1"


def test_redirects_in_a_circle_end(server: Server) -> None:
    server.answers |= {"/1": moved("/2"), "/2": moved("/1")}
    with pytest.raises(FetchFailed, match="redirects more than 10 times"):
        hasty().fetch(f"{server.address}/1")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 429, 500, 503, 204, 206])
def test_what_is_no_page_says_which_answer_came(status: int, server: Server) -> None:
    server.answers["/x"] = Answer(status=status)
    with pytest.raises(FetchFailed, match=rf"\({status} "):
        hasty().fetch(f"{server.address}/x")


def test_a_page_that_leads_to_the_front_page_is_gone(server: Server) -> None:
    server.answers |= {"/gone": moved("/"), "/": PAGE}
    with pytest.raises(FetchFailed, match="front page"):
        hasty().fetch(f"{server.address}/gone")
    assert hasty().fetch(f"{server.address}/").content


def test_a_picture_is_refused_before_it_is_loaded(server: Server) -> None:
    server.answers["/x"] = Answer(b"\xff\xd8", headers={"Content-Type": "image/jpeg"})
    with pytest.raises(FetchFailed, match="image/jpeg"):
        hasty().fetch(f"{server.address}/x")


def test_packed_pages_are_unpacked(server: Server) -> None:
    server.answers["/x"] = Answer(gzip.compress("新闻".encode()), headers={"Content-Encoding": "gzip"})
    assert hasty().fetch(f"{server.address}/x").content.decode() == "新闻"


@pytest.mark.parametrize(
    "answer",
    [
        Answer(b"x" * 3_000_000),
        Answer(gzip.compress(b"x" * 3_000_000), headers={"Content-Encoding": "gzip"}),
    ],
    ids=["plain", "packed"],
)
def test_a_page_larger_than_the_limit_is_refused_while_it_comes(answer: Answer, server: Server) -> None:
    server.answers["/x"] = answer
    with pytest.raises(FetchFailed, match="larger than 1 MB"):
        hasty(most=1024 * 1024).fetch(f"{server.address}/x")


@pytest.mark.parametrize("packing", ["gzip, gzip", "br", "zstd"])
def test_packing_that_was_not_asked_for_is_refused(packing: str, server: Server) -> None:
    server.answers["/x"] = Answer(b"x", headers={"Content-Encoding": packing})
    with pytest.raises(FetchFailed, match="packed"):
        hasty().fetch(f"{server.address}/x")


def test_a_server_that_never_ends_is_given_up(server: Server) -> None:
    def slow() -> Answer:
        time.sleep(1.5)
        return PAGE

    server.answers["/x"] = slow
    with pytest.raises(FetchFailed, match="in time"):
        hasty(seconds=0.3).fetch(f"{server.address}/x")


def test_a_closed_door_is_said_plainly(server: Server) -> None:
    server.answers["/x"] = Answer(b"x", headers={"Content-Length": "5"})
    with pytest.raises(FetchFailed, match="cannot be fetched"):
        hasty().fetch(f"{server.address}/x")
    with serving({}) as other:
        gone = other.address
    with pytest.raises(FetchFailed, match="cannot be reached"):
        hasty().fetch(f"{gone}/a")


def robots(text: str) -> Answers:
    return {"/robots.txt": Answer(text.encode(), headers={"Content-Type": "text/plain"}), "/a": PAGE, "/b": PAGE}


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow: /a", False),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\nAllow: /a", True),
        ("User-agent: *\nDisallow: /*a$", False),
        ("User-agent: annals\nDisallow: /\n\nUser-agent: *\nDisallow:", False),
        ("User-agent: Googlebot\nDisallow: /", True),
        ("<html>nothing here</html>", True),
    ],
)
def test_robots_txt_is_obeyed(text: str, allowed: bool) -> None:
    with serving(robots(text)) as server:
        if allowed:
            assert hasty().fetch(f"{server.address}/a").content
        else:
            with pytest.raises(RefusedAddress, match=r"robots\.txt"):
                hasty().fetch(f"{server.address}/a")
            assert server.paths == ["/robots.txt"]


def test_robots_txt_is_asked_for_once_and_holds_for_redirects() -> None:
    with serving(robots("User-agent: *\nDisallow: /b")) as server:
        server.answers["/1"] = moved("/b")
        made = hasty()
        made.fetch(f"{server.address}/a")
        with pytest.raises(RefusedAddress):
            made.fetch(f"{server.address}/1")
        assert server.paths == ["/robots.txt", "/a", "/1"]


def test_a_server_that_cannot_tell_its_rules_is_left_alone(server: Server) -> None:
    server.answers["/robots.txt"] = Answer(status=503)
    with pytest.raises(FetchFailed, match=r"robots\.txt cannot be had \(503\)"):
        hasty().fetch(f"{server.address}/a")
    assert server.paths == ["/robots.txt"]


@pytest.mark.parametrize(("delay", "text"), [(0.2, ""), (0.0, "User-agent: *\nCrawl-delay: 0.2")])
def test_the_same_site_is_not_asked_again_at_once(delay: float, text: str) -> None:
    with serving(robots(text)) as server:
        made = Fetcher(allow_private=True, limits=Limits(delay=delay))
        began = time.perf_counter()
        made.fetch(f"{server.address}/a")
        made.fetch(f"{server.address}/b")
        assert time.perf_counter() - began >= 0.2


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        (Answer(status=429), ["/robots.txt", "/x"]),
        (Answer(status=503, headers={"Retry-After": "120"}), ["/robots.txt", "/x"]),
        (Answer(status=503), ["/robots.txt", "/x", "/a"]),
    ],
)
def test_a_site_that_asks_to_come_back_later_is_left_in_peace(answer: Answer, asked: list[str], server: Server) -> None:
    server.answers["/x"] = answer
    made = hasty()
    for path in ("/x", "/a"):
        with suppress(FetchFailed):
            made.fetch(f"{server.address}{path}")
    assert server.paths == asked
    if "/a" not in asked:
        with pytest.raises(FetchFailed, match="come back later"):
            made.fetch(f"{server.address}/a")


def test_one_failure_does_not_stop_the_next(server: Server) -> None:
    made = hasty()
    with pytest.raises(FetchFailed):
        made.fetch(f"{server.address}/nothing")
    assert made.fetch(f"{server.address}/a").content
