"""The stretches of an article in reading order, before it is decided which of them are its main text."""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.reading.document import LeftOutKind

WIDE = "\u2018-\u201d\u2026\u2014\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef"
# A line break between two Han characters is layout, not a blank.
BREAK_IN_HAN = re.compile(rf"(?<=[{WIDE}])[ \t\r\u00a0\u3000]*\n\s*(?=[{WIDE}])")
INVISIBLE = re.compile("[\u200b\ufeff\x00-\x08\x0e-\x1f\x7f]")
SENTENCE_END = tuple("。！？!?.…；;：:”』」）)")


class Role(StrEnum):
    TEXT = "text"
    TITLE = "title"
    HEADING = "heading"
    CAPTION = "caption"
    ITEM = "item"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Block:
    """`linked` and `bold` count the characters inside links and bold type; `when` is a <time> element's date."""

    text: str
    role: Role = Role.TEXT
    linked: int = 0
    bold: int = 0
    left_out: LeftOutKind | None = None
    when: str = ""

    @property
    def is_link(self) -> bool:
        return self.linked * 10 >= len(self.text) * 9


def normalise(text: str) -> str:
    """One blank for a run of white space, none for a line break between Han characters; nothing else changes."""
    if "\n" in text:
        text = BREAK_IN_HAN.sub("", text)
    return " ".join(INVISIBLE.sub("", text).split())


def ends_sentence(text: str) -> bool:
    return text.rstrip().endswith(SENTENCE_END)
