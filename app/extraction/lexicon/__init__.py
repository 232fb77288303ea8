"""The data files of extraction, read once. A wrong line is named by file and line number (LexiconError)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from app.errors import LexiconError
from app.extraction.mentions import Actor, ActorKind, EventType

_FOLDER = Path(__file__).parent
_TYPES = {type.value: type for type in EventType}


@dataclass(frozen=True)
class ActorEntry:
    """`bare` False: the name alone is an ordinary word and needs a title or a Latin name beside it."""

    actor: Actor
    aliases: tuple[str, ...]
    bare: bool


@dataclass(frozen=True)
class Place:
    """`within` names the larger places around it, nearest first."""

    name: str
    aliases: tuple[str, ...]
    within: tuple[str, ...]


@dataclass(frozen=True)
class Trigger:
    """`is_noun`: the word names the happening (会谈); else it is a verb (会见). `weight` runs from 0.5 to 3.5."""

    word: str
    type: EventType
    mode: str
    is_noun: bool
    weight: float


class Need(StrEnum):
    """`any` nothing; `person` somebody who speaks, or a quotation; `mark` a comma, colon or quotation right behind it;
    `quote` a quotation among its words."""

    ANY = "any"
    PERSON = "person"
    MARK = "mark"
    QUOTE = "quote"


@dataclass(frozen=True)
class Cue:
    """A verb of speech, and what it needs to be one."""

    word: str
    needs: Need


@dataclass(frozen=True)
class Topic:
    """`code` is its place in IPTC Media Topics, or local:…, `english` what it is called there or here."""

    name: str
    code: str
    english: str
    keywords: tuple[str, ...]
    countries: frozenset[str]


@dataclass(frozen=True)
class Marker:
    """A word that changes what a clause asserts. `sense`: planned, denied, hoped, hypothetical or done."""

    word: str
    sense: str
    where: str


@lru_cache(maxsize=1)
def actor_entries() -> tuple[ActorEntry, ...]:
    return tuple(_actor(row) for row in _rows("actors.tsv", 6))


@lru_cache(maxsize=1)
def english_names() -> dict[str, tuple[str, ...]]:
    """What actors are called in English; no rule of extraction reads it."""
    return {row[0]: _list(row[1]) for row in _rows("english.tsv", 2)}


@lru_cache(maxsize=1)
def places() -> tuple[Place, ...]:
    return tuple(Place(row[0], _list(row[1]), _list(row[2])) for row in _rows("places.tsv", 3))


@lru_cache(maxsize=1)
def titles() -> dict[str, str]:
    """Title to its kind: office, profession or press."""
    return {row[0]: row[1] for row in _rows("titles.tsv", 2)}


@lru_cache(maxsize=1)
def triggers() -> dict[str, Trigger]:
    return {row[0]: _trigger(row) for row in _rows("triggers.tsv", 5)}


@lru_cache(maxsize=1)
def cues() -> dict[str, Cue]:
    return {row[0]: _cue(row) for row in _rows("cues.tsv", 2)}


@lru_cache(maxsize=1)
def topics() -> tuple[Topic, ...]:
    rows = _rows("topics.tsv", 5)
    return tuple(Topic(row[0], row[1], row[2], _list(row[3]), frozenset(_list(row[4]))) for row in rows)


@lru_cache(maxsize=1)
def markers() -> tuple[Marker, ...]:
    return tuple(Marker(row[0], row[1], row[2]) for row in _rows("markers.tsv", 3))


@lru_cache(maxsize=4)
def stand_ins(file: str) -> dict[str, Actor]:
    """Words that stand for a country: a sign (中) or a capital (北京), and whose."""
    actors = {entry.actor.name: entry.actor for entry in actor_entries()}
    return {row[0]: _known(row, actors) for row in _rows(file, 2)}


@lru_cache(maxsize=1)
def laws() -> dict[str, tuple[Actor, ...]]:
    """A law and the lands whose it is or for which it is made."""
    actors = {entry.actor.name: entry.actor for entry in actor_entries()}
    return {row[0]: tuple(_known_among(row, name, actors) for name in _list(row[1])) for row in _rows("laws.tsv", 2)}


@lru_cache(maxsize=8)
def words_of(file: str) -> frozenset[str]:
    """The first column of a file."""
    return frozenset(row[0] for row in _rows(file, 2))


class Row(tuple[str, ...]):
    """The fields of one line, which knows where it stands."""

    file: str
    line: int

    def wrong(self, reason: str) -> LexiconError:
        return LexiconError(self.file, self.line, reason)


def _rows(file: str, columns: int) -> Iterator[Row]:
    path = _FOLDER / file
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = [field.strip() for field in line.split("\t")]
        row = Row(fields + [""] * (columns - len(fields)))
        row.file, row.line = str(path), number
        if len(row) > columns or not row[0]:
            raise row.wrong(f"{columns} columns expected, the first one filled; found {len(fields)}")
        yield row


def _list(field: str) -> tuple[str, ...]:
    return tuple(part for part in field.split("|") if part)


def _known(row: Row, actors: dict[str, Actor]) -> Actor:
    return _known_among(row, row[1], actors)


def _known_among(row: Row, name: str, actors: dict[str, Actor]) -> Actor:
    if name not in actors:
        raise row.wrong(f"no actor is called {name!r}")
    return actors[name]


def _cue(row: Row) -> Cue:
    try:
        return Cue(row[0], Need(row[1]))
    except ValueError:
        raise row.wrong(f"unknown need {row[1]!r}; one of {', '.join(Need)}") from None


def _actor(row: Row) -> ActorEntry:
    try:
        kind = ActorKind(row[1])
    except ValueError:
        raise row.wrong(f"unknown kind {row[1]!r}; one of {', '.join(ActorKind)}") from None
    if row[5] not in ("yes", "no", ""):
        raise row.wrong(f"bare is yes or no, not {row[5]!r}")
    return ActorEntry(Actor(row[0], kind, row[2] or None, row[3] or None), _list(row[4]), row[5] != "no")


def _trigger(row: Row) -> Trigger:
    try:
        weight = float(row[4])
    except ValueError:
        raise row.wrong(f"weight is a number, not {row[4]!r}") from None
    if row[1] not in _TYPES:
        raise row.wrong(f"unknown type {row[1]!r}")
    if row[3] not in ("N", "V"):
        raise row.wrong(f"class is N or V, not {row[3]!r}")
    return Trigger(row[0], _TYPES[row[1]], row[2], row[3] == "N", weight)
