"""The items of a text (newscast, digest, live blog, chronology) with what they are called and their days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.extraction.parts import Part, parts_of
from app.reading.document import Document
from app.reading.items import Item, find_items
from app.web.days import date_words, day_words

_LENGTH = 48
_SENTENCE = re.compile(r"[。！？；\n]")
_SIGNS = " \t•●■◆▲★◇※▪·"
# What stands between a date and what it heads: 23:10 【焰火表演开始】, 3月17日：…
_BEHIND_DATE = f"{_SIGNS}\n-—－:：，,、【】[]（）()"


@dataclass(frozen=True)
class Entry:
    """`start` is the first character of the item in the text. `clock` is HH:MM; `day` and `clock` are empty for an
    item that names none of its own."""

    start: int
    words: str
    day: str
    clock: str


def outline_of(document: Document) -> tuple[Entry, ...]:
    """Empty for a text of one piece."""
    items = find_items(document.text, document.passages)
    return tuple(_entries(document, items)) if items else ()


def _entries(document: Document, items: tuple[Item, ...]) -> Iterator[Entry]:
    reference, parts = parts_of(document)
    of_item = {part.offset: part for part in parts}
    for item in items:
        part = of_item.get(item.start)
        own = part is not None and part.reference.day != reference.day
        clock = item.when.clock or "" if item.when else ""
        yield Entry(item.start, _words(document.text, item), _day(document, item, part, own), clock)


def _words(text: str, item: Item) -> str:
    """The headline, else the first sentence, without the date before it."""
    start, end = item.title or (item.start, item.end)
    words = text[start:end].lstrip(_SIGNS)
    if item.when and start <= item.when.start:
        words = text[item.when.end : end].lstrip(_BEHIND_DATE)
    words = words if item.title else _SENTENCE.split(words, maxsplit=1)[0]
    words = words.rstrip("】]") if item.when else words
    return words if len(words) <= _LENGTH else words[: _LENGTH - 1] + "…"


def _day(document: Document, item: Item, part: Part | None, own: bool) -> str:
    """Of its head; of its dateline, when that is another than the document's; else the date as it is written."""
    if part and part.head:
        return date_words(part.head)
    if part and own and part.reference.day:
        return day_words(part.reference.day)
    has_date = item.when and (item.when.month or item.when.year)
    return document.text[item.when.start : item.when.end] if item.when and has_date else ""
