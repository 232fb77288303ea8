"""Export formats. One module writes one format from views, line by line; `export` says which views."""

from collections.abc import Iterator
from enum import StrEnum

from sqlalchemy.orm import Session

from app.filters import EventFilter
from app.formats import csv, events_jsonl, statements_jsonl
from app.store.events import list_event_details
from app.store.statements import list_statements


class Format(StrEnum):
    EVENTS_JSONL = "events-jsonl"
    STATEMENTS_JSONL = "statements-jsonl"
    CSV = "csv"


def export(session: Session, format: Format) -> Iterator[str]:
    """Everything that is stored, as text in pieces. Events come in the order of the timeline."""
    match format:
        case Format.EVENTS_JSONL:
            return events_jsonl.write(list_event_details(session, EventFilter()))
        case Format.STATEMENTS_JSONL:
            return statements_jsonl.write(list_statements(session))
        case Format.CSV:
            return csv.write(list_event_details(session, EventFilter()))
