"""A copy is whole while others write, and goes back only when it is sound."""

from pathlib import Path

import pytest
from sqlalchemy import text

from app.errors import SettingsError
from app.store.backup import backup, restore
from app.store.engine import make_engine, open_session
from tests.random_archive import fill


def titles(engine) -> list[str]:
    with engine.connect() as connection:
        return sorted(connection.scalars(text("SELECT id || title FROM event")))


def test_a_copy_made_while_somebody_writes_goes_back(empty, tmp_path: Path) -> None:
    fill(empty, 1, 5)
    before = titles(empty)
    with open_session(empty, writing=True) as session:
        session.execute(text("UPDATE event SET title = '别的'"))
        backup(empty, tmp_path / "copy.db")
    assert titles(empty) != before
    restore(empty, tmp_path / "copy.db")
    assert titles(empty) == before
    assert sorted(path.name for path in tmp_path.glob("*copy*")) == ["copy.db"]


def test_what_is_no_sound_copy_is_refused_and_changes_nothing(empty, tmp_path: Path) -> None:
    fill(empty, 1, 5)
    before = titles(empty)
    backup(empty, tmp_path / "copy.db")
    whole = (tmp_path / "copy.db").read_bytes()
    (tmp_path / "cut.db").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "text.db").write_text("天气很好。" * 500, encoding="utf-8")
    make_engine(f"sqlite:///{tmp_path}/other.db").connect().close()
    for name in ("cut.db", "text.db", "other.db"):
        with pytest.raises(SettingsError):
            restore(empty, tmp_path / name)
    assert titles(empty) == before


def test_a_folder_that_is_not_there_is_named(empty, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be written"):
        backup(empty, tmp_path / "no" / "copy.db")
