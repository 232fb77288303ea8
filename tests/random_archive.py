"""Archives of random events over few values, so that every filter meets something."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from sqlalchemy import Engine

from app.extraction.mentions import Actor, ActorKind, EventType, Participant, Precision, Role, Status
from app.linking.events import Event, LinkedDocument, Linking
from app.store.conclusions import replace_events
from app.store.engine import open_session
from app.store.save import save_document
from tests.archive import NOON, document, event, extraction, mention

COUNTRIES = {"甲": "美国", "乙": "美国", "丙": "中国", "丁": None}
ACTORS = tuple(Actor(name, ActorKind.PERSON, country) for name, country in COUNTRIES.items())
PLACES = ("北京", "安克雷奇")
TOPICS = ("台湾", "香港", "贸易")
TYPES = (EventType.CONSULT, EventType.SANCTION, EventType.OTHER)
STATUSES = (Status.HAPPENED, Status.PLANNED)
PUBLISHERS = ("法广", "中央社", None)
SENTENCES = ("双方举行会谈。", "美国宣布制裁。", "会议谈论制裁。", "計劃會談24次。")
MONTHS = (date(2021, 2, 1), date(2021, 3, 1))


def fill(engine: Engine, seed: int, size: int) -> tuple[Event, ...]:
    """Put `size` random events in the place of all others; the same seed gives the same."""
    events = random_events(Random(seed), size)
    with open_session(engine, writing=True) as session:
        for linked in documents():
            save_document(session, linked.document, linked.extraction, ingested_at=NOON)
        replace_events(session, Linking(events, ()))
    return events


def documents() -> list[LinkedDocument]:
    return [
        LinkedDocument(
            document(f"d{n}", ("标题", *SENTENCES), publisher), extraction(date(2021, 3, n + 1) if n else None)
        )
        for n, publisher in enumerate(PUBLISHERS)
    ]


def random_events(random: Random, size: int) -> tuple[Event, ...]:
    return tuple(_event(random, n) for n in range(size))


def _event(random: Random, n: int) -> Event:
    told = [
        (each.document.key, _mention(random, f"e{n}-{each.document.file}", each))
        for each in _some(random, documents(), 1)
    ]
    precision = random.choice((Precision.DAY, Precision.MONTH))
    first = random.choice(MONTHS) + timedelta(0 if precision is Precision.MONTH else random.randrange(10))
    last = first + timedelta(27 if precision is Precision.MONTH else random.randrange(2))
    undated = random.random() < 0.2
    return replace(
        event(told, title=random.choice(("会谈", "制裁", "其他"))),
        first=None if undated else first,
        last=None if undated else last,
        edtf="XXXX-03-01" if undated else first.isoformat(),
        precision=precision,
        status=random.choice(STATUSES),
        place=random.choice((*PLACES, None)),
        type=random.choice(TYPES),
        participants=tuple(Participant(actor, Role.AGENT, actor.name) for actor in _some(random, ACTORS, 0)),
        topics=tuple(_some(random, TOPICS, 0)),
        salience=float(random.randrange(2, 6)),
        background=random.random() < 0.1,
    )


def _mention(random: Random, key: str, linked: LinkedDocument):
    sentence = random.choice(SENTENCES)
    return mention(linked.document.text, key, sentence, sentence[:1], EventType.OTHER, None)


def _some(random: Random, values, least: int):
    return random.sample(list(values), random.randint(least, len(values)))
