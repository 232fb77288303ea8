from datetime import date

import pytest

from app.extraction.mentions import Precision
from app.formats.ics import write
from app.store.views import EventDetail
from tests.formats.samples import EVENT, event_like


def calendar(*events: EventDetail) -> str:
    return "".join(write(events, title="拜登", site="http://annals.example/"))


def fields(*events: EventDetail) -> dict[str, str]:
    """The unfolded lines of the last event."""
    lines = calendar(*events).replace("\r\n ", "").split("\r\n")
    return dict(line.split(":", 1) for line in lines if ":" in line)


def test_an_event_takes_its_day_and_says_where_it_comes_from() -> None:
    found = fields(EVENT)
    assert found["DESCRIPTION"] == "「中美两国高层18日在安克雷奇会谈。」—— 样报"
    assert (found["DTSTART;VALUE=DATE"], found["DTEND;VALUE=DATE"]) == ("20210318", "20210319")
    assert (found["UID"], found["URL"]) == ("m1@annals", "http://annals.example/events/m1")


def test_a_month_takes_all_its_days_and_says_that_it_is_a_month() -> None:
    found = fields(
        event_like(edtf="2021-03", first=date(2021, 3, 1), last=date(2021, 3, 31), precision=Precision.MONTH)
    )
    assert (found["DTSTART;VALUE=DATE"], found["DTEND;VALUE=DATE"]) == ("20210301", "20210401")
    assert found["SUMMARY"].endswith("（2021-03）")


@pytest.mark.parametrize(
    ("status", "told"),
    [("happened", "CONFIRMED"), ("planned", "TENTATIVE"), ("lapsed", "TENTATIVE"), ("denied", "CANCELLED")],
)
def test_the_status_is_told(status: str, told: str) -> None:
    assert fields(event_like(status=status))["STATUS"] == told


def test_what_has_no_year_has_no_place_in_a_calendar() -> None:
    assert "VEVENT" not in calendar(event_like(edtf=None, first=None, last=None))


def test_the_last_day_of_all_has_no_day_after() -> None:
    assert "DTEND;VALUE=DATE" not in fields(event_like(first=date(9999, 1, 1), last=date.max))


@pytest.mark.parametrize("title", ["甲,乙;丙\\丁", "长" * 200, "两\n行"])
def test_lines_are_short_and_come_back_whole(title: str) -> None:
    text = calendar(event_like(title=title))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    escaped = fields(event_like(title=title))["SUMMARY"]
    plain = escaped.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
    assert plain == title
