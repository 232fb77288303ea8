"""Numbers of a passage with what they count, as the range of values that the words allow."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from app.extraction.dates.numerals import number

_NUMBER = r"\d[\d,，]*(?:\.\d+)?|[〇零一二两三四五六七八九十百千]+"
_FIGURE = re.compile(
    rf"(?P<before>约|大约|近|将近|逾|超过|多达|至少|不到|不足)?\s*(?P<number>{_NUMBER})\s*(?P<scale>[万亿]?)"
    r"(?P<more>多|余|几)?(?P<unit>名|位|人(?!民)|架|艘|枚|辆|项|家|国|亿美元|美元|欧元|元|吨|公里|票|%|％)(?!次)(?P<after>以上|左右|上下)?"
)
_COUNTED = re.compile(r"[^，。；！？：、“”（）()]{0,12}")
_NOUN_UNITS = "人家国元票%％项"
_SCALES = {"": 1, "万": 10**4, "亿": 10**8}
_SAME_UNIT = {"位": "人", "名": "人", "％": "%"}
_ABOUT = 0.1
_ROUNDED = 0.5


@dataclass(frozen=True)
class Quantity:
    """`words` as written, at `start:end` of the text; any value from `least` to `most` makes them true. `counted` is
    what follows up to the next mark, at most twelve characters: the noun that is counted opens it."""

    words: str
    unit: str
    least: float
    most: float
    start: int
    end: int
    counted: str

    @property
    def is_article(self) -> bool:
        """一名官员 is an official, and no count that another one could contradict."""
        return self.words[:-1] == "一"

    @property
    def names_its_kind(self) -> bool:
        """名 and 艘 need a noun to say what is counted; 人 and 国 are one."""
        return self.words[-1] not in _NOUN_UNITS

    def counts_like(self, other: "Quantity") -> bool:
        """Both name one kind of thing: 24名中港官员, 14名官员."""
        return bool(_pairs(self.counted) & _pairs(other.counted))

    def may_equal(self, other: "Quantity") -> bool:
        if self.is_exact and other.is_exact and self.is_whole is not other.is_whole:
            return abs(self.least - other.least) <= _ROUNDED
        return self.least <= other.most and other.least <= self.most

    @property
    def is_whole(self) -> bool:
        """80% may be a rounded 80.5%."""
        return self.least == int(self.least)

    @property
    def is_exact(self) -> bool:
        return self.least == self.most


def find_quantities(text: str) -> Iterator[Quantity]:
    """`text` is folded. Ordinals (第三场) and bare numbers count nothing."""
    for found in _FIGURE.finditer(text):
        value = _value(found["number"], found["scale"])
        if value is not None and not text[: found.start()].endswith("第"):
            unit = _SAME_UNIT.get(found["unit"], found["unit"])
            least, most = _range(value, found["before"] or found["more"] or found["after"] or "")
            counted = _COUNTED.match(text, found.end())
            words = found.group().strip()
            yield Quantity(words, unit, least, most, found.start(), found.end(), counted.group() if counted else "")


def _pairs(text: str) -> set[str]:
    return {a + b for a, b in pairwise(text)}


def _value(words: str, scale: str) -> float | None:
    plain = words.replace(",", "").replace("，", "")
    if re.fullmatch(r"\d+\.\d+", plain):
        return float(plain) * _SCALES[scale]
    whole = number(plain)
    return None if whole is None else float(whole * _SCALES[scale])


def _range(value: float, sign: str) -> tuple[float, float]:
    """近50 lies below, 逾50 and 50多 above, 约50 around it; 至少 has no upper end."""
    if sign in ("约", "大约", "左右", "上下"):
        return value * (1 - _ABOUT), value * (1 + _ABOUT)
    if sign in ("近", "将近", "不到", "不足"):
        return value * (1 - 2 * _ABOUT), value
    if sign in ("逾", "超过", "多", "余", "几", "以上"):
        return value, value * (1 + 2 * _ABOUT)
    if sign == "至少":
        return value, float("inf")
    if sign == "多达":
        return 0.0, value
    return value, value
