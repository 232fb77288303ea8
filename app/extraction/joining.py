"""What the parts of a document told, as one extraction in its offsets, and dated by the heads of their items."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from app.extraction.item_days import RULE
from app.extraction.mentions import ActorMention, Anchor, AnchorKind, EventMention, Statement, TimeMention
from app.extraction.parts import Part
from app.extraction.sentences import Prepared, starting_in
from app.extraction.statements import statement_key
from app.reading.document import PassageKind

Timed = TypeVar("Timed", EventMention, Statement)


@dataclass(frozen=True)
class Told:
    """The findings of one part, in the offsets of its slice."""

    part: Part
    events: Sequence[EventMention]
    statements: Sequence[Statement]


def with_head(part: Part, prepared: Prepared, times: Sequence[TimeMention]) -> tuple[TimeMention, ...]:
    """The times of a part, and the date that stands alone above its first sentence once more where that begins, unless
    the sentence is dated: so it is told of there."""
    if part.head is None or not part.is_bare:
        return tuple(times)
    body = (PassageKind.LEAD, PassageKind.PARAGRAPH)
    first = next((s for s in prepared.sentences if s.kind in body and s.start >= part.head.end), None)
    if first is None or any(first.start <= t.start < first.end and t.is_resolved for t in times):
        return tuple(times)
    copy = replace(part.head, start=first.start, end=first.start, expression="")
    return tuple(sorted((*times, copy), key=lambda time: (time.start, time.end)))


def actors_in(part: Part, actors: tuple[ActorMention, ...]) -> tuple[ActorMention, ...]:
    """Those named in the part, in its offsets. Names are learnt from the whole document."""
    own = starting_in(actors, part.offset, part.offset + len(part.document.text))
    if not part.offset:
        return tuple(own)
    return tuple(replace(actor, start=actor.start - part.offset, end=actor.end - part.offset) for actor in own)


def times_in_whole(part: Part, times: Sequence[TimeMention]) -> Iterator[TimeMention]:
    return (_moved(_concluded(part, time), part.offset) for time in times if not _is_copy(time))


def events_in_whole(told: Sequence[Told]) -> tuple[EventMention, ...]:
    seen: Counter[str] = Counter()
    found = []
    for one in told:
        for event in one.events:
            if event.time and event.time.anchor.why == "implicit" and not one.part.tells_today:
                continue
            seen[event.key] += 1
            found.append(_apart(_event_in_whole(one.part, event), seen[event.key]))
    return tuple(found)


def _event_in_whole(part: Part, event: EventMention) -> EventMention:
    event = _redated(part, event)
    is_own = event.time is not None and event.time.anchor.why == "implicit"
    if is_own and part.head is not None and not part.head.clock:  # the entry writes the day of what it tells
        event = replace(event, time=_moved(part.head, part.offset), implicit=False)
    by = part.offset
    if not by:
        return event
    return replace(
        event,
        start=event.start + by,
        end=event.end + by,
        trigger_start=event.trigger_start + by,
        trigger_end=event.trigger_end + by,
    )


def _apart(event: EventMention, count: int) -> EventMention:
    """The key of a sentence that stands in several items is counted, as within one."""
    if count == 1:
        return event
    return replace(event, key=hashlib.sha256(f"{event.key}#{count}".encode()).hexdigest()[:16])


def statements_in_whole(told: Sequence[Told]) -> tuple[Statement, ...]:
    return tuple(
        _statement_in_whole(one.part, statement)
        for one in told
        for statement in one.statements
        # Stray quotation marks may hold a blank alone.
        if one.part.document.text[statement.start : statement.end].strip()
    )


def _statement_in_whole(part: Part, statement: Statement) -> Statement:
    if not part.offset:
        return _redated(part, statement)
    words = part.document.text[statement.start : statement.end]
    start = statement.start + part.offset
    key = statement_key(part.document.key, words, start, statement.speaker_words)
    return replace(_redated(part, statement), start=start, end=statement.end + part.offset, key=key)


def _redated(part: Part, found: Timed) -> Timed:
    time = found.time and _moved(_concluded(part, found.time), part.offset)
    return found if time is found.time else replace(found, time=time)


def _concluded(part: Part, time: TimeMention) -> TimeMention:
    """What rested on the item's own day says so; a head without a year is told as its item concluded it."""
    head = part.head
    if head is None:
        return time
    if _is_copy(time) or (time.start == head.start and time.first == head.first and time.last == head.last):
        return replace(head, clock=head.clock or time.clock)
    if not part.has_own_day or time.anchor.kind is not AnchorKind.REFERENCE:
        return time
    anchor = Anchor(AnchorKind.ITEM, head.first, head.expression, time.anchor.why, head.start)
    return replace(time, anchor=anchor, clock=time.clock or head.clock if time.anchor.why == "implicit" else time.clock)


def _is_copy(time: TimeMention) -> bool:
    return time.rule == RULE and time.start == time.end


def _moved(time: TimeMention, by: int) -> TimeMention:
    if not by:
        return time
    start = time.anchor.start
    anchor = replace(time.anchor, start=start + by) if start is not None and not _is_whole(time) else time.anchor
    return replace(time, start=time.start + by, end=time.end + by, anchor=anchor)


def _is_whole(time: TimeMention) -> bool:
    """A head leans on another item or the headline, whose place is told in the offsets of the document."""
    return time.rule == RULE
