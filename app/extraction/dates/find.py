"""From a text to its time mentions: scan, read, resolve, in one pass from left to right."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from app.extraction.dates import scan
from app.extraction.dates.context import Context
from app.extraction.dates.forms import Apposed, Form, Point, Range
from app.extraction.dates.values import Value, edtf_of, nothing, open_edtf
from app.extraction.folding import fold
from app.extraction.mentions import OpenDate, Precision, ReferenceDay, Rejected, TimeKind, TimeMention

_BEFORE = 8


def find_times(
    text: str, reference: ReferenceDay | date | None, *, datelines: Iterable[tuple[int, int]] = ()
) -> tuple[TimeMention, ...]:
    """Every time expression of `text`, in order, without overlaps; `datelines` are spans to pass over.

    `reference` is the day that the text speaks from. Without one no relative expression gets a day, and a month
    and day keep their year open.
    """
    folded = fold(text)
    today, witness = _today(reference)
    context = Context(folded, today, witness)
    skipped = tuple(datelines)
    mentions: list[TimeMention] = []
    for start, end in scan.candidates(folded):
        found = _admitted(folded, start, end)
        if found is None or _is_skipped(start, found[0], skipped):
            continue
        end, form = found
        context.start, context.end = start, end
        mention = _mention(text, start, end, form, context)
        mentions.append(mention)
        _remember(mention, form, context)
    return tuple(mentions)


def _is_skipped(start: int, end: int, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(first < end and start < last for first, last in spans)


def _today(reference: ReferenceDay | date | None) -> tuple[date | None, str]:
    if isinstance(reference, ReferenceDay):
        return reference.day, reference.witness
    return reference, "" if reference is None else "given"


def _admitted(text: str, start: int, end: int) -> tuple[int, Form] | None:
    """The longest reading that begins at `start` and whose neighbours allow it."""
    while True:
        form = scan.read(text[start:end])
        if form is not None and _is_allowed(form, text, start, end):
            return end, form
        shorter = scan.shorter(text, start, end)
        if shorter is None:
            return None
        end = shorter[1]


def _is_allowed(form: Form, text: str, start: int, end: int) -> bool:
    first, last = _edges(form)
    if first.rule.before is not None and first.rule.before.search(text[max(0, start - _BEFORE) : start]):
        return False
    return last.rule.after is None or last.rule.after.match(text, end) is None


def _edges(form: Form) -> tuple[Point, Point]:
    if isinstance(form, Range):
        return form.left, form.right
    if isinstance(form, Apposed):
        return form.day, form.other
    if isinstance(form, Point):
        return form, form
    return form.members[0][2], form.members[-1][2]


def _mention(text: str, start: int, end: int, form: Form, context: Context) -> TimeMention:
    value, point = _value(form, context)
    edtf = value.edtf
    if edtf is None and value.first is not None and value.last is not None:
        edtf = edtf_of(value.first, value.last, value.precision)
    return TimeMention(
        start=start,
        end=end,
        expression=text[start:end],
        kind=value.kind,
        rule=form.rule.name if not isinstance(form, Point) else point.rule.name,  # type: ignore[union-attr]
        edtf=edtf,
        first=value.first,
        last=value.last,
        precision=value.precision,
        anchor=value.anchor,
        inferred=value.inferred,
        rejected=value.rejected,
        zone=point.zone,
        clock=point.clock or point.daypart,
        open_year=value.open_year,
        confidence=value.confidence,
    )


def _value(form: Form, context: Context) -> tuple[Value, Point]:
    if isinstance(form, Range):
        return _range(form, context), form.left
    if isinstance(form, Apposed):
        return form.day.rule.build(form.day, context), form.day
    assert isinstance(form, Point)
    return _related(form, form.rule.build(form, context), context), form


def _related(point: Point, value: Value, context: Context) -> Value:
    """今年以来 runs up to the reference day; 9月底前 has an end and no beginning."""
    if point.relation is None or value.first is None or value.last is None:
        return value
    if point.relation == "以来":
        today = context.today
        if today is not None and value.first <= today:
            value.last = today
            value.edtf = f"{value.first.isoformat()}/{today.isoformat()}"
    return value


def _range(form: Range, context: Context) -> Value:
    left = form.left.rule.build(form.left, context)
    right = _right_end(form, left, context)
    if left.open_year is not None and right.open_year is not None:
        left.open_year = OpenDate(left.open_year.first, right.open_year.last)
        left.edtf = open_edtf(left.open_year.first, left.open_year.last)
        return left
    if left.first is None or right.last is None:
        return left if left.first is None else right
    if right.last < left.first:
        return nothing("ends-before-it-begins", edtf_of(left.first, left.first, Precision.DAY))
    value = replace(left, last=right.last, edtf=None)
    if value.precision is not right.precision:
        value.precision = Precision.VAGUE
    value.rejected = left.rejected + right.rejected
    return value


def _right_end(form: Range, left: Value, context: Context) -> Value:
    """The right end takes from the left one the year and month it does not state, and lies behind it."""
    right = form.right
    known = left.first
    if right.month is None and right.day is not None and right.month_word is None:
        if known is not None:
            right = replace(right, year=known.year, month=known.month)
        elif left.open_year is not None:
            right = replace(right, month=left.open_year.first[0])
    elif right.month is not None and right.year is None and right.year_word is None and known is not None:
        right = replace(right, year=known.year + (right.month < known.month))
    elif right.weekday is not None and right.week_word is None and known is not None:
        day = known + timedelta(days=(right.weekday - known.weekday()) % 7)
        return Value(day, day, Precision.DAY)
    value = right.rule.build(right, context)
    if value.last is not None and known is not None and value.last < known and form.right.month is None:
        return _in_next_month(right, known, context)
    return value


def _in_next_month(right: Point, known: date, context: Context) -> Value:
    year, month = known.year + known.month // 12, known.month % 12 + 1
    return right.rule.build(replace(right, year=year, month=month), context)


def _remember(mention: TimeMention, form: Form, context: Context) -> None:
    first, last = _edges(form)
    says_year = any(point.year is not None or point.year_word or point.short is not None for point in (first, last))
    says_month = any(point.month is not None or point.month_word for point in (first, last))
    absolute = any(point.year is not None or point.short is not None for point in (first, last))
    context.remember(mention, says_year, says_month, absolute)


def with_year(mention: TimeMention, year: int) -> TimeMention:
    """The mention with its open year filled in, marked as inferred. Linking knows the year from other documents."""
    opened = mention.open_year
    if opened is None:
        return mention
    first = _day_of(year, opened.first)
    last = _day_of(year + (opened.last < opened.first), opened.last)
    if first is None or last is None:
        return replace(mention, rejected=(*mention.rejected, Rejected(str(year), "no-such-day")))
    return replace(
        mention,
        first=first,
        last=last,
        edtf=edtf_of(first, last, mention.precision),
        inferred=tuple(dict.fromkeys((*mention.inferred, "year"))),
        open_year=None,
        kind=TimeKind.DATE,
    )


def _day_of(year: int, month_and_day: tuple[int, int]) -> date | None:
    """29 February is the last of the month where the year is common and a whole month is meant."""
    month, day = month_and_day
    if (month, day) == (2, 29) and not (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)):
        day = 28
    return date(year, month, day)
