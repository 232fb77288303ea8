"""What is told of requests: to Prometheus, to the log, and who they came from to nobody."""

import json
import logging
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.logs import HumanLines, JsonLines, request_id
from app.web.app import Watched, create_app
from app.web.journal import Answered, write_line
from tests.web.specimens import MEETING, make_archive


@pytest.fixture
def watched(tmp_path: Path):
    engine = make_archive(tmp_path)
    with TestClient(create_app(engine, watched=Watched(metrics=True))) as client:
        yield client
    engine.dispose()


def told(site: TestClient, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", site.get("/metrics").text, re.M)
    return float(found[1]) if found else 0.0


def test_requests_are_counted_by_the_pattern_of_their_address(watched: TestClient) -> None:
    for path in (f"/events/{MEETING.id}", "/events/none", "/events/nobody", "/no/such/page", "/static/app.css"):
        watched.get(path)
    counted = 'annals_requests_total{{method="{}",route="{}",status="{}"}}'
    assert told(watched, counted.format("GET", "/events/{id}", 200)) == 1
    assert told(watched, counted.format("GET", "/events/{id}", 404)) == 2
    assert told(watched, counted.format("GET", "-", 404)) == 1
    assert told(watched, counted.format("GET", "/static", 200)) == 1
    assert told(watched, 'annals_request_seconds_count{route="/events/{id}"}') == 3
    watched.request("BREW", "/about")
    assert told(watched, counted.format("other", "-", 405)) + told(watched, counted.format("other", "/about", 405)) == 1


def test_kept_pages_are_told_from_those_made_anew(watched: TestClient) -> None:
    for _ in range(3):
        watched.get("/timeline", headers={"Accept-Language": "zh-CN"})
    assert told(watched, 'annals_pages_total{from="made"}') == 1
    assert told(watched, 'annals_pages_total{from="kept"}') == 2
    assert told(watched, 'annals_requests_total{method="GET",route="/timeline",status="200"}') == 3


def test_the_archive_and_the_index_are_told_of(watched: TestClient) -> None:
    events = len(watched.get("/timeline.csv?show=all").text.splitlines()) - 1
    assert told(watched, "annals_events") >= events > 0
    assert told(watched, "annals_documents") > 0
    assert told(watched, "annals_database_up") == 1
    assert told(watched, "annals_index_loaded") == told(watched, "annals_index_loading") == 0


def test_without_its_database_prometheus_is_still_told_of_requests(watched: TestClient, tmp_path: Path) -> None:
    watched.get("/about")
    engine = watched.app.state.engine  # type: ignore[attr-defined]
    engine.dispose()
    for file in tmp_path.glob("*.db*"):
        file.unlink()
    assert told(watched, "annals_database_up") == 0
    assert told(watched, 'annals_requests_total{method="GET",route="/about",status="200"}') == 1


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, "线", "a\x1bb"])
def test_an_id_that_could_harm_a_log_is_not_taken_over(given: str, watched: TestClient) -> None:
    answered = watched.get("/about", headers={"X-Request-ID": given.encode()})
    assert re.fullmatch("[0-9a-f]{16}", answered.headers["X-Request-ID"])


def test_a_line_for_people_and_one_for_programs(caplog: pytest.LogCaptureFixture) -> None:
    request_id.set("number-7")
    with caplog.at_level(logging.INFO, "app.web.journal"):
        write_line(Answered("GET", "/events/{id}", 200, 0.0123, "made"))
        write_line(Answered("GET", "/healthz", 200, 0.0123, None))
    (record,) = caplog.records
    assert HumanLines().format(record).endswith(" INFO GET /events/{id} 200 12.3 ms number-7")
    line = json.loads(JsonLines().format(record))
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "info",
        "logger": "app.web.journal",
        "message": "GET /events/{id} 200 12.3 ms number-7",
        "request_id": "number-7",
        "method": "GET",
        "route": "/events/{id}",
        "status": 200,
        "ms": 12.3,
    }


def test_nothing_that_was_sent_begins_a_line_of_its_own() -> None:
    record = logging.LogRecord(
        "app", logging.ERROR, "", 0, "%s failed", ("/a\n2026-01-01 INFO all is well\x1b[0m",), None
    )
    assert "\n" not in HumanLines().format(record) and "\x1b" not in HumanLines().format(record)
    assert len(JsonLines().format(record).splitlines()) == 1
