"""Words that only say which day or which thing is meant, beside what happened on it."""

import re
from collections.abc import Sequence

from app.extraction.candidates import Candidate
from app.extraction.mentions import TimeMention

# 自6月30日生效以来: the day is that of the verb before 以来, and of nothing behind it.
SINCE = re.compile(r"[^，。；]{0,6}以来")
# 自5月初对峙以来，…: nor of anything behind it, where no list names the verb.
_STARTED = re.compile(r"[^，。；的]{2,8}以来")
_THAT_DAY = frozenset(("当天", "当日", "那天", "当晚"))
_ANNIVERSARY = re.compile(r"[\d一二两三四五六七八九十百]*周年")
_FOR_THAT = re.compile(r"[^，。；]{0,20}周年[^，。；]{0,6}，(?:为此|因此|为了?[庆纪]|特地|特别)")
_CALLED = re.compile(r"(?:举行|召开|举办|主办|出席|参加)了?[“「][^”」]{0,20}$")
_CLOSE = 4
# A name begins no farther back.
_FARTHEST = 40


def is_frame(
    folded: str, time: TimeMention, times: Sequence[TimeMention], found: Candidate, others: Sequence[Candidate]
) -> bool:
    """成立周年日, 五周年，为此召开峰会, 9月1日开学当日 where `others` tell what happened then: the word only says which
    day it is."""
    if is_occasion(folded, found.start):
        return True
    if found.cue is None and not found.is_noun and _ANNIVERSARY.match(folded, found.end):
        return True
    days = (t for t in times if found.end == t.start and t.first == time.first and t.expression in _THAT_DAY)
    return any(other.start >= day.end for day in days for other in others)


def is_occasion(folded: str, start: int) -> bool:
    """五周年，为此…: whether a clause that only gives the occasion of what follows goes on here."""
    return _FOR_THAT.match(folded, start) is not None


def since(folded: str, time: TimeMention, inside: list[Candidate]) -> list[Candidate]:
    """Of 自6月30日生效以来最大规模的拘捕 only the first word; all of them when nothing stands before 以来."""
    first = next((c for c in inside if time.end <= c.start), None)
    near = first is not None and first.cue is None and first.start - time.end <= _CLOSE
    if first and near and SINCE.match(folded, first.end):
        return [first]
    started = _STARTED.match(folded, time.end) if time.start and folded[time.start - 1] in "自从" else None
    return [c for c in inside if c.start < started.end()] if started else inside


def is_called(folded: str, found: Candidate) -> bool:
    """召开“全球气候峰会”: a name in quotation marks, nobody's words."""
    ends = found.is_noun and folded.startswith(("”", "」"), found.end)
    return ends and _CALLED.search(folded, max(0, found.start - _FARTHEST), found.start) is not None
