"""What holds two mentions together, by their keys: a pair that can be kept without the mentions."""

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from app.linking.features import Node
from app.linking.pairs import Pair


class Link(NamedTuple):
    one: str
    other: str
    score: float
    reasons: tuple[str, ...]


class Nodes(Protocol):
    def __getitem__(self, key: str) -> Node: ...


def in_order(link: Link) -> tuple[float, str, str]:
    """The best first."""
    return -link.score, link.one, link.other


def link_of(pair: Pair) -> Link:
    return Link(pair.one.key, pair.other.key, pair.score, pair.reasons)


def pair_of(link: Link, nodes: Nodes | Mapping[str, Node]) -> Pair:
    return Pair(nodes[link.one], nodes[link.other], link.score, link.reasons)
