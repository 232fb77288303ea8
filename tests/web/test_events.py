"""The page of one event."""

import re

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from tests.web.specimens import DENIED, ENDED_TALKS, MEETING, NASTY, PLANNED_TALKS, SAID, TALKS


def test_every_mention_of_every_document_is_quoted_and_linked(site: TestClient) -> None:
    html = site.get(f"/events/{MEETING.id}").text
    for told in (TALKS, PLANNED_TALKS, ENDED_TALKS):
        assert re.search(rf'<a class="quote-link" href="/documents/\w+#mention-{told.key}">', html)
    documents = [heading.get_text() for heading in BeautifulSoup(html, "lxml").select(".source-title")]
    assert documents == ["双方对成果不表期待", "中美将举行高层会晤", f"会谈结束 {NASTY}"]


def test_the_date_explains_itself(site: TestClient) -> None:
    html = site.get(f"/events/{MEETING.id}").text
    assert "2021年3月18日至19日" in html
    for words in ("原文：“周四在安”", "依据：发稿日 2021-03-18（周四）", "排除 2021-03-11：离发稿日更远"):
        assert words in html


def test_an_inferred_year_is_marked_with_its_evidence(site: TestClient) -> None:
    html = site.get(f"/events/{MEETING.id}").text
    assert "由旁证推定为 2021 年" in html and "两篇文献写的是同一次会谈" in html


def test_actors_lead_to_their_timeline(site: TestClient) -> None:
    html = site.get(f"/events/{MEETING.id}").text
    assert '<a href="/actors/%E6%8B%9C%E7%99%BB">拜登</a>' in html
    assert "原文作“拜登政府”" in html


def test_a_planned_mention_is_never_shown_as_happened(site: TestClient) -> None:
    html = site.get(f"/events/{MEETING.id}").text
    row = BeautifulSoup(html, "lxml").find(id=f"told-{PLANNED_TALKS.key}")
    assert row and "计划中" in row.get_text() and "已发生" not in row.get_text()


def test_statements_made_at_it_are_listed(site: TestClient) -> None:
    html = site.get(f"/events/{SAID.key}").text
    assert "我们没有过高的期待。" in html and ">崔天凯</a>表示" in html


def test_any_mention_key_leads_to_the_event_that_holds_it(site: TestClient) -> None:
    response = site.get(f"/events/{PLANNED_TALKS.key}?view=status%3Dhappened", follow_redirects=False)
    assert response.status_code == 308
    assert response.headers["Location"] == (f"/events/{MEETING.id}?view=status%3Dhappened&merged={PLANNED_TALKS.key}")
    assert "现在归入这个事件" in site.get(response.headers["Location"]).text


def test_neighbours_are_those_of_the_view_the_reader_came_from(site: TestClient) -> None:
    html = site.get(f"/events/{MEETING.id}", params={"view": "actor=崔天凯&actor=拜登"}).text
    neighbours = re.search(r'<nav class="neighbours".*?</nav>', html, re.S)
    assert neighbours and SAID.key in neighbours.group() and neighbours.group().count("<a ") == 1
    assert "%E5%B4%94%E5%A4%A9%E5%87%AF" in re.search(r'<a href="([^"]*)">← 回到时间线', html).group(1)  # type: ignore[union-attr]


def test_a_partial_request_gets_the_evidence_alone(site: TestClient) -> None:
    part = site.get(f"/events/{MEETING.id}", headers={"HX-Request-Type": "partial"}).text
    assert part.lstrip().startswith(f'<div id="evidence-{MEETING.id}"')


@pytest.mark.parametrize("path", ["/events/nowhere", "/documents/nowhere", "/events/%3Cb%3E"])
def test_an_unknown_id_gets_a_page_that_helps(site: TestClient, path: str) -> None:
    response = site.get(path)
    assert response.status_code == 404
    assert response.text.startswith("<!doctype html>")
    assert 'href="/timeline"' in response.text and 'name="q"' in response.text
    assert "<b>" not in response.text


@pytest.mark.parametrize("path", ["/timeline", f"/events/{MEETING.id}", f"/events/{DENIED.key}"])
def test_every_id_is_there_once(site: TestClient, path: str) -> None:
    ids = [each["id"] for each in BeautifulSoup(site.get(path).text, "lxml").find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_a_denied_event_says_so(site: TestClient) -> None:
    assert "已否认" in site.get(f"/events/{DENIED.key}").text
