"""What is said of PostgreSQL alone, and that it keeps and finds the same as SQLite."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, delete, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.errors import SettingsError
from app.ingest import ingest
from app.inputs import list_inputs
from app.store.backup import backup, restore
from app.store.engine import find_reason, make_engine, migrate, open_session, schema_revision
from app.store.facet_index import FacetIndex
from app.store.integrity import list_damages
from app.store.patterns import glob, plain, regex
from app.store.phrases import save_words
from app.store.search import list_rows, queries_of, searchable
from app.store.tables import DOCUMENT, EVENT, EVENT_TEXT, MEMORY, RUN
from app.store.watcher import Watcher
from tests.databases import new_database, new_url, server
from tests.random_archive import fill
from tests.store.test_linking import rows_of

pytestmark = pytest.mark.usefixtures("postgresql")
ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests/golden"
NOW = datetime(2024, 5, 1, 8, 0, tzinfo=UTC)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Engine]:
    engine = new_database("postgresql", tmp_path)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Engine]]:
    """SQLite and PostgreSQL, without rows."""
    folder = tmp_path_factory.mktemp("both")
    engines = new_database("sqlite", folder), new_database("postgresql", folder)
    yield engines
    for engine in engines:
        engine.dispose()


def test_an_ingest_leaves_the_same_rows(tmp_path: Path) -> None:
    found = []
    for kind in ("sqlite", "postgresql"):
        engine = new_database(kind, tmp_path)
        files = list(list_inputs([GOLDEN]))
        for minutes, some in enumerate((files[:2], files)):
            ingest(engine, some, NOW + timedelta(minutes=minutes))
        with engine.connect() as connection:
            memory = sorted(map(tuple, connection.execute(select(MEMORY))))
            runs = [row.report["events"] for row in connection.execute(select(RUN).order_by(RUN.c.id))]
        found.append((rows_of(engine), memory, runs))
        engine.dispose()
    assert found[0] == found[1]
    assert found[0][0]["event"] and found[0][1]


def rows_with(session: Session, words: str) -> list[set[str]]:
    """The rows that have what is wanted, and those that have what is not."""
    return [set(list_rows(session, query).split(",")) - {""} if query else set() for query in queries_of(words)]


CHARACTERS = st.sampled_from("会會谈談中国國美拜登24aABéÉß。，“_- 　ａ½")


@settings(max_examples=25)
@given(
    st.lists(st.lists(st.text(CHARACTERS, max_size=12), min_size=1, max_size=3), min_size=1, max_size=6),
    st.lists(st.text(CHARACTERS, min_size=1, max_size=6), min_size=1, max_size=12),
)
def test_a_search_finds_the_same(both: tuple[Engine, Engine], texts: list[list[str]], searches: list[str]) -> None:
    found: list[list[list[set[str]]]] = []
    rows = [{"rowid": n, "event_id": f"e{n}", "words": searchable(each)} for n, each in enumerate(texts)]
    for engine in both:
        with open_session(engine, writing=True) as session:
            session.execute(delete(EVENT_TEXT))
            save_words(session, rows)
            found.append([rows_with(session, words) for words in searches])
    assert found[0] == found[1]


def test_a_word_told_more_often_than_a_vector_counts_is_found_in_its_phrase(both: tuple[Engine, Engine]) -> None:
    words = searchable(["中" * 20_000 + "美国会" + "国会中" * 300 + "拜登说话", "登说。话"])
    asked = {"拜登说话": True, "登说话": True, "美国会": True, "中美国会国": True, "说话登": False, "会美": False}
    for engine in both:
        with open_session(engine, writing=True) as session:
            session.execute(delete(EVENT_TEXT))
            save_words(session, [{"rowid": 1, "event_id": "e", "words": words}])
            assert {each: rows_with(session, each) == [{"1"}, set()] for each in asked} == asked, engine.dialect.name


def test_a_token_longer_than_an_index_holds_is_kept(empty: Engine) -> None:
    with open_session(empty, writing=True) as session:
        save_words(session, [{"rowid": 1, "event_id": "e", "words": searchable(["x" * 5000 + "会谈", "é" * 3000])}])
        assert rows_with(session, "x" * 5000 + "会") == [{"1"}, set()]


@settings(max_examples=60)
@given(st.text("a]b[^-\\.*?{}()|$+会會12", min_size=1, max_size=4), st.text("aA]b[^-\\.*?{}()|$+会會1１2", max_size=8))
def test_a_pattern_means_the_same(both: tuple[Engine, Engine], words: str, told: str) -> None:
    asked = (("SELECT :told GLOB :pattern", glob), ("SELECT :told ~ :pattern", regex))
    answers = []
    for engine, (query, pattern) in zip(both, asked, strict=True):
        with engine.connect() as connection:
            values = {"told": told, "pattern": pattern(plain(words))}
            answers.append(bool(connection.scalar(text(query), values)))
    assert answers[0] == answers[1] == (plain(words) in plain(told))


def test_text_compares_by_its_characters_whatever_the_locale(tmp_path: Path) -> None:
    engine = make_engine(_with_locale("en-US-x-icu") or new_url("postgresql", tmp_path))
    migrate(engine)
    names = ["b", "B", "a", "é", "中", "_", "丁", "~"]
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO actor (name, kind) VALUES (:n, '')"), [{"n": name} for name in names])
        assert connection.scalars(text("SELECT name FROM actor ORDER BY name")).all() == sorted(names)
    engine.dispose()


def _with_locale(locale: str) -> str | None:
    """A database that sorts as people do; None where the server was built without ICU."""
    engine = create_engine(server().set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        known = connection.scalar(text("SELECT 1 FROM pg_collation WHERE collname = :name"), {"name": locale})
        if known:
            connection.execute(text("DROP DATABASE IF EXISTS annals_test_locale WITH (FORCE)"))
            connection.execute(
                text(
                    "CREATE DATABASE annals_test_locale TEMPLATE template0 ENCODING 'UTF8'"
                    " LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C'"
                )
            )
    engine.dispose()
    return server().set(database="annals_test_locale").render_as_string(hide_password=False) if known else None


def test_a_reader_sees_one_moment_and_waits_for_nobody(empty: Engine) -> None:
    fill(empty, 1, 5)
    with open_session(empty) as reader, open_session(empty, writing=True) as writer:
        count = text("SELECT count(*) FROM event")
        before = reader.scalar(count)
        writer.execute(text("DELETE FROM mention"))
        writer.commit()
        assert reader.scalar(count) == before
        assert reader.scalar(text("SELECT count(*) FROM mention"))


def test_a_writer_waits_for_the_one_before(empty: Engine) -> None:
    with open_session(empty, writing=True), empty.connect() as other:
        other.execute(text("SET lock_timeout = '50ms'"))
        other.commit()
        with pytest.raises(DBAPIError) as caught:
            other.execution_options(writing=True).execute(text("SELECT 1"))
        assert "another program has been writing" in (find_reason(caught.value, empty) or "")


def test_the_writing_of_others_is_noticed_and_reading_is_not(empty: Engine) -> None:
    other = make_engine(empty.url.render_as_string(hide_password=False))
    watcher = Watcher(empty, FacetIndex())
    seen = [watcher.version()]
    with open_session(empty) as session:
        session.scalar(text("SELECT count(*) FROM event"))
    assert watcher.version() == seen[0] is not None
    for change in ("INSERT INTO actor VALUES ('甲', '')", "UPDATE actor SET kind = 'person'", "DELETE FROM actor"):
        with other.begin() as connection:
            connection.execute(text(change))
        assert watcher.version() not in seen
        seen.append(watcher.version())
    with other.connect() as connection:
        connection.execute(text("INSERT INTO actor VALUES ('乙', '')"))
    assert watcher.version() == seen[-1], "what was taken back never was"
    other.dispose()


def test_a_cut_connection_is_opened_again(empty: Engine) -> None:
    watcher = Watcher(empty, FacetIndex())
    assert watcher.version() is not None
    with open_session(empty) as session:
        session.scalar(select(EVENT.c.id))
    _cut_others(empty)
    assert watcher.version() is None
    with open_session(empty) as session:
        assert session.scalar(text("SELECT 1")) == 1


def _cut_others(engine: Engine) -> None:
    admin = create_engine(server().set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        query = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name")
        connection.execute(query, {"name": engine.url.database}).all()
    admin.dispose()


def test_a_copy_goes_from_one_kind_to_the_other_and_back(tmp_path: Path) -> None:
    first, second = new_database("sqlite", tmp_path, "first"), new_database("postgresql", tmp_path)
    third = new_database("sqlite", tmp_path, "third")
    ingest(first, list_inputs([GOLDEN]), NOW)
    fill(second, 3, 4)
    for source, target in ((first, second), (second, third)):
        backup(source, tmp_path / "copy.db")
        restore(target, tmp_path / "copy.db")
        assert rows_of(target) == rows_of(first)
        with open_session(target, writing=True) as session:
            assert list(list_damages(session)) == []
    # What comes next is numbered behind what came with the copy.
    assert ingest(second, [], NOW + timedelta(minutes=1)).run == 2
    for engine in (first, second, third):
        engine.dispose()


def test_tokens_that_are_not_those_of_the_words_are_a_damage(empty: Engine) -> None:
    fill(empty, 1, 3)
    with empty.begin() as connection:
        connection.execute(text("UPDATE event_text SET tokens = '' WHERE event_id = (SELECT min(id) FROM event)"))
    with open_session(empty, writing=True) as session:
        (damage,) = list_damages(session)
    assert "the tokens of event" in damage


INGEST = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from app.ingest import ingest
from app.inputs import list_inputs
from app.store.engine import make_engine, migrate
url, folder, reverse = sys.argv[1:]
engine = make_engine(url)
migrate(engine)
files = sorted(list_inputs([Path(folder)]), key=lambda file: file.name, reverse=reverse == "yes")
print("ready", flush=True)
sys.stdin.readline()
ingest(engine, files, datetime.now(UTC))
"""


def test_two_hosts_at_once_leave_what_one_leaves(tmp_path: Path) -> None:
    url = new_url("postgresql", tmp_path)
    hosts = [
        subprocess.Popen(
            [sys.executable, "-c", INGEST, url, str(GOLDEN), reverse],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for reverse in ("no", "yes")
    ]  # fmt: skip
    for host in hosts:
        assert host.stdout and host.stdout.readline() == "ready\n", host.communicate()[1]
    for host in hosts:
        assert host.stdin
        host.stdin.write("go\n")
        host.stdin.flush()
    for host in hosts:
        assert host.communicate(timeout=120)[1] == "" and host.returncode == 0
    engine, alone = make_engine(url), new_database("sqlite", tmp_path)
    ingest(alone, list_inputs([GOLDEN]), NOW)
    found, expected = rows_of(engine), rows_of(alone)
    for name in expected.keys() - {"document"}:
        assert found[name] == expected[name], name
    with engine.connect() as one, alone.connect() as other:
        assert set(one.scalars(select(DOCUMENT.c.key))) == set(other.scalars(select(DOCUMENT.c.key)))
    engine.dispose()
    alone.dispose()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"database": "nobody_made_this"}, "no such database; make it with: createdb nobody_made_this"),
        ({"username": "nobody"}, "this user"),
        ({"query": {"host": "/nowhere"}}, "no PostgreSQL server answers there"),
        ({"query": {}, "host": "127.0.0.1", "port": 1}, "no PostgreSQL server answers there"),
        ({"query": {}, "host": "nowhere.invalid"}, "no host of this name"),
    ],
)
def test_what_is_wrong_is_said_in_words(change: dict[str, Any], reason: str) -> None:
    engine = make_engine(server().set(**change).render_as_string(hide_password=False))
    with pytest.raises(DBAPIError) as caught:
        migrate(engine)
    assert reason in (find_reason(caught.value, engine) or "")


def test_a_command_says_it_in_one_line_without_the_password() -> None:
    url = server().set(database="nobody_made_this", password="secret").render_as_string(hide_password=False)
    program = "import sys; from app.cli import main; sys.argv[1:] = ['runs']; main()"
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60,
        env={**os.environ, "ANNALS_DATABASE_URL": url, "PYTHONPATH": str(ROOT), "COLUMNS": "500"},
    )  # fmt: skip
    assert told.returncode == 2 and told.stderr.count("\n") == 1 and told.stderr.startswith("annals: postgresql")
    assert "secret" not in told.stderr + told.stdout


def test_a_password_is_not_told_even_of_a_wrong_address() -> None:
    with pytest.raises(SettingsError) as caught:
        make_engine("postgresql://me:secret@host:port/annals")
    assert "secret" not in str(caught.value)


def test_what_can_only_be_read_is_served_and_not_written(empty: Engine) -> None:
    fill(empty, 1, 3)
    with empty.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"ALTER DATABASE {empty.url.database} SET default_transaction_read_only = on"))
    reader = make_engine(empty.url.render_as_string(hide_password=False))
    migrate(reader)
    with open_session(reader) as session:
        assert session.scalar(text("SELECT count(*) FROM event")) == 3
    with pytest.raises(DBAPIError) as caught, open_session(reader, writing=True) as session:
        session.execute(text("DELETE FROM mention"))
    assert find_reason(caught.value, reader) == "it can only be read"
    reader.dispose()


def test_a_database_that_cannot_hold_chinese_is_refused() -> None:
    admin = create_engine(server().set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS annals_test_latin"))
        connection.execute(text("CREATE DATABASE annals_test_latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'"))
    engine = make_engine(server().set(database="annals_test_latin").render_as_string(hide_password=False))
    with pytest.raises(SettingsError, match="its encoding is LATIN1"):
        migrate(engine)
    assert schema_revision(engine) is None
    engine.dispose()
    with admin.connect() as connection:
        connection.execute(text("DROP DATABASE annals_test_latin"))
    admin.dispose()


def test_a_fault_of_the_program_is_no_fault_of_the_database(empty: Engine) -> None:
    with pytest.raises(DBAPIError) as caught, open_session(empty) as session:
        session.execute(text("SELECT nothing_of_that_name FROM event"))
    assert find_reason(caught.value, empty) is None
