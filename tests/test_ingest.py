from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from app.errors import NotFound
from app.extracting import Skipped
from app.formats import Format, export
from app.ingest import Report, forget, ingest, preview, relink
from app.inputs import InputFile, list_inputs
from app.linking import link
from app.store.conclusions import replace_events
from app.store.engine import make_engine, migrate, open_session
from app.store.load import list_linked_documents
from app.store.save import save_extraction
from app.store.tables import DOCUMENT, RUN
from tests.databases import new_database

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests/golden"
NOW = datetime(2024, 5, 1, 8, 0, tzinfo=UTC)


@pytest.fixture
def engine(kind: str, tmp_path: Path) -> Iterator[Engine]:
    engine = new_database(kind, tmp_path)
    yield engine
    engine.dispose()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three documents of our own."""
    folder = tmp_path / "documents"
    folder.mkdir()
    for file in GOLDEN.glob("*.txt"):
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def run(engine: Engine, *paths: Path, minutes: int = 0) -> Report:
    return ingest(engine, list_inputs(paths), NOW + timedelta(minutes=minutes))


def everything(engine: Engine) -> str:
    with open_session(engine) as session:
        formats = (format for format in Format if format is not Format.PACKET)
        return b"".join(text for format in formats for text in export(session, format)).decode()


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.stored, report.replaced, report.unchanged, len(report.skipped)


def test_documents_become_events(engine: Engine, folder: Path) -> None:
    report = run(engine, folder)
    assert counts(report) == (3, 0, 0, 0)
    assert report.events > 0
    assert "挪威与越南星期三（17日）在河内签署渔业协议。" in everything(engine)


def test_the_same_bytes_twice_change_nothing(engine: Engine, folder: Path) -> None:
    first = run(engine, folder)
    before = everything(engine)
    second = run(engine, folder, minutes=1)
    assert counts(second) == (0, 0, 3, 0)
    assert second.events == first.events
    assert everything(engine) == before


def test_a_copy_under_another_name_changes_nothing(engine: Engine, folder: Path) -> None:
    (folder / "copy.txt").write_bytes((folder / "003-undated-report.txt").read_bytes())
    assert counts(run(engine, folder)) == (3, 0, 1, 0)


def test_a_new_version_replaces_its_mentions(engine: Engine, folder: Path) -> None:
    run(engine, folder)
    file = folder / "001-agreement.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("签署渔业协议。", "签署海运协议。"), encoding="utf-8")
    assert counts(run(engine, folder, minutes=1)) == (0, 1, 2, 0)
    assert "在河内签署海运协议。" in everything(engine)
    assert "挪威与越南星期三（17日）在河内签署渔业协议。" not in everything(engine)


def test_two_files_of_one_address_do_not_take_turns(engine: Engine, folder: Path) -> None:
    words = (folder / "001-agreement.txt").read_text(encoding="utf-8")
    (folder / "again.txt").write_text(words.replace("签署渔业协议。", "签署海运协议。"), encoding="utf-8")
    assert counts(run(engine, folder)) == (3, 1, 0, 0)
    before = everything(engine)
    assert counts(run(engine, folder, minutes=1)) == (0, 0, 4, 0)
    assert everything(engine) == before


def test_any_order_gives_the_same_events(tmp_path: Path, folder: Path) -> None:
    exports = []
    for number, reverse in enumerate((False, True)):
        engine = make_engine(f"sqlite:///{tmp_path / str(number)}.db")
        migrate(engine)
        for minute, file in enumerate(sorted(folder.iterdir(), reverse=reverse)):
            run(engine, file, minutes=minute)
        exports.append(everything(engine))
        engine.dispose()
    assert exports[0] == exports[1]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"),
        ("archive.zip", b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + bytes(range(256))),
    ],
)
def test_what_is_no_document_is_skipped_and_everything_else_goes_in(
    name: str, content: bytes, engine: Engine, folder: Path
) -> None:
    (folder / name).write_bytes(content)
    told: list[Skipped] = []
    report = ingest(engine, list_inputs([folder]), NOW, told.append)
    assert counts(report) == (3, 0, 0, 1)
    assert report.skipped == tuple(told)
    assert told[0].file == str(folder / name)
    assert told[0].reason


def test_a_readme_beside_the_documents_is_not_mentioned(engine: Engine, folder: Path) -> None:
    (folder / "README.md").write_text("# 说明\n\n这里没有新闻。\n", encoding="utf-8")
    assert counts(run(engine, folder)) == (3, 0, 0, 0)


def test_a_run_leaves_its_report(engine: Engine, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    run(engine, folder)
    with open_session(engine) as session:
        row = session.execute(select(RUN)).one()
    assert row.started_at == NOW
    assert row.finished_at >= NOW
    assert (row.report["stored"], row.report["skipped"][0]["file"]) == (3, str(folder / "empty.txt"))


def test_an_interrupted_run_leaves_whole_documents_and_the_next_one_links_them(
    engine: Engine, folder: Path, tmp_path: Path
) -> None:
    files = list_inputs([folder])

    def interrupted() -> Iterator[InputFile]:
        yield from files[:2]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(engine, interrupted(), NOW)
    with open_session(engine) as session:
        assert len(session.scalars(select(DOCUMENT.c.id)).all()) == 2

    assert counts(run(engine, *(file.path for file in files[:2]), minutes=1)) == (0, 0, 2, 0)
    other = make_engine(f"sqlite:///{tmp_path / 'other.db'}")
    migrate(other)
    run(other, *(file.path for file in files[:2]))
    assert everything(engine) == everything(other) != ""
    other.dispose()


def test_linking_again_concludes_the_same(engine: Engine, folder: Path) -> None:
    report = run(engine, folder)
    before = everything(engine)
    assert relink(engine) == report.events
    assert everything(engine) == before


def test_newer_rules_reach_what_is_stored(engine: Engine, folder: Path) -> None:
    run(engine, folder)
    before = everything(engine)
    with open_session(engine, writing=True) as session:
        for linked in list_linked_documents(session):
            older = replace(linked.extraction, events=(), statements=())
            save_extraction(session, linked.document, older)
        replace_events(session, link(list_linked_documents(session)))
    assert everything(engine) != before
    relink(engine)
    assert everything(engine) == before


def test_several_processes_find_the_same(engine: Engine, folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    run(engine, folder)
    other = make_engine(f"sqlite:///{tmp_path / 'other.db'}")
    migrate(other)
    report = ingest(other, list_inputs([folder]), NOW, jobs=2)
    assert counts(report) == (3, 0, 0, 1)
    assert everything(other) == everything(engine)
    assert counts(ingest(other, list_inputs([folder]), NOW + timedelta(minutes=1), jobs=2)) == (0, 0, 3, 1)
    other.dispose()


def test_a_preview_stores_nothing(engine: Engine, folder: Path) -> None:
    file = folder / "001-agreement.txt"
    run(engine, file)
    before = everything(engine)
    file.write_text(file.read_text(encoding="utf-8").replace("渔业", "海运"), encoding="utf-8")
    (folder / "copy.txt").write_bytes((folder / "003-undated-report.txt").read_bytes())
    report = preview(engine, list_inputs([folder]))
    assert counts(report) == (2, 1, 1, 0)
    assert everything(engine) == before
    assert counts(run(engine, folder, minutes=1)) == (2, 1, 1, 0)


def test_what_is_forgotten_leaves_what_was_there_without_it(engine: Engine, folder: Path, tmp_path: Path) -> None:
    run(engine, folder)
    with open_session(engine) as session:
        (id,) = session.scalars(select(DOCUMENT.c.id).where(DOCUMENT.c.file == "002-visit.txt"))
    forget(engine, [id])
    (folder / "002-visit.txt").unlink()
    other = make_engine(f"sqlite:///{tmp_path / 'other.db'}")
    migrate(other)
    run(other, folder)
    assert everything(engine) == everything(other) != ""
    with pytest.raises(NotFound):
        forget(engine, [id])
    other.dispose()
