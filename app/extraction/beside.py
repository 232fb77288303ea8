"""What else a date tells of beside its first happening."""

import re

from app.extraction.candidates import CARRIERS, Attached, Candidate, clause_index, enough
from app.extraction.mentions import EventType, TimeMention
from app.extraction.sentences import Sentence, Span

_SCENE_WEIGHT = 2.0
# 出席峰会期间说: being there is no happening of its own beside what was said.
THERE = ("出席", "参加", "与会")
_ATTENDING = re.compile(r"(?:出席|参加)[^，。；]{0,16}$")
# What a scene lost as a mere anchor of the words.
_SCENE_GAIN = 1.5
_OPENS, _STRONG = 2, 2.4
_SAID = (EventType.STATEMENT, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.REQUEST)
# 宣誓就任总统的时间前后，: the rest of such a clause.
_WHEN = re.compile(r"(?:时|之际|期间|之后|前后|时候|当天)[，,]$")
# 生效后，香港众志随之宣告解散: at once, not some day later.
_AFTER = re.compile(r"后[，,]$")
_AT_ONCE = re.compile(r"随之|随即|立即|立刻|当即|即刻|马上|旋即")
# 在西藏调研时强调, 会见拜登时表示: words and the scene where they were said.
_SCENE = re.compile(r"[^，。；：“]{0,16}?(?:时(?!间|任|候说)|期间|之际|会上|的时候)")
# 根据2月签署的协议，…: what follows rests on it, and has no day.
_BASIS = re.compile(r"(?:而|但)?(?:根据|依据|按照|依照|基于|鉴于)")
# 今天会见…，晚间将宴请…: the same day, another hour.
_HOUR = re.compile(r"[^，。；]{0,12}?(?:上午|中午|下午|傍晚|晚间|晚上|当晚|深夜|清晨|早上|稍后|稍晚)")
_AND = re.compile(r"(?:并(?!非|不|未|没)|随后|其后|之后|还(?!有|是|没)|又|也(?!许|是)|同时|此外)")


def beside(
    folded: str, sentence: Sentence, time: TimeMention, ranked: list[tuple[float, Candidate]], first: Attached
) -> list[tuple[float, Candidate]]:
    """What else the same time dates, best first: the scene of words said, what follows a clause that only tells when,
    and what 并 or 随后 adds. Another kind of happening than the first one, in other words."""
    at = clause_index(sentence.clauses, first.start)
    only_when = _WHEN.search(folded, first.end, sentence.clauses[at].end) is not None
    modifies = folded.startswith("的", first.end) or _BASIS.match(folded, sentence.clauses[at].start) is not None
    found = []
    for score, other in ranked:
        clause = sentence.clauses[clause_index(sentence.clauses, other.start)]
        if is_later_that_day(folded, clause, first, other.start) and score >= enough(time):
            found.append((score, other))
            continue
        if other.type is first.type or (other.start < first.end and first.start < other.end) or other.start < time.end:
            continue
        if _is_scene(folded, first, other):
            found.append((score + _SCENE_GAIN, other))
            continue
        if _led_to(folded, clause, other, sentence.clauses[at], first) and score + _SCENE_GAIN >= enough(time):
            found.append((score + _SCENE_GAIN, other))
            continue
        if other.start < sentence.clauses[at].end or score < enough(time):
            continue
        joined = _AND.match(folded, clause.start) is not None and not other.is_noun
        at_once = _led_to(folded, sentence.clauses[at], first, clause, other)
        if only_when or at_once or joined or (not modifies and _is_next_act(first, other, clause)):
            found.append((score, other))
    return found


def _led_to(folded: str, before: Span, one: Attached | Candidate, after: Span, other: Attached | Candidate) -> bool:
    """法案生效后，多家公司随即起诉: the one in a clause that tells when, the other at once behind it."""
    if one.end > after.start or one.is_noun or not _AFTER.search(folded, one.end, before.end):
        return False
    return _AT_ONCE.search(folded, after.start, other.start) is not None


def is_later_that_day(folded: str, clause: Span, first: Attached, start: int) -> bool:
    """Whether a later clause than that of `first` names an hour of the same day before the word at `start`."""
    later = clause.start > first.end and clause.start > first.time.end
    return later and _HOUR.match(folded, clause.start, start) is not None


def _is_next_act(first: Attached, other: Candidate, clause: Span) -> bool:
    """抵达首尔，签署协议: a clause that begins with another verb goes on with the same subject. What follows words said
    (发表声明，谴责…) or an order signed (签署行政令，制裁…) is what they say."""
    if first.type is EventType.LEGISLATE or first.word.startswith(tuple(CARRIERS)):
        return False
    if first.cue is not None or first.type in _SAID or other.type in _SAID or other.cue is not None:
        return False
    return not other.is_noun and other.start - clause.start <= _OPENS and other.weight >= _STRONG


def _is_scene(folded: str, one: Attached, other: Candidate) -> bool:
    """Whether one of the two is a verb of speech and the other the occasion on which the words were said."""
    first, last = (one, other) if one.start < other.start else (other, one)
    if last.cue is None or first.cue is not None or first.type is EventType.STATEMENT:
        return False
    if isinstance(first, Candidate) and (first.weight < _SCENE_WEIGHT or first.word.startswith(THERE)):
        return False
    if isinstance(first, Candidate) and _ATTENDING.search(folded[max(0, first.start - 20) : first.start]):
        return False
    return _SCENE.match(folded[first.end : last.start]) is not None
