"""Words of a sentence that may tell what happened at a time, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.extraction import lexicon
from app.extraction.mentions import ActorMention, EventType, Precision, TimeKind, TimeMention
from app.extraction.sentences import Sentence, Span
from app.extraction.triggers import CueFound, TriggerFound

# Verbs that carry another happening: what they announce is the event.
CARRIERS = lexicon.words_of("carriers.tsv")
_CUE_WEIGHT = 2.2
_FORESEEN = frozenset(("预计", "预料", "预定", "预期", "计划"))
_ENOUGH, _ENOUGH_YEAR, _ENOUGH_VAGUE = 1.6, 2.4, 2.5


@dataclass(frozen=True)
class Attached:
    """A time with the word that tells what happened then. `cue` is set when that word is a verb of speech."""

    time: TimeMention
    sentence: Sentence
    region: Span
    start: int
    end: int
    word: str
    type: EventType
    mode: str
    is_noun: bool
    score: float
    cue: CueFound | None = None
    carrier: str = ""


@dataclass(frozen=True)
class Candidate:
    start: int
    end: int
    word: str
    type: EventType
    mode: str
    is_noun: bool
    weight: float
    cue: CueFound | None = None


def candidates_of(
    triggers: Sequence[TriggerFound],
    cues: Sequence[CueFound],
    times: Sequence[TimeMention],
    actors: Sequence[ActorMention],
) -> list[Candidate]:
    taken = [(t.start, t.end) for t in times] + [(a.start, a.end) for a in actors if a.end - a.start > 1]
    free = [f for f in triggers if not any(start <= f.start and f.end <= end for start, end in taken)]
    found = [
        Candidate(f.start, f.end, f.trigger.word, f.trigger.type, f.trigger.mode, f.trigger.is_noun, f.trigger.weight)
        for f in free
    ]
    cue_starts = {cue.start for cue in cues}
    found = [c for c in found if c.type is not EventType.STATEMENT or c.start not in cue_starts]
    found += [Candidate(c.start, c.end, c.cue.word, EventType.STATEMENT, "", False, _CUE_WEIGHT, c) for c in cues]
    return sorted(found, key=lambda c: c.start)


def spoken(folded: str, cues: Sequence[CueFound]) -> list[CueFound]:
    """The verbs of speech; 预计将会见 is a plan, and nobody's words."""
    return [c for c in cues if not (c.cue.word in _FORESEEN and folded.startswith("将", c.end))]


def clause_index(clauses: Sequence[Span], offset: int) -> int:
    for index, clause in enumerate(clauses):
        if clause.start <= offset < clause.end:
            return index
    return len(clauses) - 1


def enough(time: TimeMention) -> float:
    if time.kind is TimeKind.VAGUE:
        return _ENOUGH_VAGUE
    return _ENOUGH_YEAR if time.precision in (Precision.YEAR, Precision.HALF) else _ENOUGH
