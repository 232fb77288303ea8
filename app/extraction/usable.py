"""Whether a time expression can date a happening at all, whatever stands beside it; if not, why not."""

import re
from datetime import timedelta
from enum import StrEnum

from app.extraction import lexicon
from app.extraction.mentions import Precision, TimeKind, TimeMention
from app.extraction.sentences import Prepared

# 截至8月7日: how things stood, no happening of that day.
_UP_TO = re.compile(r"截至|截止|截至到|直到$")
_LONGEST_VAGUE = timedelta(days=45)


class Unusable(StrEnum):
    """Reason codes; the values are stable, since pages and exports may show them."""

    DURATION = "duration"  # 三个月来
    SET = "set"  # 每年
    ERA = "era"  # 冷战时期
    VAGUE = "vague"  # 目前, 此前, 2030年前: how things are, or bounds that name no day
    UP_TO = "up-to"
    NO_DAY = "no-day"
    WORK_TITLE = "work-title"
    QUOTED = "quoted"
    STRETCH = "stretch"


_KINDS = {TimeKind.DURATION: Unusable.DURATION, TimeKind.SET: Unusable.SET, TimeKind.ERA: Unusable.ERA}


def why_unusable(prepared: Prepared, time: TimeMention) -> Unusable | None:
    """None when the time can date a happening."""
    if time.kind in _KINDS:
        return _KINDS[time.kind]
    if time.kind is TimeKind.VAGUE and prepared.folded[time.start : time.end] not in lexicon.words_of("recent.tsv"):
        return Unusable.VAGUE
    if _UP_TO.search(prepared.folded[max(0, time.start - 4) : time.start]):
        return Unusable.UP_TO
    if not time.is_resolved and time.open_year is None:
        return Unusable.NO_DAY
    if prepared.in_work_title(time.start, time.end):
        return Unusable.WORK_TITLE
    if prepared.is_quoted(time.start, time.end):
        return Unusable.QUOTED
    return Unusable.STRETCH if time.kind is TimeKind.DATE and _is_stretch(time) else None


def _is_stretch(time: TimeMention) -> bool:
    """近一年, 过去三个月: a stretch of time in which something was so, no date of a happening."""
    return bool(
        time.first and time.last and time.precision is Precision.VAGUE and time.last - time.first > _LONGEST_VAGUE
    )
