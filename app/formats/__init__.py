"""Export formats. One module writes one format from views, line by line; `export` says which views."""

from collections.abc import Iterator
from enum import StrEnum

from sqlalchemy.orm import Session

from app.filters import EventFilter, Show
from app.formats import csv, events_jsonl, packet, statements_jsonl
from app.store.documents import find_documents
from app.store.events import list_event_details
from app.store.statements import list_statements


class Format(StrEnum):
    EVENTS_JSONL = "events-jsonl"
    STATEMENTS_JSONL = "statements-jsonl"
    CSV = "csv"
    PACKET = "packet"


def export(session: Session, format: Format) -> Iterator[bytes]:
    """Everything that is stored, in pieces. Events come in the order of the timeline. Text is UTF-8; a packet is one
    ZIP file, made in memory."""
    match format:
        case Format.EVENTS_JSONL:
            return _encoded(events_jsonl.write(list_event_details(session, EventFilter(show=Show.ALL))))
        case Format.STATEMENTS_JSONL:
            return _encoded(statements_jsonl.write(list_statements(session)))
        case Format.CSV:
            return _encoded(csv.write(list_event_details(session, EventFilter(show=Show.ALL))))
        case Format.PACKET:
            return iter([_packet(session)])


def _encoded(texts: Iterator[str]) -> Iterator[bytes]:
    return (text.encode("utf-8") for text in texts)


def _packet(session: Session) -> bytes:
    details = list(list_event_details(session, EventFilter(show=Show.ALL)))
    used = {mention.document.id for each in details for mention in each.mentions}
    return packet.write(details, find_documents(session, used), "编年 Annals")
