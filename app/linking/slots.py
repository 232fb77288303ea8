"""Where the sources of an event agree, are vaguer, say nothing, or contradict each other.

Two values conflict only where both cannot hold: a month does not contradict its day, 逾50名 not 53, a foreign
minister not a state councillor; 17 March and 19 March do, unless somebody tells of both days as one.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from app.extraction.folding import fold
from app.extraction.mentions import Precision, Status
from app.linking.events import Slot, SlotValue, Stand
from app.linking.features import Node, within
from app.linking.homes import NEXT_DAY, VISIT
from app.linking.quantities import Quantity, find_quantities

Told = Mapping[str, Sequence[Node]]
Relation = Callable[[str, str], bool]
Days = tuple[date, date]

_OTHER_DAYS = (NEXT_DAY, VISIT)
_RANKS = re.compile(r"常务|首席|代理|候任|当选|助理|副|前任|前|原")
# What follows counts a part or something else.
_PART = re.compile(r"其中|包括|以及|及|和|另")
_CLAUSE = re.compile(r"[，。；！？：]")


def slots_of(nodes: Sequence[Node], moved: Mapping[str, str]) -> tuple[Slot, ...]:
    """Day, place, status, and each number and each person's title; only those that some mention fills. One mention
    alone is at odds with nobody."""
    if len(nodes) < 2:
        return ()
    found = (_day(nodes, moved), _place(nodes), _status(nodes), *_numbers(nodes), *_titles(nodes))
    return tuple(slot for slot in found if slot.values)


def _day(nodes: Sequence[Node], moved: Mapping[str, str]) -> Slot:
    """Only days that the words give; one that lies a day off for its time zone, or another day of the same visit,
    contradicts nothing."""
    plain = [n for n in nodes if n.first and not n.mention.implicit and not n.mention.in_caption]
    own = [n for n in plain if moved.get(n.key) not in _OTHER_DAYS]
    days: dict[str, Days] = {_words(n): (n.first, n.last) for n in own if n.first and n.last}

    coarse = {_words(n) for n in own if n.precision is not Precision.DAY}

    def clashes(one: str, other: str) -> bool:
        (a, b), (c, d) = days[one], days[other]
        both = (min(a, c), max(b, d))
        return (b < c or d < a) and not any(e <= both[0] and both[1] <= f for e, f in days.values())

    def is_vaguer(one: str, other: str) -> bool:
        """A month round its day is; two days of talks round the first of them are not."""
        (a, b), (c, d) = days[one], days[other]
        return one in coarse and a <= c and d <= b and (a, b) != (c, d)

    return _slot("day", "", nodes, _told(own, lambda n: [_words(n)]), is_vaguer, clashes)


def _words(node: Node) -> str:
    assert node.first and node.last
    return node.first.isoformat() if node.first == node.last else f"{node.first.isoformat()}/{node.last.isoformat()}"


def _place(nodes: Sequence[Node]) -> Slot:
    told = _told(nodes, lambda n: [n.mention.place] if n.mention.place else [])
    return _slot(
        "place",
        "",
        nodes,
        told,
        lambda one, other: one in within(other),
        lambda one, other: one not in within(other) and other not in within(one),
    )


def _status(nodes: Sequence[Node]) -> Slot:
    """A plan contradicts no report: it was one, before. Reports from after the event contradict a denial."""
    told = _told(nodes, lambda n: [n.mention.status.value])
    after = {n.mention.status for n in nodes if not n.published or not n.last or n.published >= n.last}
    clash = {Status.HAPPENED, Status.DENIED}
    values = {status.value for status in clash} if clash <= after else set[str]()
    return _slot("status", "", nodes, told, _never, lambda one, other: {one, other} == values)


def _numbers(nodes: Sequence[Node]) -> Iterator[Slot]:
    """What the clauses of the triggers count. Only where every document has one number of the unit can they be the
    same one."""
    found: dict[str, Quantity] = {}
    told: dict[str, dict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for node in nodes:
        for quantity in find_quantities(_PART.split(_clause(node))[0]):
            found[quantity.words] = quantity
            told[quantity.unit][quantity.words].append(node)
    for unit, values in sorted(told.items()):
        keys = [node.document.key for value in values.values() for node in value]
        if len(values) > 1 and all(len({v for v in values if _tells(values[v], key)}) == 1 for key in keys):
            yield _slot(
                "number",
                unit,
                nodes,
                values,
                lambda one, other: not found[one].is_exact and found[one].may_equal(found[other]),
                lambda one, other: not found[one].may_equal(found[other]),
            )


def _clause(node: Node) -> str:
    """The clause of the trigger, from mark to mark."""
    at = node.mention.trigger_start - node.mention.start
    ends = [m.start() for m in _CLAUSE.finditer(node.sentence)]
    start = max((end + 1 for end in ends if end < at), default=0)
    return node.sentence[start : min((end for end in ends if end >= at), default=None)]


def _titles(nodes: Sequence[Node]) -> Iterator[Slot]:
    """国务卿 and 前国务卿 cannot both hold on one day; 外长 and 国务委员 can."""
    told: dict[str, dict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for node in nodes:
        for person, title in node.titles:
            told[person][fold(title)].append(node)
    for person, values in sorted(told.items()):
        if len(values) > 1:
            yield _slot("title", person, nodes, values, _is_shorter, _is_other_rank)


def _is_shorter(one: str, other: str) -> bool:
    return one != other and one in other


def _is_other_rank(one: str, other: str) -> bool:
    return one != other and _RANKS.sub("", one) == _RANKS.sub("", other)


def _slot(name: str, subject: str, nodes: Sequence[Node], told: Told, is_vaguer: Relation, clashes: Relation) -> Slot:
    """Each value with the mentions that give it, the most often told first."""
    ranked = sorted(told, key=lambda value: (-len(_documents(told[value])), value))
    values = []
    for value in ranked:
        others = [other for other in ranked if other != value]
        stand = Stand.AGREES
        if any(clashes(value, other) for other in others):
            stand = Stand.CONFLICTS
        elif any(is_vaguer(value, other) for other in others):
            stand = Stand.LESS_PRECISE
        values.append(SlotValue(value, tuple(sorted(n.key for n in told[value])), stand))
    telling = _documents(node for each in told.values() for node in each)
    return Slot(name, subject, tuple(values), tuple(sorted(_documents(nodes) - telling)))


def _told(nodes: Iterable[Node], values: Callable[[Node], Iterable[str]]) -> dict[str, list[Node]]:
    told: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        for value in values(node):
            told[value].append(node)
    return told


def _documents(nodes: Iterable[Node]) -> set[str]:
    return {node.document.key for node in nodes}


def _tells(nodes: Iterable[Node], document: str) -> bool:
    return any(node.document.key == document for node in nodes)


def _never(one: str, other: str) -> bool:
    return False
