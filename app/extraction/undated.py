"""Sentences that tell of a happening without a day: mentions that may join an event, but found none."""

from collections.abc import Iterator
from dataclasses import replace

from app.extraction.attachment import PER_CHARACTER, attach
from app.extraction.describing import mentions_of
from app.extraction.findings import Findings
from app.extraction.mentions import EventMention, EventType, Precision, Status, TimeKind, TimeMention
from app.extraction.sentences import Prepared, Sentence, starting_in
from app.reading.document import PassageKind

_ENOUGH = 3.5
# No lighter word can reach that, 通过 with a law behind it apart.
_LEAST = 1.5
_MOST_PER_DOCUMENT = 20
_KINDS = (PassageKind.TITLE, PassageKind.LEAD, PassageKind.PARAGRAPH)


def undated_mentions(prepared: Prepared, findings: Findings, taken: set[int]) -> Iterator[EventMention]:
    """Mentions without a time, for sentences whose start is not in `taken`. Each names two actors, or one and a
    place: less could belong to anything."""
    found = 0
    for sentence in prepared.sentences:
        if sentence.kind not in _KINDS or sentence.start in taken or found >= _MOST_PER_DOCUMENT:
            continue
        for mention in _mentions(prepared, findings, sentence):
            found += 1
            yield mention


def _mentions(prepared: Prepared, findings: Findings, sentence: Sentence) -> Iterator[EventMention]:
    asks = prepared.folded[sentence.end - 1] in "？?"
    strong = any(t.trigger.weight >= _LEAST for t in starting_in(findings.triggers, sentence.start, sentence.end))
    if asks or not strong or any(t.is_resolved or t.open_year for t in findings.times_of(sentence)):
        return
    triggers, cues, actors = findings.inside(sentence)
    if not actors:
        return
    nowhere = TimeMention(sentence.start, sentence.start, "", TimeKind.DATE, "none", precision=Precision.DAY)
    for attached in attach(prepared, sentence, [nowhere], triggers, cues, actors):
        # Nothing is near or far from a day that is not named.
        score = attached.score + (attached.start - sentence.start) * PER_CHARACTER
        if score < _ENOUGH or attached.type is EventType.STATEMENT:
            continue
        for mention in mentions_of(prepared, findings, attached, in_lead=False):
            if mention.status is not Status.DENIED and len(mention.participants) + bool(mention.place) >= 2:
                yield replace(mention, time=None)
