"""The lines of a list under their months and days."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Generic, Protocol, TypeVar

from app.web.days import (
    COARSER_THAN_MONTH,
    DayLabel,
    day_number,
    day_words,
    month_words,
    weekday,
    year_words,
)
from app.web.language import say


class Listed(Protocol):
    """What a line must tell to find its place."""

    @property
    def first(self) -> date | None: ...
    @property
    def precision(self) -> str: ...
    @property
    def reported(self) -> date | None: ...


L = TypeVar("L", bound=Listed)


@dataclass(frozen=True)
class Day(Generic[L]):
    label: DayLabel
    lines: tuple[L, ...]


@dataclass(frozen=True)
class Month(Generic[L]):
    """`id` is its anchor on the page; `note` says what is special about it."""

    id: str
    name: str
    days: tuple[Day[L], ...]
    note: str = ""


UNDATED = "undated"


def group_by_month(lines: Sequence[L], label_of: Callable[[L], DayLabel]) -> tuple[Month[L], ...]:
    """Neighbouring lines of one month together, in the order given. A month that comes back gets a new anchor."""
    months = [_month(key, tuple(group), label_of) for key, group in groupby(lines, _month_key)]
    return tuple(_with_own_anchors(months))


def group_by_report(lines: Sequence[L]) -> tuple[Month[L], ...]:
    """The same under the months and days of their latest reports."""
    months = [_report_month(key, tuple(group)) for key, group in groupby(lines, _report_key)]
    return tuple(_with_own_anchors(months))


def _report_key(line: Listed) -> str:
    return f"{line.reported:%Y-%m}" if line.reported else UNDATED


def _report_month(key: str, lines: tuple[L, ...]) -> Month[L]:
    days = tuple(Day(_report_label(day), tuple(group)) for day, group in groupby(lines, lambda line: line.reported))
    first = lines[0].reported
    if first is None:
        return Month(f"month-{key}", say("未注明发布日期"), days, say("只有没有注明发布日期的文献提到"))
    return Month(f"month-{key}", say("%(month)s报道", month=month_words(first)), days)


def _report_label(day: date | None) -> DayLabel:
    if day is None:
        return DayLabel(say("？"), say("发布日未注明"), say("未注明发布日期"))
    return DayLabel(day_number(day), weekday(day), say("%(day)s报道", day=day_words(day)))


def _month_key(line: Listed) -> str:
    """Year and month, or the year alone for what is dated no finer than a quarter."""
    if line.first is None:
        return UNDATED
    if line.precision in COARSER_THAN_MONTH:
        return f"{line.first.year:04}"
    return f"{line.first.year:04}-{line.first.month:02}"


def _month(key: str, lines: tuple[L, ...], label_of: Callable[[L], DayLabel]) -> Month[L]:
    days = tuple(Day(label, tuple(group)) for label, group in groupby(lines, label_of))
    first = lines[0].first
    if first is None:
        return Month(f"month-{key}", say("年份未定"), days, say("文中没有说明年份，也没有旁证可以推定"))
    if len(key) == 4:
        return Month(f"month-{key}", year_words(first.year), days)
    return Month(f"month-{key}", month_words(first), days)


def _with_own_anchors(months: list[Month[L]]) -> Iterator[Month[L]]:
    seen: dict[str, int] = {}
    for month in months:
        seen[month.id] = seen.get(month.id, 0) + 1
        again = seen[month.id]
        yield month if again == 1 else Month(f"{month.id}-{again}", month.name, month.days, month.note)
