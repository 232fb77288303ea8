"""The pairs of an archive, kept up to date: only postings that a mention enters or leaves are looked at again."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from app.linking.blocks import LONGEST_POSTING, Posting, hubs_of, postings_of
from app.linking.features import Node
from app.linking.links import Link, link_of
from app.linking.memory import Memory
from app.linking.pairs import compare

Ends = tuple[str, str]


class PairGraph:
    """`links[a][b]` and `links[b][a]` join two mentions that may be one happening; `crowded` are the postings too long
    to compare everything in them."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def update(self, gone: Iterable[str], new: Iterable[Node]) -> set[str]:
        """The keys of mentions that are new or whose pairs changed. `gone` are keys, also those of older ones of
        `new`."""
        gone, fresh = set(gone), {node.key: node for node in new}
        before, after = self._refile(gone, fresh)
        changed = self._remove(gone)
        for key, node in fresh.items():
            self._memory.nodes[key] = node
        changed |= self._part(before - after)
        changed |= fresh.keys() | self._pair({ends for ends in after if ends not in before or fresh.keys() & ends})
        return {key for key in changed if key in self._memory.filed}

    def component(self, seeds: Iterable[str]) -> set[str]:
        """All that hang together with the seeds by pairs."""
        found = set(seeds)
        waiting = found
        while waiting:
            self._memory.links.load(waiting)
            waiting = {other for key in waiting for other in self._memory.links.members(key)} - found
            found |= waiting
        return found

    def links_among(self, keys: Iterable[str]) -> Iterator[Link]:
        """Of the keys of a component, each once."""
        for key in keys:
            yield from (link for link in self._memory.links.members(key).values() if link.one == key)

    def _refile(self, gone: set[str], fresh: dict[str, Node]) -> tuple[set[Ends], set[Ends]]:
        """The pairs that were and are proposed, of all that may be proposed otherwise now."""
        left: dict[Posting, set[str]] = defaultdict(set)
        entered: dict[Posting, set[str]] = defaultdict(set)
        self._memory.filed.load(gone)
        for key in gone:
            for posting in self._memory.filed.pop(key) or ():
                left[posting].add(key)
        for key, node in fresh.items():
            self._memory.filed[key] = postings_of(node)
            for posting in self._memory.filed[key]:
                entered[posting].add(key)
        self._memory.postings.load(left.keys() | entered.keys())
        shifts = [self._shift(posting, left[posting], entered[posting]) for posting in left.keys() | entered.keys()]
        return set[Ends]().union(*(old for old, _ in shifts)), set[Ends]().union(*(new for _, new in shifts))

    def _shift(self, posting: Posting, left: set[str], entered: set[str]) -> tuple[set[Ends], set[Ends]]:
        """In a crowded posting a newcomer may take the place of another, who is compared with fewer then."""
        members = self._memory.postings.members(posting)
        if not left and len(members) + len(entered) <= LONGEST_POSTING:
            return set(), self._enter(posting, members, entered)
        before, hubs_before = set(members), set(hubs_of(members))
        for key in left - entered:
            self._memory.postings.take(posting, key)
        for key in entered - left:
            self._memory.postings.put(posting, key, None)
        members = self._memory.postings.members(posting)
        after, hubs = set(members), set(hubs_of(members))
        if len(after) > LONGEST_POSTING:
            self._memory.crowded[posting] = len(after)
        elif len(before) > LONGEST_POSTING:
            self._memory.crowded.pop(posting)
        concerned = left | entered | (hubs_before ^ hubs)
        return _ends(concerned & before, before, hubs_before), _ends(concerned & after, after, hubs)

    def _enter(self, posting: Posting, members: Iterable[str], entered: set[str]) -> set[Ends]:
        """Newcomers in a posting that is not crowded: each is compared with all."""
        there = list(members)
        for key in entered:
            self._memory.postings.put(posting, key, None)
        ends = {(one, other) if one < other else (other, one) for one in entered for other in there}
        return ends.union(combinations(sorted(entered), 2)) if len(entered) > 1 else ends

    def _remove(self, gone: Iterable[str]) -> set[str]:
        changed: set[str] = set()
        self._memory.links.load(gone)
        for key in gone:
            for other in list(self._memory.links.members(key)):
                self._memory.links.take(other, key)
                changed.add(other)
            self._memory.links.pop(key)
            self._memory.nodes.discard(key)
        return changed

    def _part(self, lost: Iterable[Ends]) -> set[str]:
        """Pairs that no posting proposes any more."""
        changed: set[str] = set()
        for one, other in lost:
            if other in self._memory.links.members(one) and not self._is_proposed(one, other):
                self._memory.links.take(one, other)
                self._memory.links.take(other, one)
                changed |= {one, other}
        return changed

    def _is_proposed(self, one: str, other: str) -> bool:
        shared = self._memory.filed[one] & self._memory.filed[other]
        return any({one, other} & set(hubs_of(self._memory.postings.members(posting))) for posting in shared)

    def _pair(self, proposed: set[Ends]) -> set[str]:
        """Compares those that are not joined yet."""
        nodes, links = self._memory.nodes, self._memory.links
        links.load(one for one, _ in proposed)
        nodes.load(key for ends in proposed for key in ends)
        changed: set[str] = set()
        for one, other in proposed:
            if other not in links.members(one) and (pair := compare(nodes[one], nodes[other])):
                links.put(one, other, link_of(pair))
                links.put(other, one, link_of(pair))
                changed |= {one, other}
        return changed


def _ends(concerned: Iterable[str], members: set[str], hubs: set[str]) -> set[Ends]:
    """All pairs of the concerned that are compared, each with the smaller key first."""
    found = ((one, other) for one in concerned for other in (members if one in hubs else hubs) if one != other)
    return {(one, other) if one < other else (other, one) for one, other in found}
