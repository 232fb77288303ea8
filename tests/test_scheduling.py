"""Work by threads, processes and a Dask cluster: everything once and in order, whoever breaks down."""

import os
import shutil
import signal
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

from app.dask_crew import DaskCrew
from app.errors import SchedulerError
from app.scheduling import AHEAD, Crew, LocalCrew, map_in_order
from tests.cluster import ROOT, Cluster, dask_cluster, die_once, die_twice, double, double_or_die, double_slowly

GIVEN_UP = -1


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with dask_cluster(tmp_path_factory.mktemp("cluster")) as cluster:
        yield cluster


def threads(work: Callable[[int], int]) -> Crew[int, int]:
    return LocalCrew(partial(ThreadPoolExecutor, 2), 2, work)


def processes(work: Callable[[int], int]) -> Crew[int, int]:
    return LocalCrew(partial(ProcessPoolExecutor, 2, get_context("spawn")), 2, work)


def run(crew: Crew[int, int], items: Iterator[int] | range) -> list[int]:
    return list(map_in_order(items, crew, lambda item: GIVEN_UP))


def doubled(items: range, given_up: int | None = None) -> list[int]:
    return [GIVEN_UP if item == given_up else 2 * item for item in items]


@pytest.mark.parametrize("crew", [threads, processes])
def test_results_come_in_the_order_of_their_items(crew: Callable[[Callable[[int], int]], Crew[int, int]]) -> None:
    assert run(crew(partial(double, None)), range(40)) == doubled(range(40))


def test_few_items_lie_in_memory() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(10 * AHEAD):
            taken.append(number)
            yield number

    for done, _ in enumerate(map_in_order(items(), threads(partial(double, None)), lambda item: GIVEN_UP)):
        assert len(taken) <= done + 2 * AHEAD


def test_what_was_lost_with_its_process_is_done_again(tmp_path: Path) -> None:
    assert run(processes(partial(die_once, str(tmp_path))), range(40)) == doubled(range(40))


def test_what_is_lost_again_when_tried_by_itself_is_not_given_up_at_once(tmp_path: Path) -> None:
    assert run(processes(partial(die_twice, str(tmp_path))), range(40)) == doubled(range(40))


def test_only_the_item_that_breaks_down_its_process_is_given_up() -> None:
    assert run(processes(partial(double_or_die, 7)), range(40)) == doubled(range(40), given_up=7)


def test_what_was_lost_with_its_dask_worker_is_done_again(cluster: Cluster, tmp_path: Path) -> None:
    assert run(DaskCrew(cluster.address, die_once, str(tmp_path)), range(60)) == doubled(range(60))


def test_only_the_item_that_breaks_down_its_dask_worker_is_given_up(cluster: Cluster) -> None:
    assert run(DaskCrew(cluster.address, double_or_die, 7), range(40)) == doubled(range(40), given_up=7)


def test_a_dask_worker_that_is_killed_from_outside_loses_nothing(cluster: Cluster) -> None:
    numbers = range(120)
    found = []
    for each in map_in_order(iter(numbers), DaskCrew(cluster.address, double_slowly, None), lambda item: GIVEN_UP):
        found.append(each)
        if len(found) in (10, 50):
            os.kill(cluster.list_workers()[0], signal.SIGKILL)
    assert found == doubled(numbers)


def test_an_error_of_the_work_is_raised(cluster: Cluster) -> None:
    with pytest.raises(TypeError):
        run(DaskCrew(cluster.address, double, None), [None])  # type: ignore[list-item, arg-type]


@pytest.mark.parametrize("address", ["nonsense", "tcp://127.0.0.1:notaport", "http://127.0.0.1:8786", ""])
def test_what_is_no_address_of_a_scheduler_is_refused(address: str) -> None:
    with pytest.raises(SchedulerError, match="no Dask scheduler answers"):
        run(DaskCrew(address, double, None), range(3))


@pytest.mark.parametrize("listens", [False, True])
def test_a_scheduler_that_does_not_answer_is_not_waited_for(listens: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.dask_crew._CONNECT", 1.0)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        if not listens:
            silent.close()
        began = time.monotonic()
        with pytest.raises(SchedulerError, match="no Dask scheduler answers"):
            run(DaskCrew(address, double, None), range(3))
    assert time.monotonic() - began < 10


def test_a_scheduler_without_workers_says_how_to_start_some(tmp_path: Path) -> None:
    with dask_cluster(tmp_path, workers=0) as cluster, pytest.raises(SchedulerError, match="no workers; start some"):
        run(DaskCrew(cluster.address, double, None, patience=1), range(3))


@pytest.mark.parametrize("sent", [signal.SIGSTOP, signal.SIGKILL])
def test_a_scheduler_that_goes_in_the_middle_is_told_of(
    sent: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with dask_cluster(tmp_path, workers=1) as cluster:
        work = map_in_order(range(500), DaskCrew(cluster.address, double_slowly, None, patience=2), lambda item: -1)
        assert [next(work) for _ in range(3)] == [0, 2, 4]
        monkeypatch.setattr("app.dask_crew._CONNECT", 2.0)
        os.kill(cluster.scheduler, sent)
        began = time.monotonic()
        with pytest.raises(SchedulerError, match=r"scheduler|worker"):
            list(work)
        assert time.monotonic() - began < 60


def test_workers_with_other_rules_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(ROOT / "app", other / "app", ignore=shutil.ignore_patterns("__pycache__"))
    with (other / "app/extraction/lexicon/titles.tsv").open("a", encoding="utf-8") as titles:
        titles.write("# a line more\n")
    refuses(tmp_path, other, "has another version of the program")


def test_workers_without_the_program_are_refused(tmp_path: Path) -> None:
    refuses(tmp_path, without_program(tmp_path), "does not have the program")


def test_a_scheduler_needs_not_have_the_program(tmp_path: Path) -> None:
    bare = {"PYTHONPATH": str(without_program(tmp_path))}
    with dask_cluster(tmp_path, 1, of_scheduler=bare) as cluster:
        assert run(DaskCrew(cluster.address, double, None), range(20)) == doubled(range(20))


def without_program(folder: Path) -> Path:
    (folder / "other/app").mkdir(parents=True)
    (folder / "other/app/__init__.py").touch()
    return folder / "other"


def refuses(folder: Path, program: Path, reason: str) -> None:
    environment = {"PYTHONPATH": f"{program}{os.pathsep}{ROOT}"}
    with dask_cluster(folder, 1, environment) as cluster, pytest.raises(SchedulerError, match=reason):
        run(DaskCrew(cluster.address, double, None), range(3))
