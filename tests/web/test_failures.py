"""What readers see when the program or its database fails: a page that says why, at once."""

import logging
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.store.engine import make_engine, migrate
from app.web.app import create_app
from tests.web.specimens import make_archive


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = make_archive(tmp_path)
    yield engine
    engine.dispose()


def site_of(app: FastAPI) -> TestClient:
    return TestClient(app, raise_server_exceptions=False, headers={"Accept-Language": "zh-CN"})


def file_of(engine: Engine) -> Path:
    return Path(engine.url.database or "")


def test_a_bug_is_a_page_with_the_number_of_its_line_in_the_log(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(engine)

    @app.get("/broken")
    def break_down() -> None:
        raise ZeroDivisionError("secret")

    answer = site_of(app).get("/broken", headers={"X-Request-ID": "number-7"})
    assert answer.status_code == 500
    assert "服务器出错了" in answer.text and "编号 number-7" in answer.text and "secret" not in answer.text
    assert answer.headers["X-Request-ID"] == "number-7"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'")
    assert [record.levelno for record in caplog.records if record.exc_info] == [logging.ERROR]


def damage(file: Path) -> None:
    size = file.stat().st_size
    with file.open("r+b") as opened:
        opened.seek(4096)
        opened.write(b"\xff" * (size - 4096))


def replace_by_text(file: Path) -> None:
    file.write_text("no database at all" * 1000, "utf-8")


def remove_with_its_folder(file: Path) -> None:
    for each in file.parent.glob(f"{file.name}*"):
        each.unlink()
    file.parent.rename(file.parent.with_name("moved"))


def replace_by_an_empty_one(file: Path) -> None:
    file.unlink()
    sqlite3.connect(file).close()


@pytest.mark.parametrize(
    ("harm", "reason", "said"),
    [
        (damage, "文件已损坏", "malformed"),
        (replace_by_text, "文件已损坏", "not a database"),
        (remove_with_its_folder, "打不开这个文件", "unable to open"),
        (replace_by_an_empty_one, "里面没有这个程序的表", "no such table"),
    ],
)
def test_a_database_that_cannot_be_read_is_named_with_the_reason(
    harm, reason: str, said: str, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    file = file_of(engine)
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    engine.dispose()
    for log in file.parent.glob(f"{file.name}-*"):
        log.unlink()
    harm(file)
    site = site_of(create_app(engine))
    answer = site.get("/timeline")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert "数据库现在不能用" in answer.text and f"{file.name} · {reason}" in answer.text
    assert str(file) in caplog.text and said in caplog.text
    assert site.get("/healthz").status_code == 200
    assert site.get("/readyz").status_code == 503


def test_a_database_that_another_program_keeps_for_itself_is_not_waited_for(engine: Engine) -> None:
    file = file_of(engine)
    engine.dispose()
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("PRAGMA locking_mode=EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    patient = make_engine(f"sqlite:///{file}", wait=0.2)
    try:
        site, began = site_of(create_app(patient)), time.monotonic()
        answer, ready = site.get("/timeline"), site.get("/readyz")
        assert time.monotonic() - began < 20
        assert answer.status_code == 503 and "别的程序正占用它" in answer.text
        assert (ready.status_code, ready.json()["reason"]) == (503, "database is locked")
    finally:
        holder.close()
    assert site.get("/timeline").status_code == 200
    patient.dispose()


def test_what_was_written_by_a_newer_program_is_not_ready(engine: Engine) -> None:
    with sqlite3.connect(file_of(engine)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    ready = site_of(create_app(engine)).get("/readyz")
    assert (ready.status_code, ready.json()["status"]) == (503, "unavailable")


def test_a_database_that_can_only_be_read_is_served(engine: Engine) -> None:
    file = file_of(engine)
    engine.dispose()
    only_read = make_engine(f"sqlite:///file:{file}?mode=ro&uri=true")
    migrate(only_read)
    site = site_of(create_app(only_read))
    assert site.get("/timeline").status_code == 200
    assert site.get("/readyz").json()["status"] == "ok"
    only_read.dispose()


@pytest.mark.parametrize("query", ["&".join(f"actor=某人{n}" for n in range(500)), "q=的", "q=" + "的" * 5000])
def test_many_values_and_common_words_are_answered(query: str, site: TestClient) -> None:
    answer = site.get(f"/timeline?{query}")
    assert answer.status_code == 200
    assert answer.text.startswith("<!doctype html>")
