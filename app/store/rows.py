"""Values to rows, and what is derived on the way: sort keys, the quote shown in lists, cuttings of the text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.extraction.mentions import Actor, Participant, Precision, Statement
from app.linking.events import Event, Evidence
from app.reading.document import Document
from app.store.snapshots import dump_participants, dump_slots, dump_time
from app.store.tables import document_id

Row = dict[str, Any]
NEIGHBOURS = 32

# A month comes before its days, a year before its months.
COARSE_FIRST = (
    Precision.YEAR,
    Precision.HALF,
    Precision.QUARTER,
    Precision.MONTH,
    Precision.PART_MONTH,
    Precision.VAGUE,
    Precision.DAY,
)


@dataclass(frozen=True)
class Source:
    """What the rows of an event need of a document that tells of it."""

    document: Document
    published: date | None


Sources = Mapping[str, Source]


def event_row(event: Event, sources: Sources) -> Row:
    published = [sources[evidence.document_key].published for evidence in event.evidence]
    return {
        "id": event.id,
        "title": event.title,
        "edtf": event.edtf,
        "first": event.first,
        "last": event.last,
        "precision": event.precision.value,
        "chronology": chronology(event),
        "grain": COARSE_FIRST.index(event.precision),
        "reported": max((day for day in published if day), default=None),
        "status": event.status.value,
        "type": event.type.value,
        "place": event.place,
        "salience": event.salience,
        "documents": event.documents,
        "sources": event.sources,
        "date_from": event.date_from,
        "shown": best_quote(event).mention.key,
        "year_inferred": event.year_inferred,
        "salience_why": list(event.salience_why),
        "slots_json": dump_slots(event.slots),
        "background": event.background,
        "folded_into": event.folded_into,
    }


def chronology(event: Event) -> str:
    """Sorts as text: dated events by their first day, then those that lack a year by month and day, then the rest."""
    return event.first.isoformat() if event.first else event.edtf or "~"


def best_quote(event: Event) -> Evidence:
    """The mention to show for the event: one whose sentence names the day, in the words of a paragraph."""
    return min(event.evidence, key=lambda evidence: _demerits(evidence, event))


def actor_rows(actors: Iterable[Actor]) -> dict[str, Row]:
    """By name; of two that share one, the first counts."""
    named: dict[str, Actor] = {}
    for actor in actors:
        named.setdefault(actor.name, actor)
    return {
        name: {"name": name, "kind": actor.kind.value, "country": actor.country, "office": actor.office}
        for name, actor in named.items()
    }


def event_actor_rows(event: Event) -> list[Row]:
    """An actor who takes part in several roles is listed in the first of them."""
    named: dict[str, Participant] = {}
    for participant in event.participants:
        named.setdefault(participant.actor.name, participant)
    return [
        {
            "event_id": event.id,
            "actor": participant.actor.name,
            "role": participant.role.value,
            "words": participant.words,
            "position": position,
        }
        for position, participant in enumerate(named.values())
    ]


def event_topic_rows(event: Event) -> list[Row]:
    topics = enumerate(dict.fromkeys(event.topics))
    return [{"event_id": event.id, "topic": topic, "position": position} for position, topic in topics]


def event_source_rows(event: Event, sources: Sources) -> list[Row]:
    publishers = {sources[evidence.document_key].document.publisher for evidence in event.evidence}
    return [{"event_id": event.id, "publisher": publisher} for publisher in sorted(filter(None, publishers))]


def mention_row(event: Event, position: int, evidence: Evidence, document: Document) -> Row:
    mention = evidence.mention
    return {
        "key": mention.key,
        "event_id": event.id,
        "document_id": document_id(document.key),
        "position": position,
        "start": mention.start,
        "end": mention.end,
        "quote": document.quote(mention.start, mention.end),
        "prefix": document.quote(max(0, mention.start - NEIGHBOURS), mention.start),
        "suffix": document.quote(mention.end, mention.end + NEIGHBOURS),
        "trigger_start": mention.trigger_start,
        "trigger_end": mention.trigger_end,
        "trigger": mention.trigger,
        "type": mention.type.value,
        "status": mention.status.value,
        "status_cue": mention.status_cue,
        "place": mention.place,
        "implicit": mention.implicit,
        "in_title": mention.in_title,
        "in_caption": mention.in_caption,
        "year_inferred": evidence.year_inferred,
        "link_score": evidence.score,
        "time_json": dump_time(mention.time),
        "participants_json": dump_participants(mention.participants),
        "reasons": list(evidence.reasons),
        "why": list(mention.why),
    }


def statement_row(document: Document, statement: Statement) -> Row:
    return {
        "key": statement.key,
        "document_id": document_id(document.key),
        "event_id": None,
        "start": statement.start,
        "end": statement.end,
        "quote": document.quote(statement.start, statement.end),
        "verb": statement.verb,
        "kind": statement.kind.value,
        "speaker": statement.speaker.name if statement.speaker else None,
        "speaker_words": statement.speaker_words,
        "how": statement.how,
        "via": statement.via,
        "time_json": dump_time(statement.time),
    }


def _demerits(evidence: Evidence, event: Event) -> tuple[object, ...]:
    mention = evidence.mention
    return (
        mention.in_caption,
        not _names_day(evidence),
        mention.in_title,
        mention.implicit,
        mention.status != event.status,
        mention.key != event.date_from,
        mention.in_quote,
        -mention.score,
    )


def _names_day(evidence: Evidence) -> bool:
    mention, time = evidence.mention, evidence.mention.time
    if time is None or mention.implicit or time.precision is not Precision.DAY:
        return False
    return mention.start <= time.start and time.end <= mention.end
