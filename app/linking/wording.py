"""Words of a source made fit for a headline: without dates, senders, brackets and what only leads on from before."""

import re
from functools import lru_cache

from app.extraction.folding import fold

LONGEST = 28

_BRACKETS = re.compile(r"[（(][^（）()]*[）)]?|https?[：:]//[A-Za-z0-9_./?=&%#~-]+")
# 【大纪元讯】, 4., （2）, 三、: what stands before a headline or an item.
_COLUMN = re.compile(
    r"^(?:【[^】]{1,14}】|\[[^\]]{1,10}\]|[（(][\d一二三四五六七八九十]{1,3}[）)]|\d{1,2}(?:[.．](?!\d)|、)"
    r"|[一二三四五六七八九十]{1,3}、|[•·●■◆▲▪※★☆◎]|\s)+"
)
_AGENCY = r"(?:路透|法新|美联|美聯|中央|新华|德新|共同|塔斯|韩联|央视|中新|俄新)"
_SOURCE = re.compile(
    r"^(?:另|又|而|但)?(?:据|根据|依据)[^，。]{1,24}?，|^[（(][^（）()]{2,24}[）)]"
    rf"|^{_AGENCY}(?:[社网]?[^，。：\s]{{0,8}}\s*[-–—]+|社[^，。：]{{0,14}}电(?!话|视|影|子|力)[，：\s]*)"
)
_PREPOSITION = (
    r"(?:(?<=[一-鿿])是(?=[在于自从]))?(?:原定于|原定|定于|截止到?|截至|早于|早在|就在|直至|直到|于|在|自|从|至|到|约于)?"
    r"(?:当地时间|美东时间|北京时间)?\s*"
)
_DATE = (
    r"(?:(?:今|昨|明|前|后|当|同|次)[天日]|(?:上|本|下|这)?个?(?:周|星期|礼拜)[一二三四五六日天末])?"
    r"(?:(?:今年|去年|明年|前年|本月|上月|下月|同月|\d{4}年(?:[初底末](?!次|级|代|端|期))?)?(?:\d{1,2}月(?:份|初|中旬|上旬|下旬|中(?![国方美欧日俄共央英法印澳韩朝])|底|末)?)?(?:[上下]半年)?(?:(?:\d{1,2}-)?\d{1,2}[日号])?"
    r"(?:上午|下午|晚间|晚上|晚|凌晨|中午|早上)?)"
)
_DATES = re.compile(
    rf"{_PREPOSITION}(?=[今昨去明前后当次本上下这周星礼同\d])(?=.)(?P<date>{_DATE})"
    rf"(?:(?:和|至|到|、|与|及|-)(?=[今昨明当次周星礼\d]){_DATE})*(?:的|，)?"
)
_BEFORE_DATE = re.compile(_PREPOSITION + "$")
_AFTER_DATE = re.compile(r"^\s*(?:的|，|举行的|召开的|起|晚间|晚上|晚|上午|下午|凌晨)?")
_BEHIND_SUBJECT = re.compile(r"^\s*(?:的|，|起|晚间|晚上|晚|上午|下午|凌晨)?")
_LEADING = re.compile(
    r"^(?:看到|眼看|得知|获悉|而|但是|但|并且|并|且|同时|随后|此外|其中|另外|与此同时|包括|对此(?=，)|以来|以后|之间|因此|不料|于是|据悉|据报|后来|其后|之后|以及|和|与|及"
    r"|至于|例如|比如|譬如|预计|然而|不过|其实|事实上|原来|所以|那么|，|、|。|\s|：|“|”|「|」|】|的|也|还|就|曾|都|又|则|由|在此之前|此前)+"
)
_TRAILING = re.compile(
    r"(?:，|、|：|；|。|\s|“|「|的|在|于|和|与|及|将|并|就|对|被|把|以|(?<![小准及同届临])时|(?<=[会坛谈])上|后|之际|期间|以来|前后|的时间前|（|(?<=[一-鿿])之)+$"
)
_IS_OF = re.compile(r"是[^，。；的]{1,8}$")
_BLANKS = re.compile(r"(?<=[一-鿿])\s+(?=[一-鿿\d“])|(?<=[\d”])\s+(?=[一-鿿])")
_EMPTY = re.compile(r"“\s*”|「\s*」|《\s*》|‘\s*’")


# Several readings of one mention ask for the same words, and all mentions of a document for its title.
@lru_cache(maxsize=1024)
def plain(words: str, date_words: str = "") -> str:
    """The words without dates, senders, brackets and the connectives around them; `date_words` is the expression that
    dates the event, as printed."""
    words = _COLUMN.sub("", fold(words).strip())
    words = _SOURCE.sub("", _BRACKETS.sub("", words))
    words = _BLANKS.sub("", words)
    if expression := "".join(fold(date_words).split()):
        words = _without(words, expression)
    words = _EMPTY.sub("", _DATES.sub(lambda match: "" if match["date"] else match[0], words))
    words = _without_end(_LEADING.sub("", words))
    return words if words.count("“") == words.count("”") else re.sub("[“”]", "", words)


def _without_end(words: str) -> str:
    """Without what dangles; the 的 of 是…的 does not (关税暂停是脆弱的)."""
    cut = _TRAILING.sub("", words)
    return f"{cut}的" if _IS_OF.search(cut) and words.startswith(f"{cut}的") else cut


def without_lead(words: str) -> str:
    """The words without what leads on from before them."""
    return _LEADING.sub("", words.strip())


def without_brackets(words: str) -> str:
    return _BRACKETS.sub("", words)


def shortened(words: str) -> str:
    """At most 28 characters, cut at the last mark that fits."""
    if len(words) <= LONGEST:
        return _without_end(words)
    cut = max(words.rfind(mark, 0, LONGEST) for mark in "，； ")
    if cut >= LONGEST // 3:
        return _TRAILING.sub("", words[:cut])
    return _TRAILING.sub("", words[: LONGEST - 1]) + "…"


def is_unbalanced(words: str) -> bool:
    """Whether a quotation or the title of a work begins and does not end in the words, or the other way round."""
    return any(words.count(one) != words.count(other) for one, other in ("“”", "「」", "《》", "『』"))


def _without(words: str, expression: str) -> str:
    """The words without a date, the preposition before it and what only leads on from it."""
    first, *later = words.split(expression)
    # 习近平日前召开的座谈会: behind a subject the verb is part of what is told.
    lead = _BEHIND_SUBJECT if _BEFORE_DATE.sub("", first).strip() else _AFTER_DATE
    pieces = [first, *(lead.sub("", piece) for piece in later)]
    return "".join([*(_BEFORE_DATE.sub("", piece) for piece in pieces[:-1]), pieces[-1]])
