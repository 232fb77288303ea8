"""The picture above the list: what it draws, and where its links lead."""

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient


def page(site: TestClient, query: str = "") -> BeautifulSoup:
    return BeautifulSoup(site.get(f"/timeline{query}").text, "lxml")


def total(soup: BeautifulSoup) -> int:
    return int(soup.select_one("#count strong").text)


def follow(site: TestClient, link) -> BeautifulSoup:
    return BeautifulSoup(site.get(link["href"]).text, "lxml")


def test_bars_lead_to_the_events_they_count(site: TestClient) -> None:
    soup = page(site)
    slots = [slot for slot in soup.select(".slot") if not slot.title.text.endswith("：0 个事件")]
    assert slots
    for slot in slots:
        counted = int(re.search(r"(\d+) 个事件", slot.title.text)[1])
        # Events that began earlier overlap the stretch too.
        assert total(follow(site, slot)) >= counted


def test_the_table_says_what_the_bars_draw(site: TestClient) -> None:
    soup = page(site)
    rows = [[int(cell.text) for cell in row.select("td")] for row in soup.select(".picture-rows tbody tr")]
    beside = [int(re.search(r"(\d+) 个", link.text)[1]) for link in soup.select(".picture-foot > a")]
    assert sum(map(sum, rows)) + sum(beside) == total(soup)


@pytest.mark.parametrize("name", ["向前", "向后", "放大", "缩小"])
def test_moves_are_addresses_of_other_ranges(site: TestClient, name: str) -> None:
    soup = page(site, "?from=2021-03-01&to=2021-03-31")
    move = soup.select_one(f".move[aria-label={name}]")
    asked = parse_qs(urlsplit(move["href"]).query)
    first, last = date.fromisoformat(asked["from"][0]), date.fromisoformat(asked["to"][0])
    length = (last - first).days + 1
    assert {
        "向前": first < date(2021, 3, 1),
        "向后": last > date(2021, 3, 31),
        "放大": length < 31,
        "缩小": length > 31,
    }[name]
    assert site.get(move["href"]).status_code == 200


def test_at_the_end_of_the_calendar_nothing_moves_further(site: TestClient) -> None:
    soup = page(site, "?from=0001&to=9999")
    assert soup.select_one("#picture") is not None
    assert soup.select_one(".move[aria-label=向前]") is None


def test_without_dated_events_there_is_no_picture(site: TestClient, empty_site: TestClient) -> None:
    assert page(empty_site).select_one("#picture") is None
    assert page(site, "?undated=1").select_one("#picture") is None
