"""Time and memory of linking as an archive grows.

    python bench/linking.py [--sizes 1000 10000 100000] [--crowd 10000]

Synthetic mentions over thirty years: five to a document, some three documents to a happening. Prints seconds,
memory and the growth exponent between sizes, what one more document costs, and a day that thousands of mentions
fall on. Each size runs in a process of its own, so that memory is its own.
"""

import argparse
import math
import random
import resource
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from multiprocessing import get_context
from time import perf_counter

from app.extraction.mentions import (
    Actor,
    ActorKind,
    EventMention,
    EventType,
    Extraction,
    Participant,
    Precision,
    ReferenceDay,
    Role,
    Status,
    TimeKind,
    TimeMention,
)
from app.linking.archive import Archive
from app.linking.events import LinkedDocument
from app.reading.document import Document, Passage, PassageKind

FIRST = date(1995, 1, 1)
YEARS = 30
PER_DOCUMENT = 5
LANDS = ("中国", "美国", "日本", "韩国", "俄罗斯", "法国", "德国", "英国", "印度", "伊朗", "巴西", "越南")
WORDS = (
    ("会谈", EventType.CONSULT), ("会见", EventType.CONSULT), ("制裁", EventType.SANCTION), ("签署", EventType.AGREE),
    ("逮捕", EventType.COERCE), ("表示", EventType.STATEMENT), ("选举", EventType.ELECT), ("演习", EventType.MOBILIZE),
)  # fmt: skip
OBJECTS = ("贸易协定", "气候问题", "边境安排", "投资清单", "能源合作", "军控条约", "疫苗援助", "渔业配额")
PEOPLE = tuple(f"{a}{b}{c}" for a in "张王李赵陈林周吴" for b in "文武明国建志" for c in "华军平强伟东")


@dataclass(frozen=True)
class Happening:
    day: date
    word: str
    type: EventType
    sides: tuple[Actor, Actor]
    subject: str


@dataclass(frozen=True)
class Measured:
    mentions: int
    events: int
    seconds: float
    megabytes: float
    one_more: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--crowd", type=int, default=10_000, help="mentions on one day")
    arguments = parser.parse_args()
    before: Measured | None = None
    for size in arguments.sizes:
        found = _in_own_process(size, YEARS * 365)
        growth = math.log(found.seconds / before.seconds, found.mentions / before.mentions) if before else math.nan
        print(_line(found), f"exponent {growth:.2f}")
        before = found
    print(_line(_in_own_process(arguments.crowd, 1)), "all on one day")


def _in_own_process(size: int, days: int) -> Measured:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
        return processes.submit(measure, size, days).result()


def _line(found: Measured) -> str:
    return (
        f"{found.mentions:>7} mentions {found.events:>6} events {found.seconds:7.2f} s {found.megabytes:6.0f} MB"
        f"  one more document {found.one_more * 1000:6.1f} ms "
    )


def measure(size: int, days: int) -> Measured:
    *documents, more = documents_of(size // PER_DOCUMENT + 1, days)
    archive = Archive()
    began = perf_counter()
    archive.update(documents)
    seconds = perf_counter() - began
    began = perf_counter()
    archive.update([more])
    one_more = perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(len(documents) * PER_DOCUMENT, len(archive.memory.events), seconds, memory, one_more)


def documents_of(number: int, days: int) -> list[LinkedDocument]:
    """Always the same documents; about three tell of each happening, within two days of it."""
    chance = random.Random(7)
    actors = [Actor(name, ActorKind.PERSON, chance.choice(LANDS)) for name in PEOPLE]
    happenings = [
        Happening(
            FIRST + timedelta(days=chance.randrange(days)),
            *chance.choice(WORDS),
            (actors[chance.randrange(len(actors))], actors[chance.randrange(len(actors))]),
            chance.choice(OBJECTS),
        )
        for _ in range(max(1, number * PER_DOCUMENT // 3))
    ]
    happenings.sort(key=lambda h: h.day)
    return [_document(n, _told(chance, happenings)) for n in range(number)]


def _told(chance: random.Random, happenings: list[Happening]) -> list[Happening]:
    at = chance.randrange(len(happenings))
    return [happenings[min(len(happenings) - 1, at + chance.randrange(4 * PER_DOCUMENT))] for _ in range(PER_DOCUMENT)]


def _document(number: int, told: list[Happening]) -> LinkedDocument:
    sentences = [_sentence(number, n, happening) for n, happening in enumerate(told)]
    text = "".join(sentences)
    key = f"https://example.org/{number}"
    offsets = [sum(map(len, sentences[:n])) for n in range(len(sentences))]
    passage = Passage(PassageKind.PARAGRAPH, 0, len(text))
    document = Document(f"{number}.txt", key, sha256(key.encode()).hexdigest(), text, text, (passage,), "")
    day = max(h.day for h in told)
    mentions = tuple(_mentions(key, zip(offsets, sentences, told, strict=True)))
    return LinkedDocument(document, Extraction(ReferenceDay(day, "url", "", 1.0), events=mentions))


def _sentence(number: int, position: int, happening: Happening) -> str:
    one, other = happening.sides
    ways = (
        f"{happening.day.month}月{happening.day.day}日，{one.name}就{happening.subject}{happening.word}{other.name}。",
        f"{one.name}与{other.name}{happening.day.day}日{happening.word}，谈及{happening.subject}和其他事项。",
        f"据报道，{other.name}方面当天就{happening.subject}{happening.word}，{one.name}参加。",
    )
    return ways[(number + position) % len(ways)]


def _mentions(key: str, sentences: Iterator[tuple[int, str, Happening]]) -> Iterator[EventMention]:
    for start, words, told in sentences:
        at = start + words.index(told.word)
        time = TimeMention(
            start, start + 2, "", TimeKind.DATE, "day", told.day.isoformat(), told.day, told.day, Precision.DAY
        )
        yield EventMention(
            key=sha256(f"{key}{start}".encode()).hexdigest()[:16],
            start=start,
            end=start + len(words),
            trigger=told.word,
            trigger_start=at,
            trigger_end=at + len(told.word),
            type=told.type,
            status=Status.HAPPENED,
            time=time,
            participants=tuple(Participant(actor, Role.AGENT, actor.name) for actor in dict.fromkeys(told.sides)),
        )


if __name__ == "__main__":
    main()
