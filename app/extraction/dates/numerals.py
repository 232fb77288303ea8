"""Numbers as Chinese news writes them: 21, 二十一, 廿一, 二〇二一, 两."""

from functools import lru_cache

DIGITS = {
    "〇": 0,
    "零": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_SCORES = {"廿": 20, "卅": 30}
_UNITS = {"十": 10, "百": 100, "千": 1000}
# Ordinals that stand for a number: 首季, 元年, 头三天.
_FIRST = {"首": 1, "元": 1, "正": 1}


@lru_cache(maxsize=4096)
def number(words: str) -> int | None:
    """The number that `words` write, or None: `21`, `二十一`, `廿一`, `二〇二一` and `2十1` are all read."""
    if words.isdecimal():
        return int(words)
    if words in _FIRST:
        return _FIRST[words]
    if not words or not all(_is_part(sign) for sign in words):
        return None
    if any(sign in _UNITS or sign in _SCORES for sign in words):
        return _by_places(words)
    return int("".join(str(_digit(sign)) for sign in words))


def _is_part(sign: str) -> bool:
    return sign in DIGITS or sign in _UNITS or sign in _SCORES or sign.isdecimal()


def _digit(sign: str) -> int:
    return DIGITS[sign] if sign in DIGITS else int(sign)


def _by_places(words: str) -> int:
    total = 0
    pending: int | None = None
    for sign in words:
        if sign in _UNITS:
            total += (1 if pending is None else pending) * _UNITS[sign]
            pending = None
        elif sign in _SCORES:
            total += _SCORES[sign]
            pending = None
        else:
            pending = (pending or 0) * 10 + _digit(sign)
    return total + (pending or 0)
