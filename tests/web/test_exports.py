"""The view as JSON: the same events as the page, or a clear error."""

import pytest
from fastapi.testclient import TestClient

from tests.web.specimens import MEETING


def test_the_json_holds_the_events_of_the_view_with_their_quotes(site: TestClient) -> None:
    events = site.get("/timeline.json?actor=拜登").json()["events"]
    assert [event["id"] for event in events] == [MEETING.id]
    assert len(events[0]["mentions"]) == 3


@pytest.mark.parametrize(("query", "count"), [("", 9), ("?status=denied", 1), ("?q=外星人", 0)])
def test_it_agrees_with_the_page(site: TestClient, query: str, count: int) -> None:
    assert len(site.get(f"/timeline.json{query}").json()["events"]) == count
    assert f"<strong>{count}</strong> 个事件" in site.get(f"/timeline{query}").text


def test_a_wrong_value_is_an_error(site: TestClient) -> None:
    response = site.get("/timeline.json?type=PARTY&from=2021")
    assert response.status_code == 422
    assert response.json() == {"errors": [{"parameter": "type", "value": "PARTY", "reason": "没有这个选项"}]}
