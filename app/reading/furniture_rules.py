"""The rules of furniture.tsv: what the lines of a page say when they are no part of its article."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from app.errors import LexiconError
from app.reading.document import LeftOutKind
from app.reading.rows import columns_of, lines_of

FILE = "furniture.tsv"
COLUMNS = 5


class Where(StrEnum):
    ANYWHERE = "anywhere"
    END = "end"
    REST = "rest"
    NOTES = "notes"
    HEAD = "head"


@dataclass(frozen=True)
class Rule:
    """A line of at most `longest` characters whose start matches. Every rule carries a line that it is meant for."""

    kind: LeftOutKind
    where: Where
    longest: int
    pattern: re.Pattern[str]
    example: str

    def match(self, text: str) -> re.Match[str] | None:
        return self.pattern.match(text) if len(text) <= self.longest else None


def find_rule(text: str, where: Where) -> Rule | None:
    """The first rule that matches. One pattern of them all refuses most lines at once."""
    if not _any_of(where).match(text):
        return None
    return next((rule for rule in rules()[where] if rule.match(text)), None)


@cache
def _any_of(where: Where) -> re.Pattern[str]:
    return re.compile("|".join(f"(?=.{{1,{rule.longest}}}$)(?:{rule.pattern.pattern})" for rule in rules()[where]))


@cache
def rules() -> dict[Where, tuple[Rule, ...]]:
    parsed = parse_rules(files("app.reading").joinpath(FILE).read_text("utf-8"))
    return {where: tuple(rule for rule in parsed if rule.where is where) for where in Where}


def parse_rules(text: str) -> list[Rule]:
    """Raises LexiconError with the number of the first wrong line."""
    return [_parse_line(line, number) for number, line in lines_of(text)]


def _parse_line(line: str, number: int) -> Rule:
    kind, where, longest, pattern, example = columns_of(line, number, FILE, COLUMNS)
    try:
        rule = Rule(LeftOutKind(kind), Where(where), int(longest), re.compile(pattern), example)
    except (ValueError, re.error) as error:
        raise LexiconError(FILE, number, str(error)) from error
    if not rule.match(example):
        raise LexiconError(FILE, number, f"the rule does not match its example {example!r}")
    return rule
