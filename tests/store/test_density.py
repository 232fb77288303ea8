from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.extraction.mentions import Precision, Status
from app.filters import EventFilter
from app.store.density import Density, Step, count_over_time, list_landmarks
from app.store.engine import open_session
from app.store.events import list_events
from app.store.tables import EVENT
from tests.databases import new_database
from tests.random_archive import fill
from tests.store.test_facets import filters


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    engine = new_database("sqlite", tmp_path_factory.mktemp("density"))
    fill(engine, seed=5, size=60)
    with open_session(engine) as session:
        yield session
    engine.dispose()


def total(density: Density) -> int:
    return sum(bar.total for bar in density.bars) + density.earlier + density.later + density.undated


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(filters)
def test_the_picture_holds_every_event_of_its_list(archive: Session, filter: EventFilter) -> None:
    density = count_over_time(archive, filter)
    page = list_events(archive, filter, limit=1)
    if density is None:
        assert all(line.first is None for line in page.lines)
    else:
        assert total(density) == page.total


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(st.dates(), st.integers(0, 40_000))
def test_bars_follow_each_other_without_a_gap(archive: Session, first: date, days: int) -> None:
    last = first + timedelta(days=min(days, (date.max - first).days))
    density = count_over_time(archive, EventFilter(first=first, last=last))
    if density is None:
        return
    assert density.bars[0].first <= first
    assert density.bars[-1].last >= last
    assert all(one.last + timedelta(days=1) == other.first for one, other in pairwise(density.bars))
    assert len(density.bars) <= 150


@pytest.mark.parametrize(
    ("last", "step", "bars"),
    [
        ("2021-03-31", Step.DAY, 31),
        ("2021-12-31", Step.WEEK, 44),
        ("2025-12-31", Step.MONTH, 58),
        ("2121-01-01", Step.YEAR, 101),
        ("2521-01-01", Step.YEAR, 126),
    ],
)
def test_the_step_follows_the_range(archive: Session, last: str, step: Step, bars: int) -> None:
    density = count_over_time(archive, EventFilter(first=date(2021, 3, 1), last=date.fromisoformat(last)))
    assert density is not None
    assert (density.step, len(density.bars)) == (step, bars)


def test_what_is_known_less_finely_than_a_bar_is_uncertain(archive: Session) -> None:
    march = EventFilter(first=date(2021, 3, 1), last=date(2021, 3, 31))
    density = count_over_time(archive, march)
    lines = list_events(archive, march, limit=200).lines
    months = sum(line.precision == Precision.MONTH for line in lines)
    stretches = sum(line.precision == Precision.DAY and line.first != line.last for line in lines)
    planned = sum(
        line.precision == Precision.DAY and line.first == line.last and line.status == Status.PLANNED for line in lines
    )
    assert density is not None
    assert sum(bar.uncertain for bar in density.bars) == months + stretches
    assert sum(bar.planned for bar in density.bars) == planned


def test_a_few_old_events_do_not_stretch_the_axis(archive: Session) -> None:
    archive.execute(EVENT.update().where(EVENT.c.id.in_(_some_ids(archive, 2))).values(first=date(1842, 5, 1)))
    density = count_over_time(archive, EventFilter())
    assert density is not None
    assert density.first.year == 2021
    assert density.earlier >= 2
    assert total(density) == list_events(archive, EventFilter(), limit=1).total
    archive.rollback()


def test_landmarks_come_by_weight_and_stand_on_the_axis(archive: Session) -> None:
    density = count_over_time(archive, EventFilter())
    assert density is not None
    lines = list_landmarks(archive, EventFilter(), density, 5)
    assert [line.salience for line in lines] == sorted((line.salience for line in lines), reverse=True)
    assert all(line.first and density.first <= line.first <= density.last for line in lines)


def _some_ids(session: Session, count: int) -> list[str]:
    return [line.id for line in list_events(session, EventFilter(), limit=count).lines]
