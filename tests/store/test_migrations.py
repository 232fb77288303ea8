from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import inspect, text

from app.errors import SettingsError
from app.store.engine import make_engine, migrate, migration_config


@pytest.fixture
def engine(tmp_path: Path):
    engine = make_engine(f"sqlite:///{tmp_path}/new/deep/annals.db")
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
