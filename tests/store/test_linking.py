"""Linking only what changed leaves the same rows as linking everything."""

import gc
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event, select, text

from app.inputs import list_inputs, read_input
from app.linking.events import LinkedDocument
from app.reading import read_document
from app.store import linking as linking_module
from app.store.due import list_due_documents
from app.store.engine import make_engine, migrate, open_session
from app.store.linking import Linker, link_all, link_due
from app.store.load import list_linked_documents
from app.store.save import remove_document, save_document, save_extraction
from app.store.tables import DOCUMENT, MEMORY, metadata
from tests.archive import NOON
from tests.extraction.articles import article
from tests.linking.linked import linked
from tests.linking.test_archive import pools

SEEDS = Path(__file__).parents[2] / "seeds"
# What is different after another history, and should be: graves of lost passages and older texts. What linking
# remembers is compared by itself.
HISTORY = ("tombstone", "version", "memory", "run", "history", "event_change")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("linking") / "empty.db"
    engine = make_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@lru_cache(maxsize=1)
def seeds() -> tuple[LinkedDocument, ...]:
    documents = (read_document(read_input(file), file.name) for file in list_inputs([SEEDS]))
    return tuple(linked(*documents))


class Store:
    """A database of its own, to add to and take from."""

    def __init__(self, template: Path, name: str) -> None:
        path = template.with_name(f"{name}.db")
        for old in path.parent.glob(f"{name}.db*"):
            old.unlink()
        copyfile(template, path)
        self.engine = make_engine(f"sqlite:///{path}")

    def change(self, added: Sequence[LinkedDocument] = (), removed: Sequence[str] = ()) -> int:
        """How many documents were linked."""
        for key in removed:
            with open_session(self.engine, writing=True) as session:
                remove_document(session, key)
        for each in added:
            with open_session(self.engine, writing=True) as session:
                save_document(session, each.document, each.extraction, ingested_at=NOON)
        with open_session(self.engine, writing=True) as session:
            return link_due(session).documents

    def stored(self) -> set[str]:
        with self.engine.connect() as connection:
            return set(connection.scalars(select(DOCUMENT.c.key)))

    def rows(self) -> dict[str, list[str]]:
        return rows_of(self.engine)

    def memory(self) -> dict[tuple[str, str], Any]:
        with self.engine.connect() as connection:
            return {(row.shelf, row.key): _unordered(row.value) for row in connection.execute(select(MEMORY))}


def rows_of(engine: Engine) -> dict[str, list[str]]:
    """All rows of each table, but of those that tell of the history."""
    with engine.connect() as connection:
        tables = {table.name: select(table) for table in metadata.sorted_tables if table.name not in HISTORY}
        tables["event_text"] = text("SELECT rowid, event_id, words FROM event_text")  # type: ignore[assignment]
        return {name: sorted(map(repr, connection.execute(query))) for name, query in tables.items()}


def _unordered(value: str) -> Any:
    try:
        parsed = json.loads(value)
    except ValueError:
        return value
    return sorted(map(str, parsed)) if isinstance(parsed, list) else parsed


@pytest.fixture(autouse=True)
def never_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """However much is due, it is linked bit by bit once there is anything."""
    monkeypatch.setattr(linking_module, "_LARGEST_SHARE", 1)


def assert_same(template: Path, store: Store, present: Sequence[LinkedDocument]) -> None:
    full = Store(template, "full")
    for each in present:
        with open_session(full.engine, writing=True) as session:
            save_document(session, each.document, each.extraction, ingested_at=NOON)
    with open_session(full.engine, writing=True) as session:
        link_all(session)
    found, expected = store.rows(), full.rows()
    for name in expected:
        assert found[name] == expected[name], name
    assert store.memory() == full.memory()
    for each_store in (store, full):
        each_store.engine.dispose()


def play(template: Path, pool: Sequence[LinkedDocument], data: st.DataObject, steps: int) -> None:
    store, present = Store(template, "grown"), {}
    for _ in range(data.draw(st.integers(1, steps))):
        removed = data.draw(st.lists(st.sampled_from(sorted(present)), unique=True)) if present else []
        added = data.draw(st.lists(st.sampled_from(pool), unique_by=lambda d: d.document.key))
        store.change(added, removed)
        present = {key: each for key, each in present.items() if key not in removed}
        # Of two with the same bytes only one is stored.
        present |= {each.document.key: each for each in added if each.document.key in store.stored()}
    assert_same(template, store, list(present.values()))


@settings(max_examples=40, phases=(Phase.generate,))
@given(pools(), st.data())
def test_small_documents_in_any_history(template: Path, pool: list[LinkedDocument], data: st.DataObject) -> None:
    play(template, pool, data, 4)


def play_one_run(template: Path, pool: Sequence[LinkedDocument], data: st.DataObject) -> None:
    """Some documents after others, linked in between; now and then another program stores, removes and links, too."""
    store, linker = Store(template, "grown"), Linker("run 1")
    for some in data.draw(st.lists(st.lists(st.sampled_from(pool), max_size=3), min_size=1, max_size=6)):
        for each in some:
            with open_session(store.engine, writing=True) as session:
                save_document(session, each.document, each.extraction, ingested_at=NOON, by="run 1")
            linker.hold(each)
        with open_session(store.engine, writing=True) as session:
            linker.link(session, to_go_on=True)
        if data.draw(st.integers(0, 3)) == 0:
            store.change(data.draw(st.lists(st.sampled_from(pool), max_size=2)), sorted(store.stored())[:1])
    with open_session(store.engine, writing=True) as session:
        linker.link(session)
    with open_session(store.engine) as session:
        present = list_linked_documents(session)
    assert_same(template, store, present)


@settings(max_examples=40, phases=(Phase.generate,))
@given(pools(), st.data(), st.sampled_from((0, 10**6)))
def test_small_documents_in_one_run(template: Path, pool: list[LinkedDocument], data: st.DataObject, most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linking_module, "_MOST_KEPT", most)
        play_one_run(template, pool, data)


@settings(max_examples=12, phases=(Phase.generate,))
@given(st.data())
def test_real_documents_in_one_run(template: Path, data: st.DataObject) -> None:
    play_one_run(template, seeds(), data)


@settings(max_examples=12, phases=(Phase.generate,))
@given(st.data())
def test_real_documents_in_any_history(template: Path, data: st.DataObject) -> None:
    play(template, seeds(), data, 4)


def test_only_what_changed_is_written(template: Path) -> None:
    store = Store(template, "few")
    store.change(linked(article("岸田文雄5月16日在首尔会见尹锡悦。", "美国5月10日宣布制裁伊朗。", name="first")))
    written: list[Any] = []
    event.listen(store.engine, "before_cursor_execute", lambda *call: written.append((call[2], call[3])))
    store.change(linked(article("岸田文雄星期二会见尹锡悦。", name="second")))
    inserted = [values for statement, values in written if statement.startswith("INSERT INTO event ")]
    with store.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM event")) == 2
    assert len(inserted) == 1 and "岸田文雄" in str(inserted) and "伊朗" not in str(inserted)
    store.engine.dispose()


def test_other_rules_link_everything_again(template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(template, "rules")
    documents = linked(article("岸田文雄5月16日会见尹锡悦。", name="one"), article("普京5月10日会见拜登。", name="two"))
    store.change(documents)
    assert store.change() == 0
    monkeypatch.setattr(linking_module, "rules", lambda: "others")
    assert (store.change(), store.change()) == (2, 0)
    store.engine.dispose()


def test_a_document_whose_extraction_changed_is_linked_again(template: Path) -> None:
    store = Store(template, "newer")
    (old,) = linked(article("岸田文雄5月16日会见尹锡悦。", name="one"))
    store.change([old])
    with open_session(store.engine, writing=True) as session:
        save_extraction(session, old.document, replace(old.extraction, events=(), statements=()))
        assert list(list_due_documents(session)) == [old.document.key]
    assert store.change() == 1
    assert (store.rows()["event"], store.rows()["mention"]) == ([], [])
    store.engine.dispose()


@pytest.mark.parametrize(("stored_by", "events"), [("run 1", 0), ("run 2", 1), ("", 1)])
def test_what_the_caller_holds_is_not_loaded_unless_another_stored_it(
    template: Path, stored_by: str, events: int
) -> None:
    store = Store(template, "held")
    (each,) = linked(article("岸田文雄5月16日会见尹锡悦。", name="one"))
    silent = LinkedDocument(each.document, replace(each.extraction, events=(), statements=()))
    with open_session(store.engine, writing=True) as session:
        save_document(session, each.document, each.extraction, ingested_at=NOON, by=stored_by)
        linker = Linker("run 1")
        linker.hold(silent)
        linker.link(session)
    assert len(store.rows()["event"]) == events
    store.engine.dispose()


def test_garbage_is_collected_again_after_linking(template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(template, "garbage")
    enabled: list[bool] = []
    monkeypatch.setattr(linking_module, "clear_due", lambda *_, **__: enabled.append(gc.isenabled()))
    store.change(seeds()[:1])
    store.change(seeds()[1:2])
    assert enabled == [False]
    assert gc.isenabled()
    monkeypatch.setattr(Linker, "_link", lambda linker, session, to_go_on: 1 / 0)
    with open_session(store.engine) as session, pytest.raises(ZeroDivisionError):
        link_due(session)
    assert gc.isenabled()
    store.engine.dispose()
