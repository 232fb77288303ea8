"""A cluster and what it may be checked by: its days, its places, its sides, and whether it acts or speaks."""

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date

from app.extraction.mentions import EventType, Precision
from app.linking.features import Node
from app.linking.occasions import are_apart
from app.linking.pairs import Pair, is_answer, partners_agree, places_agree

_MOST_SIDES = 12


class Cluster:
    """A growing set of mentions. `moved` are the keys of those whose own day is not the day of the happening; `merges`
    tell, by the first mention of either side, how it grew, so that it can grow again."""

    def __init__(self, node: Node) -> None:
        self.nodes = [node]
        self.key = node.key
        self.merges: tuple[tuple[str, str], ...] = ()
        self.pairs: dict[str, Pair] = {}
        self.moved: dict[str, str] = {}
        self.first, self.last = node.first, node.last
        self.widest = width(node.first, node.last)
        self.places, self.scene = node.places, node.scene
        # A statement has one side: who speaks.
        self.sides = {node.lands} if len(node.lands) > 1 and node.mention.type is not EventType.STATEMENT else set()
        self.named = node.named
        self.lands, self.agents, self.persons, self.doers = node.lands, node.agents, node.persons, node.doers
        self.is_fine = node.precision is Precision.DAY
        self.acts = not node.is_words and not node.says_nothing
        self.speaks = node.speaks
        self.voices = node.voices
        self.occasions = {(node.document.key, node.occasion)} if node.occasion else set()

    def takes(self, other: "Cluster") -> bool:
        """Whether both sides together still read as one happening."""
        if (self.acts or other.acts) and (self.speaks or other.speaks):
            return False
        if self.voices and other.voices and not self.voices & other.voices:
            return False  # through 中方, two of its spokesmen would become one
        return self.agrees(other) and self._fits_in_time(other)

    def _heard_apart(self, other: "Cluster") -> bool:
        """Whether one document has both sides speak, on different occasions."""
        return any(a == b and are_apart(mine, theirs) for a, mine in self.occasions for b, theirs in other.occasions)

    def agrees(self, other: "Cluster") -> bool:
        if not places_agree(self.scene, other.scene) or is_answer(self, other) or self._heard_apart(other):
            return False
        mine, theirs = self.named.union(*self.sides), other.named.union(*other.sides)
        return all(partners_agree(a, b) or (a <= theirs and b <= mine) for a in self.sides for b in other.sides)

    def add(self, other: "Cluster") -> None:
        self.merges += (*other.merges, (self.nodes[0].key, other.nodes[0].key))
        self.nodes += other.nodes
        self.key = min(self.key, other.key)
        self.pairs.update(other.pairs)
        self.moved.update(other.moved)
        if other.first and other.last and self.first and self.last:
            self.first, self.last = min(self.first, other.first), max(self.last, other.last)
        self.widest = max(self.widest, other.widest)
        self.places = max(self.places, other.places, key=len)
        self.scene = max(self.scene, other.scene, key=len)
        self.sides = set(sorted(self.sides | other.sides, key=sorted)[:_MOST_SIDES])
        self.named |= other.named
        self.lands, self.agents, self.persons = (
            self.lands | other.lands, self.agents | other.agents, self.persons | other.persons
        )  # fmt: skip
        self.doers |= other.doers
        self.is_fine |= other.is_fine
        self.acts |= other.acts
        self.speaks |= other.speaks
        self.voices |= other.voices
        self.occasions = set(sorted(self.occasions | other.occasions, key=_in_order)[:_MOST_SIDES])

    def _fits_in_time(self, other: "Cluster") -> bool:
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return True
        first, last = min(self.first, other.first), max(self.last, other.last)
        touching = self.first <= other.last and other.first <= self.last
        return touching and width(first, last) <= max(self.widest, other.widest) + 1


def _in_order(heard: tuple[str, frozenset[str]]) -> tuple[str, list[str]]:
    return heard[0], sorted(heard[1])


def grown(nodes: Iterable[Node], merges: Iterable[tuple[str, str]], pairs: Mapping[str, Pair]) -> Cluster:
    """The cluster that these merges made of these mentions."""
    parts = {node.key: Cluster(node) for node in nodes}
    for one, other in merges:
        parts[one].add(parts.pop(other))
    (whole,) = parts.values()
    whole.pairs = dict(pairs)
    return whole


def united(clusters: Iterable[Cluster]) -> Cluster:
    """A new cluster of all; the first gives its days and its signature, the others moved in."""
    first, *others = clusters
    whole = copy(first)
    whole.nodes, whole.pairs, whole.moved = list(first.nodes), dict(first.pairs), dict(first.moved)
    for other in others:
        whole.nodes += other.nodes
        whole.pairs |= other.pairs
    return whole


def width(first: date | None, last: date | None) -> int:
    """In days."""
    return (last - first).days + 1 if first and last else 1
