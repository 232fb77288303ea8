"""A page that did not change since it was stored is not sent again; whatever else happens, it is."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from app.fetching import InputAddress
from app.ingest import Report, Taken, forget, ingest, preview
from app.store.engine import open_session
from app.store.fetched import keep_version, open_fetcher
from app.store.tables import DOCUMENT, FETCHED
from tests.archive import NOON
from tests.fetching.server import Answer, Server, serving
from tests.fetching.test_documents import BODY, page

SAID = {"ETag": 'W/"7"', "Last-Modified": "Thu, 18 Mar 2021 09:00:00 GMT"}


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({"/a": told(page())}) as server:
        yield server


def told(answer: Answer, status: int = 200, **said: str) -> Answer:
    return Answer(answer.body, status, {**answer.headers, **(said or SAID)})


def run(engine: Engine, server: Server, path: str = "/a", minutes: int = 0) -> tuple[int, int, int, int]:
    fetcher = open_fetcher(engine, allow_private=True)

    def keep(taken: Taken) -> None:
        keep_version(engine, fetcher, taken.file, taken.document)

    asked = [InputAddress(server.address + path, fetcher)]
    return counts(ingest(engine, asked, NOON + timedelta(minutes=minutes), on_taken=keep))


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.stored, report.replaced, report.unchanged, len(report.skipped)


def asked_for_newer(server: Server) -> list[bool]:
    """Of each request for a page, whether it came with conditions."""
    conditions = {"if-none-match", "if-modified-since"}
    return [bool(conditions & headers.keys()) for path, headers in server.asked if path != "/robots.txt"]


def test_the_second_time_the_server_is_asked_for_a_newer_version_only(empty: Engine, server: Server) -> None:
    assert run(empty, server) == (1, 0, 0, 0)
    server.answers["/a"] = Answer(status=304)
    assert run(empty, server, minutes=1) == (0, 0, 1, 0)
    _, headers = server.asked[-1]
    assert (headers["if-none-match"], headers["if-modified-since"]) == (SAID["ETag"], SAID["Last-Modified"])
    assert asked_for_newer(server) == [False, True]


def test_a_newer_version_is_stored_and_known_by_its_own_name(empty: Engine, server: Server) -> None:
    run(empty, server)
    server.answers["/a"] = told(page(body=BODY.replace("渔业", "海运")), ETag='"8"')
    assert run(empty, server, minutes=1) == (0, 1, 0, 0)
    server.answers["/a"] = Answer(status=304)
    assert run(empty, server, minutes=2) == (0, 0, 1, 0)
    assert server.asked[-1][1]["if-none-match"] == '"8"'
    assert "if-modified-since" not in server.asked[-1][1]


def test_what_was_forgotten_is_sent_again(empty: Engine, server: Server) -> None:
    run(empty, server)
    with open_session(empty) as session:
        keys = list(session.scalars(select(DOCUMENT.c.key)))
    forget(empty, keys)
    assert run(empty, server, minutes=1) == (1, 0, 0, 0)
    assert asked_for_newer(server) == [False, False]


def test_what_another_run_stored_meanwhile_is_unchanged(empty: Engine, server: Server) -> None:
    fetcher = open_fetcher(empty, allow_private=True)

    def inputs() -> Iterator[InputAddress]:
        assert run(empty, server, minutes=1) == (1, 0, 0, 0)
        server.answers["/a"] = Answer(status=304)
        yield InputAddress(f"{server.address}/a", fetcher)

    taken: list[Taken] = []
    assert counts(ingest(empty, inputs(), NOON, on_taken=taken.append)) == (0, 0, 1, 0)
    with open_session(empty) as session:
        assert [each.document for each in taken] == list(session.scalars(select(DOCUMENT.c.id)))


def test_a_preview_remembers_nothing(empty: Engine, server: Server) -> None:
    fetcher = open_fetcher(empty, allow_private=True)
    assert preview(empty, [InputAddress(f"{server.address}/a", fetcher)]).stored == 1
    assert run(empty, server) == (1, 0, 0, 0)
    assert asked_for_newer(server) == [False, False]


@pytest.mark.parametrize(
    "answer",
    [page(), told(Answer(b"\x89PNG\r\n\x1a\n" + bytes(60))), Answer(status=404, headers=SAID)],
    ids=["no version", "no document", "no page"],
)
def test_nothing_is_remembered_where_nothing_was_stored_or_told(empty: Engine, server: Server, answer: Answer) -> None:
    server.answers["/a"] = answer
    run(empty, server)
    with open_session(empty) as session:
        assert session.execute(select(FETCHED)).all() == []


def test_a_redirect_says_nothing_of_where_it_leads(empty: Engine, server: Server) -> None:
    server.answers["/moved"] = Answer(status=302, headers={"Location": "/a"})
    run(empty, server, "/moved")
    run(empty, server, "/moved", minutes=1)
    assert asked_for_newer(server) == [False] * 4
    server.answers["/a"] = Answer(status=304)
    assert run(empty, server, "/moved", minutes=2) == (0, 0, 0, 1)


def test_a_known_page_that_redirects_is_asked_for_without_conditions(empty: Engine, server: Server) -> None:
    run(empty, server)
    server.answers |= {"/a": Answer(status=302, headers={"Location": "/b"}), "/b": page(body=BODY * 2)}
    run(empty, server, minutes=1)
    assert server.paths[-2:] == ["/a", "/b"]
    assert asked_for_newer(server)[-2:] == [True, False]
