"""The directory of actors, and the page of one."""

from urllib.parse import quote, unquote

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


def soup(site: TestClient, address: str) -> BeautifulSoup:
    return BeautifulSoup(site.get(address).text, "lxml")


def names(page: BeautifulSoup) -> list[str]:
    return [each.text for each in page.select(".people-table tbody th a")]


def test_the_directory_lists_everybody_with_counts(speeches: TestClient) -> None:
    page = soup(speeches, "/actors")
    assert names(page) == ["崔天凯", "中国", "美国", "沙利文", "拜登"]
    first = page.select_one(".people-table tbody tr")
    assert [cell.text for cell in first.select(".number")] == ["2", "2", "2021"]
    assert [tab.text for tab in page.select(".tabs a")] == ["全部 5", "人物 3", "国家 2"]


@pytest.mark.parametrize("words", ["蘇利文", "Sullivan", "苏利文", "jake"])
def test_a_search_by_any_name(speeches: TestClient, words) -> None:
    page = soup(speeches, f"/actors?q={words}")
    assert names(page) == ["沙利文"]
    assert page.select_one("#q")["value"] == words


def test_kinds_narrow_the_search(speeches: TestClient) -> None:
    assert names(soup(speeches, "/actors?kind=country")) == ["中国", "美国"]
    assert names(soup(speeches, "/actors?kind=nonsense")) == names(soup(speeches, "/actors"))


def test_those_of_one_country_can_be_listed_alone(speeches: TestClient) -> None:
    page = soup(speeches, "/actors?country=美国&kind=person")
    assert names(page) == ["沙利文", "拜登"]
    assert page.select_one(".chip")["href"] == "/actors?kind=person"
    assert "没有属于火星的人物与机构" in soup(speeches, "/actors?country=火星").text


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "9" * 40, "２"])
def test_a_page_that_is_not_there_is_the_nearest_one(speeches: TestClient, page) -> None:
    assert len(names(soup(speeches, f"/actors?page={page}"))) == 5


def test_nobody_found_offers_near_names_and_the_quotes(speeches: TestClient) -> None:
    page = soup(speeches, "/actors?q=Sulivan")
    assert [each.text for each in page.select(".empty-near a")] == ["沙利文"]
    assert "/timeline?q=Sulivan" in [each["href"] for each in page.select(".empty a")]


def test_a_partial_request_gets_the_directory_alone(speeches: TestClient) -> None:
    answer = speeches.get("/actors?q=sulli&kind=", headers=PARTIAL)
    assert answer.text.lstrip().startswith('<div id="explorer"')
    assert answer.headers["HX-Push-Url"] == "/actors?q=sulli"


def test_a_page_tells_who_somebody_is(speeches: TestClient) -> None:
    page = soup(speeches, "/actors/沙利文")
    head = page.select_one(".portrait-head")
    assert [part.text for part in head.select("h1, .office")] == ["沙利文 Jake Sullivan", "总统国家安全事务助理"]
    assert head.select_one(".portrait-kind a")["href"] == f"/actors/{quote('美国')}"
    assert {"苏利文", "萨利文"} <= {each.text for each in head.select(".names dd span")}
    figures = {each.dt.text: each.dd.text for each in head.select(".figures div")}
    assert figures == {
        "事件": "1",
        "言论": "1",
        "文献": "1",
        "来源": "1",
        "最早的事件": "2021年3月20日",
        "最近的报道": "2021年3月20日",
    }


def test_counts_lead_to_what_they_count(speeches: TestClient) -> None:
    page = soup(speeches, "/actors/崔天凯")
    for figure in page.select(".figures div")[:2]:
        found = soup(speeches, figure.dd.a["href"]).select_one("#count strong").text
        assert found == figure.dd.text
    for tally in page.select(".chart .tally"):
        link = tally.select_one(".tally-count")
        assert soup(speeches, link["href"]).select_one("#count strong").text == link.text, unquote(link["href"])


def test_whom_somebody_is_most_with(speeches: TestClient) -> None:
    page = soup(speeches, "/actors/崔天凯")
    charts = {chart.h2.text: [each.text for each in chart.select(".tally-name")] for chart in page.select(".chart")}
    assert charts["常与哪些人物同在"] == ["沙利文"]
    assert charts["常与哪些国家和机构同在"] == ["中国"]
    assert charts["主题"] == ["中美关系", "外交"]
    assert charts["哪些媒体报道"] == ["法国国际广播电台"]
    assert set(charts["事件类型"]) == {"会晤磋商", "表态"}


def test_what_somebody_said_lately_and_did(speeches: TestClient) -> None:
    page = soup(speeches, "/actors/崔天凯")
    assert [each.text for each in page.select(".lately .said > .said-words")] == ["我们没有过高的期待或幻想。"]
    assert [each.text for each in page.select(".selection .event-title")] == ["沙利文与崔天凯通话", "崔天凯谈期待"]
    assert len(page.select(".selection blockquote")) == 2


def test_of_many_events_the_weightiest_the_latest_and_the_planned_are_shown(long_site: TestClient) -> None:
    page = soup(long_site, "/topics/中美关系")
    shown = {each.h2.text: [title.text for title in each.select(".event-title")] for each in page.select(".selection")}
    assert list(shown) == ["最重要的事件", "最近的事件", "计划中"]
    assert shown["最近的事件"][0] == "第119次磋商"
    assert not set(shown["最近的事件"]) & set(shown["最重要的事件"])
    assert shown["计划中"] == ["峰会"]


def test_a_country_stands_with_its_people(speeches: TestClient) -> None:
    page = soup(speeches, "/actors/美国")
    assert [each.a.text for each in page.select(".people-list li")] == ["沙利文", "拜登"]
    events, statements = page.select(".with-people a")
    assert (events.text, statements.text) == ("3 个事件", "3 条言论")
    assert soup(speeches, statements["href"]).select_one("#count strong").text == "3"
    assert soup(speeches, events["href"]).select_one("#count strong").text == "3"


def test_who_only_speaks_has_a_page_too(speeches: TestClient) -> None:
    page = soup(speeches, "/actors/拜登")
    assert len(page.select(".lately .said")) == 2
    assert page.select_one(".selection") is None


@pytest.mark.parametrize("name", ["苏利文", "蘇利文", "Sullivan", "Jake Sullivan"])
def test_another_name_leads_to_the_page(speeches: TestClient, name) -> None:
    answer = speeches.get(f"/actors/{quote(name)}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (308, f"/actors/{quote('沙利文')}")


@pytest.mark.parametrize("name", ["崔天楷", "外星人", "a/b", "%", "<script>", "名" * 500])
def test_nobody_of_that_name_is_a_page_of_its_own(speeches: TestClient, name) -> None:
    answer = speeches.get(f"/actors/{quote(name, safe='')}")
    assert answer.status_code == 404
    page = BeautifulSoup(answer.text, "lxml")
    assert name[:100] in page.h1.text
    assert [each.text for each in page.select(".near-list a")] == (["崔天凯"] if name == "崔天楷" else [])


def test_the_navigation_says_where_one_is(speeches: TestClient) -> None:
    here = {
        address: [(each.text, each["aria-current"]) for each in soup(speeches, address).select("nav [aria-current]")]
        for address in ("/statements", "/actors", "/actors/美国", "/topics/外交")
    }
    assert here == {
        "/statements": [("言论", "page")],
        "/actors": [("人物与机构", "page")],
        "/actors/美国": [("人物与机构", "true")],
        "/topics/外交": [("主题", "true")],
    }
