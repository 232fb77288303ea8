"""Whether a clause asserts that something happened, plans it, denies it, or only hopes or supposes."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from app.extraction import lexicon
from app.extraction.mentions import Status, TimeMention

# 将军, 将近, 将来: 将 that marks no future; 不过, 不同 …: 不 that denies nothing.
_NO_FUTURE = re.compile(r"将(?=军|近|来|士|领|帅|错|信|就|其|对方|之)")
_NEGATION = re.compile(
    r"(?:并未|未能|尚未|从未|没有|没能|不会|不再|无法|拒绝|未(?!经|来|必|知|免|成年|婚)|并没有|缺席|无缘)[^，。；、]{0,6}$|否认[^，。；]{0,16}$"
)
_CANCELLED = re.compile(r"(?:取消|推迟|延期|暂缓|中止|搁置)(?:了|对|与|同|和|原定|定于|在|的)*[^，。；]{0,10}$")
# How far before a trigger a softer word of the future still belongs to it: 计划在3月访问.
_REACH = 24
# 会谈将在…举行, 峰会定于…: the noun first, its future behind it.
_HELD_LATER = re.compile(r"^[^，。；将]{0,6}(将|即将|拟|计划|定于|预定|预计)(?!军|近|来)")
_CANCELLED_AFTER = re.compile(r"^[^，。；]{0,6}(?:被取消|取消|延期|推迟|告吹|流产|未能举行|未举行|不会举行)")


@dataclass(frozen=True)
class Verdict:
    """`status` None: nothing is asserted, so there is no event. `cue` is the word that decided."""

    status: Status | None
    cue: str = ""


def judge(
    clause: str,
    before: str,
    after: str,
    time: TimeMention | None,
    reference: date | None,
    is_event_noun: bool,
) -> Verdict:
    """The status of a trigger in its clause. `before`/`after` are the clause's text up to and from the trigger."""
    if cue := _first(_cues("hypothetical"), clause):
        return Verdict(None, cue)
    if is_event_noun and (match := _CANCELLED.search(before) or _CANCELLED_AFTER.search(after)):
        return Verdict(Status.DENIED, match[0][:8])
    if match := _NEGATION.search(before):
        return Verdict(Status.DENIED, match[0])
    plain = _NO_FUTURE.sub("", before)
    if cue := _first(_cues("planned", "before"), plain) or _first(_cues("planned", "near"), plain[-_REACH:]):
        return Verdict(Status.PLANNED, cue)
    if is_event_noun and (match := _HELD_LATER.match(after)):
        return Verdict(Status.PLANNED, match[1])
    if (
        time
        and time.first
        and reference
        and time.first > reference
        and not _is_told_as_past(time, reference, before, after)
    ):
        return Verdict(Status.PLANNED, time.expression)
    if cue := _last_near(_cues("hoped"), before):
        return Verdict(None, cue)
    return Verdict(Status.HAPPENED, _first(_cues("done"), before + after[:4]) or "")


def supposes(words: str) -> bool:
    """Whether earlier clauses set a condition (如果双方批准，…): a plan behind it is only supposed."""
    return _first(_cues("hypothetical"), words) is not None


def _is_told_as_past(time: TimeMention, reference: date, before: str, after: str) -> bool:
    """The day after the document's own, with a word of the past: the article was written on across midnight."""
    assert time.first
    return time.first - reference <= timedelta(days=1) and _first(_cues("done"), before + after[:4]) is not None


def _first(cues: re.Pattern[str], text: str) -> str | None:
    match = cues.search(text)
    return match[0] if match else None


def _last_near(cues: re.Pattern[str], text: str, reach: int = 8) -> str | None:
    match = cues.search(text[-reach:])
    return match[0] if match else None


@lru_cache(maxsize=16)
def _cues(sense: str, where: str = "") -> re.Pattern[str]:
    found = (m for m in lexicon.markers() if m.sense == sense and where in ("", m.where))
    words = sorted((m.word for m in found), key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, words)))
