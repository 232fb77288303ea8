"""Mentions without a day join the event of their own document that they clearly mean, or none."""

from collections import defaultdict
from collections.abc import Sequence

from app.linking.clusters import Cluster
from app.linking.features import Node
from app.linking.pairs import Pair, partners_agree, places_agree

_ENOUGH = 1.8
_AHEAD = 0.4


def join_undated(clusters: Sequence[Cluster], undated: Sequence[Node]) -> None:
    """Adds each undated mention to the best cluster of its document, if that one is clearly ahead."""
    homes: dict[str, list[tuple[Node, Cluster]]] = defaultdict(list)
    for cluster in clusters:
        for node in cluster.nodes:
            homes[node.document.key].append((node, cluster))
    for node in sorted(undated, key=lambda n: n.key):
        scores: dict[int, tuple[Pair, Cluster]] = {}
        for other, cluster in homes[node.document.key]:
            pair = _compare(node, other, cluster)
            if pair and (id(cluster) not in scores or pair.score > scores[id(cluster)][0].score):
                scores[id(cluster)] = (pair, cluster)
        ranked = sorted(scores.values(), key=lambda found: (-found[0].score, found[0].other.key))
        if ranked and (len(ranked) == 1 or ranked[0][0].score - ranked[1][0].score >= _AHEAD):
            pair, cluster = ranked[0]
            cluster.nodes.append(node)
            cluster.pairs[node.key] = pair


def _compare(node: Node, other: Node, cluster: Cluster) -> Pair | None:
    if node.family != other.family or (other.first is None and not other.mention.time):
        return None
    if not places_agree(node.places, cluster.places) or not partners_agree(node.lands, cluster.lands):
        return None
    if 2 * len(node.persons & other.persons) < len(node.persons) and other.persons:
        return None
    agents, lands = node.agents & other.agents, node.lands & other.lands
    features = [
        (f"same-trigger {node.mention.trigger}", 1.0 * (node.mention.trigger == other.mention.trigger)),
        ("shared " + "、".join(sorted(agents)), 1.2 * min(2, len(agents))),
        ("countries " + "、".join(sorted(lands)), 0.8 if len(lands) >= 2 else 0.3 * len(lands)),
        ("same-place", 1.0 * bool(set(node.places) & set(cluster.places))),
        ("main-event", 0.5 * (other.mention.in_lead or other.mention.in_title)),
        ("text", 1.6 * node.vector.cosine(other.vector)),
    ]
    score = sum(value for _, value in features)
    if score < _ENOUGH:
        return None
    return Pair(node, other, round(score, 4), tuple(f"{name}:{value:.2f}" for name, value in features if value))
