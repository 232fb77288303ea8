"""The list of topics, and the page of one."""

from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient


def soup(site: TestClient, address: str) -> BeautifulSoup:
    return BeautifulSoup(site.get(address).text, "lxml")


def test_topics_are_parted_into_matters_and_relations(speeches: TestClient) -> None:
    page = soup(speeches, "/topics")
    groups = {group.h2.text: [each.text for each in group.select(".tally-name a")] for group in page.select("section")}
    assert groups == {"领域": ["制裁", "外交"], "关系": ["中美关系"]}


@pytest.mark.parametrize(("words", "found"), [("diplomacy", ["外交"]), ("峰會", ["外交"]), ("对华政策", ["中美关系"])])
def test_topics_are_found_by_their_words(speeches: TestClient, words, found) -> None:
    assert [each.text for each in soup(speeches, f"/topics?q={words}").select(".tally-name a")] == found


def test_a_page_says_by_which_words_a_topic_is_found(speeches: TestClient) -> None:
    page = soup(speeches, "/topics/中美关系")
    terms = {term.text: value.text for term, value in zip(*map(page.select, (".names dt", ".names dd")), strict=True)}
    assert terms["或者双方都在"] == "中国、美国"
    assert "对华政策" in terms["凭这些词归入"]
    assert page.select_one(".portrait-kind a")["href"] == "https://cv.iptc.org/newscodes/mediatopic/20000638"


def test_counts_lead_to_what_they_count(speeches: TestClient) -> None:
    page = soup(speeches, "/topics/中美关系")
    figure = page.select_one(".figures dd a")
    assert figure.text == soup(speeches, figure["href"]).select_one("#count strong").text == "2"
    for tally in page.select("a.tally-count"):
        assert soup(speeches, tally["href"]).select_one("#count strong").text == tally.text
    beside = [(each.text, each.find_next("span").text) for each in page.select("#chart-topic + ul .tally-name")]
    assert beside == [("外交", "1 个事件")]
    assert [each.text for each in page.select("#chart-people + ul .tally-name")] == ["崔天凯", "沙利文"]


@pytest.mark.parametrize("name", ["中美", "量子", "a/b", "<b>"])
def test_no_such_topic_is_a_page_of_its_own(speeches: TestClient, name) -> None:
    answer = speeches.get(f"/topics/{quote(name, safe='')}")
    assert answer.status_code == 404
    page = BeautifulSoup(answer.text, "lxml")
    assert name in page.h1.text
    assert ("中美关系" in page.text) == (name == "中美")
