"""The days at the heads of items: which year an entry means that writes none, which day a clock time belongs to.

A chronology runs one way. Its dates therefore settle each other: a year holds until a month falls, and the last of
several dates without any year is the last such day before the text was published.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from app.extraction.dates.calendar import Span, day_or_none, month_span, year_span
from app.extraction.dates.values import edtf_of
from app.extraction.mentions import Anchor, AnchorKind, Precision, ReferenceDay, TimeKind, TimeMention
from app.reading.document import Document
from app.reading.items import Item, ItemKind, WrittenDay, runs_on

RULE = "item"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
# Days, for what only has to be in order.
_MONTH = 31
_WHOLE_YEAR = 12 * _MONTH
_SURE, _INFERRED = 0.95, 0.85


@dataclass(frozen=True)
class _Year:
    """A year, and what says so."""

    year: int
    anchor: Anchor

    def back(self, by: int) -> "_Year":
        return _Year(self.year - by, self.anchor)


def heads_of(document: Document, items: Sequence[Item], reference: ReferenceDay) -> dict[Item, TimeMention]:
    """The date at the head of each item that has one, in the offsets of the document; none where it stays open."""
    dated = [item for item in items if item.when and (item.when.year or item.when.month)]
    years = _years(document, dated if _runs_on(dated) else dated[::-1], reference)
    heads = {item: head for item in dated if item in years and (head := _head(document, item, years[item]))}
    posts = [item for item in items if item.kind is ItemKind.POST]
    return {**heads, **_posted(document, posts, heads, reference)}


def _runs_on(items: Sequence[Item]) -> bool:
    """Whether the dates go forward."""
    steps = [_step(before.when, after.when) for before, after in pairwise(items) if before.when and after.when]
    return sum(steps) >= 0


def _step(before: WrittenDay, after: WrittenDay) -> int:
    """1 for a later date, −1 for an earlier one. Where a year is not written, the shorter way round the year."""
    places = [((when.month or 1) - 1) * _MONTH + (when.day or 1) for when in (before, after)]
    if before.year and after.year:
        ahead = (after.year - before.year) * _WHOLE_YEAR + places[1] - places[0]
        return (ahead > 0) - (ahead < 0)
    ahead = (places[1] - places[0]) % _WHOLE_YEAR
    return 0 if ahead == 0 else 1 if ahead < _WHOLE_YEAR // 2 else -1


def _years(document: Document, items: Sequence[Item], reference: ReferenceDay) -> dict[Item, _Year]:
    """`items` in order of time. Forward from the first year that is written, then back from it."""
    years: dict[Item, _Year] = {}
    current: _Year | None = None
    for before, item in zip([None, *items], items, strict=False):
        assert item.when is not None
        if item.when.year:
            current = _Year(item.when.year, Anchor(AnchorKind.NONE))
        elif current and before:
            said = current.anchor if current.anchor.words else _said(document, before)
            current = _Year(current.year + _falls(before, item), said)
        if current:
            years[item] = current
    first = next((at for at, item in enumerate(items) if item in years), None)
    if first is None:
        last = _last_year(document, items[-1], reference) if items else None
        if last is None:
            return {}
        years[items[-1]], first = last, len(items) - 1
    elif first:
        written = years[items[first]]
        years[items[first - 1]] = _Year(
            written.year - _falls(items[first - 1], items[first]), _said(document, items[first])
        )
        first -= 1
    for at in range(first, 0, -1):
        years[items[at - 1]] = years[items[at]].back(_falls(items[at - 1], items[at]))
    return years


def _falls(before: Item, after: Item) -> int:
    """1 when the second date of two in order of time writes an earlier month, and so lies in the next year."""
    assert before.when and after.when
    return int(bool(after.when.month) and (before.when.month or 0) > (after.when.month or 0))


def _said(document: Document, item: Item) -> Anchor:
    assert item.when is not None
    words = document.text[item.when.start : item.when.end]
    return Anchor(AnchorKind.ITEM, None, words, "year-said-before", item.when.start)


def _last_year(document: Document, last: Item, reference: ReferenceDay) -> _Year | None:
    """The one year of the headline, else that of the last such day up to the document's own."""
    named = {found[0]: found.start() for found in _YEAR.finditer(document.title)}
    if len(named) == 1 and document.text.startswith(document.title):
        ((words, start),) = named.items()
        return _Year(int(words), Anchor(AnchorKind.MENTION, None, words, "year-said-before", start))
    if reference.day is None or last.when is None:
        return None
    is_over = (last.when.month or 1, last.when.day or 1) <= (reference.day.month, reference.day.day)
    anchor = Anchor(AnchorKind.REFERENCE, reference.day, reference.witness, "looks-back")
    return _Year(reference.day.year - (not is_over), anchor)


def _head(document: Document, item: Item, year: _Year) -> TimeMention | None:
    when = item.when
    span = _span(year.year, when.month, when.day) if when else None
    if when is None or span is None:
        return None
    precision = Precision.DAY if when.day else Precision.MONTH if when.month else Precision.YEAR
    return TimeMention(
        start=when.start,
        end=when.end,
        expression=document.text[when.start : when.end],
        kind=TimeKind.DATE,
        rule=RULE,
        edtf=edtf_of(span.first, span.last, precision),
        first=span.first,
        last=span.last,
        precision=precision,
        anchor=year.anchor,
        inferred=() if when.year else ("year",),
        clock=when.clock,
        confidence=_SURE if when.year else _INFERRED,
    )


def _span(year: int, month: int | None, day: int | None) -> Span | None:
    if month is None:
        return year_span(year)
    if day is None:
        return month_span(year, month)
    found = day_or_none(year, month, day)
    return Span(found, found) if found else None


def _posted(
    document: Document, posts: Sequence[Item], heads: dict[Item, TimeMention], reference: ReferenceDay
) -> dict[Item, TimeMention]:
    """A clock that runs past midnight begins a day. The last post is of the document's day, unless posts write
    theirs."""
    clocks = [item.when.clock for item in posts if item.when and item.when.clock]
    ordered = [*posts] if runs_on(clocks) > 0 else [*reversed(posts)]
    nights = [0]
    for before, after in pairwise(ordered):
        assert before.when and after.when
        nights.append(nights[-1] + ((before.when.clock or "") > (after.when.clock or "")))
    bases = [
        head.first - timedelta(days=night)
        for item, night in zip(ordered, nights, strict=False)
        if (head := heads.get(item)) and head.first
    ]
    base = bases[0] if bases else reference.day - timedelta(days=nights[-1]) if reference.day else None
    if base is None:
        return {}
    return {
        item: heads[item] if item in heads else _post(document, item, base + timedelta(days=night), reference)
        for item, night in zip(ordered, nights, strict=False)
    }


def _post(document: Document, item: Item, day: date, reference: ReferenceDay) -> TimeMention:
    assert item.when is not None
    return TimeMention(
        start=item.when.start,
        end=item.when.end,
        expression=document.text[item.when.start : item.when.end],
        kind=TimeKind.DATE,
        rule=RULE,
        edtf=day.isoformat(),
        first=day,
        last=day,
        precision=Precision.DAY,
        anchor=Anchor(AnchorKind.REFERENCE, reference.day, reference.witness, "post-of-day"),
        inferred=("day", "month", "year"),
        clock=item.when.clock,
        confidence=_INFERRED,
    )
