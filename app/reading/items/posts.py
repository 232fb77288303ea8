"""Live blogs: lines that open with a clock time."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from app.reading.document import PassageKind
from app.reading.items.chronologies import DATE, IN_ORDER, NOTHING_MORE, read_date, read_entry
from app.reading.items.item import FEWEST, TEXT_KINDS, Item, ItemKind, Line, Marks, WrittenDay
from app.reading.items.words import Of, is_announced, words_of

DAY = 24 * 60
# 13:00-15:00: a programme, no report.
STRETCH = re.compile(r"[:：]?\d{0,2}\s*[-–—~～至到]+\s*\d")


def find_posts(lines: Sequence[Line], title: str) -> Marks:
    """A live blog: lines that open with a clock time, newest first, or announced as one. A line with only a date tells
    the day of what follows; clocks of another zone, and what they head, belong to no item."""
    clocks = {
        at: found
        for at, line in enumerate(lines)
        if line.kind in TEXT_KINDS and (found := _pattern().match(line.words))
    }
    if len(clocks) < FEWEST or any(STRETCH.match(lines[at].words, found.end()) for at, found in clocks.items()):
        return {}
    zone = Counter(found["zone"] for found in clocks.values()).most_common(1)[0][0]
    marks: Marks = {}
    governing: WrittenDay | None = None
    for at, line in enumerate(lines):
        if at in clocks:
            marks[at] = _post(line, clocks[at], governing) if clocks[at]["zone"] == zone else None
        elif (entry := read_entry(line)) and entry.bare:
            governing, marks[at] = entry.when, None
    way = runs_on([item.when.clock for item in marks.values() if item and item.when and item.when.clock])
    if not way or (way > 0 and not is_announced(Of.LIVE, title, lines[: min(marks)])):
        return {}
    if any(lines[at].kind is PassageKind.HEADING for at, item in marks.items() if item):
        for at, line in enumerate(lines):
            if line.kind is PassageKind.HEADING and at > min(marks):
                marks.setdefault(at, Item(ItemKind.STORY, line.start, line.end, (line.start, line.end)))
    return marks


def _post(line: Line, found: re.Match[str], governing: WrittenDay | None) -> Item:
    own = read_date(found, line) if found["when"] else governing
    hour = int(found["hour"]) + (12 if found["half"] in _after_noon() and int(found["hour"]) < 12 else 0)
    start, end = line.start + found.start(), line.start + found.end()
    start += len(found[0]) - len(found[0].lstrip("•●■◆▲★【[（( \u3000"))
    when = replace(own or WrittenDay(start, end), start=start, end=end, clock=f"{hour % 24:02}:{found['minute']}")
    is_title = line.kind is PassageKind.HEADING and len(line.words) > found.end() + 2
    bare = NOTHING_MORE.match(line.words, found.end()) is not None
    return Item(ItemKind.POST, line.start, line.end, (line.start, line.end) if is_title else None, when, bare)


@cache
def _pattern() -> re.Pattern[str]:
    zones, halves = words_of(Of.ZONE), "|".join(map(words_of, (Of.MORNING, Of.AFTERNOON)))
    return re.compile(
        rf"[•●■◆▲★【\[（(\s]*(?:(?P<when>{DATE})\s*[，,]?\s*)?(?:(?P<zone>{zones})(?:时间|時間)\s*)?"
        rf"(?P<half>{halves})?\s*(?P<hour>[01]?\d|2[0-3])\s*(?:[:：]\s*|[时時点點])"
        r"(?P<minute>[0-5]\d)(?![:：]?\d*[%万億亿元])分?"
    )


@cache
def _after_noon() -> frozenset[str]:
    return frozenset(words_of(Of.AFTERNOON).split("|"))


def runs_on(clocks: Sequence[str]) -> int:
    """1 when the clock (HH:MM) runs on, −1 when it runs back, 0 when neither; it may pass midnight on the way."""
    steps = [(_minutes(after) - _minutes(before)) % DAY for before, after in pairwise(clocks) if before != after]
    ahead = sum(step < DAY // 2 for step in steps)
    if not steps or IN_ORDER * len(steps) > max(ahead, len(steps) - ahead):
        return 0
    return 1 if ahead * 2 > len(steps) else -1


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)
