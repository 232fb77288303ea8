"""Statements in what linking concluded: the events that they stand in, whose voices are heard there, and which of them
report the same words."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import bindparam, delete, exists, func, insert, select, true, update
from sqlalchemy.orm import Session

from app.extraction.mentions import StatementKind
from app.linking.events import Utterance
from app.linking.utterances import Said, utterances_of, words_of
from app.store.passages import AnyRow
from app.store.snapshots import dump_drift
from app.store.tables import DOCUMENT, EVENT_ACTOR, MENTION, STATEMENT, VOICE

# The place of voices among the actors of an event: behind all who took part.
_BEHIND = 1000
_NOTHING = (None, dump_drift(()))


def save_statement_events(session: Session, pairs: Iterable[tuple[str, str | None]]) -> None:
    said_at = [{"of": statement, "at": event} for statement, event in pairs]
    if said_at:
        change = update(STATEMENT).where(STATEMENT.c.key == bindparam("of"))
        session.execute(change.values(event_id=bindparam("at")), said_at)


def assign_statements(session: Session, documents: Collection[str]) -> set[str]:
    """Lead each statement of these documents (ids) to the event whose mention is the sentence that it stands in; the
    ids of all events that lost or won one."""
    columns = (MENTION.c.document_id, MENTION.c.start, MENTION.c.end, MENTION.c.event_id)
    ordered = select(*columns).order_by(MENTION.c.start, MENTION.c.end, MENTION.c.key)
    homes: dict[str, list[AnyRow]] = defaultdict(list)
    for row in session.execute(ordered.where(MENTION.c.document_id.in_(documents))):
        homes[row.document_id].append(row)
    columns = (STATEMENT.c.document_id, STATEMENT.c.start, STATEMENT.c.key, STATEMENT.c.event_id)
    moved: list[tuple[str, str | None]] = []
    touched: set[str | None] = set()
    for row in session.execute(select(*columns).where(STATEMENT.c.document_id.in_(documents))):
        home = next((m.event_id for m in homes[row.document_id] if m.start <= row.start < m.end), None)
        if home != row.event_id:
            moved.append((row.key, home))
            touched |= {home, row.event_id}
    save_statement_events(session, moved)
    return {event for event in touched if event}


def voice_again(session: Session, events: Collection[str]) -> None:
    """Find out anew whose voices are heard in these events."""
    session.execute(delete(EVENT_ACTOR).where(EVENT_ACTOR.c.event_id.in_(events), EVENT_ACTOR.c.role == VOICE))
    save_voices(session, events)


def save_voices(session: Session, events: Collection[str] | None) -> None:
    """Who is heard in a passage of an event is found by its actor filter too, without having taken part in it.
    Without `events`: in all of them."""
    has_part = exists().where(
        EVENT_ACTOR.c.event_id == STATEMENT.c.event_id, EVENT_ACTOR.c.actor == STATEMENT.c.speaker
    )
    heard = (
        select(STATEMENT.c.event_id, STATEMENT.c.speaker, func.min(STATEMENT.c.speaker_words).label("words"))
        .where(STATEMENT.c.event_id.is_not(None), STATEMENT.c.speaker.is_not(None), ~has_part)
        .where(STATEMENT.c.event_id.in_(events) if events is not None else true())
        .group_by(STATEMENT.c.event_id, STATEMENT.c.speaker)
        .order_by(STATEMENT.c.event_id, STATEMENT.c.speaker)
    )
    counts: dict[str, int] = defaultdict(int)
    voices = []
    for row in session.execute(heard).all():
        place = _BEHIND + counts[row.event_id]
        counts[row.event_id] += 1
        voices.append(
            {"event_id": row.event_id, "actor": row.speaker, "role": VOICE, "words": row.words, "position": place}
        )
    if voices:
        session.execute(insert(EVENT_ACTOR), voices)


def save_utterances(session: Session, utterances: Iterable[Utterance]) -> None:
    """In place of all that were known."""
    session.execute(update(STATEMENT).values(utterance=None, drift_json=dump_drift(())))
    _save_versions(session, _versions(utterances))


def compare_speakers(session: Session, speakers: Collection[str]) -> None:
    """Find the utterances of these speakers anew."""
    columns = [STATEMENT.c[name] for name in ("key", "kind", "start", "quote", "speaker", "utterance", "drift_json")]
    told = select(*columns, DOCUMENT.c.key.label("document"), DOCUMENT.c.published)
    told = told.join(DOCUMENT, DOCUMENT.c.id == STATEMENT.c.document_id).where(STATEMENT.c.speaker.in_(speakers))
    before: dict[str, tuple[str | None, str]] = {}
    told_by: dict[str, list[AnyRow]] = defaultdict(list)
    for row in session.execute(told):
        before[row.key] = row.utterance, row.drift_json
        told_by[row.speaker].append(row)
    several = (rows for rows in told_by.values() if len({row.document for row in rows}) > 1)
    found = dict(_versions(utterance for rows in several for utterance in utterances_of(map(_said, rows))))
    after = ((key, found.get(key, _NOTHING)) for key in before)
    _save_versions(session, ((key, version) for key, version in after if version != before[key]))


def _said(row: AnyRow) -> Said:
    kind = StatementKind(row.kind)
    return Said(row.key, row.document, row.published, kind, row.start, words_of(row.quote))


def _versions(utterances: Iterable[Utterance]) -> Iterator[tuple[str, tuple[str | None, str]]]:
    for utterance in utterances:
        for version in utterance.versions:
            yield version.statement, (utterance.id, dump_drift(version.drift))


def _save_versions(session: Session, versions: Iterable[tuple[str, tuple[str | None, str]]]) -> None:
    changed = [{"of": key, "id": utterance, "drift": drift} for key, (utterance, drift) in versions]
    if changed:
        change = update(STATEMENT).where(STATEMENT.c.key == bindparam("of"))
        session.execute(change.values(utterance=bindparam("id"), drift_json=bindparam("drift")), changed)
