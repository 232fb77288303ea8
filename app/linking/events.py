"""What linking concludes from the set of all mentions: events, with the reasons for every part of them."""

from dataclasses import dataclass
from datetime import date

from app.extraction.mentions import EventMention, EventType, Extraction, Participant, Precision, Status
from app.reading.document import Document


@dataclass(frozen=True)
class LinkedDocument:
    """One document as linking sees it."""

    document: Document
    extraction: Extraction


@dataclass(frozen=True)
class YearEvidence:
    """One reason to place an undated document in a year. `event_words` quote the shared happening."""

    document_key: str
    event_words: str
    detail: str


@dataclass(frozen=True)
class InferredYear:
    """The year concluded for an undated document, with all evidence; never a guess from the clock."""

    document_key: str
    year: int
    evidence: tuple[YearEvidence, ...]


@dataclass(frozen=True)
class Evidence:
    """One mention of an event: whose it is, as resolved in the end, and why it belongs here.

    `mention.time` carries the year that linking inferred, if it did; `year_inferred` marks that.
    """

    document_key: str
    mention: EventMention
    reasons: tuple[str, ...]
    score: float
    year_inferred: bool = False


@dataclass(frozen=True)
class Event:
    """One happening. `id` is the key of its canonical mention; every mention's key leads to it.

    `first`/`last` are inclusive and None while the year is unknown. `date_from` is the key of the mention whose
    words gave the date. `evidence` is in order of publication, then of text. `salience` is unitless, most
    events lie between 0 and 8; `salience_why` lists its parts.
    """

    id: str
    title: str
    edtf: str | None
    first: date | None
    last: date | None
    precision: Precision
    status: Status
    type: EventType
    place: str | None
    participants: tuple[Participant, ...]
    topics: tuple[str, ...]
    salience: float
    evidence: tuple[Evidence, ...]
    date_from: str
    documents: int
    sources: int
    year_inferred: bool = False
    salience_why: tuple[str, ...] = ()


@dataclass(frozen=True)
class Linking:
    """The outcome of linking a set of documents; the same set gives the same value in any order."""

    events: tuple[Event, ...]
    years: tuple[InferredYear, ...]
    statement_events: tuple[tuple[str, str], ...] = ()
