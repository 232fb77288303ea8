"""What an item is, and what its forms have in common: lines, marks, signs that open a line."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.reading.document import PassageKind

FEWEST = 3
# A list that nothing announces must be longer; dates must then be nearly all there is.
FEWEST_UNANNOUNCED = 6
MOST_OF_IT = 0.7
GIST = 12
SIGN = re.compile(r"(--|——|[•●■◆▲◇★※▪])\s*(?=\S)")
NUMBER = re.compile(r"(?:(\d{1,2})\s*[.、．](?!\d)|[（(](\d{1,2})[）)]|([一二三四五六七八九十]{1,3})、)\s*")
NOT_WORDS = re.compile(r"[\W_]+")
TEXT_KINDS = (PassageKind.LEAD, PassageKind.PARAGRAPH, PassageKind.HEADING)


class ItemKind(StrEnum):
    """`news` is a report of the document's own day, `story` of any day, `post` of a clock time, `entry` of a date."""

    NEWS = "news"
    STORY = "story"
    POST = "post"
    ENTRY = "entry"


@dataclass(frozen=True)
class WrittenDay:
    """The words that say an item's day or hour, as numbers. `month` and `day` are None where they are not written."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    clock: str | None = None


@dataclass(frozen=True)
class Item:
    """A span of the text, in code points. `title` is the span of its headline; `bare` says that the day stands in a
    line of its own, so that the first sentence below is dated by it."""

    kind: ItemKind
    start: int
    end: int
    title: tuple[int, int] | None = None
    when: WrittenDay | None = None
    bare: bool = False


@dataclass(frozen=True)
class Line:
    kind: PassageKind
    start: int
    end: int
    words: str


# Number in `lines`, and what the line says of its item; a line that ends items without opening one has no item.
Marks = dict[int, Item | None]
Form = Callable[[Sequence[Line], str], Marks]


def count(marks: Marks) -> int:
    return sum(item is not None for item in marks.values())


def gist(words: str) -> str:
    """The first characters of a headline without its number and marks: enough to tell when it is said again."""
    number = NUMBER.match(words)
    return NOT_WORDS.sub("", words[number.end() :] if number else words)[:GIST]
