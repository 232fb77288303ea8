"""Where the sources of an event agree, are vaguer, say nothing, or contradict each other.

Two values conflict only where both cannot hold: a month does not contradict its day, 逾50名 not 53, a foreign
minister not a state councillor, 三场会谈 not 为期两天; 17 March and 19 March do, unless somebody tells of both days as
one. A mark that cries wolf is worse than none: what may be said of different things is no conflict.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations

from app.extraction import lexicon
from app.extraction.folding import fold
from app.extraction.mentions import Precision, Status
from app.linking.characters import find_called
from app.linking.events import Slot, SlotSpan, SlotValue, Stand
from app.linking.features import Node, vector_of, within
from app.linking.quantities import Quantity, find_quantities
from app.linking.titled import find_title
from app.linking.ways import NEXT_DAY, VISIT

Relation = Callable[[str, str], bool]
Days = tuple[date, date]

_OTHER_DAYS = (NEXT_DAY, VISIT)
# A title that its bearer has no longer, or holds for another. 当选 and 候任 turn into the title on one day.
_RANKS = re.compile(r"常务|首席|代理|助理|副|前任|前|原")
_BEFORE_OFFICE = re.compile(r"当选|候任|准")
# What follows counts a part or something else; before it, a sum over several happenings.
_PART = re.compile(r"其中|包括|以及|及|和|另")
_SUM = re.compile(r"总(?:计|额|共|数)|累计|合计|共计|迄今|至今|以来|已有|第")
_CLAUSE = re.compile(r"[，。；！？：]")
_AT = re.compile(r"(?:在|于|抵达|抵|赴|前往|访问|访|飞抵|来到|到|进入)$")
_SAME_CLAUSE = 0.35
_NOT = re.compile(r"没|未|不|否认|并非|从无|无")
# How far behind its verb a number may stand and still be its object: 制裁了24名, 发射约两枚.
_NEAR = 3
_NEAR_SUBJECT = 14


@dataclass(frozen=True)
class Said:
    """One value as one mention gives it; `start:end` are the words in the document's text. `beside`: they stand outside
    of the mention."""

    node: Node
    start: int
    end: int
    beside: bool = False


Told = Mapping[str, Sequence[Said]]


def slots_of(nodes: Sequence[Node], moved: Mapping[str, str]) -> tuple[Slot, ...]:
    """Day, place, status, and each number, each person's title and each disputed name; only those that some mention
    fills. One mention alone is at odds with nobody."""
    if len(nodes) < 2:
        return ()
    found = (_day(nodes, moved), _place(nodes), _status(nodes), *_numbers(nodes), *_titles(nodes), *_characters(nodes))
    return tuple(slot for slot in found if slot.values)


def _day(nodes: Sequence[Node], moved: Mapping[str, str]) -> Slot:
    """Only days that the words give; one that lies a day off for its time zone, or another day of the same visit,
    contradicts nothing."""
    plain = [n for n in nodes if n.first and not n.mention.implicit and not n.mention.in_caption]
    own = [n for n in plain if moved.get(n.key) not in _OTHER_DAYS]
    days: dict[str, Days] = {_words(n): (n.first, n.last) for n in own if n.first and n.last}
    coarse = {_words(n) for n in own if n.precision is not Precision.DAY}
    # 本周 and 上旬 have no ends that every writer agrees on.
    loose = {_words(n) for n in own if n.precision in (Precision.PART_MONTH, Precision.VAGUE)}
    told: dict[str, list[Said]] = defaultdict(list)
    for node in own:
        time = node.mention.time
        assert time is not None
        told[_words(node)].append(Said(node, time.start, time.end))

    def clashes(one: str, other: str) -> bool:
        if {one, other} & loose:
            return False
        (a, b), (c, d) = days[one], days[other]
        both = (min(a, c), max(b, d))
        return (b < c or d < a) and not any(e <= both[0] and both[1] <= f for e, f in days.values())

    def is_vaguer(one: str, other: str) -> bool:
        """A month round its day is; two days of talks round the first of them are not."""
        (a, b), (c, d) = days[one], days[other]
        return one in coarse and a <= c and d <= b and (a, b) != (c, d)

    return _slot("day", "", nodes, told, is_vaguer, clashes)


def _words(node: Node) -> str:
    assert node.first and node.last
    return node.first.isoformat() if node.first == node.last else f"{node.first.isoformat()}/{node.last.isoformat()}"


def _place(nodes: Sequence[Node]) -> Slot:
    """Two places clash when each stands after 在, 抵 or 访 in the clause of the trigger: a place that is only named
    beside it may be a dateline or a topic."""
    told: dict[str, list[Said]] = defaultdict(list)
    placed: set[str] = set()
    for node in nodes:
        if node.mention.place:
            start, end, is_at = _find_place(node, node.mention.place)
            told[node.mention.place].append(Said(node, start, end))
            if is_at and not _is_wide(node.mention.place):
                placed.add(node.mention.place)

    def clashes(one: str, other: str) -> bool:
        return {one, other} <= placed and one not in within(other) and other not in within(one)

    return _slot("place", "", nodes, told, lambda one, other: one in within(other), clashes)


def _find_place(node: Node, place: str) -> tuple[int, int, bool]:
    """Where the sentence names the place, and whether it does so as the place of the trigger's clause; the trigger
    when no name of it is found."""
    first, last = _clause_span(node)
    found = []
    for name in _names_of(place):
        for at in re.finditer(re.escape(name), node.sentence):
            in_clause = first <= at.start() and at.end() <= last
            is_at = in_clause and bool(_AT.search(node.sentence[: at.start()])) and not _is_attribute(node, at.end())
            found.append((is_at, in_clause, at.start(), at.end()))
    if not found:
        return node.mention.trigger_start, node.mention.trigger_end, False
    is_at, _, start, end = max(found, key=lambda f: (f[0], f[1], f[3] - f[2], -f[2]))
    return node.span.start + start, node.span.start + end, is_at


def _is_attribute(node: Node, end: int) -> bool:
    """进入武汉的张展被判刑: the place belongs to what describes somebody. 在上海的会谈 is the place of the talks."""
    between = node.sentence[end : node.mention.trigger_start - node.span.start]
    return "的" in between.removesuffix("的")


@lru_cache(maxsize=4096)
def _names_of(place: str) -> tuple[str, ...]:
    known = next((each for each in lexicon.places() if each.name == place), None)
    return tuple(fold(name) for name in (place, *(known.aliases if known else ())))


@lru_cache(maxsize=4096)
def _is_wide(place: str) -> bool:
    """A continent, a sea, a region: the word list places it in nothing larger, and what lies in it is not known."""
    return any(each.name == place and not each.within for each in lexicon.places())


def _status(nodes: Sequence[Node]) -> Slot:
    """A plan contradicts no report: it was one, before. Reports from after the event contradict a denial that speaks
    of the same in like words; to call off or to stay away is an act, and no denial."""
    told: dict[str, list[Said]] = defaultdict(list)
    for node in nodes:
        told[node.mention.status.value].append(Said(node, *_cue_span(node)))
    after = [n for n in nodes if not n.published or not n.last or n.published >= n.last]
    denied = [n for n in after if n.mention.status is Status.DENIED and _NOT.search(fold(n.mention.status_cue))]
    happened = [n for n in after if n.mention.status is Status.HAPPENED]
    disputed = any(_is_alike(one, other) for one in denied for other in happened)
    values = {Status.HAPPENED.value, Status.DENIED.value} if disputed else set[str]()
    return _slot("status", "", nodes, told, _never, lambda one, other: {one, other} == values)


def _is_alike(one: Node, other: Node) -> bool:
    return one.trigger == other.trigger and vector_of(_clause(one)).cosine(vector_of(_clause(other))) >= _SAME_CLAUSE


def _cue_span(node: Node) -> tuple[int, int]:
    """The nearest status word before the trigger, else after it; the trigger when there is none."""
    mention, cue = node.mention, fold(node.mention.status_cue)
    if cue:
        at = node.sentence.rfind(cue, 0, mention.trigger_end - node.span.start)
        at = at if at >= 0 else node.sentence.find(cue)
        if at >= 0:
            return node.span.start + at, node.span.start + at + len(cue)
    return mention.trigger_start, mention.trigger_end


def _numbers(nodes: Sequence[Node]) -> Iterator[Slot]:
    """What the clauses of the triggers count. Only where every document has one number of the unit can they be the
    same one, and only where they count one kind of thing can they clash."""
    found: dict[str, list[tuple[Node, Quantity]]] = defaultdict(list)
    told: dict[str, dict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
    for node in nodes:
        first, _ = _clause_span(node)
        clause = _PART.split(_clause(node))[0]
        for quantity in find_quantities(clause):
            if quantity.is_article or _SUM.search(clause[: quantity.start]) or not _is_argument(node, quantity, first):
                continue
            start = node.span.start + first + quantity.start
            found[quantity.words].append((node, quantity))
            told[quantity.unit][quantity.words].append(Said(node, start, start + len(quantity.words)))

    def clashes(one: str, other: str) -> bool:
        if found[one][0][1].may_equal(found[other][0][1]):
            return False
        return any(_count_alike(a, b) for a in found[one] for b in found[other])

    def is_vaguer(one: str, other: str) -> bool:
        (_, rough), (_, exact) = found[one][0], found[other][0]
        return not rough.is_exact and rough.may_equal(exact)

    for unit, values in sorted(told.items()):
        keys = [each.node.document.key for value in values.values() for each in value]
        if len(values) > 1 and all(len({v for v in values if _tells(values[v], key)}) == 1 for key in keys):
            yield _slot("number", unit, nodes, values, is_vaguer, clashes)


def _count_alike(one: tuple[Node, Quantity], other: tuple[Node, Quantity]) -> bool:
    """Of the same days; by the noun behind the number, and where the unit itself is the noun, by the words of the
    clause."""
    (node, quantity), (second, another) = one, other
    if (node.first, node.last) != (second.first, second.last):
        return False
    if quantity.names_its_kind and another.names_its_kind:
        return quantity.counts_like(another)
    return _is_alike(node, second)


def _is_argument(node: Node, quantity: Quantity, clause: int) -> bool:
    """The number belongs to the trigger: right behind it, or before it as its subject. In what describes somebody
    (10名被捕的港人) the trigger counts nobody."""
    trigger_start = node.mention.trigger_start - node.span.start
    trigger_end = node.mention.trigger_end - node.span.start
    start, end = clause + quantity.start, clause + quantity.end
    if node.sentence[trigger_end : trigger_end + 1] == "的":
        return False
    if start >= trigger_end:
        return start - trigger_end <= _NEAR
    return 0 <= trigger_start - end <= _NEAR_SUBJECT and "的" not in node.sentence[end:trigger_start]


def _clause(node: Node) -> str:
    start, end = _clause_span(node)
    return node.sentence[start:end]


def _clause_span(node: Node) -> tuple[int, int]:
    """The clause of the trigger, from mark to mark, inside its sentence."""
    at = node.mention.trigger_start - node.span.start
    ends = [m.start() for m in _CLAUSE.finditer(node.sentence)]
    start = max((end + 1 for end in ends if end < at), default=0)
    return start, min((end for end in ends if end >= at), default=len(node.sentence))


def _titles(nodes: Sequence[Node]) -> Iterator[Slot]:
    """国务卿 and 前国务卿 cannot both hold on one day; 外长 and 国务委员 can, 当选总统 becomes 总统."""
    told: dict[str, dict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
    for node in nodes:
        for person, written in sorted(node.titles):
            found = find_title(node, person, fold(written))
            if found:
                value, start, end = found
                told[person][value].append(Said(node, node.span.start + start, node.span.start + end))
    for person, values in sorted(told.items()):
        if len(values) > 1:
            yield _slot("title", person, nodes, values, _is_shorter, _is_other_rank)


def _is_shorter(one: str, other: str) -> bool:
    return one != other and one in other and not _is_other_rank(one, other) and not _BEFORE_OFFICE.match(other)


def _is_other_rank(one: str, other: str) -> bool:
    return one != other and _RANKS.sub("", one) == _RANKS.sub("", other)


def _characters(nodes: Sequence[Node]) -> Iterator[Slot]:
    """战略对话 in one, 此次会谈并非“战略对话” in another."""
    told: dict[str, dict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
    for called in find_called(nodes):
        value = f"并非“{called.name}”" if called.denied else f"“{called.name}”"
        beside = not (called.node.mention.start <= called.start and called.end <= called.node.mention.end)
        told[called.name][value].append(Said(called.node, called.start, called.end, beside))
    for name, values in sorted(told.items()):
        yield _slot("character", name, nodes, values, _never, lambda one, other: one != other)


def _slot(name: str, subject: str, nodes: Sequence[Node], told: Told, is_vaguer: Relation, clashes: Relation) -> Slot:
    """Each value with the mentions that give it, the most often told first."""
    ranked = sorted(told, key=lambda value: (-len(_documents(told[value])), value))
    conflicts = {value for pair in combinations(ranked, 2) if clashes(*pair) for value in pair}
    values = []
    for value in ranked:
        stand = Stand.AGREES
        if value in conflicts:
            stand = Stand.CONFLICTS
        elif any(is_vaguer(value, other) for other in ranked if other != value):
            stand = Stand.LESS_PRECISE
        keys = tuple(sorted({each.node.key for each in told[value] if not each.beside}))
        values.append(SlotValue(value, keys, stand, tuple(_span(each) for each in told[value])))
    telling = _documents(each for said in told.values() for each in said)
    everybody = {node.document.key for node in nodes}
    return Slot(name, subject, tuple(values), tuple(sorted(everybody - telling)))


def _span(said: Said) -> SlotSpan:
    document = said.node.document
    key = "" if said.beside else said.node.key
    return SlotSpan(document.key, said.start, said.end, document.text[said.start : said.end], key)


def _documents(told: Iterable[Said]) -> set[str]:
    return {each.node.document.key for each in told}


def _tells(told: Iterable[Said], document: str) -> bool:
    return any(each.node.document.key == document for each in told)


def _never(one: str, other: str) -> bool:
    return False
