import shutil
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from app.errors import SettingsError
from app.store import engine as store_engine
from app.store.engine import make_engine, migrate, migration_config
from tests.databases import new_url

# Alters much, then asks for what is not there.
FAILING = """
from alembic import op

revision = "9998"
down_revision = "{head}"


def upgrade():
    op.execute("CREATE TABLE half_done (id INTEGER)")
    op.execute("DELETE FROM tombstone")
    with op.batch_alter_table("tombstone") as table:
        table.drop_column("heir")
    op.execute("DROP TABLE event_text")
    op.execute("UPDATE tombstone SET nothing_of_that_name = 1")
"""


_COLUMNS = """
    SELECT table_name, column_name, data_type, collation_name FROM information_schema.columns
    WHERE table_schema = current_schema() ORDER BY table_name, column_name
"""


@pytest.fixture
def engine(kind: str, tmp_path: Path):
    engine = make_engine(new_url(kind, tmp_path / "new" / "deep"))
    yield engine
    engine.dispose()


def tables(engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def test_upgrade_downgrade_upgrade(engine):
    migrate(engine)
    full = tables(engine)
    with engine.begin() as connection:
        command.downgrade(migration_config(connection), "base")
    assert tables(engine) == {"alembic_version"}
    migrate(engine)
    assert tables(engine) == full >= {"document", "event", "mention", "event_text"}


def test_tables_and_migrations_say_the_same(engine):
    migrate(engine)
    with engine.begin() as connection:
        command.check(migration_config(connection))


def test_migrating_twice_changes_nothing_wherever_it_is_started(engine, tmp_path, monkeypatch):
    migrate(engine)
    monkeypatch.chdir(tmp_path)
    migrate(engine)


def test_a_database_of_a_later_program_is_refused(engine):
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SettingsError, match="9999"):
        migrate(engine)


def test_a_migration_that_fails_leaves_everything_as_it_was(engine, tmp_path, monkeypatch):
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO tombstone VALUES ('a-1', 'a', 0, '两国在河内签署协议。', 'a-2')"))
    with engine.begin() as connection:
        command.downgrade(migration_config(connection), "0003")
    before = contents(engine)
    failing = FAILING.format(head=store_engine.newest_revision())
    folder = shutil.copytree(store_engine._MIGRATIONS, tmp_path / "migrations")
    (folder / "versions" / "9998_failing.py").write_text(failing, encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(store_engine, "_MIGRATIONS", folder)
        with pytest.raises(DBAPIError, match="nothing_of_that_name"):
            migrate(engine)
    assert contents(engine) == before
    migrate(engine)
    assert "version" in tables(engine)
    assert any("两国在河内签署协议。" in line for line in contents(engine))


def contents(engine) -> list[str]:
    """Every table with its columns and every row, and what the program keeps of its own version; of SQLite as SQL."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            return list(connection.connection.driver_connection.iterdump())
        columns = map(str, connection.execute(text(_COLUMNS)))
        rows = (connection.execute(text(f"SELECT * FROM {table}")) for table in sorted(tables(engine)))
        return [*columns, *(str(row) for each in rows for row in each)]
