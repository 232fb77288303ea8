"""Rows of the table event with all that belongs to them, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.extraction.mentions import Actor, ActorKind, Participant, Role
from app.linking.events import InferredYear
from app.store.passages import AnyRow, list_mentions
from app.store.snapshots import load_slots, load_year_evidence
from app.store.statements import find_statements
from app.store.tables import ACTOR, DOCUMENT, EVENT_ACTOR, EVENT_TOPIC, MENTION, STATEMENT, VOICE
from app.store.views import EventDetail, EventLine, MentionView, StatementView


def list_lines(session: Session, rows: Sequence[AnyRow]) -> tuple[EventLine, ...]:
    ids = [row.id for row in rows]
    shown = list_mentions(session, MENTION.c.key.in_([row.shown for row in rows]))
    actors = _list_participants(session, ids)
    topics = _list_topics(session, ids)
    return tuple(_line(row, actors[row.id], topics[row.id], shown[row.id][0]) for row in rows)


def list_details(session: Session, rows: Sequence[AnyRow]) -> Iterator[EventDetail]:
    ids = [row.id for row in rows]
    mentions = list_mentions(session, MENTION.c.event_id.in_(ids))
    actors = _list_participants(session, ids)
    topics = _list_topics(session, ids)
    statements = _list_statements(session, ids)
    years = _list_years(session, mentions)
    for row in rows:
        shown = next(mention for mention in mentions[row.id] if mention.key == row.shown)
        sources = dict.fromkeys(mention.document.id for mention in mentions[row.id])
        yield EventDetail(
            line=_line(row, actors[row.id], topics[row.id], shown),
            date_from=row.date_from,
            participants=tuple(actors[row.id]),
            mentions=tuple(mentions[row.id]),
            statements=tuple(statements[row.id]),
            salience_why=tuple(row.salience_why),
            years=tuple(years[source] for source in sources if source in years),
            slots=load_slots(row.slots_json),
        )


def _list_participants(session: Session, ids: Sequence[str]) -> dict[str, list[Participant]]:
    found = session.execute(
        select(EVENT_ACTOR, ACTOR)
        .join(ACTOR, ACTOR.c.name == EVENT_ACTOR.c.actor)
        .where(EVENT_ACTOR.c.event_id.in_(ids), EVENT_ACTOR.c.role != VOICE)
        .order_by(EVENT_ACTOR.c.event_id, EVENT_ACTOR.c.position)
    )
    participants: dict[str, list[Participant]] = defaultdict(list)
    for row in found:
        actor = Actor(row.name, ActorKind(row.kind), row.country, row.office)
        participants[row.event_id].append(Participant(actor, Role(row.role), row.words))
    return participants


def _list_topics(session: Session, ids: Sequence[str]) -> dict[str, list[str]]:
    found = session.execute(select(EVENT_TOPIC).where(EVENT_TOPIC.c.event_id.in_(ids)).order_by(EVENT_TOPIC.c.position))
    topics: dict[str, list[str]] = defaultdict(list)
    for row in found:
        topics[row.event_id].append(row.topic)
    return topics


def _list_statements(session: Session, ids: Sequence[str]) -> dict[str, list[StatementView]]:
    statements: dict[str, list[StatementView]] = defaultdict(list)
    for statement in find_statements(session, STATEMENT.c.event_id.in_(ids)):
        statements[statement.event_id or ""].append(statement)
    return statements


def _list_years(session: Session, mentions: dict[str, list[MentionView]]) -> dict[str, InferredYear]:
    """The years concluded for the undated documents among the sources, by document."""
    told = (mention.document for each in mentions.values() for mention in each)
    undated = {document.id for document in told if document.inferred_year is not None}
    if not undated:
        return {}
    columns = (DOCUMENT.c.id, DOCUMENT.c.key, DOCUMENT.c.inferred_year, DOCUMENT.c.inferred_json)
    found = session.execute(select(*columns).where(DOCUMENT.c.id.in_(undated)))
    return {row.id: InferredYear(row.key, row.inferred_year, load_year_evidence(row.inferred_json)) for row in found}


def _line(row: AnyRow, participants: Sequence[Participant], topics: Sequence[str], quote: MentionView) -> EventLine:
    return EventLine(
        id=row.id,
        title=row.title,
        edtf=row.edtf,
        first=row.first,
        last=row.last,
        precision=row.precision,
        status=row.status,
        type=row.type,
        place=row.place,
        salience=row.salience,
        documents=row.documents,
        sources=row.sources,
        year_inferred=row.year_inferred,
        actors=tuple((participant.actor.name, participant.role.value) for participant in participants),
        topics=tuple(topics),
        quote=quote,
        background=row.background,
        folded_into=row.folded_into,
    )
