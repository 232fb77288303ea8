"""The list of statements: what it shows of each, what it finds, what it says of what it does not find."""

import json
import re
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from app.store.tables import document_id

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


def soup(site: TestClient, address: str) -> BeautifulSoup:
    return BeautifulSoup(site.get(address).text, "lxml")


def quotes(page: BeautifulSoup) -> list[str]:
    return [each.text for each in page.select(".said > .said-words")]


def test_every_statement_shows_its_words_speaker_source_and_event(speeches: TestClient) -> None:
    said = soup(speeches, "/statements?speaker=崔天凯").select_one("#statement-s-first")
    assert said.select_one(".said-words").text == "我们没有过高的期待或幻想。"
    link = said.select_one(".said-words a")["href"]
    assert link == f"/documents/{document_id('https://example.org/first')}#statement-s-first"
    assert said.select_one("a.speaker")["href"] == f"/actors/{quote('崔天凯')}"
    assert [part.text.strip() for part in said.select(".said-verb, .said-kind")][:2] == ["表示", "原话"]
    assert "法国国际广播电台" in said.select_one(".said-source").text
    assert "说于2021年3月17日" in said.text
    assert said.select_one(".said-event a")["href"] == "/events/m-first"


def test_versions_of_one_utterance_are_folded_with_what_drifted(speeches: TestClient) -> None:
    page = soup(speeches, "/statements?speaker=崔天凯")
    assert quotes(page) == ["我们没有过高的期待或幻想。"]
    assert page.select_one("#count").text == "1 条言论 · 2 处报道"
    versions = page.select_one("details.versions")
    assert versions.summary.text == "另有 1 处报道同一句话，字句有出入"
    assert [(pair.find("del").text, pair.ins.text) for pair in versions.select(".drift-pair")] == [("或", "和")]
    assert versions.select_one("blockquote").text == "沒有過高的期待和幻想"
    assert "据路透社" in versions.text
    assert [mark.text for mark in page.select(".said > .said-words mark")] == ["或"]


def test_the_list_goes_by_day_and_what_has_none_is_said_to_have_none(speeches: TestClient) -> None:
    page = soup(speeches, "/statements")
    assert [each.text.split(" ")[0] for each in page.select(".month-name")] == ["2021年3月", "日期未定"]
    assert [each["title"] for each in page.select(".day-name")] == ["2021年3月20日", "2021年3月17日", "日期未定"]
    (unnamed,) = [each for each in page.select(".said") if "会谈坦率" in each.text]
    assert (unnamed.select_one(".speaker").name, unnamed.select_one(".speaker").text) == ("span", "美国官员")
    assert "未写明哪天说的" in unnamed.text


def test_as_written_is_shown_where_it_differs(speeches: TestClient) -> None:
    page = soup(speeches, "/statements?speaker=崔天凯&kind=indirect")
    assert "原文作" not in page.select_one("#statement-s-first .said-who").text


@pytest.mark.parametrize("name", ["蘇利文", "Sullivan", "沙利文"])
def test_any_name_of_a_speaker_leads_to_its_own(speeches: TestClient, name) -> None:
    page = soup(speeches, f"/statements?speaker={name}")
    assert quotes(page) == ["将信守承诺"]
    assert page.select_one("link[rel=canonical]")["href"] == f"http://testserver/statements?speaker={quote('沙利文')}"
    assert page.select_one("#speaker-沙利文-on")["checked"] == ""


def test_the_words_of_a_search_are_marked(speeches: TestClient) -> None:
    page = soup(speeches, "/statements?q=承諾")
    assert [mark.text for mark in page.select("mark.hit")] == ["承诺"]


def test_nothing_found_says_how_to_find_something(speeches: TestClient) -> None:
    page = soup(speeches, "/statements?speaker=崔天楷&kind=mixed")
    ways = [(each.select_one(".empty-condition").text, each.a.text) for each in page.select(".empty-ways li")]
    assert ways == [
        ("发言者：崔天楷", "去掉此条件 → 0 条言论"),
        ("引述方式：部分原话", "去掉此条件 → 0 条言论"),
    ]
    assert [each.text for each in page.select(".empty-near a")] == ["崔天凯"]


def test_an_empty_archive_says_how_to_fill_it(empty_site: TestClient) -> None:
    for address in ("/statements", "/actors", "/topics"):
        assert "annals ingest" in empty_site.get(address).text


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ("kind=shouted", "已忽略 kind=shouted"),
        ("from=2021-02-30", "已忽略 from=2021-02-30"),
        ("from=2021-03&to=2020", "早于起始日期"),
        ("actor=崔天凯", "已忽略 actor=崔天凯：没有这个筛选条件"),
        ("after=zzz", "这一页的位置已不存在"),
        (f"q={'长' * 300}", "太长"),
    ],
)
def test_what_is_ignored_is_named(speeches: TestClient, query, notice) -> None:
    page = soup(speeches, f"/statements?{query}")
    assert notice in page.select_one(".notices").text
    assert quotes(page)


@pytest.mark.parametrize("q", ["%", "'", '"', "[", "]", "^", "*", "?", "\\", "-", "“", "\x00", "a" * 199, "- -", "NOT"])
def test_no_words_break_the_list(speeches: TestClient, q) -> None:
    assert speeches.get("/statements", params={"q": q, "speaker": q, "source": q}).status_code == 200


def test_looking_for_a_speaker_narrows_the_choice_and_keeps_what_is_chosen(speeches: TestClient) -> None:
    page = soup(speeches, "/statements?speaker=崔天凯&speaker.find=sulli")
    shown = [each.text for each in page.select("#facet-speaker .facet-row .facet-label")]
    assert shown == ["崔天凯", "沙利文"]
    assert "speaker.find" not in page.select_one("link[rel=canonical]")["href"]


def test_a_partial_request_gets_the_explorer_alone(speeches: TestClient) -> None:
    answer = speeches.get("/statements?speaker=崔天凯&from=", headers=PARTIAL)
    assert answer.text.lstrip().startswith('<div id="explorer"')
    assert answer.headers["HX-Push-Url"] == f"/statements?speaker={quote('崔天凯')}"


def test_ids_are_there_once(speeches: TestClient) -> None:
    ids = re.findall(r' id="([^"]+)"', speeches.get("/statements").text)
    assert len(ids) == len(set(ids))


def test_a_view_can_be_taken_along(speeches: TestClient) -> None:
    address = soup(speeches, "/statements?speaker=崔天凯&sort=date").select_one(".view-formats a")["href"]
    lines = [json.loads(line) for line in speeches.get(address).text.splitlines()]
    assert [(line["quote"], line["event"]) for line in lines] == [
        ("我们没有过高的期待或幻想。", "m-first"),
        ("沒有過高的期待和幻想", None),
    ]
    assert speeches.get("/statements.jsonl?kind=shouted").status_code == 422
