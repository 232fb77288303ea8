"""One document in, everything found in it out. Pure: no file, no clock, no network."""

from app.extraction.actors import find_actors
from app.extraction.dates import choose_reference, find_times
from app.extraction.events import find_events
from app.extraction.findings import Findings
from app.extraction.mentions import Extraction
from app.extraction.seams import find_seams, without_seams
from app.extraction.sentences import prepare
from app.extraction.statements import find_said, statements_of
from app.extraction.triggers import find_cues, find_triggers
from app.reading.document import Document, WitnessKind


def extract(document: Document) -> Extraction:
    """The whole story: sentences, days, names, words of action and of speech, then who said and who did what."""
    prepared = prepare(document)
    reference = choose_reference(document)
    times = find_times(document.text, reference, datelines=_datelines(document))
    actors = find_actors(prepared, times)
    cues = find_cues(prepared)
    said = find_said(prepared, actors, cues, times)
    events = find_events(prepared, Findings(reference, times, actors, find_triggers(prepared), cues, said))
    seams = find_seams(document)
    statements = statements_of(prepared, said)
    return Extraction(reference, times, actors, without_seams(events, seams), without_seams(statements, seams))


def _datelines(document: Document) -> tuple[tuple[int, int], ...]:
    """Where the text says from where and when it was sent: no event's date."""
    return tuple(
        (w.start, w.end)
        for w in document.witnesses
        if w.kind in (WitnessKind.DATELINE, WitnessKind.ROC_CODE) and w.start is not None and w.end is not None
    )
