"""Names that nothing gives away but that they recur: a family name and characters that make no word together."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from app.extraction import lexicon
from app.extraction.gazetteer import Found, Words, kinds_of_words

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


def find_recurring(folded: str, known: Sequence[Found], words: Words) -> Iterator[str]:
    """李文远: a family name and two characters that make no word together, twice or more in one text; 郑明, one
    character, where it recurs more often and acts. Whoever bears a press title somewhere is left out, and what
    overlaps a string that recurs more often."""
    kinds = lexicon.titles()
    press = {found.end for found in known if kinds.get(found.title or "") == "press"}
    places: dict[str, list[int]] = defaultdict(list)
    for match in _three_characters().finditer(folded):
        places[match[1]].append(match.start())
    recurring = [(name, starts) for name, starts in places.items() if len(starts) >= _RECURS]
    taken: set[int] = {at for f in known if not f.title for at in range(f.start, f.end)}
    for name, starts in sorted(recurring, key=lambda pair: -len(pair[1])):
        whole = [at for at in starts if _is_unknown_to(words, at) and taken.isdisjoint(range(at, at + len(name)))]
        if len(whole) < _RECURS or not press.isdisjoint(starts) or _is_all_sounds(name):
            continue
        taken.update(at for start in whole for at in range(start, start + len(name)))
        yield name
    yield from _of_two(folded, words, taken, press)


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
