"""What the earlier steps found in one document, handed to the making of events as one value."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.extraction.mentions import ActorMention, ReferenceDay, TimeMention
from app.extraction.sentences import Sentence
from app.extraction.statements import Said
from app.extraction.triggers import CueFound, TriggerFound


@dataclass(frozen=True)
class Findings:
    """Each in text order, over the whole document."""

    reference: ReferenceDay
    times: Sequence[TimeMention]
    actors: Sequence[ActorMention]
    triggers: Sequence[TriggerFound]
    cues: Sequence[CueFound]
    said: Sequence[Said]

    def inside(self, sentence: Sentence) -> tuple[list[TriggerFound], list[CueFound], list[ActorMention]]:
        """The triggers, the verbs of speech with their words, and the actors of one sentence. A verb that introduces
        no words (指责美国) is a trigger like any other."""
        spoken = {s.cue.start for s in self.said if s.cue}
        return (
            [f for f in self.triggers if sentence.start <= f.start < sentence.end],
            [c for c in self.cues if sentence.start <= c.start < sentence.end and c.start in spoken],
            [a for a in self.actors if sentence.start <= a.start < sentence.end],
        )

    def times_of(self, sentence: Sentence) -> list[TimeMention]:
        return [t for t in self.times if sentence.start <= t.start < sentence.end]
