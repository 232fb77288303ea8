"""The happenings of a stretch of time: what each one is, before anybody has written about it."""

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b

import numpy as np

from app.extraction.mentions import Actor, EventType, Precision, Status
from app.synth.phrases import ALONE, PHRASES, TYPES, Phrase
from app.synth.world import ACTORS, PLACES, TOPICS, world, zipf

FIRST, YEARS = date(1995, 1, 1), 30
_REPORTS = 1.95  # exponent: about three reports in the mean
_GROWTH = 0.6  # below 1: later years have more events
_PRECISIONS = (Precision.DAY, Precision.MONTH, Precision.PART_MONTH, Precision.YEAR, Precision.QUARTER)
_PRECISION_SHARES = (0.83, 0.09, 0.03, 0.04, 0.01)
_STATUSES = (Status.HAPPENED, Status.PLANNED, Status.LAPSED, Status.DENIED)
_STATUS_SHARES = (0.82, 0.10, 0.05, 0.03)
_UNDATED, _HEDGED, _BACKGROUND, _PLACED, _REPEATED = 0.02, 0.03, 0.06, 0.6, 0.03
_MORE_TOPICS = (0.15, 0.55, 0.25, 0.05)  # for none, one, two, three
_PART_ENDS = 10  # the last day of the first part of a month


@dataclass(frozen=True)
class When:
    """A day or a longer stretch: as values, and as a sentence says it. `first` is None where the year is not told, and
    `day` is then when it was all the same."""

    first: date | None
    last: date | None
    edtf: str
    words: str
    precision: Precision
    day: date


@dataclass(frozen=True)
class Happening:
    """`id` is the key of its first report, `told` how often it is reported."""

    number: int
    id: str
    when: When
    type: EventType
    phrase: Phrase
    status: Status
    actors: tuple[Actor, ...]
    place: str | None
    topics: tuple[str, ...]
    salience: float
    is_background: bool
    told: int

    @property
    def is_two_sided(self) -> bool:
        return bool(self.phrase.to)

    @property
    def title(self) -> str:
        first, phrase = self.actors[0].name, self.phrase
        second = f"{phrase.to}{self.actors[1].name}" if self.is_two_sided else ""
        return f"{first}{second}{phrase.before}{phrase.trigger}"


def find_happenings(seed: int, start: int, stop: int, total: int) -> list[Happening]:
    """Those numbered from `start` to `stop` of `total`, in the order of their days."""
    random, count = np.random.default_rng((seed, start)), stop - start
    places, topics, actors = zipf(PLACES), zipf(TOPICS, 0.8), zipf(ACTORS)
    shares = (np.arange(start, stop) + random.random(count)) / total
    days = (shares**_GROWTH * (YEARS * 365.25 - 1)).astype(int).tolist()
    types = zipf(len(TYPES), 0.7).draw(random, count)
    parties = random.choice((1, 2, 3, 4, 5), count, p=(0.25, 0.4, 0.2, 0.1, 0.05)).tolist()
    told = np.minimum(random.zipf(_REPORTS, count), 40).tolist()
    weights = np.round(np.clip(random.normal(2.4, 1.2, count) + np.log2(told), 0.1, 9), 2).tolist()
    precisions = random.choice(len(_PRECISIONS), count, p=_PRECISION_SHARES).tolist()
    statuses = random.choice(len(_STATUSES), count, p=_STATUS_SHARES).tolist()
    topical = random.choice(4, count, p=_MORE_TOPICS).tolist()
    who = iter(actors.draw(random, sum(parties)))
    where = places.draw(random, count)
    about = iter(topics.draw(random, sum(topical)))
    chances = random.random((count, 5)).tolist()
    found = []
    for n in range(count):
        undated, hedged, background, placed, phrased = chances[n]
        taking_part = tuple(dict.fromkeys(world().actors[next(who)] for _ in range(parties[n])))
        phrases = (PHRASES if len(taking_part) > 1 else ALONE)[TYPES[types[n]]]
        found.append(
            Happening(
                number=start + n,
                id=key_of(seed, start + n, 0),
                when=_when(
                    FIRST + timedelta(days[n]), _PRECISIONS[precisions[n]], undated < _UNDATED, hedged < _HEDGED
                ),
                type=TYPES[types[n]],
                phrase=phrases[int(phrased * len(phrases))],
                status=_STATUSES[statuses[n]],
                actors=taking_part,
                place=world().places[where[n]] if placed < _PLACED else None,
                topics=tuple(dict.fromkeys(world().topics[next(about)] for _ in range(topical[n]))),
                salience=weights[n],
                is_background=background < _BACKGROUND,
                told=told[n],
            )
        )
    return found


def find_repeats(seed: int, happenings: list[Happening]) -> dict[str, str]:
    """Happening to the weightier one of the day before or after that it only repeats, by their ids."""
    random = np.random.default_rng((seed, happenings[0].number, 1))
    repeats: dict[str, str] = {}
    taken: set[str] = set()
    for one, other, chance in zip(happenings, happenings[1:], random.random(len(happenings)), strict=False):
        near = one.when.first and other.when.first and abs(one.when.first - other.when.first) == timedelta(1)
        weak, strong = (one, other) if one.salience < other.salience else (other, one)
        if near and chance < 10 * _REPEATED and strong.id not in repeats and weak.id not in taken:
            repeats[weak.id] = strong.id
            taken.add(strong.id)
    return repeats


def key_of(seed: int, *numbers: int) -> str:
    return blake2b("-".join(map(str, (seed, *numbers))).encode(), digest_size=8).hexdigest()


def _when(day: date, precision: Precision, is_undated: bool, is_hedged: bool) -> When:
    year, month = day.year, day.month
    if is_undated:
        return When(None, None, f"XXXX-{day:%m-%d}", f"{month}月{day.day}日", Precision.DAY, day)
    if precision is Precision.DAY:
        first, last, edtf, words = day, day, day.isoformat(), f"{year}年{month}月{day.day}日"
    elif precision is Precision.MONTH:
        first, last, edtf, words = _month(year, month), _month_end(year, month), f"{day:%Y-%m}", f"{year}年{month}月"
    elif precision is Precision.PART_MONTH:
        first, last, words = _month(year, month), date(year, month, _PART_ENDS), f"{year}年{month}月上旬"
        edtf = f"{first.isoformat()}/{last.isoformat()}"
    elif precision is Precision.QUARTER:
        quarter = (month + 2) // 3
        first, last = _month(year, 3 * quarter - 2), _month_end(year, 3 * quarter)
        edtf, words = f"{year}-{32 + quarter}", f"{year}年第{'一二三四'[quarter - 1]}季度"
    else:
        first, last, edtf, words = date(year, 1, 1), date(year, 12, 31), str(year), f"{year}年"
    return When(first, last, f"{edtf}~" if is_hedged else edtf, words, precision, day)


def _month(year: int, month: int) -> date:
    return date(year, month, 1)


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
