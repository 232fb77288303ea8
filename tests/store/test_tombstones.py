"""Old permalinks still arrive when a document comes back with other words."""

from datetime import date

import pytest

from app.errors import NotFound
from app.extraction import extract
from app.linking import link
from app.reading.document import Document
from app.store.conclusions import replace_events
from app.store.engine import open_session
from app.store.events import get_event
from app.store.load import list_linked_documents
from app.store.save import save_document
from app.store.tombstones import find_heir
from tests.archive import NOON
from tests.extraction.articles import article

TALKS = "岸田文雄5月16日在首尔会见尹锡悦。"
SANCTIONS = "美国5月10日宣布制裁伊朗。"


def store(engine, *documents: Document) -> list[str]:
    """Stores and links; the keys of all mentions of events."""
    with open_session(engine, writing=True) as session:
        for document in documents:
            save_document(session, document, extract(document), ingested_at=NOON)
        linking = link(list_linked_documents(session))
        replace_events(session, linking)
    return [evidence.mention.key for event in linking.events for evidence in event.evidence]


def title(engine, key: str) -> str:
    with open_session(engine) as session:
        return get_event(session, key).line.title


def test_the_link_of_a_sentence_that_was_rewritten_leads_to_the_most_alike_one(empty):
    before = store(empty, article(TALKS, SANCTIONS, name="report"))
    after = store(empty, article("岸田文雄5月16日在首尔正式会见尹锡悦。", SANCTIONS, name="report"))
    (lost,) = set(before) - set(after)
    (new,) = set(after) - set(before)
    assert title(empty, lost) == title(empty, new)
    with open_session(empty) as session:
        assert (find_heir(session, lost), find_heir(session, new)) == (new, None)


def test_a_sentence_that_comes_back_has_its_own_link_again(empty):
    before = store(empty, article(TALKS, name="report"))
    store(empty, article(SANCTIONS, name="report"))
    assert title(empty, before[0]) == "美国宣布制裁伊朗"
    store(empty, article(TALKS, published=date(2023, 5, 18), name="report"))
    with open_session(empty) as session:
        assert find_heir(session, before[0]) is None
    assert "尹锡悦" in title(empty, before[0])


def test_links_follow_through_several_versions(empty):
    first = store(empty, article(TALKS, name="report"))
    store(empty, article("岸田文雄5月16日在首尔正式会见尹锡悦。", name="report"))
    third = store(empty, article("岸田文雄5月16日在首尔再次会见尹锡悦。", name="report"))
    with open_session(empty) as session:
        assert find_heir(session, first[0]) == third[0]


def test_links_of_other_documents_in_the_same_event_stay_their_own(empty):
    other = article("岸田文雄星期二会见尹锡悦。", name="other")
    before = store(empty, article(TALKS, name="report"), other)
    after = store(empty, article("天气很好。", name="report"))
    assert len(after) == 1 and set(after) < set(before)
    with open_session(empty) as session:
        assert find_heir(session, after[0]) is None


def test_a_link_whose_document_tells_of_nothing_any_more_leads_nowhere(empty):
    before = store(empty, article(TALKS, name="report"))
    store(empty, article("天气很好。", name="report"))
    with open_session(empty) as session, pytest.raises(NotFound):
        get_event(session, before[0])
