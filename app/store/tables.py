"""The tables. What was read and extracted stays beside what linking concluded, never mixed with it.

SQLModel declares them; the store reads and writes through Core, by the tables named at the end of this file.
Columns called `…_json` hold values as `store.snapshots` writes them.
"""

import hashlib
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, MetaData, String, Table, UniqueConstraint
from sqlalchemy import column as sql_column
from sqlalchemy import table as sql_table
from sqlmodel import Field, SQLModel

# Alembic can only alter what has a name.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata: MetaData = SQLModel.metadata


class DocumentRow(SQLModel, table=True):
    """One document as read and extracted: the input that linking starts from, and the year that it concluded."""

    __tablename__ = "document"

    id: str = Field(primary_key=True)  # see document_id
    key: str = Field(unique=True)
    sha256: str = Field(index=True)
    file: str
    title: str
    publisher: str | None = Field(default=None, index=True)
    url: str | None = None
    published: date | None = Field(default=None, index=True)
    inferred_year: int | None = None
    inferred_json: str = "[]"
    ingested_at: datetime
    text: str
    source: str
    reading_json: str
    extraction_json: str


class ActorRow(SQLModel, table=True):
    __tablename__ = "actor"

    name: str = Field(primary_key=True)
    kind: str
    country: str | None = None
    office: str | None = None


class EventRow(SQLModel, table=True):
    """One happening, as linking concluded. The whole table is replaced by each linking.

    `chronology`, `grain` and `reported` are what lists are sorted by (see store.rows), `shown` is the key of the
    mention that is quoted beside the event in a list.
    """

    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_chronology_grain", "chronology", "grain"),
        # Holds all that telling apart what matters asks of an event (store.queries).
        Index("ix_event_main", "folded_into", "background", "salience", "first", "id"),
    )

    id: str = Field(primary_key=True)
    title: str
    edtf: str | None = None
    first: date | None = Field(default=None, index=True)
    last: date | None = Field(default=None, index=True)
    precision: str = Field(index=True)
    chronology: str
    grain: int
    reported: date | None = Field(default=None, index=True)
    status: str = Field(index=True)
    type: str = Field(index=True)
    place: str | None = Field(default=None, index=True)
    salience: float
    documents: int
    sources: int
    date_from: str
    shown: str
    year_inferred: bool = False
    salience_why: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    slots_json: str = "[]"
    background: bool = False
    folded_into: str | None = Field(default=None, index=True)


# The role of somebody who is heard in a passage of an event and took no part in it.
VOICE = "voice"


class EventActorRow(SQLModel, table=True):
    """Who took part, and whose voice is heard: both are found by the actor filter, only the first is shown as actor."""

    __tablename__ = "event_actor"

    event_id: str = Field(foreign_key="event.id", primary_key=True)
    actor: str = Field(foreign_key="actor.name", primary_key=True, index=True)
    role: str
    words: str
    position: int


class EventTopicRow(SQLModel, table=True):
    __tablename__ = "event_topic"

    event_id: str = Field(foreign_key="event.id", primary_key=True)
    topic: str = Field(primary_key=True, index=True)
    position: int


class EventSourceRow(SQLModel, table=True):
    """The publishers who tell of an event, each once."""

    __tablename__ = "event_source"

    event_id: str = Field(foreign_key="event.id", primary_key=True)
    publisher: str = Field(primary_key=True, index=True)


class MentionRow(SQLModel, table=True):
    """One passage that tells of an event. `start`/`end` are code points in the document's text.

    `quote`, `prefix` and `suffix` are cut from that text, so that a list never loads whole documents.
    """

    __tablename__ = "mention"
    # Holds all that what was told by a day asks of a mention (store.asof).
    __table_args__ = (Index("ix_mention_told", "event_id", "document_id", "position", "status"),)

    key: str = Field(primary_key=True)
    event_id: str = Field(foreign_key="event.id", index=True)
    document_id: str = Field(foreign_key="document.id", index=True)
    position: int
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    trigger_start: int
    trigger_end: int
    trigger: str
    type: str
    status: str
    status_cue: str
    place: str | None = None
    implicit: bool = False
    in_title: bool = False
    in_caption: bool = False
    year_inferred: bool = False
    link_score: float = 0.0
    time_json: str = "null"
    participants_json: str = "[]"
    reasons: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    why: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))


class StatementRow(SQLModel, table=True):
    __tablename__ = "statement"

    key: str = Field(primary_key=True)
    document_id: str = Field(foreign_key="document.id", index=True)
    event_id: str | None = Field(default=None, foreign_key="event.id", index=True)
    start: int
    end: int
    quote: str
    verb: str
    kind: str
    speaker: str | None = Field(default=None, foreign_key="actor.name", index=True)
    speaker_words: str
    how: str
    via: str | None = None
    time_json: str = "null"
    utterance: str | None = Field(default=None, index=True)  # the key of its first version
    drift_json: str = "[]"


class TombstoneRow(SQLModel, table=True):
    """A passage that its document no longer has: what it said, and the key of the passage that it leads to now."""

    __tablename__ = "tombstone"

    key: str = Field(primary_key=True)
    document_id: str = Field(index=True)
    start: int
    quote: str
    heir: str | None = None


class VersionRow(SQLModel, table=True):
    """An older text of a document: what stood there before it came again with other words."""

    __tablename__ = "version"

    document_id: str = Field(primary_key=True)
    sha256: str = Field(primary_key=True)
    title: str
    ingested_at: datetime
    text: str


class MemoryRow(SQLModel, table=True):
    """What linking remembers between two runs, see store.memory. No page reads it; without it all is linked anew."""

    __tablename__ = "memory"
    __table_args__ = {"sqlite_with_rowid": False}

    shelf: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    value: str


class RunRow(SQLModel, table=True):
    """One run of the ingest job. `report` is the report that was printed, as JSON."""

    __tablename__ = "run"
    __table_args__ = (UniqueConstraint("started_at"),)

    id: int | None = Field(default=None, primary_key=True)
    started_at: datetime
    finished_at: datetime | None = None
    report: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class FetchedRow(SQLModel, table=True):
    """What the server of an address said of the version that it gave, by the headers ETag and Last-Modified, and the
    SHA-256 of the document that came of it; without that document the row says nothing."""

    __tablename__ = "fetched"

    address: str = Field(primary_key=True)
    etag: str
    modified: str
    sha256: str


class HistoryRow(SQLModel, table=True):
    """What an event was from the end of run `since` to that of run `until`; open while it still is so. `mentions` are
    their keys, parted by blanks. Events are no foreign key: most of these are gone."""

    __tablename__ = "history"

    event_id: str = Field(primary_key=True)
    since: int = Field(primary_key=True)
    until: int | None = Field(default=None, index=True)
    edtf: str | None = None
    title: str
    mentions: str


class EventChangeRow(SQLModel, table=True):
    """An event that was added, changed or dropped, in the order of these changes. Triggers write it; see
    store.facet_index, which reads it."""

    __tablename__ = "event_change"
    __table_args__ = {"sqlite_autoincrement": True}

    seq: int | None = Field(
        default=None, sa_column=Column(BigInteger().with_variant(Integer(), "sqlite"), primary_key=True)
    )
    event_id: str


def document_id(key: str) -> str:
    """The id of a document in addresses: the first 12 hex digits of the SHA-256 of its key."""
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def text_rowid(event: str) -> int:
    """The row of an event in the full-text index, which can only be found by its number: 63 bits of SHA-256."""
    return int.from_bytes(hashlib.sha256(event.encode()).digest()[:8], "big") >> 1


def _table(row: type[SQLModel]) -> Table:
    return metadata.tables[str(row.__tablename__)]


DOCUMENT = _table(DocumentRow)
ACTOR = _table(ActorRow)
EVENT = _table(EventRow)
EVENT_ACTOR = _table(EventActorRow)
EVENT_TOPIC = _table(EventTopicRow)
EVENT_SOURCE = _table(EventSourceRow)
MENTION = _table(MentionRow)
STATEMENT = _table(StatementRow)
TOMBSTONE = _table(TombstoneRow)
VERSION = _table(VersionRow)
MEMORY = _table(MemoryRow)
RUN = _table(RunRow)
FETCHED = _table(FetchedRow)
HISTORY = _table(HistoryRow)
EVENT_CHANGE = _table(EventChangeRow)

# The full-text index, which SQLite and PostgreSQL declare each in its own way: see migrations/ and store.search.
EVENT_TEXT = sql_table(
    "event_text", sql_column("rowid", BigInteger), sql_column("event_id", String), sql_column("words", String)
)
