"""The items of a text as the reader lists them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from app.ingest import ingest
from app.inputs import list_inputs
from app.reading import read_document
from app.store.engine import make_engine, migrate
from app.web.app import create_app
from app.web.outline import outline_of
from tests.archive import NOON
from tests.reading.test_items import CHRONICLE, DIGEST, ENTRIES_IN_LINES, HEADINGS, LIVE_BLOG, NEWSCAST

DATED = "---\ndate: 2021-03-18\n---\n"
SPEECH = LIVE_BLOG.replace("23:10", "## 23:10").replace("广场上数万人观看焰火。", "日本宣布对越南实施制裁。")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            CHRONICLE,
            [
                ("2019年11月5日", "", "日本海上保安厅扣押一艘渔船"),
                ("2019年12月20日", "", "越南外交部召见日本大使"),
                ("2020年1月8日", "", "两国外长在河内会谈"),
                ("2020年3月17日", "", "双方签署协议"),
            ],
        ),
        (
            ENTRIES_IN_LINES,
            [
                ("2020年12月30日", "", "日本扣押一艘渔船"),
                ("2021年1月8日", "", "两国外长在河内会谈"),
                ("2021年3月", "", "双方签署协议"),
            ],
        ),
        (
            LIVE_BLOG,
            [
                ("2021年3月18日", "00:20", "总统回到官邸"),
                ("2021年3月17日", "23:10", "焰火表演开始"),
                ("2021年3月17日", "21:45", "总统发表演说，呼吁团结"),
            ],
        ),
        (
            NEWSCAST,
            [("", "", "中美两国外长举行会谈"), ("", "", "河内签署渔业协议"), ("", "", "巴黎宣布放宽入境限制")],
        ),
        (
            NEWSCAST.replace("本台消息：越南", "新华社河内3月17日电 越南"),
            [
                ("", "", "中美两国外长举行会谈"),
                ("2021年3月17日", "", "河内签署渔业协议"),
                ("", "", "巴黎宣布放宽入境限制"),
            ],
        ),
        (
            DIGEST,
            [("", "", "越南与日本签署渔业协议"), ("", "", "法国放宽入境限制"), ("", "", "首尔地铁工人罢工")],
        ),
        (HEADINGS, []),
    ],
    ids=["chronology", "entries in lines", "live blog", "newscast", "dateline", "digest", "one piece"],
)
def test_items_are_listed_with_what_they_are_called_and_their_own_days(
    text: str, told: list[tuple[str, str, str]]
) -> None:
    document = read_document(f"{DATED}{text}".encode(), "items.md")
    assert [(entry.day, entry.clock, entry.words) for entry in outline_of(document)] == told


@pytest.fixture
def site(tmp_path: Path) -> Iterator[TestClient]:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "live.md").write_text(f"{DATED}{SPEECH}", encoding="utf-8")
    engine = make_engine(f"sqlite:///{tmp_path / 'a.db'}")
    migrate(engine)
    ingest(engine, list_inputs([folder]), NOON)
    with TestClient(create_app(engine)) as client:
        yield client
    engine.dispose()


def test_the_outline_leads_to_where_its_items_begin(site: TestClient) -> None:
    (path,) = {link["href"].partition("#")[0] for link in timeline(site).select('a[href^="/documents/"]')}
    soup = BeautifulSoup(site.get(path.partition("?")[0]).text, "lxml")
    begins = [soup.find(id=link["href"].removeprefix("#")).get_text().strip()[:5] for link in soup.select(".outline a")]
    assert begins == ["00:20", "23:10", "21:45"]


def test_a_post_that_names_no_day_says_that_it_has_that_of_its_hour(site: TestClient) -> None:
    (path,) = {link["href"] for link in timeline(site).select('a[href^="/events/"]') if "#" not in link["href"]}
    html = site.get(path).text
    assert "未写日期，取本则所标的“23:10”" in BeautifulSoup(html, "lxml").get_text()
    assert "取发布日" not in html


def timeline(site: TestClient) -> BeautifulSoup:
    return BeautifulSoup(site.get("/timeline?show=all").text, "lxml")
