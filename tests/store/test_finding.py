"""Words found by what is known of their tokens are those that the full-text index finds."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from app.filters import EventFilter, Show
from app.store import finding
from app.store.engine import make_engine, migrate, open_session
from app.store.events import count, list_events
from app.store.facet_index import keep_index, snapshot_of
from app.store.finding import find_words
from app.store.search import queries_of
from tests.random_archive import fill

WORDS = "中国美俄会谈抗议制裁协议国人民爆炸法"


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Engine]]:
    url = f"sqlite:///{tmp_path_factory.mktemp('finding')}/annals.db"
    indexed, plain = make_engine(url), make_engine(url)
    migrate(plain)
    fill(plain, seed=17, size=80)
    keep_index(indexed, least=0).refresh(indexed)
    yield indexed, plain
    indexed.dispose()
    plain.dispose()


@pytest.mark.parametrize("few", [None, 0, 3, 500])
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.text(WORDS, min_size=1, max_size=4), min_size=1, max_size=3), without=st.booleans())
def test_it_finds_what_plain_sql_finds(engines, few: int | None, words: list[str], without: bool) -> None:
    typed = " ".join([*words[:-1], f"-{words[-1]}"]) if without and len(words) > 1 else " ".join(words)
    filter = EventFilter(words=typed, show=Show.ALL)
    with pytest.MonkeyPatch.context() as patched, open_session(engines[0]) as one, open_session(engines[1]) as other:
        snapshot = snapshot_of(one)
        if few is not None:
            patched.setattr(finding, "_FEW", few)
            patched.setattr(snapshot, "words", None)
        snapshot.phrases.clear()
        assert count(one, filter) == count(other, filter)
        assert list_events(one, filter) == list_events(other, filter)


def test_a_phrase_that_was_looked_up_is_not_looked_up_again(engines, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_session(engines[0]) as session:
        snapshot = snapshot_of(session)
        first = find_words(session, snapshot, "会谈 -制裁")
        monkeypatch.setattr(finding, "list_rows", None)
        assert find_words(session, snapshot, "会谈 -制裁") == first


def test_what_an_older_view_of_the_tables_finds_is_not_kept(engines) -> None:
    with open_session(engines[0]) as session:
        snapshot = snapshot_of(session)
        snapshot.phrases.clear()
        session.info["is_current"] = False
        find_words(session, snapshot, "24次")
        assert ("24", "次") not in snapshot.phrases
        find_words(session, snapshot, "会谈")
        assert ("会", "谈") in snapshot.phrases, "what the snapshot itself knows is"


@pytest.mark.parametrize(
    ("words", "sought"),
    [
        ("德国", {("德", "国")}),  # 德国政府 is one of its names, and has it in itself
        ("会谈", {("会", "谈")}),
    ],
)
def test_a_name_that_holds_another_is_not_looked_for(words: str, sought: set[tuple[str, ...]]) -> None:
    (found,), unwanted = queries_of(words)
    assert sought <= set(found)
    assert not unwanted
    assert not [one for one in found for other in found if one != other and " ".join(other) in " ".join(one)]


def test_few_kept_phrases_make_room_for_others(engines, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "_KEPT", 3)
    with open_session(engines[0]) as session:
        snapshot = snapshot_of(session)
        snapshot.phrases.clear()
        for word in ("中", "国", "美", "俄", "会"):
            find_words(session, snapshot, word)
        assert len(snapshot.phrases) <= 3
