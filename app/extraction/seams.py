"""Where the text as read leaves something of its file out in the middle of a line: link targets, marks of emphasis.

A quote across such a seam stands in our copy and nowhere else. So quotes end at seams: what is shown as somebody's
words can be found, character by character, in the file that was given to us.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise
from typing import Any, TypeVar

from app.extraction.mentions import EventMention, Statement
from app.reading.document import Document

Quoted = TypeVar("Quoted", EventMention, Statement)

_MARKUP = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>|<[^>]*>", re.S | re.I)
# Whatever reading drops or joins without being asked: white space and what is as invisible.
_BLANK = re.compile("[\\s\u200b\ufeff\x00-\x08\x0e-\x1f\x7f]+")
_MOST_SEAMS = 60  # in one passage: beyond, the passage is not a reading of this source


def find_seams(document: Document) -> tuple[int, ...]:
    """Offsets in `text` where the file goes on with something else; markup and white space are no seam."""
    if not document.source:
        return ()
    source = _squeeze(html.unescape(_MARKUP.sub("", document.source)))
    return tuple(
        seam
        for passage in document.passages
        if _squeeze(document.quote(passage.start, passage.end)) not in source
        for seam in islice(_seams_of(document.text, passage.start, passage.end, source), _MOST_SEAMS)
    )


def without_seams(found: Sequence[Quoted], seams: Sequence[int]) -> tuple[Quoted, ...]:
    """The same findings, each quoting the stretch between seams that its trigger begins in, or its longest stretch. A
    trigger that a seam parts keeps its first part."""
    return tuple(_cut(each, seams) for each in found) if seams else tuple(found)


def _squeeze(text: str) -> str:
    return _BLANK.sub("", text)


def _seams_of(text: str, start: int, end: int, source: str) -> Iterator[int]:
    """One after the other: the longest stretch from `start` that the source prints, by halving."""
    while start < end:
        known, unknown = start, end + 1
        while unknown - known > 1:
            middle = (known + unknown) // 2
            known, unknown = (middle, unknown) if _squeeze(text[start:middle]) in source else (known, middle)
        start = max(known, start + 1)
        if start < end:
            yield start


def _cut(found: Quoted, seams: Sequence[int]) -> Quoted:
    inside: Sequence[int] = seams[bisect_right(seams, found.start) : bisect_right(seams, found.end - 1)]
    if not inside:
        return found
    return replace(found, **_changes(found, list(pairwise([found.start, *inside, found.end]))))


def _changes(found: EventMention | Statement, stretches: Sequence[tuple[int, int]]) -> dict[str, Any]:
    if isinstance(found, Statement):
        start, end = max(stretches, key=lambda pair: pair[1] - pair[0])
        return {"start": start, "end": end}
    start, end = next(pair for pair in stretches if pair[0] <= found.trigger_start < pair[1])
    trigger = found.trigger[: end - found.trigger_start]
    return {"start": start, "end": end, "trigger": trigger, "trigger_end": found.trigger_start + len(trigger)}
