"""What became of each time expression of a document: the event it dates, or why it dates none.

Computed on demand from what is stored; the steps are those of `find_events`, asked for their reasons.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from app.extraction import lexicon
from app.extraction.candidates import Attached
from app.extraction.describing import mentions_of, verdict_of
from app.extraction.events import attached_in
from app.extraction.findings import Findings
from app.extraction.mentions import EventMention, Extraction, Precision, Statement, Status, TimeMention
from app.extraction.sentences import Prepared, Sentence, prepare
from app.extraction.statements import find_said
from app.extraction.triggers import find_cues, find_triggers
from app.extraction.usable import why_unusable
from app.reading.document import Document

Timed = TypeVar("Timed", EventMention, Statement)


class TimeUse(StrEnum):
    """What a time expression is good for in its document."""

    EVENT = "event"
    STATEMENT = "statement"
    WITNESS = "witness"  # it tells when the document was published or sent
    NONE = "none"


class Reason(StrEnum):
    """Why a time that could date a happening dates none; those that cannot have the reasons of `Unusable`."""

    CAPTION = "caption"
    NO_TRIGGER = "no-trigger"
    WEAK_TRIGGER = "weak-trigger"
    HYPOTHETICAL = "hypothetical"
    HOPED = "hoped"
    EMPTY_DENIAL = "empty-denial"
    NOBODY = "nobody"
    TOO_MANY = "too-many"


@dataclass(frozen=True)
class JudgedTime:
    """`keys` are those of the event mentions or of the statements that the time dates. `reason` is a value of
    Unusable or Reason; it is empty for a time that dates an event, unless only a caption tells of that."""

    time: TimeMention
    use: TimeUse
    keys: tuple[str, ...] = ()
    reason: str = ""


def unused_times(document: Document, extraction: Extraction) -> tuple[JudgedTime, ...]:
    """The times that date no event, each with its reason."""
    return tuple(each for each in judge_times(document, extraction) if each.use is not TimeUse.EVENT)


def judge_times(document: Document, extraction: Extraction) -> tuple[JudgedTime, ...]:
    """One verdict for each time of the extraction, in text order."""
    return tuple(_Court(document, extraction).verdicts())


class _Court:
    def __init__(self, document: Document, extraction: Extraction) -> None:
        self._prepared = prepare(document)
        self._extraction = extraction
        self._findings = _findings(self._prepared, extraction)
        self._attached = {one.time.start: one for one in _attached(self._prepared, self._findings)}

    def verdicts(self) -> Iterator[JudgedTime]:
        dated, told = _by_time(self._extraction.events), _by_time(self._extraction.statements)
        for time in self._extraction.times:
            events = dated[time.start, time.end]
            if events:
                only_caption = all(m.in_caption for m in events)
                keys = tuple(m.key for m in events)
                yield JudgedTime(time, TimeUse.EVENT, keys, Reason.CAPTION if only_caption else "")
                continue
            said = tuple(s.key for s in told[time.start, time.end])
            yield JudgedTime(time, self._use(time, said), said, self._reason(time))

    def _use(self, time: TimeMention, said: tuple[str, ...]) -> TimeUse:
        if any(
            w.start is not None and w.end is not None and w.start <= time.start and time.end <= w.end
            for w in self._prepared.document.witnesses
        ):
            return TimeUse.WITNESS
        return TimeUse.STATEMENT if said else TimeUse.NONE

    def _reason(self, time: TimeMention) -> str:
        if reason := why_unusable(self._prepared, time):
            return reason
        if one := self._attached.get(time.start):
            return self._why_dropped(one)
        sentence = self._prepared.sentence_at(time.start)
        triggers, cues, _ = self._findings.inside(sentence) if sentence else ([], [], [])
        return Reason.WEAK_TRIGGER if triggers or cues else Reason.NO_TRIGGER

    def _why_dropped(self, one: Attached) -> str:
        verdict = verdict_of(self._prepared, self._findings, one)
        if verdict.status is None:
            return Reason.HOPED if verdict.cue in _hoped() else Reason.HYPOTHETICAL
        if any(mentions_of(self._prepared, self._findings, one, in_lead=False)):
            return Reason.TOO_MANY
        long = one.time.precision in (Precision.YEAR, Precision.HALF)
        return Reason.EMPTY_DENIAL if verdict.status is Status.DENIED and long else Reason.NOBODY


def _findings(prepared: Prepared, extraction: Extraction) -> Findings:
    cues = find_cues(prepared)
    said = find_said(prepared, extraction.actors, cues, extraction.times)
    triggers = find_triggers(prepared)
    return Findings(extraction.reference, extraction.times, extraction.actors, triggers, cues, said)


def _attached(prepared: Prepared, findings: Findings) -> Iterator[Attached]:
    for sentence in prepared.sentences:
        if times := _usable(prepared, findings, sentence):
            yield from attached_in(prepared, sentence, times, findings)


def _usable(prepared: Prepared, findings: Findings, sentence: Sentence) -> Sequence[TimeMention]:
    return [time for time in findings.times_of(sentence) if why_unusable(prepared, time) is None]


def _by_time(found: Iterable[Timed]) -> defaultdict[tuple[int, int], list[Timed]]:
    """What is found, by where its time stands."""
    dated: defaultdict[tuple[int, int], list[Timed]] = defaultdict(list)
    for one in found:
        if one.time:
            dated[one.time.start, one.time.end].append(one)
    return dated


def _hoped() -> frozenset[str]:
    return frozenset(marker.word for marker in lexicon.markers() if marker.sense == "hoped")
