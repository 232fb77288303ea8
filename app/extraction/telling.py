"""Who takes part in words said: the speakers, the bodies behind them, whom they meet, and whom the words are about."""

import re
from collections.abc import Callable, Iterator, Sequence

from app.extraction.findings import Findings
from app.extraction.implied import introducing, is_statelike, own_states, states_of_organs
from app.extraction.mentions import ActorKind, ActorMention, Participant, Role
from app.extraction.participants import (
    GOING,
    ISSUE,
    OF_LAND,
    PLATFORM,
    REPORTS,
    is_in_title,
    unique,
)
from app.extraction.phrases import Speaker
from app.extraction.sentences import Prepared, starting_in
from app.extraction.triggers import CueFound

# Marks within brackets part nothing: 次卿克拉奇（Keith Krach，又译柯拉克）.
_CLAUSE = re.compile(r"[（(][^）)]*[）)]|([，；。！？])")
_AND = re.compile(r"与|和|及|以及|、")
_SEEN_ON = re.compile(r"(?:[在从于用]|透过|通过|浏览)$")
# 由于疫情，… 如果…，… 在…之后，…: why, when or on what condition the rest holds.
_CIRCUMSTANCE = re.compile(
    r"[“「]?(?:由于|因为|鉴于|为了|随着|如果|尽管|虽然|根据|按照|据|正如|除了|除非|一旦|只要|无论|不管|"
    r"[^，]{0,24}(?:时|后|前|之际|期间|以来|当中|方面|情况下)，|[^，]{0,3}，|[^，]{2,8}(?:年来?|[月日天]|以来|如今|期间)，)"
)
_FOR_ONESELF = re.compile(r"(?:议员|委员|成员|创办人|创始人)$")
_LONGEST_INTRODUCTION = 40
# 与佩洛西会面时表示: whoever is met hears the words.
_MET_WITH = re.compile(r"(?:与|和|同|跟)(?:到访的?|来访的?)?[^，。；：“]{0,20}$")
_MET = re.compile(r"(?:会见|会晤|接见|拜会)(?:了|到访的?|来访的?)?[^，。；：“]{0,20}$")
_MEETING = re.compile(
    r"[^，。；：“]{0,4}(?:举行|进行)?[^，。；：“]{0,6}(?:会面|会见|会晤|会谈|通话|通电话|交谈|晤谈|面谈)[^，。；：“]{0,3}[时中后]"
)
# 官媒, 今日印度报, 记者: the press tells what others say.
_PRESS = re.compile(r"媒体?$|[报社网刊]$|电视|电台|记者|[《》]")
_AT_THAT = re.compile(r"[^，。；：“]{0,4}[时后]|[^，。；：“]{0,4}期间")


def speaker_participants(
    prepared: Prepared, speaker: ActorMention, findings: Findings, cue: CueFound
) -> tuple[Participant, ...]:
    """A speaker and those who speak along, the body that introduces the speaker (中国外交部发言人赵立坚), and whom the
    words said with this verb are about."""
    actors = findings.actors
    start = max(0, speaker.start - _LONGEST_INTRODUCTION)
    before = [a for a in starting_in(actors, start, speaker.start) if a.end <= speaker.start]
    speaking = [speaker, *_speaking_along(prepared, speaker, before), *_bodies_of(prepared, speaker, before)]
    about = _spoken_of(prepared, findings, cue, lambda said: said.mention == speaker)
    met = [*_met(prepared, speaker, cue, actors)]
    behind = [*own_states(prepared, [*speaking, *met, *about], before), *states_of_organs(speaking)]
    found = [(a, Role.SPEAKER) for a in speaking] + [(a, Role.COUNTERPART) for a in met]
    found += [(a, Role.OBJECT) for a in about] + [(a, Role.SPEAKER) for a in behind]
    return unique(Participant(a.actor, role, prepared.folded[a.start : a.end]) for a, role in found)


def _bodies_of(prepared: Prepared, speaker: ActorMention, before: Sequence[ActorMention]) -> list[ActorMention]:
    """The body for which an officer speaks. A member (议员) speaks for nobody else, and neither does a founder."""
    return [] if _FOR_ONESELF.search(speaker.title or "") else [*introducing(prepared, speaker, before)]


def unnamed_participants(
    prepared: Prepared, speaker: Speaker, findings: Findings, cue: CueFound
) -> tuple[Participant, ...]:
    """德国政府官员, 法国总理: who speaks without a name stands for the land and the body of the phrase; and whom the
    words are about."""
    if _PRESS.search(speaker.words):
        return ()
    named = _named_by(prepared, speaker, findings, cue)
    behind = [a for a in named if a.actor.kind is not ActorKind.MEDIA and not is_in_title(prepared, a)]
    behind += states_of_organs(behind)
    about = _spoken_of(prepared, findings, cue, lambda said: said == speaker)
    found = [(a, Role.SPEAKER) for a in behind] + [(a, Role.OBJECT) for a in about]
    return unique(Participant(a.actor, role, prepared.folded[a.start : a.end]) for a, role in found)


def _named_by(prepared: Prepared, speaker: Speaker, findings: Findings, cue: CueFound) -> list[ActorMention]:
    """The actors within the phrase that stands for the speaker, wherever it stood last: 欧盟一位不具名官员."""
    phrase = speaker.phrase or speaker.words
    at = prepared.folded.rfind(phrase, 0, cue.start)
    if at >= 0:
        return [a for a in starting_in(findings.actors, at, at + len(phrase)) if a.end <= at + len(phrase)]
    sentence = prepared.sentence_at(cue.start)
    start = sentence.clause_at(cue.start).start if sentence else cue.start
    return [a for a in starting_in(findings.actors, start, cue.start) if prepared.folded[a.start : a.end] in phrase]


def _spoken_of(
    prepared: Prepared, findings: Findings, cue: CueFound, is_speaker: Callable[[Speaker], bool]
) -> list[ActorMention]:
    """Whom the first clause of the words is about that are said with this verb."""
    return [
        a
        for said in findings.said_at(cue.start)
        if said.cue == cue and is_speaker(said.speaker)
        for a in starting_in(findings.actors, *_first_told(prepared, said.start, said.end))
        if _is_spoken_of(prepared, a)
    ]


def _met(
    prepared: Prepared, speaker: ActorMention, cue: CueFound, actors: Sequence[ActorMention]
) -> Iterator[ActorMention]:
    """与蔡英文会面时说, 会见马克龙时表示: whoever the speaker met when they said so."""
    folded = prepared.folded
    for actor in starting_in(actors, speaker.end, cue.start):
        title_start = actor.start - len(actor.title or "")
        before, after = folded[speaker.end : title_start], folded[actor.end : cue.start]
        with_them = _MET_WITH.search(before) and _MEETING.match(after)
        if not actor.attributive and (with_them or (_MET.search(before) and _AT_THAT.match(after))):
            yield actor


def _speaking_along(
    prepared: Prepared, speaker: ActorMention, before: Sequence[ActorMention]
) -> Iterator[ActorMention]:
    """英国与澳大利亚都表示: who stands before the speaker with only 与 or 和 between."""
    at = speaker.start - len(speaker.title or "")
    for actor in reversed(before):
        if not actor.attributive and _AND.fullmatch(prepared.folded, actor.end, at):
            yield actor
            at = actor.start - len(actor.title or "")


def first_clause(prepared: Prepared, start: int, end: int) -> int:
    """Where the first clause of the words ends that tells something: what comes later is told in passing."""
    return _first_told(prepared, start, end)[1]


def _first_told(prepared: Prepared, start: int, end: int) -> tuple[int, int]:
    """The first clause of the words that tells something, without those before that tell why or when."""
    for mark in _CLAUSE.finditer(prepared.folded, start, end):
        if mark[1] is None:
            continue
        if mark[1] != "，" or not _CIRCUMSTANCE.match(prepared.folded, start, mark.end()):
            return start, mark.start()
        start = mark.end()
    return start, end


def _is_spoken_of(prepared: Prepared, actor: ActorMention) -> bool:
    if actor.attributive or is_in_title(prepared, actor):
        return False
    if actor.actor.kind is ActorKind.REGION and not is_statelike(actor.actor):
        return False
    before, after = prepared.folded[max(0, actor.start - 2) : actor.start], prepared.folded[actor.end : actor.end + 12]
    if after.startswith("："):
        return False
    if actor.actor.kind is ActorKind.MEDIA and REPORTS.search(before + after):
        return False
    if actor.actor.kind is ActorKind.ORGANISATION and (_SEEN_ON.search(before) or PLATFORM.match(after)):
        return False
    is_land = actor.actor.kind in (ActorKind.COUNTRY, ActorKind.REGION)
    return not ISSUE.match(after) and not (is_land and (GOING.search(before) or OF_LAND.match(after)))
