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
    ActorMention,
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
from app.extraction.sentences import Prepared
from app.extraction.statements import Said
from app.extraction.status import Verdict, judge
from app.extraction.topics import find_topics
from app.extraction.triggers import CueFound, TriggerFound
from app.reading.document import PassageKind

# 崔天凯和赵立坚分别做出回应: 分别 makes one happening of each.
_EACH = re.compile(r"分别|各自")
_MOST_PER_DOCUMENT = 80
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
        attached = attach(
            prepared,
            sentence,
            times,
            [f for f in findings.triggers if sentence.start <= f.start < sentence.end],
            [c for c in findings.cues if sentence.start <= c.start < sentence.end],
            [a for a in findings.actors if sentence.start <= a.start < sentence.end],
        )
        for one in attached:
            mentions += _mentions(prepared, findings, one, in_lead=sentence.passage <= lead)
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


def _is_usable(prepared: Prepared, time: TimeMention) -> bool:
    dated = time.is_resolved or time.open_year is not None
    quoted = prepared.is_quoted(time.start, time.end) or prepared.in_work_title(time.start, time.end)
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
    if verdict.status is None:
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
    folded = prepared.folded
    before, after = folded[begin : attached.start], folded[attached.end : clause.end]
    return judge(
        folded[clause.start : clause.end], before, after, attached.time, findings.reference.day, attached.is_noun
    )


def _groups(prepared: Prepared, findings: Findings, attached: Attached) -> Iterator[tuple[Participant, ...]]:
    if attached.type is not EventType.STATEMENT:
        yield find_participants(prepared, attached, findings.actors, findings.cues)
        return
    speakers = _speakers(findings, attached)
    if not speakers:
        participants = find_participants(prepared, attached, findings.actors, findings.cues)
        clause_text = prepared.folded[attached.region.start : attached.end + 4]
        if _EACH.search(clause_text) and len(participants) > 1:
            yield from ((p,) for p in participants)
        else:
            yield participants
        return
    for speaker in speakers:
        yield speaker_participants(prepared, speaker, findings.actors)


def _speakers(findings: Findings, attached: Attached) -> list[ActorMention]:
    if attached.cue is None:
        return []
    said = [s for s in findings.said if s.cue == attached.cue]
    return list({s.speaker.mention.actor.name: s.speaker.mention for s in said if s.speaker.mention}.values())


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
