"""Who, where and what the synthetic archive speaks of: known names, taken by rank as Zipf found them to be used."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

import app.reading
from app.extraction.lexicon import actor_entries, places, topics
from app.extraction.mentions import Actor, ActorKind
from app.reading.publishers import parse_publishers

ACTORS, TOPICS, PLACES, PUBLISHERS = 5000, 60, 400, 80
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰志国建文辉鹏飞海"
_LANDS_FIRST = 12  # countries are named most


@dataclass(frozen=True)
class Choice:
    """Values in the order of their rank, and how likely it is to meet one of the first n."""

    cumulative: NDArray[np.float64]

    def draw(self, random: np.random.Generator, count: int) -> list[int]:
        """Ranks, the first of all most often."""
        found = np.searchsorted(self.cumulative, random.random(count), side="right")
        return [int(rank) for rank in np.minimum(found, len(self.cumulative) - 1)]


@dataclass(frozen=True)
class World:
    actors: tuple[Actor, ...]
    topics: tuple[str, ...]
    places: tuple[str, ...]
    publishers: tuple[str, ...]


@lru_cache(maxsize=1)
def world() -> World:
    return World(
        actors=_actors(),
        topics=tuple(topic.name for topic in topics()[:TOPICS]),
        places=tuple(place.name for place in places()[:PLACES]),
        publishers=_publishers()[:PUBLISHERS],
    )


@lru_cache(maxsize=8)
def zipf(count: int, exponent: float = 1.0) -> Choice:
    """Of `count` values the one of rank r is met in proportion to 1/(r + 2) to the power of `exponent`."""
    weights = 1 / np.arange(2, count + 2) ** exponent
    return Choice(np.cumsum(weights) / weights.sum())


def _actors() -> tuple[Actor, ...]:
    known = [entry.actor for entry in actor_entries()]
    lands = [actor for actor in known if actor.kind is ActorKind.COUNTRY][:_LANDS_FIRST]
    others = [actor for actor in known if actor not in lands]
    Random(0).shuffle(others)
    taken = {actor.name for actor in known}
    made = (f"{family}{first}{second}" for family, first, second in product(_SURNAMES, _GIVEN, _GIVEN))
    people = [Actor(name, ActorKind.PERSON, "中国") for name in made if name not in taken]
    return (*lands, *others, *people)[:ACTORS]


def _publishers() -> tuple[str, ...]:
    listed = Path(app.reading.__file__).with_name("publishers.tsv").read_text("utf-8")
    return tuple(dict.fromkeys(publisher.name for publisher in parse_publishers(listed)))
