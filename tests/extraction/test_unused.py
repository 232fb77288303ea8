from dataclasses import replace

import pytest
from hypothesis import given, settings

from app.extraction import extract
from app.extraction.sentences import prepare
from app.extraction.unused import Reason, TimeUse, judge_times, unused_times
from app.extraction.usable import Unusable, why_unusable
from app.reading.document import Document
from tests.extraction.articles import article, found_in
from tests.extraction.test_extract import documents


def judged(*paragraphs: str) -> list[tuple[str, str, str]]:
    return [(j.time.expression, str(j.use), str(j.reason)) for j in judge_times(*found_in(*paragraphs))]


@pytest.mark.parametrize(
    ("text", "expression", "reason"),
    [
        ("拜登5月16日吃了早餐。", "5月16日", Reason.NO_TRIGGER),
        ("如果拜登5月16日访问日本，情况会有变化。", "5月16日", Reason.HYPOTHETICAL),
        ("美国5月16日希望举行会谈。", "5月16日", Reason.HOPED),
        ("双方每年举行会谈。", "每年", Unusable.SET),
        ("截至5月16日，两国签署协议。", "5月16日", Unusable.UP_TO),
    ],
)
def test_a_time_that_dates_no_event_says_why(text: str, expression: str, reason: str) -> None:
    assert judged(text) == [(expression, TimeUse.NONE, reason)]


def test_a_time_that_dates_an_event_leads_to_its_mention() -> None:
    document, found = found_in("美国总统拜登5月16日会见日本首相岸田文雄。")
    (time,) = judge_times(document, found)
    assert (time.use, time.keys, time.reason) == (TimeUse.EVENT, (found.events[0].key,), "")
    assert unused_times(document, found) == ()


def test_an_event_that_only_a_caption_tells_of_is_marked() -> None:
    document = article("两国关系紧张。", captions=["美国总统拜登5月15日会见日本首相岸田文雄。"])
    (time,) = judge_times(document, extract(document))
    assert (time.use, time.reason) == (TimeUse.EVENT, Reason.CAPTION)


def test_what_lies_beyond_the_cap_of_a_document_is_told_as_such() -> None:
    document, found = found_in("美国总统拜登5月16日会见日本首相岸田文雄。")
    (time,) = judge_times(document, replace(found, events=()))
    assert (time.use, time.reason) == (TimeUse.NONE, Reason.TOO_MANY)


@settings(max_examples=30, deadline=None)
@given(documents)
def test_every_time_gets_one_verdict_in_text_order(document: Document) -> None:
    found = extract(document)
    verdicts = judge_times(document, found)
    prepared = prepare(document)
    assert tuple(v.time for v in verdicts) == found.times
    for verdict in verdicts:
        assert (verdict.use is TimeUse.EVENT) == bool(set(verdict.keys) & {m.key for m in found.events})
        assert verdict.use is TimeUse.EVENT or verdict.reason
        assert verdict.use is not TimeUse.EVENT or why_unusable(prepared, verdict.time) is None
