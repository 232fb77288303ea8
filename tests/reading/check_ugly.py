"""Real nasty files against `ugly.tsv`, for whoever has them: UGLY=/path/to/folder pytest tests/reading/check_ugly.py"""

import os
from hashlib import blake2b
from pathlib import Path

import pytest

from app.extraction.dates import choose_reference
from app.reading.document import Document
from app.reading.items import find_items
from tests.reading.test_ugly import Row, read, rows

FOLDER = os.environ["UGLY"]
ENDS = 20
# Furniture that is told apart better one day may change so much of a text.
TOLERANCE = 0.05


def mark(words: str) -> str:
    return blake2b(words.encode(), digest_size=4).hexdigest()


def row_of(document: Document | str, file: str, why: str) -> Row:
    if isinstance(document, str):
        return Row(file, document, "-", "-", "-", "-", "-", why)
    day, items = choose_reference(document).day, find_items(document.text, document.passages)
    opening, closing = document.text[:ENDS], document.text[-ENDS:]
    length = str(len(document.text))
    return Row(file, "stored", str(day or "-"), length, str(len(items)), mark(opening), mark(closing), why)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.file)
def test_real_files_end_as_the_table_says(row: Row) -> None:
    found = row_of(read((Path(FOLDER) / row.file).read_bytes(), row.file), row.file, row.why)
    assert (found.outcome, found.day, found.items) == (row.outcome, row.day, row.items)
    assert (found.opening, found.closing) == (row.opening, row.closing)
    if row.length != "-":
        assert abs(int(found.length) - int(row.length)) <= TOLERANCE * int(row.length)


def test_the_table_holds_every_file() -> None:
    assert {path.name for path in Path(FOLDER).iterdir()} == {row.file for row in rows()}
