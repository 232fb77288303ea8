"""Clusters that belong to another one although their days differ: a vaguer date, a report's own day, a day told in
another time zone, one visit told day by day. Each moves once, to the one home that it clearly means; homes are
chosen from the clusters as they were before anything moved, so that nothing depends on an order.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.extraction.folding import fold
from app.extraction.mentions import EventType, Precision, Role
from app.linking.features import Node
from app.linking.links import Link, link_of
from app.linking.pairs import Pair, is_signed, near_trigger, others_act, weigh
from app.linking.signature import Cluster, width

Bucket = tuple[str, str, str]

_LONGEST_SEARCH = 1500
_BEFORE_REPORT = 2
_VISIT_DAYS = 3
_TEXT = 0.25
_SIGNS = 3
_FEW_DAYS = 10
_LONGEST_MONTH = 31
_MUCH_ALIKE = 0.45
_SAME_WORDS = 0.3
_SIGNING = "signing"

NEXT_DAY = "next-day"
VISIT = "visit"
# Hours behind and hours ahead of most papers: where the day before and the next day are.
_AMERICAS = frozenset(("美国", "加拿大", "墨西哥", "巴西", "阿根廷", "智利", "秘鲁", "古巴", "委内瑞拉", "哥伦比亚"))
_EAST = frozenset(
    (
        "中国",
        "香港",
        "澳门",
        "台湾",
        "日本",
        "韩国",
        "朝鲜",
        "蒙古",
        "新加坡",
        "马来西亚",
        "菲律宾",
        "越南",
        "泰国",
        "澳大利亚",
    )
)


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
    around = timedelta(days=max(_BEFORE_REPORT, _VISIT_DAYS))
    return (reach[0] - around, reach[1] + around) if reach else None


def chances_of(mover: Cluster, home: Cluster) -> tuple[Chance, ...]:
    """Every way in which the one may move to the other."""
    found = ((why, *seek(mover, home)) for why, seek in _WAYS.items())
    return tuple(Chance(why, score, tuple(map(link_of, pairs))) for why, score, pairs in found if score > 0)


def find_home(homes: Mapping[str, tuple[Chance, ...]]) -> Move | None:
    """The home that is clearly best, with what speaks for it and the reason, or None. `homes` are the keys of
    clusters with their chances."""
    for why in _WAYS:
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
    if not cluster.is_fine:
        return cluster.first, cluster.last
    if _is_implicit(cluster):
        return cluster.first - timedelta(days=_BEFORE_REPORT), cluster.first + timedelta(days=_ahead(cluster))
    if _is_single_day(cluster) and (_is_late(cluster) or _is_early(cluster)):
        return cluster.first - timedelta(days=_is_late(cluster)), cluster.first + timedelta(days=_is_early(cluster))
    if _is_visit(cluster):
        return cluster.first - timedelta(days=_VISIT_DAYS), cluster.first
    return None


def _buckets(cluster: Cluster, first: date, last: date) -> frozenset[Bucket]:
    months = [f"{n // 12}-{n % 12}" for n in range(first.year * 12 + first.month, last.year * 12 + last.month + 1)]
    signs = {(kind, sign) for node in cluster.nodes for kind in _kinds(node) for sign in _signs(node)}
    return frozenset((month, family, sign) for month in months for family, sign in signs)


def _kinds(node: Node) -> Iterator[str]:
    yield node.family
    if is_signed(node):
        yield _SIGNING


def _signs(node: Node) -> Iterator[str]:
    yield from node.agents
    yield from node.places
    yield f"trigger {node.trigger[-2:]}"


def _coarse(mover: Cluster, home: Cluster) -> tuple[float, tuple[Pair, ...]]:
    """3月的阿拉斯加会谈. Zero unless the word, or the place, agrees inside the coarse interval. Two persons who met
    at some time this year need not have met on this day: three signs are asked for, two within some
    days."""
    if not (mover.first and mover.last and home.first and home.last) or mover.is_fine:
        return 0.0, ()
    mine, theirs = mover.nodes[0], home.nodes[0]
    finer = width(home.first, home.last) < width(mover.first, mover.last)
    inside = finer and mover.first <= home.first and home.last <= mover.last
    if not inside or not set(_kinds(mine)) & set(_kinds(theirs)):
        return 0.0, ()
    if EventType.STATEMENT in (mine.mention.type, theirs.mention.type):
        few = width(mover.first, mover.last) <= _FEW_DAYS  # in a month one says much
        return _best(mover, home) if few else (0.0, ())
    if not mover.agrees(home):
        return 0.0, ()
    agents = home.agents & mine.agents
    alike = max(n.content.cosine(mine.content) for n in home.nodes)
    if home.agents and mine.agents and not agents and alike < _MUCH_ALIKE:
        return 0.0, ()
    trigger = any(near_trigger(n, mine) or (is_signed(n) and is_signed(mine)) for n in home.nodes)
    place = bool(mover.places and set(mover.places) & set(home.places))
    signs = place + trigger + min(2, len(agents)) + (len(mover.lands & home.lands) > 1) + (alike >= _TEXT)
    days = width(mover.first, mover.last)
    if signs < (_SIGNS if days > _FEW_DAYS else _SIGNS - 1) or not (place or trigger):
        return 0.0, ()
    if days > _LONGEST_MONTH and not place and alike < _TEXT:
        return 0.0, ()
    return 2.0 * place + len(agents) + trigger + alike + 0.1 * len(home.nodes), ()


def _reported(mover: Cluster, home: Cluster) -> tuple[float, tuple[Pair, ...]]:
    """A headline has only the day of its report; what it tells of happened then, up to two days before, or on the
    morrow of another time zone. A visit is in the papers before the guest is there."""
    if not _is_implicit(mover) or _is_implicit(home) or not home.is_fine:
        return 0.0, ()
    assert mover.first and home.first and home.last
    if (mover.first - home.last).days > _BEFORE_REPORT or (home.first - mover.first).days > _ahead(mover):
        return 0.0, ()
    return _best(mover, home)


def _ahead(cluster: Cluster) -> int:
    return _VISIT_DAYS if _is_visit(cluster) else 1


def _next_day(mover: Cluster, home: Cluster) -> tuple[float, tuple[Pair, ...]]:
    """20 January in Washington is the 21st in Beijing. Who acts in America acts on the earlier day, even where the east
    tells of the later one; who acts in the east, on the later day, even where America tells of the earlier one."""
    if not _is_single_day(mover) or not _is_single_day(home) or _is_implicit(home):
        return 0.0, ()
    assert mover.first and home.first
    days = (mover.first - home.first).days
    if not (days == 1 and _is_late(mover)) and not (days == -1 and _is_early(mover) and _is_late_rightly(home)):
        return 0.0, ()
    if any(n.speaks for n in mover.nodes) or not any(near_trigger(n, m) for n in mover.nodes for m in home.nodes):
        return 0.0, ()
    if _documents(mover) & _documents(home):
        return 0.0, ()  # who tells of both days knows them apart
    return _best(mover, home)


def _is_late(cluster: Cluster) -> bool:
    """Told of mostly from the east, a day after the act was in America."""
    return _easterners(cluster, acting=False) > _easterners(cluster, acting=True)


def _is_late_rightly(cluster: Cluster) -> bool:
    return _easterners(cluster, acting=True) > 0 and not _is_late(cluster)


def _easterners(cluster: Cluster, acting: bool) -> int:
    """How many mentions of the east tell of somebody American, as of one who acts in the east or not."""
    return sum(_is_told_from_the_east(n) and _acts_in_the_east(n) is acting for n in cluster.nodes)


def _is_early(cluster: Cluster) -> bool:
    return bool(cluster.lands & _AMERICAS and cluster.lands & _EAST) and not _is_visit(cluster)


def _visit(mover: Cluster, home: Cluster) -> tuple[float, tuple[Pair, ...]]:
    """Arrival, talks and leave: one visitor in one land, told day by day."""
    if not _is_visit(mover) or not _is_visit(home) or _is_implicit(home) or not (mover.first and home.first):
        return 0.0, ()
    days = (mover.first - home.first).days
    if not 1 <= days <= _VISIT_DAYS or not mover.persons & home.persons or not mover.agrees(home):
        return 0.0, ()
    if not (mover.lands | set(mover.places)) & (home.lands | set(home.places)):
        return 0.0, ()
    return float(days), ()


def _best(mover: Cluster, home: Cluster) -> tuple[float, tuple[Pair, ...]]:
    if not mover.agrees(home) or ((mover.acts or home.acts) and (mover.speaks or home.speaks)):
        return 0.0, ()
    if mover.speaks and not _says_the_same(mover, home):
        return 0.0, ()
    pairs = [pair for one in mover.nodes for other in home.nodes if (pair := _alike(one, other))]
    best = max(pairs, key=lambda p: (p.score, p.one.key, p.other.key), default=None)
    return (best.score, (best,)) if best else (0.0, ())


def _says_the_same(mover: Cluster, home: Cluster) -> bool:
    """Who says one thing twice has not given one speech: its sentences on the whole are those of the other."""
    best = [max(other.content.cosine(one.content) for other in home.nodes) for one in mover.nodes]
    return sum(best) >= _TEXT * len(best)


def _alike(one: Node, other: Node) -> Pair | None:
    if one.family != other.family or not (one.agents & other.agents or one.lands & other.lands):
        return None
    text = one.vector.cosine(other.vector)
    if EventType.STATEMENT in (one.mention.type, other.mention.type):
        speakers = {next((p.actor.name for p in n.mention.participants), n.key) for n in (one, other)}
        return weigh(one, other) if len(speakers) == 1 and one.content.cosine(other.content) >= _SAME_WORDS else None
    if others_act(one, other) and text < _MUCH_ALIKE:
        return None
    return weigh(one, other) if text >= _TEXT or near_trigger(one, other) else None


def _is_implicit(cluster: Cluster) -> bool:
    return all(n.mention.implicit for n in cluster.nodes)


def _is_single_day(cluster: Cluster) -> bool:
    return cluster.first is not None and cluster.first == cluster.last and cluster.is_fine


def _documents(cluster: Cluster) -> set[str]:
    return {n.document.key for n in cluster.nodes}


def _is_told_from_the_east(node: Node) -> bool:
    if node.mention.time and node.mention.time.zone and "当地" in fold(node.mention.time.zone):
        return False
    if node.places and not _AMERICAS & set(node.places):
        return False
    return bool(node.lands & _AMERICAS) and (node.document.zone or "").startswith(("Asia/", "Australia/"))


def _acts_in_the_east(node: Node) -> bool:
    """The first who acts, or whom he acts for, is of the east."""
    doers = [p.actor for p in node.mention.participants if p.role in (Role.AGENT, Role.SPEAKER)]
    return bool(doers) and bool({doers[0].name, doers[0].country} & _EAST)


def _is_visit(cluster: Cluster) -> bool:
    return any(n.mention.mode == "visit" and n.precision is Precision.DAY for n in cluster.nodes)


_WAYS = {"coarse": _coarse, "reported": _reported, NEXT_DAY: _next_day, VISIT: _visit}
