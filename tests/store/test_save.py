from dataclasses import replace

import pytest
from sqlalchemy import func, select

from app.errors import NotFound, QuoteMismatch
from app.filters import EventFilter
from app.linking.events import LinkedDocument, Linking
from app.store.conclusions import replace_events
from app.store.documents import get_document, list_documents
from app.store.engine import open_session
from app.store.events import get_event, list_events
from app.store.load import list_hashes, list_linked_documents
from app.store.save import Saved, save_document
from app.store.tables import (
    ACTOR,
    EVENT,
    EVENT_ACTOR,
    EVENT_CHANGE,
    EVENT_SOURCE,
    EVENT_TEXT,
    EVENT_TOPIC,
    MENTION,
    document_id,
    metadata,
)
from tests.archive import NOON, extraction, linked_documents, linking, talks

CONCLUDED = (EVENT, EVENT_ACTOR, EVENT_TOPIC, EVENT_SOURCE, EVENT_TEXT, MENTION)


def save(engine, *linked: LinkedDocument) -> list[Saved]:
    with open_session(engine, writing=True) as session:
        return [save_document(session, each.document, each.extraction, ingested_at=NOON) for each in linked]


def conclude(engine, concluded: Linking) -> None:
    with open_session(engine, writing=True) as session:
        replace_events(session, concluded)


def everything(engine) -> dict[str, list]:
    """All rows but those of the full-text index's shadow tables, and of the diary of changes."""
    with open_session(engine) as session:
        tables = [table for table in metadata.sorted_tables if table is not EVENT_CHANGE]
        rows = {table.name: sorted(map(repr, session.execute(select(table)))) for table in tables}
        return rows | {"event_text": sorted(map(repr, session.execute(select(EVENT_TEXT))))}


def test_documents_come_back_as_they_went_in(empty):
    assert save(empty, *linked_documents()) == [Saved.NEW] * 3
    with open_session(empty) as session:
        assert list_linked_documents(session) == sorted(linked_documents(), key=lambda each: each.document.key)
        assert list_hashes(session).keys() == {each.document.sha256 for each in linked_documents()}


def test_the_same_bytes_twice_change_nothing(empty):
    save(empty, *linked_documents())
    conclude(empty, linking())
    before = everything(empty)
    assert save(empty, *linked_documents()) == [Saved.UNCHANGED] * 3
    assert everything(empty) == before


def test_concluding_the_same_twice_changes_nothing(empty):
    save(empty, *linked_documents())
    conclude(empty, linking())
    before = everything(empty)
    conclude(empty, linking())
    assert everything(empty) == before


def test_the_order_of_saving_leaves_no_trace(empty, tmp_path, archive):
    save(empty, *reversed(linked_documents()))
    conclude(empty, linking())
    assert everything(empty) == everything(archive)


def rewritten() -> LinkedDocument:
    old = talks().document
    text = old.text.replace("下周", "稍后")
    return LinkedDocument(replace(old, text=text, sha256="0" * 64), extraction(None))


def test_new_text_replaces_the_old_and_what_rested_on_it(empty):
    save(empty, *linked_documents())
    conclude(empty, linking())
    assert save(empty, rewritten()) == [Saved.REPLACED]
    with open_session(empty) as session:
        assert len(list_documents(session)) == 3
        document = get_document(session, document_id(talks().document.key))
        assert (document.document, document.mentions, document.statements) == (rewritten().document, (), ())
        left = [line.id for line in list_events(session, EventFilter()).lines]
        assert left == ["m-sanction", "m-forum"]
        assert list_events(session, EventFilter(words="会谈")).total == 0


def test_a_wrong_quote_is_refused_and_nothing_of_its_document_stays(empty):
    wrong = talks()
    moved = tuple(replace(event, trigger_start=event.trigger_start + 1) for event in wrong.extraction.events)
    with pytest.raises(QuoteMismatch):
        save(empty, replace(wrong, extraction=replace(wrong.extraction, events=moved)))
    with open_session(empty) as session:
        assert list_documents(session) == ()


def test_a_conclusion_about_another_text_is_refused_and_the_old_ones_stay(empty):
    save(empty, *linked_documents())
    conclude(empty, linking())
    save(empty, rewritten())
    before = everything(empty)
    with pytest.raises(QuoteMismatch):
        conclude(empty, linking())
    assert everything(empty) == before


def test_a_conclusion_about_an_unknown_document_is_refused(empty):
    save(empty, *linked_documents()[:2])
    with pytest.raises(NotFound, match="undated"):
        conclude(empty, linking())


def test_nothing_concluded_leaves_no_rows(empty):
    save(empty, *linked_documents())
    conclude(empty, linking())
    conclude(empty, Linking((), ()))
    with open_session(empty) as session:
        assert [session.scalar(select(func.count()).select_from(table)) for table in CONCLUDED] == [0] * len(CONCLUDED)
        undated = get_document(session, document_id("https://example.org/undated"))
        assert (undated.inferred, undated.label.inferred_year) == (None, None)


def test_quotes_and_neighbours_are_cut_from_the_text(archive):
    texts = {each.document.key: each.document.text for each in linked_documents()}
    with open_session(archive) as session:
        for event in linking().events:
            detail = get_event(session, event.id)
            for evidence, mention in zip(event.evidence, detail.mentions, strict=True):
                text = texts[evidence.document_key]
                assert mention.quote == text[mention.start : mention.end]
                assert mention.prefix == text[max(0, mention.start - 32) : mention.start]
                assert mention.suffix == text[mention.end : mention.end + 32]


def test_an_actor_in_two_roles_and_a_topic_named_twice_are_listed_once(empty):
    save(empty, *linked_documents())
    event = linking().events[1]
    doubled = replace(event, participants=event.participants + event.participants[:1], topics=("中美关系",) * 2)
    conclude(empty, Linking((doubled,), ()))
    with open_session(empty) as session:
        line = get_event(session, "m-talks").line
        assert [name for name, _ in line.actors] == ["布林肯", "杨洁篪"]
        assert line.topics == ("中美关系",)


def test_what_is_known_of_an_actor_follows_the_last_conclusion(empty):
    save(empty, *linked_documents())
    conclude(empty, linking())
    with open_session(empty) as session:
        row = session.execute(select(ACTOR).where(ACTOR.c.name == "崔天凯")).one()
        assert (row.kind, row.country, row.office) == ("person", "中国", "驻美大使")
