"""What day an archive speaks from, and the years of its undated documents, kept up to date."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from app.linking.events import InferredYear, LinkedDocument
from app.linking.years import MonthDay, days_told, is_open, year_of

_LONGEST_SILENCE = 366


class Calendar:
    """`latest` is the last day that the archive speaks from: a plan before it has lapsed."""

    def __init__(self) -> None:
        self.years: dict[str, InferredYear] = {}
        self._documents: dict[str, LinkedDocument] = {}
        self._told: dict[str, frozenset[MonthDay]] = {}
        self._dated: dict[MonthDay, set[str]] = defaultdict(set)
        self._open: dict[MonthDay, set[str]] = defaultdict(set)
        self._days: list[date] = []

    @property
    def latest(self) -> date | None:
        return latest_of(self._days)

    def year_of(self, key: str) -> int | None:
        return self.years[key].year if key in self.years else None

    def update(self, new: Mapping[str, LinkedDocument], gone: Iterable[str]) -> set[str]:
        """The keys of undated documents whose year is another now. `gone` holds the older ones of `new` too."""
        touched: set[MonthDay] = set()
        for key in gone:
            touched |= self._remove(key)
        for key, document in new.items():
            touched |= self._add(key, document)
        asked = set[str]().union(*(self._open[day] for day in touched if day in self._open))
        return {key for key in sorted(asked) if self._ask(key)}

    def _add(self, key: str, document: LinkedDocument) -> frozenset[MonthDay]:
        self._documents[key] = document
        self._told[key] = days_told(document)
        for day in self._told[key]:
            (self._open if is_open(document) else self._dated)[day].add(key)
        if reference := document.extraction.reference.day:
            insort(self._days, reference)
        return self._told[key]

    def _remove(self, key: str) -> frozenset[MonthDay]:
        document = self._documents.pop(key, None)
        if document is None:
            return frozenset()
        told = self._told.pop(key)
        for day in told:
            self._open[day].discard(key)
            self._dated[day].discard(key)
        if reference := document.extraction.reference.day:
            del self._days[bisect_left(self._days, reference)]
        self.years.pop(key, None)
        return told

    def _ask(self, key: str) -> bool:
        """Whether the document's year is another than before."""
        before = self.years.pop(key, None)
        near = set[str]().union(*(self._dated[day] for day in self._told[key] if day in self._dated))
        found = year_of(self._documents[key], [self._documents[other] for other in sorted(near)])
        if found:
            self.years[key] = found
        return (before and before.year) != (found and found.year)


def latest_of(days: Sequence[date]) -> date | None:
    """The last of the days in order, but none that lies more than a year after all others: one document that claims
    to be from 2099 makes no plan lapse."""
    end = len(days)
    while end > 1 and (days[end - 1] - days[end - 2]).days > _LONGEST_SILENCE:
        end -= 1
    return days[end - 1] if end else None
