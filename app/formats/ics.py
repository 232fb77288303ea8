"""Dated events as a calendar (RFC 5545), each over all the days that its date may mean."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from app.extraction.mentions import Precision, Status
from app.store.views import EventDetail, EventLine

_LONGEST_LINE = 75  # octets
_STATUSES = {Status.HAPPENED: "CONFIRMED", Status.PLANNED: "TENTATIVE", Status.LAPSED: "TENTATIVE"}


def write(events: Iterable[EventDetail], *, title: str, site: str) -> Iterator[str]:
    """`site` is the address of the site with its last slash."""
    yield from _lines("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Annals//Timeline//ZH")
    yield from _lines(f"X-WR-CALNAME:{_text(title)}")
    for event in events:
        if event.line.first and event.line.last:
            yield from _lines(*_event(event.line, event.line.first, event.line.last, site))
    yield from _lines("END:VCALENDAR")


def _event(line: EventLine, first: date, last: date, site: str) -> Iterator[str]:
    source = line.quote.document
    about = "" if line.precision == Precision.DAY else f"（{line.edtf}）"
    stamp = line.reported or first
    yield "BEGIN:VEVENT"
    yield f"UID:{line.id}@annals"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(first)}"
    if last < date.max:
        yield f"DTEND;VALUE=DATE:{_day(last + timedelta(days=1))}"
    yield f"SUMMARY:{_text(line.title + about)}"
    yield f"DESCRIPTION:{_text(f'「{line.quote.quote}」—— {source.publisher or source.title}')}"
    yield f"URL:{site}events/{line.id}"
    yield f"STATUS:{_STATUSES.get(Status(line.status), 'CANCELLED')}"
    if line.place:
        yield f"LOCATION:{_text(line.place)}"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day.year:04}{day:%m%d}"


def _text(words: str) -> str:
    for char, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"), ("\r", "")):
        words = words.replace(char, escaped)
    return words


def _lines(*lines: str) -> Iterator[str]:
    """Each folded where it grows too long, never inside a character."""
    for line in lines:
        folded, length = "", 0
        for char in line:
            size = len(char.encode())
            if length + size > _LONGEST_LINE:
                folded, length = f"{folded}\r\n ", 1
            folded, length = folded + char, length + size
        yield f"{folded}\r\n"
