"""Which mentions may be one happening, how strongly, and why. Scores were set on labelled groups of real news."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.extraction.mentions import ActorKind, EventType, Role
from app.linking.features import Node

ENOUGH = 2.4
_ALIKE = 0.3
_SOMEWHAT_ALIKE = 0.12
_MUCH_ALIKE = 0.45
_TEXT = 0.25
_FEW_DAYS = 10
_SAME_STORY = 0.35
_SHORT_BODY = 3


@dataclass(frozen=True)
class Pair:
    """Two mentions that may be one happening; `reasons` name the features and their values."""

    one: Node
    other: Node
    score: float
    reasons: tuple[str, ...]


def in_order(pair: Pair) -> tuple[float, str, str]:
    return -pair.score, pair.one.key, pair.other.key


def compare(one: Node, other: Node) -> Pair | None:
    """The pair with its score, or None when something forbids it or too little speaks for it."""
    if not _days_meet(one, other) or not _may_meet(one, other):
        return None
    if one.precision is not other.precision:
        return None  # a vaguer date may be any day in it: see `homes`
    if one.document.key != other.document.key and _is_thin(one, other):
        return None
    return weigh(one, other)


def _is_thin(one: Node, other: Node) -> bool:
    """Two documents that share somebody and a day, but neither word nor matter; over a month or a year much happens."""
    near, alike = _near_trigger(one, other), one.content.cosine(other.content)
    if one.first and one.last and (one.last - one.first).days > _FEW_DAYS:
        return alike < (_SOMEWHAT_ALIKE if near and len(one.agents & other.agents) > 1 else _TEXT)
    if one.mention.type is EventType.STATEMENT or near:
        return False
    if one.mention.type is EventType.OTHER:
        return alike < _TEXT
    return alike < _SOMEWHAT_ALIKE and len(one.agents & other.agents) < 2 and not _same_place(one, other)


def weigh(one: Node, other: Node) -> Pair | None:
    """The pair with its score, without regard to days."""
    features = _features(one, other)
    score = sum(value for _, value in features)
    if score < ENOUGH:
        return None
    return Pair(one, other, round(score, 4), reasons_of(features))


def reasons_of(features: Iterable[tuple[str, float]]) -> tuple[str, ...]:
    return tuple(f"{name}:{value:.2f}" for name, value in features if value)


def _features(one: Node, other: Node) -> list[tuple[str, float]]:
    a, b = one.mention, other.mention
    agents, lands = one.agents & other.agents, one.lands & other.lands
    return [
        ("same-type", 1.0 * (a.type is b.type)),
        _trigger_feature(one, other),
        ("same-mode", 0.4 * bool(a.mode and a.mode == b.mode)),
        ("shared " + "、".join(sorted(agents)), 1.2 * min(3, len(agents))),
        ("countries " + "、".join(sorted(lands)), 0.8 if len(lands) >= 2 else 0.3 * len(lands)),
        ("same-place", 1.0 * _same_place(one, other)),
        ("same-day", 0.6 * (one.first is not None and one.first == other.first and one.last == other.last)),
        ("same-sentence", 1.0 * same_sentence(one, other)),
        ("text", 1.6 * one.vector.cosine(other.vector)),
        ("documents", 0.8 * one.document_vector.cosine(other.document_vector)),
    ]


def _trigger_feature(one: Node, other: Node) -> tuple[str, float]:
    """军售 in 对台军售 is nearly the same word."""
    if one.trigger == other.trigger:
        return f"same-trigger {one.mention.trigger}", 0.8
    shorter, longer = sorted((one.trigger, other.trigger), key=len)
    return f"near-trigger {shorter}", 0.5 * (len(shorter) > 1 and shorter in longer)


def _may_meet(one: Node, other: Node) -> bool:
    if one.family != other.family:
        return _announces(one, other) or _announces(other, one) or _told_alike(one, other)
    if EventType.STATEMENT in (one.mention.type, other.mention.type):
        return _same_speaker(one, other)
    return same_act(one, other)


def same_act(one: Node, other: Node) -> bool:
    """Nothing keeps the two apart, and somebody, the words or the scene hold them together."""
    if not places_agree(one.places, other.places) or not sides_agree(one, other):
        return False
    if one.persons and other.persons and not one.persons & other.persons and one.vector.cosine(other.vector) < _ALIKE:
        return False
    alike = one.vector.cosine(other.vector)
    if one.agents & other.agents or len(one.lands & other.lands) > 1 or alike >= _ALIKE:
        return True
    if one.lands & other.lands and (_same_place(one, other) or _same_story(one, other)):
        return True
    return _same_scene(one, other)


def _same_place(one: Node, other: Node) -> bool:
    return bool(set(one.places) & set(other.places))


def _near_trigger(one: Node, other: Node) -> bool:
    return one.trigger in other.trigger or other.trigger in one.trigger


def _same_story(one: Node, other: Node) -> bool:
    """One country alone takes part in much: it needs the same word or manner, and some likeness of the texts."""
    if not _near_trigger(one, other) and not (one.mention.mode and one.mention.mode == other.mention.mode):
        return False
    alike = max(one.vector.cosine(other.vector), one.document_vector.cosine(other.document_vector))
    return alike >= _SOMEWHAT_ALIKE


def _same_scene(one: Node, other: Node) -> bool:
    """One of them names nobody: then the word with the place, the document or the story; or document and place."""
    if one.agents | one.lands and other.agents | other.lands:
        return False
    same_document = one.document.key == other.document.key and one.first == other.first
    same_place = _same_place(one, other)
    if one.trigger != other.trigger:
        return same_document and same_place and one.mention.type is other.mention.type
    return same_document or same_place or one.document_vector.cosine(other.document_vector) >= _SAME_STORY


def _announces(statement: Node, act: Node) -> bool:
    """声明 …批准三项军售 and the sale itself: the speaker, or the speaker's country, does what the words say."""
    if not statement.announces or act.mention.type is EventType.STATEMENT or statement.first != act.first:
        return False
    speaker = next((p.actor for p in statement.mention.participants), None)
    if speaker is None or not {speaker.name, speaker.country} & (act.agents | act.lands):
        return False
    alike = statement.vector.cosine(act.vector)
    return alike >= _MUCH_ALIKE or (alike >= _ALIKE and act.trigger in statement.sentence)


def _told_alike(one: Node, other: Node) -> bool:
    """Two words for one act (下令, 签署): same days and people, and the sentences agree. Two acts that one sentence
    tells of are two, wherever it is printed."""
    if EventType.STATEMENT in (one.mention.type, other.mention.type):
        return False
    if (one.first, one.last) != (other.first, other.last):
        return False
    if one.family in other.siblings or other.family in one.siblings:
        return False
    if not (one.agents & other.agents or len(one.lands & other.lands) >= 2) or not same_act(one, other):
        return False
    alike = one.content.cosine(other.content)
    return alike >= _MUCH_ALIKE or (alike >= _ALIKE and one.trigger == other.trigger)


def _days_meet(one: Node, other: Node) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return _same_open_day(one, other)
    return one.first <= other.last and other.first <= one.last


def _same_open_day(one: Node, other: Node) -> bool:
    a, b = one.mention.time, other.mention.time
    return bool(one.document.key == other.document.key and a and b and a.open_year and a.open_year == b.open_year)


def _same_speaker(one: Node, other: Node) -> bool:
    """The same person; or, in one document, a body and its own spokesman (中国外交部强调 … 外交部发言人赵立坚重申)."""
    mine = next((p.actor.name for p in one.mention.participants), None)
    theirs = next((p.actor.name for p in other.mention.participants), None)
    if mine is not None and mine == theirs:
        return True
    if one.document.key != other.document.key:
        return False
    if same_sentence(one, other) and None in (mine, theirs):
        return True
    if _speaks_for(one, other) or _speaks_for(other, one):
        return True
    return bool(one.agents & other.agents) and not _speak_for_themselves(one, other)


def _speak_for_themselves(one: Node, other: Node) -> bool:
    """中联办谴责 … 中联办主任骆惠宁表示: a body, and one of its people who is no spokesman."""
    leads = [node.mention.participants[0] for node in (one, other) if node.mention.participants]
    return len(leads) == 2 and all(p.role is Role.SPEAKER for p in leads) and leads[0].actor != leads[1].actor


def _speaks_for(person: Node, body: Node) -> bool:
    """外交部发言人赵立坚: the sentence names the body that speaks elsewhere in the document, in full or in short."""
    speaker = next((p for p in person.mention.participants), None)
    if speaker is None or speaker.actor.kind is not ActorKind.PERSON or "发言人" not in person.sentence:
        return False
    bodies = {p.actor.name for p in body.mention.participants if p.actor.kind is ActorKind.ORGANISATION}
    return not body.persons and any(
        re.search(name[-_SHORT_BODY:] + "[^，。]{0,2}发言人", person.sentence) for name in bodies
    )


def same_sentence(one: Node, other: Node) -> bool:
    """Both stand in one sentence and are of one kind: two words of it."""
    if one.document.key != other.document.key or one.family != other.family:
        return False
    return one.mention.start < other.mention.end and other.mention.start < one.mention.end


def sides_agree(one: Node, other: Node) -> bool:
    """美日 and 美韩 are two meetings; a country that the sentence names, but not as taking part, excludes nothing."""
    if partners_agree(one.lands, other.lands):
        return True
    return one.lands <= other.lands | other.named or other.lands <= one.lands | one.named


def places_agree(one: Iterable[str], other: Iterable[str]) -> bool:
    """东京 and 首尔 exclude each other; 安克雷奇 and 阿拉斯加 do not."""
    a, b = list(one), list(other)
    return not a or not b or a[0] in b or b[0] in a


def partners_agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """美日 and 美韩 are two meetings: both name two sides, and fewer than two are the same."""
    return len(one) < 2 or len(other) < 2 or len(one & other) >= 2
