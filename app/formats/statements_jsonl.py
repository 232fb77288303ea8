"""Statements as JSON lines: who said what, in the exact words, when, and at which event."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from app.extraction.mentions import StatementKind
from app.formats.events_jsonl import date_fields, document_fields
from app.store.views import StatementView

_SPOKESMAN = "发言人"


def write(statements: Iterable[StatementView]) -> Iterator[str]:
    """One line, with its newline, for each statement."""
    for statement in statements:
        yield json.dumps(statement_fields(statement), ensure_ascii=False) + "\n"


def statement_fields(statement: StatementView) -> dict[str, Any]:
    return {
        "id": statement.key,
        "document": document_fields(statement.document),
        "speaker": spoken_by(statement),
        "verb": statement.verb,
        "quote": statement.quote,
        "start": statement.start,
        "end": statement.end,
        "kind": exported_kind(statement.kind),
        "date": date_fields(statement.time),
        "event": statement.event_id,
    }


def spoken_by(statement: StatementView) -> str | None:
    """The actor, or what the text calls an unknown speaker; a body that speaks through a spokesman without a name is
    told apart from the body itself: 中国外交部发言人."""
    if statement.speaker_words.endswith(_SPOKESMAN):
        return statement.speaker_words
    return statement.speaker or statement.speaker_words or None


def exported_kind(kind: StatementKind) -> str:
    """The format knows two kinds. Words partly in quotation marks are direct only when all of them are."""
    return StatementKind.DIRECT.value if kind is StatementKind.DIRECT else StatementKind.INDIRECT.value
