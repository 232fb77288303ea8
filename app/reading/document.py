"""What reading a file yields: one text with fixed offsets, its passages, and what it says of its own date."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class PassageKind(StrEnum):
    """What a stretch of the main text is. A caption adds to events but founds none."""

    TITLE = "title"
    LEAD = "lead"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CAPTION = "caption"


class LeftOutKind(StrEnum):
    """Why a stretch of the file is not part of the main text."""

    RELATED = "related"
    ADVERT = "advert"
    FURNITURE = "furniture"
    STAMP = "stamp"


class WitnessKind(StrEnum):
    """Where a document says when it was published."""

    STAMP = "stamp"  # <!--1616075711000-->
    FRONT_MATTER = "front-matter"
    TIME_ELEMENT = "time-element"
    URL = "url"
    BODY_STAMP = "body-stamp"
    DATELINE = "dateline"
    ROC_CODE = "roc-code"


@dataclass(frozen=True)
class Passage:
    """A span of `Document.text`, in code points; `end` is exclusive. Passages do not overlap and come in order."""

    kind: PassageKind
    start: int
    end: int


@dataclass(frozen=True)
class LeftOut:
    """A stretch of the file that reading kept out of the main text, and why."""

    kind: LeftOutKind
    text: str


@dataclass(frozen=True)
class Witness:
    """One statement of the publication day.

    `words` are as written. `instant` is aware, in UTC, when the witness names one. `day` is the day in the
    publisher's zone. A dateline often names only a day of the month: then `day` is None and `day_of_month`
    (and perhaps `month`) is set, to be placed beside the other witnesses. `start`/`end` stand in
    `Document.text` when the words do, else both are None.
    """

    kind: WitnessKind
    words: str
    day: date | None = None
    instant: datetime | None = None
    month: int | None = None
    day_of_month: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Document:
    """One news article or research note as read.

    `text` is the one coordinate system of the program: the main text in Unicode code points, title first,
    passages parted by newlines. It never changes once it has offsets. `key` names the document for ever: the
    canonical address, else the content hash. `source` is the decoded file, kept for the view "as ingested".
    `zone` is the publisher's IANA zone, or None when the publisher is not known.
    """

    file: str
    key: str
    sha256: str
    text: str
    source: str
    passages: tuple[Passage, ...]
    title: str
    publisher: str | None = None
    url: str | None = None
    zone: str | None = None
    witnesses: tuple[Witness, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def quote(self, start: int, end: int) -> str:
        return self.text[start:end]
