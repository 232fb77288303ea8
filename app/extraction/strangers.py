"""Names that no file and no title gives away: only the verb of speech behind them shows that they are names."""

import re
from collections.abc import Iterable
from functools import lru_cache

from app.extraction import lexicon
from app.extraction.gazetteer import tagged_words
from app.extraction.mentions import ActorKind, ActorMention

_HAN = re.compile(r"[一-鿿]{2,6}|[一-鿿]{1,8}(?:[·•‧・?][一-鿿]{1,8})+")
# Words of grammar that stand in no name.
_GRAMMAR = re.compile(r"[的了着们这哪你我他她它您么何没是不很该此每说称]")
# With these a phrase begins that says how, when or where, or that counts. Some of them are surnames too.
_OPENING = re.compile(
    r"[也又还都再只就更最太已曾将要会能可应但而且并或若如虽因所以于在从对向与和同跟为被把让使给据按由自至到来去上下中里内外前后时当各"
    r"某其本那有无非未别谁几少一二两三四五六七八九十百千万亿年月日号点分秒个名位件种项条讲问答看听想]"
)
# A word behind the name (朱凤莲|才, 论文|中), and what is no name though the dictionary does not know it (汉文).
_ENDING = re.compile(r"[才就也又还都则会能中里上下后前时将曾已再更地稍早]$|^[一-鿿][文语话]$")
_LONGEST = 5
_SURNAMES = "surnames.tsv"
# The kinds of words that names are, to the segmenter.
_NAMES = ("nr", "nz", "ns", "nt", "x")
# 佛教徒白启光, 评论人士郭宝胜: behind what somebody is, the name.
_DESCRIBED = re.compile(r".*[一-鿿](?:人士|女士|[人员者师家徒生]|(?:外交|检察|法|警|军)官)([一-鿿]{2,3})")
# 农民布赖恩·邓肯: a name of several parts behind what somebody is.
_DOTTED = re.compile(r"([一-鿿]{4,30})((?:·[一-鿿]{1,8})+)")
# 叶健明教授: a title behind the name.
_TITLED = re.compile(
    r"([一-鿿]{2,3}|[一-鿿]{1,6}(?:·[一-鿿]{1,6})+)(?:教授|博士|律师|医生|议员|先生|女士|主任|校长|大校|上校|院士|研究员)"
)


def is_stranger(words: str) -> bool:
    """Whether the characters make no ordinary word together, so that they are a name: 达瓦才仁, 唯色, 古德曼."""
    if not _HAN.fullmatch(words) or _GRAMMAR.search(words) or _ENDING.search(words):
        return False
    return any(mark in words for mark in "·•‧・") or (len(words) <= _LONGEST and is_unknown(words))


def is_foreign(words: str) -> bool:
    """Whether a longer run of characters is a name as it stands: 乌力吉巴特尔."""
    return not _GRAMMAR.search(words) and not _ENDING.search(words) and is_unknown(words)


def described(words: str) -> str:
    """The Chinese name of two or three characters that a description ends with, or a title follows, or nothing."""
    if dotted := _DOTTED.fullmatch(words):
        return _first_part(dotted[1]) + dotted[2]
    match = _TITLED.fullmatch(words) or _DESCRIBED.fullmatch(words)
    name = match[1] if match else ""
    if "·" in name:
        return name
    if not name or name[0] not in lexicon.words_of(_SURNAMES) or _GRAMMAR.search(name) or _ENDING.search(name):
        return ""
    # 郭|成林 is a name though 成林 is a word; 权益|部 is none.
    return name if is_unknown(name) or (len(name) == 3 and len(tagged_words(name)[0][0]) == 1) else ""


def _first_part(words: str) -> str:
    """布赖恩 of 伊利诺伊州农民布赖恩: the last word, and those before it that are single characters or names."""
    *before, last = tagged_words(words)
    at = len(words) - len(last[0])
    for word, kind in reversed(before):
        if len(word) > 1 and not kind.startswith(("nr", "nz", "x")):
            break
        at -= len(word)
    return words[at:]


def bearer_of(surname: str, before: Iterable[ActorMention]) -> ActorMention | None:
    """林 for 林贤参, 雷 for 克里斯托弗·雷: the first person of `before` whose family name it is."""
    persons = (a for a in before if a.actor.kind is ActorKind.PERSON and not a.actor.name.isascii())
    return next((a for a in persons if _bears(a.actor.name, surname)), None)


def _bears(name: str, surname: str) -> bool:
    """林 begins 林贤参, 桥本 begins 桥本岳; 雷 ends 克里斯托弗·雷."""
    if "·" in name:
        return name.rpartition("·")[2] == surname
    return name.startswith(surname) and 0 < len(name) - len(surname) < 3 and len(name) < len(surname) + 3


@lru_cache(maxsize=4096)
def is_unknown(words: str) -> bool:
    """Whether the segmenter knows no ordinary word in it."""
    surnames = lexicon.words_of(_SURNAMES)
    if words[0] not in surnames and words[:2] not in surnames and _OPENING.match(words):
        return False
    parts = tagged_words(words)
    if len(parts) == 1 and parts[0][1] == "ns":
        return False
    return all(len(word) == 1 or kind.startswith(_NAMES) for word, kind in parts)
