"""Whether a clause asserts that something happened, plans it, denies it, or only hopes or supposes."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from app.extraction import lexicon
from app.extraction.mentions import Status, TimeMention

# 他们是星期三被捕的: what the frame holds has happened.
_IS_OF, _OF = re.compile(r"是[^，。；]*$"), re.compile(r"的[。！”」]?$")
# 将军, 将近, 将来, 将两人移交: 将 that marks no future; 不过, 不同 …: 不 that denies nothing.
_NO_FUTURE = re.compile(
    r"将(?=军|近|来|士|领|帅|错|信|就|其|对方|之|有关|该|涉|嫌|遗体|案件"
    r"|[一二两三四五六七八九十数多\d]+(?:[名人位家艘架枚件起个]|万)"
    r"|(?![被于在会把再继])[^，。；]{2,16}?(?:列为|列入|视为|定为|评为|升级为|认定为|定性为|移交|移送|送往|押往|交给))"
)
# 《…的补充安排》今日签署: the name of a paper plans nothing.
# 若当选: not 若干, 宛若, 若望.
_ALONE = {"若": "(?<![倘般宛仿假类自旁杜沙])若(?![干望无隐])"}
_TITLE = re.compile(r"《[^》]*》")
_CANCELLED = re.compile(
    r"(?:取消|推迟(?!到|至)|延期(?!到|至)|暂缓|中止|搁置)(?:了|对|与|同|和|原定|定于|在|的)*[^，。；]{0,10}$"
)
# How far before a trigger a softer word of the future still belongs to it: 计划在3月访问.
_REACH = 24
# 会谈将在…举行, 峰会定于…: the noun first, its future behind it.
# 推迟到5月20日, 改在周五: moved to a day that lies ahead.
_MOVED = re.compile(r"(?:推迟|延期|延后|押后|改期|改|顺延)(?:到|至|在|于)")
_HELD_LATER = re.compile(r"^[^，。；将]{0,6}(将|即将|拟|计划|定于|预定|预计)(?!军|近|来)")
_CANCELLED_AFTER = re.compile(
    r"^[^，。；]{0,6}(?:被取消|取消|难以(?:举行|进行|成行)|无法(?:举行|进行)|延期(?!到|至)|推迟(?!到|至)|告吹|流产|未能举行|未举行|不会举行)"
)


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
    is_scheduled: bool,
) -> Verdict:
    """The status of a trigger in its clause. `before`/`after` are the clause's text up to and from the trigger."""
    if cue := _first(_cues("hypothetical"), clause):
        return Verdict(None, cue)
    if is_scheduled and (match := _CANCELLED.search(before) or _CANCELLED_AFTER.search(after)):
        return Verdict(Status.DENIED, match[0][:8])
    before = _TITLE.sub("", before)
    if match := _negation().search(before):
        return Verdict(Status.DENIED, match[0])
    if cue := _last_near(_cues("hoped"), before):
        return Verdict(None, cue)
    if cue := _planned(before, after, is_scheduled):
        return Verdict(Status.PLANNED, cue)
    done = _done(before, after)
    if time and time.first and reference and time.first > reference:
        told_across_midnight = bool(done) and time.first - reference <= timedelta(days=1)
        return Verdict(Status.HAPPENED, done) if told_across_midnight else Verdict(Status.PLANNED, time.expression)
    return Verdict(Status.HAPPENED, done)


def _planned(before: str, after: str, is_scheduled: bool) -> str | None:
    plain = _NO_FUTURE.sub("", before)
    if cue := _first(_cues("planned", "before"), plain) or _first(_cues("planned", "near"), plain[-_REACH:]):
        return cue
    if is_scheduled and (match := _HELD_LATER.match(after)):
        return match[1]
    match = _MOVED.search(before) or _MOVED.search(after)
    return match[0] if match else None


def _done(before: str, after: str) -> str:
    """The word of the past beside a trigger, or 是…的 around it; 不过 is none."""
    if _IS_OF.search(before) and _OF.match(after):
        return "是…的"
    return _first(_cues("done"), (before + after[:4]).replace("不过", "  ")) or ""


def denies(before: str) -> bool:
    """Whether the words right before an announcement or a vote deny it (未能通过决议)."""
    return _negation().search(before) is not None


def supposes(words: str) -> bool:
    """Whether earlier clauses set a condition (如果双方批准，…): a plan behind it is only supposed."""
    return _first(_cues("hypothetical"), words) is not None


def _first(cues: re.Pattern[str], text: str) -> str | None:
    match = cues.search(text)
    return match[0] if match else None


def _last_near(cues: re.Pattern[str], text: str, reach: int = 18) -> str | None:
    match = cues.search(text[-reach:])
    return match[0] if match else None


@lru_cache(maxsize=1)
def _negation() -> re.Pattern[str]:
    """没有访问, 未能签署; 否认 reaches farther (否认曾与对方会谈). 未经批准 and 未来 deny nothing."""
    words = sorted((m.word for m in lexicon.markers() if m.sense == "denied" and m.where == "before"), key=len)
    near = "|".join(re.escape(w) + ("(?!经|来|必|知|免|成年|婚)" if w == "未" else "") for w in reversed(words))
    return re.compile(rf"(?:{near})[^，。；、]{{0,6}}$|否认[^，。；]{{0,16}}$")


@lru_cache(maxsize=16)
def _cues(sense: str, where: str = "") -> re.Pattern[str]:
    found = (m for m in lexicon.markers() if m.sense == sense and where in ("", m.where))
    words = sorted((m.word for m in found), key=lambda w: (-len(w), w))
    return re.compile("|".join(_ALONE.get(w, re.escape(w)) for w in words))
