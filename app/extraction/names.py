"""Names that no file knows: learnt from the document itself, where a title or a Latin spelling gives them away."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.extraction import lexicon
from app.extraction.gazetteer import Found, Words
from app.extraction.mentions import ActorKind
from app.extraction.recurring import find_recurring

_HAN = "一-鿿"
# A run of characters, and right behind it the brackets.
_RUN = re.compile(rf"([{_HAN}·\-]{{2,24}})[”」]? ?\Z")
_LONGEST_RUN = 26
_BRACKET = re.compile(r"[（(]")
_ONE_HAN = re.compile(rf"[{_HAN}]")
_LATIN = re.compile(rf"[（(](?:[{_HAN}]+：)?([A-Z][A-Za-zÀ-ÿ.'’\- ]{{1,48}}?)(?:[,，/；;][^）)]*)?[）)]")
_DOT = "·"
_LONGEST_SOUND = 7
_BETWEEN_MARKS = re.compile(rf"(?<=、)([{_HAN}·]{{2,8}})(?=[、，。和及与以等])")
_LATIN_SPEAKER = re.compile(
    r"(?<![A-Za-z])((?:[A-Z][a-z]+|[A-Z]\.)(?: (?:[A-Z][a-z]+|[A-Z]\.)){1,2})"
    r"(?=(?:今日|昨日|今天|昨天|日前|又|亦|也|则|还|曾|向[一-鿿]{2,6}|接受|其后|随后|在|于)*(?:表示|指|说|称|批评|强调|认为|形容|透露|接受|回应|承认|呼吁|[（(]))"
)
# A name of unknown sounds is still taken whole between a title and its brackets, up to this length.
_LONGEST_NAME = 8
# Words that follow a name in a sentence; a name never runs into them.
_AFTER = re.compile(
    r"(?:表示|指出|认为|强调|宣布|宣称|声称|说|称|在|将|和|与|及|同|跟|对|就|也|则|于|周|本|今|昨|近|日|月|年|的|等|是|"
    r"已|曾|还|又|都|会|要|应|为|向|从|因|由|到|访|抵|出|上|下|一|并|再|率|及其|以及|举行|会|签|发|接|当|透露|警告|"
    r"指|亦|却|仍|早前|其后|随后|此前|早些|认为|谈到|演讲|分析|批评|呼吁|质疑|回应|介绍|预测|预期|推测|解释|撰文|"
    r"主持|提出|提到|反对|支持|否认|承认|坦言|直言|补充|强烈|公开|正在|目前|不|没有|未|等人|先生|女士|教授|博士)"
)
_LONGEST_FRAMED = 4
_SAYS = re.compile(r"(?:表示|指出|认为|强调|宣布|透露|说)(?=[，：,:“「]|[一-鿿])")
_ALL_HAN = re.compile(rf"[{_HAN}]+")
_PRESS = "press"
_ORG_ENDS = frozenset("会院部局署社党盟所厅团军队厂行台司处")
# Words at which the name of a body cannot go on: 前往亚洲出席|亚太经合会, 微软或|….
_BREAKS = re.compile(
    r"[的在和与及或对是为被由向称说、]|其它|其他|前往|出席|宣布|完成|参加|加入|担任|成为|包括|以及|通过|签署|引述|根据|来自|旗下|所属|访问"
)
_ORG_WORDS = re.compile(
    r"University|Institute|Foundation|Fund|Council|Committee|Center|Centre|Inc|Corp|Group|Agency|Bank|Party|News|"
    r"Association|Department|Ministry|Office|Co\b|Ltd|Times|Post|Journal|Press|School|College|Union|Network|TV|House"
)


@dataclass(frozen=True)
class Learnt:
    """A name found in this document. `latin` is the spelling in brackets, if there was one."""

    name: str
    is_person: bool
    rule: str
    latin: str | None = None


def learn_names(
    folded: str, known: Iterable[Found], words: Words, times: Iterable[tuple[int, int]] = ()
) -> list[Learnt]:
    """Persons after titles and names before Latin brackets, each once, in the order of the text."""
    known = list(known)
    learnt: dict[str, Learnt] = {}
    taken = {start for start, _ in times}
    for found in (*_before_latin(folded, known, words), *_after_titles(folded, known, words, taken)):
        learnt.setdefault(found.name, found)
    for found in (*_in_lists(folded, known, words), *_in_latin(folded)):
        learnt.setdefault(found.name, found)
    for name in find_recurring(folded, known, words):
        learnt.setdefault(name, Learnt(name, True, "recurring"))
    return list(learnt.values())


def _in_lists(folded: str, known: list[Found], words: Words) -> Iterator[Learnt]:
    """奥布莱恩、波廷杰、阿扎、克拉奇: what stands between the persons of a list is a person."""
    people = {f.start: f for f in known if f.actor and f.actor.actor.kind is ActorKind.PERSON}
    ends = {f.end for f in people.values()}
    for match in _BETWEEN_MARKS.finditer(folded):
        start, end = match.span(1)
        if (start - 1 not in ends and end + 1 not in people) or any(f.start < end and start < f.end for f in known):
            continue
        if name_at(folded, start, words) == match[1] and not words.are_ordinary(start, end):
            ends.add(end)
            yield Learnt(match[1], True, "list")


def _in_latin(folded: str) -> Iterator[Learnt]:
    """Mark Simon表示: two or three Latin words with a Chinese verb of speech or a time behind them."""
    for match in _LATIN_SPEAKER.finditer(folded):
        if not _ORG_WORDS.search(match[1]):
            yield Learnt(match[1], True, "latin")


def _before_latin(folded: str, known: list[Found], words: Words) -> Iterator[Learnt]:
    taken = {found.end: found for found in known}
    for run, latin, start, end in _latin_pairs(folded):
        if end in taken and not taken[end].title:
            continue
        begin = max((f.end for f in known if start <= f.start and f.end < end), default=start)
        run = folded[begin:end].lstrip("的")
        if not run:
            continue
        if _is_organisation(run, latin):
            if name := _organisation_end(run):
                yield Learnt(name, False, "latin", latin)
            continue
        name = _between(run, begin > start) or _sound_end(run) or _chinese_end(run, begin, words)
        if name and not words.are_ordinary(end - len(name), end):
            yield Learnt(name, True, "latin", latin)


def _latin_pairs(folded: str) -> Iterator[tuple[str, str, int, int]]:
    """What stands before a bracket, the Latin name inside it, and where the former begins and ends. Looking back from
    the brackets is faster than trying every run of characters."""
    reached = 0
    for bracket in _BRACKET.finditer(folded):
        at = bracket.start()
        before = _RUN.search(folded, max(reached, at - _LONGEST_RUN), at) if at >= reached else None
        latin = _LATIN.match(folded, at) if before else None
        if before and latin:
            reached = latin.end()
            yield before[1], latin[1].strip(), before.start(1), before.end(1)


def _is_organisation(run: str, latin: str) -> bool:
    named = any(run.endswith(suffix) for suffix in lexicon.words_of("org_suffixes.tsv")) or run[-1] in _ORG_ENDS
    return named or bool(_ORG_WORDS.search(latin)) or latin.isupper()


def _organisation_end(run: str) -> str | None:
    """The end of the run that reads as the name of a body: back to the last function word or verb."""
    if run[-1] not in _ORG_ENDS and not any(run.endswith(s) for s in lexicon.words_of("org_suffixes.tsv")):
        return None
    cut = max((m.end() for m in _BREAKS.finditer(run)), default=0)
    name = run[cut:]
    return name if 3 <= len(name) <= 16 else None


def _between(run: str, after_known: bool) -> str | None:
    """病毒学家哥柏文斯（Koopmans）: all that stands between a title and the brackets, when most of it is sounds."""
    sounds = lexicon.words_of("transliteration.tsv")
    parts = re.split(rf"[{_DOT}\-]", run)
    if not after_known or not all(1 <= len(part) <= _LONGEST_NAME for part in parts):
        return None
    written = "".join(parts)
    return run if len(written) >= 3 and 3 * sum(c in sounds for c in written) >= 2 * len(written) else None


def _sound_end(run: str) -> str | None:
    """The longest end of the run written with the characters of foreign names."""
    sounds = lexicon.words_of("transliteration.tsv")
    at = len(run)
    while at and (run[at - 1] in sounds or run[at - 1] in _DOT + "-"):
        at -= 1
    name = run[at:].lstrip(_DOT + "-")
    longest_part = max((len(part) for part in re.split(rf"[{_DOT}\-]", name)), default=0)
    return name if len(name) >= 2 and longest_part <= _LONGEST_SOUND else None


def _chinese_end(run: str, begin: int, words: Words) -> str | None:
    surnames = lexicon.words_of("surnames.tsv")
    for length in (3, 2, 4):
        name = run[-length:]
        if len(run) < length or words.cut_through(begin + len(run) - length, begin + len(run)):
            continue
        if (name[0] in surnames and length < 4) or (name[:2] in surnames and length == 4):
            return name
    return None


def _after_titles(folded: str, known: list[Found], words: Words, taken: set[int]) -> Iterator[Learnt]:
    starts = taken | {found.start for found in known if not found.title}
    kinds = lexicon.titles()
    for found in known:
        if not found.title or kinds.get(found.title) == _PRESS or found.end in starts:
            continue
        name = name_at(folded, found.end, words) or _framed(folded, found.end, words, taken)
        if name and not words.are_ordinary(found.end, found.end + len(name)):
            yield Learnt(name, True, "title")


def _framed(folded: str, start: int, words: Words, times: set[int]) -> str | None:
    """作家唯色1日表示: between a title and a day, or a verb of speech, stands a name, of whatever sounds."""
    for end in range(start + 2, start + _LONGEST_FRAMED + 1):
        if end in times or _SAYS.match(folded, end):
            name = folded[start:end]
            inside = any(_AFTER.match(folded, at) for at in range(start, end))
            whole = words.is_bound(start) and _ALL_HAN.fullmatch(name) is not None
            return name if whole and not inside else None
    return None


def name_at(folded: str, start: int, words: Words) -> str | None:
    """The personal name that begins at `start`, or None: by sound, else surname and one or two characters."""
    return _sound_at(folded, start) or _chinese_at(folded, start, words)


def _sound_at(folded: str, start: int) -> str | None:
    sounds = lexicon.words_of("transliteration.tsv")
    at = start
    while at < len(folded) and (folded[at] in sounds or folded[at] in _DOT + "-"):
        if at > start + 1 and _AFTER.match(folded, at) and folded[at] not in _DOT:
            break
        at += 1
    name = folded[start:at].rstrip(_DOT + "-")
    dotted = any(mark in name for mark in _DOT)
    if len(name) < (2 if dotted else 3):
        return _short_sound(folded, start, name)
    parts = re.split(rf"[{_DOT}\-]", name)
    return name if all(1 <= len(part) <= _LONGEST_SOUND for part in parts) else None


def _short_sound(folded: str, start: int, name: str) -> str | None:
    """Two characters by sound (波特) are a name only when a mark or a word that follows names comes next."""
    after = start + len(name)
    ends = after >= len(folded) or not _ONE_HAN.match(folded, after) or _AFTER.match(folded, after)
    return name if len(name) == 2 and ends and name[0] not in lexicon.words_of("surnames.tsv") else None


def _chinese_at(folded: str, start: int, words: Words) -> str | None:
    surnames = lexicon.words_of("surnames.tsv")
    compound = folded[start : start + 2] in surnames
    if not compound and folded[start : start + 1] not in surnames:
        return None
    lengths = (4, 3, 2) if compound else (3, 2)
    names = [folded[start : start + n] for n in lengths if _ALL_HAN.fullmatch(folded, start, start + n)]
    names = [n for n in names if len(n) >= 2 and not any(_AFTER.match(folded, start + k) for k in range(1, len(n)))]
    clear = [name for name in names if _ends_clearly(folded, start + len(name), words)]
    return _most_frequent(folded, clear) if clear else None


def _ends_clearly(folded: str, end: int, words: Words) -> bool:
    """Whether a mark, a word that follows names, or a longer word of the dictionary begins here."""
    if end >= len(folded) or not _ONE_HAN.match(folded, end) or _AFTER.match(folded, end):
        return True
    return words.is_whole(end, end + 2) and words.is_bound(end) and not words.is_bound(end + 1)


def _most_frequent(folded: str, names: list[str]) -> str:
    """The string that recurs: of two readings, the longer one unless the shorter occurs more often elsewhere."""
    best = names[0]
    for name in names[1:]:
        if folded.count(name) > folded.count(best):
            best = name
    return best
