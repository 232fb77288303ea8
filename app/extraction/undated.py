"""What is told without a day: mentions that may join an event, but found none."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from app.extraction.attachment import PER_CHARACTER, attach
from app.extraction.describing import mentions_of, statement_of
from app.extraction.findings import Findings
from app.extraction.implicit import OTHER_TIME
from app.extraction.mentions import EventMention, EventType, Precision, Status, TimeKind, TimeMention
from app.extraction.sentences import Prepared, Sentence, starting_in
from app.reading.document import PassageKind

_ENOUGH = 3.5
# No lighter word can reach that, 通过 with a law behind it apart.
_LEAST = 1.5
_MOST_PER_DOCUMENT = 20
_KINDS = (PassageKind.TITLE, PassageKind.LEAD, PassageKind.PARAGRAPH)


def undated_mentions(prepared: Prepared, findings: Findings, told: Sequence[EventMention]) -> Iterator[EventMention]:
    """Mentions without a time, beside those `told` with one: what sentences tell that `told` leaves out, and who else
    is heard."""
    yield from islice(_words_beside(prepared, findings, told), _MOST_PER_DOCUMENT)
    yield from islice(_happenings(prepared, findings, {m.start for m in told}), _MOST_PER_DOCUMENT)


def _words_beside(prepared: Prepared, findings: Findings, told: Sequence[EventMention]) -> Iterator[EventMention]:
    """外交部表示，某某今天离开: who tells of what is dated speaks too. Only of those whom the document has heard on
    some day, in words that neither were said before nor are still to be said."""
    days = _days_heard(told)
    taken = {(m.start, m.participants[0].actor.name) for m in told if _is_speech(m)}
    for said in findings.said:
        speaker = said.speaker.mention
        sentence = prepared.sentence_at(said.cue.start) if said.cue else None
        if said.cue is None or said.joint or speaker is None or sentence is None or sentence.kind not in _KINDS:
            continue
        name, clause = speaker.actor.name, sentence.clause_at(said.cue.start)
        if name not in days or (sentence.start, name) in taken:
            continue
        own = {t.first for t in starting_in(findings.times, clause.start, said.cue.end) if t.is_resolved}
        if (own and own != days[name]) or OTHER_TIME.search(prepared.folded, clause.start, said.cue.start):
            continue
        taken.add((sentence.start, name))
        nowhere = _no_day(sentence)
        yield replace(statement_of(prepared, findings, sentence, said.cue, speaker, nowhere), time=None)


def _days_heard(told: Sequence[EventMention]) -> dict[str, set[date | None]]:
    """The days on which the document has each speaker speak."""
    days: dict[str, set[date | None]] = defaultdict(set)
    for mention in told:
        if _is_speech(mention) and mention.time:
            days[mention.participants[0].actor.name].add(mention.time.first)
    return days


def _is_speech(mention: EventMention) -> bool:
    return mention.type is EventType.STATEMENT and bool(mention.participants)


def _no_day(sentence: Sentence) -> TimeMention:
    return TimeMention(sentence.start, sentence.start, "", TimeKind.DATE, "none", precision=Precision.DAY)


def _happenings(prepared: Prepared, findings: Findings, taken: set[int]) -> Iterator[EventMention]:
    """Of sentences whose start is not in `taken`. Each mention names two actors, or one and a place: less could belong
    to anything."""
    for sentence in prepared.sentences:
        if sentence.kind in _KINDS and sentence.start not in taken:
            yield from _mentions(prepared, findings, sentence)


def _mentions(prepared: Prepared, findings: Findings, sentence: Sentence) -> Iterator[EventMention]:
    asks = prepared.folded[sentence.end - 1] in "？?"
    strong = any(t.trigger.weight >= _LEAST for t in starting_in(findings.triggers, sentence.start, sentence.end))
    if asks or not strong or any(t.is_resolved or t.open_year for t in findings.times_of(sentence)):
        return
    triggers, cues, actors = findings.inside(sentence)
    if not actors:
        return
    for attached in attach(prepared, sentence, [_no_day(sentence)], triggers, cues, actors):
        # Nothing is near or far from a day that is not named.
        score = attached.score + (attached.start - sentence.start) * PER_CHARACTER
        if score < _ENOUGH or attached.type is EventType.STATEMENT:
            continue
        for mention in mentions_of(prepared, findings, attached, in_lead=False):
            if mention.status is not Status.DENIED and len(mention.participants) + bool(mention.place) >= 2:
                yield replace(mention, time=None)
