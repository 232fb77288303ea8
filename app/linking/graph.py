"""The pairs of an archive, kept up to date: only postings that a mention enters or leaves are looked at again."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from app.linking.blocks import LONGEST_POSTING, Posting, candidates, is_candidate, postings_of
from app.linking.features import Node
from app.linking.pairs import Pair, compare

Ends = tuple[str, str]


class PairGraph:
    """`pairs[a][b]` and `pairs[b][a]` are the pair of two mentions that may be one happening; `crowded` are the
    postings too long to compare everything in them."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.pairs: dict[str, dict[str, Pair]] = {}
        self.crowded: set[Posting] = set()
        self._postings: dict[Posting, dict[str, Node]] = defaultdict(dict)
        self._filed: dict[str, frozenset[Posting]] = {}

    def update(self, gone: Iterable[Node], new: Iterable[Node]) -> set[str]:
        """The keys of mentions that are new or whose pairs changed."""
        gone, new = list(gone), list(new)
        old = {posting for node in gone for posting in self._filed[node.key]}
        filed = {node.key: postings_of(node) for node in new}
        touched = old.union(*filed.values())
        before = self._candidates(touched)
        changed = self._remove(gone)
        self._add(new, filed)
        self._note_crowds(touched)
        after = self._candidates(touched)
        changed |= self._part(before - after)
        fresh = {node.key for node in new}
        changed |= fresh | self._pair(ends for ends in after if ends not in before or not fresh.isdisjoint(ends))
        return changed & self.nodes.keys()

    def component(self, seeds: Iterable[str]) -> set[str]:
        """All that hang together with the seeds by pairs."""
        found = set(seeds)
        waiting = list(found)
        while waiting:
            more = self.pairs[waiting.pop()].keys() - found
            found |= more
            waiting += more
        return found

    def pairs_among(self, keys: Iterable[str]) -> Iterator[Pair]:
        return (pair for key in keys for pair in self.pairs[key].values() if pair.one.key == key)

    def _candidates(self, touched: Iterable[Posting]) -> set[Ends]:
        filed = (self._postings.get(posting, {}) for posting in touched)
        return {ends for keys in filed for ends in candidates(keys)}

    def _remove(self, gone: Iterable[Node]) -> set[str]:
        changed: set[str] = set()
        for node in gone:
            for posting in self._filed.pop(node.key):
                del self._postings[posting][node.key]
            for other in self.pairs.pop(node.key):
                del self.pairs[other][node.key]
                changed.add(other)
            del self.nodes[node.key]
            changed.discard(node.key)
        return changed

    def _add(self, new: Iterable[Node], filed: dict[str, frozenset[Posting]]) -> None:
        for node in new:
            self.nodes[node.key], self.pairs[node.key] = node, {}
            self._filed[node.key] = filed[node.key]
            for posting in filed[node.key]:
                self._postings[posting][node.key] = node

    def _note_crowds(self, touched: Iterable[Posting]) -> None:
        for posting in touched:
            self.crowded.discard(posting)
            if len(self._postings[posting]) > LONGEST_POSTING:
                self.crowded.add(posting)
            elif not self._postings[posting]:
                del self._postings[posting]

    def _part(self, lost: Iterable[Ends]) -> set[str]:
        """In a crowded posting a newcomer may take the place of another: pairs that no posting proposes any more."""
        changed: set[str] = set()
        for one, other in lost:
            if other in self.pairs.get(one, {}) and not self._is_proposed(one, other):
                del self.pairs[one][other], self.pairs[other][one]
                changed |= {one, other}
        return changed

    def _is_proposed(self, one: str, other: str) -> bool:
        return any(is_candidate(one, other, self._postings[p]) for p in self._filed[one] & self._filed[other])

    def _pair(self, proposed: Iterable[Ends]) -> set[str]:
        changed: set[str] = set()
        for one, other in proposed:
            if other not in self.pairs[one] and (pair := compare(self.nodes[one], self.nodes[other])):
                self.pairs[one][other] = self.pairs[other][one] = pair
                changed |= {one, other}
        return changed
