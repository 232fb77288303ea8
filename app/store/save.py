"""Writing: a document with what was extracted from it, and everything that linking concluded."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Table, TableClause, bindparam, delete, exists, func, insert, select, true, update
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.extraction.mentions import Actor, Extraction
from app.linking.events import Event, InferredYear, Linking, Utterance
from app.reading.document import Document
from app.store import rows
from app.store.checks import check_mention, check_spans
from app.store.load import document_of
from app.store.rows import Source, Sources
from app.store.search import searchable
from app.store.snapshots import dump_drift, dump_extraction, dump_reading, dump_year_evidence
from app.store.tables import (
    ACTOR,
    DOCUMENT,
    EVENT,
    EVENT_ACTOR,
    EVENT_SOURCE,
    EVENT_TEXT,
    EVENT_TOPIC,
    MENTION,
    STATEMENT,
    VOICE,
    document_id,
)
from app.store.tombstones import bury_mentions, settle_heirs

# The place of voices among the actors of an event: behind all who took part.
_BEHIND = 1000


class Saved(StrEnum):
    NEW = "new"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


def save_document(session: Session, document: Document, extraction: Extraction, *, ingested_at: datetime) -> Saved:
    """Store a document, in place of an older text under the same key; the same bytes twice change nothing.

    With an older text go all events that rested on it; the next linking brings back those that still stand.
    Raises QuoteMismatch when a span of the extraction is not what it says.
    """
    if session.scalar(select(DOCUMENT.c.id).where(DOCUMENT.c.sha256 == document.sha256)):
        return Saved.UNCHANGED
    check_spans(document, extraction)
    replaced = _remove_document(session, document_id(document.key))
    session.execute(insert(DOCUMENT), [_document_row(document, extraction, ingested_at)])
    _save_statements(session, document, extraction)
    return Saved.REPLACED if replaced else Saved.NEW


def save_extraction(session: Session, document: Document, extraction: Extraction) -> None:
    """Store what newer rules find in a stored document, in place of what older ones found.

    Its events rest on the older until the next linking. Raises QuoteMismatch like `save_document`.
    """
    check_spans(document, extraction)
    id = document_id(document.key)
    values = {"published": extraction.reference.day, "extraction_json": dump_extraction(extraction)}
    session.execute(update(DOCUMENT).where(DOCUMENT.c.id == id).values(values))
    session.execute(delete(STATEMENT).where(STATEMENT.c.document_id == id))
    _save_statements(session, document, extraction)


def replace_events(session: Session, linking: Linking) -> None:
    """Put everything that linking concluded in the place of what it concluded before.

    Raises NotFound for a document that is not stored, QuoteMismatch for a mention that is not in its text.
    """
    sources = _sources(session)
    _check_evidence(linking, sources)
    bury_mentions(session, None, frozenset(e.mention.key for event in linking.events for e in event.evidence))
    _drop_events(session, None)
    _save_years(session, linking.years)
    _save_events(session, linking.events, sources)
    _save_statement_events(session, linking.statement_events)
    _save_utterances(session, linking.utterances)
    settle_heirs(session)


def _document_row(document: Document, extraction: Extraction, ingested_at: datetime) -> rows.Row:
    return {
        "id": document_id(document.key),
        "key": document.key,
        "sha256": document.sha256,
        "file": document.file,
        "title": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "published": extraction.reference.day,
        "inferred_year": None,
        "inferred_json": dump_year_evidence(()),
        "ingested_at": ingested_at,
        "text": document.text,
        "source": document.source,
        "reading_json": dump_reading(document),
        "extraction_json": dump_extraction(extraction),
    }


def _remove_document(session: Session, id: str) -> bool:
    if session.scalar(select(DOCUMENT.c.id).where(DOCUMENT.c.id == id)) is None:
        return False
    events = session.scalars(select(MENTION.c.event_id).where(MENTION.c.document_id == id).distinct())
    ids = events.all()
    bury_mentions(session, ids)
    _drop_events(session, ids)
    session.execute(delete(STATEMENT).where(STATEMENT.c.document_id == id))
    session.execute(delete(DOCUMENT).where(DOCUMENT.c.id == id))
    return True


def _drop_events(session: Session, ids: Sequence[str] | None) -> None:
    """Without `ids`: all of them."""
    ours = STATEMENT.c.event_id.in_(ids) if ids is not None else true()
    session.execute(update(STATEMENT).where(ours).values(event_id=None))
    for table in (EVENT_TEXT, EVENT_ACTOR, EVENT_TOPIC, EVENT_SOURCE, MENTION):
        session.execute(delete(table).where(table.c.event_id.in_(ids) if ids is not None else true()))
    session.execute(delete(EVENT).where(EVENT.c.id.in_(ids) if ids is not None else true()))


def _sources(session: Session) -> dict[str, Source]:
    found = session.execute(select(DOCUMENT))
    return {row.key: Source(document_of(row), row.published) for row in found}


def _check_evidence(linking: Linking, sources: Sources) -> None:
    for evidence in (evidence for event in linking.events for evidence in event.evidence):
        if evidence.document_key not in sources:
            raise NotFound("document", evidence.document_key)
        check_mention(sources[evidence.document_key].document, evidence.mention)


def _save_years(session: Session, years: Iterable[InferredYear]) -> None:
    session.execute(update(DOCUMENT).values(inferred_year=None, inferred_json=dump_year_evidence(())))
    inferred = [
        {"of": document_id(year.document_key), "year": year.year, "why": dump_year_evidence(year.evidence)}
        for year in years
    ]
    if inferred:
        change = update(DOCUMENT).where(DOCUMENT.c.id == bindparam("of"))
        session.execute(change.values(inferred_year=bindparam("year"), inferred_json=bindparam("why")), inferred)


def _save_events(session: Session, events: Sequence[Event], sources: Sources) -> None:
    _save_actors(session, (participant.actor for event in events for participant in event.participants))
    _insert(session, EVENT, (rows.event_row(event, sources) for event in events))
    _insert(session, EVENT_ACTOR, (row for event in events for row in rows.event_actor_rows(event)))
    _insert(session, EVENT_TOPIC, (row for event in events for row in rows.event_topic_rows(event)))
    _insert(session, EVENT_SOURCE, (row for event in events for row in rows.event_source_rows(event, sources)))
    _insert(session, MENTION, (row for event in events for row in _mention_rows(event, sources)))
    _insert(session, EVENT_TEXT, (_text_row(event, sources) for event in events))


def _save_statement_events(session: Session, pairs: Iterable[tuple[str, str]]) -> None:
    said_at = [{"of": statement, "at": event} for statement, event in pairs]
    if said_at:
        change = update(STATEMENT).where(STATEMENT.c.key == bindparam("of"))
        session.execute(change.values(event_id=bindparam("at")), said_at)
    _save_voices(session)


def _save_utterances(session: Session, utterances: Iterable[Utterance]) -> None:
    session.execute(update(STATEMENT).values(utterance=None, drift_json=dump_drift(())))
    versions = [
        {"of": version.statement, "id": utterance.id, "drift": dump_drift(version.drift)}
        for utterance in utterances
        for version in utterance.versions
    ]
    if versions:
        change = update(STATEMENT).where(STATEMENT.c.key == bindparam("of"))
        session.execute(change.values(utterance=bindparam("id"), drift_json=bindparam("drift")), versions)


def _save_voices(session: Session) -> None:
    """Who is heard in a passage of an event is found by its actor filter too, without having taken part in it."""
    has_part = exists().where(
        EVENT_ACTOR.c.event_id == STATEMENT.c.event_id, EVENT_ACTOR.c.actor == STATEMENT.c.speaker
    )
    heard = (
        select(STATEMENT.c.event_id, STATEMENT.c.speaker, func.min(STATEMENT.c.speaker_words).label("words"))
        .where(STATEMENT.c.event_id.is_not(None), STATEMENT.c.speaker.is_not(None), ~has_part)
        .group_by(STATEMENT.c.event_id, STATEMENT.c.speaker)
        .order_by(STATEMENT.c.event_id, STATEMENT.c.speaker)
    )
    voices = [
        {"event_id": row.event_id, "actor": row.speaker, "role": VOICE, "words": row.words, "position": _BEHIND + at}
        for at, row in enumerate(session.execute(heard).all())
    ]
    _insert(session, EVENT_ACTOR, voices)


def _save_statements(session: Session, document: Document, extraction: Extraction) -> None:
    _save_actors(session, _actors_found(extraction))
    _insert(session, STATEMENT, (rows.statement_row(document, statement) for statement in extraction.statements))


def _save_actors(session: Session, actors: Iterable[Actor]) -> None:
    """Add those that are new; what is known of the others becomes what is said here."""
    said = rows.actor_rows(actors)
    known = set(session.scalars(select(ACTOR.c.name)))
    _insert(session, ACTOR, (row for name, row in said.items() if name not in known))
    changed = [{**row, "of": name} for name, row in said.items() if name in known]
    if changed:
        change = update(ACTOR).where(ACTOR.c.name == bindparam("of"))
        values: Mapping[str, object] = {name: bindparam(name) for name in ("kind", "country", "office")}
        session.execute(change.values(values), [{key: row[key] for key in (*values, "of")} for row in changed])


def _actors_found(extraction: Extraction) -> Iterator[Actor]:
    yield from (statement.speaker for statement in extraction.statements if statement.speaker)


def _mention_rows(event: Event, sources: Sources) -> Iterator[rows.Row]:
    for position, evidence in enumerate(event.evidence):
        yield rows.mention_row(event, position, evidence, sources[evidence.document_key].document)


def _text_row(event: Event, sources: Sources) -> rows.Row:
    quotes = [
        sources[evidence.document_key].document.quote(evidence.mention.start, evidence.mention.end)
        for evidence in event.evidence
    ]
    names = [participant.actor.name for participant in event.participants]
    return {"event_id": event.id, "words": searchable([event.title, *quotes, *names])}


def _insert(session: Session, table: Table | TableClause, new: Iterable[rows.Row]) -> None:
    listed = list(new)
    if listed:
        session.execute(insert(table), listed)
