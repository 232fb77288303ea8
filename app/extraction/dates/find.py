"""From a text to its time mentions: scan, read, resolve, in one pass from left to right; then what needs the whole."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from app.extraction.dates import agree, scan
from app.extraction.dates.context import Context
from app.extraction.dates.festivals import festivals
from app.extraction.dates.forms import Apposed, Coordination, Form, Point, Range, edges
from app.extraction.dates.ranges import value_of
from app.extraction.dates.rules_events import EVENTS
from app.extraction.dates.values import Value, edtf_of, nothing
from app.extraction.folding import fold
from app.extraction.mentions import Anchor, AnchorKind, Precision, ReferenceDay, Rejected, TimeKind, TimeMention

_BEFORE = 8
_HALF_YEAR = 6
_WEEKDAY = re.compile("(?:周|星期|礼拜)([一二三四五六日天])")
# 12日前往, 周四后续, 10月起诉: words that only begin like a relation.
_NOT_RELATION = defaultdict(
    lambda: re.compile("(?!)"),
    {
        "前": re.compile("[往赴进去夕夜景沿所后]|提(?!交|出|供|请|名|升|高)"),
        "后": re.compile("[续来者备期面果]"),
        "起": re.compile("[诉飞义火草步源身床航跑降初]"),
        "开": re.compile("时"),
        "内": re.compile("[地部外容政]"),
    },
)
_RULES_OF_FORMS = {Range: "range", Apposed: "day named twice"}
_EVENT_RULES = frozenset(EVENTS)


def find_times(
    text: str,
    reference: ReferenceDay | date | None,
    *,
    datelines: Iterable[tuple[int, int]] = (),
    head: TimeMention | None = None,
) -> tuple[TimeMention, ...]:
    """Every time expression of `text`, in order, without overlaps; `datelines` are spans to pass over.

    `reference` is the day that the text speaks from. Without one no relative expression gets a day, and a month
    and day keep their year open. `head` is the month or year that the text stands under; its dates lie there.
    """
    folded = fold(text)
    context = Context(folded, *_today(reference))
    context.stand_under(head)
    later: list[tuple[int, Point]] = []
    for start, end, form in _forms(folded, tuple(datelines)):
        for first, last, member in _members(start, end, form):
            context.start, context.end = first, last
            if isinstance(member, Point) and member.rule in _EVENT_RULES:
                later.append((len(context.mentions), member))
                value, point = nothing("no-dated-event"), member
            else:
                value, point = _value(member, context)
            mention = _mention(text, first, last, member, value, point)
            context.mentions.append(mention)
            _remember(mention, member, context)
    agree.agree(context)
    _fill_years(context)
    _fill_weekdays(context)
    _resolve_events(text, later, context)
    _fill_years(context)
    return tuple(context.mentions)


def _today(reference: ReferenceDay | date | None) -> tuple[date | None, str]:
    if isinstance(reference, ReferenceDay):
        return reference.day, reference.witness
    return reference, "" if reference is None else "given"


def _forms(text: str, skipped: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int, Form]]:
    """The readings that their neighbours allow, in order and apart."""
    reached = 0
    for start, end in scan.candidates(text):
        if end <= reached:
            continue
        for first, last, form in _admitted(text, max(start, reached), end):
            reached = last
            if not any(low < last and first < high for low, high in skipped):
                yield first, last, form


def _admitted(text: str, start: int, end: int) -> Iterator[tuple[int, int, Form]]:
    """The longest allowed reading at `start`; where there is none, the first that begins inside the candidate."""
    at = start
    while at < end:
        found = _at(text, at, end)
        if found is not None:
            yield at, *found
            at = found[0]
            continue
        following = scan.next_candidate(text, at + 1, end)
        if following is None:
            return
        at, end = following[0], max(end, following[1])


def _at(text: str, start: int, end: int) -> tuple[int, Form] | None:
    last = end
    while True:
        form = scan.read(text[start:last])
        if form is not None and _is_allowed(form, text, start, last):
            return last, form
        shorter = scan.shorter(text, start, last)
        if shorter is None:
            return None
        last = shorter


def _is_allowed(form: Form, text: str, start: int, end: int) -> bool:
    first, last = edges(form)
    if first.rule.before is not None and first.rule.before.search(text[max(0, start - _BEFORE) : start]):
        return False
    if last.rule.after is not None and last.rule.after.match(text, end):
        return False
    if last.relation is not None and _NOT_RELATION[last.relation[0]].match(text, end):
        return False
    if last.name is None or last.rule.name != "festival":
        return True
    festival = festivals().get(last.name)
    return festival is None or festival.after is None or festival.after.match(text, end) is None


def _members(start: int, end: int, form: Form) -> Iterator[tuple[int, int, Form]]:
    if not isinstance(form, Coordination):
        yield start, end, form
        return
    for first, last, member in form.members:
        yield start + first, start + last, member


def _value(form: Form, context: Context) -> tuple[Value, Point]:
    try:
        return value_of(form, context), edges(form)[0]
    except (OverflowError, ValueError):
        # 3000年前, or any step from the calendar's first or last year: `date` has no such day.
        return nothing("out-of-calendar"), edges(form)[0]


def _mention(text: str, start: int, end: int, form: Form, value: Value, point: Point) -> TimeMention:
    edtf = value.edtf
    if edtf is None and value.first is not None and value.last is not None:
        edtf = edtf_of(value.first, value.last, value.precision)
        edtf += "~" if point.approximate and "/" not in edtf else ""
    return TimeMention(
        start,
        end,
        text[start:end],
        value.kind,
        point.rule.name if isinstance(form, Point) else _RULES_OF_FORMS[type(form)],
        edtf,
        value.first,
        value.last,
        value.precision,
        value.anchor,
        value.inferred,
        value.rejected,
        point.zone,
        point.clock or point.daypart,
        value.open_year,
        value.confidence,
    )


def _remember(mention: TimeMention, form: Form, context: Context) -> None:
    if mention.kind is not TimeKind.DATE:
        return
    first, last = edges(form)
    absolute = first.year is not None or first.short is not None or last.year is not None
    says_year = absolute or first.year_word is not None or last.year_word is not None
    says_month = first.month is not None or last.month is not None or first.month_word is not None
    context.remember(mention, says_year, says_month, absolute)


def _resolve_events(text: str, later: list[tuple[int, Point]], context: Context) -> None:
    for index, point in later:
        placed = context.mentions[index]
        context.start, context.end = placed.start, placed.end
        value, _ = _value(point, context)
        context.mentions[index] = _mention(text, placed.start, placed.end, point, value, point)


def _fill_years(context: Context) -> None:
    """A text without a day of its own that writes 2020年7月 and 7月21日: the one year of that month is the day's, and
    other months are those nearest to it."""
    stated = {(m.first.year, m.first.month) for m in context.mentions if _states_month(m) and m.first}
    opened = {m.open_year.first[0] for m in context.mentions if m.open_year}
    own = [(year, month) for year, month in stated if month in opened]
    if context.today is not None or len(own) != 1:
        return
    year, month = own[0]
    for index, mention in enumerate(context.mentions):
        if mention.open_year:
            ahead = mention.open_year.first[0] - month
            context.mentions[index] = with_year(mention, year - (ahead > _HALF_YEAR) + (ahead < -_HALF_YEAR))


def _fill_weekdays(context: Context) -> None:
    """In a text without a day of its own, 周三 is the one day that it writes out which is a Wednesday."""
    if context.today is not None:
        return
    written = {m.first for m in context.mentions if m.first and m.first == m.last and m.precision is Precision.DAY}
    for index, mention in enumerate(context.mentions):
        name = _WEEKDAY.match(context.text, mention.start) if mention.rule == "weekday" else None
        days = [day for day in written if name and day.weekday() == "一二三四五六日".find(name[1].replace("天", "日"))]
        if len(days) == 1 and mention.first is None:
            day = days[0]
            said = next(m for m in context.mentions if m.first == day == m.last)
            anchor = Anchor(AnchorKind.MENTION, day, said.expression, "agrees-with-text", said.start)
            context.mentions[index] = replace(
                mention, first=day, last=day, edtf=day.isoformat(), precision=Precision.DAY, anchor=anchor, rejected=()
            )


def _states_month(mention: TimeMention) -> bool:
    fine = mention.precision in (Precision.DAY, Precision.PART_MONTH, Precision.MONTH)
    return fine and mention.kind is TimeKind.DATE and "year" not in mention.inferred


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
    )


def _day_of(year: int, month_and_day: tuple[int, int]) -> date | None:
    """29 February is the month's last day where the year is common; None outside the calendar."""
    month, day = month_and_day
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if (month, day) == (2, 29) and not is_leap:
        day = 28
    return date(year, month, day) if 1 <= year <= 9999 else None
