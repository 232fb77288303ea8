"""What linking concludes from the set of all mentions: events, with the reasons for every part of them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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


class Stand(StrEnum):
    """How a value stands to the others of its slot. A vaguer value that none of the others contradicts is less
    precise; values conflict where both cannot hold."""

    AGREES = "agrees"
    LESS_PRECISE = "less-precise"
    CONFLICTS = "conflicts"


@dataclass(frozen=True)
class SlotSpan:
    """The words that give a value: `start:end` of the text of a document, named by its key. `mention` is the key of
    the mention that they stand in, empty for words beside all mentions of the event."""

    document: str
    start: int
    end: int
    words: str
    mention: str = ""


@dataclass(frozen=True)
class SlotValue:
    """`mentions` are the keys of those that say so, `spans` the places where it is said, in order of mention."""

    value: str
    mentions: tuple[str, ...]
    stand: Stand
    spans: tuple[SlotSpan, ...] = ()


@dataclass(frozen=True)
class Slot:
    """What the sources say on one point: `day`, `place`, `status`, `number` (`subject` is the unit), `title`
    (`subject` is the person) or `character` (`subject` is what it is called or denied to be). Days are ISO,
    `first/last`. `absent` are the keys of documents that say nothing."""

    name: str
    subject: str
    values: tuple[SlotValue, ...]
    absent: tuple[str, ...] = ()

    @property
    def is_disputed(self) -> bool:
        return any(value.stand is Stand.CONFLICTS for value in self.values)


@dataclass(frozen=True)
class Version:
    """One outlet's wording of an utterance. `drift` names what differs from the first version: (theirs, here)."""

    statement: str
    drift: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Utterance:
    """What one speaker said once, as several passages report it; `id` is the key of the first. In order of
    publication, direct quotation first."""

    id: str
    versions: tuple[Version, ...]


@dataclass(frozen=True)
class Event:
    """One happening. `id` is the key of its canonical mention; every mention's key leads to it.

    `first`/`last` are inclusive and None while the year is unknown. `date_from` is the key of the mention whose
    words gave the date. `evidence` is in order of publication, then of text. `salience` is unitless, most
    events lie between 0 and 8; `salience_why` lists its parts. `background`: all its documents speak of it from a year
    or more later. `folded_into` is the event of an adjacent day that this one only repeats.
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
    slots: tuple[Slot, ...] = ()
    background: bool = False
    folded_into: str | None = None


@dataclass(frozen=True)
class Linking:
    """The outcome of linking a set of documents; the same set gives the same value in any order."""

    events: tuple[Event, ...]
    years: tuple[InferredYear, ...]
    statement_events: tuple[tuple[str, str], ...] = ()
    utterances: tuple[Utterance, ...] = ()
    notices: tuple[str, ...] = ()
