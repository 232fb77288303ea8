"""From the set of all mentions to events. Pure, and the same for the same set in any order."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from app.linking.archive import Archive
from app.linking.events import Event, LinkedDocument, Linking
from app.linking.notices import notices_of
from app.linking.repeats import fold_repeats
from app.linking.utterances import find_utterances


def link(documents: Sequence[LinkedDocument]) -> Linking:
    """Years first, then one event for each happening; an event that only captions tell of is none."""
    archive = Archive()
    archive.update(documents)
    return linking_of(archive)


def linking_of(archive: Archive) -> Linking:
    """All that an archive concluded, in one order. The archive must hold all of it."""
    memory, latest = archive.memory, archive.calendar.latest
    documents = [memory.documents[key] for key in sorted(key for key, _ in memory.documents.items())]
    spoken = ((each.document.file, each.extraction.reference.day) for each in documents)
    far = [(file, day) for file, day in spoken if day and latest and day > latest]
    return Linking(
        tuple(fold_repeats(sorted(memory.events.values(), key=_order))),
        tuple(sorted(memory.years.values(), key=lambda y: y.document_key)),
        tuple(statement_events(archive, documents)),
        find_utterances(documents),
        notices_of((posting for posting, _ in memory.crowded.items()), far),
    )


def statement_events(archive: Archive, documents: Iterable[LinkedDocument]) -> Iterator[tuple[str, str]]:
    """Each statement of these documents with the event whose mention is the sentence that it stands in."""
    for each in documents:
        homes = list(archive.homes_of(each.document.key))
        for statement in each.extraction.statements:
            home = next((event.id for start, end, event in homes if start <= statement.start < end), None)
            if home:
                yield statement.key, home


def _order(event: Event) -> tuple[bool, date, date, str]:
    return event.first is None, event.first or date.max, event.last or date.max, event.id
