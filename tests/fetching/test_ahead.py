"""Several hosts are asked side by side, each one thing after the other, and the job gets all in its own order."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.errors import FetchFailed
from app.fetching import InputAddress, ask_ahead
from app.inputs import Input, InputFile
from tests.fetching.server import Answer, Server, hasty, serving

WAIT = 10.0


@pytest.fixture
def servers() -> Iterator[list[Server]]:
    with ExitStack() as stack:
        yield [stack.enter_context(serving({})) for _ in range(3)]


def waiting(barrier: threading.Barrier) -> Callable[[], Answer]:
    def answer() -> Answer:
        barrier.wait(WAIT)
        return Answer("新闻".encode())

    return answer


def test_hosts_answer_at_the_same_time(servers: list[Server]) -> None:
    """Each waits until all have been asked, so that asking one after the other would never end."""
    barrier = threading.Barrier(len(servers))
    for server in servers:
        server.answers["/a"] = waiting(barrier)
    fetcher = hasty()
    inputs = [InputAddress(f"{server.address}/a", fetcher) for server in servers]
    assert [each.read().content.decode() for each in ask_ahead(inputs)] == ["新闻"] * 3


def test_one_host_is_asked_one_thing_after_the_other(servers: list[Server]) -> None:
    under_way, most = [0], [0]
    lock = threading.Lock()

    def answer() -> Answer:
        with lock:
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])
        threading.Event().wait(0.02)
        with lock:
            under_way[0] -= 1
        return Answer("新闻".encode())

    servers[0].answers |= {f"/{n}": answer for n in range(6)}
    fetcher = hasty()
    inputs = [InputAddress(f"{servers[0].address}/{n}", fetcher) for n in range(6)]
    assert len([each.read() for each in ask_ahead(inputs)]) == 6
    assert most == [1]
    assert servers[0].paths == ["/robots.txt", *(f"/{n}" for n in range(6))]


def test_the_order_is_that_of_the_inputs_whoever_answers_first(servers: list[Server], tmp_path: Path) -> None:
    slow, quick, failing = servers
    answered = threading.Event()

    def late() -> Answer:
        answered.wait(WAIT)
        return Answer(b"slow")

    def early() -> Answer:
        answered.set()
        return Answer(b"quick")

    slow.answers["/a"], quick.answers["/a"] = late, early
    (tmp_path / "file").write_bytes(b"file")
    fetcher = hasty()
    inputs: list[Input] = [
        InputAddress(f"{slow.address}/a", fetcher),
        InputFile(tmp_path / "file", "file"),
        InputAddress(f"{failing.address}/a", fetcher),
        InputAddress(f"{quick.address}/a", fetcher),
    ]
    first, file, failed, last = ask_ahead(inputs)
    assert [first.read().content, file.read().content, last.read().content] == [b"slow", b"file", b"quick"]
    with pytest.raises(FetchFailed, match="no such page"):
        failed.read()
    assert [each.label for each in (first, file, failed, last)] == [each.label for each in inputs]


def test_no_more_than_a_few_are_asked_before_their_turn(servers: list[Server]) -> None:
    servers[0].answers |= {f"/{n}": Answer(b"x") for n in range(9)}
    fetcher = hasty()
    asked = ask_ahead((InputAddress(f"{servers[0].address}/{n}", fetcher) for n in range(9)), most=2)
    assert next(asked).read().content == b"x"
    assert next(asked).read().content == b"x"
    assert len(servers[0].paths) <= 1 + 3
    assert len(list(asked)) == 7
