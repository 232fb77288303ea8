"""Newscasts and digests: reports that a headline, a sign or a number opens."""

import re
from collections import Counter
from collections.abc import Sequence

from app.reading.blocks import ends_sentence
from app.reading.document import PassageKind
from app.reading.items.chronologies import are_dates
from app.reading.items.item import (
    FEWEST,
    FEWEST_UNANNOUNCED,
    MOST_OF_IT,
    NUMBER,
    SIGN,
    TEXT_KINDS,
    Item,
    ItemKind,
    Line,
    Marks,
    count,
    gist,
)
from app.reading.items.words import TITLE_LENGTH, Of, is_announced

CATEGORY_LENGTH = 12
CATEGORY = re.compile(r"(?:[【\[][^】\]]+[】\]]|[^，。：；！？]+[：:])$")
NUMERALS = "一二三四五六七八九十"


def find_reports(lines: Sequence[Line], title: str) -> Marks:
    """A newscast or digest, by whichever sign opens most of its reports."""
    return max((form(lines, title) for form in (_headed, _signed, _numbered)), key=count)


def _headed(lines: Sequence[Line], title: str) -> Marks:
    """A newscast or digest with a headline above each report: announced, or with a summary that repeats them."""
    headings = {at: line for at, line in enumerate(lines) if line.kind is PassageKind.HEADING}
    titled = {at: line for at, line in headings.items() if _has_text_below(lines, at)}
    if len(titled) < FEWEST or are_dates(titled.values()):
        return {}
    names = frozenset(gist(line.words) for line in titled.values())
    repeating = [at for at, line in enumerate(lines) if _is_of_summary(line) and gist(line.words) in names]
    kind = _kind(title, lines[: min(titled)])
    if kind is None and len(repeating) < FEWEST_UNANNOUNCED:  # an essay may open with its three chapters
        return {}
    if len(repeating) >= FEWEST:  # what stands above the last line of the summary is no report
        titled = {at: line for at, line in titled.items() if at > repeating[-1]}
    return {
        at: _titled(line, kind or ItemKind.NEWS) if at in titled else None
        for at, line in headings.items()
        if titled and at >= min(titled)
    }


def _is_of_summary(line: Line) -> bool:
    """1.双方会谈；: counted, or no sentence. A first paragraph may well begin with the words of its headline."""
    if line.kind is PassageKind.HEADING:
        return False
    return NUMBER.match(line.words) is not None or not line.words.endswith("。")


def _has_text_below(lines: Sequence[Line], at: int) -> bool:
    at += 1
    while at < len(lines) and lines[at].kind is PassageKind.CAPTION:
        at += 1
    return at < len(lines) and lines[at].kind is not PassageKind.HEADING


def _signed(lines: Sequence[Line], title: str) -> Marks:
    """A digest whose reports open with the same sign: • • •, or ★ before each headline."""
    signs = {at: found[1] for at, line in enumerate(lines) if (found := SIGN.match(line.words))}
    if not signs:
        return {}
    sign = Counter(signs.values()).most_common(1)[0][0]
    starts = [at for at, each in signs.items() if each == sign]
    if len(starts) < FEWEST or are_dates(lines[at] for at in starts):
        return {}
    kind = _kind(title, lines[: starts[0]])
    signed = sum(len(lines[at].words) for at in starts)
    whole = sum(len(line.words) for line in lines if line.kind is not PassageKind.CAPTION)
    if kind is None and (signed < MOST_OF_IT * whole or not all(ends_sentence(lines[at].words) for at in starts)):
        return {}
    ends = {at: None for at, line in enumerate(lines) if at > starts[0] and _is_category(line)}
    return {**ends, **{at: _titled(lines[at], kind or ItemKind.STORY) for at in starts}}


def _numbered(lines: Sequence[Line], title: str) -> Marks:
    """A digest that counts its reports: 1. 2. 3., announced as one."""
    starts: list[int] = []
    last = 0
    for at, line in enumerate(lines):
        counted = NUMBER.match(line.words) if line.kind in TEXT_KINDS else None
        number = _number(counted) if counted else 0
        if last < number <= last + 2:
            starts.append(at)
            last = number
    if len(starts) < FEWEST or (kind := _kind(title, lines[: starts[0]])) is None:
        return {}
    ends = {at: None for at, line in enumerate(lines) if at > starts[0] and line.kind is PassageKind.HEADING}
    return {**ends, **{at: _titled(lines[at], kind) for at in starts}}


def _number(found: re.Match[str]) -> int:
    digits = found[1] or found[2]
    if digits:
        return int(digits)
    tens, _, ones = found[3].rpartition("十")
    return (10 * (NUMERALS.find(tens) + 1 if tens else 1) if "十" in found[3] else 0) + NUMERALS.find(ones) + 1


def _titled(line: Line, kind: ItemKind) -> Item:
    """The whole first line is the headline when it does not end like a sentence."""
    is_title = len(line.words) <= TITLE_LENGTH and not line.words.endswith(("。", "！", "；"))
    opening = SIGN.match(line.words) or NUMBER.match(line.words)
    start = line.start + (opening.end() if opening else 0)
    return Item(kind, line.start, line.end, (start, line.end) if is_title else None)


def _kind(title: str, before: Sequence[Line]) -> ItemKind | None:
    """What is announced: news of the day, stories of any day, or nothing."""
    if is_announced(Of.STORIES, title, before):
        return ItemKind.STORY
    return ItemKind.NEWS if is_announced(Of.NEWS, title, before) else None


def _is_category(line: Line) -> bool:
    """【政经】, 國際新聞：, ※ 亞洲: the heading of a section."""
    if line.kind is PassageKind.HEADING:
        return True
    return len(line.words) <= CATEGORY_LENGTH and CATEGORY.match(line.words) is not None
