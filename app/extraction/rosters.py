"""Who takes part because later sentences list them: those sanctioned or arrested, and those who attend a meeting."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from app.extraction.candidates import Attached
from app.extraction.mentions import ActorKind, ActorMention, EventType
from app.extraction.sentences import Prepared, Sentence, starting_in
from app.reading.document import PassageKind

_TEXT = (PassageKind.LEAD, PassageKind.PARAGRAPH)
# 制裁名单上还有, 被制裁的官员包括: a list of those concerned, wherever in the document; and one that only goes on.
_ON_LIST = {
    EventType.SANCTION: re.compile(r"名单|榜上有名|被制裁|受制裁|遭制裁"),
    EventType.COERCE: re.compile(r"被捕者(?!的)|被捕人士(?!的)|被捕的(?:人|还|有)"),
    EventType.APPOINT: re.compile(r"委任名单|任命名单|获委任的"),
}
_GOES_ON = re.compile(r"包括|分别(?:是|为)|还有|另有")
# 双方代表是, 与会者包括; 习近平出席该会议: those who meet.
_ATTENDING = re.compile(r"方代表(?:是|为|有)|(?:出席|参加|参与|与会)者|(?:代表团|随团|访问团)成员|随行(?:人员|官员)")
_ABSENT = re.compile("没有|未|不|拒绝|无法")
_ATTENDS = re.compile(
    r"(?:出席|参加|参与)了?(?:[该此本这上]|上述)?(?:次|场|项)?(?:会议|会谈|会晤|通话|对话|峰会|座谈会|视讯|视频)"
)
_MEETING = re.compile("会|谈|通话|对话")
_DATED = re.compile(r"\d ?[年月日]")
_ATTENDED = 4
_SENTENCES_OF_ROSTER = 2
# A list that only goes on is announced at the head of its sentence: 被捕者包括, 他们分别是.
_EARLY = 16
_LEAST_LISTED = 2
_AND = re.compile("[、和与及]")


def listed_behind(prepared: Prepared, attached: Attached, actors: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """The persons of a list that later sentences give: 制裁名单上还有郑若骅、李家超."""
    if attached.type is EventType.CONSULT and _MEETING.search(attached.word):
        yield from _attending(prepared, attached, actors)
    if attached.type not in _ON_LIST:
        return
    behind = (s for s in prepared.sentences[attached.sentence.index + 1 :] if s.kind in _TEXT)
    for place, sentence in enumerate(behind):
        word = _ON_LIST[attached.type].search(prepared.folded, sentence.start, sentence.end)
        if word is None and place < _SENTENCES_OF_ROSTER:
            word = _GOES_ON.search(prepared.folded, sentence.start, min(sentence.end, sentence.start + _EARLY))
        if word:
            yield from _listed(prepared, sentence, word.start(), actors)


def _attending(prepared: Prepared, attached: Attached, actors: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """Whom the next sentences name as those who attend, without a date of their own: 与会者包括…, 习近平出席该会议."""
    behind = (s for s in prepared.sentences[attached.sentence.index + 1 :] if s.kind in _TEXT)
    for sentence in islice(behind, _ATTENDED):
        if _DATED.search(prepared.folded, sentence.start, sentence.end):
            continue
        listed = _ATTENDING.search(prepared.folded, sentence.start, sentence.end)
        attends = None if listed else _ATTENDS.search(prepared.folded, sentence.start, sentence.end)
        if listed:
            yield from _people(prepared, actors, listed.start(), sentence.end)
        elif attends:
            clause = sentence.clause_at(attends.start())
            if not _ABSENT.search(prepared.folded, clause.start, attends.start()):
                yield from _people(prepared, actors, clause.start, attends.start())


def _people(prepared: Prepared, actors: Sequence[ActorMention], start: int, end: int) -> list[ActorMention]:
    people = (a for a in starting_in(actors, start, end) if a.actor.kind is ActorKind.PERSON)
    return [a for a in people if not prepared.is_quoted(a.start, a.end)]


def _listed(prepared: Prepared, sentence: Sentence, start: int, actors: Sequence[ActorMention]) -> list[ActorMention]:
    people = _people(prepared, actors, start, sentence.end)
    joins = len(_AND.findall(prepared.folded, start, sentence.end))
    return people if len({a.actor for a in people}) >= _LEAST_LISTED and joins >= len(people) // 2 else []
