"""Events as CSV for spreadsheets (RFC 4180), one event a row, with the quote that dates it."""

import csv
import io
from collections.abc import Iterable, Iterator

from app.formats.events_jsonl import exported_status, iso_day
from app.store.views import EventDetail

COLUMNS = (
    "id",
    "title",
    "edtf",
    "start",
    "end",
    "precision",
    "status",
    "type",
    "actors",
    "topics",
    "place",
    "documents",
    "quote",
    "file",
    "publisher",
    "url",
)
# Without it, spreadsheets read UTF-8 as a local code page and Chinese turns to noise.
BYTE_ORDER_MARK = "\ufeff"
# A cell that begins so is a formula to a spreadsheet (OWASP, "CSV Injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write(events: Iterable[EventDetail]) -> Iterator[str]:
    """The heading row, then one row for each event, each ending in CRLF."""
    yield BYTE_ORDER_MARK + _row(COLUMNS)
    for event in events:
        yield _row(_cells(event))


def _cells(event: EventDetail) -> tuple[str, ...]:
    line, source = event.line, event.line.quote.document
    return (
        line.id,
        line.title,
        line.edtf or "",
        iso_day(line.first) or "",
        iso_day(line.last) or "",
        line.precision,
        exported_status(line.status),
        line.type,
        "；".join(name for name, _ in line.actors),
        "；".join(line.topics),
        line.place or "",
        str(line.documents),
        line.quote.quote,
        source.file,
        source.publisher or "",
        source.url or "",
    )


def _row(cells: Iterable[str]) -> str:
    row = io.StringIO()
    csv.writer(row).writerow([_guarded(cell) for cell in cells])
    return row.getvalue()


def _guarded(cell: str) -> str:
    return "'" + cell if cell.startswith(_FORMULA_STARTS) else cell
