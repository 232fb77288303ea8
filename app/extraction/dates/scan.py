"""One linear scan over a folded text finds every candidate; each is then read by the row that matches it whole."""

import re
from collections.abc import Iterator
from functools import lru_cache

import re2

from app.extraction.dates.forms import Apposed, Form, Point, Range, read_point
from app.extraction.dates.fragments import SEPARATOR, TAIL, ZONE_PREFIX, B, without_groups
from app.extraction.dates.rules import RULES, Rule

_LEFT_NUMBER = re.compile(r"(.*?)([0-9]{1,4}|[一二三四五六七八九十]{1,3})$")
_SEPARATOR = re.compile(SEPARATOR)
_APPOSED = re.compile(rf"(.+?){B}[（(]{B}([^（）()]+){B}[）)](.*)$")
_OUTER = re.compile(r"^(?:从|自)?(.*?)(?:为?止)?$")


@lru_cache(maxsize=1)
def _scanner() -> "re2._Regexp":
    options = re2.Options()
    options.longest_match = True
    options.max_mem = 256 << 20
    options.log_errors = False
    return re2.compile(without_groups(_candidates()), options)


def _candidates() -> str:
    with_tail = "|".join(rule.pattern for rule in RULES if rule.tail)
    alone = "|".join(rule.pattern for rule in RULES if not rule.tail)
    point = f"(?:{ZONE_PREFIX}(?:{with_tail}){TAIL}(?:{B}[（(]{B}(?:{with_tail}){TAIL}{B}[）)]{TAIL})?)"
    left = f"(?:{point}|(?:(?:[0-9]{{4}}|今|去|明)年)?(?:[0-9]{{1,2}}月)?[0-9]{{1,4}})"
    return f"(?:{left}{SEPARATOR})?{point}|{alone}"


def candidates(text: str) -> Iterator[tuple[int, int]]:
    """The spans of `text` that may be time expressions: the leftmost, the longest, not overlapping."""
    for match in _scanner().finditer(text):
        yield match.span()


def shorter(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The longest candidate that begins at `start` and ends before `end`, or None."""
    match = _scanner().match(text[start : end - 1])
    return None if match is None or match.end() == 0 else (start, start + match.end())


@lru_cache(maxsize=65536)
def read(expression: str) -> Form | None:
    """What the expression says by itself. Cached: the words of dates come again and again."""
    point = _point(expression)
    if point is not None:
        return point
    return _range(expression) or _apposed(expression)


def _point(expression: str) -> Point | None:
    for rule in RULES:
        match = rule.full.fullmatch(expression)
        if match is not None:
            return read_point(rule, match.groupdict())
    return None


RANGE = Rule("range", "", RULES[0].build)
APPOSED = Rule("day named twice", "", RULES[0].build)


def _range(expression: str) -> Range | None:
    for separator in _SEPARATOR.finditer(expression):
        right = _point(expression[separator.end() :])
        if right is None:
            continue
        left = _left(expression[: separator.start()], right)
        if left is not None:
            return Range(left, right, RANGE)
    return None


def _left(words: str, right: Point) -> Point | None:
    """The left end, with the unit of the right one when it has none: 12-19日, 2019至2021年."""
    left = _point(words)
    if left is not None:
        return left
    unit = "日" if right.day is not None else "月" if right.month is not None else "年"
    return _point(words + unit) if _LEFT_NUMBER.match(words) else None


def _apposed(expression: str) -> Apposed | None:
    match = _APPOSED.match(expression)
    if match is None:
        return None
    outer, inner = _point(match[1] + match[3]), _point(match[2])
    if outer is None or inner is None:
        return None
    if inner.day is not None and outer.month is None and outer.day is None:
        return Apposed(inner, outer, APPOSED)
    return Apposed(outer, inner, APPOSED)
