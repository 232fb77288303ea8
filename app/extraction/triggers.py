"""Words that tell of a happening, found in one scan, with what stands around each of them."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import ahocorasick_rs

from app.extraction import lexicon
from app.extraction.lexicon import Cue, Need, Trigger
from app.extraction.mentions import EventType
from app.extraction.sentences import Prepared

_LONGEST_TITLE = 64
_PARTICLES = frozenset("时后前了过")
LIGHT_VERBS = re.compile(
    r"举行|进行|展开|召开|举办|登场|开始|结束|落幕|发表|发布|达成|签署|签订|出席|参加|开展|会有|有过"
)


# 取消美台官方交往限制: what is ended decides whether that punishes or concedes.
_ENDS = frozenset(("取消", "撤销", "废除", "终止", "撤回", "停止", "暂停"))
_RESTRICTION = re.compile(
    r"[^，。；：！？]{0,20}?(?:限制|禁令|制裁|封锁|管制|禁运|宵禁|戒严|关税|隔离令|旅行禁令|制裁措施|限制措施|壁垒)"
    r"(?=措施|令|[，。；：！？、”」）)\s]|$)"
)


@dataclass(frozen=True)
class TriggerFound:
    start: int
    end: int
    trigger: Trigger


@dataclass(frozen=True)
class CueFound:
    start: int
    end: int
    cue: Cue


def find_triggers(prepared: Prepared) -> list[TriggerFound]:
    """Triggers in text order, the longest of those that overlap; one that cuts through words (展|开会|谈) is none."""
    automaton, words = _trigger_automaton()
    known = lexicon.triggers()
    matches = automaton.find_matches_as_indexes(prepared.folded, overlapping=True)
    whole = [(start, end, words[index]) for index, start, end in matches if _is_word(prepared, start, end)]
    found = [
        TriggerFound(start, end, _as_used(prepared.folded, end, known[word]))
        for start, end, word in _longest(whole)
        if word in known
    ]
    titles = [(k.start, k.end) for k in prepared.known if k.title]
    return [f for f in found if not _is_swallowed(prepared, f) and not _in_title(f, titles)]


def _as_used(folded: str, end: int, trigger: Trigger) -> Trigger:
    if trigger.word in _ENDS and _RESTRICTION.match(folded, end):
        return replace(trigger, type=EventType.CONCEDE, mode="")
    return trigger


def _is_word(prepared: Prepared, start: int, end: int) -> bool:
    """Whether words begin and end with the span; 会面时 and 签署了 count as the verb with its particle."""
    words = prepared.words
    if words.is_bound(start):
        return words.is_bound(end) or (prepared.folded[end : end + 1] in _PARTICLES and words.is_bound(end + 1))
    return words.is_whole(start, end)


def _in_title(found: TriggerFound | CueFound, titles: list[tuple[int, int]]) -> bool:
    """当选总统拜登: part of an office, no election."""
    at = bisect_right(titles, (found.start, found.start + _LONGEST_TITLE)) - 1
    return at >= 0 and titles[at][0] <= found.start and found.end <= titles[at][1]


def _longest(matches: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    reached = -1
    for start, end, word in sorted(matches, key=lambda m: (m[0], -m[1])):
        if start >= reached:
            kept.append((start, end, word))
            reached = end
    return kept


def _is_swallowed(prepared: Prepared, found: TriggerFound) -> bool:
    """Inside 《…》 only the last word counts: 发布《…联合宣言》 is the declaration, whatever its title speaks of."""
    return prepared.in_work_title(found.start, found.end) and prepared.folded[found.end : found.end + 1] != "》"


def find_cues(prepared: Prepared) -> list[CueFound]:
    """Verbs of speech outside quotations, in text order."""
    automaton, words = _cue_automaton()
    known = lexicon.cues()
    ends = frozenset(name.end for name in prepared.known if name.actor)
    found = [
        cue
        for index, start, end in automaton.find_matches_as_indexes(prepared.folded)
        if words[index] in known and (cue := _behind_name(prepared.folded, start, end, known, ends))
    ]
    titles = [(k.start, k.end) for k in prepared.known if k.title]
    return [
        _with_saying(prepared.folded, f)
        for f in found
        if not prepared.is_quoted(f.start, f.end) and not _is_no_cue(prepared, f, ends) and not _in_title(f, titles)
    ]


def _behind_name(folded: str, start: int, end: int, known: Mapping[str, Cue], ends: frozenset[int]) -> CueFound | None:
    """赵立坚|称, not 赵立|坚称: a verb of speech begins behind a name that it overlaps."""
    start = next((at for at in range(start + 1, end) if at in ends), start)
    cue = known.get(folded[start:end])
    return CueFound(start, end, cue) if cue else None


def _with_saying(folded: str, found: CueFound) -> CueFound:
    """批评说, 强调指出: a verb that takes 说, 称 or 指出 along is speech whoever its subject is."""
    taken = _SAYING.match(folded, found.end)
    if found.end - found.start < 2 or not taken:
        return found
    return CueFound(found.start, taken.end(), Cue(found.cue.word, Need.ANY))


# 据说, 可以说, 所说的, 说明, 称为, 名称, 被称为: the character of a cue, but nobody speaks.
_BEFORE_NO_CUE = re.compile(
    r"(?:据|可以|所|小|传|听|来|再|难|按|虽|照|俗|或者|应该|换句话|总|名|之|简|对|统|职|通|堪|被|号|自|昵|暱|尊|戏|俗)$"
)
_SAYING = re.compile(r"(?:说|称|道|指出)(?=[，：,:“「])")
_AFTER_NO_CUE = re.compile(
    r"(?:明|出(?!了?[，：:])|为|之为|作|服|法|谎|辞|话|呼|职|霸|赞|标|数|定|控|挥|责|望|出的|的|不上|实在|事(?![实情件态]))"
)
_NOUNS = frozenset(("承诺", "警告", "呼吁", "批评", "建议", "威胁", "指控", "解释", "要求", "保证"))
# 提出了中国的减排承诺: the noun of a verb before it.
_AS_NOUN = re.compile(r"(?:提出|[作做]出|发表|履行|违背|信守|兑现|遵守)[^，。；：“]{0,12}的[^，。；：“的]{0,4}$")
_NO_VERB_AFTER = re.compile(r"的(?!是)|者")


# The segmenter's 时说, 后称, 说不清: the verb of speech stands alone all the same.
_CUT_WRONG = re.compile(r"[时后中上][说称指]|.[说称]不")


def _is_no_cue(prepared: Prepared, found: CueFound, ends: frozenset[int]) -> bool:
    folded = prepared.folded
    if found.end - found.start > 1:
        if found.cue.word[-1] in "说称指" and _AFTER_NO_CUE.match(folded, found.end):
            return True
        if found.cue.word in _NOUNS and _AS_NOUN.search(folded, max(0, found.start - 24), found.start):
            return folded[found.end : found.end + 1] != "："
        act = found.cue.needs is Need.PERSON and folded[found.end : found.end + 1] in ("被", "遭")
        return act or bool(_NO_VERB_AFTER.match(folded, found.end))
    alone = prepared.words.is_word(found.start, found.end) or _CUT_WRONG.match(folded, found.start - 1)
    if not alone and not (found.start in ends and prepared.words.is_bound(found.end)):
        return True
    before, after = folded[max(0, found.start - 3) : found.start], folded[found.end : found.end + 2]
    return bool(_BEFORE_NO_CUE.search(before) or _AFTER_NO_CUE.match(after))


@lru_cache(maxsize=1)
def _trigger_automaton() -> tuple[ahocorasick_rs.AhoCorasick, list[str]]:
    words = list(dict.fromkeys([*lexicon.triggers(), *sorted(lexicon.words_of("discard.tsv"))]))
    return ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.Standard), words


@lru_cache(maxsize=1)
def _cue_automaton() -> tuple[ahocorasick_rs.AhoCorasick, list[str]]:
    # A phrase without a verb of speech protects nothing and would swallow one that it overlaps: 16|日报|导.
    cues = lexicon.cues()
    discarded = (w for w in sorted(lexicon.words_of("discard.tsv")) if any(cue in w for cue in cues))
    words = list(dict.fromkeys([*cues, *discarded]))
    return ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), words
