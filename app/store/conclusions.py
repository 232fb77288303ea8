"""Writing what linking concluded: all of it in place of what it concluded before, or only what changed."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter

from sqlalchemy import Insert, Table, TableClause, bindparam, delete, exists, insert, or_, select, true, update
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.extraction.mentions import Actor
from app.linking.archive import Changes
from app.linking.events import Event, InferredYear, LinkedDocument, Linking
from app.store import rows
from app.store.checks import check_mention
from app.store.dialects import listed
from app.store.folded import fold_near, list_folded_into
from app.store.load import BARE, document_of
from app.store.phrases import save_words
from app.store.rows import Source, Sources
from app.store.said import assign_statements, save_statement_events, save_utterances, save_voices, voice_again
from app.store.search import searchable
from app.store.snapshots import dump_json, dump_year_evidence
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
    text_rowid,
)
from app.store.tombstones import bury_mentions, settle_heirs

_OF_EVENTS = (EVENT_ACTOR, EVENT_TOPIC, EVENT_SOURCE, MENTION)
_BATCH = 500
_KNOWN = select(ACTOR).where(ACTOR.c.name.in_(listed()))

NO_SOURCES: Sources = {}

# What the tables hold of one event: table, and rows in an order of their own.
EventRows = Mapping[str, Sequence[rows.Row]]


def replace_events(session: Session, linking: Linking, sources: Sources | None = None) -> None:
    """Put everything that linking concluded in the place of what it concluded before. `sources` are those of the
    stored documents, which are loaded when they are not given.

    Raises NotFound for a document that is not stored, QuoteMismatch for a mention that is not in its text.
    """
    sources = _sources(session, None) if sources is None else sources
    _check_evidence(linking.events, sources)
    bury_mentions(session, None, _keys(linking.events))
    drop_events(session, None)
    session.execute(update(DOCUMENT).values(inferred_year=None, inferred_json=dump_year_evidence(())))
    _save_years(session, {year.document_key: year for year in linking.years})
    _save_participants(session, linking.events)
    # Some at a time: the rows of all of them would take as much room as all that they are made of.
    for start in range(0, len(linking.events), _BATCH):
        _save_rows(session, [_rows_of(event, sources) for event in linking.events[start : start + _BATCH]])
    save_statement_events(session, linking.statement_events)
    save_voices(session, None)
    save_utterances(session, linking.utterances)
    settle_heirs(session, None)
    _forget_actors(session)


def change_events(
    session: Session, changes: Changes, due: Collection[str], folded: Collection[str], known: Sources = NO_SOURCES
) -> None:
    """Put what changed in the place of what was there; an event that is told of just as before is left alone.

    `due` are the keys of the documents that came, changed or went, `folded` the ids of events that were folded into
    one that went with them, `known` are documents that need not be loaded. Raises like `replace_events`.
    """
    keys = {e.document_key for event in changes.events for e in event.evidence}
    sources = {key: known[key] for key in keys & known.keys()} | _sources(session, keys - known.keys())
    _check_evidence(changes.events, sources)
    documents = {document_id(key) for key in (*due, *sources)} | _tellers(session, changes.dropped)
    stored = _stored(session, changes.dropped)
    told = {event.id: (event, _rows_of(event, sources)) for event in changes.events}
    same = {id for id, (_, found) in told.items() if stored.get(id) == found}
    gone = [id for id in changes.dropped if id not in same]
    new = [(event, found) for id, (event, found) in told.items() if id not in same]
    bury_mentions(session, gone, _keys(event for event, _ in new))
    unfolded = {*folded, *list_folded_into(session, gone)}
    drop_events(session, gone)
    _save_years(session, dict.fromkeys(due) | dict(changes.years))
    _save_participants(session, (event for event, _ in new))
    _save_rows(session, [found for _, found in new])
    voice_again(session, {event.id for event, _ in new} | assign_statements(session, documents))
    fold_near(session, {event.id for event, _ in new} | unfolded)
    settle_heirs(session, documents)
    _forget_actors(session)


def drop_events(session: Session, ids: Collection[str] | None) -> None:
    """Without `ids`: all of them."""
    if ids is not None and not ids:
        return
    ours = STATEMENT.c.event_id.in_(ids) if ids is not None else STATEMENT.c.event_id.is_not(None)
    session.execute(update(STATEMENT).where(ours).values(event_id=None))
    numbers = [text_rowid(id) for id in ids or ()]
    session.execute(delete(EVENT_TEXT).where(EVENT_TEXT.c.rowid.in_(numbers) if ids is not None else true()))
    for table in _OF_EVENTS:
        session.execute(delete(table).where(table.c.event_id.in_(ids) if ids is not None else true()))
    session.execute(delete(EVENT).where(EVENT.c.id.in_(ids) if ids is not None else true()))


def save_actors(session: Session, actors: Iterable[Actor]) -> None:
    """Add those that are new; what is known of the others becomes what is said here."""
    said = rows.actor_rows(actors)
    known = {row.name: row for row in session.execute(_KNOWN, {"keys": dump_json(list(said))})} if said else {}
    put(session, ACTOR, (row for name, row in said.items() if name not in known))
    changed = [row for name, row in said.items() if name in known and row != dict(known[name]._mapping)]
    if changed:
        change = update(ACTOR).where(ACTOR.c.name == bindparam("of"))
        values: Mapping[str, object] = {name: bindparam(f"{name}_") for name in ("kind", "country", "office")}
        listed = [{"of": row["name"], **{f"{name}_": row[name] for name in values}} for row in changed]
        session.execute(change.values(values), listed)


def put(session: Session, table: Table | TableClause, new: Iterable[rows.Row]) -> None:
    listed = list(new)
    if listed:
        session.execute(_insert(table), listed)


@lru_cache(maxsize=32)
def _insert(table: Table | TableClause) -> Insert:
    return insert(table)


def sources_of(documents: Iterable[LinkedDocument]) -> dict[str, Source]:
    return {each.document.key: Source(each.document, each.extraction.reference.day) for each in documents}


def _sources(session: Session, keys: Collection[str] | None) -> dict[str, Source]:
    if keys is not None and not keys:
        return {}
    found = session.execute(select(*BARE).where(DOCUMENT.c.key.in_(keys) if keys is not None else true()))
    return {row.key: Source(document_of(row), row.published) for row in found}


def _check_evidence(events: Iterable[Event], sources: Sources) -> None:
    for evidence in (evidence for event in events for evidence in event.evidence):
        if evidence.document_key not in sources:
            raise NotFound("document", evidence.document_key)
        check_mention(sources[evidence.document_key].document, evidence.mention)


def _keys(events: Iterable[Event]) -> frozenset[str]:
    return frozenset(evidence.mention.key for event in events for evidence in event.evidence)


def _tellers(session: Session, events: Collection[str]) -> set[str]:
    return set(session.scalars(select(MENTION.c.document_id).where(MENTION.c.event_id.in_(events)).distinct()))


def _save_years(session: Session, years: Mapping[str, InferredYear | None]) -> None:
    inferred = [
        {"of": document_id(key), "year": year and year.year, "why": dump_year_evidence(year.evidence if year else ())}
        for key, year in years.items()
    ]
    if inferred:
        change = update(DOCUMENT).where(DOCUMENT.c.id == bindparam("of"))
        session.execute(change.values(inferred_year=bindparam("year"), inferred_json=bindparam("why")), inferred)


def _rows_of(event: Event, sources: Sources) -> EventRows:
    return {
        "event": [rows.event_row(event, sources)],
        "event_actor": rows.event_actor_rows(event),
        "event_topic": rows.event_topic_rows(event),
        "event_source": rows.event_source_rows(event, sources),
        "mention": list(_mention_rows(event, sources)),
        "event_text": [_text_row(event, sources)],
    }


def _stored(session: Session, ids: Collection[str]) -> dict[str, dict[str, list[rows.Row]]]:
    """Everything of these events that `_rows_of` gives of an event; what others have a part in is left out."""
    stored: dict[str, dict[str, list[rows.Row]]] = {}
    for row in session.execute(select(EVENT).where(EVENT.c.id.in_(ids))):
        stored[row.id] = {name: [] for name in ("event_actor", "event_topic", "event_source", "mention", "event_text")}
        stored[row.id]["event"] = [dict(row._mapping) | {"folded_into": None}]
    ordered = (
        select(EVENT_ACTOR).where(EVENT_ACTOR.c.role != VOICE).order_by(EVENT_ACTOR.c.position),
        select(EVENT_TOPIC).order_by(EVENT_TOPIC.c.position),
        select(EVENT_SOURCE).order_by(EVENT_SOURCE.c.publisher),
        select(MENTION).order_by(MENTION.c.position),
    )
    for table, query in zip(_OF_EVENTS, ordered, strict=True):
        for row in session.execute(query.where(table.c.event_id.in_(ids))):
            stored[row.event_id][table.name].append(dict(row._mapping))
    texts = select(EVENT_TEXT).where(EVENT_TEXT.c.rowid.in_([text_rowid(id) for id in ids]))
    for row in session.execute(texts):
        stored[row.event_id]["event_text"].append(dict(row._mapping))
    return stored


def _save_participants(session: Session, events: Iterable[Event]) -> None:
    save_actors(session, (participant.actor for event in events for participant in event.participants))


def _save_rows(session: Session, found: Sequence[EventRows]) -> None:
    for table in (EVENT, *_OF_EVENTS):
        put(session, table, chain.from_iterable(each[table.name] for each in found))
    # In order: the full-text index writes out what it holds whenever a row comes before the last one.
    texts = chain.from_iterable(each[EVENT_TEXT.name] for each in found)
    save_words(session, sorted(texts, key=itemgetter("rowid")))


def _mention_rows(event: Event, sources: Sources) -> Iterator[rows.Row]:
    for position, evidence in enumerate(event.evidence):
        yield rows.mention_row(event, position, evidence, sources[evidence.document_key].document)


def _text_row(event: Event, sources: Sources) -> rows.Row:
    quotes = [
        sources[evidence.document_key].document.quote(evidence.mention.start, evidence.mention.end)
        for evidence in event.evidence
    ]
    names = dict.fromkeys(participant.actor.name for participant in event.participants)
    return {
        "rowid": text_rowid(event.id), "event_id": event.id, "words": searchable([event.title, *quotes, *names])
    }  # fmt: skip


def _forget_actors(session: Session) -> None:
    """Those whom nothing names any more."""
    takes_part = exists().where(EVENT_ACTOR.c.actor == ACTOR.c.name)
    speaks = exists().where(STATEMENT.c.speaker == ACTOR.c.name)
    session.execute(delete(ACTOR).where(~or_(takes_part, speaks)))
