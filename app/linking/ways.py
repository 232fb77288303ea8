"""The ways in which a cluster may belong to another one although their days differ. Each gives how strongly it speaks
for a home, zero if not at all, and the pairs that say so.
"""

import re

from app.extraction.folding import fold
from app.extraction.mentions import EventType, Precision, Role
from app.linking.features import MEASURES, Node
from app.linking.pairs import Pair, is_election, near_trigger, others_act, reasons_of, weigh
from app.linking.signature import Cluster, width
from app.linking.words import act_of, counts_agree, is_named_act

BEFORE_REPORT = 2
VISIT_DAYS = 3
_TEXT = 0.25
_SIGNS = 3
_TELLING = 8
_FEW_DAYS = 10
_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31
_MUCH_ALIKE = 0.45
_SOMEWHAT_ALIKE = 0.12
ONCE_DAYS = 3
_SAME_WORDS = 0.3
_WEEK = 7
_HEADED = 0.1
# As many names in common are one list of those concerned.
_ONE_LIST = 4
_ONCE_ONLY = re.compile(r"被捕|被拘捕|被逮捕|落网|去世|逝世|辞世|病逝|离世|过世")

NEXT_DAY = "next-day"
VISIT = "visit"
ONCE = "once"
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


def _coarse(mover: Cluster, home: Cluster) -> tuple[float, tuple[Pair, ...]]:
    """3月的阿拉斯加会谈. Zero unless the word, or the place, agrees inside the coarse interval. Two persons who met
    at some time this year need not have met on this day: three signs are asked for, two within some
    days."""
    if not (mover.first and mover.last and home.first and home.last) or mover.is_fine:
        return 0.0, ()
    finer = width(home.first, home.last) < width(mover.first, mover.last)
    inside = finer and mover.first <= home.first and home.last <= mover.last
    if not inside or not mover.agrees(home):
        return 0.0, ()
    told = sorted(mover.nodes, key=lambda n: n.key)[:_TELLING]
    return max((_meant(node, mover, home) for node in told), key=lambda meant: meant[0])


def _meant(mine: Node, mover: Cluster, home: Cluster) -> tuple[float, tuple[Pair, ...]]:
    """What one mention of the mover says for the home."""
    if all(mine.kinds.isdisjoint(theirs.kinds) for theirs in home.nodes):
        return 0.0, ()
    days = width(mover.first, mover.last)
    if mine.mention.type is EventType.STATEMENT or not home.acts:
        # In a month one says much, but does not give two speeches of the same words.
        few = days <= _FEW_DAYS or any(_is_speech(n, mine) for n in home.nodes)
        return _best(mover, home) if few else (0.0, ())
    doing = mine.agents - mine.tellers
    agents = home.agents & doing
    alike = max(n.content.cosine(mine.content) for n in home.nodes)
    elected = days >= _SHORTEST_MONTH and any(is_election(n, mine) for n in home.nodes)
    if home.agents and doing and not agents and alike < _MUCH_ALIKE and not elected:
        return 0.0, ()
    trigger = any(near_trigger(n, mine) or (n.is_signed and mine.is_signed) for n in home.nodes)
    place = bool(mover.places and set(mover.places) & set(home.places))
    beside = bool(agents) and any(_orders_alike(n, mine) for n in home.nodes)
    signs = (
        place
        + trigger
        + min(2, len(agents))
        + (len(mover.lands & home.lands) > 1)
        + (alike >= _TEXT)
        + (alike >= _MUCH_ALIKE)
        + beside
    )
    within = mine.document.key in _documents(home) and bool(mine.lands & home.lands) and alike >= _SOMEWHAT_ALIKE
    if not elected and (signs < (_SIGNS if days > _FEW_DAYS and not within else _SIGNS - 1) or not (place or trigger)):
        return 0.0, ()
    if days > _LONGEST_MONTH and not (place or elected) and alike < _TEXT:
        return 0.0, ()
    return 2.0 * place + len(agents) + trigger + alike + 0.1 * len(home.nodes), ()


def _is_speech(one: Node, other: Node) -> bool:
    both = is_named_act(one.head) and act_of(one.head) == act_of(other.head)
    return both and one.content.cosine(other.content) >= _SAME_WORDS


def _orders_alike(one: Node, other: Node) -> bool:
    """Two orders that the sentences connect with the same third party: 总统签署的行政命令 … 惩罚 … 香港."""
    both = one.mention.type is EventType.LEGISLATE and other.mention.type is EventType.LEGISLATE
    return both and bool((one.named & other.named) - one.agents - one.lands - other.agents - other.lands)


def _reported(mover: Cluster, home: Cluster) -> tuple[float, tuple[Pair, ...]]:
    """A headline has only the day of its report; what it tells of happened then, up to two days before, or on the
    morrow of another time zone. A visit is in the papers before the guest is there."""
    if not (mover.first and home.first and home.last):
        return 0.0, ()
    if (mover.first - home.last).days > BEFORE_REPORT or (home.first - mover.first).days > ahead(mover):
        return 0.0, ()
    if not is_implicit(mover) or is_implicit(home) or not (home.is_fine or _is_week_of(home, mover)):
        return 0.0, ()
    best = _best(mover, home)
    return best if best[0] else _headed(mover, home)


def _headed(mover: Cluster, home: Cluster) -> tuple[float, tuple[Pair, ...]]:
    """What a headline calls otherwise than the report below it; less than any likeness."""
    told = [(one, other) for one in mover.nodes for other in home.nodes if one.headlines & other.headlines]
    if not told or len(_documents(mover)) > 1 or not mover.agrees(home):
        return 0.0, ()
    alike = {(one.key, other.key): one.vector.cosine(other.vector) for one, other in told}
    one, other = max(told, key=lambda ends: (alike[ends[0].key, ends[1].key], ends[0].key, ends[1].key))
    text = alike[one.key, other.key]
    return _HEADED + text, (Pair(one, other, round(text, 4), reasons_of([("text", text)])),)


def _is_week_of(home: Cluster, mover: Cluster) -> bool:
    """本周决定…, and the headline of the same report, which gives no day."""
    if not (mover.first and mover.last and home.first and home.last) or not _documents(mover) <= _documents(home):
        return False
    return home.first <= mover.first and mover.last <= home.last and width(home.first, home.last) <= _WEEK


def _announced(mover: Cluster, home: Cluster) -> tuple[float, tuple[Pair, ...]]:
    """外交部说，这28人被禁止入境: words without a day, of the office that takes the measure, on as many people."""
    if not (mover.first and home.first) or not -1 <= (mover.first - home.first).days <= BEFORE_REPORT:
        return 0.0, ()
    if home.speaks or not home.acts or not is_implicit(mover) or is_implicit(home):
        return 0.0, ()
    told = [(one, other) for one in mover.nodes for other in home.nodes if _is_said_of(one, other)]
    best = max((one.content.cosine(other.content) for one, other in told), default=0.0)
    return best, ()


def _is_said_of(words: Node, act: Node) -> bool:
    if words.document.key != act.document.key or words.persons or words.speaker not in act.agents:
        return False
    return counts_agree(words.counts, act.counts) and act.mention.type in MEASURES


def ahead(cluster: Cluster) -> int:
    return VISIT_DAYS if is_visit(cluster) else 1


def _next_day(mover: Cluster, home: Cluster) -> tuple[float, tuple[Pair, ...]]:
    """20 January in Washington is the 21st in Beijing. Who acts in America acts on the earlier day, even where the east
    tells of the later one; who acts in the east, on the later day, even where America tells of the earlier one. A list
    of the same names is the same list, wherever it is told of."""
    if not (mover.first and home.first) or not is_single_day(mover) or not is_single_day(home):
        return 0.0, ()
    days = (mover.first - home.first).days
    if abs(days) != 1 or is_implicit(home):
        return 0.0, ()
    rightly = _is_late_rightly(home) or len(mover.agents & home.agents) >= _ONE_LIST
    if not (days == 1 and is_late(mover)) and not (days == -1 and is_early(mover) and rightly):
        return 0.0, ()
    if any(n.speaks for n in mover.nodes) or not any(near_trigger(n, m) for n in mover.nodes for m in home.nodes):
        return 0.0, ()
    if _documents(mover) & _documents(home):
        return 0.0, ()  # who tells of both days knows them apart
    return _best(mover, home)


def is_late(cluster: Cluster) -> bool:
    """Told of mostly from the east, a day after the act was in America."""
    return _easterners(cluster, acting=False) > _easterners(cluster, acting=True)


def _is_late_rightly(cluster: Cluster) -> bool:
    return _easterners(cluster, acting=True) > 0 and not is_late(cluster)


def _easterners(cluster: Cluster, acting: bool) -> int:
    """How many mentions of the east tell of somebody American, as of one who acts in the east or not."""
    return sum(_is_told_from_the_east(n) and _acts_in_the_east(n) is acting for n in cluster.nodes)


def is_early(cluster: Cluster) -> bool:
    return bool(cluster.lands & _AMERICAS and cluster.lands & _EAST) and not is_visit(cluster)


def _visit(mover: Cluster, home: Cluster) -> tuple[float, tuple[Pair, ...]]:
    """Arrival, talks and leave: one visitor in one land, told day by day."""
    if not is_visit(mover) or not is_visit(home) or is_implicit(home) or not (mover.first and home.first):
        return 0.0, ()
    days = (mover.first - home.first).days
    if not 1 <= days <= VISIT_DAYS or not mover.persons & home.persons or not mover.agrees(home):
        return 0.0, ()
    if not (mover.lands | set(mover.places)) & (home.lands | set(home.places)):
        return 0.0, ()
    return float(days), ()


def _best(mover: Cluster, home: Cluster) -> tuple[float, tuple[Pair, ...]]:
    if not mover.agrees(home) or ((mover.acts or home.acts) and (mover.speaks or home.speaks)):
        return 0.0, ()
    near = [(one, other) for one in mover.nodes for other in home.nodes if _are_near(one, other)]
    if not near or (mover.speaks and not _says_the_same(mover, home)):
        return 0.0, ()
    pairs = [pair for one, other in near if (pair := _alike(one, other))]
    best = max(pairs, key=lambda p: (p.score, p.one.key, p.other.key), default=None)
    return (best.score, (best,)) if best else (0.0, ())


def _says_the_same(mover: Cluster, home: Cluster) -> bool:
    """Who says one thing twice has not given one speech: its sentences on the whole are those of the other."""
    best = [max(other.content.cosine(one.content) for other in home.nodes) for one in mover.nodes]
    return sum(best) >= _TEXT * len(best)


def _are_near(one: Node, other: Node) -> bool:
    """Of one family, with somebody or a land in common; of statements, the speaker."""
    if one.family != other.family or not (one.agents & other.agents or one.lands & other.lands):
        return False
    if EventType.STATEMENT in (one.mention.type, other.mention.type):
        return one.speaker is not None and one.speaker == other.speaker
    return True


def _alike(one: Node, other: Node) -> Pair | None:
    if EventType.STATEMENT in (one.mention.type, other.mention.type):
        enough = _TEXT if len(one.lands & other.lands) > 1 else _SAME_WORDS
        return weigh(one, other) if one.content.cosine(other.content) >= enough else None
    text = one.vector.cosine(other.vector)
    if others_act(one, other) and text < _MUCH_ALIKE:
        return None
    return weigh(one, other) if text >= _TEXT or near_trigger(one, other) else None


def is_implicit(cluster: Cluster) -> bool:
    return all(n.mention.implicit for n in cluster.nodes)


def is_single_day(cluster: Cluster) -> bool:
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


def is_visit(cluster: Cluster) -> bool:
    return any(n.mention.mode == "visit" and n.precision is Precision.DAY for n in cluster.nodes)


def _once(mover: Cluster, home: Cluster) -> tuple[float, tuple[Pair, ...]]:
    """A person dies once, and is not arrested twice in three days: where sources differ by as much, it is over the
    day. The day that more of them give, or give more exactly, stands."""
    if not is_once(mover) or not is_once(home) or _standing(mover) >= _standing(home):
        return 0.0, ()
    assert mover.first and mover.last and home.first and home.last
    apart = max((mover.first - home.last).days, (home.first - mover.last).days)
    fewer = min(mover.persons, home.persons, key=len)
    if apart > ONCE_DAYS or not fewer <= mover.persons & home.persons or not mover.agrees(home):
        return 0.0, ()
    acts = {act_of(n.head) for n in mover.nodes} & {act_of(n.head) for n in home.nodes}
    return (float(ONCE_DAYS + 1 - apart), ()) if acts else (0.0, ())


def is_once(cluster: Cluster) -> bool:
    if not cluster.persons or not (cluster.first and cluster.last) or (cluster.last - cluster.first).days > ONCE_DAYS:
        return False
    return all(_ONCE_ONLY.search(n.head) for n in cluster.nodes)


def _standing(cluster: Cluster) -> tuple[int, bool, str]:
    return len(_documents(cluster)), is_single_day(cluster), cluster.key


WAYS = {
    "coarse": _coarse,
    "reported": _reported,
    "announced": _announced,
    NEXT_DAY: _next_day,
    VISIT: _visit,
    ONCE: _once,
}


def ways_of(mover: Cluster) -> tuple[str, ...]:
    """Those of WAYS that may lead this cluster anywhere, in their order: most clusters have one or none, and look at
    many homes."""
    implicit = is_implicit(mover)
    may = {
        "coarse": not mover.is_fine,
        "reported": implicit,
        "announced": implicit,
        NEXT_DAY: is_single_day(mover) and (is_late(mover) or is_early(mover)),
        VISIT: is_visit(mover),
        ONCE: is_once(mover),
    }
    return tuple(why for why in WAYS if may[why])
