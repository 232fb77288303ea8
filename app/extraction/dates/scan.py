"""One linear scan over a folded text finds every candidate; each is then read by the row that matches it whole."""

import re
from collections.abc import Iterator
from functools import lru_cache

import re2

from app.extraction.dates.forms import Apposed, Coordination, Form, Point, Range, read_point
from app.extraction.dates.fragments import (
    AND,
    DAY,
    MONTH,
    SEPARATOR,
    TAIL,
    WEEK_WORD,
    YEAR_IN_DATE,
    YEAR_MAYBE,
    ZONE_PREFIX,
    B,
    without_groups,
)
from app.extraction.dates.nouns import EVENT_NAME
from app.extraction.dates.rules import RULES

# How far behind a refused candidate the next one may reach.
_LOOK = 48
_SEPARATOR = re.compile(SEPARATOR)
_APPOSED = re.compile(rf"(.+?){B}[（(]{B}([^（）()]+){B}[）)](.*)$")
_SIDE_BY_SIDE = re.compile(
    r"(.*?(?:周|星期|礼拜)[一二三四五六日天])(?:, ?| )([0-9一二三四五六七八九十去今明].*)$"
    r"|(.+[日号])[ ]?((?:周|星期|礼拜).*)$"
)
_SHORT_MEMBER = re.compile(rf"(.*?)([0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}}){AND}")
_NUMBER = "(?:[0-9]{1,4}|[一二三四五六七八九十廿]{1,3})"
# 18日、19日两天, 7月18、19两日: days one after the other, and how many they are.
_IN_ALL = "(?:这|连续)?[两二三23][日天]"
_RUN = rf"[日号]?(?:{AND}{_NUMBER}[日号]?){{1,2}}{_IN_ALL}"
_DAYS_IN_RUN = re.compile(rf"(.+?)[日号]?{AND}(?:{_NUMBER}[日号]?{AND})?({_NUMBER})[日号]?{_IN_ALL}$")
_NUMBER_AT_END = re.compile(f"{_NUMBER}$")


@lru_cache(maxsize=1)
def _scanner() -> "re2._Regexp":
    options = re2.Options()
    options.longest_match = True
    options.max_mem = 256 << 20
    options.log_errors = False
    return re2.compile(without_groups(_candidate()).encode(), options)


def _candidate() -> str:
    tailed = _factored([rule.pattern for rule in RULES if rule.tail], YEAR_IN_DATE, YEAR_MAYBE)
    alone = _factored([rule.pattern for rule in RULES if not rule.tail], EVENT_NAME)
    weekday = "(?:周|星期|礼拜)[一二三四五六日天]"
    bracketed = f"{YEAR_MAYBE}(?:{MONTH}{B})?{DAY}|(?:{WEEK_WORD})?{weekday}|[今昨明]天"
    core = f"(?:{weekday}(?:[ ]|, ?))?{ZONE_PREFIX}(?:{tailed}){TAIL}"
    point = f"(?:{core}(?:{B}[（(]{B}(?:{bracketed}){B}[）)]{TAIL}|[ ]?{weekday}{TAIL})?)"
    short = f"(?:(?:[0-9]{{4}}|今|去|明)年{B})?(?:[0-9]{{1,2}}{B}月{B})?{_NUMBER}"
    before = f"(?:从|自)(?:{point}|{short}){SEPARATOR}|{short}(?:{SEPARATOR}|{AND}(?:{_NUMBER}{AND})?)"
    # A range that begins with a point is written as what may follow it: the fewer ways to begin, the faster the scan
    # is learnt.
    return f"(?:{before})?{point}(?:{SEPARATOR}{point})?|{short}{_RUN}|{alone}"


def _factored(patterns: list[str], *prefixes: str) -> str:
    """The patterns as alternatives, with each prefix that several share written once: the scan is learnt faster."""
    parts = []
    for prefix in prefixes:
        behind = [pattern.removeprefix(prefix) for pattern in patterns if pattern.startswith(prefix)]
        patterns = [pattern for pattern in patterns if not pattern.startswith(prefix)]
        parts.append(f"{prefix}(?:{'|'.join(behind)})")
    return "|".join(parts + patterns)


def candidates(text: str) -> Iterator[tuple[int, int]]:
    """The spans of `text` that may be time expressions: the leftmost, the longest, not overlapping."""
    encoded = _encoded(text)
    byte = sign = 0
    for match in _scanner().finditer(encoded):
        start, end = match.span()
        first = sign + _length(encoded[byte:start])
        byte, sign = end, first + _length(encoded[start:end])
        yield first, sign


def _encoded(text: str) -> bytes:
    # Half of a surrogate pair is no character, but it may stand in a text.
    return text.encode("utf-8", "surrogatepass")


def _length(encoded: bytes) -> int:
    return len(encoded.decode("utf-8", "surrogatepass"))


def next_candidate(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The first candidate that begins at or after `start` and before `end`; it may reach a little behind `end`."""
    encoded = _encoded(text[start : end + _LOOK])
    match = _scanner().search(encoded)
    if match is None:
        return None
    first, last = match.span()
    begin = start + _length(encoded[:first])
    return (begin, begin + _length(encoded[first:last])) if begin < end else None


def shorter(text: str, start: int, end: int) -> int | None:
    """Where the longest candidate that begins at `start` and ends before `end` ends, or None."""
    encoded = _encoded(text[start : end - 1])
    match = _scanner().match(encoded)
    return None if match is None or match.end() == 0 else start + _length(encoded[: match.end()])


@lru_cache(maxsize=65536)
def read(expression: str) -> Form | None:
    """What the expression says by itself. Cached: the words of dates come again and again."""
    return (
        _point(expression)
        or _range(expression)
        or _run(expression)
        or _apposed(expression)
        or _coordination(expression)
    )


def _named(expression: str) -> Form | None:
    return _point(expression) or _apposed(expression)


@lru_cache(maxsize=65536)
def _point(expression: str) -> Point | None:
    for rule in RULES:
        match = rule.full.fullmatch(expression)
        if match is not None:
            return read_point(rule, match.groupdict())
    return None


def _range(expression: str) -> Range | None:
    for separator in _SEPARATOR.finditer(expression):
        right = _day_of(_named(expression[separator.end() :]))
        if right is None:
            continue
        left = _left(expression[: separator.start()].lstrip("从自"), right)
        if left is not None:
            return Range(left, right)
    return None


def _run(expression: str) -> Range | None:
    """From the first to the last of as many days as the words say; other days are no run."""
    match = _DAYS_IN_RUN.match(expression)
    left, right = (_point(f"{match[1]}日"), _point(f"{match[2]}日")) if match else (None, None)
    if match is None or left is None or right is None or left.day is None or right.day is None:
        return None
    days = 3 if expression[-2] in "三3" else 2
    return Range(left, right) if right.day in (left.day + days - 1, days - 1) else None


def _day_of(form: Form | None) -> Point | None:
    return form.day if isinstance(form, Apposed) else form if isinstance(form, Point) else None


def _left(words: str, right: Point) -> Point | None:
    """The left end, with the unit of the right one when it has none: 12-19日, 2019至2021年."""
    left = _day_of(_named(words))
    if left is not None and left.rule.full.fullmatch(words + "日") is None:
        return left
    return _with_unit(words, right) or left


def _with_unit(words: str, right: Point) -> Point | None:
    if not _NUMBER_AT_END.search(words):
        return None
    return _point(words + ("日" if right.day is not None else "月" if right.month is not None else "年"))


def _apposed(expression: str) -> Apposed | None:
    match = _APPOSED.match(expression)
    if match is not None:
        return _paired(_point(match[1].rstrip() + match[3]), _point(match[2]))
    match = _SIDE_BY_SIDE.match(expression)
    return None if match is None else _paired(_point(match[1] or match[3]), _point(match[2] or match[4]))


def _paired(outer: Point | None, inner: Point | None) -> Apposed | None:
    if outer is None or inner is None:
        return None
    if inner.day is not None and outer.month is None and outer.day is None:
        return Apposed(inner, outer)
    return Apposed(outer, inner) if inner.weekday is not None or inner.day is not None else None


def _coordination(expression: str) -> Coordination | None:
    """8、9日 and 4、5月: members that share the unit of the last."""
    spans: list[tuple[int, int]] = []
    at = 0
    while (match := _SHORT_MEMBER.match(expression, at)) is not None:
        spans.append((at, match.end(2)))
        at = match.end()
    last = _point(expression[at:])
    if last is None or not spans:
        return None
    members = [(first, end, _with_unit(expression[first:end], last)) for first, end in spans]
    read_all = [(first, end, point) for first, end, point in members if point is not None]
    return Coordination((*read_all, (at, len(expression), last))) if len(read_all) == len(spans) else None
