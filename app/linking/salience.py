"""How much an event matters: a sum of plain parts, each of which can be shown."""

import math
from collections.abc import Sequence

from app.extraction.mentions import EventType, Precision
from app.linking.features import Node

_GRAIN = {
    Precision.DAY: 1.0, Precision.PART_MONTH: 0.7, Precision.MONTH: 0.5, Precision.QUARTER: 0.3,
    Precision.HALF: 0.2, Precision.VAGUE: 0.1, Precision.YEAR: 0.0,
}  # fmt: skip
_TYPE = {EventType.SANCTION: 1.0, EventType.ASSAULT: 1.0, EventType.AGREE: 0.9, EventType.CONSULT: 0.8,
         EventType.STATEMENT: 0.3, EventType.OTHER: 0.2}  # fmt: skip
_OTHER_TYPE = 0.6


def salience_of(
    nodes: Sequence[Node], sources: int, precision: Precision, type: EventType
) -> tuple[float, tuple[str, ...]]:
    """The sum, rounded to two places, and its parts as `name:value`."""
    parts = {
        "sources": 1.2 * math.log2(sources),
        "mentions": 0.3 * min(3, len(nodes) - 1),
        "grain": _GRAIN[precision],
        "type": _TYPE.get(type, _OTHER_TYPE),
        "lead": 0.9 * any(n.mention.in_lead or n.mention.in_title for n in nodes),
        "near": max(_nearness(n) for n in nodes),
        "actors": 0.2 * min(2, max(len(n.mention.participants) for n in nodes)),
        "trigger": 0.15 * min(4.0, max(n.mention.score for n in nodes)),
        "caption": -0.5 * all(n.mention.in_caption for n in nodes),
        "implicit": -0.5 * all(n.mention.implicit for n in nodes),
        "year-open": -0.6 * (nodes[0].first is None),
    }
    return round(sum(parts.values()), 2), tuple(f"{name}:{value:.2f}" for name, value in parts.items() if value)


def _nearness(node: Node) -> float:
    """An event close to its document is news; one long before it is background."""
    if node.published is None or node.first is None or node.last is None:
        return 0.3
    days = max((node.published - node.last).days, (node.first - node.published).days, 0)
    return 0.9 if days <= 3 else 0.6 if days <= 14 else 0.3 if days <= 90 else 0.0
