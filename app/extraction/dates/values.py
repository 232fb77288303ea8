"""What a date expression comes to: its days, its precision, its notation, and why."""

from dataclasses import dataclass
from datetime import date

from app.extraction.dates.calendar import Span, days_in_any_year, last_day
from app.extraction.mentions import Anchor, AnchorKind, OpenDate, Precision, Rejected, TimeKind

NO_ANCHOR = Anchor(AnchorKind.NONE)


@dataclass(slots=True)
class Value:
    """The outcome of one rule. Without days, `rejected` says why."""

    first: date | None = None
    last: date | None = None
    precision: Precision = Precision.VAGUE
    kind: TimeKind = TimeKind.DATE
    edtf: str | None = None
    anchor: Anchor = NO_ANCHOR
    inferred: tuple[str, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    open_year: OpenDate | None = None
    confidence: float = 1.0


def of_span(span: Span, precision: Precision, anchor: Anchor = NO_ANCHOR, inferred: tuple[str, ...] = ()) -> Value:
    return Value(span.first, span.last, precision, anchor=anchor, inferred=inferred)


def of_day(day: date, anchor: Anchor = NO_ANCHOR, inferred: tuple[str, ...] = ()) -> Value:
    return Value(day, day, Precision.DAY, anchor=anchor, inferred=inferred)


def nothing(reason: str, words: str = "", kind: TimeKind = TimeKind.DATE) -> Value:
    """No day may be asserted, for the given reason."""
    return Value(kind=kind, rejected=(Rejected(words, reason),), confidence=0.0)


def of_open_year(first: tuple[int, int], last: tuple[int, int], precision: Precision) -> Value:
    return Value(precision=precision, open_year=OpenDate(first, last), edtf=open_edtf(first, last), confidence=0.7)


def open_edtf(first: tuple[int, int], last: tuple[int, int]) -> str:
    """`XXXX-03-18`, `XXXX-03-18/XXXX-03-19`, or `XXXX-03` for a whole month."""
    if first[1] == 1 and last[1] == days_in_any_year(last[0]):
        return _joined(f"XXXX-{first[0]:02}", f"XXXX-{last[0]:02}")
    return _joined(f"XXXX-{first[0]:02}-{first[1]:02}", f"XXXX-{last[0]:02}-{last[1]:02}")


def edtf_of(first: date, last: date, precision: Precision) -> str:
    """ISO 8601-2: a day, a month, a quarter (33–36), a half (40, 41), a year, a decade, or an interval of days."""
    if first == last:
        return first.isoformat()
    if precision is Precision.MONTH and _is_whole_months(first, last):
        return _joined(first.isoformat()[:7], last.isoformat()[:7])
    if precision is Precision.YEAR and _is_whole_years(first, last):
        return _years(first.year, last.year)
    if first.year == last.year and _is_whole_months(first, last):
        if precision is Precision.QUARTER and last.month == first.month + 2 and first.month % 3 == 1:
            return f"{first.year:04}-{33 + first.month // 3}"
        if precision is Precision.HALF and first.month in (1, 7) and last.month == first.month + 5:
            return f"{first.year:04}-{40 + first.month // 7}"
    return f"{first.isoformat()}/{last.isoformat()}"


def _years(first: int, last: int) -> str:
    if last == first + 9 and first % 10 == 0:
        return f"{first // 10:03}X"
    return _joined(f"{first:04}", f"{last:04}")


def _is_whole_months(first: date, last: date) -> bool:
    return first.day == 1 and last.day == last_day(last.year, last.month)


def _is_whole_years(first: date, last: date) -> bool:
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def _joined(first: str, last: str) -> str:
    return first if first == last else f"{first}/{last}"
