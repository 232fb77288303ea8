"""EventFilter: what a reader asked for, as one value that pages, exports and feeds share.

URL → value (`parse_filter`) → URL (`to_query`), and its conditions one by one (`describe`). Names of parameters:
q, actor, topic, type, status, place, source, precision (each may be repeated, and each with .not behind it),
actor.mode=all, actor.people=1, from, to, undated=1, known, show, sort, view.
"""

import re
from bisect import bisect
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from app.errors import FilterError
from app.extraction.mentions import EventType, Precision, Status
from app.sentences import Sentence, listed, sentence


class Sort(StrEnum):
    """By the day of the event, oldest first; newest first; by the day of its latest report, newest first."""

    DATE = "date"
    NEWEST = "newest"
    REPORTED = "reported"


class View(StrEnum):
    """How the events are shown: one after the other, in lanes of their actors, or counted in a table."""

    LIST = "list"
    LANES = "lanes"
    MATRIX = "matrix"


class Show(StrEnum):
    """What matters: salient, no background, no repeat of the day before or after; or everything."""

    MAIN = "main"
    ALL = "all"


@dataclass(frozen=True)
class EventFilter:
    """Values of one facet are alternatives (OR); facets narrow each other (AND).

    `first`/`last` keep events that overlap the days between them, both inclusive. `undated` True keeps only
    events without a year. `words` are the search terms as typed; a term with a leading "-" excludes.
    `actor_all` keeps events with all of the actors instead of any; with `actor_people` a country stands for its
    people and bodies too. `known` leaves out what was published later, and takes each status as of that day.
    `show` None: what matters; but whoever searches for words is shown all that has them.
    Values are sorted and each there once, as `parse_filter` gives them.
    """

    words: str = ""
    actor: tuple[str, ...] = ()
    actor_not: tuple[str, ...] = ()
    actor_all: bool = False
    actor_people: bool = False
    topic: tuple[str, ...] = ()
    topic_not: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    type_not: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    status_not: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    place_not: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    source_not: tuple[str, ...] = ()
    precision: tuple[str, ...] = ()
    precision_not: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    undated: bool = False
    known: date | None = None
    show: str | None = None
    sort: str = Sort.DATE
    view: str = View.LIST

    @property
    def is_empty(self) -> bool:
        """No condition; how much is shown, how and in which order does not count."""
        plain = {"sort": Sort.DATE, "view": View.LIST, "show": None, "actor_all": False, "actor_people": False}
        return _with(self, plain) == EventFilter()

    @property
    def shows_all(self) -> bool:
        return (self.show or self.usual_show) == Show.ALL

    @property
    def usual_show(self) -> Show:
        """What is shown when the address does not say."""
        return Show.ALL if self.words else Show.MAIN


@dataclass(frozen=True)
class Chip:
    """One active condition. `query` is the address of the same filter without it.

    `name` is the facet or parameter (for both ends of a range: "range"), `value` as in the address; dates and ranges
    are EDTF, `2021-03-17/2021-03-20`, open towards `..`.
    """

    name: str
    value: str
    query: str
    excluded: bool = False


FACETS = ("actor", "topic", "type", "status", "place", "source", "precision")
# Parameters of a page, which say nothing of what is in the view.
CURSORS = ("after", "before", "rows", "lang", *(f"{name}.find" for name in FACETS))
MAX_VALUES = 50
MAX_LENGTH = 200

# Parameter → field, for those that may be repeated.
_MANY = {name: name for name in FACETS} | {f"{name}.not": f"{name}_not" for name in FACETS}
_CHOICES: dict[str, type[StrEnum]] = {"type": EventType, "status": Status, "precision": Precision}

Pairs = Iterable[tuple[str, str]]


def parse_filter(pairs: Pairs, beside: Iterable[str] = CURSORS) -> tuple[EventFilter, tuple[FilterError, ...]]:
    """The filter that the parameters of an address ask for, and what of them had to be ignored.

    Blank values mean "not set". `beside` names parameters that are somebody else's and are passed over.
    """
    others = frozenset(beside)
    found: dict[str, Any] = {}
    errors: list[FilterError] = []
    for name, raw in pairs:
        value = _clean(raw)
        if value and name not in others:
            try:
                _read(found, name, value)
            except FilterError as error:
                errors.append(error)
    first, last = found.get("first"), found.get("last")
    if first and last and first > last:
        del found["last"]
        errors.append(FilterError("to", last.isoformat(), sentence("早于起始日期 %(day)s", day=first.isoformat())))
    return _with_usual_show(EventFilter(**found)), tuple(errors)


def to_query(
    filter: EventFilter, *, after: str | None = None, before: str | None = None, rows: str = "", **changes: Any
) -> str:
    """The canonical query string, without "?": sorted, defaults left out. `changes` replace fields first."""
    asked = changed(filter, **changes) if changes else filter
    pairs = [*_pairs(asked), ("after", after or ""), ("before", before or ""), ("rows", rows)]
    return "&".join([encoded(*pair) for pair in sorted(pairs) if pair[1]])


def changed(filter: EventFilter, **changes: Any) -> EventFilter:
    """As `dataclasses.replace`, in a seventh of its time: a page asks for forty."""
    made = object.__new__(EventFilter)
    made.__dict__.update(filter.__dict__, **changes)
    return made


def describe(filter: EventFilter) -> tuple[Chip, ...]:
    """Every active condition with the way to drop it, in the order of the fields."""
    chips = [Chip("q", filter.words, to_query(filter, words=""))] if filter.words else []
    for name, field in _MANY.items():
        chips += [
            Chip(field.removesuffix("_not"), value, to_query(without_value(filter, name, value)), field != name)
            for value in getattr(filter, field)
        ]
    if filter.first or filter.last:
        chips.append(Chip("range", _range(filter), to_query(filter, first=None, last=None)))
    if filter.undated:
        chips.append(Chip("undated", "1", to_query(filter, undated=False)))
    if filter.known:
        chips.append(Chip("known", filter.known.isoformat(), to_query(filter, known=None)))
    return tuple(chips)


def with_value(filter: EventFilter, name: str, value: str) -> EventFilter:
    """The filter with one more value of a parameter that may be repeated (`actor`, `actor.not`, …).

    Choosing a value takes back that it was excluded, and the other way round.
    """
    field = _MANY[name]
    filter = without_value(filter, _opposite(name), value)
    return _with(filter, {field: _in_order((*getattr(filter, field), value))})


def without_value(filter: EventFilter, name: str, value: str) -> EventFilter:
    field = _MANY[name]
    return _with(filter, {field: tuple(each for each in getattr(filter, field) if each != value)})


def toggle(filter: EventFilter, name: str, value: str) -> EventFilter:
    has = value in getattr(filter, _MANY[name])
    return without_value(filter, name, value) if has else with_value(filter, name, value)


def queries_around(filter: EventFilter, name: str) -> Callable[[str], tuple[str, str]]:
    """For the many values of a panel: what stands before and behind `encoded(name, value)` in `to_query` of the filter
    with that value too, which it has not yet. As HTML."""
    pairs = sorted(pair for pair in _pairs(filter) if pair[1])
    parts = [encoded(*pair) for pair in pairs]

    def parted(at: int) -> tuple[str, str]:
        return "".join(f"{part}&amp;" for part in parts[:at]), "".join(f"&amp;{part}" for part in parts[at:])

    if not getattr(filter, _MANY[name]):
        everywhere = parted(bisect(pairs, (name, "")))
        return lambda value: everywhere
    return lambda value: parted(bisect(pairs, (name, value)))


def ranged_queries(filter: EventFilter) -> Callable[[date | None, date | None], str]:
    """First and last day to `to_query` of the filter between them, for the many bars of a picture."""
    pairs = sorted(pair for pair in _pairs(changed(filter, first=None, last=None)) if pair[1])
    parts = [encoded(*pair) for pair in pairs]
    start, end = bisect(pairs, ("from", "")), bisect(pairs, ("to", ""))

    def query(first: date | None, last: date | None) -> str:
        since = [f"from={_shortest_first(first)}"] if first else []
        until = [f"to={_shortest_last(last)}"] if last else []
        return "&".join((*parts[:start], *since, *parts[start:end], *until, *parts[end:]))

    return query


def without_facet(filter: EventFilter, name: str) -> EventFilter:
    """The filter without any choice made in one facet."""
    if not getattr(filter, name) and not getattr(filter, f"{name}_not"):
        return filter
    return _with(filter, {field: () for parameter, field in _MANY.items() if parameter.removesuffix(".not") == name})


def _opposite(name: str) -> str:
    return name.removesuffix(".not") if name.endswith(".not") else f"{name}.not"


def _with(filter: EventFilter, changes: dict[str, Any]) -> EventFilter:
    return changed(filter, **changes)


def _with_usual_show(filter: EventFilter) -> EventFilter:
    """What goes without saying is not said."""
    return changed(filter, show=None) if filter.show == filter.usual_show else filter


def _first_day(value: str) -> date | None:
    return _day(value, last=False)


def _last_day(value: str) -> date | None:
    return _day(value, last=True)


def _choice(choices: type[StrEnum], value: str) -> StrEnum | None:
    return next((choice for choice in choices if choice.casefold() == value.casefold()), None)


def one_of(values: Iterable[str]) -> Sentence:
    """What a parameter may be."""
    return sentence("只能是 %(values)s", values=listed(values))


_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_DAY_WORDS = sentence("日期写作 2021、2021-03 或 2021-03-17")
# Parameters that are there once: field, how to read the value (None: it is wrong), what would be right.
_ONCE: dict[str, tuple[str, Callable[[str], Any], str]] = {
    "q": ("words", str, ""),
    "from": ("first", _first_day, _DAY_WORDS),
    "to": ("last", _last_day, _DAY_WORDS),
    "actor.mode": ("actor_all", {"all": True, "any": False}.get, sentence("只能是 all 或 any")),
    "actor.people": ("actor_people", {"1": True, "0": False}.get, sentence("只能是 %(values)s", values="1")),
    "undated": ("undated", {"1": True, "0": False}.get, sentence("只能是 %(values)s", values="1")),
    "known": ("known", _last_day, _DAY_WORDS),
    "show": ("show", lambda value: _choice(Show, value), one_of(Show)),
    "sort": ("sort", lambda value: _choice(Sort, value), one_of(Sort)),
    "view": ("view", lambda value: _choice(View, value), one_of(View)),
}


def _clean(value: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in value).split())


def _read(found: dict[str, Any], name: str, value: str) -> None:
    if len(value) > MAX_LENGTH:
        raise FilterError(name, f"{value[:20]}…", sentence("太长，最多 %(most)s 个字", most=MAX_LENGTH))
    if name in _MANY:
        _read_many(found, name, value)
    elif name in _ONCE:
        _read_once(found, name, value)
    else:
        raise FilterError(name, value, sentence("没有这个筛选条件"))


def _read_many(found: dict[str, Any], name: str, value: str) -> None:
    choices = _CHOICES.get(name.removesuffix(".not"))
    chosen = _choice(choices, value) if choices else value
    known = found.get(_MANY[name], ())
    if chosen is None:
        raise FilterError(name, value, sentence("没有这个选项"))
    if len(known) >= MAX_VALUES and chosen not in known:
        raise FilterError(name, value, sentence("最多选 %(most)s 个", most=MAX_VALUES))
    found[_MANY[name]] = _in_order((*known, str(chosen)))


def _read_once(found: dict[str, Any], name: str, value: str) -> None:
    field, read, right = _ONCE[name]
    meaning = read(value)
    if meaning is None:
        raise FilterError(name, value, right)
    if field in found:
        raise FilterError(name, value, sentence("只能有一个"))
    found[field] = meaning


def _day(value: str, *, last: bool) -> date | None:
    match = _DAY.fullmatch(value)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    month = month or (12 if last else 1)
    try:
        return date(year or 0, month, day or (monthrange(year or 0, month)[1] if last else 1))
    except ValueError:
        return None


def _in_order(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


def _pairs(filter: EventFilter) -> list[tuple[str, str]]:
    many = [
        (name, value)
        for name, field in _MANY.items()
        if (values := getattr(filter, field))
        for value in _in_order(values)
    ]
    return [
        ("q", filter.words),
        ("actor.mode", "all" if filter.actor_all else ""),
        ("actor.people", "1" if filter.actor_people else ""),
        ("from", _shortest_first(filter.first)),
        ("to", _shortest_last(filter.last)),
        ("undated", "1" if filter.undated else ""),
        ("known", filter.known.isoformat() if filter.known else ""),
        ("show", _with_usual_show(filter).show or ""),
        ("sort", filter.sort if filter.sort != Sort.DATE else ""),
        ("view", filter.view if filter.view != View.LIST else ""),
        *many,
    ]


def _shortest_first(day: date | None) -> str:
    """The year or month alone when it begins on the same day."""
    if day is None:
        return ""
    return day.isoformat()[: 10 if day.day > 1 else 7 if day.month > 1 else 4]


def _shortest_last(day: date | None) -> str:
    """The year or month alone when it ends on the same day."""
    if day is None:
        return ""
    is_end = day.day >= 28 and day.day == monthrange(day.year, day.month)[1]
    return day.isoformat()[: 10 if not is_end else 7 if day.month < 12 else 4]


# The same values stand in the panel of every page.
@lru_cache(maxsize=2**14)
def encoded(name: str, value: str) -> str:
    """One parameter of an address."""
    return urlencode([(name, value)], quote_via=quote)


def _range(filter: EventFilter) -> str:
    first = filter.first.isoformat() if filter.first else ".."
    last = filter.last.isoformat() if filter.last else ".."
    return f"{first}/{last}"
