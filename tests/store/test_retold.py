"""What a reader of some of the documents would have known of an event that others tell more of."""

from datetime import date

import pytest
from sqlalchemy import Engine

from app.filters import EventFilter, Show
from app.store.engine import open_session
from app.store.events import list_events
from app.store.linking import link_due
from app.store.save import save_document
from app.store.views import EventLine
from tests.archive import NOON
from tests.extraction.articles import article
from tests.linking.linked import linked

EARLY = article("马克龙将于5月与朔尔茨会谈。", published=date(2023, 5, 2), name="early")
LATE = article(
    "马克龙和默茨5月16日在柏林与朔尔茨会谈。", title="马克龙柏林与朔尔茨会谈", published=date(2023, 5, 17), name="late"
)


@pytest.fixture
def archive(empty: Engine) -> Engine:
    with open_session(empty, writing=True) as session:
        for each in linked(EARLY, LATE):
            save_document(session, each.document, each.extraction, ingested_at=NOON)
    with open_session(empty, writing=True) as session:
        link_due(session)
    return empty


def _line(engine: Engine, known: date) -> EventLine:
    with open_session(engine) as session:
        (line,) = list_events(session, EventFilter(known=known, show=Show.ALL)).lines
    return line


def test_before_the_second_report_nothing_of_it_is_told(archive: Engine) -> None:
    line = _line(archive, date(2023, 5, 10))
    assert (line.edtf, line.precision, line.status) == ("2023-05", "month", "planned")
    assert line.title == "马克龙将与朔尔茨会谈"
    assert "柏林" not in (line.place or "") and "默茨" not in {name for name, _ in line.actors}


def test_afterwards_all_of_it_is(archive: Engine) -> None:
    line = _line(archive, date(2023, 5, 18))
    assert (line.edtf, line.precision, line.status) == ("2023-05-16", "day", "happened")
    assert line.title == "马克龙柏林与朔尔茨会谈"
