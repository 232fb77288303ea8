"""Documents that tell of happenings: which tells of what, and in which words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import TypeVar

import numpy as np

from app.extraction.mentions import Actor
from app.store.tables import document_id
from app.synth.happenings import Happening, key_of
from app.synth.phrases import FILLERS, OPENINGS, SAYINGS, TAILS
from app.synth.world import PUBLISHERS, world, zipf

Value = TypeVar("Value")

_EVENTS_A_DOCUMENT = 5
_UNDATED, _UNSIGNED, _QUOTING = 0.02, 0.02, 0.5
_SENTENCES_A_PARAGRAPH = 3
_SOON = 0.1  # a later report stands ten documents farther on, in the mean
_OPENED, _CLOSED = "说：“", "。”"


@dataclass(frozen=True)
class Telling:
    """One report of a happening: the sentence that begins at `start` of a document, and its pieces."""

    happening: Happening
    key: str
    start: int
    pieces: tuple[str, ...]
    time: int
    trigger: int
    words: str

    @property
    def end(self) -> int:
        return self.start + len(self.words)


@dataclass(frozen=True)
class Saying:
    """What somebody who took part in a happening says of it."""

    key: str
    happening: Happening
    speaker: Actor
    start: int
    words: str


@dataclass(frozen=True)
class Article:
    """`passages` are kinds with their spans of the text."""

    id: str
    key: str
    published: date | None
    publisher: str | None
    text: str
    passages: tuple[tuple[str, int, int], ...]
    tellings: tuple[Telling, ...]
    saying: Saying | None


@dataclass
class _Plan:
    key: str
    published: date | None
    publisher: str | None
    told: dict[int, tuple[Happening, str]] = field(default_factory=dict)


def write_articles(seed: int, happenings: Sequence[Happening]) -> Iterator[Article]:
    """Documents in the order of their days that together tell of each happening as often as it should be told."""
    random = Random(f"{seed} {happenings[0].number}")
    plans = _plan(seed, happenings)
    for n, happening in enumerate(happenings):
        home = n * len(plans) // len(happenings)
        for copy in range(min(happening.told, len(plans))):
            at = home if copy == 0 else (home + 1 + int(random.expovariate(_SOON))) % len(plans)
            plans[at].told.setdefault(happening.number, (happening, key_of(seed, happening.number, copy)))
    return (_written(plan, random) for plan in plans)


def _plan(seed: int, happenings: Sequence[Happening]) -> list[_Plan]:
    """When each comes out, and where; each has happenings of its own to tell of."""
    count = -(-len(happenings) // _EVENTS_A_DOCUMENT)
    random = np.random.default_rng((seed, happenings[0].number, 2))
    names = world().publishers
    ranks = zipf(min(PUBLISHERS, len(names))).draw(random, count)
    chances = random.random((count, 2)).tolist()
    days = _days(happenings, count)
    return [
        _Plan(
            key=f"https://synthetic.example/{seed}/{happenings[0].number}/{n}",
            published=None if undated < _UNDATED else day,
            publisher=None if unsigned < _UNSIGNED else names[rank],
        )
        for n, (rank, (undated, unsigned), day) in enumerate(zip(ranks, chances, days, strict=True))
    ]


def _days(happenings: Sequence[Happening], count: int) -> list[date]:
    """So many days, a day after those of the happenings."""
    known = sorted(each.when.day for each in happenings)
    return [known[n * len(known) // count] + timedelta(1) for n in range(count)]


def _written(plan: _Plan, random: Random) -> Article:
    told = list(plan.told.values())
    title = told[0][0].title
    paragraphs = [title]
    passages = [("title", 0, len(title))]
    tellings: list[Telling] = []
    for n in range(0, len(told), _SENTENCES_A_PARAGRAPH):
        start = passages[-1][2] + 1
        written = _tell(told[n : n + _SENTENCES_A_PARAGRAPH], start, random)
        tellings += written
        paragraphs.append("".join(each.words for each in written) + _pick(random, FILLERS))
        passages.append(("paragraph", start, start + len(paragraphs[-1])))
    saying = _say(plan, told[0][0], passages[-1][2] + 1, random) if random.random() < _QUOTING else None
    if saying:
        paragraphs.append(f"{saying.speaker.name}{_OPENED}{saying.words}{_CLOSED}")
        start = passages[-1][2] + 1
        passages.append(("paragraph", start, start + len(paragraphs[-1])))
    return Article(
        id=document_id(plan.key),
        key=plan.key,
        published=plan.published,
        publisher=plan.publisher,
        text="\n".join(paragraphs),
        passages=tuple(passages),
        tellings=tuple(tellings),
        saying=saying,
    )


def _tell(told: Sequence[tuple[Happening, str]], start: int, random: Random) -> list[Telling]:
    tellings: list[Telling] = []
    for happening, key in told:
        telling = _telling(happening, key, tellings[-1].end if tellings else start, random)
        tellings.append(telling)
    return tellings


def _telling(happening: Happening, key: str, start: int, random: Random) -> Telling:
    opening = _pick(random, OPENINGS if happening.place else OPENINGS[:1])
    before, middle, behind = opening
    place = (middle, happening.place, behind) if happening.place and behind else (middle,)
    head = (before, happening.when.words, *place)
    first, phrase = happening.actors[0].name, happening.phrase
    second = (phrase.to, happening.actors[1].name) if happening.is_two_sided else ()
    body = (first, *second, phrase.before)
    pieces = (*head, *body, phrase.trigger, phrase.after, _pick(random, TAILS), "。")
    return Telling(
        happening=happening,
        key=key,
        start=start,
        pieces=pieces,
        time=len(before),
        trigger=sum(map(len, head)) + sum(map(len, body)),
        words="".join(pieces),
    )


def _say(plan: _Plan, happening: Happening, start: int, random: Random) -> Saying:
    speaker = _pick(random, happening.actors)
    key = key_of(happening.number, *plan.key.encode())
    return Saying(key, happening, speaker, start + len(speaker.name + _OPENED), _pick(random, SAYINGS))


def _pick(random: Random, values: Sequence[Value]) -> Value:
    """Like Random.choice, which takes five times as long."""
    return values[int(random.random() * len(values))]
