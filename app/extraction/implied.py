"""Who takes part without being named in the clause: both sides, pronouns, carried subjects, lists, states behind."""

import re
from collections.abc import Iterable, Iterator, Sequence

from app.extraction import lexicon
from app.extraction.attachment import Attached
from app.extraction.mentions import Actor, ActorKind, ActorMention, EventType
from app.extraction.sentences import Prepared, Sentence, starting_in
from app.reading.document import PassageKind

_TEXT = (PassageKind.LEAD, PassageKind.PARAGRAPH)
_LANDS = (ActorKind.COUNTRY, ActorKind.REGION)
_BOTH_SIDES = re.compile(r"两国|双方|双边")
_BOTH_LEADERS = re.compile(r"(?:两国|两位|双方)(?:领导人|元首|首脑)")
_HEADS = frozenset(["总统", "国家主席", "主席", "首相", "总理", "国王"])
_PRONOUN = re.compile(r"(?<!其)(?:他|她)(?!们|国|人|方|日|乡)")
_COMPANION = re.compile(r"[与和同跟向对给据]$")
_FARTHEST_PERSON = 120
# 制裁名单上还有, 被制裁的官员包括: a list of those concerned, wherever in the document; and one that only goes on.
_ON_LIST = {
    EventType.SANCTION: re.compile(r"名单|榜上有名|被制裁|受制裁|遭制裁"),
    EventType.COERCE: re.compile(r"被捕者|被捕人士|被捕的(?:人|还|有)"),
    EventType.APPOINT: re.compile(r"委任名单|任命名单|获委任的"),
}
_GOES_ON = re.compile(r"包括|分别(?:是|为)|还有|另有")
_SENTENCES_OF_ROSTER = 2
_LEAST_LISTED = 2
# Acts of state: what a ministry or an army does so, its state does.
_OF_STATE = (EventType.SANCTION, EventType.MOBILIZE, EventType.THREATEN)
_STATE_ORGAN = re.compile(r"部|国务院|白宫|军|署|委员会|政府|中央")


def both_sides(prepared: Prepared, attached: Attached, actors: Sequence[ActorMention]) -> list[ActorMention]:
    """两国, 双方, 两位领导人 in the trigger's clause or before it: the last two of those named until then."""
    clause = attached.sentence.clause_at(attached.start)
    text, start = prepared.folded[attached.region.start : max(clause.end, attached.end)], attached.region.start
    if match := _BOTH_LEADERS.search(text):
        heads = [a for a in actors if a.end <= start + match.start() and _is_head(prepared, a)]
        return _last_two(heads)
    if match := _BOTH_SIDES.search(text):
        return _last_two([a for a in actors if a.end <= start + match.start() and a.actor.kind in _LANDS])
    return []


def _is_head(prepared: Prepared, actor: ActorMention) -> bool:
    if actor.actor.kind is not ActorKind.PERSON:
        return False
    after = prepared.folded[actor.end : actor.end + 2]
    office = (actor.actor.office or "").removeprefix(actor.actor.country or "")
    return actor.title in _HEADS or after in _HEADS or office in _HEADS


def _last_two(mentions: Sequence[ActorMention]) -> list[ActorMention]:
    latest: dict[Actor, ActorMention] = {}
    for mention in reversed(mentions):
        latest.setdefault(mention.actor, mention)
        if len(latest) == 2:
            return list(latest.values())[::-1]
    return []


def two_countries(inside: Iterable[ActorMention], eligible: Sequence[ActorMention]) -> list[ActorMention]:
    """Talks between officers of two states are talks between the two states: 中国副部长谢锋与美国副国务卿谢尔曼."""
    if not any(a.actor.kind is ActorKind.PERSON for a in eligible):
        return []
    qualifying = [a for a in inside if a.attributive and (a.actor.kind is ActorKind.COUNTRY or a.actor.country)]
    names = dict.fromkeys(_state_of(a) for a in qualifying)
    if len(names) != 2:
        return []
    first = {_state_of(a): a for a in reversed(qualifying)}
    return [found for name in names for found in _state(name, first[name])]


def _state_of(actor: ActorMention) -> str:
    return actor.actor.name if actor.actor.kind is ActorKind.COUNTRY else actor.actor.country or actor.actor.name


def _state(name: str | None, at: ActorMention) -> Iterator[ActorMention]:
    """The state of that name, standing where the actor stands who acts for it."""
    states = {entry.actor.name: entry.actor for entry in lexicon.actor_entries() if entry.actor.kind in _LANDS}
    if name in states:
        yield ActorMention(at.start, at.end, states[name], at.rule)


def states_behind(attached: Attached, eligible: Sequence[ActorMention]) -> list[ActorMention]:
    """The state of the ministry that sanctions, of the embassy that is closed, of who signs a law or takes office."""
    return [
        found for actor in eligible if _acts_for_state(attached, actor) for found in _state(actor.actor.country, actor)
    ]


def _acts_for_state(attached: Attached, actor: ActorMention) -> bool:
    if actor.actor.kind is ActorKind.PERSON:
        enacts = attached.type is EventType.LEGISLATE and actor.start < attached.start
        return attached.type is EventType.APPOINT or enacts
    if actor.actor.kind is not ActorKind.ORGANISATION or attached.type is EventType.STATEMENT:
        return False
    if "领事馆" in actor.actor.name or "大使馆" in actor.actor.name:
        return True
    acts = attached.type in _OF_STATE and actor.start < attached.start
    return acts and bool(_STATE_ORGAN.search(actor.actor.name))


def carried_subject(prepared: Prepared, attached: Attached, actors: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """24日早上移送监狱: a sentence that names nobody goes on about the subject of the one before."""
    sentence = attached.sentence
    before = prepared.sentences[sentence.index - 1] if sentence.index else None
    if before is None or before.kind not in _TEXT or sentence.kind not in _TEXT:
        return
    for actor in starting_in(actors, before.start, before.end):
        subject = actor.actor.kind in (ActorKind.PERSON, ActorKind.ORGANISATION) and not actor.attributive
        if subject and not _COMPANION.search(_before(prepared.folded, actor)):
            if not prepared.is_quoted(actor.start, actor.end):
                yield actor
            return


def pronoun_subject(
    prepared: Prepared, attached: Attached, eligible: Sequence[ActorMention], actors: Sequence[ActorMention]
) -> ActorMention | None:
    """得悉他约于7月25日失踪: the person whom the pronoun before the trigger stands for, the subject of the
    nearest sentence that names one."""
    pronoun = _PRONOUN.search(prepared.folded, attached.sentence.start, attached.start)
    if not pronoun or any(a.actor.kind is ActorKind.PERSON and a.start < pronoun.start() for a in eligible):
        return None
    near = [a for a in actors if 0 <= pronoun.start() - a.end <= _FARTHEST_PERSON and a.actor.kind is ActorKind.PERSON]
    if not near:
        return None
    home = prepared.sentence_at(near[-1].start)
    subjects = [
        a
        for a in near
        if (home is None or a.start >= home.start) and not _COMPANION.search(_before(prepared.folded, a))
    ]
    return subjects[0] if subjects else near[-1]


def _before(folded: str, actor: ActorMention) -> str:
    start = actor.start - len(actor.title or "")
    return folded[max(0, start - 2) : start]


def listed_behind(prepared: Prepared, attached: Attached, actors: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """The persons of a list that later sentences give: 制裁名单上还有郑若骅、李家超."""
    if attached.type not in _ON_LIST:
        return
    behind = (s for s in prepared.sentences[attached.sentence.index + 1 :] if s.kind in _TEXT)
    for place, sentence in enumerate(behind):
        word = _ON_LIST[attached.type].search(prepared.folded, sentence.start, sentence.end)
        if word is None and place < _SENTENCES_OF_ROSTER:
            word = _GOES_ON.search(prepared.folded, sentence.start, sentence.end)
        if word:
            yield from _listed(prepared, sentence, word.start(), actors)


def _listed(prepared: Prepared, sentence: Sentence, start: int, actors: Sequence[ActorMention]) -> list[ActorMention]:
    people = [
        a
        for a in starting_in(actors, start, sentence.end)
        if a.actor.kind is ActorKind.PERSON and not prepared.is_quoted(a.start, a.end)
    ]
    marks = prepared.folded.count("、", start, sentence.end)
    return people if len(people) >= _LEAST_LISTED and marks >= len(people) // 2 else []


def own_state(actor: ActorMention) -> Iterator[ActorMention]:
    """The state that a person or body belongs to."""
    return _state(actor.actor.country, actor)
