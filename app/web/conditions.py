"""The active conditions in words: chips, notices, and the ways out of an empty list."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import parse_qsl

from app.errors import FilterError
from app.filters import Chip, EventFilter, Show, describe, parse_filter
from app.store.strangers import Stranger
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
    if not chosen.shows_all:
        everything = replace(chosen, show=Show.ALL)
        if total := count(everything):
            ways.append(WayOut(labels.SHOWS[Show.MAIN], links.timeline(everything), total))
    return tuple(sorted(ways, key=lambda way: -way.total))


def notices(errors: Iterable[FilterError], strangers: Iterable[Stranger] = ()) -> tuple[str, ...]:
    """What was ignored and why, one line for each reason; and names that the archive has otherwise or not at all."""
    ignored: dict[tuple[str, str], list[str]] = {}
    for error in errors:
        ignored.setdefault((error.name, error.reason), []).append(error.value)
    lines = [f"已忽略 {name}={_few(values)}：{reason}。" for (name, reason), values in ignored.items()]
    return (*lines, *(_stranger_words(each) for each in strangers))


def _few(values: list[str]) -> str:
    return values[0] if len(values) == 1 else f"{values[0]} 等 {len(values)} 个"


def _stranger_words(stranger: Stranger) -> str:
    facet = labels.FACETS[stranger.name.removesuffix(".not")]
    if stranger.known_as:
        return f"{facet}「{stranger.value}」在这里叫「{stranger.known_as}」，已换成后者。"
    return f"没有名为「{stranger.value}」的{facet}。"


def filter_words(chosen: EventFilter) -> str:
    """The view as a title: `行为者：崔天凯或拜登 · 类型：会晤磋商`, or 时间线 when there is no condition."""
    groups = groupby(describe(chosen), key=lambda chip: (chip.name, chip.excluded))
    return " · ".join(_group_words(chosen, list(chips)) for _, chips in groups) or "时间线"


def _group_words(chosen: EventFilter, chips: Sequence[Chip]) -> str:
    """What holds of one facet: values that are alternatives by 或, those that must come together by 和."""
    first, *others = chips
    together = first.excluded or (first.name == "actor" and chosen.actor_all)
    words = [_chip_words(first), *(labels.facet_value(chip.name, chip.value) for chip in others)]
    return ("和" if together else "或").join(words)


def _filter_of(query: str) -> EventFilter:
    return parse_filter(parse_qsl(query))[0]


def _chip_words(chip: Chip) -> str:
    if chip.name == "q":
        return f"搜索：{chip.value}"
    if chip.name == "range":
        return range_words(chip.value)
    if chip.name == "undated":
        return "年份未定"
    if chip.name == "known":
        return f"截至 {chip.value} 所知"
    negation = "不含" if chip.excluded else ""
    return f"{negation}{labels.FACETS[chip.name]}：{labels.facet_value(chip.name, chip.value)}"


def range_words(edtf: str) -> str:
    first, _, last = edtf.partition("/")
    if first == "..":
        return f"{last} 及以前"
    return f"{first} 及以后" if last == ".." else f"{first} 至 {last}"
