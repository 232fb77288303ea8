import bz2
import gzip
import io
import lzma
import random
from collections.abc import Callable
from time import perf_counter
from zipfile import ZIP_STORED, ZipFile

import pytest

from app.reading.containers import Part, Refused, budget, unpack
from tests.reading.files import docx_of, pdf_of, tar_of, zip_of

TEXT = "双方会谈结束\n\n外交部发言人周四说，双方将就共同关心的问题交换意见。".encode()
RSS = (
    b'<rss version="2.0"><channel><item><title>a</title><description>b</description></item>'
    b"<item><title>c</title><description>d</description></item></channel></rss>"
)
MIXED = {
    "a.txt": TEXT,
    "feeds/b.xml": RSS,
    "c": b'{"title": "a", "text": "b"}\n',
    "wrong.html": docx_of("双方会谈结束", "正文。"),
    "e.pdf": pdf_of(["双方会谈结束"]),
}
NAMES = ["f/a.txt", "f/feeds/b.xml#1", "f/feeds/b.xml#2", "f/c#1", "f/wrong.html", "f/e.pdf"]
PACKERS: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "zip": lambda members: zip_of(members),
    "tar": tar_of,
    "tar.gz": lambda members: gzip.compress(tar_of(members), mtime=0),
    "tar.bz2": lambda members: bz2.compress(tar_of(members)),
    "tar.xz": lambda members: lzma.compress(tar_of(members)),
}
packed = pytest.mark.parametrize("pack", PACKERS.values(), ids=PACKERS.keys())


def names(content: bytes) -> list[str]:
    return [piece.name for piece in unpack(content, "f")]


def refusals(content: bytes) -> list[tuple[str, str]]:
    return [(piece.name, piece.reason) for piece in unpack(content, "f") if isinstance(piece, Refused)]


@packed
def test_everything_in_an_archive_is_unpacked_whatever_it_is_called(pack: Callable[[dict[str, bytes]], bytes]) -> None:
    assert names(pack(MIXED)) == NAMES
    assert refusals(pack(MIXED)) == []
    assert next(unpack(pack(MIXED), "f")) == Part("f/a.txt", TEXT)


@pytest.mark.parametrize(
    "content", [b"", TEXT, "双方会谈结束".encode("utf-16"), b"\x89PNG\r\n\x1a\n", b"Rar!\x1a\x07", b"PK"]
)
def test_any_other_file_is_its_own_only_part(content: bytes) -> None:
    assert list(unpack(content, "f")) == [Part("f", content)]


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress])
def test_a_single_packed_file_is_unpacked(compress: Callable[[bytes], bytes]) -> None:
    assert list(unpack(compress(TEXT), "a.txt.gz")) == [Part("a.txt.gz", TEXT)]


def test_archives_in_archives_are_opened() -> None:
    inner = zip_of({"a.txt": TEXT})
    assert names(PACKERS["tar.gz"]({"inner.zip": inner})) == ["f/inner.zip/a.txt"]


@packed
def test_no_name_leads_out_of_the_archive(pack: Callable[[dict[str, bytes]], bytes]) -> None:
    members = {"../../etc/a.txt": TEXT, "/root/b.txt": TEXT, "..\\c.txt": TEXT, "d/./../e.txt": TEXT}
    assert names(pack(members)) == ["f/etc/a.txt", "f/root/b.txt", "f/c.txt", "f/d/e.txt"]


@packed
def test_hidden_files_and_readmes_are_left_as_in_a_folder(pack: Callable[[dict[str, bytes]], bytes]) -> None:
    members = {".hidden": TEXT, "a/README.md": TEXT, "__MACOSX/a.txt": TEXT, ".git/a.txt": TEXT, "b.txt": TEXT}
    assert names(pack(members)) == ["f/b.txt"]


@packed
def test_an_archive_without_documents_says_so(pack: Callable[[dict[str, bytes]], bytes]) -> None:
    assert refusals(pack({})) + refusals(pack({"README": TEXT})) != []
    assert refusals(pack({"README": TEXT})) == [("f", "there is no document in this archive")]


def test_names_in_the_code_page_of_a_chinese_windows_are_read() -> None:
    made = io.BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr("AAAA.txt", TEXT)
    content = made.getvalue().replace(b"AAAA", "会谈".encode("gb18030"))
    assert names(content) == ["f/会谈.txt"]


def test_links_in_a_tar_lead_nowhere() -> None:
    assert refusals(tar_of({"a.txt": TEXT}, links=["b.txt"])) == [("f/b.txt", "it is a link or a device, not a file")]


def test_a_member_with_a_password_is_refused_and_the_others_stay() -> None:
    made = bytearray(zip_of({"a.txt": TEXT, "b.txt": TEXT}))
    entry = made.index(b"PK\x01\x02")
    made[entry + 8] |= 1
    found = list(unpack(bytes(made), "f"))
    assert found == [Refused("f/a.txt", "it is protected by a password"), Part("f/b.txt", TEXT)]


def test_a_damaged_member_is_refused_and_the_others_stay() -> None:
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as archive:
        archive.writestr("a.txt", b"aaaaaaaa")
        archive.writestr("b.txt", TEXT)
    found = list(unpack(made.getvalue().replace(b"aaaaaaaa", b"aaaabaaa"), "f"))
    assert found[1] == Part("f/b.txt", TEXT)
    assert isinstance(found[0], Refused)
    assert found[0].name == "f/a.txt"
    assert "damaged" in found[0].reason


@pytest.mark.parametrize("kind", ["tar", "tar.gz", "tar.bz2", "tar.xz"])
def test_what_stands_before_a_break_is_kept_and_the_break_is_told(kind: str) -> None:
    noise = random.Random(1).randbytes(300_000)
    content = PACKERS[kind]({"a.txt": TEXT, "b.txt": noise, "c.txt": TEXT})
    found = list(unpack(content[: len(content) * 2 // 3], "f"))
    assert isinstance(found[-1], Refused)
    assert "damaged" in found[-1].reason
    if kind != "tar.bz2":  # which is unpacked by blocks of 900 kB
        assert found[0] == Part("f/a.txt", TEXT)


def test_a_damaged_header_is_no_end() -> None:
    content = bytearray(tar_of({"a.txt": TEXT, "b.txt": TEXT}))
    content[content.index(b"b.txt")] ^= 1
    assert [piece.name for piece in unpack(bytes(content), "f")] == ["f/a.txt", "f"]


@pytest.mark.parametrize(
    ("member", "what"),
    [("xl/workbook.xml", "a spreadsheet"), ("META-INF/container.xml", "an electronic book")],
)
def test_other_office_files_are_named(member: str, what: str) -> None:
    assert refusals(zip_of({member: b"<a/>"})) == [("f", f"this is {what}, not text")]


ZEROS = bytes(30 * 1024 * 1024)
BOMBS: dict[str, Callable[[], bytes]] = {
    "zip": lambda: zip_of({"a.txt": ZEROS}),
    "tar.gz": lambda: gzip.compress(tar_of({"a.txt": ZEROS})),
    "tar.bz2": lambda: bz2.compress(tar_of({"a.txt": ZEROS})),
    "tar.xz": lambda: lzma.compress(tar_of({"a.txt": ZEROS})),
    "gz": lambda: gzip.compress(ZEROS),
    "xz": lambda: lzma.compress(ZEROS),
    "many in a zip": lambda: zip_of({f"{number}.txt": ZEROS[:1_000_000] for number in range(40)}),
    "docx": lambda: zip_of({"word/document.xml": ZEROS}),
}


@pytest.mark.parametrize("make", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_refused_at_once(make: Callable[[], bytes]) -> None:
    content = make()
    began = perf_counter()
    found = list(unpack(content, "f"))
    assert perf_counter() - began < 5
    assert [type(piece) for piece in found] == [Refused]
    assert found[0].name == "f"
    assert "times as large" in found[0].reason


def test_a_bomb_beside_documents_is_refused_alone() -> None:
    content = zip_of({"a.txt": TEXT, "bomb.zip": BOMBS["zip"](), "b.txt": TEXT})
    assert names(content) == ["f/a.txt", "f/bomb.zip", "f/b.txt"]
    assert [name for name, _ in refusals(content)] == ["f/bomb.zip"]


def test_archives_are_opened_three_deep() -> None:
    content = TEXT
    for depth in range(5):
        content = zip_of({"a": content})
        found = refusals(content)
        assert bool(found) == (depth >= budget.DEEPEST)
    assert found == [("f/a/a/a", "archives lie more than 3 deep in one another")]


def test_what_multiplies_from_archive_to_archive_comes_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MOST_BYTES", 1_000_000)
    content = random.Random(1).randbytes(2_000)
    for _ in range(3):
        content = zip_of({f"{number}.zip": content for number in range(10)})
    found = list(unpack(content, "f"))
    assert any("unpacked it is larger" in piece.reason for piece in found if isinstance(piece, Refused))
    assert 0 < sum(len(piece.content) for piece in found if isinstance(piece, Part)) <= 1_000_000


def test_a_member_that_is_too_large_is_refused_alone() -> None:
    large = random.Random(1).randbytes(budget.LARGEST_MEMBER + 1)
    for pack in (PACKERS["tar"], PACKERS["zip"]):
        assert refusals(pack({"large": large, "a.txt": TEXT})) == [("f/large", "larger than 32 MB")]


def test_an_archive_of_too_many_files_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MOST_MEMBERS", 3)
    content = zip_of({f"{number}.txt": TEXT for number in range(9)})
    assert names(content) == ["f/0.txt", "f/1.txt", "f/2.txt", "f"]


def test_a_size_that_lies_brings_no_more_than_it_says() -> None:
    content = bytearray(zip_of({"a.txt": ZEROS[:20_000_000]}))
    entry = content.index(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    [piece] = unpack(bytes(content), "f")
    assert isinstance(piece, Refused)
    assert "damaged" in piece.reason


def test_a_member_without_a_name_is_told_and_the_others_are_read() -> None:
    content = bytearray(zip_of({"a.txt": TEXT, "b.txt": TEXT}))
    entry = content.index(b"PK\x01\x02")
    content[entry + 28 : entry + 30] = bytes(2)  # the length of its name
    content[entry + 46 : entry + 51] = b""
    end = content.index(b"PK\x05\x06")
    size = int.from_bytes(content[end + 12 : end + 16], "little")
    content[end + 12 : end + 16] = (size - 5).to_bytes(4, "little")
    assert [(piece.name, isinstance(piece, Refused)) for piece in unpack(bytes(content), "f")] == [
        ("f", True),
        ("f/b.txt", False),
    ]


@packed
def test_any_damage_ends_in_parts_or_reasons(pack: Callable[[dict[str, bytes]], bytes]) -> None:
    """Bytes changed at random: no other error than a refusal comes out."""
    chance, content = random.Random(7), pack(MIXED)
    for _ in range(150):
        damaged = bytearray(content)
        for _ in range(chance.randint(1, 20)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        assert list(unpack(bytes(damaged), "f"))
