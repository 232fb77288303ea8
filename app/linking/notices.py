"""What a reader of a run should know about its limits."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from app.linking.blocks import Posting


def notices_of(crowded: Iterable[Posting], far: Iterable[tuple[str, date]]) -> tuple[str, ...]:
    """Days so full that not everything was compared with everything, and the files of documents that claim a far
    future."""
    days = Counter(day for day, _, _ in crowded)
    crowds = [f"{day}: {count} groups of mentions were too large to compare all" for day, count in days.items()]
    claims = [f"{file}: speaks from {day}, more than a year after all others" for file, day in far]
    return tuple(sorted(crowds) + sorted(claims))
