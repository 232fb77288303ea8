"""What changed between an older text and the one that holds now."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.extraction import extract
from app.store.engine import open_session
from app.store.save import save_document
from app.store.tables import document_id
from app.web.app import create_app
from app.web.versions import changes_between
from tests.archive import NOON
from tests.extraction.articles import article

OLD = article("岸田文雄5月16日在首尔会见尹锡悦。", "双方<b>没有</b>声明。", name="a")
NEW = article("岸田文雄5月16日在东京会见尹锡悦。", "双方<b>没有</b>声明。", name="a")


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        (["甲乙丙", "丁"], ["甲乙丙", "丁"], []),
        (["在首尔会见"], ["在东京会见"], [("在<del>首尔</del>会见", "在<ins>东京</ins>会见")]),
        (["甲", "乙"], ["甲"], [("<del>乙</del>", None)]),
        (["甲"], ["<i>", "甲"], [(None, "<ins>&lt;i&gt;</ins>")]),
        (["甲乙丙丁"], ["子丑寅卯"], [("<del>甲乙丙丁</del>", "<ins>子丑寅卯</ins>")]),
    ],
)
def test_only_what_differs_is_shown_and_marked(
    before: list[str], after: list[str], changes: list[tuple[str | None, str | None]]
) -> None:
    assert [(change.before, change.after) for change in changes_between(before, after)] == changes


def test_the_reader_leads_to_what_changed(empty: Engine) -> None:
    with open_session(empty, writing=True) as session:
        for day, document in enumerate((OLD, NEW)):
            save_document(session, document, extract(document), ingested_at=NOON + timedelta(days=day))
    with TestClient(create_app(empty)) as client:
        reader = BeautifulSoup(client.get(f"/documents/{document_id(OLD.key)}").text, "lxml")
        (link,) = reader.select(".versions a")
        changes = BeautifulSoup(client.get(str(link["href"])).text, "lxml")
        assert client.get(f"/documents/{document_id(OLD.key)}/versions/none").status_code == 404
    assert [each.get_text() for each in changes.select("del")] == ["首尔"]
    assert [each.get_text() for each in changes.select("ins")] == ["东京"]
    assert len(changes.select(".change")) == 1
