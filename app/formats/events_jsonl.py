"""Events as JSON lines, one event a line, with every mention, its exact quote and the steps behind its date."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from app.extraction.dates import words
from app.extraction.mentions import Status, TimeMention
from app.store.views import DocumentLabel, EventDetail, MentionView


def write(events: Iterable[EventDetail]) -> Iterator[str]:
    """One line, with its newline, for each event."""
    for event in events:
        yield json.dumps(event_fields(event), ensure_ascii=False) + "\n"


def event_fields(event: EventDetail) -> dict[str, Any]:
    line = event.line
    return {
        "id": line.id,
        "title": line.title,
        "edtf": line.edtf,
        "start": iso_day(line.first),
        "end": iso_day(line.last),
        "precision": line.precision,
        "status": exported_status(line.status),
        "type": line.type,
        "actors": [{"id": name, "name": name, "role": role} for name, role in line.actors],
        "topics": list(line.topics),
        "place": line.place,
        "mentions": [mention_fields(mention) for mention in event.mentions],
    }


def mention_fields(mention: MentionView) -> dict[str, Any]:
    return {
        "document": document_fields(mention.document),
        "quote": mention.quote,
        "start": mention.start,
        "end": mention.end,
        "prefix": mention.prefix,
        "suffix": mention.suffix,
        "date": date_fields(mention.time),
        "status": exported_status(mention.status),
    }


def document_fields(document: DocumentLabel) -> dict[str, Any]:
    return {
        "id": document.id,
        "file": document.file,
        "title": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "published": iso_day(document.published),
    }


def date_fields(time: TimeMention | None) -> dict[str, Any]:
    """Words, value and explanation; all empty for a passage that names no day of its own."""
    if time is None:
        return {"expression": None, "edtf": None, "trace": []}
    return {"expression": time.expression, "edtf": time.edtf, "trace": list(words(time))}


def exported_status(status: str) -> str:
    """A plan past its day without confirmation is still a plan to those who read the export."""
    return Status.PLANNED.value if status == Status.LAPSED else status


def iso_day(day: date | None) -> str | None:
    return day.isoformat() if day else None
