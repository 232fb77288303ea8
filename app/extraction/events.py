"""Event mentions: each dated happening of a document with its type, status, participants and place."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from app.extraction import lexicon
from app.extraction.attachment import Attached, attach
from app.extraction.locations import find_places, place_of
from app.extraction.mentions import (
    ActorKind,
    ActorMention,
    Anchor,
    AnchorKind,
    EventMention,
    EventType,
    Participant,
    Precision,
    ReferenceDay,
    Status,
    TimeKind,
    TimeMention,
)
from app.extraction.participants import find_participants, speaker_participants
from app.extraction.sentences import Prepared, Sentence, Span
from app.extraction.statements import Said
from app.extraction.status import Verdict, judge
from app.extraction.topics import find_topics
from app.extraction.triggers import CueFound, TriggerFound
from app.reading.document import PassageKind

# 崔天凯和赵立坚分别做出回应: 分别 makes one happening of each.
_EACH = re.compile(r"分别|各自")
# 截至8月7日: how things stood, no happening of that day.
_UP_TO = re.compile(r"截至|截止|截至到|直到$")
_MOST_PER_DOCUMENT = 80
# Kinds that are set for a day: cancelling one denies it; cancelling an agreement is an act of its own.
_SCHEDULED = (EventType.CONSULT, EventType.ELECT, EventType.MOBILIZE, EventType.LEGISLATE, EventType.OTHER)
_ENOUGH_IMPLICIT = 2.8
# Where and on what somebody spoke: an occasion of its own, not a remark in passing.
_OCCASION = re.compile(
    r"(?:记者会|新闻发布会|发布会|吹风会|简报会|座谈会|声明|公报|讲话|演讲|致辞|发言|开场白|书面回应|社论|推特|脸书|微博|社交媒体|贺电|公开信)"
    r"(?:上|中|里|期间|时)|接受[^，。]{0,16}(?:采访|访问|专访)|(?:就此|对此|回应(?:称|说|表示)|发表(?:声明|讲话|公开信|演讲))"
)
# How far before a time a word of the future still belongs to it: 将于周二, 计划在3月.
_REACH = 16
_CLOSE = timedelta(days=7)
_LONGEST_VAGUE = timedelta(days=45)


@dataclass(frozen=True)
class Findings:
    """What the earlier steps found in one document, each in text order."""

    reference: ReferenceDay
    times: Sequence[TimeMention]
    actors: Sequence[ActorMention]
    triggers: Sequence[TriggerFound]
    cues: Sequence[CueFound]
    said: Sequence[Said]


def find_events(prepared: Prepared, findings: Findings) -> tuple[EventMention, ...]:
    """Event mentions in text order, at most one for each time of a sentence and its speakers."""
    lead = _first_text(prepared)
    mentions: list[EventMention] = []
    for sentence in prepared.sentences:
        times = [t for t in findings.times if sentence.start <= t.start < sentence.end and _is_usable(prepared, t)]
        if not times:
            continue
        attached = attach(prepared, sentence, times, *_inside(findings, sentence))
        for one in attached:
            mentions += _mentions(prepared, findings, one, in_lead=sentence.passage <= lead)
    mentions += _undated_news(prepared, findings, lead, mentions)
    mentions += _spoken_news(prepared, findings, mentions)
    return tuple(_keyed(prepared, mentions[:_MOST_PER_DOCUMENT]))


def _keyed(prepared: Prepared, mentions: Sequence[EventMention]) -> Iterator[EventMention]:
    """Each mention with its permalink; a sentence that stands twice (abstract and body) is counted."""
    seen: Counter[str] = Counter()
    for mention in mentions:
        sentence = prepared.document.text[mention.start : mention.end]
        key = mention_key(prepared.document.key, sentence, mention)
        seen[key] += 1
        yield replace(
            mention,
            key=key if seen[key] == 1 else mention_key(f"{prepared.document.key}#{seen[key]}", sentence, mention),
        )


def _undated_news(
    prepared: Prepared, findings: Findings, lead: int, dated: Sequence[EventMention]
) -> Iterator[EventMention]:
    """News that names no day (headline, first sentence) is of the document's own day, marked as implicit."""
    if findings.reference.day is None:
        return
    for sentence in prepared.sentences:
        opens = sentence.kind is PassageKind.TITLE or sentence.passage == lead
        if not opens or any(sentence.start <= t.start < sentence.end and t.is_resolved for t in findings.times):
            continue
        time = own_day(sentence.start, findings.reference)
        attached = attach(prepared, sentence, [time], *_inside(findings, sentence))
        found = [
            m for one in attached if one.score >= _ENOUGH_IMPLICIT for m in _mentions(prepared, findings, one, True)
        ]
        found = [m for m in found if m.status is Status.HAPPENED and m.participants and not _is_told(m, dated)]
        if found:
            yield from (replace(m, implicit=True) for m in found)
            return


def _spoken_news(prepared: Prepared, findings: Findings, dated: Sequence[EventMention]) -> Iterator[EventMention]:
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
        if any(sentence.start <= t.start < sentence.end and t.is_resolved for t in findings.times):
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
    yield replace(_mention(prepared, attached, verdict, participants, place, False), implicit=True)


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
        anchor=Anchor(AnchorKind.REFERENCE, reference.day, why=reference.witness),
        inferred=("day", "month", "year"),
        confidence=0.4,
    )


def _inside(findings: Findings, sentence: Sentence) -> tuple[list[TriggerFound], list[CueFound], list[ActorMention]]:
    return (
        [f for f in findings.triggers if sentence.start <= f.start < sentence.end],
        [c for c in findings.cues if sentence.start <= c.start < sentence.end],
        [a for a in findings.actors if sentence.start <= a.start < sentence.end],
    )


def _is_usable(prepared: Prepared, time: TimeMention) -> bool:
    dated = time.is_resolved or time.open_year is not None
    quoted = prepared.is_quoted(time.start, time.end) or prepared.in_work_title(time.start, time.end)
    if _UP_TO.search(prepared.folded[max(0, time.start - 4) : time.start]):
        return False
    recent = time.kind is TimeKind.VAGUE and prepared.folded[time.start : time.end] in lexicon.words_of("recent.tsv")
    return dated and not quoted and (recent or (time.kind is TimeKind.DATE and not _is_stretch(time)))


def _is_stretch(time: TimeMention) -> bool:
    """近一年, 过去三个月: a stretch of time in which something was so, no date of a happening."""
    return bool(
        time.first and time.last and time.precision is Precision.VAGUE and time.last - time.first > _LONGEST_VAGUE
    )


def _first_text(prepared: Prepared) -> int:
    """The number of the first passage that is neither title nor heading nor caption."""
    text = (PassageKind.LEAD, PassageKind.PARAGRAPH)
    return next((s.passage for s in prepared.sentences if s.kind in text), 0)


def _mentions(prepared: Prepared, findings: Findings, attached: Attached, in_lead: bool) -> Iterator[EventMention]:
    verdict = _verdict(prepared, findings, attached)
    if verdict.status is None or _is_empty_denial(attached, verdict):
        return
    place = place_of(prepared, attached.region, find_places(prepared), findings.actors)
    for participants in _groups(prepared, findings, attached):
        yield _mention(prepared, attached, verdict, participants, place, in_lead)


def _verdict(prepared: Prepared, findings: Findings, attached: Attached) -> Verdict:
    """What the words between the time and the trigger, and the rest of its clause, assert."""
    if attached.cue is not None or attached.carrier:
        return Verdict(Status.HAPPENED, attached.carrier or attached.word)
    clause = next((c for c in attached.sentence.clauses if c.start <= attached.start < c.end), attached.region)
    begin = clause.start
    if attached.time.end <= clause.start:
        begin = attached.time.end
    elif attached.time.end <= attached.start:
        begin = max(begin, attached.time.start - _REACH)
    folded = prepared.folded
    before, after = folded[begin : attached.start], folded[attached.end : clause.end]
    return judge(
        folded[clause.start : clause.end],
        before,
        after,
        attached.time,
        findings.reference.day,
        attached.is_noun and attached.type in _SCHEDULED,
    )


def _is_empty_denial(attached: Attached, verdict: Verdict) -> bool:
    """What did not happen in a whole year is no event; what did not happen on its day may be one."""
    return verdict.status is Status.DENIED and attached.time.precision in (Precision.YEAR, Precision.HALF)


def _groups(prepared: Prepared, findings: Findings, attached: Attached) -> Iterator[tuple[Participant, ...]]:
    if attached.type is not EventType.STATEMENT:
        yield find_participants(prepared, attached, findings.actors, findings.cues)
        return
    everybody = find_participants(prepared, attached, findings.actors, findings.cues)
    if _EACH.search(prepared.folded, attached.region.start, attached.end + 4) and len(everybody) > 1:
        yield from ((p,) for p in everybody)
        return
    if attached.cue is None:
        yield everybody
        return
    for speaker in _speakers(findings, attached):
        if speaker and speaker.actor.kind is ActorKind.MEDIA:
            continue
        yield speaker_participants(prepared, speaker, findings.actors) if speaker else ()


def _speakers(findings: Findings, attached: Attached) -> list[ActorMention | None]:
    """The speakers of the verb; None for one whom only the text's own words name. No words said, no statement."""
    said = [s for s in findings.said if s.cue == attached.cue]
    return list({s.speaker.words: s.speaker.mention for s in said}.values())


def _mention(
    prepared: Prepared,
    attached: Attached,
    verdict: Verdict,
    participants: tuple[Participant, ...],
    place: str | None,
    in_lead: bool,
) -> EventMention:
    document, sentence = prepared.document, attached.sentence
    assert verdict.status is not None
    passage = document.passages[sentence.passage]
    return EventMention(
        key="",
        start=sentence.start,
        end=sentence.end,
        trigger=document.text[attached.start : attached.end],
        trigger_start=attached.start,
        trigger_end=attached.end,
        type=attached.type,
        status=verdict.status,
        time=attached.time,
        mode=attached.mode,
        status_cue=verdict.cue,
        participants=participants,
        place=place,
        topics=find_topics(
            prepared.folded[sentence.start : sentence.end],
            prepared.folded[passage.start : passage.end],
            prepared.folded[: len(document.title)],
            participants,
        ),
        score=round(attached.score, 3),
        in_lead=in_lead,
        in_title=sentence.kind is PassageKind.TITLE,
        in_caption=sentence.kind is PassageKind.CAPTION,
        in_quote=prepared.is_quoted(attached.start, attached.end),
        why=_why(attached),
    )


def _why(attached: Attached) -> tuple[str, ...]:
    reasons = [f"trigger:{attached.word}"]
    if attached.carrier:
        reasons.append(f"carrier:{attached.carrier}")
    return (*reasons, f"score:{attached.score:.2f}")


def mention_key(document_key: str, sentence: str, mention: EventMention) -> str:
    """The permalink of a mention: document, sentence without blanks, date, and who speaks where several do."""
    date = mention.time.edtf or mention.time.expression if mention.time else ""
    who = mention.participants[0].actor.name if mention.type is EventType.STATEMENT and mention.participants else ""
    words = "\x1f".join((document_key, re.sub(r"\s", "", sentence), date, who))
    return hashlib.sha256(words.encode()).hexdigest()[:16]
