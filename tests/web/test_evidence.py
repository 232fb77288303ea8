"""The evidence of an event side by side, and the way from every part of it to the exact characters."""

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Tag
from fastapi.testclient import TestClient

from app.extraction import extract
from app.store.tables import document_id
from app.web.app import create_app
from tests.web.disputed import CAPTION, COUNTED, DOCUMENTS, ODD, PLAN, REPORT, STRANGE, make_disputed_archive

TEXTS = {document_id(document.key): document.text for document in DOCUMENTS}
TALKS, SANCTIONS = extract(PLAN).events[0].key, extract(COUNTED).events[0].key


@pytest.fixture(scope="module")
def disputed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    engine = make_disputed_archive(tmp_path_factory.mktemp("disputed"))
    with TestClient(create_app(engine)) as client:
        yield client
    engine.dispose()


def page(site: TestClient, path: str) -> BeautifulSoup:
    return BeautifulSoup(site.get(path).text, "lxml")


def words_at(site: TestClient, href: str) -> str:
    """What the reader marks for an address that asks for words."""
    found = page(site, href.partition("#")[0]).select('#at, [data-of="at"]')
    return "".join(each.get_text() for each in found)


def test_both_sides_of_a_dispute_are_quoted_with_their_words_marked(disputed: TestClient) -> None:
    (dispute,) = page(disputed, f"/events/{TALKS}").select(".dispute")
    assert [side.get_text() for side in dispute.select(".dispute-value")] == ["“战略对话”", "并非“战略对话”"]
    assert [mark.get_text() for mark in dispute.select("mark")] == ["战略对话", "此次会谈并非“战略对话”"]
    assert "布林肯说" in dispute.get_text()


def test_each_mark_of_conflict_leads_to_its_dispute_and_each_value_to_its_words(disputed: TestClient) -> None:
    soup = page(disputed, f"/events/{SANCTIONS}")
    cells = soup.select(".told-value.conflicts")
    assert [cell.select_one(".value-words").get_text() for cell in cells] == ["24名", "14名"]  # type: ignore[union-attr]
    for cell in cells:
        link, mark = cell.select_one(".value-words"), cell.select_one(".value-mark")
        assert link and mark and soup.find(id=str(mark["href"]).removeprefix("#"))
        assert words_at(disputed, str(link["href"])) == link.get_text()


def test_a_value_that_is_not_told_leaves_its_cell_empty(disputed: TestClient) -> None:
    soup = page(disputed, f"/events/{TALKS}")
    headings = [heading.get_text() for heading in soup.select(".evidence-table thead th")]
    character = headings.index("定性（战略对话）")
    told = [bool(row.find_all("td")[character].select(".told-value")) for row in soup.select(".evidence-row")]
    assert told == [True, False, True, False]


def test_reprints_are_listed_and_count_once(disputed: TestClient) -> None:
    soup = page(disputed, f"/events/{TALKS}")
    assert "3 篇文献，2 个独立来源" in soup.get_text()
    (copy,) = soup.select(".copies li")
    assert {"法广《法广的报道》", "转载网《转载网的报道》"} == {link.get_text() for link in copy.find_all("a")}


def test_the_ledger_tells_plan_and_outcome_with_their_days(disputed: TestClient) -> None:
    steps = page(disputed, f"/events/{TALKS}").select(".ledger-step")
    told = [(step.select_one(".ledger-day").get_text(), step.select_one(".status").get_text()) for step in steps]  # type: ignore[union-attr]
    assert told == [("2021年3月17日", "计划中"), ("2021年3月19日", "已发生")]


def test_versions_of_an_utterance_mark_what_drifted(disputed: TestClient) -> None:
    key = extract(PLAN).events[1].key
    soup = page(disputed, f"/events/{key}")
    assert [mark.get_text() for mark in soup.select("mark.drift")] == ["和", "或"]


def test_a_mention_that_no_event_holds_leads_to_its_words(disputed: TestClient) -> None:
    (caption,) = extract(CAPTION).events
    response = disputed.get(f"/events/{caption.key}", follow_redirects=False)
    assert response.status_code == 307
    assert words_at(disputed, response.headers["Location"]) == CAPTION.text[caption.start : caption.end]
    assert "没有单独成为事件" in disputed.get(response.headers["Location"]).text


def test_strange_characters_stay_what_they_are(disputed: TestClient) -> None:
    (mention,) = extract(ODD).events
    soup = page(disputed, f"/documents/{document_id(ODD.key)}")
    marks = soup.select(f'#mention-{mention.key}, [data-of="mention-{mention.key}"]')
    assert "".join(mark.get_text() for mark in marks) == ODD.text[mention.start : mention.end]
    assert STRANGE in soup.select(".passage")[1].get_text()
    (quote,) = page(disputed, f"/events/{mention.key}").select(".evidence-row blockquote")
    assert quote.get_text() == ODD.text[mention.start : mention.end]
    assert "<b>𠮷野家" not in disputed.get(f"/events/{mention.key}").text


def test_links_to_the_original_carry_the_words(disputed: TestClient) -> None:
    links = page(disputed, f"/events/{SANCTIONS}").select(".row-links .original")
    assert str(links[0]["href"]).startswith("https://news.example.org/counted-1#:~:text=%E7%BE%8E")


@pytest.mark.parametrize("at", ["0-0", "5-2", "0-99999", "x", "1-", "-1-2", "1-2-3", "९-१०"])
def test_words_that_are_not_there_are_not_marked(disputed: TestClient, at: str) -> None:
    response = disputed.get(f"/documents/{document_id(PLAN.key)}?at={at}")
    assert response.status_code == 200 and 'id="at"' not in response.text


@pytest.mark.parametrize("id", TEXTS)
def test_quotes_at_the_very_start_and_end_are_marked(disputed: TestClient, id: str) -> None:
    text = TEXTS[id]
    assert words_at(disputed, f"/documents/{id}?at=0-1") == text[0]
    assert words_at(disputed, f"/documents/{id}?at={len(text) - 1}-{len(text)}") == text[-1]


def test_every_date_of_the_text_is_used_or_told_why_not(disputed: TestClient) -> None:
    soup = page(disputed, f"/documents/{document_id(REPORT.key)}")
    rows = {row.find("b").get_text(): row.get_text() for row in soup.select(".unused li")}  # type: ignore[union-attr]
    assert set(rows) == {"近年"} or "近年来" in rows
    assert all("未采用" in told or "日期" in told for told in rows.values())
    for link in soup.select(".unused a"):
        assert soup.find(id=str(link["href"]).removeprefix("#"))


def test_the_file_is_shown_as_it_came(disputed: TestClient) -> None:
    id = document_id(ODD.key)
    assert page(disputed, f"/documents/{id}/source").select_one("pre").get_text() == ODD.source  # type: ignore[union-attr]
    assert disputed.get(f"/documents/{id}.txt").text == ODD.text


def test_every_anchor_of_the_page_exists(disputed: TestClient) -> None:
    for path in (f"/events/{TALKS}", f"/events/{SANCTIONS}", f"/documents/{document_id(REPORT.key)}", "/lint"):
        soup = page(disputed, path)
        ids = [str(each["id"]) for each in soup.find_all(id=True)]
        assert len(ids) == len(set(ids))
        for link in soup.find_all("a", href=re.compile("^#.")):
            assert isinstance(link, Tag) and str(link["href"])[1:] in ids
        _follow(disputed, soup)


def _follow(site: TestClient, soup: BeautifulSoup) -> None:
    """Every link to words of a document arrives at a mark."""
    for link in soup.find_all("a", href=re.compile("^/documents/[^#]*#.")):
        address, _, id = str(link["href"]).partition("#")
        assert page(site, address).find(id=id), link["href"]


def test_neighbours_name_the_view_that_they_are_of(disputed: TestClient) -> None:
    html = disputed.get(f"/events/{TALKS}?view=actor%3D崔天凯").text
    assert "更早（所选视图）" in html
    assert "所选视图" not in disputed.get(f"/events/{TALKS}").text


def test_related_events_share_people_within_a_week(disputed: TestClient) -> None:
    titles = [link.get_text() for link in page(disputed, f"/events/{TALKS}").select(".related-list a")]
    assert any("布林肯" in title for title in titles) and not any("制裁" in title for title in titles)
