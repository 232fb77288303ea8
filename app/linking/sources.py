"""How many independent sources stand behind an event: reprints and near copies count as one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.linking.features import Node, Vector, vector_of

_COPY = 0.85


@dataclass(frozen=True)
class Told:
    """One passage, with the key of the document that it stands in."""

    document: str
    key: str
    vector: Vector


def count_sources(nodes: Sequence[Node]) -> int:
    """Documents whose passages differ; two outlets that print the same sentences are one source."""
    if len({node.document.key for node in nodes}) == 1:
        return 1
    copied = find_copies(Told(node.document.key, node.key, node.vector) for node in nodes)
    return max(1, sum(original is None for original in copied.values()))


def find_copies(passages: Iterable[Told]) -> dict[str, str | None]:
    """Each document, in the order of keys, with the one that all its passages are copied from; None for a source."""
    kept: list[Told] = []
    copied: dict[str, str | None] = {}
    for told in sorted(passages, key=lambda each: (each.document, each.key)):
        original = next((k.document for k in kept if k.document == told.document or _is_copy(told, k)), None)
        if original is None:
            kept.append(told)
        copied[told.document] = None if original in (None, told.document) else copied.get(told.document, original)
    own = {told.document for told in kept}
    return {document: None if document in own else original for document, original in copied.items()}


def told(document: str, key: str, quote: str) -> Told:
    return Told(document, key, vector_of(quote))


def _is_copy(one: Told, other: Told) -> bool:
    return one.vector.cosine(other.vector) >= _COPY
