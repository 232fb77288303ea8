from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from app.errors import NotFound
from app.ingest import forget, ingest
from app.inputs import list_inputs
from app.store.engine import open_session
from app.store.history import Difference, Redated, Remerged, Was, compare_runs, difference
from app.store.runs import list_runs, start_run
from app.store.tables import DOCUMENT, EVENT, HISTORY, RUN
from tests.databases import new_database

NOW = datetime(2024, 5, 1, 8, 0, tzinfo=UTC)
REPORT = """https://www.example.org/{name}
{title}
【某报讯】2021年3月18日

{words}
"""


@pytest.fixture
def engine(kind: str, tmp_path: Path) -> Iterator[Engine]:
    engine = new_database(kind, tmp_path)
    yield engine
    engine.dispose()


def was(id: str, edtf: str | None = "2021-03-18", mentions: str = "") -> Was:
    return Was(id, edtf, f"事件{id}", frozenset(mentions.split()))


def compared(before: list[Was], after: list[Was]) -> Difference:
    return difference({each.id: each for each in before}, {each.id: each for each in after})


def test_the_same_is_no_difference() -> None:
    same = [was("a", mentions="1 2"), was("b", None, "3")]
    assert compared(same, list(reversed(same))) == Difference((), (), (), (), {})


def test_an_event_that_came_is_added_and_one_that_went_is_removed() -> None:
    one, other = was("a", mentions="1"), was("b", mentions="2")
    assert compared([one], [other]) == Difference((other,), (one,), (), (), {"a": ()})


def test_another_day_is_dated_otherwise() -> None:
    before, after = was("a", "2021-03", "1"), was("a", "2021-03-18", "1")
    assert compared([before], [after]).redated == (Redated(before, after),)


def test_an_event_that_was_merged_into_another_names_it() -> None:
    found = compared([was("a", mentions="1"), was("b", mentions="2 3")], [was("a", mentions="1 2 3")])
    assert found.heirs == {"b": ("a",)}
    assert found.remerged == (Remerged(was("a", mentions="1 2 3"), frozenset("23"), frozenset()),)


def test_a_mention_that_moved_counts_for_both() -> None:
    before = [was("a", mentions="1 2"), was("b", mentions="3")]
    after = [was("a", mentions="1"), was("b", mentions="2 3")]
    assert compared(before, after).remerged == (
        Remerged(was("a", mentions="1"), frozenset(), frozenset("2")),
        Remerged(was("b", mentions="2 3"), frozenset("2"), frozenset()),
    )


def test_a_mention_that_came_or_went_with_its_document_is_no_merge() -> None:
    assert compared([was("a", mentions="1 2")], [was("a", mentions="2 3")]).remerged == ()


def write(folder: Path, name: str, words: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.txt").write_text(REPORT.format(name=name, title="渔业协议", words=words), encoding="utf-8")


def run(engine: Engine, folder: Path, number: int) -> None:
    ingest(engine, list_inputs([folder]), NOW + timedelta(minutes=number))


def test_each_run_knows_what_its_events_were(engine: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    write(folder, "one", "挪威与越南2021年3月17日在河内签署渔业协议。")
    run(engine, folder, 1)
    run(engine, folder, 2)
    write(folder, "two", "智利总统2021年5月3日访问秘鲁。")
    run(engine, folder, 3)
    write(folder, "one", "挪威与越南2021年3月19日在河内签署渔业协议。")
    run(engine, folder, 4)
    with open_session(engine) as session:
        assert compare_runs(session, 1, 2) == Difference((), (), (), (), {})
        visit = compare_runs(session, 2, 3)
        assert [each.edtf for each in visit.added] == ["2021-05-03"]
        assert visit.removed == visit.redated == visit.remerged == ()
        assert [each.edtf for each in compare_runs(session, 3, 1).removed] == ["2021-05-03"]
        moved = compare_runs(session, 3, 4)
        days = {each.edtf for each in moved.added} | {each.after.edtf for each in moved.redated}
        assert days == {"2021-03-19"}


def test_what_is_told_of_the_last_run_are_the_events_that_are_there(engine: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    write(folder, "one", "挪威与越南2021年3月17日在河内签署渔业协议。")
    write(folder, "two", "智利总统2021年5月3日访问秘鲁。")
    run(engine, folder, 1)
    with open_session(engine) as session:
        key = session.scalars(select(DOCUMENT.c.key).where(DOCUMENT.c.file.contains("two"))).one()
    forget(engine, [key])
    run(engine, tmp_path / "documents" / "one.txt", 2)
    with open_session(engine) as session:
        assert [each.edtf for each in compare_runs(session, 1, 2).removed] == ["2021-05-03"]
        kept = session.execute(select(HISTORY.c.event_id, HISTORY.c.edtf).where(HISTORY.c.until.is_(None))).all()
        there = session.execute(select(EVENT.c.id, EVENT.c.edtf)).all()
        assert sorted(kept) == sorted(there) != []


def test_a_run_that_never_was_is_not_compared(engine: Engine) -> None:
    with open_session(engine) as session, pytest.raises(NotFound, match="7"):
        compare_runs(session, 7, 7)


def test_a_run_from_before_there_was_a_history_is_not_compared(engine: Engine) -> None:
    with open_session(engine, writing=True) as session:
        session.execute(RUN.insert().values(started_at=NOW, finished_at=NOW, report={"events": 5}))
    with open_session(engine) as session, pytest.raises(NotFound, match="history"):
        compare_runs(session, 1, 1)


def test_a_run_that_was_stopped_left_what_the_one_before_it_left(engine: Engine, tmp_path: Path) -> None:
    write(tmp_path / "documents", "one", "挪威与越南2021年3月17日在河内签署渔业协议。")
    run(engine, tmp_path / "documents", 1)
    with open_session(engine, writing=True) as session:
        start_run(session, NOW + timedelta(hours=1))
    with open_session(engine) as session:
        assert [each.id for each in list_runs(session)] == [2, 1]
        assert compare_runs(session, 1, 2) == Difference((), (), (), (), {})
