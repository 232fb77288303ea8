from dataclasses import replace
from datetime import date

import pytest

from app.extraction.mentions import EventType, Precision, Status
from app.linking.events import Event
from app.store.rows import Source, best_quote, chronology, event_row
from tests.archive import day, event, linked_documents, linking, mention

TEXT = "中美会谈\n3月18日举行会谈。\n会谈次日继续。\n图：会谈现场，3月18日。\n据称双方“3月18日举行会谈”，官员说。"
DAY = day(TEXT, "3月18日", date(2021, 3, 18))


def told(key: str, sentence: str, nth: int | None = 0, **more):
    time = None if nth is None else day(TEXT, "3月18日", date(2021, 3, 18), nth=nth)
    return "doc", mention(TEXT, key, sentence, "会谈", EventType.CONSULT, time, **more)


TITLE = told("title", "中美会谈", None, in_title=True)
PLAIN = told("plain", "3月18日举行会谈。")
CARRIED = told("carried", "会谈次日继续。")
CAPTION = told("caption", "图：会谈现场，3月18日。", 1, in_caption=True, score=9.0)
QUOTED = told("quoted", "据称双方“3月18日举行会谈”，官员说。", 2, in_quote=True)
IMPLICIT = told("implicit", "会谈次日继续。", 0, implicit=True)
PLANNED = told("planned", "3月18日举行会谈。", status=Status.PLANNED)


@pytest.mark.parametrize(
    ("mentions", "shown"),
    [
        ((CAPTION, TITLE, CARRIED, PLAIN), "plain"),
        ((CAPTION, TITLE, CARRIED), "carried"),
        ((CAPTION, TITLE), "title"),
        ((CAPTION,), "caption"),
        ((CARRIED, QUOTED), "quoted"),
        ((QUOTED, PLAIN), "plain"),
        ((TITLE, IMPLICIT), "implicit"),
        ((IMPLICIT, CARRIED), "carried"),
        ((PLANNED, QUOTED), "quoted"),
    ],
)
def test_the_quote_in_a_list_names_the_day_in_plain_words(mentions, shown):
    told = event(mentions, title="会谈", date_from="", status=Status.HAPPENED)
    assert best_quote(told).mention.key == shown


def dated(first: date | None, edtf: str | None) -> Event:
    return replace(linking().events[0], first=first, edtf=edtf)


def test_time_runs_from_dated_to_undated():
    events = [
        dated(date(2021, 3, 18), "2021-03-18"),
        dated(date(2021, 12, 1), "2021-12-01"),
        dated(None, "XXXX-02-01"),
        dated(None, "XXXX-11-02"),
        dated(None, None),
    ]
    assert sorted(map(chronology, reversed(events))) == [chronology(each) for each in events]


def test_every_precision_has_its_place_in_the_order():
    event = linking().events[0]
    sources = {each.document.key: Source(each.document, each.extraction.reference.day) for each in linked_documents()}
    grains = {event_row(replace(event, precision=precision), sources)["grain"] for precision in Precision}
    assert grains == set(range(len(Precision)))
