"""Topics: what the events of the archive are about."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.extraction import lexicon
from app.store.indexed import Met, index_of
from app.store.patterns import plain
from app.store.people import HAPPENED_FIRST, HAPPENED_LAST, nearest
from app.store.tables import EVENT, EVENT_TOPIC


@dataclass(frozen=True)
class Subject:
    """A topic with the events about it. `keywords` are the words by which a passage is found to be about it, and
    `countries` the two that make it so when both take part. `code` is its place in IPTC Media Topics, or local:…."""

    name: str
    english: str
    code: str
    keywords: tuple[str, ...]
    countries: tuple[str, ...]
    events: int
    first: date | None
    last: date | None


def list_topics(session: Session, words: str = "") -> tuple[Subject, ...]:
    """Those with most events first. A search finds names, English names and keywords."""
    wanted = plain(words).strip()
    return tuple(subject for subject in _load(session) if not wanted or _has(subject, wanted))


def get_topic(session: Session, name: str) -> Subject:
    """Raises NotFound for a topic that no event of the archive has."""
    for subject in _load(session):
        if subject.name == name:
            return subject
    raise NotFound("topic", name)


def find_near_topics(session: Session, name: str, limit: int = 6) -> tuple[Subject, ...]:
    """Topics with a name or a keyword much like this, the likest first."""
    subjects = {subject.name: subject for subject in _load(session)}
    names = {key: (subject.name, subject.english, *subject.keywords) for key, subject in subjects.items()}
    return tuple(subjects[each] for each in nearest(name, names)[:limit])


def _load(session: Session) -> list[Subject]:
    known = {topic.name: topic for topic in lexicon.topics()}
    met = _met(session)
    names = sorted(met, key=lambda name: (-met[name].events, name))
    return [_subject(known.get(name), name, met[name].events, met[name].first, met[name].last) for name in names]


def _met(session: Session) -> dict[str, Met]:
    if index := index_of(session):
        return index.met("topic")
    columns = (EVENT_TOPIC.c.topic, func.count(), func.min(HAPPENED_FIRST), func.max(HAPPENED_LAST))
    query = select(*columns).join(EVENT, EVENT.c.id == EVENT_TOPIC.c.event_id).group_by(EVENT_TOPIC.c.topic)
    return {row[0]: Met(*row[1:]) for row in session.execute(query)}


def _subject(known: lexicon.Topic | None, name: str, events: int, first: date | None, last: date | None) -> Subject:
    if known is None:  # stored by an older word list
        return Subject(name, "", "", (), (), events, first, last)
    countries = tuple(sorted(known.countries))
    return Subject(name, known.english, known.code, known.keywords, countries, events, first, last)


def _has(subject: Subject, wanted: str) -> bool:
    return any(wanted in plain(each) for each in (subject.name, subject.english, *subject.keywords))
