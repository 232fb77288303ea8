"""Events for machines: nothing finer than it is known, every selector exact."""

from dataclasses import replace
from datetime import date

import pytest

from app.extraction.mentions import Precision, Status
from app.formats.linked_data import event_jsonld, event_page_annotations
from tests.formats.samples import EVENT, TEXT

BASE = "https://annals.example/"


@pytest.mark.parametrize(
    ("precision", "first", "last", "start"),
    [
        (Precision.DAY, date(2021, 3, 18), date(2021, 3, 19), "2021-03-18"),
        (Precision.MONTH, date(2021, 3, 1), date(2021, 3, 31), "2021-03"),
        (Precision.YEAR, date(2021, 1, 1), date(2021, 12, 31), "2021"),
        (Precision.PART_MONTH, date(2021, 3, 1), date(2021, 3, 10), None),
        (Precision.DAY, None, None, None),
    ],
)
def test_a_start_is_as_fine_as_it_is_known(
    precision: Precision, first: date | None, last: date | None, start: str | None
) -> None:
    event = replace(EVENT, line=replace(EVENT.line, precision=precision, first=first, last=last))
    assert event_jsonld(event, BASE).get("startDate") == start


def test_what_was_denied_is_not_scheduled() -> None:
    denied = replace(EVENT, line=replace(EVENT.line, status=Status.DENIED))
    assert "eventStatus" in event_jsonld(EVENT, BASE) and "eventStatus" not in event_jsonld(denied, BASE)


def test_every_selector_finds_its_quote_in_the_text() -> None:
    items = event_page_annotations(EVENT, BASE)["items"]
    assert len(items) == len(EVENT.mentions)
    for item, mention in zip(items, EVENT.mentions, strict=True):
        stored, original = item["target"]
        words, place = stored["selector"]
        assert TEXT[place["start"] : place["end"]] == words["exact"] == mention.quote
        assert words["prefix"] + words["exact"] + words["suffix"] in TEXT
        assert stored["source"] == f"{BASE}documents/{mention.document.id}.txt"
        assert original["source"] == mention.document.url and original["selector"] == words
