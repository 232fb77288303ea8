"""How many independent sources stand behind an event: reprints and near copies count as one."""

from collections.abc import Sequence

from app.linking.features import Node

_COPY = 0.85


def count_sources(nodes: Sequence[Node]) -> int:
    """Documents whose passages differ; two outlets that print the same sentences are one source."""
    kept: list[Node] = []
    for node in sorted(nodes, key=lambda n: (n.document.key, n.key)):
        if any(node.document.key == k.document.key or _is_copy(node, k) for k in kept):
            continue
        kept.append(node)
    return max(1, len(kept))


def _is_copy(one: Node, other: Node) -> bool:
    return one.vector.cosine(other.vector) >= _COPY
