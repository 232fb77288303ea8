"""Mentions without a day join the event of their own document that they clearly mean, or none."""

from collections.abc import Iterable

from app.extraction.mentions import EventType
from app.linking.features import Node
from app.linking.pairs import (
    Pair,
    is_answer,
    near_trigger,
    on_other_occasion,
    others_in_row,
    partners_agree,
    places_agree,
    reasons_of,
)
from app.linking.signature import Cluster

_ENOUGH = 1.8
_AHEAD = 0.4
_NEWS_DAYS = 3
_ALIKE = 0.25
_SPEAKER = 1.2


def join_undated(undated: Node, homes: Iterable[tuple[Node, Cluster]]) -> Pair | None:
    """The pair with a mention of the cluster that this one clearly means; `homes` are the dated mentions of its
    document, each with its cluster."""
    if undated.mention.type is EventType.STATEMENT:
        return _join_words(undated, [other for other, _ in homes])
    best: dict[str, Pair] = {}
    for other, cluster in homes:
        pair = _compare(undated, other, cluster)
        if pair and (cluster.key not in best or _rank(pair) < _rank(best[cluster.key])):
            best[cluster.key] = pair
    ranked = sorted(best.values(), key=_rank)
    if ranked and (len(ranked) == 1 or ranked[0].score - ranked[1].score >= _AHEAD):
        return ranked[0]
    return None


def _join_words(words: Node, told: Iterable[Node]) -> Pair | None:
    """With what the speaker was last heard to say in the document; else with what is news."""
    own = [n for n in told if _is_same_voice(words, n)]
    before = [n for n in own if n.mention.start <= words.mention.start]
    last = max(before, key=_place_in_text, default=None)
    home = last or min(filter(_is_news, own), key=_place_in_text, default=None)
    return Pair(words, home, _SPEAKER, reasons_of([(f"shared {words.speaker}", _SPEAKER)])) if home else None


def _is_same_voice(words: Node, other: Node) -> bool:
    if other.mention.type is not EventType.STATEMENT or other.speaker != words.speaker:
        return False
    return not on_other_occasion(words, other)


def _place_in_text(node: Node) -> tuple[int, str]:
    return node.mention.trigger_start, node.key


def _rank(pair: Pair) -> tuple[float, str]:
    return -pair.score, pair.other.key


def _compare(node: Node, other: Node, cluster: Cluster) -> Pair | None:
    if node.family != other.family or (other.first is None and not other.mention.time):
        return None
    if not places_agree(node.scene, cluster.scene) or not partners_agree(node.lands, cluster.lands):
        return None
    if not _people_agree(node.persons, cluster.persons) or others_in_row(node, other) or is_answer(node, cluster):
        return None
    if not _same_matter(node, other):
        return None
    agents, lands = node.agents & other.agents, node.lands & other.lands
    features = [
        (f"same-trigger {node.mention.trigger}", 1.0 * (node.mention.trigger == other.mention.trigger)),
        ("shared " + "、".join(sorted(agents)), 1.2 * min(2, len(agents))),
        ("countries " + "、".join(sorted(lands)), 0.8 if len(lands) >= 2 else 0.3 * len(lands)),
        ("same-place", 1.0 * bool(set(node.places) & set(cluster.places))),
        ("reported-day", 0.5 * ((node.mention.in_title or node.mention.in_lead) and _is_news(other))),
        ("main-event", 0.5 * (other.mention.in_lead or other.mention.in_title)),
        ("text", 1.6 * node.vector.cosine(other.vector)),
    ]
    score = sum(value for _, value in features)
    if score < _ENOUGH:
        return None
    return Pair(node, other, round(score, 4), reasons_of(features))


def _same_matter(node: Node, other: Node) -> bool:
    """Somebody does many things: the word or its manner, two who take part, or the words around it are the same."""
    if near_trigger(node, other) or (node.mention.mode and node.mention.mode == other.mention.mode):
        return True
    return len(node.agents & other.agents) > 1 or node.vector.cosine(other.vector) >= _ALIKE


def _people_agree(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whoever names fewer people names half of them as the other does."""
    fewer = min(len(mine), len(theirs))
    return 2 * len(mine & theirs) >= fewer


def _is_news(node: Node) -> bool:
    """A headline without a day tells what has just happened, not what the article recalls."""
    if node.published is None or node.last is None:
        return False
    return abs((node.published - node.last).days) <= _NEWS_DAYS
