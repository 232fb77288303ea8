"""What an expression says by itself, before anything is known of its document."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from app.extraction.dates.numerals import number

if TYPE_CHECKING:
    from app.extraction.dates.rule import Rule


@dataclass(frozen=True, slots=True)
class Point:
    """One date expression, its numbers read and its words as they stand. What it does not say is None."""

    rule: "Rule"
    year: int | None = None
    short: int | None = None
    year_word: str | None = None
    month: int | None = None
    month_word: str | None = None
    day: int | None = None
    day_word: str | None = None
    weekday: int | None = None
    week_word: str | None = None
    part: str | None = None
    ordinal: int | None = None
    count: int | None = None
    some: str | None = None
    unit: str | None = None
    side: str | None = None
    name: str | None = None
    century: int | str | None = None
    decade: int | None = None
    lunar_month: int | None = None
    lunar_day: int | None = None
    leap: bool = False
    zone: str | None = None
    daypart: str | None = None
    clock: str | None = None
    half: bool = False
    approximate: bool = False
    relation: str | None = None
    is_possible: bool = True


@dataclass(frozen=True, slots=True)
class Range:
    """From `left` to `right`, both of which may leave to the other what they do not say."""

    left: Point
    right: Point


@dataclass(frozen=True, slots=True)
class Apposed:
    """One day named twice, 周三（22日）: `day` states it more fully and gives the value, `other` is its check."""

    day: Point
    other: Point


@dataclass(frozen=True, slots=True)
class Coordination:
    """Members that share a unit, 8、9日: each with its own span inside the expression."""

    members: tuple[tuple[int, int, Point], ...]


Form = Point | Range | Apposed | Coordination


def edges(form: Form) -> tuple[Point, Point]:
    """The points at the form's left and right."""
    if isinstance(form, Point):
        return form, form
    if isinstance(form, Range):
        return form.left, form.right
    if isinstance(form, Apposed):
        return form.day, form.other
    return form.members[0][2], form.members[-1][2]


_WEEKDAYS = {name: index % 7 for index, name in enumerate("一二三四五六日")} | {"天": 6, "七": 6}
_NUMBERS = ("year", "short", "month", "day", "ordinal", "count", "decade")
_WORDS = ("year_word", "month_word", "day_word", "week_word", "part", "some", "unit", "side", "name", "zone", "daypart")
_KNOWN = frozenset(one.name for one in fields(Point))


def read_point(rule: "Rule", groups: dict[str, str | None]) -> Point:
    """The point that the named groups of a rule's match say."""
    said = {name: words for name, words in groups.items() if words}
    values: dict[str, object] = {name: number(said[name]) for name in _NUMBERS if name in said}
    values |= {name: said[name] for name in _WORDS if name in said}
    for name, read in _READERS.items():
        if name in said:
            values |= read(said)
    values["approximate"] = "approximate" in said
    values["relation"] = said.get("relation")
    values["leap"] = "leap" in said
    values["half"] = "half" in said
    return Point(rule, **{name: value for name, value in values.items() if name in _KNOWN})  # type: ignore[arg-type]


def _roc(said: dict[str, str]) -> dict[str, object]:
    years = number(said.get("roc") or said["roc_bare"])
    return {"year": None if years is None else years + 1911}


def _weekday(said: dict[str, str]) -> dict[str, object]:
    words = said["weekday"]
    weekday = int(words) - 1 if words.isdecimal() else _WEEKDAYS.get(words)
    if words == "七":
        return {"weekday": 6, "is_possible": False}
    return {"weekday": 0 if weekday is None else weekday, "is_possible": weekday is not None}


_MORNING_TO_NOON = frozenset(("凌晨", "清晨", "早晨", "早上", "清早", "上午", "午前", "早", "晨", "黎明", "后半夜"))
_EVENING = frozenset(
    (
        "下午",
        "午后",
        "傍晚",
        "黄昏",
        "晚上",
        "晚间",
        "夜间",
        "夜里",
        "夜晚",
        "晚",
        "夜",
        "入夜",
        "前半夜",
        "深夜",
        "午夜",
        "半夜",
    )
)


_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}


def _lunar_month(said: dict[str, str]) -> dict[str, object]:
    words = said["lunar_month"]
    return {"lunar_month": _LUNAR_MONTHS.get(words) or number(words)}


def _lunar_day(said: dict[str, str]) -> dict[str, object]:
    return {"lunar_day": number(said["lunar_day"].removeprefix("初"))}


def _century(said: dict[str, str]) -> dict[str, object]:
    words = said["century"]
    return {"century": words if words in "上本" else number(words)}


def _clock(said: dict[str, str]) -> dict[str, object]:
    hour = number(said.get("hour") or said["hour2"])
    minute = _minute(said)
    if hour is None or minute is None or hour > 24 or minute > 59:
        return {"clock": said.get("hour") or said["hour2"], "is_possible": False}
    daypart = said.get("daypart") or said.get("day_word", "")[-1:]
    if daypart in _EVENING and hour < 12 and not (daypart in ("深夜", "午夜", "半夜") and hour < 5):
        hour += 12
    if daypart == "中午" and hour < 3:
        hour += 12
    return {"clock": f"{hour:02}:{minute:02}"}


def _minute(said: dict[str, str]) -> int | None:
    if "half" in said:
        return 30
    if "quarter" in said:
        return 15 * (number(said["quarter"]) or 0)
    words = said.get("minute") or said.get("minute2")
    return 0 if words is None else number(words)


_READERS: dict[str, Callable[[dict[str, str]], dict[str, object]]] = {
    "roc": _roc,
    "roc_bare": _roc,
    "weekday": _weekday,
    "hour": _clock,
    "hour2": _clock,
    "lunar_month": _lunar_month,
    "lunar_day": _lunar_day,
    "century": _century,
}
