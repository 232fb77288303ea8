import os
from pathlib import Path

import pytest

from app.errors import UnreadableFile
from app.inputs import MOST_ARCHIVE_BYTES, MOST_BYTES, InputFile, list_inputs, read_input


def names(*paths: Path) -> list[str]:
    return [file.name for file in list_inputs(paths)]


def test_a_folder_gives_its_files_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "more/c.html", "Z.md"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("文")
    assert names(tmp_path) == ["Z.md", "a.txt", "b.txt", "more/c.html"]


@pytest.mark.parametrize("name", ["README.md", "README", "readme.txt", ".hidden", ".git/config", "README.zh.md"])
def test_what_stands_beside_documents_is_passed_over(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("文")
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", ["README.md", ".hidden"])
def test_a_file_that_is_named_itself_is_taken(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("文")
    assert names(tmp_path / name) == [name]


@pytest.mark.parametrize("name", ["READMES.txt", "readme-first.html", "a.README"])
def test_a_similar_name_is_a_document(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("文")
    assert names(tmp_path) == [name]


def test_a_file_named_twice_is_read_once_where_it_first_came(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("文")
    assert names(tmp_path / "b.txt", tmp_path, tmp_path / "a.txt") == ["b.txt", "a.txt"]


def test_a_name_in_another_encoding_can_be_printed(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode("编年.txt".encode("gbk"))).write_text("文")
    assert [name.encode() for name in names(tmp_path)] == ["����.txt".encode()]


def test_bytes_are_read_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\r\n\x00")
    assert read_input(InputFile(tmp_path / "a.txt", "a.txt")) == b"\xff\r\n\x00"


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    with (tmp_path / "vast").open("wb") as vast:
        vast.truncate(MOST_BYTES + 1)
    with (tmp_path / "vast.zip").open("wb") as vast:
        vast.write(b"PK\x03\x04")
        vast.truncate(MOST_ARCHIVE_BYTES + 1)
    reasons = {}
    for file in list_inputs([tmp_path]):
        with pytest.raises(UnreadableFile) as error:
            read_input(file)
        reasons[file.name] = error.value.reason
    assert reasons == {
        "dangling": "No such file or directory",
        "pipe": "not a regular file",
        "vast": "larger than 32 MB",
        "vast.zip": "larger than 256 MB",
    }


@pytest.mark.parametrize("head", [b"PK\x03\x04", b"\x1f\x8b\x08", b"a.txt".ljust(257, b"\x00") + b"ustar"])
def test_an_archive_may_be_larger_than_an_article(head: bytes, tmp_path: Path) -> None:
    with (tmp_path / "archive").open("wb") as archive:
        archive.write(head)
        archive.truncate(MOST_BYTES + 1)
    assert len(read_input(InputFile(tmp_path / "archive", "archive"))) == MOST_BYTES + 1
