"""Which happening a time belongs to: the clauses that it governs, and the trigger in them that fits best.

The weights were set on real news: a trigger gains in the time's own clause, beside a light verb, and as the noun
that a time qualifies (周四的会谈); it loses with distance, as a mere topic (就会谈表示), as an anchor (会谈期间),
inside words that somebody else said, and inside a relative clause (结束访问的布林肯).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.extraction.beside import THERE, beside, is_later_that_day
from app.extraction.candidates import CARRIERS, Attached, Candidate, candidates_of, clause_index, enough, spoken
from app.extraction.frames import SINCE, is_called, is_frame, is_occasion, since
from app.extraction.mentions import ActorMention, EventType, Precision, TimeKind, TimeMention
from app.extraction.sentences import Prepared, Sentence, Span, starting_in
from app.extraction.triggers import LIGHT_VERBS, CueFound, TriggerFound

_SAME_CLAUSE, _LIGHT_VERB, _QUALIFIED, _PASSED = 1.2, 0.5, 1.5, 1.2
_PER_CLAUSE, PER_CHARACTER = 0.35, 1 / 60
_TOPIC, _AS_ANCHOR, _QUOTED, _RELATIVE, _TOLD = 1.5, 1.5, 2.0, 1.2, 1.5
# Beyond this many characters a trigger is simply far.
_FARTHEST = 40
_DEMANDED = 2.5
_BEFORE_TIME, _HELD_AT, _CUE_BEFORE = 1.2, 0.2, 3.0
_LEAST_CARRIED = 0.5
_CLOSE = 4
_AHEAD = re.compile(
    r"将|拟|计划|打算|准备|(?<![员委大协国议社学商工党峰])会(?!议|谈|晤|见|面)|要求|理由|原因|因为|认定|认为|指控|由于|因[在其涉]"
)
# 将于16日上午举行: what is held stands in the clause before; not so 19日举行第三场会议.
_HELD_WITHOUT_NOUN = re.compile(rf"(?:{LIGHT_VERBS.pattern})(?![^，。；]{{2,}})")
_INTERVIEW = re.compile(r"接受[^，。；]{0,24}$")
_INTERVIEWED = re.compile(r"接受[^，。；]{0,24}(?:专访|采访|访问|访谈)(?:中|时|期间)[^，。；]{0,6}$")
_SPOKEN = (EventType.ACCUSE, EventType.REJECT, EventType.REQUEST, EventType.THREATEN)
_PART = re.compile("[，；：]")
_COORDINATION = re.compile(r"^\s*(?:和|与|及|以及|、|至|到|，)\s*$")
_ANCHOR_AFTER = re.compile(
    r"^(?:开幕式|闭幕式|仪式)?(?:期间|结束后|之前|之后|前夕|前|后|之际|以来|中(?=[，。、；表说强指提谈曾也还就对告向称宣回答重发透警呼致作做讲介演分]|$)|上(?=[，。、；表说强指提谈曾也还就对告向称宣回答重发透警呼致作做讲介演分]|$)|时|会场|现场|结束时"
    r"|[^，。；]{0,12}(?:时|之际|期间|之后|以来|以后|之前|前夕)，|[\d一二两三四五六七八九十几数]+(?:天|日|周|个?月|年|小时)之?[前后])"
)
# 对“所谓制裁”表示, 对峰会作出回应: what somebody speaks about.
_SPOKEN_OF = re.compile(r"对[^，。；]{0,12}$")
_SPEAKING_OF = re.compile(r"[^，。；]{0,10}(?:表示|表达|感到|予以)")
_SPEAKING = re.compile(r"^[”」\"]?[^，。；]{0,3}(?:表示|作出|做出|予以|提出|表达|感到|称|说)")
# 会谈将于…, 峰会定于…: a happening named before its day.
_HELD_ON = re.compile(r"^[^，。；]{0,8}?(?:将|已|拟|定|计划|会)?(?:于|在|自|从|至|到|延至|推迟到|改到)?$")
# 通过 passes a law only with one behind it; else it means "through".
_OF_TIME = re.compile(r"^\s*的[^，。；的于在将与和]{0,10}$")
_IS_OF, _OF_END = re.compile(r"是"), re.compile(r"[^，。；的]{0,4}的[，。；！”」]")
_AMOUNT_OF = re.compile(r"[^，。；的]{0,12}\d[^，。；的]{0,24}[元币圆镑][^，。；的]{0,16}的")
_RELATIVE_AFTER = re.compile(rf"[^，。；的]{{0,8}}的|{_AMOUNT_OF.pattern}")
# 周一的讲话中, 周四的会谈上: the noun itself is what happened.
_AT = re.compile(r"[中上里]")
_LIGHT = re.compile(r"[\s，,、在于]")
_LIGHT_APART = re.compile(r"(?:举行|进行|召开|发表|发布|签署|签订|达成)(?!了?会)[^，。；]{4,30}的$")
_ENTERS = re.compile(r"(?:进行|展开|发起|发动|予以|加以)(?:了|大规模|多次|一次|大型|街头)*$")
# 签署延缓起诉协议: the act only tells which agreement is meant.
_DEMANDS = frozenset(("呼吁", "敦促", "促请", "吁请", "请求", "恳请", "催促", "要求"))
_GREETS = frozenset(("贺", "祝贺", "恭贺", "致贺", "道贺", "恭喜", "庆贺", "发贺电", "致贺电", "声援", "哀悼", "悼念"))
# 提出《…法案》: a bill, no demand.
_MOVES = frozenset(("提出", "提交", "递交"))
_BILL = re.compile(r"(?:了)?[^，。；]{0,24}?(?:法案|草案|议案|修正案|决议案|提案|动议|法(?=》))")
_PAPER = re.compile(r"[^，。；的]{0,4}(?:协议|协定|合同|备忘录|条约|公报|声明|意向书)")
_LAW = re.compile(r"^[^，。；]{0,24}(?:法|法案|决议|条例|草案|议案|决定|预算|修正案|协议|提案|方案|规划|动议)")
# 12月12日向当天召开的峰会致辞: the second day only tells which one is meant.
_SAME_DAY_OF = re.compile(r"(?:当天|当日|同日)[^，。；]{1,6}的")
# 出席峰会期间说: the words are what happened.
_DURING = re.compile(r"[^，。；]{0,24}(?:期间|之际|时)[^，。；]{0,4}(?:说|表示|称|指出|强调|宣布|呼吁)")
_QUALIFYING = re.compile(r"[^，。；的]{2,14}的(?!是)[^，。；]{2}")
# A clause that only tells when.
_ADVERBIAL = re.compile(r"(?:时|之际|期间|之后|前夕|之前|会上|会议上|当天|当日|同日|那天|那一天)[，,]$")
# Counted happenings (几次会晤, 多轮磋商) sum up; they are not one of them.
_SUMMED = re.compile(r"(?:几|多|数|两|三|四|五|六|七|八|九|十|\d)(?:次|轮|场|度|回)[^，。；]{0,4}$")
_TOPIC_BEFORE = re.compile(
    r"(?:就|关于|针对|围绕|对于|有关|涉及|谈及|谈到|(?<![作成认因以称视列])为)[^，。；、]{0,24}$"
)


@dataclass(frozen=True)
class _Home:
    """The clause of a time. `is_alone`: it holds only the time, or a name and the time (欧盟委员会周二，…), or only
    tells when (…成立55周年时，), and is part of the next."""

    index: int
    is_alone: bool


def attach(
    prepared: Prepared,
    sentence: Sentence,
    times: Sequence[TimeMention],
    triggers: Sequence[TriggerFound],
    cues: Sequence[CueFound],
    actors: Sequence[ActorMention],
) -> list[Attached]:
    """The happening of each time of the sentence, and one that the same time dates beside it (在西藏调研时强调). All
    arguments lie inside the sentence, in text order."""
    cues = spoken(prepared.folded, cues)
    candidates = [_as_interview(prepared.folded, c) for c in candidates_of(triggers, cues, times, actors)]
    if not candidates:
        return []
    regions = _regions(prepared.folded, sentence, times, candidates)
    attached = []
    for time, region in zip(times, regions, strict=True):
        inside = [
            c for c in candidates if region.holds(c.start, c.end) and not _of_another(prepared.folded, time, times, c)
        ]
        inside = since(
            prepared.folded, time, [c for c in inside if not is_frame(prepared.folded, time, times, c, candidates)]
        )
        home = _home_of(prepared, sentence, time)
        scored = [(_score(prepared, sentence, time, home, c, cues, inside), c) for c in inside]
        ranked = sorted(scored, key=lambda p: (-p[0], p[1].start))
        if not ranked or ranked[0][0] < enough(time):
            ranked = _told_in_passing(prepared.folded, sentence, time, ranked)
        if ranked and ranked[0][0] >= enough(time):
            first = _carried(prepared, sentence, time, region, ranked)
            attached.append(first)
            if others := beside(prepared.folded, sentence, time, ranked, first):
                second = _carried(prepared, sentence, time, region, others)
                attached += _parted(prepared.folded, attached.pop(), second)
    return attached


def _as_interview(folded: str, found: Candidate) -> Candidate:
    """接受路透社访问: who gives an interview is not visited, but speaks; and so does who 批评 in it."""
    if found.type is EventType.CONSULT and _INTERVIEW.search(folded, max(0, found.start - _FARTHEST), found.start):
        return replace(found, type=EventType.STATEMENT, mode="")
    if (
        found.type in _SPOKEN
        and found.cue is None
        and _INTERVIEWED.search(folded, max(0, found.start - _FARTHEST), found.start)
    ):
        return replace(found, type=EventType.STATEMENT, mode="")
    return found


def _told_in_passing(
    folded: str, sentence: Sentence, time: TimeMention, ranked: list[tuple[float, Candidate]]
) -> list[tuple[float, Candidate]]:
    """在1日抵达新加坡之后，还有…: where the words behind name no happening, the clause that only tells when has it."""
    clause = sentence.clause_at(time.start)
    return [
        (score + _AS_ANCHOR, c)
        for score, c in ranked
        if c.cue is None
        and time.end <= c.start < clause.end
        and time.kind is TimeKind.DATE
        and _ANCHOR_AFTER.match(folded[c.end : clause.end]) is not None
    ]


def _parted(folded: str, first: Attached, second: Attached) -> tuple[Attached, Attached]:
    """Two happenings of one day at different hours have each their own clauses and people."""
    clause = second.sentence.clause_at(second.start)
    if not is_later_that_day(folded, clause, first, second.start):
        return first, second
    region = first.region
    return (
        replace(first, region=Span(region.start, clause.start)),
        replace(second, region=Span(clause.start, region.end)),
    )


def _regions(
    folded: str, sentence: Sentence, times: Sequence[TimeMention], candidates: Sequence[Candidate]
) -> list[Span]:
    """What each time governs: its clause and those after it, up to the next time; before it only its clause.

    Coordinated times (4月和9月两次访华) govern the same words.
    """
    regions: list[Span] = []
    for at, time in enumerate(times):
        clause = sentence.clause_at(time.start)
        start = clause.start
        if at and times[at - 1].end > start:
            start = times[at - 1].end
        if not at and _takes_clause_before(folded, sentence, clause, time, candidates):
            start = _clause_before(sentence, clause).start
        end = sentence.end
        for later in times[at + 1 :]:
            if _only_qualifies(folded, time, later):
                continue
            if not _COORDINATION.match(folded[time.end : later.start]):
                end = max(time.end, min(later.start, sentence.clause_at(later.start).start))
                if sentence.clause_at(later.start).start <= time.start:
                    end = later.start
                break
        regions.append(Span(min(start, time.start), max(end, time.end)))
    return _shared(folded, times, regions)


def _takes_clause_before(
    folded: str, sentence: Sentence, clause: Span, time: TimeMention, candidates: Sequence[Candidate]
) -> bool:
    """Before 将于16日举行 stands what is held; before 19日举行会议 only who meets, if it tells of nothing else."""
    if not LIGHT_VERBS.search(folded, time.end, clause.end):
        return False
    before = _clause_before(sentence, clause)
    told = any(before.start <= c.start < before.end for c in candidates)
    return not told or _HELD_WITHOUT_NOUN.search(folded, time.end, clause.end) is not None


def _of_another(folded: str, time: TimeMention, times: Sequence[TimeMention], found: Candidate) -> bool:
    """Whether a later date, which only qualifies, stands before the word and within the same words before 的."""
    for later in times if len(times) > 1 else ():
        if later.start > time.start and later.end <= found.start and _only_qualifies(folded, time, later):
            match = _QUALIFYING.match(folded, later.end)
            if match and found.end <= match.end():
                return True
    return False


def _only_qualifies(folded: str, time: TimeMention, later: TimeMention) -> bool:
    """周三逮捕参与去年初选的人士: the second date stands in words before 的, and the first goes on behind them."""
    if later.first == time.first and _SAME_DAY_OF.match(folded, later.start):
        return True
    coarser = later.precision in (Precision.YEAR, Precision.MONTH) and time.precision is Precision.DAY
    together = re.search("[，。；]", folded[time.end : later.start]) is None
    return coarser and together and _QUALIFYING.match(folded, later.end) is not None


def _shared(folded: str, times: Sequence[TimeMention], regions: list[Span]) -> list[Span]:
    for at in range(len(times) - 2, -1, -1):
        if _COORDINATION.match(folded[times[at].end : times[at + 1].start]):
            whole = Span(min(regions[at].start, regions[at + 1].start), regions[at + 1].end)
            regions[at] = regions[at + 1] = whole
    return regions


def _clause_before(sentence: Sentence, clause: Span) -> Span:
    at = sentence.clauses.index(clause)
    return sentence.clauses[max(0, at - 1)]


def _score(
    prepared: Prepared,
    sentence: Sentence,
    time: TimeMention,
    home: _Home,
    found: Candidate,
    cues: Sequence[CueFound],
    others: Sequence[Candidate],
) -> float:
    folded, index = prepared.folded, clause_index(sentence.clauses, found.start)
    away = _clauses_away(home, index)
    score = found.weight + _SAME_CLAUSE * (away == 0) - _PER_CLAUSE * abs(away)
    distance = max(0, found.start - time.end) + max(0, time.start - found.end)
    score -= min(_FARTHEST, distance) * PER_CHARACTER
    if found.start < time.start:
        held = found.is_noun and _HELD_ON.match(folded[found.end : time.start])
        score -= _HELD_AT if held else _BEFORE_TIME
    clause = sentence.clauses[index]
    before, after = folded[clause.start : found.start], folded[found.end : clause.end]
    qualified = found.is_noun and home.index == index and _qualifies(prepared, time, found)
    as_anchor = found.cue is None and _ANCHOR_AFTER.match(after) is not None and not (qualified and _AT.match(after))
    if not as_anchor and _has_light_verb(found, before, after) and (found.is_noun or away == 0):
        score += _LIGHT_VERB
    if qualified and not as_anchor:
        score += _QUALIFIED
    if found.word.startswith(THERE) and _DURING.match(after):
        score -= _AS_ANCHOR
    speaks = found.type is EventType.STATEMENT and not found.is_noun
    if found.cue is None and not speaks and _is_topic(before, after):
        score -= _TOPIC
    if SINCE.match(after) and 0 <= found.start - time.end <= _CLOSE:
        score += _QUALIFIED
    elif as_anchor:
        score -= _AS_ANCHOR
    if time.precision is Precision.YEAR and _SUMMED.search(before):
        score -= 2 * _AS_ANCHOR
    quoted = prepared.is_quoted(found.start, found.end) and not prepared.is_quoted(time.start, time.end)
    if quoted and not is_called(folded, found):
        score -= _QUOTED
    if not found.is_noun and found.cue is None and _in_relative_clause(folded, time, found, clause):
        score -= _RELATIVE
    if found.cue is not None and found.start < time.start:
        score -= _CUE_BEFORE
    if found.cue is None and _told(folded, time, found, cues, others):
        score -= _TOLD
    if _demanded(folded, time, found, others):
        score -= _DEMANDED
    if time.expression.endswith("起") and 0 <= found.start - time.end <= 2 and not found.is_noun:
        score += _QUALIFIED
    if found.mode == "growth" and time.precision is Precision.YEAR:
        score -= 2 * _AS_ANCHOR
    if found.word == "通过" and _LAW.match(after):
        score += _PASSED
    return score


def _has_light_verb(found: Candidate, before: str, after: str) -> bool:
    """举行会谈, 会谈举行, 进行抗议; and with what qualifies the noun between: 发表鼓励学生的讲话."""
    if not found.is_noun:
        return _ENTERS.search(before) is not None
    apart = _LIGHT_APART.search(before)
    return bool(LIGHT_VERBS.search(before[-8:]) or LIGHT_VERBS.match(after) or apart)


def _told(
    folded: str, time: TimeMention, found: Candidate, cues: Sequence[CueFound], others: Sequence[Candidate]
) -> bool:
    """Behind a verb of speech the words are what somebody tells, unless that verb announces (宣布); behind 谴责 and
    祝贺 in their clause they are what somebody is blamed for or congratulated on."""
    if any(time.end <= c.start < c.end <= found.start and c.cue.word not in CARRIERS for c in cues):
        return True
    return any(
        (other.type is EventType.ACCUSE or other.word in _GREETS)
        and not other.is_noun
        and time.end <= other.start < other.end <= found.start
        and not _PART.search(folded, other.end, found.start)
        for other in others
    )


def _demanded(folded: str, time: TimeMention, found: Candidate, others: Sequence[Candidate]) -> bool:
    """周一呼吁举行峰会: behind a demand in its clause stands what is wanted, not what happened."""
    if found.cue is not None or len(others) < 2:
        return False
    return any(
        other.word in _DEMANDS
        and time.end <= other.start < other.end <= found.start
        and not _PART.search(folded, other.end, found.start)
        for other in others
    )


def _clauses_away(home: _Home, index: int) -> int:
    """Clauses between the time and a clause."""
    away = index - home.index
    return away - 1 if home.is_alone and away > 0 else away


def _home_of(prepared: Prepared, sentence: Sentence, time: TimeMention) -> _Home:
    folded, index = prepared.folded, clause_index(sentence.clauses, time.start)
    clause = sentence.clauses[index]
    names = (k for k in starting_in(prepared.known, clause.start, time.start) if k.end <= time.start)
    named = next((k.end for k in names if k.start == clause.start and k.actor), clause.start)
    if is_occasion(folded, time.end):
        return _Home(index + 1, True)
    behind = folded[time.end : clause.end]
    rest = folded[clause.start if _LIGHT.sub("", behind) else named : time.start] + behind
    tells_when = _ADVERBIAL.search(folded[clause.start : clause.end]) is not None
    return _Home(index, tells_when or len(_LIGHT.sub("", rest)) <= 2)


def _qualifies(prepared: Prepared, time: TimeMention, found: Candidate) -> bool:
    """周四的会谈, 3月的阿拉斯加会谈: the time, 的, and the noun with nothing but names between; 11月美国大选 and
    11月大选 do without 的."""
    between = prepared.folded[time.end : max(time.end, found.start)]
    if found.start < time.end or time.expression == "":
        return False
    if _OF_TIME.match(between) is not None:
        return True
    names = [k for k in prepared.known if k.start == time.end and k.end == found.start]
    return (
        found.type is EventType.ELECT and time.precision is not Precision.YEAR and (not between.strip() or bool(names))
    )


def _is_topic(before: str, after: str) -> bool:
    if _SPOKEN_OF.search(before) and _SPEAKING.match(after):
        return True
    return bool(_TOPIC_BEFORE.search(before)) and not (LIGHT_VERBS.match(after) or after.startswith("对象"))


def _in_relative_clause(folded: str, time: TimeMention, found: Candidate, clause: Span) -> bool:
    """结束对日韩访问的美国国务卿: the verb only tells what is meant, unless the time stands right before it."""
    close = 0 <= found.start - time.end <= _CLOSE
    # 国安法是北京在6月底推行的: the frame 是…的 around the whole of it.
    framed = _IS_OF.search(folded, clause.start, found.start) and _OF_END.match(folded, found.end)
    return not (close or framed) and _RELATIVE_AFTER.match(folded, found.end, clause.end) is not None


def _carried(
    prepared: Prepared, sentence: Sentence, time: TimeMention, region: Span, ranked: list[tuple[float, Candidate]]
) -> Attached:
    """A carrier (宣布) takes the type of what it carries (制裁), unless that is only planned."""
    score, best = ranked[0]
    carrier = best.word if best.word in CARRIERS else ""
    if best.word in _MOVES and _BILL.match(prepared.folded, best.end):
        best = replace(best, type=EventType.LEGISLATE)
    if carrier and (carried := _complement(prepared, sentence, best, ranked[1:])):
        score, best = max(score, carried[0]), carried[1]
    elif best.cue is None:
        carrier = ""
    return Attached(
        time,
        sentence,
        region,
        best.start,
        best.end,
        best.word,
        best.type,
        best.mode,
        best.is_noun,
        score,
        best.cue,
        carrier,
    )


def _complement(
    prepared: Prepared, sentence: Sentence, carrier: Candidate, others: list[tuple[float, Candidate]]
) -> tuple[float, Candidate] | None:
    """What the carrier announces, in its clause or the next: 发表声明，宣布制裁. Nothing that still lies ahead."""
    at = clause_index(sentence.clauses, carrier.start)
    reach = sentence.clauses[min(at + 1, len(sentence.clauses) - 1)].end
    for score, other in others:
        behind = carrier.end <= other.start < reach and other.cue is None and other.word not in CARRIERS
        announced = prepared.folded[carrier.end : other.start]
        if prepared.is_quoted(other.start, other.end) and not prepared.is_quoted(carrier.start, carrier.end):
            score += _QUOTED
        if other.type is EventType.ECONOMIC and _AMOUNT_OF.match(prepared.folded, other.end):
            continue  # 批准斥资百亿元的计划
        if _SPOKEN_OF.search(announced) and _SPEAKING_OF.match(prepared.folded, other.end):
            continue
        named = _PAPER.match(prepared.folded, other.end) is not None and other.type is not EventType.AGREE
        if behind and score > _LEAST_CARRIED and not _AHEAD.search(announced) and not named:
            return score, other
    return None
