"""One cluster to one event: its day, status, kind, people and words, each taken from a mention that can be named."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from app.extraction.mentions import ActorKind, EventType, Participant, Precision, Role, Status
from app.linking.events import Event, Evidence
from app.linking.features import Node
from app.linking.pairs import Pair
from app.linking.salience import salience_of
from app.linking.slots import slots_of
from app.linking.sources import count_sources
from app.linking.titles import title_of
from app.linking.ways import NEXT_DAY, ONCE

_FINEST = (
    Precision.DAY, Precision.PART_MONTH, Precision.MONTH, Precision.QUARTER,
    Precision.HALF, Precision.YEAR, Precision.VAGUE,
)  # fmt: skip
_MOST_TOPICS = 4
_SHARE = 1 / 5
_BACKGROUND_DAYS = 365
_SHARE_OF_PEOPLE = 0.2
_SHARE_OF_SPOKEN = 1 / 3


def event_of(told: Iterable[Node], pairs: Mapping[str, Pair], moved: Mapping[str, str], latest: date | None) -> Event:
    """`pairs` say by mention why it is here, `moved` why it is although its day is another. `latest` is the last day
    that the archive speaks from: a plan before it has lapsed."""
    nodes = sorted(told, key=_reported)
    telling = [n for n in nodes if not n.says_nothing] or nodes
    first, last, precision, dating = _days(nodes, moved)
    type = _type([n for n in telling if n.key not in moved] or telling)
    participants = _participants(telling, dating)
    place = _place(nodes)
    sources = count_sources(nodes)
    salience, why = salience_of(nodes, sources, precision, type)
    status = _status(nodes, last, latest)
    return Event(
        id=nodes[0].key,
        title=title_of(telling, type, participants, place, status),
        edtf=_edtf(first, last, dating),
        first=first,
        last=last,
        precision=precision,
        status=status,
        type=type,
        place=place,
        participants=participants,
        topics=_topics(nodes),
        salience=salience,
        evidence=tuple(_evidence(n, pairs.get(n.key), moved.get(n.key)) for n in nodes),
        date_from=dating.key,
        documents=len({n.document.key for n in nodes}),
        sources=sources,
        year_inferred=first is not None and all(n.year_inferred for n in nodes if n.first),
        salience_why=why,
        slots=slots_of(nodes, moved),
        background=_is_background(nodes, last),
    )


def _reported(node: Node) -> tuple[bool, date, str, int, str]:
    """The order of report: by publication, undated documents last, then by text."""
    return node.published is None, node.published or date.max, node.document.key, node.mention.start, node.key


def _days(nodes: Sequence[Node], moved: Mapping[str, str]) -> tuple[date | None, date | None, Precision, Node]:
    """The finest grain present; of days, all that the mentions name together; and the mention that says so best."""
    dated = [n for n in nodes if n.first]
    if not dated:
        return None, None, _precision(nodes[0]), nodes[0]
    plain = [n for n in dated if moved.get(n.key) not in (NEXT_DAY, ONCE)] or dated
    own = [n for n in plain if not n.mention.implicit and not n.mention.in_caption] or plain
    finest = min(own, key=lambda n: _FINEST.index(_precision(n)))
    same = [n for n in own if _precision(n) is _precision(finest)]
    if _precision(finest) is not Precision.DAY:
        chosen = min(same, key=lambda n: (_length(n), _reported(n)))
        return chosen.first, chosen.last, _precision(chosen), chosen
    first, last = min(n.first for n in same if n.first), max(n.last for n in same if n.last)
    dating = max(same, key=lambda n: (_length(n), not n.mention.in_title, -n.mention.start))
    return first, last, Precision.DAY, dating


def _precision(node: Node) -> Precision:
    return node.precision or Precision.VAGUE


def _length(node: Node) -> int:
    return (node.last - node.first).days if node.first and node.last else 0


def _edtf(first: date | None, last: date | None, dating: Node) -> str | None:
    time = dating.mention.time
    if first is None or last is None or time is None:
        return None
    if (time.first, time.last) == (first, last):
        return time.edtf
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def _status(nodes: Sequence[Node], last: date | None, latest: date | None) -> Status:
    """Happened as soon as a document of the last day or later says so; the word of the latest report on a denial."""
    if nodes[-1].mention.status is Status.DENIED or all(n.mention.status is Status.DENIED for n in nodes):
        return Status.DENIED
    for node in nodes:
        told_after = node.published is None or last is None or node.published >= last
        if node.mention.status is Status.HAPPENED and told_after:
            return Status.HAPPENED
    if any(n.mention.status is Status.PLANNED for n in nodes) or _is_foretold(nodes):
        return Status.LAPSED if last and latest and last < latest else Status.PLANNED
    return Status.HAPPENED


def _is_foretold(nodes: Sequence[Node]) -> bool:
    """All speak of a day that lay ahead: whatever the verb says, that is a plan."""
    return all(n.published and n.first and (n.first - n.published).days > 1 for n in nodes)


def _is_background(nodes: Sequence[Node], last: date | None) -> bool:
    published = [n.published for n in nodes if n.published]
    return bool(last and published and all((day - last).days >= _BACKGROUND_DAYS for day in published))


def _type(nodes: Sequence[Node]) -> EventType:
    """The kind that most weight speaks for; an act that somebody announces is that act."""
    weights: Counter[EventType] = Counter()
    acts = [n for n in nodes if not n.is_words] or nodes
    acts = [n for n in acts if n.mention.type is not EventType.OTHER] or acts
    for node in acts:
        weights[node.mention.type] += max(1, round(10 * node.mention.score))
    return max(weights, key=lambda t: (weights[t], t.value))


def _participants(nodes: Sequence[Node], dating: Node) -> tuple[Participant, ...]:
    """Everybody whom a fifth of the telling mentions name, people whom a fifth of the documents name, and those of
    the mention that dates the event; people and bodies that are only spoken of, when a third of the mentions do."""
    telling = [n for n in nodes if n.mention.participants and not n.mention.in_caption] or list(nodes)
    counts = Counter(p.actor.name for n in telling for p in n.mention.participants)
    named_in = {(n.document.key, p.actor.name) for n in telling for p in n.mention.participants}
    in_documents = Counter(name for _, name in named_in)
    documents = len({n.document.key for n in telling})
    chosen = {p.actor.name for p in dating.mention.participants}
    acting = {p.actor.name for n in telling for p in n.mention.participants if not _is_spoken_of(n, p)}
    kept: dict[str, Participant] = {}
    for node in telling:
        for participant in node.mention.participants:
            name = participant.actor.name
            is_person = participant.actor.kind is ActorKind.PERSON
            if name not in acting and counts[name] < _SHARE_OF_SPOKEN * len(telling):
                continue
            often = counts[name] >= _SHARE * len(telling)
            if name in chosen or often or (is_person and in_documents[name] >= _SHARE_OF_PEOPLE * documents):
                kept.setdefault(name, participant)
    return tuple(kept.values())


def _is_spoken_of(node: Node, participant: Participant) -> bool:
    spoken = node.mention.type is EventType.STATEMENT and participant.role is Role.OBJECT
    return spoken and participant.actor.kind in (ActorKind.PERSON, ActorKind.ORGANISATION)


def _place(nodes: Sequence[Node]) -> str | None:
    """The finest place that most mentions agree with."""
    places = Counter(n.mention.place for n in nodes if n.mention.place)
    depth = {n.mention.place: len(n.places) for n in nodes if n.mention.place}
    return max(places, key=lambda p: (places[p] + 0.5 * depth[p], p)) if places else None


def _topics(nodes: Sequence[Node]) -> tuple[str, ...]:
    weights: Counter[str] = Counter()
    for node in nodes:
        for rank, topic in enumerate(node.mention.topics):
            weights[topic] += 4 - min(3, rank)
    return tuple(sorted(weights, key=lambda t: (-weights[t], t))[:_MOST_TOPICS])


def _evidence(node: Node, pair: Pair | None, moved: str | None) -> Evidence:
    why = (f"moved {moved}",) if moved else ()
    reasons = why + (pair.reasons if pair else ())
    return Evidence(node.document.key, node.mention, reasons, pair.score if pair else 0.0, node.year_inferred)
