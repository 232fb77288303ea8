import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.extracting import PROCESSES, THREADS, Known, Skipped, extract_files
from app.inputs import Original, list_inputs
from app.linking.events import LinkedDocument
from tests.reading.files import docx_of, pdf_of, zip_of

TITLE = "挪威与越南签署协议"
BODY = "挪威与越南2021年3月17日在河内签署渔业协议。"
RSS = (
    f'<rss version="2.0"><channel><item><title>{TITLE}</title><description>{BODY}</description></item></channel></rss>'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files that hold others, one that is damaged, and a plain one."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.zip").write_bytes(zip_of({"b/c.docx": docx_of(TITLE, BODY), "d.xml": RSS, "e.txt": b""}))
    (folder / "f.pdf").write_bytes(pdf_of([TITLE, BODY]))
    (folder / "g.pdf").write_bytes(b"%PDF-1.7")
    (folder / "h.txt").write_text(f"{TITLE}\n\n{BODY}\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(("jobs", "scheduler"), [(1, PROCESSES), (2, PROCESSES), (2, THREADS)])
def test_files_inside_files_become_documents(folder: Path, jobs: int, scheduler: str) -> None:
    found = list(extract_files(list_inputs([folder]), frozenset(), jobs, scheduler))
    documents = [each for each in found if isinstance(each, LinkedDocument)]
    assert [each.document.file for each in documents] == ["a.zip/b/c.docx", "a.zip/d.xml#1", "f.pdf", "h.txt"]
    assert {each.document.text for each in documents} == {f"{TITLE}\n{BODY}"}
    assert all(each.extraction.events for each in documents)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_part_that_is_skipped_is_named_by_its_path(folder: Path, jobs: int) -> None:
    skipped = [each for each in extract_files(list_inputs([folder]), frozenset(), jobs) if isinstance(each, Skipped)]
    assert [each.file for each in skipped] == [f"{folder}/a.zip/e.txt", f"{folder}/g.pdf"]
    assert [bool(each.reason) for each in skipped] == [True, True]


def test_what_is_known_is_not_read_again(folder: Path) -> None:
    found = extract_files(list_inputs([folder]), frozenset())
    known = frozenset(each.document.sha256 for each in found if isinstance(each, LinkedDocument))
    again = list(extract_files(list_inputs([folder]), known))
    assert len(known) == 4
    assert [type(each) for each in again if not isinstance(each, Skipped)] == [Known] * 4
    assert {each.sha256 for each in again if isinstance(each, Known)} == known


class DeadlyBytes(bytes):
    """Whoever unpacks them in another process ends at once."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (1,)


@dataclass(frozen=True)
class DeadlyInput:
    label: str = "news/deadly.txt"
    name: str = "deadly.txt"

    def read(self) -> Original:
        return Original(DeadlyBytes(f"{TITLE}\n\n{BODY}\n".encode()))


def test_a_file_that_brings_its_process_down_is_named_and_loses_no_other(folder: Path) -> None:
    files = list_inputs([folder])
    found = list(extract_files([*files[:2], DeadlyInput(), *files[2:]], frozenset(), jobs=2))
    given_up = Skipped("news/deadly.txt", "the program broke off while it read this")
    assert given_up in found
    assert [each for each in found if each != given_up] == list(extract_files(files, frozenset()))
