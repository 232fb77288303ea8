"""The tables of this room that a non-programmer edits, all looked through; a wrong line also stops whoever reads it."""

from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files

from app.errors import LexiconError
from app.reading import furniture_rules, publishers
from app.reading.items import words

TABLES: Mapping[str, Callable[[str], object]] = {
    publishers.FILE: publishers.parse_publishers,
    furniture_rules.FILE: furniture_rules.parse_rules,
    words.FILE: words.parse_rows,
}


def read_tables() -> dict[str, str]:
    """The text of each table in use, by its path below this room."""
    return {file: files("app.reading").joinpath(file).read_text("utf-8") for file in TABLES}


def find_wrong_lines(texts: Mapping[str, str]) -> Iterator[LexiconError]:
    """The first of each table, given as path to text."""
    for file, text in texts.items():
        try:
            TABLES[file](text)
        except LexiconError as error:
            yield error
