"""What one document tells of one day twice: an act in other words, its harm, and a word that only refers to it."""

import re

from app.extraction.folding import fold
from app.extraction.mentions import EventType
from app.linking.features import Node, on_one_day
from app.linking.words import act_of, is_named_act

_TAKEN_UP = re.compile(
    "(?:相关|上述|该|此|这|有关|前述)[一项份部次些]?(?:措施|决定|禁令|法案|法律|协议|行动|规定|命令|制裁|政策|限制|安排|计划)"
)
_HARM = re.compile(r"火|冒烟|爆炸|[死伤亡]|遇难|遇害|[倒坍]塌|中弹")


def is_told_twice(one: Node, other: Node) -> bool:
    """军售案 beside 对台军售, and 50人被捕 beside 某某等6人被拘捕: one named act, of nobody else."""
    if not _is_told_of_one_day(one, other) or one.mention.type is not other.mention.type:
        return False
    if not is_named_act(one.head) or act_of(one.head) != act_of(other.head):
        return False
    return not (one.lands and other.lands) or bool(one.lands & other.lands)


def is_told_beside(one: Node, other: Node) -> bool:
    """Two words of one happening, of which one cannot stand alone."""
    return _is_told_of_one_day(one, other) and any(
        _is_harm(a, b) or _is_detail(a, b) or _refers_to(a, b) or _takes_up(a, b) or _heads(a, b)
        for a, b in ((one, other), (other, one))
    )


def is_carried_out(means: Node, act: Node) -> bool:
    """出动警察，抓捕某人: what the police are sent out for is told elsewhere as the act itself."""
    sent = means.mention.type is EventType.MOBILIZE and _is_told_of_one_day(means, act)
    return sent and is_named_act(act.trigger) and act.trigger in means.sentence and bool(means.agents & act.agents)


def _is_harm(harm: Node, attack: Node) -> bool:
    """酒店起火冒烟, without where or who, beside the attack of that day."""
    if harm.mention.type is not EventType.DISASTER or attack.mention.type is not EventType.ASSAULT:
        return False
    return _HARM.search(harm.trigger) is not None and not harm.agents | harm.lands and not harm.places


def _is_detail(detail: Node, act: Node) -> bool:
    """领事馆的国旗降下 beside 领事馆闭馆, 潜逃 beside 遭拦截逮捕: a verb without a kind of its own, of what belongs to
    the very same body, or of the same people in the same sentence."""
    if detail.mention.type is not EventType.OTHER or detail.mention.mode or act.mention.type is EventType.OTHER:
        return False
    if EventType.STATEMENT is act.mention.type or not detail.agents or detail.persons:
        return False
    before = detail.sentence[: max(0, detail.mention.trigger_start - detail.span.start)]
    owned = any(f"{fold(p.words)}的" in before for p in detail.mention.participants if p.actor.name in detail.agents)
    return (owned or detail.span == act.span) and detail.agents == act.agents and detail.lands == act.lands


def _refers_to(light: Node, act: Node) -> bool:
    """中国周五做出反击。 tells nothing beside what its document reports of that day."""
    return light.says_nothing and not act.says_nothing and bool(light.lands & act.lands)


def _takes_up(later: Node, act: Node) -> bool:
    """相关措施即日起实施 says more of the measure that was told before."""
    told_before = act.mention.start < later.mention.start and act.mention.type is not EventType.STATEMENT
    return told_before and _TAKEN_UP.match(later.sentence) is not None


def _heads(headline: Node, act: Node) -> bool:
    """Half a headline without a subject, or about the one who acts, goes with the act of its kind in the lead."""
    is_headline = headline.mention.in_title and headline.mention.implicit and not act.mention.in_title
    if not is_headline or not act.mention.in_lead or headline.mention.type is not act.mention.type:
        return False
    return not headline.agents or headline.agents == act.agents


def _is_told_of_one_day(one: Node, other: Node) -> bool:
    """Of one document, which gives both the same day."""
    return one.document.key == other.document.key and on_one_day(one, other)
