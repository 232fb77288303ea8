"""Which clusters moved into which, kept up to date: those that seek a home look again at what changed near them."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from app.linking.homes import Move, chances_of, days_searched, filed_under, find_home, searches
from app.linking.links import pair_of
from app.linking.memory import Filing, Memory
from app.linking.signature import Cluster, united
from app.linking.ways import ways_of


class Moves:
    """Groups of clusters: a root with all that moved into it, directly or through another."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._ways: dict[str, tuple[str, ...]] = {}

    def update(self, gone: Collection[str], new: Iterable[Cluster]) -> tuple[set[str], set[str]]:
        """The roots of groups that are no more or changed, and of those that are new or changed. `gone` are keys of
        clusters, also of older ones of `new`."""
        fresh = {cluster.key: cluster for cluster in new}
        before = self._refile(gone, fresh)
        changed = {*gone, *fresh}
        moved = {key for key, move in before.items() if key not in changed and move != self._move(key)}
        return self._regroup(changed | moved)

    def whole(self, root: str) -> Cluster:
        """The group as one cluster."""
        members = self._memory.groups[root]
        self._memory.clusters.load(members)
        moved = sorted(members - {root})
        whole = united([self._memory.clusters[root], *(self._memory.clusters[key] for key in moved)])
        nodes = {node.key: node for node in whole.nodes}
        for key in moved:
            move = self._move(key)
            assert move
            whole.moved |= {node.key: move.why for node in self._memory.clusters[key].nodes}
            for link in move.links:
                whole.pairs.setdefault(link.one, pair_of(link, nodes))
        return whole

    def _refile(self, gone: Collection[str], fresh: dict[str, Cluster]) -> dict[str, Move | None]:
        """Takes some clusters out and others in, and lets them and those near them see each other; how these others
        moved before."""
        before: dict[str, Move | None] = {}
        self._memory.filings.load(gone)
        for key in gone:
            self._remove(key, before)
        for cluster in fresh.values():
            self._memory.clusters[cluster.key] = cluster
            self._ways.pop(cluster.key, None)
            self._memory.filings[cluster.key] = Filing(filed_under(cluster), searches(cluster))
            self._call_seekers(cluster, before)
        for cluster in fresh.values():
            self._file(cluster)
        for cluster in fresh.values():
            self._seek(cluster)
        return before

    def _remove(self, key: str, before: dict[str, Move | None]) -> None:
        filing = self._memory.filings.pop(key)
        assert filing
        self._memory.seekers.load(filing.homes)
        seekers = {seeker for bucket in filing.homes for seeker in self._memory.seekers.members(bucket)}
        self._memory.chances.load(seekers)
        for seeker in seekers:
            if key in self._memory.chances.members(seeker):
                before.setdefault(seeker, self._move(seeker))
                self._memory.chances.take(seeker, key)
        self._memory.homes.load(filing.homes)
        for bucket in filing.homes:
            self._memory.homes.take(bucket, key)
        for bucket in filing.seekers:
            self._memory.seekers.take(bucket, key)
        self._memory.chances.pop(key)
        self._memory.clusters.discard(key)
        self._ways.pop(key, None)

    def _file(self, cluster: Cluster) -> None:
        filing = self._memory.filings[cluster.key]
        searched = days_searched(cluster)
        self._memory.homes.load(filing.homes)
        self._memory.seekers.load(filing.seekers)
        if cluster.first and cluster.last:
            for bucket in filing.homes:
                self._memory.homes.put(bucket, cluster.key, (cluster.first, cluster.last))
        if searched:
            for bucket in filing.seekers:
                self._memory.seekers.put(bucket, cluster.key, searched)

    def _call_seekers(self, home: Cluster, before: dict[str, Move | None]) -> None:
        """Those that are filed already see this cluster too."""
        buckets = self._memory.filings[home.key].homes
        self._memory.seekers.load(buckets)
        near = {
            seeker
            for bucket in buckets
            for seeker, (first, last) in self._memory.seekers.members(bucket).items()
            if home.first and home.last and first <= home.last and home.first <= last
        }
        self._memory.clusters.load(near)
        self._memory.chances.load(near)
        for seeker in near:
            before.setdefault(seeker, self._move(seeker))
            self._see(self._memory.clusters[seeker], home)

    def _seek(self, mover: Cluster) -> None:
        searched = days_searched(mover)
        if searched is None:
            return
        buckets = self._memory.filings[mover.key].seekers
        self._memory.homes.load(buckets)
        near = {
            home
            for bucket in buckets
            for home, (first, last) in self._memory.homes.members(bucket).items()
            if first <= searched[1] and searched[0] <= last
        }
        near.discard(mover.key)
        self._memory.clusters.load(near)
        for home in near:
            self._see(mover, self._memory.clusters[home])

    def _see(self, mover: Cluster, home: Cluster) -> None:
        ways = self._ways.get(mover.key)
        if ways is None:
            ways = self._ways[mover.key] = ways_of(mover)
        if not ways or home.key in self._memory.chances.members(mover.key):
            return
        if chances := chances_of(mover, home, ways):
            self._memory.chances.put(mover.key, home.key, chances)

    def _move(self, key: str) -> Move | None:
        return find_home(self._memory.chances.members(key))

    def _regroup(self, changed: Collection[str]) -> tuple[set[str], set[str]]:
        """Assigns anew all members of the groups that something changed in."""
        self._memory.roots.load(changed)
        old = {root for key in changed if (root := self._memory.roots.get(key))}
        self._memory.groups.load(old)
        members = set(changed).union(*(self._memory.groups.pop(root) or () for root in old))
        for key in members:
            self._memory.roots.pop(key)
        self._memory.filings.load(members)
        self._memory.chances.load(members)
        joined: dict[str, set[str]] = defaultdict(set)
        for key in members:
            if key in self._memory.filings:
                self._memory.roots[key] = root = self._root_of(key)
                joined[root].add(key)
        for root, group in joined.items():
            self._memory.groups[root] = frozenset(group | (self._memory.groups.get(root) or frozenset()))
        return old | joined.keys(), set(joined)

    def _root_of(self, key: str) -> str:
        """Where its moves lead; of clusters that move in a circle the one with the smallest key stays."""
        way = [key]
        while move := self._move(way[-1]):
            if move.home in way:
                return min(way[way.index(move.home) :])
            way.append(move.home)
        return way[-1]
