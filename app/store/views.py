"""What the store hands to pages and exports: plain values, already joined, never rows or responses."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.extraction.mentions import Extraction, Participant, StatementKind, TimeMention
from app.linking.events import InferredYear, Slot
from app.reading.document import Document


@dataclass(frozen=True)
class DocumentLabel:
    """A document as a line of text needs it. `published` is its reference day, None when undated."""

    id: str
    file: str
    title: str
    publisher: str | None
    url: str | None
    published: date | None
    inferred_year: int | None = None
    key: str = ""  # see reading.document: what linking and slots name it by


@dataclass(frozen=True)
class QuoteView:
    """One passage that tells of an event, as a list shows it. `quote` is `text[start:end]`; `trigger_*` are offsets
    inside the document like `start`."""

    key: str
    document: DocumentLabel
    start: int
    end: int
    quote: str
    trigger_start: int
    trigger_end: int
    time: TimeMention | None

    @property
    def document_id(self) -> str:
        return self.document.id


@dataclass(frozen=True)
class MentionView(QuoteView):
    """The same with all that was read of it. `prefix`/`suffix` are its neighbours, at most 32 code points each."""

    prefix: str
    suffix: str
    trigger: str
    status: str
    status_cue: str
    type: str
    participants: tuple[Participant, ...]
    place: str | None
    reasons: tuple[str, ...]
    why: tuple[str, ...]
    year_inferred: bool
    implicit: bool
    in_title: bool
    in_caption: bool


class Why(StrEnum):
    """How a word of a search was found: as typed, in another script or width, or under another name."""

    LITERAL = "literal"
    FOLDED = "folded"
    ALIAS = "alias"


@dataclass(frozen=True)
class Hit:
    """Of an event found by words: one of them as typed, and what was found for it."""

    words: str
    found: str
    why: Why


@dataclass(frozen=True)
class Repeat:
    """An event of an adjacent day that only repeats a stronger one."""

    id: str
    title: str
    first: date


@dataclass(frozen=True)
class EventLine:
    """One event in a list. `quote` is the passage shown with it: the best one that names the day, if any; in a search
    the best one that has the words.

    `background`: all its documents speak of it from a year or more later. `folded_into` is the id of the stronger
    event of an adjacent day that it only repeats, `repeats` are those that it stands for. `disputes` counts the points
    on which its sources contradict each other."""

    id: str
    title: str
    edtf: str | None
    first: date | None
    last: date | None
    precision: str
    status: str
    type: str
    place: str | None
    salience: float
    documents: int
    sources: int
    year_inferred: bool
    actors: tuple[tuple[str, str], ...]  # (name, role)
    topics: tuple[str, ...]
    quote: QuoteView
    background: bool = False
    folded_into: str | None = None
    reported: date | None = None  # the latest publication
    disputes: int = 0
    repeats: tuple[Repeat, ...] = ()
    hits: tuple[Hit, ...] = ()

    @property
    def who(self) -> tuple[str, ...]:
        """Each of its actors once, whatever their roles."""
        return tuple(dict.fromkeys([name for name, _ in self.actors]))


@dataclass(frozen=True)
class NamedEvent:
    """As much of an event as the picture of a view names."""

    id: str
    title: str
    first: date | None
    salience: float


@dataclass(frozen=True)
class EventPage:
    """One page of a list, in order: the ids of its events, and their lines where these were read. Cursors are opaque;
    None where there is no further page that way. `hidden` are the events that only `show=all` lists. `is_least`: there
    was no time to count, and there are at least `total`."""

    ids: tuple[str, ...]
    total: int
    mentions: int
    after: str | None
    before: str | None
    hidden: int = 0
    is_least: bool = False
    lines: tuple[EventLine, ...] = ()


@dataclass(frozen=True)
class FacetValue:
    """`count` honours every other filter, not this facet's own choice (but see store.facets on "all of them")."""

    value: str
    count: int
    selected: bool = False
    excluded: bool = False


@dataclass(frozen=True)
class Facet:
    """`values` come selected and excluded first, then by count; `total` counts all values, also those not listed,
    `found` those that were looked for and not chosen."""

    name: str  # one of filters.FACETS
    values: tuple[FacetValue, ...]
    total: int
    found: int = 0


@dataclass(frozen=True)
class StatementView:
    key: str
    document: DocumentLabel
    start: int
    end: int
    quote: str
    verb: str
    kind: StatementKind
    speaker: str | None
    speaker_words: str
    how: str
    via: str | None
    time: TimeMention | None
    event_id: str | None
    utterance: str | None = None
    drift: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class EventDetail:
    """Everything the event page shows. `date_from` is the key of the mention whose words gave the date."""

    line: EventLine
    date_from: str
    participants: tuple[Participant, ...]
    mentions: tuple[MentionView, ...]
    statements: tuple[StatementView, ...]
    salience_why: tuple[str, ...]
    years: tuple[InferredYear, ...]  # of the undated documents among its sources
    slots: tuple[Slot, ...] = ()  # where its sources agree, are vaguer, say nothing, contradict each other


@dataclass(frozen=True)
class DocumentDetail:
    """Everything the document reader shows. `mentions` pairs each mention with the id and title of its event."""

    label: DocumentLabel
    document: Document
    extraction: Extraction
    mentions: tuple[tuple[MentionView, str, str], ...]
    statements: tuple[StatementView, ...]
    inferred: InferredYear | None
    ingested_at: datetime


@dataclass(frozen=True)
class Counts:
    """What the whole archive holds. `first`/`last` are the first and last day of its dated events."""

    documents: int
    events: int
    undated: int
    mentions: int
    statements: int
    first: date | None
    last: date | None
    ingested_at: datetime | None
