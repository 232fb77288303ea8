"""Festivals and fixed days, from `festivals.tsv`: their names, and their day in a given year."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files

from app.errors import LexiconError
from app.extraction.dates.calendar import day_or_none, weekday_of
from app.extraction.dates.lunar import easter, lunar_day, solar_term

_FILE = "festivals.tsv"
_KINDS = {"fixed": 2, "lunar": 2, "weekday": 3, "term": 1, "easter": 1, "once": 3}


@dataclass(frozen=True, slots=True)
class Festival:
    """`numbers` are those of the file, in their order; `after` may not match behind the name."""

    name: str
    kind: str
    numbers: tuple[int, ...]
    after: re.Pattern[str] | None = None

    def day_in(self, year: int) -> date | None:
        """Its day in the year, or None when it has none there. A lunar year begins in January or February."""
        numbers = self.numbers
        if self.kind == "fixed":
            return day_or_none(year, *numbers)
        if self.kind == "lunar":
            month, day = numbers
            return lunar_day(year, month, day)
        if self.kind == "weekday":
            return _weekday(year, *numbers)
        if self.kind == "term":
            # 小寒 and 大寒 close the year of the farmers' calendar: 2017年大寒 is in January 2018.
            return solar_term(year + (numbers[0] in (285, 300)), numbers[0])
        if self.kind == "easter":
            return easter(year) + timedelta(days=numbers[0])
        return date(*numbers)


def _weekday(year: int, month: int, weekday: int, number: int) -> date:
    if number > 0:
        return weekday_of(date(year, month, 1), weekday - 1, number)
    after = weekday_of(date(year + month // 12, month % 12 + 1, 1), weekday - 1, 1)
    return after - timedelta(weeks=1)


@lru_cache(maxsize=1)
def festivals() -> dict[str, Festival]:
    """All of them by name."""
    return read_festivals(files("app.extraction.dates").joinpath(_FILE).read_text(encoding="utf-8").splitlines())


def read_festivals(lines: list[str]) -> dict[str, Festival]:
    """The festivals of the file's lines. Raises LexiconError for a line that is wrong."""
    found: dict[str, Festival] = {}
    for number, line in enumerate(lines, 1):
        if line and not line.startswith("#"):
            for festival in _read(line, number):
                if festival.name in found:
                    raise LexiconError(_FILE, number, f"{festival.name} stands here twice")
                found[festival.name] = festival
    return found


def _read(line: str, number: int) -> list[Festival]:
    columns = line.split("\t")
    if len(columns) not in (3, 4) or columns[1] not in _KINDS:
        raise LexiconError(_FILE, number, "expected names, kind, numbers and perhaps what may not follow")
    numbers = _numbers(columns[2], columns[1], number)
    after = re.compile(columns[3]) if len(columns) == 4 else None
    return [Festival(name, columns[1], numbers, after) for name in columns[0].split("|")]


def _numbers(words: str, kind: str, line: int) -> tuple[int, ...]:
    # A sign before a number stands after another sign: 5-1--1 is the last Monday of May.
    parts = words.split("-", _KINDS[kind] - 1) if _KINDS[kind] > 1 else [words]
    try:
        numbers = tuple(int(part) for part in parts)
    except ValueError:
        raise LexiconError(_FILE, line, f"{words} is not what {kind} needs") from None
    if len(numbers) != _KINDS[kind]:
        raise LexiconError(_FILE, line, f"{words} is not what {kind} needs")
    return numbers


def names_pattern() -> str:
    """All names, as one alternative each."""
    return "(?P<name>" + "|".join(name.replace(".", r"\.") for name in festivals()) + ")"
