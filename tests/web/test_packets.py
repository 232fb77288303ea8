"""Packets, annotations and lint over the web: what is downloaded is true, and says no more than the page."""

import json

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from app.formats import packet
from app.store.tables import document_id
from app.web import packets
from tests.web.specimens import CALL, ENDED, MEETING, NASTY, REPORT, TALKS


@pytest.mark.parametrize(
    ("path", "quotes"), [(f"/events/{MEETING.id}/packet.zip", 3), ("/timeline/packet.zip?actor=美国", 4)]
)
def test_a_downloaded_packet_is_true(site: TestClient, path: str, quotes: int) -> None:
    response = site.get(path)
    found = packet.verify(response.content)
    assert found.problems == () and found.quotes >= quotes
    assert response.headers["X-Packet-Seal"] == found.seal
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_a_wrong_view_gets_no_packet(site: TestClient) -> None:
    response = site.get("/timeline/packet.zip?type=PARTY")
    assert response.status_code == 422 and response.json()["errors"][0]["parameter"] == "type"


def test_a_view_that_is_too_large_is_refused_with_its_size(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packets, "MOST_EVENTS", 2)
    response = site.get("/timeline/packet.zip")
    assert response.status_code == 413 and "at most 2" in response.json()["errors"][0]["reason"]


def test_annotations_of_a_document_point_at_its_text(site: TestClient) -> None:
    response = site.get(f"/documents/{document_id(REPORT.key)}/annotations.jsonld")
    assert response.headers["Content-Type"] == "application/ld+json"
    items = response.json()["items"]
    assert len(items) == 8
    for item in items:
        words, place = item["target"][0]["selector"]
        assert REPORT.text[place["start"] : place["end"]] == words["exact"]


def test_event_data_stands_in_the_page_and_cannot_end_its_element(site: TestClient) -> None:
    html = site.get(f"/events/{MEETING.id}").text
    (script,) = BeautifulSoup(html, "lxml").select('script[type="application/ld+json"]')
    event = json.loads(script.get_text())
    assert (event["@type"], event["startDate"], event["endDate"]) == ("Event", "2021-03-18", "2021-03-19")
    assert any(NASTY in quotation["text"] for quotation in event["subjectOf"]) and "</script><" not in script.get_text()
    assert (
        json.loads(
            BeautifulSoup(site.get(f"/events/{CALL.key}").text, "lxml").select_one('script[type$="json"]').get_text()  # type: ignore[union-attr]
        )["startDate"]
        == "2020-08"
    )


def test_annotations_of_an_event_have_one_item_for_each_passage(site: TestClient) -> None:
    items = site.get(f"/events/{TALKS.key}/annotations.jsonld").json()["items"]
    assert {item["target"][0]["source"].rpartition("/")[2] for item in items} >= {f"{document_id(ENDED.key)}.txt"}
    assert len(items) == 3


def test_a_citation_page_shows_markup_as_text(site: TestClient) -> None:
    told = MEETING.evidence[2].mention.key
    html = site.get(f"/documents/{document_id(ENDED.key)}/cite/{told}").text
    assert "<script>alert" not in html and html.count('class="citation"') == 6
    assert site.get(f"/documents/{document_id(ENDED.key)}/cite/none").status_code == 404


def test_lint_of_an_archive_without_contradictions_says_so(empty_site: TestClient) -> None:
    assert "没有看出自相矛盾的地方" in empty_site.get("/lint").text
