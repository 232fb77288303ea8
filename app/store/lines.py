"""Rows of the table event with all that belongs to them, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.extraction.mentions import Actor, ActorKind, Participant, Role
from app.filters import EventFilter, Show
from app.linking.events import InferredYear, Stand
from app.store.hits import Q, Quoted, explain
from app.store.indexed import index_of
from app.store.passages import AnyRow, list_mentions, list_quotes, quote_of
from app.store.queries import conditions
from app.store.retold import retold
from app.store.snapshots import load_slots, load_year_evidence
from app.store.statements import find_statements
from app.store.tables import ACTOR, DOCUMENT, EVENT, EVENT_ACTOR, EVENT_TOPIC, MENTION, STATEMENT, VOICE
from app.store.views import (
    DocumentLabel,
    EventDetail,
    EventLine,
    Hit,
    MentionView,
    QuoteView,
    Repeat,
    StatementView,
)


class Told(Quoted, Protocol):
    """A mention, or its row."""

    @property
    def document_id(self) -> str: ...


# Of the table event, as much as a line needs.
LINE_COLUMNS = (
    *("id", "title", "edtf", "first", "last", "precision", "status", "type", "place", "salience", "documents"),
    *("sources", "year_inferred", "background", "folded_into", "reported", "slots_json", "shown"),
)


@dataclass(frozen=True, slots=True)
class Passage:
    """As much of a mention as a search looks at."""

    key: str
    quote: str


@dataclass(frozen=True, slots=True)
class Texts:
    """What a search explains an event by: `passages` with the one first that lists show of it."""

    title: str
    actors: tuple[str, ...]
    passages: tuple[Passage, ...]


def list_lines(
    session: Session,
    rows: Sequence[AnyRow],
    filter: EventFilter | None = None,
    repeats: Mapping[str, Sequence[Repeat]] | None = None,
    *,
    has_topics: bool = True,
) -> tuple[EventLine, ...]:
    """`filter` is what the rows were found by: it says what was known of them, and which words are looked for.
    `repeats` of them that it lists, by their ids, where these are at hand. Without `has_topics` nobody shows them."""
    if not rows:
        return ()
    ids = [row.id for row in rows]
    chosen = filter or EventFilter()
    needed = MENTION.c.event_id.in_(ids) if chosen.words or chosen.known else MENTION.c.key.in_([r.shown for r in rows])
    every = list_quotes(session, needed)
    told = every if chosen.known is None else {id: _told_by(quotes, chosen.known) for id, quotes in every.items()}
    actors = _list_actors(session, ids)
    topics: Mapping[str, list[str]] = _list_topics(session, ids) if has_topics else defaultdict(list)
    if repeats is None:
        repeats = {} if filter is None else kept_of(session, repeats_of(session, ids), filter)
    lines = []
    for row in rows:
        quotes, people = told[row.id], actors[row.id]
        shown, hits = explain(chosen.words, row.title, [name for name, _ in people], _best_first(row, quotes))
        line = _line(row, people, topics[row.id], quote_of(shown), hits, tuple(repeats.get(row.id, ())))
        lines.append(_as_known(line, row, quotes) if chosen.known else line)
    if chosen.known is None:
        return tuple(lines)
    later = [line for line in lines if len(told[line.id]) < len(every[line.id])]
    as_known = {line.id: line for line in retold(session, later, told, chosen.known)}
    return tuple(as_known.get(line.id, line) for line in lines)


def texts_of(session: Session, ids: Sequence[str]) -> dict[str, Texts]:
    query = select(MENTION.c.event_id, MENTION.c.key, MENTION.c.quote).where(MENTION.c.event_id.in_(ids))
    told: dict[str, list[Passage]] = defaultdict(list)
    for id, key, quote in session.execute(query.order_by(MENTION.c.event_id, MENTION.c.position)).all():
        told[id].append(Passage(key, quote))
    actors = _list_actors(session, ids)
    rows = session.execute(select(EVENT.c.id, EVENT.c.title, EVENT.c.shown).where(EVENT.c.id.in_(ids))).all()
    return {
        row.id: Texts(row.title, tuple(name for name, _ in actors[row.id]), tuple(_best_first(row, told[row.id])))
        for row in rows
    }


def list_details(session: Session, rows: Sequence[AnyRow], filter: EventFilter | None = None) -> Iterator[EventDetail]:
    ids = [row.id for row in rows]
    chosen = filter or EventFilter()
    mentions = _known(list_mentions(session, MENTION.c.event_id.in_(ids)), chosen)
    actors = _list_participants(session, ids)
    topics = _list_topics(session, ids)
    statements = _list_statements(session, ids, chosen)
    years = _list_years(session, mentions)
    for row in rows:
        told, people = mentions[row.id], [(each.actor.name, each.role.value) for each in actors[row.id]]
        shown, hits = explain(chosen.words, row.title, [name for name, _ in people], _best_first(row, told))
        line = _line(row, people, topics[row.id], shown, hits)
        sources = dict.fromkeys(mention.document.id for mention in told)
        yield EventDetail(
            line=_as_known(line, row, told) if chosen.known else line,
            date_from=row.date_from,
            participants=tuple(actors[row.id]),
            mentions=tuple(mentions[row.id]),
            statements=tuple(statements[row.id]),
            salience_why=tuple(row.salience_why),
            years=tuple(years[source] for source in sources if source in years),
            slots=load_slots(row.slots_json),
        )


def _known(mentions: dict[str, list[MentionView]], filter: EventFilter) -> dict[str, list[MentionView]]:
    """Those that were published by the day that the filter speaks of; all, for an event of which none was."""
    if filter.known is None:
        return mentions
    return {id: [each for each in told if was_known(each.document, filter)] or told for id, told in mentions.items()}


def _told_by(quotes: Sequence[AnyRow], day: date) -> Sequence[AnyRow]:
    return [quote for quote in quotes if quote.document_published and quote.document_published <= day] or quotes


def was_known(document: DocumentLabel, filter: EventFilter) -> bool:
    """A document that does not say when it was published was known on no day that anybody can name."""
    day = document.published
    return filter.known is None or (day is not None and day <= filter.known)


def repeats_of(session: Session, ids: Iterable[str]) -> dict[str, tuple[Repeat, ...]]:
    """By the ids of events, those of adjacent days that only repeat them; nothing for an event without any."""
    columns = (EVENT.c.folded_into, EVENT.c.id, EVENT.c.title, EVENT.c.first)
    query = select(*columns).where(EVENT.c.folded_into.in_(list(ids))).order_by(EVENT.c.first, EVENT.c.id)
    repeats: dict[str, tuple[Repeat, ...]] = {}
    for stronger, *repeat in session.execute(query):
        repeats[stronger] = (*repeats.get(stronger, ()), Repeat(*repeat))
    return repeats


def kept_of(
    session: Session, repeats: Mapping[str, Sequence[Repeat]], filter: EventFilter
) -> dict[str, tuple[Repeat, ...]]:
    """Of these only what the filter lists when it shows all; none where it does."""
    ids = [each.id for told in repeats.values() for each in told]
    if filter.shows_all or not ids:
        return {}
    everything = replace(filter, show=Show.ALL)
    if index := index_of(session):
        kept = index.keep(everything, ids)
    else:
        kept = set(session.scalars(select(EVENT.c.id).where(EVENT.c.id.in_(ids), *conditions(everything))))
    return {id: tuple(each for each in told if each.id in kept) for id, told in repeats.items()}


def _list_actors(session: Session, ids: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """Name and role of those who took part."""
    columns = (EVENT_ACTOR.c.event_id, EVENT_ACTOR.c.actor, EVENT_ACTOR.c.role)
    taking_part = select(*columns).where(EVENT_ACTOR.c.event_id.in_(ids), EVENT_ACTOR.c.role != VOICE)
    actors: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for id, name, role in session.execute(taking_part.order_by(EVENT_ACTOR.c.event_id, EVENT_ACTOR.c.position)).all():
        actors[id].append((name, role))
    return actors


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
    query = select(EVENT_TOPIC.c.event_id, EVENT_TOPIC.c.topic).where(EVENT_TOPIC.c.event_id.in_(ids))
    topics: dict[str, list[str]] = defaultdict(list)
    for id, topic in session.execute(query.order_by(EVENT_TOPIC.c.position)).all():
        topics[id].append(topic)
    return topics


def _list_statements(session: Session, ids: Sequence[str], filter: EventFilter) -> dict[str, list[StatementView]]:
    statements: dict[str, list[StatementView]] = defaultdict(list)
    for statement in find_statements(session, STATEMENT.c.event_id.in_(ids)):
        if was_known(statement.document, filter):
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


def _best_first(row: AnyRow, told: Sequence[Q]) -> list[Q]:
    """The mention that is shown of the event, then all of them."""
    return [next((each for each in told if each.key == row.shown), told[0]), *told]


def _line(
    row: AnyRow,
    actors: Sequence[tuple[str, str]],
    topics: Sequence[str],
    shown: QuoteView,
    hits: tuple[Hit, ...],
    repeats: tuple[Repeat, ...] = (),
) -> EventLine:
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
        actors=tuple(actors),
        topics=tuple(topics),
        quote=shown,
        background=row.background,
        folded_into=row.folded_into,
        reported=row.reported,
        disputes=_count_disputes(row),
        repeats=repeats,
        hits=hits,
    )


def _as_known(line: EventLine, row: AnyRow, told: Sequence[Told]) -> EventLine:
    """Only with what these mentions give."""
    documents = len({mention.document_id for mention in told})
    disputes = _count_disputes(row, {mention.key for mention in told})
    return replace(line, documents=documents, sources=min(documents, row.sources), disputes=disputes)


def _count_disputes(row: AnyRow, known: Set[str] | None = None) -> int:
    """The points on which two sources cannot both be right; with `known`, two of those mentions."""
    if Stand.CONFLICTS not in row.slots_json:
        return 0
    disputed = [slot for slot in load_slots(row.slots_json) if slot.is_disputed]
    if known is None:
        return len(disputed)
    return sum(sum(not known.isdisjoint(value.mentions) for value in slot.values) > 1 for slot in disputed)
