"""The happenings that a document dates: nouns such as 会谈 beside its resolved dates."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.extraction.dates.nouns import EVENT, FAMILY
from app.extraction.dates.numerals import number
from app.extraction.mentions import Precision, TimeKind, TimeMention

_NOUN = re.compile(EVENT)
_CLAUSE_END = re.compile("[，。；！？!?;\n]")
_HELD_AT = re.compile("(?:于|在|定于|至|日期为|是)$")
_HELD = re.compile("举行|召开|登场|开幕|进行|举办")
_GOES_ON_TO = re.compile("(?:持续|延续|进行|延长)[到至]$")
_FOR_DAYS = re.compile("为期([一二两三四五六七八九十]|[0-9]{1,2})[天日]")
_LONGEST_CLAUSE = 80
# Visitors are looked for in so many clauses at most, so that the cost stays in line with the text.
_MOST_CLAUSES = 60
_LONGEST_MEETING = 7


@dataclass(frozen=True, slots=True)
class Dated:
    """A noun of a happening beside a date; `weight` says how closely they stand, `ends` that the date is its end."""

    noun: str
    start: int
    first: date
    last: date
    weight: int
    mention: TimeMention
    ends: bool = False


class Happenings:
    """What a document dates, asked by noun and place. Built once, when the first expression needs it."""

    def __init__(self, text: str, mentions: list[TimeMention]) -> None:
        self._dated = [one for mention in mentions if _dates_something(mention) for one in _beside(text, mention)]
        self._by_offset = {one.start: one for one in sorted(self._dated, key=lambda one: one.weight) if not one.ends}
        self._by_noun: dict[str, Dated | None] = {}
        first = [mention for mention in mentions if _dates_something(mention)][:_MOST_CLAUSES]
        self._clauses = [(_clause(text, mention)[2], mention) for mention in first]

    def find(self, noun: str, at: int) -> Dated | None:
        """The dated happening that `noun` at offset `at` means: the one of its clause, else the most often dated."""
        beside = self._by_offset.get(at)
        if beside is not None:
            return beside
        if noun not in self._by_noun:
            self._by_noun[noun] = self._main(noun)
        return self._by_noun[noun]

    def _main(self, noun: str) -> Dated | None:
        family = FAMILY.get(noun, noun)
        alike = [one for one in self._dated if FAMILY.get(one.noun, one.noun) == family]
        weights: defaultdict[date, int] = defaultdict(int)
        for one in alike:
            weights[one.first] += 0 if one.ends else one.weight + (one.noun == noun)
        starts = [one for one in alike if not one.ends]
        if not starts:
            return None
        chosen = max(starts, key=lambda one: weights[one.first])
        last = max(
            (one.last for one in alike if one.first == chosen.first or _is_its_end(one, chosen)), default=chosen.last
        )
        return replace(chosen, last=last)

    def naming(self, name: str) -> TimeMention | None:
        """The dated mention in whose clause the longest ending of `name` stands: 一词在谢尔曼 finds 谢尔曼."""
        for size in range(len(name), 1, -1):
            for clause, mention in self._clauses:
                if name[-size:] in clause:
                    return mention
        return None


def _is_its_end(one: Dated, chosen: Dated) -> bool:
    return one.ends and 0 <= (one.last - chosen.first).days <= _LONGEST_MEETING


def _dates_something(mention: TimeMention) -> bool:
    is_dated = mention.first is not None or mention.open_year is not None
    return mention.kind is TimeKind.DATE and is_dated and mention.precision is not Precision.VAGUE


def _days_of(mention: TimeMention) -> tuple[date, date]:
    """Its days; those of an open year in a leap year, to reckon with."""
    if mention.first is not None and mention.last is not None:
        return mention.first, mention.last
    opened = mention.open_year
    assert opened is not None
    return date(2000, *opened.first), date(2000, *opened.last)


def _clause(text: str, mention: TimeMention) -> tuple[int, int, str]:
    floor = max(0, mention.start - _LONGEST_CLAUSE)
    before = [match.end() for match in _CLAUSE_END.finditer(text, floor, mention.start)]
    start = before[-1] if before else floor
    after = _CLAUSE_END.search(text, mention.end, mention.end + _LONGEST_CLAUSE)
    end = after.start() if after is not None else min(len(text), mention.end + _LONGEST_CLAUSE)
    return start, end, text[start:end]


def _beside(text: str, mention: TimeMention) -> list[Dated]:
    """The nouns of the mention's clause; and, for 将于16日举行, those of the clause before."""
    if mention.precision not in (Precision.DAY, Precision.PART_MONTH):
        return []
    start, end, _ = _clause(text, mention)
    first, last = _days_of(mention)
    lasting = _FOR_DAYS.search(text, mention.start, min(len(text), end + 30))
    if lasting is not None and first == last:
        last = first + timedelta(days=(number(lasting[1]) or 1) - 1)
    ends = _GOES_ON_TO.search(text[max(0, mention.start - 5) : mention.start].rstrip()) is not None
    found = [
        Dated(noun[0], noun.start(), first, last, _weight(text, noun, mention), mention, ends)
        for noun in _NOUN.finditer(text, start, end)
    ]
    if not found and _HELD.search(text, mention.end, end) is not None:
        floor = max(0, start - _LONGEST_CLAUSE)
        found = [
            Dated(noun[0], noun.start(), first, last, 3, mention, ends) for noun in _NOUN.finditer(text, floor, start)
        ]
    return found


def _weight(text: str, noun: re.Match[str], mention: TimeMention) -> int:
    if noun.start() >= mention.end:
        gap = text[mention.end : noun.start()]
        return 4 if gap in ("", "的") else 2 if len(gap) <= 25 else 1
    gap = text[noun.end() : mention.start].strip()
    return 4 if len(gap) <= 6 and _HELD_AT.search(gap) else 1
