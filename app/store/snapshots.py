"""Values to JSON text and back, exactly."""

from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import to_json

from app.extraction.mentions import Extraction, Participant, TimeMention
from app.linking.events import Slot, YearEvidence
from app.reading.document import Document, LeftOut, Passage, Witness


@dataclass(frozen=True)
class Reading:
    """The part of a Document that has no column of its own."""

    passages: tuple[Passage, ...]
    zone: str | None
    witnesses: tuple[Witness, ...]
    left_out: tuple[LeftOut, ...]


_READING = TypeAdapter(Reading)
_EXTRACTION = TypeAdapter(Extraction)
_TIME: TypeAdapter[TimeMention | None] = TypeAdapter(TimeMention | None)
_PARTICIPANTS = TypeAdapter(tuple[Participant, ...])
_SLOTS = TypeAdapter(tuple[Slot, ...])
_DRIFT = TypeAdapter(tuple[tuple[str, str], ...])
_YEAR_EVIDENCE = TypeAdapter(tuple[YearEvidence, ...])


def dump_json(value: Any) -> str:
    return to_json(value).decode()


def dump_reading(document: Document) -> str:
    reading = Reading(document.passages, document.zone, document.witnesses, document.left_out)
    return _READING.dump_json(reading).decode()


def load_reading(text: str) -> Reading:
    return _READING.validate_json(text)


def dump_extraction(extraction: Extraction) -> str:
    return _EXTRACTION.dump_json(extraction).decode()


def load_extraction(text: str) -> Extraction:
    return _EXTRACTION.validate_json(text)


def dump_time(time: TimeMention | None) -> str:
    return _TIME.dump_json(time).decode()


def load_time(text: str) -> TimeMention | None:
    return _TIME.validate_json(text)


def dump_participants(participants: tuple[Participant, ...]) -> str:
    return _PARTICIPANTS.dump_json(participants).decode()


def load_participants(text: str) -> tuple[Participant, ...]:
    return _PARTICIPANTS.validate_json(text)


def dump_slots(slots: tuple[Slot, ...]) -> str:
    return _SLOTS.dump_json(slots).decode()


def load_slots(text: str) -> tuple[Slot, ...]:
    return _SLOTS.validate_json(text)


def dump_drift(drift: tuple[tuple[str, str], ...]) -> str:
    return _DRIFT.dump_json(drift).decode()


def load_drift(text: str) -> tuple[tuple[str, str], ...]:
    return _DRIFT.validate_json(text)


def dump_year_evidence(evidence: tuple[YearEvidence, ...]) -> str:
    return _YEAR_EVIDENCE.dump_json(evidence).decode()


def load_year_evidence(text: str) -> tuple[YearEvidence, ...]:
    return _YEAR_EVIDENCE.validate_json(text)
