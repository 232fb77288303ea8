"""Several items in one text (newscasts, digests, live blogs, chronologies), told apart where its structure says so.

    for item in find_items(document.text, document.passages):
        print(document.quote(item.start, item.end))

A text whose structure says nothing has no items. Items lie in order and apart; what stands between them (a headline,
an introduction, the heading of a section) belongs to none. What an item writes of its day is only read here: which
year an entry means that writes none is concluded where dates are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from app.reading.document import Passage, PassageKind
from app.reading.items.chronologies import find_entries, find_only_entries
from app.reading.items.item import FEWEST, Form, Item, ItemKind, Line, Marks, WrittenDay, count, gist
from app.reading.items.posts import find_posts, runs_on
from app.reading.items.reports import find_reports

__all__ = ["Item", "ItemKind", "WrittenDay", "find_items", "gist", "runs_on"]

FORMS: tuple[Form, ...] = (find_posts, find_only_entries, find_reports, find_entries)


def find_items(text: str, passages: Sequence[Passage]) -> tuple[Item, ...]:
    """In order; none when the text is of one piece. The first form that the text has decides."""
    lines = [Line(p.kind, p.start, p.end, text[p.start : p.end]) for p in passages if p.kind is not PassageKind.TITLE]
    title = next((text[p.start : p.end] for p in passages if p.kind is PassageKind.TITLE), "")
    for form in FORMS:
        marks = form(lines, title)
        if count(marks) >= FEWEST:
            return tuple(_spans(lines, marks))
    return ()


def _spans(lines: Sequence[Line], marks: Marks) -> Iterator[Item]:
    """Each item reaches to the next mark; captions before that belong to what follows."""
    borders = [*sorted(marks), len(lines)]
    for at, until in pairwise(borders):
        item = marks[at]
        if item is None:
            continue
        last = until - 1
        while last > at and lines[last].kind is PassageKind.CAPTION:
            last -= 1
        yield replace(item, end=lines[last].end)
