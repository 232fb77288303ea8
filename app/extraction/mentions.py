"""What extraction finds in one document. All offsets are code points in `Document.text`, ends exclusive."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How finely a date is known. The values are those of the export format."""

    DAY = "day"
    PART_MONTH = "part-month"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    VAGUE = "vague"


class TimeKind(StrEnum):
    """`date` names days; `vague` only bounds them (近日); durations, sets and eras are no dates at all."""

    DATE = "date"
    VAGUE = "vague"
    DURATION = "duration"
    SET = "set"
    ERA = "era"


class AnchorKind(StrEnum):
    """What a relative expression was resolved against."""

    NONE = "none"
    REFERENCE = "reference"  # the document's day
    MENTION = "mention"  # an earlier time mention
    EVENT = "event"  # a dated event of the same document
    ITEM = "item"  # the day or hour at the head of an item of the document


@dataclass(frozen=True)
class Anchor:
    """`words` say what the anchor is in the document's own words, e.g. `3月18日` or `会谈`; `why` is a reason code."""

    kind: AnchorKind
    day: date | None = None
    words: str = ""
    why: str = ""
    start: int | None = None


@dataclass(frozen=True)
class Rejected:
    """A candidate that was not chosen. `edtf` is its value, or the words when no such day exists."""

    edtf: str
    reason: str


@dataclass(frozen=True)
class OpenDate:
    """A date whose year nobody states: month and day of its first and last day. Linking may find the year."""

    first: tuple[int, int]
    last: tuple[int, int]


@dataclass(frozen=True)
class ReferenceDay:
    """The day a document speaks from: its value, which witness won and why, and what each of the others said."""

    day: date | None
    witness: str
    why: str
    confidence: float
    others: tuple[Rejected, ...] = ()


@dataclass(frozen=True)
class TimeMention:
    """One temporal expression, resolved, with everything needed to explain it.

    `first`/`last` are both inclusive, both None when no day can be asserted. `edtf` follows ISO 8601-2
    (`2021-10~` about, `2021-11-08?` uncertain, `XXXX-03-18` when the year is open). `inferred` names the parts
    that the words do not state ("year", "month"). `zone` is the zone word as written (北京时间).
    A coordination (4月和9月) gives one mention a member, each with its own span.
    """

    start: int
    end: int
    expression: str
    kind: TimeKind
    rule: str
    edtf: str | None = None
    first: date | None = None
    last: date | None = None
    precision: Precision = Precision.VAGUE
    anchor: Anchor = Anchor(AnchorKind.NONE)
    inferred: tuple[str, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    zone: str | None = None
    clock: str | None = None
    open_year: OpenDate | None = None
    confidence: float = 1.0

    @property
    def is_resolved(self) -> bool:
        return self.first is not None

    @property
    def names_one_day(self) -> bool:
        return self.precision is Precision.DAY and self.first is not None and self.first == self.last


class ActorKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "org"
    COUNTRY = "country"
    REGION = "region"
    MEDIA = "media"


@dataclass(frozen=True)
class Actor:
    """`name` is the canonical Chinese name, simplified, without title; it is also the actor's id in addresses."""

    name: str
    kind: ActorKind
    country: str | None = None
    office: str | None = None


@dataclass(frozen=True)
class ActorMention:
    """A place in the text that names an actor. `rule` says how it was recognised (lexicon, title, latin, …)."""

    start: int
    end: int
    actor: Actor
    rule: str
    attributive: bool = False
    title: str | None = None


class Role(StrEnum):
    AGENT = "agent"
    COUNTERPART = "counterpart"
    HOST = "host"
    OBJECT = "object"
    SPEAKER = "speaker"


@dataclass(frozen=True)
class Participant:
    actor: Actor
    role: Role
    words: str


class Status(StrEnum):
    """Export knows the first three; a plan past its day without confirmation is shown as `lapsed` on pages."""

    HAPPENED = "happened"
    PLANNED = "planned"
    DENIED = "denied"
    LAPSED = "lapsed"


class EventType(StrEnum):
    """The sixteen roots of PLOVER, and what a news timeline needs beside them."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    STATEMENT = "STATEMENT"
    ELECT = "ELECT"
    LEGISLATE = "LEGISLATE"
    APPOINT = "APPOINT"
    ECONOMIC = "ECONOMIC"
    DISASTER = "DISASTER"
    OTHER = "OTHER"


@dataclass(frozen=True)
class EventMention:
    """A passage that tells of one happening. `start`/`end` span what is quoted: its clauses of the sentence.

    `key` is a permalink: a hash of document key, sentence and date. `time` is None for a mention that may only
    join an event. `implicit` marks a date that is the document's own day. `score` is the trigger's weight after
    attachment, in the units of `triggers.tsv`. `why` holds reason codes in the order of the decisions.
    """

    key: str
    start: int
    end: int
    trigger: str
    trigger_start: int
    trigger_end: int
    type: EventType
    status: Status
    time: TimeMention | None
    mode: str = ""
    status_cue: str = ""
    participants: tuple[Participant, ...] = ()
    place: str | None = None
    topics: tuple[str, ...] = ()
    score: float = 1.0
    implicit: bool = False
    in_lead: bool = False
    in_title: bool = False
    in_caption: bool = False
    in_quote: bool = False
    why: tuple[str, ...] = ()


class StatementKind(StrEnum):
    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True)
class Statement:
    """Who said what. `start`/`end` span the words said, without their quotation marks.

    `speaker` is None when the speaker is no known actor; `speaker_words` are then what the text calls them.
    """

    key: str
    start: int
    end: int
    verb: str
    kind: StatementKind
    speaker: Actor | None
    speaker_words: str
    how: str
    time: TimeMention | None = None
    via: str | None = None


@dataclass(frozen=True)
class Extraction:
    """Everything found in one document, in text order."""

    reference: ReferenceDay
    times: tuple[TimeMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    events: tuple[EventMention, ...] = ()
    statements: tuple[Statement, ...] = ()
    topics: tuple[str, ...] = ()
