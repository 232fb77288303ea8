"""Mentions to clusters: the best pairs first, and no union that would make one false event of two.

A union is checked against the signature of both whole sides, never member by member, and there is no transitive
closure: chains of likely pairs are what turns a week of talks into one event.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from app.extraction.mentions import EventType, Precision
from app.linking.features import Node
from app.linking.pairs import Pair, find_pairs, partners_agree, places_agree


class Cluster:
    """A growing set of mentions with what it may be checked by."""

    def __init__(self, node: Node) -> None:
        self.nodes = [node]
        self.pairs: dict[str, Pair] = {}
        self.first, self.last = node.first, node.last
        self.widest = _width(node.first, node.last)
        self.places = node.places
        self.lands = node.lands

    def takes(self, other: "Cluster") -> bool:
        """Whether both sides together still read as one happening."""
        if not places_agree(self.places, other.places) or not partners_agree(self.lands, other.lands):
            return False
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return True
        first, last = min(self.first, other.first), max(self.last, other.last)
        touching = self.first <= other.last and other.first <= self.last
        return touching and _width(first, last) <= max(self.widest, other.widest) + 1

    def add(self, other: "Cluster") -> None:
        self.nodes += other.nodes
        self.pairs.update(other.pairs)
        if other.first and other.last and self.first and self.last:
            self.first, self.last = min(self.first, other.first), max(self.last, other.last)
        self.widest = max(self.widest, other.widest)
        self.places = max(self.places, other.places, key=len)
        self.lands |= other.lands


def cluster(nodes: Sequence[Node]) -> list[Cluster]:
    """Clusters of mentions, by the key of their first member. The order of `nodes` does not matter."""
    nodes = sorted(nodes, key=lambda n: n.key)
    belongs = {node.key: Cluster(node) for node in nodes}
    for pair in find_pairs(nodes):
        mine, theirs = belongs[pair.one.key], belongs[pair.other.key]
        if mine is theirs or not mine.takes(theirs):
            continue
        mine.add(theirs)
        for node in theirs.nodes:
            belongs[node.key] = mine
        mine.pairs.setdefault(pair.one.key, pair)
        mine.pairs.setdefault(pair.other.key, pair)
    return _absorb_coarse(list(dict.fromkeys(belongs.values())))


def _absorb_coarse(clusters: list[Cluster]) -> list[Cluster]:
    """A vaguer mention joins the one finer event inside it that it clearly means (3月的阿拉斯加会谈).

    The coarsest come first, so that a year may join a half-year which may itself join a day.
    """
    kept = sorted(clusters, key=lambda c: (-_width(c.first, c.last), c.nodes[0].key))
    for coarse in list(kept):
        home = _home(coarse, [c for c in kept if c is not coarse])
        if home is not None:
            home.nodes += coarse.nodes
            home.pairs.update(coarse.pairs)
            kept.remove(coarse)
    return kept


def _home(coarse: Cluster, others: Iterable[Cluster]) -> Cluster | None:
    if coarse.first is None or _is_fine(coarse):
        return None
    ranked = sorted(
        ((score, other.nodes[0].key, other) for other in others if (score := _closeness(coarse, other))),
        key=lambda r: (-r[0], r[1]),
    )
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][2]


def _is_fine(cluster: Cluster) -> bool:
    return any(n.precision is Precision.DAY for n in cluster.nodes)


def _closeness(coarse: Cluster, home: Cluster) -> float:
    """Zero unless the word, or the place with somebody, agrees inside the coarse interval. Two persons who met at
    some time this year need not have met on this day."""
    if not (coarse.first and coarse.last and home.first and home.last):
        return 0.0
    mine, theirs = coarse.nodes[0], home.nodes[0]
    finer = _width(home.first, home.last) < _width(coarse.first, coarse.last)
    inside = finer and coarse.first <= home.first and home.last <= coarse.last
    if not inside or mine.family != theirs.family or mine.mention.type is EventType.STATEMENT:
        return 0.0
    if not places_agree(coarse.places, home.places) or not partners_agree(coarse.lands, home.lands):
        return 0.0
    agents = {a for n in home.nodes for a in n.agents} & mine.agents
    trigger = any(_same_word(n.mention.trigger, mine.mention.trigger) for n in home.nodes)
    place = bool(coarse.places and set(coarse.places) & set(home.places))
    if not (place or (trigger and (agents or coarse.lands & home.lands))):
        return 0.0
    return 2.0 * place + len(agents) + trigger + 0.1 * len(home.nodes)


def _same_word(one: str, other: str) -> bool:
    return one in other or other in one


def _width(first: date | None, last: date | None) -> int:
    return (last - first).days + 1 if first and last else 1
