"""What day an archive speaks from, and the years of its undated documents, kept up to date."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from app.linking.events import InferredYear, LinkedDocument
from app.linking.memory import Memory, Shared, Told
from app.linking.years import days_shared, is_open, year_of

_LONGEST_SILENCE = 366
_ALL_YEARS = 0


class Calendar:
    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    @property
    def latest(self) -> date | None:
        """The last day that the archive speaks from: a plan before it has lapsed."""
        days: list[date] = []
        for year in sorted(map(int, self._memory.days.members(_ALL_YEARS)), reverse=True):
            days = sorted(self._days_of(year)) + days
            latest = latest_of(days)
            # Whatever comes before the first of these days, it can only follow on a day that is not cut off.
            if latest and latest > days[0]:
                return latest
        return latest_of(days)

    def year_of(self, key: str) -> int | None:
        inferred = self._memory.years.get(key)
        return inferred.year if inferred else None

    def update(self, new: Mapping[str, LinkedDocument], gone: Iterable[str]) -> dict[str, InferredYear | None]:
        """What is concluded now for undated documents of which something else was concluded before, by their keys.
        `gone` holds the older ones of `new` too."""
        touched: set[Shared] = set()
        for key in gone:
            touched |= self._remove(key)
        for key, document in new.items():
            touched |= self._add(key, Told(document.extraction.reference.day, days_shared(document), is_open(document)))
        self._memory.open.load(touched)
        asked = {key for shared in touched for key in self._memory.open.members(shared)}
        before = {key: self._memory.years.get(key) for key in asked}
        return {key: found for key in sorted(asked) if (found := self._ask(key)) != before[key]}

    def _days_of(self, year: int) -> Iterator[date]:
        """Two of each that more than one document speaks from."""
        for day, documents in self._memory.days.members(year).items():
            yield from [date.fromisoformat(day)] * min(2, documents)

    def _add(self, key: str, told: Told) -> frozenset[Shared]:
        self._memory.told[key] = told
        for shared in told.shared:
            (self._memory.open if told.is_open else self._memory.dated).put(shared, key, None)
        if told.day:
            self._count(told.day, 1)
        return told.shared

    def _remove(self, key: str) -> frozenset[Shared]:
        told = self._memory.told.pop(key)
        if told is None:
            return frozenset()
        for shared in told.shared:
            (self._memory.open if told.is_open else self._memory.dated).take(shared, key)
        if told.day:
            self._count(told.day, -1)
        self._memory.years.pop(key)
        return told.shared

    def _count(self, day: date, change: int) -> None:
        days = self._memory.days
        number = days.members(day.year).get(day.isoformat(), 0) + change
        if number:
            days.put(day.year, day.isoformat(), number)
            days.put(_ALL_YEARS, str(day.year), 1)
            return
        days.take(day.year, day.isoformat())
        if not days.members(day.year):
            days.take(_ALL_YEARS, str(day.year))

    def _ask(self, key: str) -> InferredYear | None:
        told = self._memory.told[key]
        self._memory.dated.load(told.shared)
        near = {other for shared in told.shared for other in self._memory.dated.members(shared)}
        documents = self._memory.documents
        documents.load({key, *near})
        found = year_of(documents[key], [documents[other] for other in sorted(near)])
        before = self._memory.years.get(key)
        if found and found != before:
            self._memory.years[key] = found
        elif before and not found:
            self._memory.years.pop(key)
        return found


def latest_of(days: Sequence[date]) -> date | None:
    """The last of the days in order, but none that lies more than a year after all others: one document that claims
    to be from 2099 makes no plan lapse."""
    end = len(days)
    while end > 1 and (days[end - 1] - days[end - 2]).days > _LONGEST_SILENCE:
        end -= 1
    return days[end - 1] if end else None
