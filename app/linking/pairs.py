"""Which mentions may be one happening, how strongly, and why. Scores were set on labelled groups of real news."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from app.extraction.mentions import EventType, Precision
from app.linking.features import Node

ENOUGH = 2.4
_ALIKE = 0.3
_LONGEST_BLOCKED = 31
_LONGEST_POSTING = 60
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Pair:
    """Two mentions that may be one happening; `reasons` name the features and their values."""

    one: Node
    other: Node
    score: float
    reasons: tuple[str, ...]


def find_pairs(nodes: Sequence[Node]) -> list[Pair]:
    """Pairs that score high enough, best first; ties are settled by the mentions' keys."""
    pairs = [pair for one, other in _candidates(nodes) if (pair := compare(one, other)) is not None]
    return sorted(pairs, key=lambda p: (-p.score, p.one.key, p.other.key))


def compare(one: Node, other: Node) -> Pair | None:
    """The pair with its score, or None when something forbids it or too little speaks for it."""
    if not _may_meet(one, other):
        return None
    if one.precision is not other.precision and not _clearly_same(one, other):
        return None
    features = _features(one, other)
    score = sum(value for _, value in features)
    if score < ENOUGH:
        return None
    return Pair(one, other, round(score, 4), tuple(f"{name}:{value:.2f}" for name, value in features if value))


def _features(one: Node, other: Node) -> list[tuple[str, float]]:
    a, b = one.mention, other.mention
    persons, lands = one.agents & other.agents, one.lands & other.lands
    text = one.vector.cosine(other.vector)
    return [
        ("same-type", 1.0 * (a.type is b.type)),
        (f"same-trigger {a.trigger}", 0.8 * (a.trigger == b.trigger)),
        ("same-mode", 0.4 * bool(a.mode and a.mode == b.mode)),
        ("shared " + "、".join(sorted(persons)), 1.2 * min(3, len(persons))),
        ("countries " + "、".join(sorted(lands)), 0.8 if len(lands) >= 2 else 0.3 * len(lands)),
        ("same-place", 1.0 * bool(set(one.places) & set(other.places))),
        ("same-day", 0.6 * (one.first == other.first and one.last == other.last)),
        ("text", 1.6 * text),
        ("documents", 0.8 * one.document_vector.cosine(other.document_vector)),
    ]


def _may_meet(one: Node, other: Node) -> bool:
    if one.family != other.family or not _days_meet(one, other):
        return False
    if one.mention.type is EventType.STATEMENT or other.mention.type is EventType.STATEMENT:
        return _same_speaker(one, other)
    if not places_agree(one.places, other.places):
        return False
    if one.persons and other.persons and not one.persons & other.persons and one.vector.cosine(other.vector) < _ALIKE:
        return False
    if not partners_agree(one.lands, other.lands):
        return False
    if one.agents & other.agents or one.lands & other.lands or one.vector.cosine(other.vector) >= _ALIKE:
        return True
    return _same_scene(one, other)


def _same_scene(one: Node, other: Node) -> bool:
    """Nobody is named, but the word is the same, and the place, or the document of a single day."""
    if one.mention.trigger != other.mention.trigger or (one.agents | one.lands and other.agents | other.lands):
        return False
    same_document = one.document.key == other.document.key and one.first == other.first
    return same_document or bool(set(one.places) & set(other.places))


def _clearly_same(one: Node, other: Node) -> bool:
    """A vaguer date (11月初) may be any day in it: it needs the place, the trigger, or two who took part."""
    place = bool(set(one.places) & set(other.places))
    return place or one.mention.trigger == other.mention.trigger or len(one.agents & other.agents) >= 2


def _days_meet(one: Node, other: Node) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return _same_open_day(one, other)
    return one.first <= other.last and other.first <= one.last


def _same_open_day(one: Node, other: Node) -> bool:
    a, b = one.mention.time, other.mention.time
    return bool(one.document.key == other.document.key and a and b and a.open_year and a.open_year == b.open_year)


def _same_speaker(one: Node, other: Node) -> bool:
    """The same person; or a body and its own spokesman in one document (中国外交部强调 … 赵立坚重申)."""
    mine = next((p.actor.name for p in one.mention.participants), None)
    theirs = next((p.actor.name for p in other.mention.participants), None)
    if mine is not None and mine == theirs:
        return True
    return one.document.key == other.document.key and bool(one.agents & other.agents)


def places_agree(one: Iterable[str], other: Iterable[str]) -> bool:
    """东京 and 首尔 exclude each other; 安克雷奇 and 阿拉斯加 do not."""
    a, b = list(one), list(other)
    return not a or not b or a[0] in b or b[0] in a


def partners_agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """美日 and 美韩 are two meetings: both name two sides, and fewer than two are the same."""
    return len(one) < 2 or len(other) < 2 or len(one & other) >= 2


def _candidates(nodes: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    """Pairs of one block (a day and a family) that share an actor, a place or a trigger; frequent ones are skipped."""
    postings: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in nodes:
        for block in blocks_of(node):
            for feature in _signs(node):
                postings[*block, feature].append(node)
    seen: set[tuple[str, str]] = set()
    for posting in postings.values():
        if len(posting) > _LONGEST_POSTING:
            posting = sorted(posting, key=lambda n: n.key)[:_LONGEST_POSTING]
        for at, one in enumerate(posting):
            for other in posting[at + 1 :]:
                pair = (min(one.key, other.key), max(one.key, other.key))
                if one.key != other.key and pair not in seen:
                    seen.add(pair)
                    yield (one, other) if one.key < other.key else (other, one)


def blocks_of(node: Node) -> Iterator[tuple[str, str]]:
    """The days that a mention may share with another, within its family; months and years only as themselves."""
    if node.first is None or node.last is None:
        open_year = node.mention.time.open_year if node.mention.time else None
        if open_year:
            yield f"{node.document.key}-{open_year.first}", node.family
        return
    if node.precision in (Precision.DAY, Precision.PART_MONTH) and (node.last - node.first).days <= _LONGEST_BLOCKED:
        day = node.first
        while day <= node.last:
            yield day.isoformat(), node.family
            day += _ONE_DAY
    else:
        yield f"{node.first.isoformat()}/{node.last.isoformat()}", node.family


def _signs(node: Node) -> Iterator[str]:
    yield from node.agents
    yield from node.places[:1]
    yield f"trigger {node.mention.trigger}"
    lands = sorted(node.lands)
    yield from (f"{a}+{b}" for at, a in enumerate(lands) for b in lands[at + 1 :])
    if node.mention.type is not EventType.STATEMENT:
        yield from lands
