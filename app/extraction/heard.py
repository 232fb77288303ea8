"""Who else is heard in a sentence that gives the day of something: 两国防长周五会晤，甲称…，乙则重申…."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from app.extraction.candidates import CARRIERS
from app.extraction.carrying import Said
from app.extraction.describing import statement_of
from app.extraction.findings import Findings
from app.extraction.mentions import (
    ActorKind,
    EventMention,
    EventType,
    Status,
    TimeKind,
    TimeMention,
)
from app.extraction.sentences import Prepared, Sentence

# What 美方 and 中方 say in passing is often of another day.
_SPEAKING = (ActorKind.PERSON, ActorKind.ORGANISATION)
# 此前曾表示, 一直强调, 将表示: said on another day than the one that the sentence gives.
_ANOTHER_DAY = re.compile(r"曾|此前|先前|之前|早前|日前|近日|当时|一向|一直|一贯|多次|屡次|每次|将|拟|可能|计划")


def heard_beside(prepared: Prepared, findings: Findings, dated: Sequence[EventMention]) -> Iterator[EventMention]:
    """A statement for each speaker who opens a clause behind a dated happening of the same sentence, of that day."""
    told = {(m.start, m.participants[0].actor.name) for m in dated if m.type is EventType.STATEMENT and m.participants}
    by_sentence: dict[int, list[EventMention]] = defaultdict(list)
    for mention in dated:
        by_sentence[mention.start].append(mention)
    for said in findings.said:
        speaker = said.speaker.mention
        sentence = prepared.sentence_at(said.cue.start) if said.cue else None
        if said.cue is None or said.joint or speaker is None or sentence is None:
            continue
        time = _day_of(prepared, findings, sentence, said, by_sentence[sentence.start])
        if time is None or speaker.actor.kind not in _SPEAKING or (sentence.start, speaker.actor.name) in told:
            continue
        told.add((sentence.start, speaker.actor.name))
        yield statement_of(prepared, findings, sentence, said.cue, speaker, time)


def _day_of(
    prepared: Prepared, findings: Findings, sentence: Sentence, said: Said, beginning: Sequence[EventMention]
) -> TimeMention | None:
    """The day of the last happening before the clause of the verb of speech, if the clause has its own subject and no
    other time stands between. `beginning` are the happenings whose quotes begin with the sentence."""
    cue, speaker = said.cue, said.speaker.mention
    assert cue and speaker
    clause = sentence.clause_at(cue.start)
    opens = clause.start <= speaker.start < cue.start
    if not opens or cue.cue.word in CARRIERS or _ANOTHER_DAY.search(prepared.folded, clause.start, cue.end):
        return None
    before = [m for m in beginning if m.trigger_end <= clause.start and m.time]
    last = max(before, key=lambda m: m.trigger_start, default=None)
    if last is None or last.time is None or (said.time and said.time.first != last.time.first):
        return None
    if last.status is not Status.HAPPENED or not (last.time.names_one_day and last.time.kind is TimeKind.DATE):
        return None
    times = [t for t in findings.times_of(sentence) if last.time.end <= t.start < cue.start and t.is_resolved]
    return None if times or last.in_quote else last.time
