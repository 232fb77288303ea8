"""From a time attached to a word to the mention of an event: its status, participants, place and topics."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from app.extraction.candidates import Attached
from app.extraction.dates import with_year
from app.extraction.findings import Findings
from app.extraction.implied import themselves
from app.extraction.locations import find_places, place_of
from app.extraction.mentions import (
    ActorKind,
    ActorMention,
    AnchorKind,
    EventMention,
    EventType,
    OpenDate,
    Participant,
    Precision,
    Rejected,
    Status,
    TimeMention,
)
from app.extraction.participants import find_participants
from app.extraction.phrases import Speaker
from app.extraction.sentences import Prepared, Sentence, Span, starting_in
from app.extraction.status import Verdict, denies, judge, supposes
from app.extraction.telling import speaker_participants, unnamed_participants
from app.extraction.topics import find_topics
from app.extraction.triggers import CueFound
from app.reading.document import PassageKind

# 崔天凯和赵立坚分别做出回应: 分别 makes one happening of each.
_EACH = re.compile(r"分别|各自")
# 资料照片：…, 图为…: the caption of a picture that stands among the paragraphs.
_PICTURED = re.compile(r"[（(]?(?:资料照片?|资料图片?|档案照片?|档案图片|图片说明|图说|图为|图[:：]|照片[:：]|示意图)")
# Kinds that are set for a day: cancelling one denies it; cancelling an agreement is an act of its own.
_NAME = 6
# A report from the other side of the date line.
_ACROSS_MIDNIGHT = timedelta(days=1)
_ORDERED = re.compile(r"(?:要求|下令|命令|责令|勒令|限令|通知)(?:了)?[^，。；]{1,16}$")
_ONCE = re.compile(r"曾(?!任|经理)|此前|之前的")
_WILL = frozenset(("将", "将于", "将在", "将会", "即将", "会在", "快则", "最快", "有望", "可望", "料将"))
_SCHEDULED = (EventType.CONSULT, EventType.ELECT, EventType.MOBILIZE, EventType.LEGISLATE, EventType.OTHER)


def mentions_of(prepared: Prepared, findings: Findings, attached: Attached, in_lead: bool) -> Iterator[EventMention]:
    """One mention, or one for each speaker; none when nothing is asserted. Keys are still empty."""
    verdict = verdict_of(prepared, findings, attached)
    attached = _behind(_ahead(attached, verdict, findings), verdict, findings, prepared)
    if verdict.status is None or _is_empty_denial(attached, verdict):
        return
    place = place_of(prepared, attached.region, find_places(prepared), findings.actors)
    for participants in _groups(prepared, findings, attached):
        if not participants and _needs_somebody(attached, place):
            continue
        yield mention_of(prepared, attached, verdict, participants, place, in_lead)


def verdict_of(prepared: Prepared, findings: Findings, attached: Attached) -> Verdict:
    """What the words between the time and the trigger, and the rest of its clause, assert."""
    if attached.cue is not None or attached.carrier:
        return _announced(prepared, findings, attached)
    clause = attached.sentence.clause_at(attached.start)
    begin = clause.start
    # What stands before 对话前夕 tells of the talks, not of what happened on their eve.
    on_eve = attached.time.anchor.kind is AnchorKind.EVENT and attached.time.end <= attached.start
    if attached.time.end <= clause.start or on_eve:
        begin = attached.time.end
    folded = prepared.folded
    before, after = folded[begin : attached.start], folded[attached.end : clause.end]
    verdict = judge(
        folded[clause.start : clause.end],
        before,
        after,
        attached.time,
        findings.reference.day,
        attached.type in _SCHEDULED,
    )
    if verdict.status is None and _is_poll(attached):
        ahead = findings.reference.day is None or (attached.time.last or date.min) > findings.reference.day
        return Verdict(Status.PLANNED if ahead else Status.HAPPENED, attached.time.expression)
    if verdict.status is None and _is_ordered(folded, clause.start, attached):
        return Verdict(Status.PLANNED, verdict.cue)
    if verdict.status is Status.PLANNED and supposes(folded[attached.sentence.start : clause.start]):
        return Verdict(None, "hypothetical")
    return verdict


def _announced(prepared: Prepared, findings: Findings, attached: Attached) -> Verdict:
    """What is said or announced has happened, unless the announcement itself is still to come: 预计明天宣布制裁."""
    word, day, today = attached.carrier or attached.word, attached.time.first, findings.reference.day
    begin = attached.sentence.clause_at(attached.start).start
    at = prepared.folded.rfind(attached.carrier, begin, attached.start) if attached.carrier else -1
    if at >= 0 and denies(prepared.folded[begin:at]):
        return Verdict(Status.DENIED, word)
    once = _ONCE.search(prepared.folded, begin, attached.start)
    if once or day is None or today is None or day <= today + _ACROSS_MIDNIGHT:
        return Verdict(Status.HAPPENED, word)
    return Verdict(Status.PLANNED, attached.time.expression)


def _is_ordered(folded: str, start: int, attached: Attached) -> bool:
    """要求中国周五关闭总领馆: what is demanded for a day is set for it. Not 要求撤回周二发布的命令."""
    time = attached.time
    if time.precision is not Precision.DAY or attached.is_noun or not time.end <= attached.start:
        return False
    qualifies = folded.startswith("所", time.end) or folded.startswith("的", attached.end)
    return not qualifies and _ORDERED.search(folded[start : time.start]) is not None


def _is_poll(attached: Attached) -> bool:
    """可能要等到11月大选结果出炉: the poll is set for its day, whatever the clause hopes or supposes of it."""
    return attached.is_noun and attached.type is EventType.ELECT and 0 <= attached.start - attached.time.end <= _NAME


def _ahead(attached: Attached, verdict: Verdict, findings: Findings) -> Attached:
    """星期六，法国将实施宵禁: what a clause plans lies ahead, also where nothing beside its weekday says so."""
    time, today = attached.time, findings.reference.day
    if time.rule != "weekday":
        return attached
    future = next((r for r in time.rejected if r.reason == "ahead-without-marker"), None)
    if verdict.status is not Status.PLANNED or verdict.cue not in _WILL or future is None:
        return attached
    if today is None or time.last is None or time.last >= today or attached.start < time.end:
        return attached
    day = date.fromisoformat(future.edtf)
    rejected = (*(r for r in time.rejected if r != future), Rejected(time.edtf or "", "past-against-future-marker"))
    anchor = replace(time.anchor, why="future-marker")
    return replace(
        attached, time=replace(time, first=day, last=day, edtf=future.edtf, rejected=rejected, anchor=anchor)
    )


def _behind(attached: Attached, verdict: Verdict, findings: Findings, prepared: Prepared) -> Attached:
    """4月，他曾提出…: a month or day whose year nobody states, and which 曾 tells as past, is not still to come."""
    time, today = attached.time, findings.reference.day
    if today is None or time.first is None or time.last is None or time.first <= today or "year" not in time.inferred:
        return attached
    clause = attached.sentence.clause_at(attached.start)
    begin = min(clause.start, attached.sentence.clause_at(time.start).start)
    if verdict.status is Status.DENIED or not _ONCE.search(prepared.folded, begin, attached.start):
        return attached
    earlier = with_year(replace(time, open_year=_open(time.first, time.last)), time.first.year - 1)
    rejected = (*time.rejected, Rejected(time.edtf or "", "future-against-past-marker"))
    return replace(attached, time=replace(earlier, rejected=rejected))


def _open(first: date, last: date) -> OpenDate:
    return OpenDate((first.month, first.day), (last.month, last.day))


def _needs_somebody(attached: Attached, place: str | None) -> bool:
    """What nobody does is a remark, not an event: a statement without a speaker, a year's typhoons."""
    if attached.type is EventType.STATEMENT:
        return attached.cue is None
    if attached.time.precision in (Precision.YEAR, Precision.HALF, Precision.QUARTER):
        return True
    return attached.time.precision is not Precision.DAY and place is None


def _is_empty_denial(attached: Attached, verdict: Verdict) -> bool:
    """What did not happen in a whole year is no event; what did not happen on its day may be one."""
    return verdict.status is Status.DENIED and attached.time.precision in (Precision.YEAR, Precision.HALF)


def _groups(prepared: Prepared, findings: Findings, attached: Attached) -> Iterator[tuple[Participant, ...]]:
    apart = attached.type is EventType.STATEMENT and _EACH.search(
        prepared.folded, attached.region.start, attached.end + 4
    )
    if attached.cue is None or apart:
        everybody = find_participants(prepared, attached, findings.actors, _verbs_of_speech(findings, attached))
        if apart and len(everybody) > 1:
            yield from ((p,) for p in themselves(everybody))
            return
        if attached.cue is None:
            yield everybody
            return
    for speaker in _speakers(findings, attached):
        if speaker.mention is None:
            yield unnamed_participants(prepared, speaker, findings, attached.cue)
        elif speaker.mention.actor.kind is not ActorKind.MEDIA:
            yield speaker_participants(prepared, speaker.mention, findings, attached.cue)


def _verbs_of_speech(findings: Findings, attached: Attached) -> list[CueFound]:
    """Those of the sentence; one of a single character only where words follow: 问 in 问题 is none."""
    sentence = attached.sentence
    spoken = {c.start for c in findings.inside(sentence)[1]}
    near = starting_in(findings.cues, sentence.start, sentence.end)
    return [c for c in near if c.end - c.start > 1 or c.start in spoken]


def _speakers(findings: Findings, attached: Attached) -> list[Speaker]:
    """The speakers of the verb. No words said, no statement."""
    verb = attached.cue.start if attached.cue else None
    said = [s for s in findings.said_at(verb) if s.cue == attached.cue and not s.joint]
    return list({s.speaker.words: s.speaker for s in said}.values())


def mention_of(
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
        in_caption=sentence.kind is PassageKind.CAPTION or _PICTURED.match(prepared.folded, sentence.start) is not None,
        in_quote=prepared.is_quoted(attached.start, attached.end),
        why=_why(attached),
    )


def statement_of(
    prepared: Prepared,
    findings: Findings,
    sentence: Sentence,
    cue: CueFound,
    speaker: ActorMention,
    time: TimeMention,
) -> EventMention:
    """What a speaker says with this verb, on a day that other words give."""
    attached = Attached(
        time, sentence, Span(sentence.start, sentence.end), cue.start, cue.end, cue.cue.word,
        EventType.STATEMENT, "", False, 1.0, cue,
    )  # fmt: skip
    participants = speaker_participants(prepared, speaker, findings, cue)
    place = place_of(prepared, Span(sentence.start, cue.start), find_places(prepared), findings.actors)
    return mention_of(prepared, attached, Verdict(Status.HAPPENED, cue.cue.word), participants, place, False)


def _why(attached: Attached) -> tuple[str, ...]:
    reasons = [f"trigger:{attached.word}"]
    if attached.carrier:
        reasons.append(f"carrier:{attached.carrier}")
    return (*reasons, f"score:{attached.score:.2f}")
