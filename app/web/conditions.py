"""The active conditions in words: chips, notices, and the ways out of an empty list."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import parse_qsl

from markupsafe import Markup

from app.errors import FilterError
from app.filters import Chip, EventFilter, Show, changed, describe, parse_filter
from app.store.strangers import Stranger
from app.web import labels, links
from app.web.language import counted, data, plain, say


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
        everything = changed(chosen, show=Show.ALL)
        if total := count(everything):
            ways.append(WayOut(labels.SHOWS[Show.MAIN], links.timeline(everything), total))
    return tuple(sorted(ways, key=lambda way: -way.total))


def notices(errors: Iterable[FilterError], strangers: Iterable[Stranger] = ()) -> tuple[str, ...]:
    """What was ignored and why, one line for each reason; and names that the archive has otherwise or not at all."""
    ignored: dict[tuple[str, str], list[str]] = {}
    for error in errors:
        ignored.setdefault((error.name, error.reason), []).append(error.value)
    lines = [
        say("已忽略 %(name)s=%(values)s：%(reason)s。", name=name, values=_few(values), reason=say(reason))
        for (name, reason), values in ignored.items()
    ]
    return (*lines, *(_stranger_words(each) for each in strangers))


def complaints(errors: Iterable[FilterError]) -> list[dict[str, str]]:
    """The same for programs."""
    return [{"parameter": each.name, "value": each.value, "reason": plain(say(each.reason))} for each in errors]


def _few(values: list[str]) -> str:
    first = data(values[0])
    return first if len(values) == 1 else counted("%(first)s 等 %(num)s 个", len(values), first=first)


def _stranger_words(stranger: Stranger) -> str:
    facet = labels.FACETS[stranger.name.removesuffix(".not")]
    if stranger.known_as:
        names = {"value": data(stranger.value), "name": data(stranger.known_as)}
        return say("%(facet)s「%(value)s」在这里叫「%(name)s」，已换成后者。", facet=facet, **names)
    return say("没有名为「%(value)s」的%(facet)s。", value=data(stranger.value), facet=facet)


def filter_words(chosen: EventFilter) -> Markup:
    """The view as a title: `行为者：崔天凯或拜登 · 类型：会晤磋商`, or 时间线 when there is none."""
    groups = groupby(describe(chosen), key=lambda chip: (chip.name, chip.excluded))
    return Markup(" · ").join(_group_words(chosen, list(chips)) for _, chips in groups) or Markup(say("时间线"))


def _group_words(chosen: EventFilter, chips: Sequence[Chip]) -> str:
    """What holds of one facet: values that are alternatives by 或, those that must come together by 和."""
    first, *others = chips
    together = first.excluded or (first.name == "actor" and chosen.actor_all)
    words = [_chip_words(first), *(labels.facet_value(chip.name, chip.value) for chip in others)]
    return Markup(say("和") if together else say("或")).join(words)


def _filter_of(query: str) -> EventFilter:
    return parse_filter(parse_qsl(query))[0]


def _chip_words(chip: Chip) -> str:
    if chip.name == "q":
        return say("搜索：%(words)s", words=data(chip.value))
    if chip.name == "range":
        return range_words(chip.value)
    if chip.name == "undated":
        return say("年份未定")
    if chip.name == "known":
        return say("截至 %(day)s 所知", day=chip.value)
    what = {"facet": labels.FACETS[chip.name], "value": labels.facet_value(chip.name, chip.value)}
    return say("不含%(facet)s：%(value)s", **what) if chip.excluded else say("%(facet)s：%(value)s", **what)


def range_words(edtf: str) -> str:
    first, _, last = edtf.partition("/")
    if first == "..":
        return say("%(day)s 及以前", day=last)
    return say("%(day)s 及以后", day=first) if last == ".." else say("%(first)s 至 %(last)s", first=first, last=last)
