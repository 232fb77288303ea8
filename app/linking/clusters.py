"""Mentions to clusters: the best pairs first, and no union that would make one false event of two.

A union is checked against the signature of both whole sides, never member by member, and there is no transitive
closure: chains of likely pairs are what turns a week of talks into one event.
"""

from collections.abc import Iterable, Sequence

from app.linking.features import Node
from app.linking.graph import PairGraph
from app.linking.memory import Memory
from app.linking.moves import Moves
from app.linking.pairs import Pair, in_order
from app.linking.signature import Cluster


def cluster(nodes: Sequence[Node]) -> list[Cluster]:
    """Clusters of mentions, all moves made. The order of `nodes` does not matter."""
    memory = Memory()
    graph, moves = PairGraph(memory), Moves(memory)
    graph.update((), nodes)
    _, roots = moves.update((), agglomerate(nodes, graph.pairs_among(node.key for node in nodes)))
    return [moves.whole(root) for root in sorted(roots)]


def agglomerate(nodes: Iterable[Node], pairs: Iterable[Pair]) -> list[Cluster]:
    """Clusters of day with day and month with month: nothing has moved into anything yet."""
    belongs = {node.key: Cluster(node) for node in sorted(nodes, key=lambda n: n.key)}
    for pair in sorted(pairs, key=in_order):
        mine, theirs = belongs[pair.one.key], belongs[pair.other.key]
        if mine is theirs or not mine.takes(theirs):
            continue
        mine.add(theirs)
        for node in theirs.nodes:
            belongs[node.key] = mine
        mine.pairs.setdefault(pair.one.key, pair)
        mine.pairs.setdefault(pair.other.key, pair)
    return list({id(c): c for c in belongs.values()}.values())
