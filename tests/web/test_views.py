"""Lanes and the matrix: other looks at the same events."""

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient


def page(site: TestClient, query: str) -> BeautifulSoup:
    answer = site.get(f"/timeline{query}")
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "lxml")


def test_lanes_stand_beside_each_other_and_share_events(site: TestClient) -> None:
    soup = page(site, "?view=lanes&actor=崔天凯&actor=拜登&actor=美国")
    heads = [head.a.text for head in soup.select(".lane-head")]
    assert heads == sorted(["崔天凯", "拜登", "美国"])
    listed = page(site, "?actor=崔天凯&actor=拜登&actor=美国")
    assert {event["id"] for event in soup.select(".lane-event")} == {event["id"] for event in listed.select(".event")}
    for event in soup.select(".lane-event"):
        lanes = sorted(int(name.rpartition("-")[2]) for name in event["class"] if name[:3] in ("fro", "to-"))
        assert 1 <= lanes[0] <= lanes[-1] <= 3


def test_without_a_choice_the_busiest_actors_get_lanes_and_the_page_says_so(site: TestClient) -> None:
    soup = page(site, "?view=lanes")
    assert 1 <= len(soup.select(".lane-head")) <= 3
    assert "没有选定行为者" in soup.select_one(".lanes").find_previous(class_="notices").text


def test_a_lane_can_be_dropped_but_the_last_one_not(site: TestClient) -> None:
    soup = page(site, "?view=lanes&actor=崔天凯&actor=拜登")
    dropped = BeautifulSoup(site.get(soup.select_one(".lane-drop")["href"]).text, "lxml")
    assert len(dropped.select(".lane-head")) == 1
    assert dropped.select_one(".lane-drop") is None


def test_more_lanes_than_have_room_are_named(site: TestClient) -> None:
    soup = page(site, "?view=lanes" + "".join(f"&actor=甲{n}" for n in range(6)) + "&actor=崔天凯")
    assert "最多并列4个" in soup.text or "没有同时符合" in soup.text


def test_the_matrix_parts_no_event_from_no_documents(site: TestClient) -> None:
    soup = page(site, "?view=matrix&from=2021-03&to=2021-04")
    rows = soup.select("#matrix-actors ~ .matrix-scroll tbody tr")
    assert rows
    kinds = {name for cell in soup.select("td.cell") for name in cell["class"]}
    assert "cell-unknown" in kinds
    assert "cell-none" in kinds
    for cell in soup.select("td.cell"):
        assert cell.select_one(".visually-hidden").text


def test_a_cell_leads_to_the_events_it_counts(site: TestClient) -> None:
    soup = page(site, "?view=matrix")
    links = soup.select("td.cell a")
    assert links
    for link in links[:10]:
        counted = int(link.select_one("[aria-hidden]").text)
        listed = BeautifulSoup(site.get(link["href"]).text, "lxml")
        assert int(listed.select_one("#count strong").text) >= counted


@pytest.mark.parametrize("view", ["list", "lanes", "matrix"])
def test_each_view_leads_to_the_others_with_the_same_conditions(site: TestClient, view: str) -> None:
    soup = page(site, f"?view={view}&actor=崔天凯")
    links = soup.select(".views a")
    assert [link.text.strip() for link in links] == ["列表", "泳道", "矩阵"]
    assert sum(link.get("aria-current") == "true" for link in links) == 1
    assert all("actor=" in link["href"] for link in links)


def test_a_view_that_does_not_exist_is_named(site: TestClient) -> None:
    assert "view=pie" in page(site, "?view=pie").select_one(".notices").text


def test_an_empty_archive_has_every_view(empty_site: TestClient) -> None:
    for view in ("lanes", "matrix"):
        assert "还没有事件" in page(empty_site, f"?view={view}").text
