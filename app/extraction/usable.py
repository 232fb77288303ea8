"""Whether a time expression can date a happening at all, whatever stands beside it; if not, why not."""

import re
from datetime import timedelta
from enum import StrEnum

from app.extraction import lexicon
from app.extraction.mentions import Precision, TimeKind, TimeMention
from app.extraction.sentences import Prepared

# 截至8月7日: how things stood, no happening of that day.
_UP_TO = re.compile(r"截至|截止|截至到|直到$")
# 续租至2021年8月, 任期到2027年: until when something holds; 推迟至周五 names the new day.
_UNTIL = re.compile(r"(?:续|租|期|效|任|约|证|令|活|存|缴|付|保留|维持)[^，。；、]{0,6}(?:至|到)$")
# 截至星期五晚间，全球共有超过3920万确诊病例: the count of a day is news of that day.
_CASES = re.compile(r"[^。；]{0,48}?(?:确诊|病例|感染者?|染疫)[^。；]{0,24}")
_COUNT = re.compile(r"\d[^。；，]{0,6}(?:例|人|名|宗|起)|万例|[一-鿿]?\d+[,，]?\d{3}")
# 现有确诊病例 is how things stand.
_IN_ALL = re.compile(r"累计|(?<!尚)共有?|总[数计]|超过|突破|[升增]至|新增")
# 当时默克尔刚刚…, 1948年，刚刚独立的…: just before that time, not before today.
_AT_THAT_TIME = re.compile(r"(?:(?:当时|那时|彼时|其时)[^，。；]{0,9}|[年月日]，?)$")
_JUST = frozenset(("刚刚", "刚", "最近", "不久前", "前不久"))
_HOURS = re.compile(r"(?:过去|最近|近|此前)[^，。]{0,5}小时")
_MOVED = re.compile(r"推迟|延期|延后|押后|顺延|改期|提前")
# 下一年度租约, 2022财年预算: which one is meant, not when something happened.
_OF_YEAR = re.compile(r"年度$")
_NAMED_BY_YEAR = re.compile(r"(?:财年|财政年度|学年|学年度|赛季|预算|版(?!权|图)|款(?!项|待)|届)")
# 神舟十二号, 长征五号: the number of a ship.
_NUMBERED = re.compile(r"[一二三四五六七八九十]+号")
_NAME_BEFORE = re.compile(r"[一-鿿][^\W于在至到和与及从自月的是，、。]$")
# 2020年气候雄心峰会: the year is part of the name.
_OF_MEETING = re.compile(r"[^，。；、的在将于与和]{1,12}?(?:峰会|论坛|大会|年会|博览会|运动会|残?奥运会|世界杯|锦标赛)")
_WRITTEN_YEAR = re.compile(r"(?:19|20)\d\d ?年")
_TODAY = re.compile(r"(?:今|昨)(?:天|日|早|晚|晨)(?:早上|上午|下午|晚上)?")
_CALENDAR = re.compile(r"(?:(?:19|20)\d\d ?年|[今去前同当]年)? ?(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]) ?月")
_OPENING = frozenset('“「『"。！')
_BEFORE = 12
# A clause that has begun, with its subject, and is no introduction of somebody's words.
_SUBJECT_BEFORE = re.compile(r"[一-鿿]{2}(?<![说称道示出调为问答叫指认写评言应复告批责诉诺誓诉明])$")
_LONGEST_VAGUE = timedelta(days=45)
# 自2002年以来一直谈判: no happening of any of those years.
_LONGEST_SINCE = timedelta(days=200)


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
    LABEL = "label"  # 下一年度租约: which one is meant


_KINDS = {TimeKind.DURATION: Unusable.DURATION, TimeKind.SET: Unusable.SET, TimeKind.ERA: Unusable.ERA}


def why_unusable(prepared: Prepared, time: TimeMention) -> Unusable | None:
    """None when the time can date a happening."""
    if time.kind in _KINDS:
        return _KINDS[time.kind]
    if time.kind is TimeKind.VAGUE and prepared.folded[time.start : time.end] not in lexicon.words_of("recent.tsv"):
        return Unusable.VAGUE
    before = prepared.folded[max(0, time.start - _BEFORE) : time.start]
    if _AT_THAT_TIME.search(before) and prepared.folded[time.start : time.end] in _JUST:
        return Unusable.VAGUE
    up_to = _UP_TO.search(before[-4:]) and not _counts_cases(prepared, time)
    if up_to or (_UNTIL.search(before) and not _MOVED.search(before)):
        return Unusable.UP_TO
    if _is_label(prepared.folded, time):
        return Unusable.LABEL
    if _is_anchored_ahead(before, time) or (not time.is_resolved and time.open_year is None):
        return Unusable.NO_DAY
    if prepared.in_work_title(time.start, time.end):
        return Unusable.WORK_TITLE
    quoted = prepared.is_quoted(time.start, time.end)
    told_by_speaker = _is_calendar(prepared, time) or _goes_on(prepared, time) or _opens_quoted_news(prepared, time)
    if quoted and not told_by_speaker:
        return Unusable.QUOTED
    return Unusable.STRETCH if time.kind is TimeKind.DATE and _is_stretch(time) else None


def _counts_cases(prepared: Prepared, time: TimeMention) -> bool:
    """Whether the rest of the sentence counts the sick, of one day and not of a stretch."""
    sentence = prepared.sentence_at(time.start)
    if sentence is None or time.precision is not Precision.DAY or time.first != time.last:
        return False
    told = _CASES.match(prepared.folded, time.end, sentence.end)
    return told is not None and _COUNT.search(told[0]) is not None and _IN_ALL.search(told[0]) is not None


def _is_calendar(prepared: Prepared, time: TimeMention) -> bool:
    """“去年10月和今年6月两次设限”: a month or day of the calendar dates what a speaker tells like what the text tells;
    今天 in somebody's words may be any day."""
    fine = time.precision in (Precision.DAY, Precision.MONTH) and time.kind is TimeKind.DATE
    return fine and _CALENDAR.match(prepared.folded, time.start, time.end) is not None


def _goes_on(prepared: Prepared, time: TimeMention) -> bool:
    """27架军机“在8月3日进入…”: quoted words that complete a clause of the text, which tells the happening itself."""
    quotation = next((q for q in prepared.outer_quotations if q.start <= time.start and time.end <= q.end), None)
    if quotation is None or "。" in prepared.folded[quotation.start : time.start]:
        return False
    return _SUBJECT_BEFORE.search(prepared.folded[max(0, quotation.start - 9) : quotation.start - 1]) is not None


def _opens_quoted_news(prepared: Prepared, time: TimeMention) -> bool:
    """“今天，政府正式退出协定”: the day stands first in the quoted clause, as news is told; not 今天的世界."""
    folded = prepared.folded
    first = folded[time.start - 1 : time.start] in _OPENING and folded[time.end : time.end + 1] in ("，", ",")
    return first and _TODAY.fullmatch(folded, time.start, time.end) is not None


def _is_label(folded: str, time: TimeMention) -> bool:
    numbered = _NUMBERED.fullmatch(folded, time.start, time.end)
    if numbered and _NAME_BEFORE.search(folded[max(0, time.start - 2) : time.start]):
        return True
    if _OF_YEAR.search(folded[time.start : time.end]):
        return True
    if time.precision is not Precision.YEAR:
        return False
    named = _WRITTEN_YEAR.fullmatch(folded, time.start, time.end) and _OF_MEETING.match(folded, time.end)
    return bool(named) or _NAMED_BY_YEAR.match(folded, time.end) is not None


def _is_anchored_ahead(before: str, time: TimeMention) -> bool:
    """表决当天, 会谈前一天 before any day is named: the day of a happening that has none yet."""
    named = any(before[-length:] in lexicon.triggers() for length in (2, 3, 4))
    return time.anchor.why == "nothing-said-before" and named


def _is_stretch(time: TimeMention) -> bool:
    """近一年, 过去三个月, 过去24小时: a stretch of time in which something was so, no date of a happening."""
    if _HOURS.match(time.expression):
        return True
    if time.expression.endswith("以来") and time.first and time.last and time.last - time.first > _LONGEST_SINCE:
        return True
    return bool(
        time.first and time.last and time.precision is Precision.VAGUE and time.last - time.first > _LONGEST_VAGUE
    )
