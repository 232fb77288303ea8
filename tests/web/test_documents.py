"""The reader: the text as read, every mention marked with exactly its characters."""

import re
from html import unescape

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from app.reading.document import Document
from app.store.tables import document_id
from tests.web.specimens import (
    ANNOUNCED,
    DOCUMENTS,
    ENDED,
    EVENTS,
    NASTY,
    PREVIEW,
    REPORT,
    SANCTIONS,
    STATEMENT,
)

MENTIONS = [
    (source, told.mention)
    for event in EVENTS
    for told in event.evidence
    for source in DOCUMENTS
    if source.key == told.document_key
]


def page(site: TestClient, source: Document) -> str:
    return str(site.get(f"/documents/{document_id(source.key)}").text)


@pytest.mark.parametrize(("source", "mention"), MENTIONS, ids=[mention.key for _, mention in MENTIONS])
def test_a_mark_holds_exactly_the_characters_of_its_mention(site: TestClient, source: Document, mention) -> None:
    soup = BeautifulSoup(page(site, source), "lxml")
    mark = soup.find(id=f"mention-{mention.key}")
    assert mark is not None and mark.name == "mark"
    assert mark.get_text() == source.quote(mention.start, mention.end)


@pytest.mark.parametrize("source", DOCUMENTS, ids=[source.file for source in DOCUMENTS])
def test_the_text_is_there_whole_and_every_id_once(site: TestClient, source: Document) -> None:
    soup = BeautifulSoup(page(site, source), "lxml")
    passages = [each.get_text() for each in soup.select(".passage")]
    assert passages == source.text.split("\n")
    ids = [each["id"] for each in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_two_mentions_in_one_sentence_each_have_their_mark(site: TestClient) -> None:
    html = page(site, REPORT)
    assert html.count(f'id="mention-{SANCTIONS.key}"') == html.count(f'id="mention-{ANNOUNCED.key}"') == 1


def test_a_statement_has_its_own_anchor(site: TestClient) -> None:
    soup = BeautifulSoup(page(site, REPORT), "lxml")
    words = soup.find(id=f"statement-{STATEMENT.key}")
    assert words is not None and words.get_text() == "我们没有过高的期待。"


def test_markup_in_a_document_is_only_ever_text(site: TestClient) -> None:
    html = page(site, ENDED)
    assert NASTY in unescape(re.sub(r"<[^>]*>", "", html))
    assert "<script>alert" not in html and "<b>粗体" not in html and "<i>另一篇" not in html


@pytest.mark.parametrize("path", ["/timeline", f"/events/{EVENTS[0].id}"])
def test_markup_in_a_quote_is_only_ever_text(site: TestClient, path: str) -> None:
    html = site.get(path).text
    assert "<script>alert" not in html and "<b>粗体" not in html


def test_only_web_addresses_become_links(site: TestClient) -> None:
    assert 'href="javascript:' not in page(site, ENDED)
    assert 'href="https://www.rfi.fr/cn/20210318-report"' in page(site, REPORT)


def test_an_undated_document_says_so_and_where_its_year_is_from(site: TestClient) -> None:
    html = page(site, PREVIEW)
    assert "文中没有任何发布日期" in html
    assert "年份推定为 2021 年" in html and "两篇文献写的是同一次会谈" in html


def test_the_witness_that_was_followed_is_named(site: TestClient) -> None:
    html = page(site, REPORT)
    assert "据文首信息（只有这一处写明）" in html
    assert re.search(r'<tr class="is-chosen"><td>文首信息</td><td><code lang="zh">date: 2021-03-18</code>', html)


def test_the_margin_leads_to_each_event_once(site: TestClient) -> None:
    soup = BeautifulSoup(page(site, REPORT), "lxml")
    links = [note.a["href"] for note in soup.select(".side-note") if note.a]
    assert len(links) == len(set(links)) == 7


def test_what_was_left_out_is_listed(site: TestClient) -> None:
    assert "相关阅读：&lt;i&gt;另一篇&lt;/i&gt;" in page(site, REPORT)
