"""The words of words.tsv: what announces items, and how clock times are written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from app.errors import LexiconError
from app.reading.document import PassageKind
from app.reading.items.item import Line
from app.reading.rows import columns_of, lines_of

FILE = "items/words.tsv"
COLUMNS = 4
TITLE_LENGTH = 60
ANNOUNCING_LINES = 3
HEADING_LENGTH = 16
FEW = r"[^】\]]{0,8}"


class Of(StrEnum):
    NEWS = "news"
    STORIES = "stories"
    LIVE = "live"
    CHRONICLE = "chronicle"
    ANNOUNCING = "announcing"
    ZONE = "zone"
    MORNING = "morning"
    AFTERNOON = "afternoon"


@dataclass(frozen=True)
class Row:
    """`pattern` finds the words of the row where none of those follows that it excludes."""

    of: Of
    words: tuple[str, ...]
    pattern: str


def is_announced(of: Of, title: str, before: Sequence[Line]) -> bool:
    """By the headline, or by one of the last lines before the first item: a heading, or 以下是…："""
    if pattern_of(of).search(title):
        return True
    return any(pattern_of(of).search(line.words) and _is_announcement(line) for line in before[-ANNOUNCING_LINES:])


def _is_announcement(line: Line) -> bool:
    if line.kind is PassageKind.HEADING:
        return len(line.words) <= HEADING_LENGTH
    return len(line.words) <= TITLE_LENGTH and _ends_announcing(line.words)


def _ends_announcing(words: str) -> bool:
    """以下为一周重要新闻：, 梳理翻墙必看的文章："""
    return words.endswith(("：", ":")) or (words.endswith("。") and pattern_of(Of.ANNOUNCING).search(words) is not None)


@cache
def pattern_of(of: Of) -> re.Pattern[str]:
    return re.compile("|".join(row.pattern for row in _rows() if row.of is of))


@cache
def words_of(of: Of) -> str:
    """The words themselves, as a part of a longer pattern."""
    return "|".join(words for row in _rows() if row.of is of for words in row.words)


@cache
def _rows() -> list[Row]:
    return parse_rows(files("app.reading").joinpath(FILE).read_text("utf-8"))


def parse_rows(text: str) -> list[Row]:
    """Raises LexiconError with the number of the first wrong line."""
    return [_parse_line(line, number) for number, line in lines_of(text)]


def _parse_line(line: str, number: int) -> Row:
    of, words, excluded, example = columns_of(line, number, FILE, COLUMNS)
    if of not in tuple(Of):
        raise LexiconError(FILE, number, f"{of!r} is none of {', '.join(Of)}")
    parts, unlike = words.split("|"), excluded.split("|") if excluded else []
    if "" in (*parts, *unlike):
        raise LexiconError(FILE, number, "a list has an empty part: || or | at an end")
    pattern = f"(?:{'|'.join(map(_pattern, parts))})"
    pattern += f"(?!{'|'.join(map(re.escape, unlike))})" if unlike else ""
    if not re.search(pattern, example):
        raise LexiconError(FILE, number, f"the words are not in their example {example!r}")
    return Row(Of(of), tuple(parts), pattern)


def _pattern(words: str) -> str:
    return FEW.join(map(re.escape, words.split("…")))
