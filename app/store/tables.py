"""The tables. What was read and extracted stays beside what linking concluded, never mixed with it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, MetaData, UniqueConstraint
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
    """One document. `reading` and `extraction` hold the values as JSON: the input that linking starts from."""

    __tablename__ = "document"

    id: str = Field(primary_key=True)  # first 12 hex digits of sha256(key)
    key: str = Field(unique=True)
    sha256: str = Field(index=True)
    file: str
    title: str
    publisher: str | None = Field(default=None, index=True)
    url: str | None = None
    published: date | None = None
    inferred_year: int | None = None
    inferred_why: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    ingested_at: datetime
    text: str
    source: str
    reading: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    extraction: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class ActorRow(SQLModel, table=True):
    __tablename__ = "actor"

    name: str = Field(primary_key=True)
    kind: str
    country: str | None = None
    office: str | None = None


class EventRow(SQLModel, table=True):
    """One happening, as linking concluded. The whole table is replaced by each linking."""

    __tablename__ = "event"
    __table_args__ = (Index("ix_event_first_id", "first", "id"),)

    id: str = Field(primary_key=True)
    title: str
    edtf: str | None = None
    first: date | None = None
    last: date | None = Field(default=None, index=True)
    precision: str
    status: str = Field(index=True)
    type: str = Field(index=True)
    place: str | None = None
    salience: float
    documents: int
    sources: int
    date_from: str
    year_inferred: bool = False
    salience_why: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))


class EventActorRow(SQLModel, table=True):
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


class MentionRow(SQLModel, table=True):
    """One passage that tells of an event. `start`/`end` are code points in the document's text."""

    __tablename__ = "mention"

    key: str = Field(primary_key=True)
    event_id: str = Field(foreign_key="event.id", index=True)
    document_id: str = Field(foreign_key="document.id", index=True)
    position: int
    start: int
    end: int
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
    time: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    participants: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    reasons: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    why: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))


class StatementRow(SQLModel, table=True):
    __tablename__ = "statement"

    key: str = Field(primary_key=True)
    document_id: str = Field(foreign_key="document.id", index=True)
    event_id: str | None = Field(default=None, foreign_key="event.id", index=True)
    start: int
    end: int
    verb: str
    kind: str
    speaker: str | None = Field(default=None, foreign_key="actor.name", index=True)
    speaker_words: str
    how: str
    via: str | None = None
    time: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))


class RunRow(SQLModel, table=True):
    """One run of the ingest job. `report` is the report that was printed, as JSON."""

    __tablename__ = "run"
    __table_args__ = (UniqueConstraint("started_at"),)

    id: int | None = Field(default=None, primary_key=True)
    started_at: datetime
    finished_at: datetime | None = None
    report: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
