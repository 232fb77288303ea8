"""What each column of the data files may hold, as tables."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from app.extraction.lexicon.lines import Line
from app.extraction.mentions import ActorKind, EventType

Names = Callable[[Mapping[str, list[Line]]], Iterable[str]]

# Finer kinds of an event within its type.
MODES = frozenset(
    [
        *("phone", "visit", "multilateral", "mediate", "third-party"),
        *("disapprove", "investigate", "allege", "withdraw", "release", "ceasefire", "resign", "yield"),
        *("demo", "riot", "strike", "boycott", "hunger", "obstruct", "convict", "expel", "discontinue"),
        *("troops", "weapons", "police", "militia", "nuclear"),
        *("arrest", "seize", "restrict", "censor", "cyber", "deport", "martial-law", "curfew", "withhold", "ban"),
        *("aerial", "heavy-weapons", "explosives", "firearms", "targeted", "abduct", "suicide", "beat", "sexual"),
        *("military", "economic", "humanitarian", "asylum", "judicial", "intelligence"),
        *("publish", "speech", "press", "interview"),
        *("death", "health", "found", "start", "anniversary", "sport", "space", "science", "culture", "growth"),
    ]
)


@dataclass(frozen=True)
class FieldRule:
    """A column whose values can be judged alone. `right` tells what would be."""

    file: str
    column: int
    what: str
    accepts: Callable[[str], bool]
    right: str


@dataclass(frozen=True)
class Reference:
    """A column that lists names which must be known; `names` give those that are."""

    file: str
    column: int
    what: str
    names: tuple[Names, ...]
    right: str


def _one_of(file: str, column: int, what: str, values: Iterable[str]) -> FieldRule:
    known = frozenset(values)
    return FieldRule(
        file, column, what, known.__contains__, f"one of {', '.join(sorted(v or '(empty)' for v in known))}"
    )


def _shaped(file: str, column: int, what: str, shape: str, right: str) -> FieldRule:
    pattern = re.compile(shape)
    return FieldRule(file, column, what, lambda field: pattern.fullmatch(field) is not None, right)


def _is_weight(field: str) -> bool:
    return re.fullmatch(r"\d(?:\.\d+)?", field) is not None and 0.5 <= float(field) <= 3.5


FIELDS = (
    _one_of("actors.tsv", 1, "the kind", ActorKind),
    _one_of("actors.tsv", 5, "bare", ("yes", "no")),
    _shaped("country_signs.tsv", 0, "a sign", ".", "one character"),
    _one_of("cues.tsv", 1, "what a cue needs", ("any", "mark", "person", "quote")),
    _shaped("english.tsv", 1, "the English name", r"[^|一-鿿]+(?:\|[^|一-鿿]+)*", "one or more names in Latin letters"),
    _shaped("leader_signs.tsv", 0, "a sign", ".", "one character"),
    _one_of("markers.tsv", 1, "the sense", ("planned", "denied", "hoped", "hypothetical", "done")),
    _one_of("markers.tsv", 2, "where", ("before", "near", "touch", "after", "clause")),
    _shaped("surnames.tsv", 0, "a surname", ".{1,2}", "one or two characters"),
    _one_of("titles.tsv", 1, "the kind", ("office", "profession", "press")),
    _shaped(
        "topics.tsv", 1, "a code", r"medtop:\d{8}|local:[a-z0-9-]+", "medtop: and eight digits, or local: and letters"
    ),
    _shaped("topics.tsv", 2, "the English name", ".+", "a few words"),
    _shaped("topics.tsv", 4, "the countries", r"(?:[^|]+\|[^|]+)?", "two of them, or none"),
    _shaped("transliteration.tsv", 0, "a sound", ".", "one character"),
    _one_of("triggers.tsv", 1, "the type", EventType),
    _one_of("triggers.tsv", 2, "the mode", MODES | {""}),
    _one_of("triggers.tsv", 3, "the class", ("N", "V")),
    FieldRule("triggers.tsv", 4, "the weight", _is_weight, "a number from 0.5 to 3.5"),
)

# Columns that hold lists.
LISTS = (
    *(("actors.tsv", 4), ("english.tsv", 1), ("laws.tsv", 1), ("places.tsv", 1), ("places.tsv", 2)),
    *(("topics.tsv", 3), ("topics.tsv", 4)),
)


def _named(file: str, *kinds: str) -> Names:
    """The first column of a file, of actors only those of some kinds."""
    return lambda lines: [line.name for line in lines.get(file, ()) if not kinds or line.fields[1] in kinds]


_LANDS = _named("actors.tsv", "country", "region")
_HOMES = _named("actors.tsv", "country", "region", "org")
_ACTORS = _named("actors.tsv")

REFERENCES = (
    Reference("actors.tsv", 2, "the country or body", (_HOMES,), "an actor that is no person"),
    Reference("capitals.tsv", 0, "the place", (_named("places.tsv"),), "a place of places.tsv"),
    Reference("capitals.tsv", 1, "the actor", (_ACTORS,), "an actor of actors.tsv"),
    Reference("carriers.tsv", 0, "the verb", (_named("triggers.tsv"), _named("cues.tsv")), "a trigger or a cue"),
    Reference("country_signs.tsv", 1, "the actor", (_ACTORS,), "an actor of actors.tsv"),
    Reference("english.tsv", 0, "the actor", (_ACTORS,), "an actor of actors.tsv"),
    Reference("laws.tsv", 1, "the land", (_ACTORS,), "an actor of actors.tsv"),
    Reference("leader_signs.tsv", 1, "the actor", (_ACTORS,), "an actor of actors.tsv"),
    Reference("places.tsv", 2, "the larger place", (_named("places.tsv"), _LANDS), "a place, country or region"),
    Reference("topics.tsv", 4, "the country", (_ACTORS,), "an actor of actors.tsv"),
)


def _first(line: Line) -> list[tuple[str, ...]]:
    return [(line.name,)]


def _first_two(line: Line) -> list[tuple[str, ...]]:
    return [line.fields[:2]]


def _with_list(column: int) -> Callable[[Line], list[tuple[str, ...]]]:
    return lambda line: [(line.name,), *((part,) for part in line.parts(column))]


def _keywords(line: Line) -> list[tuple[str, ...]]:
    return [(part, "of", line.name) for part in line.parts(3)]


# What stands only once in a file: names with their aliases, words, a keyword within its topic.
NEVER_TWICE: tuple[tuple[str, Callable[[Line], list[tuple[str, ...]]]], ...] = (
    ("actors.tsv", _with_list(4)),
    ("places.tsv", _with_list(1)),
    ("markers.tsv", _first_two),
    ("topics.tsv", _first),
    ("topics.tsv", _keywords),
    *((file, _first) for file in ("capitals.tsv", "carriers.tsv", "country_signs.tsv", "cues.tsv", "discard.tsv")),
    ("english.tsv", _first),
    ("laws.tsv", _first),
    ("leader_signs.tsv", _first),
    *((file, _first) for file in ("org_suffixes.tsv", "predicates.tsv", "recent.tsv", "surnames.tsv", "titles.tsv")),
    *((file, _first) for file in ("transliteration.tsv", "triggers.tsv")),
)
