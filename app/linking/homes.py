"""Clusters that belong to another one although their days differ: a vaguer date, a report's own day, a day told in
another time zone, one visit told day by day, a day that sources differ on. Each moves once, to the one home that it
clearly means; homes are chosen from the clusters as they were before anything moved, so that nothing depends on an
order.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.extraction.mentions import EventType
from app.linking.features import Node
from app.linking.links import Link, link_of
from app.linking.signature import Cluster, width
from app.linking.ways import (
    BEFORE_REPORT,
    ONCE_DAYS,
    VISIT_DAYS,
    WAYS,
    ahead,
    is_early,
    is_implicit,
    is_late,
    is_once,
    is_single_day,
    is_visit,
)
from app.linking.words import act_of, is_named_act

Bucket = tuple[str, str, str]

_LONGEST_SEARCH = 1500


@dataclass(frozen=True)
class Chance:
    """How strongly one way of moving speaks for a home, and the pairs that say so."""

    why: str
    score: float
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Move:
    """`home` is the key of a cluster, `links` what speaks for it."""

    home: str
    links: tuple[Link, ...]
    why: str


def filed_under(cluster: Cluster) -> frozenset[Bucket]:
    """Where those who seek a home find this cluster: its months, and what it is known by."""
    if cluster.first is None or cluster.last is None or width(cluster.first, cluster.last) > _LONGEST_SEARCH:
        return frozenset()
    return _buckets(cluster, cluster.first, cluster.last)


def searches(cluster: Cluster) -> frozenset[Bucket]:
    """Where this cluster looks for a home; empty when it has no reason to move."""
    reach = _reach(cluster)
    return _buckets(cluster, *reach) if reach else frozenset()


def days_searched(cluster: Cluster) -> tuple[date, date] | None:
    """No home lies outside of these days."""
    reach = _reach(cluster)
    around = timedelta(days=max(BEFORE_REPORT, VISIT_DAYS, ONCE_DAYS))
    return (reach[0] - around, reach[1] + around) if reach else None


def chances_of(mover: Cluster, home: Cluster, ways: Iterable[str] = tuple(WAYS)) -> tuple[Chance, ...]:
    """Every way, of those named in `ways`, in which the one may move to the other."""
    chances = []
    for why in ways:
        score, pairs = WAYS[why](mover, home)
        if score > 0:
            chances.append(Chance(why, score, tuple(map(link_of, pairs))))
    return tuple(chances)


def find_home(homes: Mapping[str, tuple[Chance, ...]]) -> Move | None:
    """The home that is clearly best, with what speaks for it and the reason, or None. `homes` are the keys of
    clusters with their chances."""
    for why in WAYS:
        ranked = sorted(
            ((chance, home) for home, chances in homes.items() for chance in chances if chance.why == why),
            key=lambda r: (-r[0].score, r[1]),
        )
        if ranked and (len(ranked) == 1 or ranked[0][0].score > ranked[1][0].score):
            return Move(ranked[0][1], ranked[0][0].links, why)
    return None


def _reach(cluster: Cluster) -> tuple[date, date] | None:
    if cluster.first is None or cluster.last is None or width(cluster.first, cluster.last) > _LONGEST_SEARCH:
        return None
    if is_once(cluster):
        return cluster.first - timedelta(days=ONCE_DAYS), cluster.last + timedelta(days=ONCE_DAYS)
    if not cluster.is_fine:
        return cluster.first, cluster.last
    if is_implicit(cluster):
        return cluster.first - timedelta(days=BEFORE_REPORT), cluster.first + timedelta(days=ahead(cluster))
    if is_single_day(cluster) and (is_late(cluster) or is_early(cluster)):
        return cluster.first - timedelta(days=is_late(cluster)), cluster.first + timedelta(days=is_early(cluster))
    if is_visit(cluster):
        return cluster.first - timedelta(days=VISIT_DAYS), cluster.first
    return None


def _buckets(cluster: Cluster, first: date, last: date) -> frozenset[Bucket]:
    months = [f"{n // 12}-{n % 12}" for n in range(first.year * 12 + first.month, last.year * 12 + last.month + 1)]
    signs = {(kind, sign) for node in cluster.nodes for kind in node.kinds for sign in _signs(node)}
    return frozenset((month, family, sign) for month in months for family, sign in signs)


def _signs(node: Node) -> Iterator[str]:
    yield from node.agents
    yield from node.places
    yield f"trigger {act_of(node.head) if is_named_act(node.head) else node.head[-2:]}"
    if node.headlines:
        yield "headline"
    if node.mention.type is EventType.ELECT:
        yield from (f"election in {land}" for land in node.lands)
