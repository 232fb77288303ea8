"""The active conditions in words: chips, notices, and the ways out of an empty list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from app.errors import FilterError
from app.filters import Chip, EventFilter, describe, parse_filter
from app.web import labels, links


@dataclass(frozen=True)
class Condition:
    """One condition; `without` is the address of the view that lacks it."""

    words: str
    excludes: bool
    without: str


@dataclass(frozen=True)
class WayOut:
    """How many events there are without one condition."""

    words: str
    without: str
    total: int


def conditions(chosen: EventFilter) -> tuple[Condition, ...]:
    return tuple(
        Condition(_chip_words(chip), chip.excluded, links.timeline_query(chip.query)) for chip in describe(chosen)
    )


def ways_out(chosen: EventFilter, count: Callable[[EventFilter], int]) -> tuple[WayOut, ...]:
    """For each condition, how many events dropping it alone would give; the most helpful first."""
    ways = [
        WayOut(_chip_words(chip), links.timeline_query(chip.query), count(_filter_of(chip.query)))
        for chip in describe(chosen)
    ]
    return tuple(sorted(ways, key=lambda way: -way.total))


def notices(errors: Iterable[FilterError]) -> tuple[str, ...]:
    return tuple(f"已忽略 {error.name}={error.value}：{error.reason}。" for error in errors)


def filter_words(chosen: EventFilter) -> str:
    """The view as a title: `崔天凯 · 会晤磋商`, or 时间线 when nothing is left out."""
    return " · ".join(condition.words for condition in conditions(chosen)) or "时间线"


def _filter_of(query: str) -> EventFilter:
    return parse_filter(parse_qsl(query))[0]


def _chip_words(chip: Chip) -> str:
    if chip.name == "q":
        return f"搜索：{chip.value}"
    if chip.name == "range":
        return _range_words(chip.value)
    if chip.name == "undated":
        return "年份未定"
    negation = "不含" if chip.excluded else ""
    return f"{negation}{labels.FACETS[chip.name]}：{labels.facet_value(chip.name, chip.value)}"


def _range_words(edtf: str) -> str:
    first, _, last = edtf.partition("/")
    if first == "..":
        return f"{last} 及以前"
    return f"{first} 及以后" if last == ".." else f"{first} 至 {last}"
