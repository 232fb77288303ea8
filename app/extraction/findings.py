"""What the earlier steps found in one document, handed to the making of events as one value."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from app.extraction.carrying import Said
from app.extraction.mentions import ActorMention, ReferenceDay, TimeMention
from app.extraction.sentences import Sentence, starting_in
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
        if sentence.start not in self._within:
            self._within[sentence.start] = (
                [*starting_in(self.triggers, sentence.start, sentence.end)],
                [c for c in starting_in(self.cues, sentence.start, sentence.end) if c.start in self._spoken],
                [*starting_in(self.actors, sentence.start, sentence.end)],
            )
        return self._within[sentence.start]

    def times_of(self, sentence: Sentence) -> list[TimeMention]:
        return [*starting_in(self.times, sentence.start, sentence.end)]

    def said_at(self, verb: int | None) -> Sequence[Said]:
        """What is said with the verb that begins there, or with no verb."""
        return self._said_at.get(verb, ())

    @cached_property
    def _said_at(self) -> dict[int | None, list[Said]]:
        found: dict[int | None, list[Said]] = defaultdict(list)
        for said in self.said:
            found[said.cue.start if said.cue else None].append(said)
        return dict(found)

    @cached_property
    def _within(self) -> dict[int, tuple[list[TriggerFound], list[CueFound], list[ActorMention]]]:
        """What `inside` found, by where the sentence begins: it is asked several times for each."""
        return {}

    @cached_property
    def _spoken(self) -> frozenset[int]:
        """Where the verbs of speech begin that have words."""
        return frozenset(said.cue.start for said in self.said if said.cue)
