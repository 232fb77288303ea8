"""The facet index and plain SQL give the same answers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, update
from sqlalchemy.orm import Session

from app.filters import FACETS, EventFilter, Show, Sort
from app.linking.events import Linking
from app.store.conclusions import drop_events, replace_events
from app.store.coverage import count_by_actor, count_by_publisher
from app.store.density import count_over_time, list_landmarks
from app.store.engine import make_engine, migrate, open_session
from app.store.events import count, find_nearest_days, find_neighbours, list_event_details, list_events
from app.store.facet_index import FacetIndex, keep_index, snapshot_of
from app.store.facets import list_facets
from app.store.indexing import load_columns
from app.store.people import list_people
from app.store.profiles import count_values, list_weightiest, measure
from app.store.tables import ACTOR, EVENT, EVENT_TEXT
from app.store.topics import list_topics
from tests.databases import new_url
from tests.random_archive import fill
from tests.store.test_facets import filters


class Twins:
    """One database, asked with the index and without."""

    def __init__(self, url: str) -> None:
        self.plain, self.indexed = make_engine(url), make_engine(url)
        migrate(self.plain)
        self.index: FacetIndex = keep_index(self.indexed, least=0)

    def answers(self, filter: EventFilter, **more) -> list[dict[str, object]]:
        return [_answers(engine, filter, **more) for engine in (self.indexed, self.plain)]


@pytest.fixture(scope="module")
def twins(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twins]:
    twins = Twins(new_url(kind, tmp_path_factory.mktemp("twins")))
    fill(twins.plain, seed=11, size=90)
    twins.index.refresh(twins.indexed)
    yield twins
    twins.plain.dispose()
    twins.indexed.dispose()


def _answers(engine: Engine, filter: EventFilter, limit: int = 6) -> dict[str, object]:
    with open_session(engine) as session:
        first = list_events(session, filter, limit=limit)
        second = list_events(session, filter, limit=limit, after=first.after) if first.after else None
        density = count_over_time(session, filter)
        return {
            "first": first,
            "second": second,
            "back": list_events(session, filter, limit=limit, before=second.before) if second else None,
            "facets": list_facets(session, filter),
            "few": list_facets(session, filter, limit=2),
            "found": list_facets(session, filter, looked_for={"actor": lambda value: value > "丁"}),
            "density": density,
            "landmarks": list_landmarks(session, filter, density, 5) if density else None,
            "nearest": find_nearest_days(session, filter),
            "extent": measure(session, filter),
            "values": {name: list(count_values(session, filter, name).items()) for name in FACETS},
            "weightiest": list_weightiest(session, filter, 4),
            "neighbours": find_neighbours(session, first.lines[0].id, filter) if first.lines else None,
            "by actor": count_by_actor(session, filter, 3),
            "by publisher": count_by_publisher(session, filter, 4, 2),
            "people": list_people(session),
            "of a country": list_people(session, country="美国"),
            "topics": list_topics(session),
            "exported": [detail.line for detail in list_event_details(session, filter, batch=10)],
        }


def test_every_answer_is_that_of_plain_sql(kind: str, twins: Twins) -> None:
    # The conditions are the same ones in PostgreSQL, and each question takes longer.
    @settings(max_examples=60 if kind == "sqlite" else 10)
    @given(filters, st.integers(1, 12))
    def ask(filter: EventFilter, limit: int) -> None:
        indexed, plain = twins.answers(filter, limit=limit)
        for name, answer in plain.items():
            assert indexed[name] == answer, name

    ask()


def test_the_index_answers_at_all(twins: Twins) -> None:
    with open_session(twins.indexed) as session, open_session(twins.plain) as other:
        assert snapshot_of(session) is not None
        assert snapshot_of(other) is None


WIDE = EventFilter(show=Show.ALL)


def _drop(session: Session) -> None:
    ids = [row.id for row in session.execute(EVENT.select().order_by(EVENT.c.id).limit(7))]
    drop_events(session, ids)


def _move(session: Session) -> None:
    first = EVENT.select().where(EVENT.c.first.is_not(None)).order_by(EVENT.c.id).limit(1)
    id = session.execute(first).one().id
    day = date(2021, 12, 24)
    session.execute(
        update(EVENT).where(EVENT.c.id == id).values(first=day, last=day, chronology=day.isoformat(), place="新地方")
    )


def _reword(session: Session) -> None:
    id = session.execute(EVENT.select().limit(1)).one().id
    session.execute(delete(EVENT_TEXT).where(EVENT_TEXT.c.event_id == id))
    session.execute(update(EVENT).where(EVENT.c.id == id).values(title="爆炸"))


def _naturalise(session: Session) -> None:
    session.execute(update(ACTOR).where(ACTOR.c.name == "丁").values(country="法国"))


def _drop_all(session: Session) -> None:
    replace_events(session, Linking((), ()))


@pytest.mark.parametrize("change", [_drop, _move, _reword, _naturalise, _drop_all])
def test_it_keeps_up_with_what_changes(kind, tmp_path, change) -> None:
    twins = Twins(new_url(kind, tmp_path))
    fill(twins.plain, seed=3, size=30)
    twins.index.refresh(twins.indexed)
    with open_session(twins.plain, writing=True) as session:
        change(session)
    twins.index.refresh(twins.indexed)
    for filter in (WIDE, replace(WIDE, sort=Sort.NEWEST), replace(WIDE, actor=("法国",), actor_people=True)):
        indexed, plain = twins.answers(filter)
        for name, answer in plain.items():
            assert indexed[name] == answer, (name, filter)
    twins.plain.dispose()
    twins.indexed.dispose()


def test_what_was_merged_is_what_would_be_loaded(kind, tmp_path) -> None:
    twins = Twins(new_url(kind, tmp_path))
    fill(twins.plain, seed=4, size=25)
    twins.index.refresh(twins.indexed)
    with open_session(twins.plain, writing=True) as session:
        _drop(session)
        _move(session)
    twins.index.refresh(twins.indexed)
    with open_session(twins.indexed) as session:
        merged, loaded = snapshot_of(session).columns, load_columns(session)
    for name, column in loaded.flat.items():
        assert merged.flat[name].tolist() == column.tolist(), name
    for name, linked in loaded.linked.items():
        assert merged.linked[name].offsets.tolist() == linked.offsets.tolist(), name
    assert merged.linked["document"].codes.tolist() == loaded.linked["document"].codes.tolist()
    twins.plain.dispose()
    twins.indexed.dispose()


def test_a_small_archive_is_asked_in_plain_sql_and_readers_wait_for_nothing(kind, tmp_path) -> None:
    engine = make_engine(new_url(kind, tmp_path))
    migrate(engine)
    fill(engine, seed=3, size=5)
    index = keep_index(engine, least=6)
    with open_session(engine) as session:
        assert count(session, WIDE) == 5
        assert snapshot_of(session) is None
    assert not index.is_building
    engine.dispose()
