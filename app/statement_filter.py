"""StatementFilter: which statements a reader asked for, as one value. URL → value → URL, like filters.EventFilter.

Names of parameters: q, speaker, kind, source (the last three may be repeated), speaker.people=1, from, to, sort.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import parse_qsl, quote, urlencode

from app.errors import FilterError
from app.extraction.mentions import StatementKind
from app.filters import EventFilter, Sort, one_of, parse_filter
from app.filters import to_query as event_query
from app.sentences import sentence

# The speaker of words that no known actor is named for.
UNNAMED = "未具名"
FACETS = ("speaker", "kind", "source")

# Parameters that are read as those of a list of events are, and what they are called there.
_AS_EVENTS = {
    "q": "q",
    "from": "from",
    "to": "to",
    "source": "source",
    "speaker": "actor",
    "speaker.people": "actor.people",
}
_NAMES = {theirs: ours for ours, theirs in _AS_EVENTS.items()}
# What a page of the list has beside its filter.
_BESIDE = frozenset({"after", "before", "speaker.find", "source.find"})
_SORTS = (Sort.NEWEST, Sort.DATE)

Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class StatementFilter:
    """Values of one facet are alternatives (OR); facets narrow each other (AND).

    `first`/`last` keep what was said in the days between them, both inclusive; where no text tells the day, that of
    the report counts. With `speaker_people` a country or body stands for its people too. UNNAMED is the speaker of
    what nobody known is named for. `sort` is by day, newest or oldest first.
    """

    words: str = ""
    speaker: tuple[str, ...] = ()
    speaker_people: bool = False
    kind: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    sort: str = Sort.NEWEST

    @property
    def is_empty(self) -> bool:
        """No condition; the order does not count."""
        return not list(conditions_of(self))


@dataclass(frozen=True)
class Condition:
    """One condition of a filter, and the filter without it. `value` of a range is `2021-03-17/..`."""

    name: str
    value: str
    without: StatementFilter


def parse_statement_filter(pairs: Pairs) -> tuple[StatementFilter, tuple[FilterError, ...]]:
    """The filter that the parameters of an address ask for, and what of them had to be ignored."""
    given = [(name, value.strip()) for name, value in pairs if name not in _BESIDE and value.strip()]
    shared, errors = parse_filter((_AS_EVENTS[name], value) for name, value in given if name in _AS_EVENTS)
    kinds, wrong_kinds = _choices(given, "kind", tuple(StatementKind))
    sorts, wrong_sorts = _choices(given, "sort", _SORTS)
    strangers = [each for each in given if each[0] not in (*_AS_EVENTS, "kind", "sort")]
    chosen = StatementFilter(
        words=shared.words,
        speaker=shared.actor,
        speaker_people=shared.actor_people,
        kind=kinds,
        source=shared.source,
        first=shared.first,
        last=shared.last,
        sort=sorts[0] if sorts else Sort.NEWEST,
    )
    return chosen, (
        *(FilterError(_NAMES[error.name], error.value, error.reason) for error in errors),
        *wrong_kinds,
        *wrong_sorts,
        *(FilterError(_short(name), _short(value), sentence("没有这个筛选条件")) for name, value in strangers),
    )


def to_statement_query(filter: StatementFilter, *, after: str | None = None, before: str | None = None) -> str:
    """The canonical query string, without "?": sorted, defaults left out."""
    shared = EventFilter(
        words=filter.words,
        actor=filter.speaker,
        actor_people=filter.speaker_people,
        source=filter.source,
        first=filter.first,
        last=filter.last,
    )
    pairs = [(_NAMES[name], value) for name, value in parse_qsl(event_query(shared))]
    pairs += [("kind", kind) for kind in filter.kind]
    pairs += [("sort", filter.sort if filter.sort != Sort.NEWEST else "")]
    pairs += [("after", after or ""), ("before", before or "")]
    return urlencode(sorted(pair for pair in pairs if pair[1]), quote_via=quote)


def conditions_of(filter: StatementFilter) -> Iterator[Condition]:
    """Every active condition with the way to drop it, in the order of the fields."""
    if filter.words:
        yield Condition("q", filter.words, replace(filter, words=""))
    for facet in FACETS:
        for value in getattr(filter, facet):
            yield Condition(facet, value, toggled(filter, facet, value))
    if filter.first or filter.last:
        first = filter.first.isoformat() if filter.first else ".."
        last = filter.last.isoformat() if filter.last else ".."
        yield Condition("range", f"{first}/{last}", replace(filter, first=None, last=None))


def toggled(filter: StatementFilter, facet: str, value: str) -> StatementFilter:
    """With this value of a facet, or without it when it was chosen."""
    chosen = set(getattr(filter, facet)) ^ {value}
    return _with(filter, facet, tuple(sorted(chosen)))


def without_facet(filter: StatementFilter, facet: str) -> StatementFilter:
    return _with(filter, facet, ())


def _with(filter: StatementFilter, facet: str, values: tuple[str, ...]) -> StatementFilter:
    if facet == "speaker":
        return replace(filter, speaker=values, speaker_people=filter.speaker_people and bool(values))
    return replace(filter, kind=values) if facet == "kind" else replace(filter, source=values)


def _choices(given: Pairs, name: str, choices: tuple[str, ...]) -> tuple[tuple[str, ...], list[FilterError]]:
    """The values of a parameter that are among the choices, each once and in order; an error for every other."""
    values = [value for other, value in given if other == name]
    wrong = [FilterError(name, _short(value), one_of(choices)) for value in values if value not in choices]
    return tuple(sorted({str(value) for value in values if value in choices})), wrong


def _short(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:20]}…"
