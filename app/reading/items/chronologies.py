"""Chronologies: lines that open with a date, in order of time."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from app.reading.document import PassageKind
from app.reading.items.item import (
    FEWEST,
    FEWEST_UNANNOUNCED,
    MOST_OF_IT,
    TEXT_KINDS,
    Item,
    ItemKind,
    Line,
    Marks,
    WrittenDay,
    count,
)
from app.reading.items.words import Of, is_announced, pattern_of

IN_ORDER = 0.8
# Of the lines of a chronology, those that open with a date; the others go on.
FEWEST_OF_ANNOUNCED = 0.2
YEAR = r"(?P<year>(?:19|20)\d{2})\s*年"
DATE = (
    rf"(?:(?:{YEAR}\s*[，,]?\s*)?(?P<month>\d{{1,2}})\s*月(?:\s*(?P<day>\d{{1,2}})\s*[日号號])?"
    rf"|(?P<year_alone>(?:19|20)\d{{2}})\s*年(?!\s*\d)"
    rf"|(?P<year_iso>(?:19|20)\d{{2}})[-./](?P<month_iso>\d{{1,2}})[-./](?P<day_iso>\d{{1,2}})(?!\d))"
)
ENTRY = re.compile(rf"[•●■◆▲★·\-【\[（(\s]*(?P<when>{DATE})")
# “实体清单”事件：2019年5月15日，…
LABELLED_ENTRY = re.compile(rf"[^，。：；]{{2,30}}：(?P<when>{DATE})")
NOTHING_MORE = re.compile(r"\s*(?:[（(]?(?:周|星期|禮拜|礼拜)[一二三四五六日天][）)]?)?\s*[】\]）)：:、]*$")

Place = tuple[int | None, int, int]


def find_only_entries(lines: Sequence[Line], title: str) -> Marks:
    """A chronology that is nothing else, whatever headings divide it."""
    marks = find_entries(lines, title)
    bare = sum(item is not None and item.bare for item in marks.values())
    texts = sum(line.kind in TEXT_KINDS for line in lines[min(marks, default=0) :])
    return marks if bare >= FEWEST or count(marks) >= MOST_OF_IT * texts else {}


def find_entries(lines: Sequence[Line], title: str) -> Marks:
    """A chronology: lines that open with a date, in order of time."""
    found = {at: entry for at, line in enumerate(lines) if (entry := read_entry(line))}
    if len(found) < FEWEST or not is_in_order([_place(item.when) for item in found.values() if item.when]):
        return {}
    first = min(found)
    bare = sum(item.bare for item in found.values())
    share = len(found) / sum(line.kind in TEXT_KINDS for line in lines[first:])
    announced = share >= FEWEST_OF_ANNOUNCED and is_announced(Of.CHRONICLE, title, lines[:first])
    if not (announced or bare >= FEWEST or (share >= MOST_OF_IT and len(found) >= FEWEST_UNANNOUNCED)):
        return {}
    ends = {at: None for at, line in enumerate(lines) if line.kind is PassageKind.HEADING and at > first}
    return {**ends, **found}


def opens_chronology(words: Sequence[str], title: str) -> bool:
    """Whether a headline announces a chronology and the first of these lines is its first date, alone as further ones
    are, written like them and in order: no stamp of the text, which is later than all that it looks back on."""
    if not pattern_of(Of.CHRONICLE).search(title):
        return False
    alone = [found for line in words if (found := ENTRY.match(line)) and NOTHING_MORE.match(line, found.end())]
    if len(alone) < FEWEST or alone[0].string != words[0] or len({bool(found["year_iso"]) for found in alone[:2]}) > 1:
        return False
    places = [_place(day) for found in alone if (day := read_date(found, Line(PassageKind.PARAGRAPH, 0, 0, "")))]
    return is_in_order(places[:FEWEST]) and is_in_order(places)


def read_entry(line: Line) -> Item | None:
    if line.kind not in TEXT_KINDS:
        return None
    found = ENTRY.match(line.words) or LABELLED_ENTRY.match(line.words)
    if not found or not (when := read_date(found, line)):
        return None
    bare = NOTHING_MORE.match(line.words, found.end()) is not None
    title = (line.start, line.end) if line.kind is PassageKind.HEADING and not bare else None
    return Item(ItemKind.ENTRY, line.start, line.end, title, when, bare)


def read_date(found: re.Match[str], line: Line) -> WrittenDay | None:
    """None for numbers that are no date."""
    said = found.groupdict()
    year = said["year"] or said["year_alone"] or said["year_iso"]
    month, day = said["month"] or said["month_iso"], said["day"] or said["day_iso"]
    if not 1 <= int(month or 1) <= 12 or not 1 <= int(day or 1) <= 31:
        return None
    return WrittenDay(
        line.start + found.start("when"),
        line.start + found.end("when"),
        int(year) if year else None,
        int(month) if month else None,
        int(day) if day else None,
    )


def are_dates(lines: Iterable[Line]) -> bool:
    """Whether the lines are those of a chronology."""
    dates = [read_entry(line) is not None for line in lines]
    return sum(dates) * 2 > len(dates)


def _place(when: WrittenDay) -> Place:
    return when.year, when.month or 0, when.day or 0


def is_in_order(places: Sequence[Place]) -> bool:
    """Whether the dates go forward, or back, nearly throughout. A month that falls where no year is written is taken
    for that of the next year."""
    for way in (1, -1):
        kept = sum(_follows(before, after) for before, after in pairwise(places[::way]))
        if kept >= IN_ORDER * (len(places) - 1):
            return True
    return False


def _follows(before: Place, after: Place) -> bool:
    if before[0] is not None and after[0] is not None:
        return before <= after or (before[0] == after[0] and 0 in (before[1], after[1]))
    return before[1:] <= after[1:] or 0 in (before[1], after[1]) or (before[1] >= 10 and after[1] <= 3)
