from dataclasses import replace
from datetime import date

import pytest

from app.errors import QuoteMismatch
from app.extraction.mentions import EventMention, Extraction
from app.reading.document import Document, Passage, PassageKind
from app.store.checks import check_spans
from tests.archive import day, extraction, linked_documents, talks

TALKS = talks()
TEXT = TALKS.document.text


@pytest.mark.parametrize("linked", linked_documents(), ids=lambda linked: linked.document.file)
def test_true_spans_pass(linked):
    check_spans(linked.document, linked.extraction)


def held(**changes) -> Extraction:
    mention = next(event for event in TALKS.extraction.events if event.key == "m-talks")
    return extraction(date(2021, 3, 19), events=(replace(mention, **changes),))


def said(start: int, end: int) -> Extraction:
    statement = replace(TALKS.extraction.statements[0], start=start, end=end)
    return extraction(date(2021, 3, 19), statements=(statement,))


def named(start: int, end: int) -> Extraction:
    return extraction(None, actors=(replace(TALKS.extraction.actors[0], start=start, end=end),))


def timed(**changes) -> Extraction:
    return extraction(None, times=(replace(day(TEXT, "3月18日", date(2021, 3, 18)), **changes),))


TITLE_END = TALKS.document.passages[0].end


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (held(start=-1), "outside the text"),
        (held(end=len(TEXT) + 1), "outside the text"),
        (held(start=30, end=20), "outside the text"),
        (held(start=20, end=20), "empty"),
        (held(start=0), "crosses from one passage into another"),
        (held(start=TITLE_END), "between passages"),
        (held(trigger="会晤"), "recorded as '会晤', but the text has '会谈'"),
        (held(trigger_start=8, trigger_end=10), "recorded as '会谈'"),
        (held(trigger="3月", trigger_start=10, trigger_end=12, start=13), "the trigger 3月 lies outside"),
        (held(time=day(TEXT.replace("18", "19"), "3月19日", date(2021, 3, 19))), "recorded as '3月19日'"),
        (held(time=replace(day(TEXT, "3月18日", date(2021, 3, 18)), start=0)), "recorded as '3月18日'"),
        (timed(expression="3月18"), "time: recorded as '3月18'"),
        (timed(expression="", start=4, end=4), "time: empty"),
        (named(TITLE_END, TITLE_END + 1), "actor: empty"),
        (named(TITLE_END - 1, TITLE_END + 2), "actor: crosses"),
        (said(TITLE_END, TITLE_END + 4), "statement: begins or ends between passages"),
        (said(5, 5), "statement: empty"),
        (said(10**9, 10**9 + 1), "statement: outside the text"),
    ],
)
def test_a_span_that_is_not_what_it_says_is_refused(found, reason):
    with pytest.raises(QuoteMismatch, match=reason) as error:
        check_spans(TALKS.document, found)
    assert error.value.document == TALKS.document.key


def test_words_said_may_go_on_in_the_next_paragraph():
    check_spans(TALKS.document, said(TITLE_END - 2, TITLE_END + 4))


def test_the_documents_own_day_has_no_words():
    own = replace(day(TEXT, "3月18日", date(2021, 3, 18)), expression="", start=0, end=0)
    check_spans(TALKS.document, held(time=own, implicit=True))
    with pytest.raises(QuoteMismatch, match="time: empty"):
        check_spans(TALKS.document, held(time=own, implicit=False))


def twice(mention: EventMention) -> Extraction:
    return extraction(None, events=(mention, mention))


def test_a_key_names_one_mention():
    with pytest.raises(QuoteMismatch, match="a second one with the key m-talks"):
        check_spans(TALKS.document, twice(TALKS.extraction.events[1]))


@pytest.mark.parametrize(
    "passages",
    [((0, 4), (3, 8)), ((4, 8), (0, 4)), ((0, 0),), ((0, 10**6),), ((-1, 4),)],
)
def test_passages_are_in_order_and_inside_the_text(passages):
    listed = tuple(Passage(PassageKind.PARAGRAPH, start, end) for start, end in passages)
    document: Document = replace(TALKS.document, passages=listed)
    with pytest.raises(QuoteMismatch, match="passage"):
        check_spans(document, extraction(None))
