"""Dated happenings that no word of the lists names: a day, somebody, and a verb that says what they did."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from app.extraction.candidates import Attached
from app.extraction.gazetteer import tagged_words
from app.extraction.mentions import ActorKind, ActorMention, EventType, Precision, TimeKind, TimeMention
from app.extraction.sentences import Prepared, Sentence, Span, starting_in
from app.extraction.triggers import CueFound, TriggerFound
from app.reading.document import PassageKind

# Under every word of the lists: such a mention stands last in each list.
_WEIGHT = 1.0
_KINDS = (PassageKind.LEAD, PassageKind.PARAGRAPH)
_NEVER = (ActorKind.MEDIA,)
_LIGHT = re.compile(r"[\s，,、在于]")
# What is, seems, means or may be is no happening; 进行 and 开始 say nothing without their noun.
_NO_ACT = re.compile(
    r"是|有|在|为|像|如|等|没有|成为|属于|作为|位于|处于|来自|包括|具有|拥有|存在|意味着|显示|可能|应该|应当|需要|必须|能够|可以|愿意|希望"
    r"|期待|认为|觉得|相信|知道|了解|看到|听到|获悉|得知|获知|了解到|听说|感到|担心|关注|重视|强调|表示|指出|透露|介绍|预计|预测|估计|打算|计划|考虑|准备|讨论|研究|分析|评估|报道|报导|刊登|援引|引述"
    r"|继续|仍然|保持|维持|坚持|推动|促进|加强|进行|开始|受到|得到|造成|导致|引发|影响|根据|按照|围绕|关于|针对|对于|超过|达到|约为|共有|没|起来|下来|出来"
)
# 由…拍摄的, 为协调…, 难以入眠: between the actor and its own verb stands none of these.
_NOT_ITS_OWN = re.compile(r"[的由为被难将把对就与和跟令让使]|如何|是否")
_NEAR = 6
_OPENS = 2
_PROPOSES = ("提出", "提及")
# 将于11月6日至18日在埃及举行: what is held then stands before it, without an actor of its own.
_HELD = re.compile(
    r"[^，。；“”「」：]{0,20}?(举行|召开|举办|开幕|揭幕|闭幕)(?!的|[^，。；]{0,12}(?:时|期间|之际|前|后)(?:，|$))"
)
_HELD_KINDS = (
    (re.compile(r"会(?!员|计|所)|论坛|对话|会谈|磋商"), EventType.CONSULT),
    (re.compile(r"选举|大选|公投|投票|初选"), EventType.ELECT),
)
_LONGEST_HELD = timedelta(days=31)
_MARK_BETWEEN = re.compile(r"[“”「」《》（）()：:]")


def unnamed(
    prepared: Prepared,
    sentence: Sentence,
    times: Sequence[TimeMention],
    taken: Iterable[TimeMention],
    actors: Sequence[ActorMention],
    cues: Sequence[CueFound],
    triggers: Sequence[TriggerFound],
) -> Iterator[Attached]:
    """One for each day of the sentence that dates nothing yet (`taken` are those that do)."""
    dated = [*taken]
    if sentence.kind not in _KINDS:
        return
    for time in times:
        if time in dated:
            continue
        again = any((one.first, one.last) == (time.first, time.last) for one in dated)
        if not again and (held := _held(prepared, sentence, time)):
            start, end, kind = held
            yield Attached(
                time,
                sentence,
                sentence.clause_at(start),
                start,
                end,
                prepared.folded[start:end],
                kind,
                "",
                False,
                _WEIGHT,
            )
            continue
        if not (time.names_one_day and time.kind is TimeKind.DATE):
            continue
        region = _region(prepared.folded, sentence, time, times)
        verb = _verb(prepared, region, time, actors, cues)
        if verb is not None:
            start, end = verb
            if (going_on := _going_on(sentence, end, actors, triggers)) is not None:
                word, whole = going_on.trigger, Span(region.start, sentence.clause_at(going_on.start).end)
                yield Attached(
                    time, sentence, whole, going_on.start, going_on.end, word.word, word.type, word.mode, False, _WEIGHT
                )
                continue
            yield Attached(
                time, sentence, region, start, end, prepared.folded[start:end], EventType.OTHER, "", False, _WEIGHT
            )


def _going_on(
    sentence: Sentence, end: int, actors: Sequence[ActorMention], triggers: Sequence[TriggerFound]
) -> TriggerFound | None:
    """挑起事端，突然要求…: a word of the lists that opens the next clause, of the same subject, tells what was done.
    Not so what a paper says (印发意见，提出…) or somebody else does (接到电话，通知他…)."""
    clause = next((c for c in sentence.clauses if c.start >= end), None)
    if clause is None:
        return None
    opening = (t for t in triggers if clause.start <= t.start <= clause.start + _OPENS and t.end <= clause.end)
    found = next((t for t in opening if not t.trigger.is_noun and t.trigger.word not in _PROPOSES), None)
    if found is None or found.trigger.type is EventType.STATEMENT:
        return None
    return None if any(clause.start <= a.start < found.end for a in actors) else found


def _held(prepared: Prepared, sentence: Sentence, time: TimeMention) -> tuple[int, int, EventType] | None:
    """The verb by which something is held on the days of `time`, and its kind as the words before tell."""
    short = time.first and time.last and time.last - time.first <= _LONGEST_HELD
    match = _HELD.match(prepared.folded, time.end, sentence.end)
    if match is None or not short or time.precision is not Precision.DAY or prepared.is_quoted(*match.span(1)):
        return None
    told = prepared.folded[sentence.start : match.start(1)] + prepared.folded[match.end(1) : match.end(1) + _NEAR]
    kind = next((kind for words, kind in _HELD_KINDS if words.search(told)), EventType.OTHER)
    return match.start(1), match.end(1), kind


def _region(folded: str, sentence: Sentence, time: TimeMention, times: Sequence[TimeMention]) -> Span:
    """The clause of the time, and the next one when it holds nothing else; up to the next time."""
    clause = sentence.clause_at(time.start)
    start, end = clause.start, clause.end
    if len(_LIGHT.sub("", folded[start : time.start] + folded[time.end : end])) <= 2:
        end = next((c.end for c in sentence.clauses if c.start >= end), end)
    following = [t.start for t in times if t.start >= time.end]
    earlier = [t.end for t in times if t.end <= time.start]
    return Span(max([start, *earlier]), min([end, *following]))


def _verb(
    prepared: Prepared, region: Span, time: TimeMention, actors: Sequence[ActorMention], cues: Sequence[CueFound]
) -> tuple[int, int] | None:
    """The first verb of two characters or more behind the time and an actor, outside quotations."""
    subject = next(
        (
            a
            for a in starting_in(actors, region.start, region.end)
            if not a.attributive and a.actor.kind not in _NEVER and not prepared.is_quoted(a.start, a.end)
        ),
        None,
    )
    if subject is None or any(region.start <= c.start < region.end for c in cues):
        return None
    since = max(subject.end, time.end)
    between = prepared.folded[min(subject.end, time.end) : max(subject.start, time.start)]
    if _MARK_BETWEEN.search(between) or _NOT_ITS_OWN.search(between):
        return None
    start = since
    for word, kind in tagged_words(prepared.folded[since : region.end]):
        if _MARK_BETWEEN.search(word):
            return None
        if kind == "v" and len(word) > 1:
            own = start - since <= _NEAR and not _NOT_ITS_OWN.search(prepared.folded, since, start)
            return (start, start + len(word)) if own and not _NO_ACT.fullmatch(word) else None
        start += len(word)
    return None
