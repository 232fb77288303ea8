"""The year of a document that states none: from happenings that it shares with dated documents."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from app.extraction.dates import with_year
from app.extraction.folding import fold
from app.extraction.implied import themselves
from app.extraction.mentions import EventMention, Precision
from app.linking.events import InferredYear, LinkedDocument, YearEvidence
from app.linking.features import family_of

_ENOUGH = 2.0
_LONGEST = 31
_WEEKDAYS = "一二三四五六日"
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])")


MonthDay = tuple[int, int]


def infer_years(documents: Sequence[LinkedDocument]) -> tuple[InferredYear, ...]:
    """A year for each undated document that shares a day with a dated one, and either two actors, or one actor and
    the kind of happening. A tie, or evidence below the threshold, gives no year."""
    found = (year_of(d, documents) for d in documents if is_open(d))
    return tuple(year for year in found if year is not None)


def is_open(document: LinkedDocument) -> bool:
    return any(m.time and m.time.open_year for m in document.extraction.events)


def days_shared(document: LinkedDocument) -> frozenset[tuple[MonthDay, str]]:
    """Days of the year with everybody who takes part in something then: those that lack their year in a document that
    has such days, else those that have one. A dated document that shares none with an undated one cannot date it."""
    told = [m for m in document.extraction.events if m.time and m.time.open_year]
    told = told or [m for m in document.extraction.events if _is_day(m)]
    return frozenset((day, p.actor.name) for mention in told for day in _days_of(mention) for p in mention.participants)


def year_of(document: LinkedDocument, dated: Sequence[LinkedDocument]) -> InferredYear | None:
    """The year that dated documents give this one, with all evidence."""
    return _year_of(document, [(d, m) for d in dated for m in d.extraction.events if _is_day(m)])


def _days_of(mention: EventMention) -> set[MonthDay]:
    time = mention.time
    if time and time.open_year:
        # A leap year has every day.
        return _between(date(2000, *time.open_year.first), date(2000, *time.open_year.last))
    return _between(time.first, time.last) if time and time.first and time.last else set()


def _between(first: date, last: date) -> set[MonthDay]:
    length = min((last - first).days, _LONGEST)
    return {((first + timedelta(days=n)).month, (first + timedelta(days=n)).day) for n in range(length + 1)}


def dated_with(document: LinkedDocument, year: int) -> LinkedDocument:
    """The document with its open dates set in that year, each marked as inferred."""
    events = tuple(
        replace(m, time=with_year(m.time, year)) if m.time and m.time.open_year else m
        for m in document.extraction.events
    )
    return replace(document, extraction=replace(document.extraction, events=events))


def _is_day(mention: EventMention) -> bool:
    time = mention.time
    return bool(time and time.first and time.last and time.precision is Precision.DAY and not mention.implicit)


def _year_of(document: LinkedDocument, dated: Sequence[tuple[LinkedDocument, EventMention]]) -> InferredYear | None:
    votes: dict[int, float] = defaultdict(float)
    evidence: dict[int, list[YearEvidence]] = defaultdict(list)
    for mine in document.extraction.events:
        for year, weight, reason in _votes(mine, dated):
            votes[year] += weight
            evidence[year].append(reason)
    ranked = sorted(votes, key=lambda year: (-votes[year], year))
    if not ranked or votes[ranked[0]] < _ENOUGH or (len(ranked) > 1 and votes[ranked[0]] < 2 * votes[ranked[1]]):
        return None
    year = ranked[0]
    return InferredYear(
        document.document.key,
        year,
        tuple(sorted(set(evidence[year]), key=lambda e: (e.document_key, e.event_words, e.detail))),
    )


def _votes(
    mine: EventMention, dated: Sequence[tuple[LinkedDocument, EventMention]]
) -> Iterator[tuple[int, float, YearEvidence]]:
    if not mine.time or not mine.time.open_year:
        return
    for document, theirs in dated:
        assert theirs.time and theirs.time.first and theirs.time.last
        theirs_named = {p.actor.name for p in theirs.participants}
        shared = {p.actor.name for p in themselves([p for p in mine.participants if p.actor.name in theirs_named])}
        same_kind = family_of(mine.type) == family_of(theirs.type)
        if not _same_days(mine, theirs.time.first, theirs.time.last) or len(shared) + same_kind < 2:
            continue
        agrees = _weekday_agrees(mine, theirs.time.first)
        if agrees is False:
            continue
        words = document.document.text[theirs.start : theirs.end]
        detail = (
            f"{mine.time.expression} = {theirs.time.expression}（{theirs.time.edtf}）；同为 {'、'.join(sorted(shared))}"
        ) + ("；星期相符" if agrees else "")
        yield (
            theirs.time.first.year,
            float(min(3, len(shared)) + same_kind) + 0.5 * bool(agrees),
            YearEvidence(document.document.key, words, detail),
        )


def _same_days(mine: EventMention, first: date, last: date) -> bool:
    assert mine.time and mine.time.open_year
    start, end = mine.time.open_year.first, mine.time.open_year.last
    return start <= (last.month, last.day) and (first.month, first.day) <= end


def _weekday_agrees(mine: EventMention, theirs: date) -> bool | None:
    """周二（9月22日）: whether that day of their year is a Tuesday; None when no weekday is named."""
    assert mine.time and mine.time.open_year
    found = _WEEKDAY.search(fold(mine.time.expression))
    if not found or mine.time.open_year.first != mine.time.open_year.last:
        return None
    try:
        day = date(theirs.year, *mine.time.open_year.first)
    except ValueError:  # 29 February
        return False
    return day.weekday() == _WEEKDAYS.index(found[1].replace("天", "日"))
