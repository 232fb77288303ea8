"""How long a changed filter takes: whole requests of the timeline, HTML out, in this process, none of them cached.

    annals synth 100000                                 # into the database that DATABASE_URL names
    python bench/filters.py sqlite:////tmp/annals.db [--times 200] [--kinds words known]

Random filters of each kind, with values drawn as often as they are met. Prints milliseconds of the clock and of the
processor (which a busy machine changes less) by kind: the middle, and what 95 of 100 stay below; and, as a measure of
the machine, how long a loop of Python took that takes 6 ms when nobody else is there. `--peer ~/peer/bin/datasette`
asks Datasette for some of the same filters in the same run, `--peer-times` of each kind, and prints how many times as
long it takes in the middle; its tables are made in `--peer-database` when that is not there.
"""

import argparse
import asyncio
import gc
import resource
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time, sleep
from typing import Any

from fastapi import FastAPI
from sqlalchemy import ColumnElement, func, make_url, select
from sqlalchemy.orm import Session

from app.filters import EventFilter, to_query
from app.store.engine import make_engine, migrate, open_session
from app.store.facet_index import snapshot_of
from app.store.tables import EVENT, EVENT_ACTOR, EVENT_TOPIC
from app.web.app import create_app
from bench import datasette
from bench.asgi import get

_WORDS = (
    "会谈",
    "制裁",
    "协议",
    "抗议",
    "选举",
    "地震",
    "声明",
    "警告",
    "合作",
    "海域",
    "撤军",
    "援助",
    "中国",
    "三亿元",
)


@dataclass(frozen=True)
class Stock:
    """Values of the archive, the most frequent first, with how often each is met."""

    actors: tuple[tuple[str, ...], tuple[int, ...]]
    topics: tuple[tuple[str, ...], tuple[int, ...]]
    types: tuple[tuple[str, ...], tuple[int, ...]]
    years: tuple[int, int]


@dataclass(frozen=True)
class Spent:
    clock: float
    processor: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--peer", metavar="PROGRAM")
    parser.add_argument("--peer-times", type=int, default=3)
    parser.add_argument("--peer-database", type=Path, default=Path("/tmp/datasette.db"))
    arguments = parser.parse_args()
    engine = make_engine(arguments.database)
    migrate(engine)
    with open_session(engine) as session:
        stock = take_stock(session)
        events = session.scalar(select(func.count()).select_from(EVENT))
    print(f"{events:,} events")
    took = asyncio.run(_run(create_app(engine), stock, arguments.kinds, arguments.times))
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")
    if arguments.peer:
        _ask_peer(arguments, stock, took)


def _ask_peer(arguments: argparse.Namespace, stock: Stock, took: Mapping[str, float]) -> None:
    database = arguments.peer_database
    if not database.exists():
        datasette.make_tables(Path(make_url(arguments.database).database or ""), database)
    tables = (datasette.LISTS, datasette.SINGLE, datasette.INDEXED)
    print(f"{'':28}{'here':>10}" + "".join(f"{table:>10}{'times':>8}" for table in tables))
    with datasette.serving(arguments.peer, database) as base:
        for name in arguments.kinds:
            filters = list_filters(name, stock, arguments.peer_times)
            line = f"{name:28}{took[name]:10.1f}"
            for table in tables:
                spent = [
                    1000 * datasette.seconds(base, table, each) for each in filters if datasette.can_ask(each, table)
                ]
                line += f"{median(spent):10.0f}{median(spent) / took[name]:8.0f}" if spent else f"{'–':>10}{'–':>8}"
            print(line, flush=True)


async def _run(app: FastAPI, stock: Stock, kinds: list[str], times: int) -> dict[str, float]:
    """By kind, the middle of the milliseconds of the clock."""
    began = perf_counter(), process_time()
    await get(app, "/healthz")
    with open_session(app.state.engine) as session:
        snapshot_of(session)
    while app.state.index.is_building and not app.state.index.is_loaded:
        sleep(0.1)
    print(f"facet index ready after {perf_counter() - began[0]:.1f} s, {process_time() - began[1]:.1f} s of processor")
    while app.state.index.is_building or app.state.index.is_making_words:
        sleep(0.1)
    print(f"words ready after {process_time() - began[1]:.1f} s of processor")
    await get(app, "/timeline?topic=none")
    gc.collect()
    gc.freeze()
    print(f"{'':28}{'clock p50':>10}{'p95':>8}{'cpu p50':>10}{'p95':>8}{'a loop':>8}")
    took = {}
    for name in kinds:
        spent, totals = [], []
        for target in list_targets(name, stock, times):
            clock, processor = perf_counter(), process_time()
            answer = await get(app, target)
            spent.append(Spent(1000 * (perf_counter() - clock), 1000 * (process_time() - processor)))
            assert answer.status == 200, (target, answer.status)
            totals.append(len(answer.body))
        print(_line(name, spent, totals), flush=True)
        took[name] = median(each.clock for each in spent)
    return took


def list_targets(name: str, stock: Stock, times: int) -> list[str]:
    return [f"/timeline?{to_query(each)}" for each in list_filters(name, stock, times)]


def list_filters(name: str, stock: Stock, times: int) -> list[EventFilter]:
    """As many different ones of a kind, or all that there are."""
    random, found = Random(name), {}
    for _ in range(20 * times):
        found[KINDS[name](random, stock)] = None
        if len(found) == times:
            break
    return list(found)


def _line(name: str, spent: list[Spent], sizes: list[int]) -> str:
    clock, processor = sorted(each.clock for each in spent), sorted(each.processor for each in spent)
    high = int(0.95 * len(spent))
    return (
        f"{name:28}{median(clock):10.1f}{clock[high]:8.1f}{median(processor):10.1f}{processor[high]:8.1f}{_loop():8.1f}"
        f"   {len(spent)} requests, {median(sizes) / 1000:.0f} KB"
    )


def _loop() -> float:
    def once() -> float:
        began, sum = process_time(), 0
        for n in range(200_000):
            sum += n * n
        return 1000 * (process_time() - began)

    return median(once() for _ in range(9))


def _actor(random: Random, stock: Stock) -> str:
    return random.choices(*stock.actors)[0]


def _topic(random: Random, stock: Stock) -> str:
    return random.choices(*stock.topics)[0]


def _years(random: Random, stock: Stock, length: int) -> dict[str, Any]:
    year = random.randint(stock.years[0], stock.years[1] - length + 1)
    month = random.randint(1, 12) if length == 1 else 1
    first = date(year, month, 1)
    return {"first": first, "last": first.replace(year=year + length) - timedelta(1)}


def _popular_actor(random: Random, stock: Stock) -> EventFilter:
    actors, counts = stock.actors
    return EventFilter(actor=tuple(random.choices(actors[:300], counts[:300])))


def _narrowed(random: Random, stock: Stock) -> EventFilter:
    return EventFilter(actor=(_actor(random, stock),), topic=(_topic(random, stock),), **_years(random, stock, 5))


def _two_actors(random: Random, stock: Stock) -> EventFilter:
    pair = sorted({_actor(random, stock), _actor(random, stock)})
    return EventFilter(actor=tuple(pair), actor_all=True)


def _one_year(random: Random, stock: Stock) -> EventFilter:
    return EventFilter(**_years(random, stock, 1))


def _type_and_topic(random: Random, stock: Stock) -> EventFilter:
    return EventFilter(type=(random.choices(*stock.types)[0],), topic=(_topic(random, stock),))


def _without(random: Random, stock: Stock) -> EventFilter:
    """A country with its people, without one topic and what was only planned."""
    return EventFilter(
        actor=(random.choice(stock.actors[0][:12]),),
        actor_people=True,
        actor_not=(random.choice(stock.actors[0][12:200]),),
        topic_not=(_topic(random, stock),),
        status_not=("planned",),
    )


def _words(random: Random, stock: Stock) -> EventFilter:
    """One to four characters out of words and names."""
    words = random.choice((*_WORDS, *stock.actors[0][:200]))
    start = random.randrange(len(words))
    return EventFilter(words=words[start : start + random.randint(1, 4)])


def _known(random: Random, stock: Stock) -> EventFilter:
    day = date(random.randint(*stock.years), random.randint(1, 12), random.randint(1, 28))
    return EventFilter(actor=(random.choice(stock.actors[0][:300]),), known=day)


KINDS: dict[str, Callable[[Random, Stock], EventFilter]] = {
    "popular actor": _popular_actor,
    "actor, topic, five years": _narrowed,
    "two actors": _two_actors,
    "one year": _one_year,
    "type and topic": _type_and_topic,
    "with and without": _without,
    "words": _words,
    "known on a day": _known,
}


def take_stock(session: Session) -> Stock:
    first, last = session.execute(select(func.min(EVENT.c.first), func.max(EVENT.c.first))).one()
    return Stock(
        actors=_counted(session, EVENT_ACTOR.c.actor),
        topics=_counted(session, EVENT_TOPIC.c.topic),
        types=_counted(session, EVENT.c.type),
        years=(first.year, last.year),
    )


def _counted(session: Session, column: ColumnElement[str]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    rows = session.execute(select(column, func.count()).group_by(column).order_by(func.count().desc(), column)).all()
    return tuple(row[0] for row in rows), tuple(row[1] for row in rows)


if __name__ == "__main__":
    main()
