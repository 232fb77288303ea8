"""Mentions to clusters: the best pairs first, and no union that would make one false event of two.

A union is checked against the signature of both whole sides, never member by member, and there is no transitive
closure: chains of likely pairs are what turns a week of talks into one event.
"""

from collections.abc import Iterable, Mapping, Sequence

from app.linking.features import Node
from app.linking.graph import PairGraph
from app.linking.links import Link, in_order, pair_of
from app.linking.memory import Memory
from app.linking.moves import Moves
from app.linking.signature import Cluster


def cluster(nodes: Sequence[Node]) -> list[Cluster]:
    """Clusters of mentions, all moves made. The order of `nodes` does not matter."""
    memory = Memory()
    graph, moves = PairGraph(memory), Moves(memory)
    graph.update((), nodes)
    by_key = {node.key: node for node in nodes}
    _, roots = moves.update((), agglomerate(by_key, graph.links_among(by_key)))
    return [moves.whole(root) for root in sorted(roots)]


def agglomerate(nodes: Mapping[str, Node], links: Iterable[Link]) -> list[Cluster]:
    """Clusters of day with day and month with month: nothing has moved into anything yet. `nodes` by their keys."""
    belongs = {key: Cluster(nodes[key]) for key in sorted(nodes)}
    refused: dict[tuple[str, str], tuple[int, int]] = {}
    for link in sorted(links, key=in_order):
        mine, theirs = belongs[link.one], belongs[link.other]
        if mine is theirs:
            continue
        # Neither has grown since: the answer is the same.
        names, sizes = (mine.nodes[0].key, theirs.nodes[0].key), (len(mine.nodes), len(theirs.nodes))
        if refused.get(names) == sizes:
            continue
        if not mine.takes(theirs):
            refused[names] = sizes
            continue
        mine.add(theirs)
        for node in theirs.nodes:
            belongs[node.key] = mine
        pair = pair_of(link, nodes)
        mine.pairs.setdefault(link.one, pair)
        mine.pairs.setdefault(link.other, pair)
    return list({id(c): c for c in belongs.values()}.values())
