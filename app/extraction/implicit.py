"""News that names no day: of the document's own day, always marked as such, and with little confidence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from app.extraction import lexicon
from app.extraction.attachment import attach
from app.extraction.candidates import CARRIERS, Attached
from app.extraction.describing import mentions_of, statement_of
from app.extraction.findings import Findings
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
from app.extraction.sentences import Prepared, Sentence
from app.extraction.triggers import LIGHT_VERBS, CueFound
from app.reading.document import PassageKind

_ENOUGH = 2.8
_CLOSE = timedelta(days=7)
_NEWS = timedelta(days=3)
_COUNTS = re.compile(r"(?:统计|数据|资料)(?:数字|结果)?$")
_COMMENTS = re.compile(
    r"(?:副?教授|讲师|研究员|学者|学家|专家|分析师|分析员|评论员|评论家|评论人士?|时评人|观察家|观察人士|经济师|策略师|律师)(?![，。])"
)
# A headline names lands that only concern it.
_SPEAKING = (ActorKind.PERSON, ActorKind.ORGANISATION)
_TEXT = (PassageKind.LEAD, PassageKind.PARAGRAPH)
_MOST_SPEAKERS = 12
_MOST_TOLD = 20
_NAME = 6
# 对于美国声称…: what the sentence is about, not what it tells.
_ABOUT = re.compile(r"对于|针对|关于")
# 会突袭吗？: a question tells nothing.
_ASKS = re.compile(r"[?？]|吗[”」]?$|为何|为什么|何时")
# 立刻反制，宣布…: goes on from what was told last, whenever that was.
_GOES_ON = re.compile(r"立刻|立即|随即|随后|其后|此后|马上|即刻|旋即|翌日|次日")
# 在记者会上, 回应, 声明: an occasion of its own, which makes the words news.
_OCCASION = re.compile(
    r"记者会|发布会|简报|会上|声明|回应|回覆|回复|答复|采访|专访|访问时|节目|发文|推特|脸书|微博|推文|贴文|致辞|讲话|演讲|公告|通报"
)
# 曾表示, 此前指出, 将强调: words of another time than the news.
OTHER_TIME = re.compile(
    r"曾(?!任)|会前|事前|行前|此前|先前|之前|早前|当时|当年|过去|一直|一向|一贯|长期|多次|屡次|经常|常常|往往|每次|将(?!军|对|其|把|近)|会(?=说|表示|强调|重申)"
    r"|计划|打算|准备|拟(?!定)|可能|要求|希望|拒绝|没有|不愿|未(?!来)|上台后|上任后|竞选"
)


def undated_news(
    prepared: Prepared, findings: Findings, lead: int, dated: Sequence[EventMention]
) -> Iterator[EventMention]:
    """News that names no day (headline, first sentence) is of the document's own day, marked as implicit."""
    if findings.reference.day is None:
        return
    for sentence in prepared.sentences:
        opens = sentence.kind is PassageKind.TITLE or sentence.passage == lead
        asks = _ASKS.search(prepared.folded, sentence.start, sentence.end) is not None
        if not opens or asks or not _names_no_day(prepared, findings, sentence):
            continue
        time = _concluded(sentence.start, news_day(sentence, findings.reference, dated), findings)
        if time is None:
            continue
        triggers, cues, actors = findings.inside(sentence)
        bound = _bound(prepared, findings, sentence)
        triggers = [t for t in triggers if not any(b.time.start <= t.start < b.end for b in bound)]
        attached = attach(prepared, sentence, [time], triggers, cues, actors)
        found = [
            m for one in attached if _is_told_as_news(prepared, one) for m in mentions_of(prepared, findings, one, True)
        ]
        found = [m for m in found if m.status is Status.HAPPENED and m.participants and not _is_told(m, dated)]
        if found:
            yield from (replace(m, implicit=True) for m in found)
            return


def _names_no_day(prepared: Prepared, findings: Findings, sentence: Sentence) -> bool:
    """No date, or only those that tell which poll is meant (今年11月美国大选)."""
    times = [t for t in findings.times_of(sentence) if t.is_resolved]
    return len(times) == len(_bound(prepared, findings, sentence))


def _bound(prepared: Prepared, findings: Findings, sentence: Sentence) -> list[Attached]:
    times = [t for t in findings.times_of(sentence) if t.is_resolved]
    attached = attach(prepared, sentence, times, *findings.inside(sentence)) if times else []
    return [a for a in attached if a.is_noun and a.type is EventType.ELECT and 0 <= a.start - a.time.end <= _NAME]


def _is_told_as_news(prepared: Prepared, attached: Attached) -> bool:
    """A verb says that it happened; a noun (大选, 禁令) only beside a light verb (举行, 结束)."""
    clause = attached.sentence.clause_at(attached.start)
    held = LIGHT_VERBS.search(prepared.folded, clause.start, clause.end)
    return attached.score >= _ENOUGH and (not attached.is_noun or held is not None)


def spoken_news(prepared: Prepared, findings: Findings, dated: Sequence[EventMention]) -> Iterator[EventMention]:
    """What a speaker said without a day: of the day on which the article has the same speaker speak, else of the day
    of its news (the last one told before, the lead's, its own). One day for each speaker, marked as concluded. An
    article that dates very much has no one day of its news."""
    dated = [*dated]
    days: dict[str, TimeMention] = {}
    news = _people_of_news(prepared, findings, dated)
    vaguely = {_speaker(m) for m in dated if m.type is EventType.STATEMENT and m.time and not m.time.names_one_day}
    is_preview = _looks_ahead(findings.reference, dated)
    sentences = {(m.start, _speaker(m)) for m in dated if m.type is EventType.STATEMENT}
    commentators = _commentators(prepared, findings.actors)
    room = _MOST_TOLD - sum(m.time is not None for m in dated)
    for said in findings.said:
        if room <= 0:
            return
        speaker = said.speaker.mention
        if said.cue is None or said.joint or said.time or speaker is None or speaker.actor.name in commentators:
            continue
        sentence = prepared.sentence_at(said.cue.start)
        if sentence is None or _COUNTS.search(prepared.folded, sentence.start, said.cue.start):
            continue  # 某大学的统计说: figures that nobody says
        if not _tells_of_speech(prepared, findings, sentence, said.cue):
            continue
        name = speaker.actor.name
        if (sentence.start, name) in sentences or (len(days) >= _MOST_SPEAKERS and name not in days):
            continue
        sentences.add((sentence.start, name))
        own = days.get(name) or _day_of_own_words(name, sentence, findings.reference, dated)
        if own is None and name in vaguely:
            continue
        occasion = _OCCASION.search(prepared.folded, sentence.start, said.cue.end) is not None
        if own is None and (is_preview or not (occasion or name in news)):
            continue
        day = own or news_day(sentence, findings.reference, dated)
        time = _concluded(sentence.start, day, findings)
        if time is None:
            continue
        mentions = [*_spoken(prepared, findings, sentence, said.cue, speaker, time)]
        if mentions:
            days.setdefault(name, time)
        room -= len(mentions)
        yield from mentions


def _commentators(prepared: Prepared, actors: Sequence[ActorMention]) -> frozenset[str]:
    """Who only comments on the news: whom the text introduces as a professor or an analyst, or the lists know as one.
    Papers quote others."""
    return frozenset(
        a.actor.name
        for a in actors
        if a.actor.kind is ActorKind.MEDIA
        or _COMMENTS.search(a.actor.office or "")
        or _COMMENTS.match(prepared.folded, a.end)
        or _COMMENTS.search(a.title or "")
        or lexicon.titles().get(a.title or "") == "press"
        or _COMMENTS.search(prepared.folded[max(0, a.start - 8) : a.start])
    )


def _tells_of_speech(prepared: Prepared, findings: Findings, sentence: Sentence, cue: CueFound) -> bool:
    """Words of this news: under no date of their own, and neither said at some earlier time nor still to be said."""
    if sentence.kind is PassageKind.CAPTION or any(t.is_resolved for t in findings.times_of(sentence)):
        return False
    before = prepared.folded[sentence.clause_at(cue.start).start : cue.start]
    if cue.cue.word in CARRIERS and _GOES_ON.search(prepared.folded, sentence.start, cue.start):
        return False
    return not _ABOUT.match(prepared.folded, sentence.start) and not OTHER_TIME.search(before)


def _people_of_news(prepared: Prepared, findings: Findings, dated: Sequence[EventMention]) -> frozenset[str]:
    """Whoever takes part in what the article tells as done, and whoever its headline and first passage name."""
    happened = (m for m in dated if m.status is Status.HAPPENED and not m.in_caption)
    news = [m for m in happened if m.time and _is_news(m.time, findings.reference)]
    first = next((m.start for m in prepared.sentences if m.kind in _TEXT), 0)
    opening = next((s.passage for s in prepared.sentences if s.start == first), 0)
    end = max((s.end for s in prepared.sentences if s.passage <= opening), default=0)
    named = {a.actor.name for a in findings.actors if a.end <= end and a.actor.kind in _SPEAKING}
    return frozenset({p.actor.name for m in news for p in m.participants} | named)


def _looks_ahead(reference: ReferenceDay, dated: Sequence[EventMention]) -> bool:
    """Whether the article opens with what is still to come: its quotations are then of any day before."""
    opening = [m for m in dated if (m.in_title or m.in_lead) and m.time and not m.in_caption]
    planned = any(m.status is Status.PLANNED and m.type is EventType.CONSULT for m in opening)
    return planned and not any(m.time and _is_news(m.time, reference) and m.status is Status.HAPPENED for m in opening)


def _day_of_own_words(
    name: str, sentence: Sentence, reference: ReferenceDay, dated: Sequence[EventMention]
) -> TimeMention | None:
    """When the article has the speaker speak: on the day named last, if it is news or if nothing else was dated since;
    else on the first day of news; None when it dates no words of the speaker."""
    told = [m for m in dated if m.time and not m.implicit and not m.in_caption]
    own = [m for m in told if m.type is EventType.STATEMENT and _speaker(m) == name]
    before = [m for m in told if m.start < sentence.start]
    last = next((m for m in reversed(own) if m.start < sentence.start), None)
    if last and last.time and last.time.names_one_day and (last is before[-1] or _is_news(last.time, reference)):
        return last.time
    if any(m.time and _is_news(m.time, reference) for m in before):
        return None
    return next((m.time for m in own if m.time and _is_news(m.time, reference)), None)


def news_day(sentence: Sentence, reference: ReferenceDay, dated: Sequence[EventMention]) -> TimeMention | None:
    """The day of the last news told before the sentence, else of the first one told; news is at most three days old.
    None: the article's own."""
    news = [m for m in dated if m.time and not m.implicit and not m.in_caption and _is_news(m.time, reference)]
    before = [m for m in news if m.start < sentence.start]
    return before[-1].time if before else news[0].time if news else None


def _is_news(time: TimeMention, reference: ReferenceDay) -> bool:
    if not time.names_one_day or time.first is None:
        return False
    return reference.day is None or reference.day - _NEWS <= time.first <= reference.day


def _spoken(
    prepared: Prepared,
    findings: Findings,
    sentence: Sentence,
    cue: CueFound,
    speaker: ActorMention,
    time: TimeMention,
) -> Iterator[EventMention]:
    """The statement; an announced act (宣布制裁…) instead of its announcement."""
    if cue.cue.word in CARRIERS:
        here = replace(time, start=cue.start, end=cue.start)
        acts = [a for a in attach(prepared, sentence, [here], *findings.inside(sentence)) if a.carrier and not a.cue]
        for act in acts:
            yield from (replace(m, implicit=True) for m in mentions_of(prepared, findings, act, False))
        if acts:
            return
    yield replace(statement_of(prepared, findings, sentence, cue, speaker, time), implicit=True)


def _speaker(mention: EventMention) -> str | None:
    return mention.participants[0].actor.name if mention.participants else None


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
    return _day_of(at, reference.day, Anchor(AnchorKind.REFERENCE, reference.day, reference.witness, "implicit"))


def _day_of(at: int, day: date, anchor: Anchor) -> TimeMention:
    return TimeMention(
        start=at,
        end=at,
        expression="",
        kind=TimeKind.DATE,
        rule="implicit",
        edtf=f"{day.isoformat()}?",
        first=day,
        last=day,
        precision=Precision.DAY,
        anchor=anchor,
        inferred=("day", "month", "year"),
        confidence=0.4,
    )


def _concluded(at: int, time: TimeMention | None, findings: Findings) -> TimeMention | None:
    """The day of an earlier mention for words that name none; the document's own without one, if it has any."""
    if time is not None and time.first is not None:
        anchor = Anchor(AnchorKind.MENTION, time.first, time.expression, "day-said-before", time.start)
        return replace(time, start=at, end=at) if time.rule == "implicit" else _day_of(at, time.first, anchor)
    return own_day(at, findings.reference) if findings.reference.day else None
