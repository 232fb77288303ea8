"""One document in, everything found in it out. Pure: no file, no clock, no network."""

from app.extraction.actors import find_actors
from app.extraction.dates import find_times
from app.extraction.events import find_events
from app.extraction.findings import Findings
from app.extraction.joining import Told, actors_in, events_in_whole, statements_in_whole, times_in_whole, with_head
from app.extraction.mentions import ActorMention, Extraction, TimeMention
from app.extraction.parts import Part, parts_of
from app.extraction.seams import find_seams, without_seams
from app.extraction.sentences import InOrder, Prepared, prepare
from app.extraction.statements import find_said, statements_of
from app.extraction.triggers import find_cues, find_triggers
from app.reading.document import Document, WitnessKind


def extract(document: Document) -> Extraction:
    """The whole story: the items of the document, their days, the names of it all, then for each item its sentences,
    words of action and of speech, who said and who did what."""
    reference, parts = parts_of(document)
    times = [_times_of(part) for part in parts]
    whole = prepare(document)
    in_whole = tuple(time for part, found in zip(parts, times, strict=True) for time in times_in_whole(part, found))
    actors = find_actors(whole, in_whole)
    told = [_tell(part, whole, found, actors) for part, found in zip(parts, times, strict=True)]
    seams = find_seams(document)
    events = without_seams(events_in_whole(told), seams)
    return Extraction(reference, in_whole, actors, events, without_seams(statements_in_whole(told), seams))


def _times_of(part: Part) -> tuple[TimeMention, ...]:
    return find_times(part.document.text, part.reference, datelines=_datelines(part.document), head=part.head)


def _tell(part: Part, whole: Prepared, times: tuple[TimeMention, ...], actors: tuple[ActorMention, ...]) -> Told:
    prepared = whole if part.document is whole.document else prepare(part.document)
    actors, times = InOrder(actors_in(part, actors)), InOrder(times)
    cues = InOrder(find_cues(prepared))
    said = find_said(prepared, actors, cues, times)
    dated, triggers = InOrder(with_head(part, prepared, times)), InOrder(find_triggers(prepared))
    events = find_events(prepared, Findings(part.reference, dated, actors, triggers, cues, said))
    return Told(part, events, statements_of(prepared, said))


def _datelines(document: Document) -> tuple[tuple[int, int], ...]:
    """Where the text says from where and when it was sent: no event's date."""
    return tuple(
        (w.start, w.end)
        for w in document.witnesses
        if w.kind in (WitnessKind.DATELINE, WitnessKind.ROC_CODE) and w.start is not None and w.end is not None
    )
