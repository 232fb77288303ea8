"""What a reader of a run should know about its limits."""

from collections import Counter

from app.linking.archive import Archive


def notices_of(archive: Archive) -> tuple[str, ...]:
    """Days so full that not everything was compared with everything, and documents that claim a far future."""
    days = Counter(day for day, _, _ in archive.graph.crowded)
    crowded = [f"{day}: {count} groups of mentions were too large to compare all" for day, count in days.items()]
    latest = archive.calendar.latest
    far = [
        f"{linked.document.file}: speaks from {day}, more than a year after all others"
        for linked in archive.documents.values()
        if (day := linked.extraction.reference.day) and latest and day > latest
    ]
    return tuple(sorted(crowded) + sorted(far))
