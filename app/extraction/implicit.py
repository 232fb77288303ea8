"""News that names no day: of the document's own day, always marked as such, and with little confidence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from app.extraction.attachment import Attached, attach
from app.extraction.describing import mention_of, mentions_of
from app.extraction.findings import Findings
from app.extraction.locations import find_places, place_of
from app.extraction.mentions import (
    ActorKind,
    ActorMention,
    Anchor,
    AnchorKind,
    EventMention,
    EventType,
    Precision,
    ReferenceDay,
    Status,
    TimeKind,
    TimeMention,
)
from app.extraction.participants import speaker_participants
from app.extraction.sentences import Prepared, Sentence, Span
from app.extraction.status import Verdict
from app.extraction.triggers import LIGHT_VERBS, CueFound
from app.reading.document import PassageKind

_ENOUGH = 2.8
_CLOSE = timedelta(days=7)
# 对于美国声称…: what the sentence is about, not what it tells.
_ABOUT = re.compile(r"对于|针对|关于")
# Where and on what somebody spoke: an occasion of its own, not a remark in passing.
_OCCASION = re.compile(
    r"(?:记者会|新闻发布会|发布会|吹风会|简报会|座谈会|声明|公报|讲话|演讲|致辞|发言|开场白|书面回应|社论|推特|脸书|微博|社交媒体|贺电|公开信)"
    r"(?:上|中|里|期间|时)|接受[^，。]{0,16}(?:采访|访问|专访)|(?:就此|对此|回应(?:称|说|表示)|发表(?:声明|讲话|公开信|演讲))"
)
# How far before a time a word of the future still belongs to it: 将于周二, 计划在3月.


def undated_news(
    prepared: Prepared, findings: Findings, lead: int, dated: Sequence[EventMention]
) -> Iterator[EventMention]:
    """News that names no day (headline, first sentence) is of the document's own day, marked as implicit."""
    if findings.reference.day is None:
        return
    for sentence in prepared.sentences:
        opens = sentence.kind is PassageKind.TITLE or sentence.passage == lead
        if not opens or any(t.is_resolved for t in findings.times_of(sentence)):
            continue
        time = own_day(sentence.start, findings.reference)
        attached = attach(prepared, sentence, [time], *findings.inside(sentence))
        found = [
            m for one in attached if _is_told_as_news(prepared, one) for m in mentions_of(prepared, findings, one, True)
        ]
        found = [m for m in found if m.status is Status.HAPPENED and m.participants and not _is_told(m, dated)]
        if found:
            yield from (replace(m, implicit=True) for m in found)
            return


def _is_told_as_news(prepared: Prepared, attached: Attached) -> bool:
    """A verb says that it happened; a noun (大选, 禁令) only beside a light verb (举行, 结束)."""
    clause = attached.sentence.clause_at(attached.start)
    held = LIGHT_VERBS.search(prepared.folded, clause.start, clause.end)
    return attached.score >= _ENOUGH and (not attached.is_noun or held is not None)


def spoken_news(prepared: Prepared, findings: Findings, dated: Sequence[EventMention]) -> Iterator[EventMention]:
    """Words said on an occasion (在记者会上, 就此) that the article gives no day: of its own day, marked so."""
    if findings.reference.day is None:
        return
    told = {name for m in dated if m.type is EventType.STATEMENT for name in _names(m)}
    for said in findings.said:
        speaker = said.speaker.mention
        if said.cue is None or said.time or speaker is None or speaker.actor.kind is ActorKind.MEDIA:
            continue
        sentence = prepared.sentence_at(said.cue.start)
        if sentence is None or sentence.kind is PassageKind.CAPTION or speaker.actor.name in told:
            continue
        if any(t.is_resolved for t in findings.times_of(sentence)):
            continue
        if _ABOUT.match(prepared.folded, sentence.start):
            continue
        if _OCCASION.search(prepared.folded, sentence.start, said.cue.end):
            told.add(speaker.actor.name)
            yield from _implicit_statement(prepared, findings, sentence, said.cue, speaker)


def _implicit_statement(
    prepared: Prepared, findings: Findings, sentence: Sentence, cue: CueFound, speaker: ActorMention
) -> Iterator[EventMention]:
    time = own_day(sentence.start, findings.reference)
    attached = Attached(
        time, sentence, Span(sentence.start, sentence.end), cue.start, cue.end, cue.cue.word,
        EventType.STATEMENT, "", False, 1.0, cue,
    )  # fmt: skip
    participants = speaker_participants(prepared, speaker, findings.actors)
    place = place_of(prepared, Span(sentence.start, cue.start), find_places(prepared), findings.actors)
    verdict = Verdict(Status.HAPPENED, cue.cue.word)
    yield replace(mention_of(prepared, attached, verdict, participants, place, False), implicit=True)


def _is_told(mention: EventMention, dated: Sequence[EventMention]) -> bool:
    """Whether a dated mention of the document already tells of it: the kind and an actor or the word are the same,
    and its day is close."""
    return any(
        other.time is not None
        and other.type is mention.type
        and other.time.precision is Precision.DAY
        and _is_close(mention, other.time)
        and (other.trigger == mention.trigger or _names(other) & _names(mention))
        for other in dated
    )


def _is_close(mention: EventMention, time: TimeMention) -> bool:
    day = mention.time.first if mention.time else None
    return bool(day and time.first and time.last and time.first - _CLOSE <= day <= time.last + _CLOSE)


def _names(mention: EventMention) -> set[str]:
    return {p.actor.name for p in mention.participants}


def own_day(at: int, reference: ReferenceDay) -> TimeMention:
    """The document's own day for words that name none: no expression, low confidence, an uncertain value."""
    assert reference.day is not None
    return TimeMention(
        start=at,
        end=at,
        expression="",
        kind=TimeKind.DATE,
        rule="implicit",
        edtf=f"{reference.day.isoformat()}?",
        first=reference.day,
        last=reference.day,
        precision=Precision.DAY,
        anchor=Anchor(AnchorKind.REFERENCE, reference.day, reference.witness, "implicit"),
        inferred=("day", "month", "year"),
        confidence=0.4,
    )
