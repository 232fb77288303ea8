"""The list: what it shows, what it ignores with a notice, and page or fragment."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from app.web.app import create_app
from tests.web.specimens import CALL, CONSULTATION, DENIED, MEETING, SANCTIONS, SUMMIT, TALKS, make_archive

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


def titles(html: str) -> list[str]:
    found = re.findall(r'<h4 class="event-title"><a [^>]*>(.*?)</a>', html)
    return [re.sub(r"</?mark[^>]*>", "", title) for title in found]


def test_every_event_is_there_in_order_and_the_undated_one_last(site: TestClient) -> None:
    html = site.get("/timeline").text
    assert titles(html)[0] == "两国通话"
    assert titles(html)[-1] == "一次磋商"
    assert len(titles(html)) == 9
    assert re.findall(r'<h2 class="month-name">(\d+年(?:\d+月)?|年份未定)', html) == [
        "2020年8月",
        "2021年3月",
        "2021年4月",
        "2022年",
        "年份未定",
    ]


def test_every_event_shows_a_quote_with_its_source_that_leads_to_the_words(site: TestClient) -> None:
    html = site.get("/timeline").text
    articles = re.findall(r"<article.*?</article>", html, re.S)
    assert len(articles) == 9
    for article in articles:
        assert '<cite class="publisher">' in article
        assert re.search(r'<a class="quote-link" href="/documents/\w+#mention-\w+">', article)
        assert '<mark class="trigger">' in article


MARKERS = [
    (MEETING.id, "range"),
    (SANCTIONS.key, "day"),
    (CALL.key, "open"),
    (CONSULTATION.key, "open"),
    (DENIED.key, "denied"),
    (SUMMIT.key, "planned"),
]


@pytest.mark.parametrize(("id", "shape"), MARKERS)
def test_the_shape_of_the_marker_says_precision_and_status(site: TestClient, id: str, shape: str) -> None:
    html = site.get("/timeline").text
    article = re.search(rf'<article id="event-{id}".*?</article>', html, re.S)
    assert article and f'href="#marker-{shape}"' in article.group()


def test_a_shape_that_is_used_is_drawn(site: TestClient) -> None:
    html = site.get("/timeline").text
    assert set(re.findall(r'href="#(marker-\w+)"', html)) <= set(re.findall(r'<symbol id="(marker-\w+)"', html))


FILTERS = [
    ("actor=崔天凯", ["崔天凯谈期待"]),
    ("actor=崔天凯&actor=拜登", ["崔天凯谈期待", "中美高层在安克雷奇会谈"]),
    ("actor.not=美国&type=SANCTION", []),
    ("type=SANCTION", ["美国制裁24名官员"]),
    ("status=denied", ["再谈一轮"]),
    ("topic=香港", ["美国制裁24名官员"]),
    ("undated=1", ["一次磋商"]),
    ("from=2021-04&to=2021-04", ["线上会谈"]),
    ("q=制裁", ["美国宣布制裁", "美国制裁24名官员"]),
    ("q=&actor=&from=&to=&status=denied", ["再谈一轮"]),
    ("status.not=happened", ["再谈一轮", "峰会", "线上会谈"]),
    ("actor=美国&actor.people=1", ["中美高层在安克雷奇会谈", "美国制裁24名官员"]),
    ("actor=中国&actor.people=1", ["崔天凯谈期待"]),
    ("place=安克雷奇", ["中美高层在安克雷奇会谈"]),
    ("actor=Biden", ["中美高层在安克雷奇会谈"]),
    ("topic=香港", ["美国制裁24名官员"]),
    ("known=2021-03-17", []),
]


@pytest.mark.parametrize(("query", "expected"), FILTERS)
def test_the_address_is_the_view(site: TestClient, query: str, expected: list[str]) -> None:
    html = site.get(f"/timeline?{query}").text
    assert sorted(titles(html)) == sorted(expected)
    assert f"<strong>{len(expected)}</strong> 个事件" in html


WRONG = [
    ("type=PARTY", "type=PARTY"),
    ("from=gestern", "from=gestern"),
    ("colour=red", "colour=red"),
    ("after=nowhere", "after=nowhere"),
    ("from=2021-04&to=2021-03", "to=2021-03-31"),
]


@pytest.mark.parametrize(("query", "named"), WRONG)
def test_a_wrong_value_is_ignored_with_a_notice(site: TestClient, query: str, named: str) -> None:
    response = site.get(f"/timeline?{query}")
    assert response.status_code == 200
    assert f"已忽略 {named}：" in response.text
    assert titles(response.text)


STRANGERS = [
    ("actor=崔天凱", "行为者「崔天凱」在这里叫「崔天凯」，已换成后者。", 1),
    ("actor=Biden", "行为者「Biden」在这里叫「拜登」，已换成后者。", 1),
    ("actor=某人", "没有名为「某人」的行为者。", 0),
    ("actor.not=某人", "没有名为「某人」的行为者。", 9),
    ("topic=養蜂", "没有名为「養蜂」的主题。", 0),
    ("place=安克雷奇&source=无名社", "没有名为「无名社」的来源。", 0),
]


@pytest.mark.parametrize(("query", "notice", "total"), STRANGERS)
def test_an_unknown_name_is_named(site: TestClient, query: str, notice: str, total: int) -> None:
    html = site.get(f"/timeline?{query}").text
    assert notice in html
    assert f"<strong>{total}</strong> 个事件" in html


ODD = [
    {"actor": [f"人{n}" for n in range(300)]},
    {"q": "x" * 10_000},
    {"q": "\x00\x1f\u202e%' OR 1=1 --\""},
    {"from": "9999-12-31", "to": "0001-01-01"},
    {"known": "0000-00-00", "rows": "1e9", "after": "x" * 5000, "before": "%"},
    {"actor.find": "x" * 5000, "actor": "%_"},
    {"after": MEETING.id, "sort": "reported", "status": "denied"},
]


@pytest.mark.parametrize("params", ODD)
def test_odd_input_gets_an_answer_that_says_what_was_ignored(site: TestClient, params: dict[str, str]) -> None:
    page = site.get("/timeline", params=params)
    assert page.status_code == 200
    assert len(page.text) < 420_000
    for suffix in ("json", "csv", "atom", "ics"):
        assert site.get(f"/timeline.{suffix}", params=params).status_code in (200, 422)


def test_many_values_of_one_fault_are_one_notice(site: TestClient) -> None:
    html = site.get("/timeline", params={"type": [f"T{n}" for n in range(300)]}).text
    assert html.count("已忽略") == 1
    assert "T0 等 300 个" in html


def test_a_notice_shows_markup_as_text(site: TestClient) -> None:
    html = site.get("/timeline", params={"type": "<b>x</b>"}).text
    assert "&lt;b&gt;x&lt;/b&gt;" in html and "<b>x" not in html


def test_active_conditions_are_chips_that_lead_to_the_view_without_them(site: TestClient) -> None:
    html = site.get("/timeline?actor=崔天凯&status=happened").text
    chips = re.findall(r'<a class="chip" href="([^"]*)"[^>]*>(.*?)<span', html)
    assert [words for _, words in chips] == ["行为者：崔天凯", "状态：已发生"]
    assert chips[0][0] == "/timeline?status=happened"


def test_an_excluded_value_can_be_taken_back(site: TestClient) -> None:
    html = site.get("/timeline?actor.not=美国").text
    assert '<span class="facet-label">美国</span>' in html
    assert 'aria-label="不再排除美国"' in html
    assert '<input type="hidden" name="actor.not" value="美国">' in html


def test_an_empty_view_names_each_condition_and_what_dropping_it_gives(site: TestClient) -> None:
    html = site.get("/timeline?q=外星人&status=denied").text
    ways = re.findall(r'<span class="empty-condition">(.*?)</span>.*?→ (\d+) 个事件', html)
    assert ways == [("搜索：外星人", "1"), ("状态：已否认", "0")]
    assert "清除全部条件 → 9 个事件" in html


def test_an_empty_archive_says_how_to_fill_it(empty_site: TestClient) -> None:
    html = empty_site.get("/timeline").text
    assert "annals ingest" in html and "还没有事件" in html


def test_a_plain_request_gets_the_page_and_a_partial_one_the_explorer(site: TestClient) -> None:
    page, part = site.get("/timeline"), site.get("/timeline", headers=PARTIAL)
    assert page.text.startswith("<!doctype html>")
    assert part.text.lstrip().startswith('<div id="explorer"')
    assert part.text.strip() in page.text
    assert {answer.headers["Cache-Control"] for answer in (page, part)} == {"no-cache"}
    assert all("HX-Request-Type" in answer.headers["Vary"] for answer in (page, part))


FULL = [
    {},
    {"HX-Request": "true", "HX-Request-Type": "full"},
    {"HX-Request-Type": "full", "HX-History-Restore-Request": "true"},
    {"HX-Request": "true", "HX-Boosted": "true"},
]


@pytest.mark.parametrize("headers", FULL)
def test_anything_else_gets_the_whole_page(site: TestClient, headers: dict[str, str]) -> None:
    assert site.get("/timeline", headers=headers).text.startswith("<!doctype html>")


def test_the_address_to_share_has_no_blank_fields(site: TestClient) -> None:
    response = site.get("/timeline?q=&from=&to=2021-12-31&status=denied", headers=PARTIAL)
    assert response.headers["HX-Push-Url"] == "/timeline?status=denied&to=2021"
    assert "HX-Push-Url" not in site.get("/timeline?status=denied", headers={"HX-Request-Type": "full"}).headers


def test_the_root_leads_to_the_timeline(site: TestClient) -> None:
    response = site.get("/?status=denied", follow_redirects=False)
    assert (response.status_code, response.headers["Location"]) == (307, "/timeline?status=denied")


def test_pages_follow_each_other_without_gap_or_repeat(long_site: TestClient) -> None:
    seen: list[str] = []
    href: str | None = "/timeline"
    while href:
        html = long_site.get(href).text
        seen += titles(html)
        found = re.search(r'<a class="button" rel="next" href="([^"]*)"', html)
        href = found.group(1).replace("&amp;", "&") if found else None
    assert len(seen) == len(set(seen)) == 129


def test_the_previous_page_leads_back(long_site: TestClient) -> None:
    first = long_site.get("/timeline").text
    second = long_site.get(re.search(r'rel="next" href="([^"]*)"', first).group(1)).text  # type: ignore[union-attr]
    back = long_site.get(re.search(r'rel="prev" href="([^"]*)"', second).group(1)).text  # type: ignore[union-attr]
    assert titles(back) == titles(first) != titles(second)


def test_an_event_told_twice_counts_its_documents(site: TestClient) -> None:
    html = site.get("/timeline").text
    article = re.search(rf'<article id="event-{TALKS.key}".*?</article>', html, re.S)
    assert article and "3 篇文献，3 家来源" in article.group()


@pytest.mark.parametrize(
    ("query", "marked", "why"),
    [
        ("q=制裁", "制裁", "「制裁」</span> 原字"),
        ("q=會談", "会谈", "「會談」"),
        ("q=Biden", "拜登", "「Biden」"),
    ],
)
def test_a_hit_is_marked_and_says_why(site: TestClient, query: str, marked: str, why: str) -> None:
    html = site.get(f"/timeline?{query}").text
    assert re.search(rf'<mark class="hit hit-\w+">(?:<[^>]+>)*{marked}', html)
    assert why in html


def test_what_matters_comes_first_and_the_rest_is_one_step_away(faint_site: TestClient) -> None:
    html = faint_site.get("/timeline").text
    assert titles(html) == ["大事"]
    assert "另有" in html and "2 个次要或背景事件" in html
    assert re.search(
        r'主要事件 <span class="choice-count">1</span>.*?全部 <span class="choice-count">3</span>', html, re.S
    )
    assert re.search(r'<ul class="repeats".*?3月18日又有</span> <a [^>]*>大事又起</a>', html, re.S)
    everything = faint_site.get("/timeline?show=all").text
    assert titles(everything) == ["旧事", "大事", "大事又起"]
    assert "又有" not in everything


def test_the_page_can_grow_and_says_how_in_its_address(long_site: TestClient) -> None:
    assert len(titles(long_site.get("/timeline").text)) == 50
    html = long_site.get("/timeline?rows=100").text
    assert len(titles(html)) == 100
    assert '<link rel="canonical" href="http://testserver/timeline?rows=100">' in html
    assert re.search(r'id="load-more"[^>]*href="/timeline\?rows=150"', html)
    assert len(titles(long_site.get("/timeline?rows=200").text)) == 129
    assert "已忽略 rows=77" in long_site.get("/timeline?rows=77").text


def test_a_facet_can_be_searched_by_other_names(site: TestClient) -> None:
    html = site.get("/timeline?actor.find=Cui Tiankai").text
    assert re.findall(r'name="actor" value="([^"]*)"', html) == ["崔天凯"]
    html = site.get("/timeline?actor.find=美國").text
    assert re.findall(r'name="actor" value="([^"]*)"', html) == ["美国"]
    assert len(titles(html)) == 9


def test_every_value_of_every_facet_can_be_excluded(site: TestClient) -> None:
    html = site.get("/timeline").text
    for facet in ("actor", "topic", "type", "status", "place", "source", "precision"):
        assert re.search(rf'href="/timeline\?{facet}\.not=', html), facet


def test_as_known_on_a_day_says_what_it_rests_on(site: TestClient) -> None:
    html = site.get("/timeline?known=2021-03-18").text
    assert "只用 2021年3月18日及以前发布的 1 篇文献" in html
    assert "1 篇没有注明发布日期，不计在内" in html
    assert "截至 2021-03-18 所知" in html


def test_an_empty_range_names_the_nearest_days_that_have_events(site: TestClient) -> None:
    html = site.get("/timeline?from=2021-05&to=2021-06").text
    assert re.findall(r'最近有事件的日子：<a href="([^"]*)".*?>(.*?)</a>、<a [^>]*>(.*?)</a>', html) == [
        ("/timeline?from=2021-04-22&amp;to=2021-04-22", "2021年4月22日", "2022年7月1日")
    ]


def test_by_newest_report_the_list_stands_under_days_of_report_and_shows_each_date(site: TestClient) -> None:
    html = site.get("/timeline?sort=reported").text
    assert re.findall(r'<h2 class="month-name">([^< ]+)', html) == ["2021年3月报道", "未注明发布日期"]
    article = re.search(rf'<article id="event-{SANCTIONS.key}".*?</article>', html, re.S)
    assert article and '<span class="fact event-date">2021年3月17日</span>' in article.group()


HEADINGS = [
    ("", "时间线"),
    ("actor=崔天凯&actor=拜登", "行为者：崔天凯或拜登"),
    ("actor=崔天凯&actor=拜登&actor.mode=all", "行为者：崔天凯和拜登"),
    ("actor.not=崔天凯&actor.not=拜登&type=SANCTION", "类型：制裁与中止 · 不含行为者：崔天凯和拜登"),
    ("known=2021-03-18&from=2021-03-17&q=会谈", "搜索：会谈 · 2021-03-17 及以后 · 截至 2021-03-18 所知"),
]


@pytest.mark.parametrize(("query", "heading"), HEADINGS)
def test_the_view_has_a_title(site: TestClient, query: str, heading: str) -> None:
    assert f"<title>{heading} · 编年</title>" in site.get(f"/timeline?{query}").text


@pytest.fixture
def impatient_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A site where nothing is counted in time."""
    monkeypatch.setattr("app.store.events.COUNTING_SECONDS", -1.0)
    monkeypatch.setattr("app.web.timeline.COUNTING_SECONDS", -1.0)
    monkeypatch.setattr("app.store.patience._STEPS", 1)
    engine = make_archive(tmp_path)
    with TestClient(create_app(engine)) as client:
        yield client
    engine.dispose()


def test_what_could_not_be_counted_in_time_is_said_to_be_at_least(impatient_site: TestClient) -> None:
    answer = impatient_site.get("/timeline?show=all")
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 200
    shown = len(page.select("article.event"))
    assert shown > 0
    assert page.select_one("#count").text.strip() == f"≥ {shown} 个事件"
    assert "没有数完" in page.select_one("[role=status].notices").text
    assert not page.select("#picture, .facet, .choice-count")


def test_a_page_that_takes_too_long_is_a_page_that_says_so(
    impatient_site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.web.deps._PATIENCE", -1.0)
    answer = impatient_site.get("/timeline?show=all")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert "这一页要算太久" in answer.text
