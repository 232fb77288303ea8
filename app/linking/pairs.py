"""Which mentions may be one happening, how strongly, and why. Scores were set on labelled groups of real news."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from app.extraction.mentions import EventType
from app.linking.beside import is_carried_out, is_told_beside, is_told_twice
from app.linking.features import Node, same_sentence
from app.linking.occasions import are_apart
from app.linking.voices import same_speaker
from app.linking.words import act_of, are_stages, counts_agree, is_named_act

ENOUGH = 2.4
_ALIKE = 0.3
_SOMEWHAT_ALIKE = 0.12
_MUCH_ALIKE = 0.45
_SAME_WORDS = 0.18
_HARDLY_ALIKE = 0.1
_SPOKESMAN = "发言人"
_TEXT = 0.25
_FEW_DAYS = 10
_SAME_STORY = 0.35
_COUNTED = "health"
_RESPONDS = re.compile(r"谴责|反对|欢迎|抨击|回应|遗憾|赞扬|批评|抗议|呼吁|敦促")
# An announcement belongs to its act before it belongs to what else its speaker says.
_TOLD_AS_ACT = 2.0
_BESIDE = 1.0
# 军售 of 对台军售.
_HEAD = 2
_SESSION, _FIRST = "场", ("一", "1")
_THIS = re.compile(r"这(?:项|一|个)(?:消息|决定|措施|命令)")
_POLICE = re.compile(r"警|公安|国安|国家安全|检察|联邦调查局|海关|廉政")
_CUSTODY = re.compile(r"捕|抓|拘")
_STATE_ORGAN = re.compile(r"国务院|白宫|政府|内阁|[交务政防部商]部$")
# What is said about an act is no other word for it.
_REACTIONS = frozenset((EventType.STATEMENT, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.PROTEST))


@dataclass(frozen=True)
class Pair:
    """Two mentions that may be one happening; `reasons` name the features and their values."""

    one: Node
    other: Node
    score: float
    reasons: tuple[str, ...]


def compare(one: Node, other: Node) -> Pair | None:
    """The pair with its score, or None when something forbids it or too little speaks for it."""
    if not _days_meet(one, other) or not _may_meet(one, other):
        return None
    if one.precision is not other.precision:
        return None  # a vaguer date may be any day in it: see `homes`
    if one.document.key != other.document.key and (_is_thin(one, other) or _counts_otherwise(one, other)):
        return None
    if one.document.key == other.document.key and (_are_two_words(one, other) or _counts_elsewhere(one, other)):
        return None
    return weigh(one, other)


def _is_thin(one: Node, other: Node) -> bool:
    """Two documents that share somebody and a day, but neither word nor matter; over a month or a year much happens."""
    near, alike = near_trigger(one, other), one.content.cosine(other.content)
    if one.first and one.last and (one.last - one.first).days > _FEW_DAYS:
        if is_election(one, other):
            return False
        return alike < (_SOMEWHAT_ALIKE if near and len(one.agents & other.agents) > 1 else _TEXT)
    if one.mention.type is EventType.STATEMENT:
        return _is_heard_apart(one, other, alike)
    if near:
        return False
    if one.mention.type is EventType.OTHER:
        return alike < _TEXT
    enough = _TEXT if one.mention.type is EventType.CONSULT else _SOMEWHAT_ALIKE
    return alike < enough and len(one.agents & other.agents) < 2 and not _same_place(one, other)


def _is_heard_apart(one: Node, other: Node, alike: float) -> bool:
    """中方 says much on one day, and articles recall what it always says; and a president is asked wherever he goes.
    Only spokesmen say it all at one briefing."""
    if not one.agents & other.agents:
        return alike < _SAME_WORDS
    if _SPOKESMAN in one.sentence and _SPOKESMAN in other.sentence:
        return False
    return max(alike, one.document_vector.cosine(other.document_vector)) < _HARDLY_ALIKE


def _are_two_words(one: Node, other: Node) -> bool:
    """扣押 and 逮捕, 抵达 and 会谈: of one document and kind, in other words, and in sentences that share nothing."""
    if one.mention.type is EventType.STATEMENT or one.mention.type is not other.mention.type:
        return False
    if near_trigger(one, other) or is_told_beside(one, other):
        return False
    return one.content.cosine(other.content) < _SOMEWHAT_ALIKE


def is_election(one: Node, other: Node) -> bool:
    """大选 and 投票日 of one land: within a year, there is one, though many a 补选. 祝贺胜选 tells of a later day."""
    elect = one.mention.type is other.mention.type is EventType.ELECT
    if "贺" in one.sentence or "贺" in other.sentence:
        return False
    if not elect or not is_named_act(one.head) or "补" in one.head + other.head:
        return False
    return act_of(one.head) == act_of(other.head) and bool(one.lands & other.lands)


def _counts_otherwise(one: Node, other: Node) -> bool:
    """Cases and prices are counted every day and everywhere: two counts are one only when a figure of them is."""
    counted = any(n.mention.mode == _COUNTED or n.mention.type is EventType.ECONOMIC for n in (one, other))
    return counted and not one.figures & other.figures


def _counts_elsewhere(one: Node, other: Node) -> bool:
    """香港新增12例 and 台湾新增2例, in one document: no figure is the same, and other lands are named."""
    return _counts_otherwise(one, other) and bool(one.named and other.named) and not one.named & other.named


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
    announced = _announces(one, other) or _announces(other, one)
    return [
        ("same-type", 1.0 * (a.type is b.type or announced)),
        ("announced", _TOLD_AS_ACT * announced),
        _trigger_feature(one, other),
        ("same-mode", 0.4 * bool(a.mode and a.mode == b.mode)),
        ("shared " + "、".join(sorted(agents)), 1.2 * min(3, len(agents))),
        ("countries " + "、".join(sorted(lands)), 0.8 if len(lands) >= 2 else 0.3 * len(lands)),
        ("same-place", 1.0 * _same_place(one, other)),
        ("same-day", 0.6 * (one.first is not None and one.first == other.first and one.last == other.last)),
        ("same-sentence", 1.0 * same_sentence(one, other)),
        ("told-beside", _BESIDE * is_told_beside(one, other)),
        ("text", 1.6 * one.vector.cosine(other.vector)),
        ("documents", 0.8 * one.document_vector.cosine(other.document_vector)),
    ]


def _trigger_feature(one: Node, other: Node) -> tuple[str, float]:
    """军售 in 对台军售 is nearly the same word."""
    if one.trigger == other.trigger:
        return f"same-trigger {one.mention.trigger}", 0.8
    shorter, longer = sorted((one.trigger, other.trigger), key=lambda word: (len(word), word))
    near = (len(shorter) > 1 and shorter in longer) or act_of(shorter) == act_of(longer)
    return f"near-trigger {shorter}", 0.5 * near


def _may_meet(one: Node, other: Node) -> bool:
    if one.family != other.family:
        if _announces(one, other) or _announces(other, one) or is_told_beside(one, other):
            return True
        return _told_alike(one, other)
    if EventType.STATEMENT in (one.mention.type, other.mention.type):
        return is_told_beside(one, other) or (same_speaker(one, other) and not on_other_occasion(one, other))
    return same_act(one, other)


def on_other_occasion(one: Node, other: Node) -> bool:
    """To a paper and in a post: two statements, unless two documents call one occasion so, in the same words."""
    if not are_apart(one.occasion, other.occasion):
        return False
    return one.document.key == other.document.key or one.content.cosine(other.content) < _ALIKE


def same_act(one: Node, other: Node) -> bool:
    """Nothing keeps the two apart, and somebody, the words or the scene hold them together."""
    if not places_agree(one.scene, other.scene) or not sides_agree(one, other) or is_answer(one, other):
        return False
    if others_in_row(one, other) or are_stages(one.head, other.head):
        return False
    alike = one.content.cosine(other.content)
    mine, theirs = one.persons - one.tellers, other.persons - other.tellers
    if mine and theirs and not mine & theirs and not is_custody(one, other):
        meet = EventType.CONSULT in (one.mention.type, other.mention.type)
        if alike < _ALIKE or (meet and one.document.key == other.document.key):
            return False
    if one.agents & other.agents or len(one.lands & other.lands) > 1 or alike >= _ALIKE:
        return True
    land = bool(one.lands & other.lands) and (one.document.key == other.document.key or not others_act(one, other))
    if land and (_same_place(one, other) or _same_story(one, other)):
        return True
    return _same_scene(one, other) or (is_told_twice(one, other) and not others_act(one, other))


def others_in_row(one: Node, other: Node) -> bool:
    """第六轮会谈 and 第七轮会谈; the third session of some talks, and the talks."""
    units = {unit for unit, _ in one.ordinals} & {unit for unit, _ in other.ordinals}
    if not units:
        return any(unit == _SESSION and number not in _FIRST for unit, number in one.ordinals | other.ordinals)
    return not one.ordinals & other.ordinals


def others_act(one: Node, other: Node) -> bool:
    """Both name who acts, and name others: 国务院 and 国务卿 may be one, 国务院 and 财政部 or two persons are not."""
    mine, theirs = one.agents - one.tellers, other.agents - other.tellers
    if mine & theirs or not (mine and theirs) or is_custody(one, other):
        return False
    heads, organs = (one, other) if one.persons else (other, one)
    if organs.persons or not heads.agents <= heads.persons or not one.lands & other.lands:
        return True
    return not all(_STATE_ORGAN.search(name) for name in organs.agents)


def is_custody(one: Node, other: Node) -> bool:
    """香港警方拘捕53人 and 戴耀廷等50多人被捕: the one names who takes into custody, the other who is taken; as many
    are, or the words agree."""
    police, taken = (one, other) if one.agents and not one.persons else (other, one)
    if not police.agents or not all(_POLICE.search(name) for name in police.agents) or not police.lands & taken.lands:
        return False
    if not taken.persons or act_of(one.trigger) != act_of(other.trigger) or not _CUSTODY.search(one.trigger):
        return False
    return counts_agree(one.counts, other.counts) or one.content.cosine(other.content) >= _TEXT


def _same_place(one: Node, other: Node) -> bool:
    return bool(set(one.places) & set(other.places))


def near_trigger(one: Node, other: Node) -> bool:
    if act_of(one.head) == act_of(other.head):
        return True
    return one.head in other.head or other.head in one.head


def _same_story(one: Node, other: Node) -> bool:
    """One country alone takes part in much: it needs the same word or manner, and some likeness of the texts."""
    if not near_trigger(one, other) and not (one.mention.mode and one.mention.mode == other.mention.mode):
        return False
    alike = max(one.vector.cosine(other.vector), one.document_vector.cosine(other.document_vector))
    return alike >= _SOMEWHAT_ALIKE


def _same_scene(one: Node, other: Node) -> bool:
    """One of them names nobody: then the word with the place, the document or the story; or document and place."""
    if one.agents | one.lands and other.agents | other.lands:
        return False
    same_document = one.document.key == other.document.key and one.first == other.first
    same_place = _same_place(one, other)
    if is_named_act(one.head) and near_trigger(one, other) and (one.agents & other.named or other.agents & one.named):
        return True
    if one.trigger != other.trigger:
        return same_document and same_place and one.mention.type is other.mention.type
    return same_document or same_place or one.document_vector.cosine(other.document_vector) >= _SAME_STORY


def _announces(statement: Node, act: Node) -> bool:
    """声明 …批准三项军售 and the sale itself: the speaker, or the speaker's country, does what the words say; who
    condemns an act does not announce it."""
    if not statement.announces or act.mention.type is EventType.STATEMENT or statement.first != act.first:
        return False
    speaker = next((p.actor for p in statement.mention.participants), None)
    if speaker is None or not {speaker.name, speaker.country} & (act.doers or act.agents | act.lands):
        return False
    if statement.quotes_announcement and speaker.name not in act.doers | act.agents:
        return False
    if _RESPONDS.search(statement.sentence):
        return False
    alike = statement.vector.cosine(act.vector)
    named = act.trigger[-_HEAD:] in statement.sentence
    this = statement.document.key == act.document.key and bool(_THIS.search(statement.sentence))
    return alike >= _MUCH_ALIKE or this or (alike >= _SOMEWHAT_ALIKE and named)


def _told_alike(one: Node, other: Node) -> bool:
    """Two words for one act (下令, 要求关闭 and 关闭; 签署): same days and people, and the sentences agree. Two acts
    that one sentence tells of are two, wherever it is printed."""
    if (one.first, one.last) != (other.first, other.last):
        return False
    if is_named_act(one.head) and act_of(one.head) == act_of(other.head):
        return (bool(one.agents & other.agents) or _same_place(one, other)) and same_act(one, other)
    if is_carried_out(one, other) or is_carried_out(other, one):
        return True
    if _REACTIONS & {one.mention.type, other.mention.type}:
        return False
    if one.family in other.siblings or other.family in one.siblings:
        return False
    if not (one.agents & other.agents or len(one.lands & other.lands) >= 2) or not same_act(one, other):
        return False
    alike = one.content.cosine(other.content)
    if alike >= _MUCH_ALIKE or EventType.CONSULT in (one.mention.type, other.mention.type):
        return alike >= _MUCH_ALIKE  # a meeting and what it agrees on are two
    if near_trigger(one, other) or (one.is_signed and other.is_signed):
        both = bool(one.agents & other.agents) and len(one.lands & other.lands) > 1
        return both or alike >= _SOMEWHAT_ALIKE
    return alike >= _ALIKE and (one.trigger in other.sentence or other.trigger in one.sentence)


def _days_meet(one: Node, other: Node) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return _same_open_day(one, other)
    return one.first <= other.last and other.first <= one.last


def _same_open_day(one: Node, other: Node) -> bool:
    a, b = one.mention.time, other.mention.time
    return bool(one.document.key == other.document.key and a and b and a.open_year and a.open_year == b.open_year)


def sides_agree(one: Node, other: Node) -> bool:
    """美日 and 美韩 are two meetings; a country that the sentence names, but not as taking part, excludes nothing."""
    if partners_agree(one.lands, other.lands):
        return True
    return one.lands <= other.lands | other.named or other.lands <= one.lands | one.named


def places_agree(one: Iterable[str], other: Iterable[str]) -> bool:
    """东京 and 首尔 exclude each other; 安克雷奇 and 阿拉斯加 do not, nor 贝鲁特港 and 贝鲁特."""
    a, b = list(one), list(other)
    return not a or not b or a[0] in b or b[0] in a or a[0].startswith(b[0]) or b[0].startswith(a[0])


class Sided(Protocol):
    """A mention or a cluster: the countries of those who act, and all that take part."""

    @property
    def doers(self) -> frozenset[str]: ...

    @property
    def lands(self) -> frozenset[str]: ...


def is_answer(one: Sided, other: Sided) -> bool:
    """中国制裁美国 and 美国制裁中国: each does to the other what the other does to it."""
    if not one.doers or not other.doers or one.doers & other.doers:
        return False
    return one.doers <= other.lands and other.doers <= one.lands


def partners_agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """美日 and 美韩 are two meetings: both name two sides, and fewer than two are the same."""
    return len(one) < 2 or len(other) < 2 or len(one & other) >= 2
