"""Names that only recurrence or their neighbours give away: a family name and characters that make no word together."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from app.extraction import lexicon
from app.extraction.gazetteer import Found, Words, kinds_of_words
from app.extraction.mentions import ActorKind

_HAN = "一-鿿"
_RECURS = 2
_GRAMMAR = (
    "的了着们这哪你我他她它您么何没是不很该此每说称在有和与及或对向从到将被把为以因于由所也都就还又再只才已会能可要应但而若如之其某各"
    "个名位件年月日时分秒第一二三四五六七八九十百千万亿两几多少些点种次来去上下中里内外前后间做让使给出入过起见看想知道得等"
)
_NO_LAST = (
    "村乡镇寺路街区县市省性化网台站部人案港湾楼园馆院校厂店会局处科队党社报率度量型类式版期级线桥塔庙宫坊币股税费法权"
    "曾将已亦均遭获则指访抵赴报告"
)
# 邱男, 罗姓, 安卓: what stands behind a family name and is no given name.
_NO_GIVEN = "旅绑封禁姓男女父母兄弟姐妹夫妻嫌董老先生太总警督导城门关口山水河江海湖洋氏卓"
_TWO_RECUR = 3
_OFTEN = 6
_ACTS = re.compile(
    r"(?:也|又|还|则|曾|再|随后|当时|此前|告诉|向)?(?:表示|指出|认为|强调|透露|回应|坦言|直言|补充|称(?!为|号|作)|说|指(?![挥导标责定])|告诉|发文|发布|发微博|写道|解释|介绍|提到"
    r"|宣布|呼吁|被捕|被判|被抓|出生|毕业|担任|出任|获得|涉嫌|受审|去世|先生|女士|教授|律师|博士|牧师|老师|法官)"
)
# 少年曾志健, 负责人钟廷耀: the last character of a word for a person, before a name told but once.
_PERSON_WORDS = ("妻子", "丈夫", "儿子", "女儿", "父亲", "母亲", "少年", "青年", "老板", "领袖", "高管")
_PERSON_ENDS = frozenset("人员者师生家长官手友民")
_LONGEST_PERSON_WORD = 5
# 记者顾晓华、凌云采访: who reports takes no part.
_PRESS_BEFORE = re.compile(r"(?:记者|编辑|编译|核稿|责编|主播|通讯员|特派员|摄影|撰稿|翻译|校对)[^，。；\n]{0,16}$")
_LONGEST_PRESS = 20
_IN_LIST = frozenset("、和与及")
_BEHIND_NAME = re.compile(
    rf"[^{_HAN}]|[的等和与及在被遭获因向对从于以由也亦则已曾将又还]|今[早天日]|昨[晚天日]|先生|女士|教授|律师|博士|夫妇|{_ACTS.pattern}|$"
)


def find_recurring(folded: str, known: Sequence[Found], words: Words) -> Iterator[str]:
    """李文远: a family name and two characters that make no word together, twice or more in one text, or once where
    their neighbours show a person; 郑明, one character, where it recurs more often and acts. Whoever bears a press
    title somewhere is left out, and what overlaps a string that recurs more often."""
    kinds = lexicon.titles()
    press = {found.end for found in known if kinds.get(found.title or "") == "press"}
    places: dict[str, list[int]] = defaultdict(list)
    for match in _three_characters().finditer(folded):
        places[match[1]].append(match.start())
    recurring = [(name, starts) for name, starts in places.items() if len(starts) >= _RECURS]
    taken: set[int] = {at for f in known if not f.title for at in range(f.start, f.end)}
    for name, starts in sorted(recurring, key=lambda pair: -len(pair[1])):
        free = [at for at in starts if taken.isdisjoint(range(at, at + len(name)))]
        whole = [at for at in free if _is_unknown_to(words, at)]
        if len(whole) < _RECURS and _stands_alone(folded, words, free):
            whole = free
        if len(whole) < _RECURS or not press.isdisjoint(starts) or _is_all_sounds(name):
            continue
        taken.update(at for start in whole for at in range(start, start + len(name)))
        yield name
    yield from _told_once(folded, known, words, [starts[0] for starts in places.values() if len(starts) == 1], taken)
    yield from _of_two(folded, words, taken, press)


def _stands_alone(folded: str, words: Words, starts: Sequence[int]) -> bool:
    """赖小民, 刘飞跃: a family name and a word, where they recur more often, at the head of clauses and before
    different words."""
    heads = [at for at in starts if not _is_han(folded[at - 1 : at])]
    if len(starts) < _TWO_RECUR or len(heads) < _RECURS or len({folded[at + 3 : at + 4] for at in starts}) < _RECURS:
        return False
    return all(words.is_word(at, at + 1) and words.is_bound(at + 3) for at in starts)


def _told_once(
    folded: str, known: Sequence[Found], words: Words, starts: Sequence[int], taken: set[int]
) -> Iterator[str]:
    """Three characters that a word for a person introduces (少年曾志健), or that stand in a list or in a pair with
    another name (严文谦、郑子豪; 黎见恩与黎耀恩)."""
    free = [
        at
        for at in starts
        if _BEHIND_NAME.match(folded, at + 3)
        and _is_unknown_to(words, at)
        and taken.isdisjoint(range(at, at + 3))
        and not _PRESS_BEFORE.search(folded, max(0, at - _LONGEST_PRESS), at)
    ]
    if not free:
        return
    people = [f for f in known if f.actor and f.actor.actor.kind is ActorKind.PERSON]
    begin = {f.start for f in people}.union(free)
    end = {f.end for f in people}.union(at + 3 for at in free)
    for at in free:
        joined = (folded[at - 1 : at] in _IN_LIST and at - 1 in end) or (
            folded[at + 3 : at + 4] in _IN_LIST and at + 4 in begin
        )
        if joined or _is_introduced(folded, words, at):
            yield folded[at : at + 3]


def _is_introduced(folded: str, words: Words, at: int) -> bool:
    """Whether the word before is a noun for a person, as the segmenter sees it."""
    if folded.endswith(_PERSON_WORDS, 0, at):
        return True
    if folded[at - 1 : at] not in _PERSON_ENDS:
        return False
    start = max((b for b in range(max(0, at - _LONGEST_PERSON_WORD), at) if words.is_bound(b)), default=at)
    return at - start > 1 and kinds_of_words(folded[start:at])[-1].startswith("n")


def _of_two(folded: str, words: Words, taken: set[int], press: set[int]) -> Iterator[str]:
    """A family name and one character that the segmenter leaves apart, three times or more, at the head of clauses and
    before a verb of speech or a title, or often; no part of a longer string that recurs."""
    places: dict[str, list[int]] = defaultdict(list)
    for match in _two_characters().finditer(folded):
        if words.is_bound(match.start()) and words.is_bound(match.end() - 1) and words.is_bound(match.end()):
            places[match[0]].append(match.start())
    for name, starts in places.items():
        free = [at for at in starts if taken.isdisjoint((at, at + 1))]
        if len(free) < _TWO_RECUR or not press.isdisjoint(starts):
            continue
        heads = sum(not _is_han(folded[at - 1 : at]) for at in free)
        acts = len(free) >= _OFTEN or any(_ACTS.match(folded, at + 2) for at in free)
        behind = Counter(folded[at + 2 : at + 3] for at in free if _is_han(folded[at + 2 : at + 3]))
        grown = behind and behind.most_common(1)[0][1] * 2 > len(free)
        if heads >= _RECURS and acts and not grown:
            yield name


def _is_han(character: str) -> bool:
    return "一" <= character <= "鿿"


@lru_cache(maxsize=1)
def _two_characters() -> re.Pattern[str]:
    surnames = "".join(s for s in lexicon.words_of("surnames.tsv") if len(s) == 1)
    return re.compile(f"(?<![·•﹒\\d])[{surnames}](?![{_GRAMMAR}{_NO_LAST}{_NO_GIVEN}])[{_HAN}](?![·•﹒])")


@lru_cache(maxsize=1)
def _three_characters() -> re.Pattern[str]:
    surnames = "".join(s for s in lexicon.words_of("surnames.tsv") if len(s) == 1)
    # Names hold no words of grammar and do not end like places, bodies and notions.
    given = f"(?![{_GRAMMAR}])[{_HAN}]"
    behind = "(?![湖山河岛江市县村镇乡路·•﹒])"
    return re.compile(f"(?<![·•﹒\\d])(?=([{surnames}]{given}(?![{_NO_LAST}]){given}){behind})")


def _is_unknown_to(words: Words, start: int) -> bool:
    """Whether the segmenter leaves the three characters apart, or takes the last two for a given name (王|建华)."""
    at = bisect_left(words.bounds, start)
    bounds = words.bounds[at : at + 4]
    if bounds[:2] != (start, start + 1):
        return False
    if bounds[2:] == (start + 2, start + 3):
        return True
    return bounds[2:3] == (start + 3,) and kinds_of_words(words.text[start + 1 : start + 3])[0].startswith("nr")


def _is_all_sounds(name: str) -> bool:
    return all(character in lexicon.words_of("transliteration.tsv") for character in name)
