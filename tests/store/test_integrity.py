"""Whatever was changed behind the program's back is found."""

import pytest
from sqlalchemy import text

from app.store.engine import open_session
from app.store.integrity import list_damages
from tests.random_archive import fill


def damages(engine) -> list[str]:
    with open_session(engine, writing=True) as session:
        found = list(list_damages(session))
        session.rollback()
    return found


def test_a_sound_database_has_no_damages(archive):
    assert damages(archive) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE mention SET quote = 'x' WHERE key = (SELECT min(key) FROM mention)", "its quote is not"),
        ("UPDATE document SET text = '改' || text", "its quote is not"),
        ("UPDATE document SET sha256 = 'abc' WHERE id = (SELECT min(id) FROM document)", "is no SHA-256"),
        ("UPDATE event SET title = '别的' WHERE id = (SELECT min(id) FROM event)", "search index: the words of"),
        ("DELETE FROM event_text WHERE rowid = (SELECT min(rowid) FROM event_text)", "search index: the words of"),
        ("UPDATE event_text SET event_id = 'gone' WHERE event_id = (SELECT min(id) FROM event)", "the words of"),
        ("INSERT INTO event_text(rowid, event_id, words{}) VALUES (7, 'gone', '会'{})", "which is no event"),
        ("UPDATE event SET shown = 'gone' WHERE id = (SELECT min(id) FROM event)", "its shown is none of"),
        ("DELETE FROM actor", "leads to no row of actor"),
    ],
)
def test_each_damage_is_named(empty, change, words):
    fill(empty, 1, 6)
    with empty.connect() as connection:
        connection.detach()
        raw = connection.connection.dbapi_connection
        is_postgresql = empty.dialect.name == "postgresql"
        raw.execute("SET session_replication_role = replica" if is_postgresql else "PRAGMA foreign_keys=OFF")
        connection.execute(text(change.format(*((", tokens", ", ''") if is_postgresql else ("", "")))))
        connection.commit()
    assert any(words in damage for damage in damages(empty))
