"""Time and memory of linking as an archive grows.

    python bench/linking.py [--sizes 1000 10000 100000] [--crowd 10000]

Synthetic mentions over thirty years: five to a document, some three documents to a happening. Prints seconds of the
processor, memory and the growth exponent between sizes, what it costs to write all of it, and a day that thousands of
mentions fall on. One more document is stored and linked, from the first read to the end of the commit, by a process
that has read nothing of the database before; twenty such documents, the middle and the worst. Each size runs in
processes of its own, so that memory is its own.
"""

import argparse
import math
import random
import resource
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from multiprocessing import get_context
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

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
from app.store.engine import make_engine, migrate, open_session
from app.store.linking import link_due, rules, write_all
from app.store.memory import note
from app.store.save import save_document

FIRST = date(1995, 1, 1)
YEARS = 30
PER_DOCUMENT = 5
MORE = 20
NOW = datetime(2025, 1, 1, tzinfo=UTC)
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
    writing: float
    database: float
    one_more: tuple[tuple[float, float], ...]  # of the processor, and by the clock
    fetched: int


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
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/annals.db"
        one, other = (ProcessPoolExecutor(1, mp_context=get_context("spawn")) for _ in range(2))
        with one, other:
            filled = one.submit(fill, url, size, days).result()
            return Measured(*filled, *other.submit(add_one_by_one, url, size, days).result())


def _line(found: Measured) -> str:
    middle, worst = sorted(found.one_more)[len(found.one_more) // 2], max(found.one_more)
    return (
        f"{found.mentions:>7} mentions {found.events:>6} events {found.seconds:7.2f} s {found.megabytes:6.0f} MB"
        f"  written in {found.writing:6.2f} s, {found.database:6.1f} MB"
        f"  one more document {middle[0] * 1000:6.1f} ms ({middle[1] * 1000:.1f} by the clock),"
        f" at worst {worst[0] * 1000:6.1f} ms ({worst[1] * 1000:.1f}), {found.fetched} rows looked up "
    )


def fill(url: str, size: int, days: int) -> tuple[int, int, float, float, float, float]:
    """The first five values of Measured and the megabytes of the database."""
    documents = documents_of(size // PER_DOCUMENT + MORE, days)[:-MORE]
    archive = Archive()
    began = process_time()
    archive.update(documents)
    seconds = process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    engine = make_engine(url)
    migrate(engine)
    began = process_time()
    with open_session(engine, writing=True) as session:
        for each in documents:
            save_document(session, each.document, each.extraction, ingested_at=NOW)
        write_all(session, archive)
    writing = process_time() - began
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        megabytes = pages.scalar_one() / 1024 / 1024
    return len(documents) * PER_DOCUMENT, len(archive.memory.events), seconds, memory, writing, megabytes


def add_one_by_one(url: str, size: int, days: int) -> tuple[tuple[tuple[float, float], ...], int]:
    """Seconds for each of MORE documents, and how many rows of what linking remembers a document needs on average."""
    times = []
    fetched = 0
    with open_session(make_engine(url), writing=True) as session:
        note(session, "rules", ("",), rules())  # somebody may edit a rule while this runs
    for each in documents_of(size // PER_DOCUMENT + MORE, days)[-MORE:]:
        engine = make_engine(url)
        used, began = process_time(), perf_counter()
        with open_session(engine, writing=True) as session:
            save_document(session, each.document, each.extraction, ingested_at=NOW)
            fetched += link_due(session).fetched
        times.append((process_time() - used, perf_counter() - began))
        engine.dispose()
    return tuple(times), fetched // MORE


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
            start, start + 2, words[:2], TimeKind.DATE, "day", told.day.isoformat(), told.day, told.day, Precision.DAY
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
