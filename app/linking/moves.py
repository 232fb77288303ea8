"""Which clusters moved into which, kept up to date: those that seek a home look again when one near them changed."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from app.linking.homes import Bucket, Move, filed_under, find_home, searches
from app.linking.signature import Cluster, united


class Moves:
    """All clusters by their keys, and the groups that they form: a root with all that moved into it, directly or
    through another."""

    def __init__(self) -> None:
        self.clusters: dict[str, Cluster] = {}
        self.groups: dict[str, set[str]] = {}
        self._moves: dict[str, Move] = {}
        self._roots: dict[str, str] = {}
        self._homes: dict[Bucket, set[str]] = defaultdict(set)
        self._seekers: dict[Bucket, set[str]] = defaultdict(set)

    def update(self, gone: Iterable[Cluster], new: Iterable[Cluster]) -> tuple[set[str], set[str]]:
        """The roots of groups that are no more or changed, and of those that are new or changed."""
        gone, new = list(gone), list(new)
        near = {bucket for cluster in (*gone, *new) for bucket in filed_under(cluster)}
        self._refile(gone, new)
        keys = {cluster.key for cluster in (*gone, *new)}
        seeking = keys.union(*(self._seekers[bucket] for bucket in near if bucket in self._seekers))
        moved = {key for key in seeking if self._seek(key)}
        return self._regroup(keys | moved)

    def whole(self, root: str) -> Cluster:
        """The group as one cluster."""
        moved = sorted(self.groups[root] - {root})
        whole = united([self.clusters[root], *(self.clusters[key] for key in moved)])
        for key in moved:
            move = self._moves[key]
            whole.moved |= {node.key: move.why for node in self.clusters[key].nodes}
            for pair in move.pairs:
                whole.pairs.setdefault(pair.one.key, pair)
        return whole

    def _refile(self, gone: Iterable[Cluster], new: Iterable[Cluster]) -> None:
        for cluster in gone:
            del self.clusters[cluster.key]
            for index, buckets in ((self._homes, filed_under(cluster)), (self._seekers, searches(cluster))):
                for bucket in buckets:
                    index[bucket].discard(cluster.key)
        for cluster in new:
            self.clusters[cluster.key] = cluster
            for index, buckets in ((self._homes, filed_under(cluster)), (self._seekers, searches(cluster))):
                for bucket in buckets:
                    index[bucket].add(cluster.key)

    def _seek(self, key: str) -> bool:
        """Whether the cluster moves otherwise than before."""
        before = self._moves.pop(key, None)
        mover = self.clusters.get(key)
        if mover is None:
            return before is not None
        near = set[str]().union(*(self._homes[bucket] for bucket in searches(mover) if bucket in self._homes))
        move = find_home(mover, [self.clusters[home] for home in sorted(near - {key})])
        if move:
            self._moves[key] = move
        return move != before

    def _regroup(self, changed: Collection[str]) -> tuple[set[str], set[str]]:
        """Assigns anew all members of the groups that something changed in."""
        old = {self._roots[key] for key in changed if key in self._roots}
        members = set(changed).union(*(self.groups.pop(root) for root in old))
        for key in members:
            self._roots.pop(key, None)
        new = set()
        for key in members & self.clusters.keys():
            root = self._roots[key] = self._root_of(key)
            self.groups.setdefault(root, set()).add(key)
            new.add(root)
        return old | new, new

    def _root_of(self, key: str) -> str:
        while key in self._moves:
            key = self._moves[key].home
        return key
