"""An address of a passage that its document no longer has still arrives, and says why it arrives there."""

from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.web.app import create_app
from tests.extraction.articles import article
from tests.store.test_tombstones import SANCTIONS, TALKS, store


def test_the_link_of_a_lost_sentence_leads_to_its_heir_with_a_notice(empty: Engine) -> None:
    before = store(empty, article(TALKS, SANCTIONS, name="report"))
    after = store(empty, article("岸田文雄5月16日在首尔正式会见尹锡悦。", SANCTIONS, name="report"))
    (lost,) = set(before) - set(after)
    (heir,) = set(after) - set(before)
    with TestClient(create_app(empty)) as client:
        response = client.get(f"/events/{lost}")
    assert str(response.url.path) == f"/events/{heir}"
    assert "在文献的新版本里已经没有了" in response.text
