"""A packet is whole and true, or it says what is not."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.formats import packet
from app.reading.document import Document, Passage, PassageKind
from tests.formats.samples import DOCUMENT, EVENT, TEXT

SOURCE = Document(
    file=DOCUMENT.file,
    key="https://example.org/1",
    sha256=sha256(TEXT.encode()).hexdigest(),
    text=TEXT,
    source=TEXT,
    passages=(Passage(PassageKind.PARAGRAPH, 0, len(TEXT)),),
    title=DOCUMENT.title,
)
NASTY = replace(EVENT, line=replace(EVENT.line, title="<script>alert(1)</script>"))
PACKET = packet.write([EVENT], {DOCUMENT.id: SOURCE}, "会谈")
Files = dict[str, bytes]


def files(content: bytes = PACKET) -> Files:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def packed(changed: Files) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as opened:
        for name, content in changed.items():
            opened.writestr(name, content)
    return whole.getvalue()


def test_a_packet_holds_page_data_texts_and_hashes_and_is_true() -> None:
    assert set(files()) == {
        "index.html", "events.json", "events.csv", f"documents/{DOCUMENT.id}.txt", "manifest.json",
    }  # fmt: skip
    found = packet.verify(PACKET)
    assert (found.problems, found.quotes, found.documents) == ((), len(EVENT.mentions), 1)
    assert found.seal == packet.seal(PACKET)


def test_the_same_events_give_the_same_bytes() -> None:
    assert packet.write([EVENT], {DOCUMENT.id: SOURCE}, "会谈") == PACKET


def test_the_page_needs_no_script_and_nothing_from_elsewhere() -> None:
    page = files(packet.write([NASTY], {DOCUMENT.id: SOURCE}, "<b>"))["index.html"].decode()
    assert "<script" not in page and "&lt;script&gt;" in page and "&lt;b&gt;" in page
    assert " src=" not in page and "@import" not in page and "url(" not in page


def _replaced(name: str, old: str, new: str) -> Callable[[Files], None]:
    def change(changed: Files) -> None:
        before = changed[name].decode()
        assert old in before
        changed[name] = before.replace(old, new, 1).encode()

    return change


def _and_its_hash(change: Callable[[Files], None], name: str) -> Callable[[Files], None]:
    def change_both(changed: Files) -> None:
        change(changed)
        manifest = json.loads(changed["manifest.json"])
        manifest["files"][name] = sha256(changed[name]).hexdigest()
        changed["manifest.json"] = json.dumps(manifest).encode()

    return change_both


TXT = f"documents/{DOCUMENT.id}.txt"
CHANGES: list[tuple[str, Callable[[Files], None], str]] = [
    ("a character of the text", _replaced(TXT, "安克雷奇", "安克雷齐"), TXT),
    ("and its hash", _and_its_hash(_replaced(TXT, "安克雷奇", "安克雷齐"), TXT), f"{TXT}[3:20]"),
    ("a character of a quote", _replaced("events.json", "安克雷奇", "安克雷齐"), "events.json"),
    (
        "a quote and its hash",
        _and_its_hash(_replaced("events.json", "日在安克雷奇", "日在安克雷齐"), "events.json"),
        TXT,
    ),
    ("an offset and its hash", _and_its_hash(_replaced("events.json", '"start": 3', '"start": 4'), "events.json"), TXT),
    ("an offset beyond", _and_its_hash(_replaced("events.json", '"end": 20', '"end": 999'), "events.json"), "outside"),
    ("the page", _replaced("index.html", "安克雷奇", "安克雷齐"), "index.html"),
    ("the table", _replaced("events.csv", "安克雷奇", "安克雷齐"), "events.csv"),
    ("the manifest", _replaced("manifest.json", "样报", "假报"), "index.html"),
    ("a missing text", lambda changed: changed.pop(TXT) and None, f"{TXT}: missing"),
    ("a missing page", lambda changed: changed.pop("index.html") and None, "index.html: missing"),
    ("a missing manifest", lambda changed: changed.pop("manifest.json") and None, "manifest.json"),
    ("a file more", lambda changed: changed.update({"more.txt": b"x"}), "more.txt: not in the manifest"),
    ("no JSON", _and_its_hash(lambda c: c.update({"events.json": b"{"}), "events.json"), "events.json"),
    ("no events", _and_its_hash(lambda c: c.update({"events.json": b"[]"}), "events.json"), "no list of events"),
    (
        "no offsets",
        _and_its_hash(_replaced("events.json", '"start": 3', '"start": "3"'), "events.json"),
        "quote without",
    ),
    ("another version", _replaced("manifest.json", '"version": 1', '"version": 9'), "version 9"),
]


@pytest.mark.parametrize(("change", "named"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_an_altered_packet_is_named(change: Callable[[Files], None], named: str) -> None:
    changed = files()
    change(changed)
    problems = packet.verify(packed(changed)).problems
    assert any(named in problem for problem in problems), problems


@pytest.mark.parametrize("length", [0, 1, 10, 100, len(PACKET) // 2, len(PACKET) - 1])
def test_a_packet_that_was_cut_off_is_named(length: int) -> None:
    (problem,) = packet.verify(PACKET[:length]).problems
    assert "no whole ZIP" in problem


@given(st.integers(0, len(PACKET) - 1), st.integers(1, 255))
def test_no_changed_byte_goes_unnoticed_in_what_is_read(at: int, change: int) -> None:
    """A byte of the ZIP's own bookkeeping may change without harm; then every file is still the same."""
    damaged = bytearray(PACKET)
    damaged[at] ^= change
    found = packet.verify(bytes(damaged))
    assert found.problems or files(bytes(damaged)) == files()


@given(st.binary(max_size=200))
def test_any_bytes_are_answered(content: bytes) -> None:
    assert packet.verify(content).problems
