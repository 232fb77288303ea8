"""All mentions of an archive with what linking concluded, kept so that a new document touches only its own blocks.

Each stage is a function of what lies before it, never of the order in which documents came: pairs of the postings
that changed, clusters of the pairs that changed, homes of the clusters that changed, undated mentions of the
documents that changed. A full run is one update from nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from app.extraction.mentions import Status
from app.linking.aggregate import event_of
from app.linking.calendar import Calendar
from app.linking.clusters import agglomerate
from app.linking.events import Event, LinkedDocument
from app.linking.features import Node
from app.linking.graph import PairGraph
from app.linking.joins import join_undated
from app.linking.moves import Moves
from app.linking.nodes import nodes_of
from app.linking.pairs import Pair
from app.linking.signature import Cluster

_OPEN = (Status.PLANNED, Status.LAPSED)

Join = tuple[Node, Pair, str]


@dataclass(frozen=True)
class Changes:
    """`dropped` are the ids of events that are gone or different now; `events` those that are new or different;
    `documents` the keys of all documents that tell or told of them."""

    dropped: tuple[str, ...]
    events: tuple[Event, ...]
    documents: frozenset[str]


class Archive:
    """`documents` by key; `events` by the root of their group of clusters, see `Moves`."""

    def __init__(self) -> None:
        self.documents: dict[str, LinkedDocument] = {}
        self.calendar = Calendar()
        self.graph = PairGraph()
        self.events: dict[str, Event] = {}
        self._moves = Moves()
        self._nodes: dict[str, list[Node]] = {}
        self._cluster_of: dict[str, Cluster] = {}
        self._wholes: dict[str, Cluster] = {}
        self._root_of: dict[str, str] = {}
        self._joins: dict[str, tuple[Join, ...]] = {}
        self._joined: dict[str, dict[str, Join]] = defaultdict(dict)

    def update(self, added: Iterable[LinkedDocument] = (), removed: Iterable[str] = ()) -> Changes:
        """Takes documents in, in place of older ones under their keys, and others out."""
        new = latest_versions(added)
        gone = [key for key in {*removed, *new} if key in self.documents]
        latest = self.calendar.latest
        touched = {*gone, *new, *self.calendar.update(new, gone)}
        for key in gone:
            del self.documents[key]
        self.documents |= new
        stale, near = self._relink(*self._renew(touched))
        stale |= self._rejoin(touched | near)
        if self.calendar.latest != latest:
            stale |= {root for root, event in self.events.items() if event.status in _OPEN}
        return self._retell(stale)

    def homes_of(self, key: str) -> Iterator[tuple[int, int, Event]]:
        """The spans of a document's mentions, in text order, each with its event."""
        joined = {node.key: root for node, _, root in self._joins.get(key, ())}
        for node in sorted(self._nodes[key], key=lambda n: (n.mention.start, n.mention.end, n.key)):
            event = self.events.get(joined.get(node.key) or self._root_of.get(node.key, ""))
            if event:
                yield node.mention.start, node.mention.end, event

    def _renew(self, touched: Iterable[str]) -> tuple[list[Node], list[Node]]:
        """The dated nodes of these documents, before and now."""
        lost: list[Node] = []
        fresh: list[Node] = []
        for key in sorted(touched):
            lost += self._nodes.pop(key, [])
            if key in self.documents:
                self._nodes[key] = nodes_of(self.documents[key], self.calendar.year_of(key))
                fresh += self._nodes[key]
        return [n for n in lost if n.mention.time], [n for n in fresh if n.mention.time]

    def _relink(self, lost: Collection[Node], fresh: Collection[Node]) -> tuple[set[str], set[str]]:
        """The roots of all groups that changed, and the documents of those that are there now."""
        old, new = self._moves.update(*self._recluster(lost, fresh))
        for root in old:
            whole = self._wholes.pop(root, None)
            for node in whole.nodes if whole else ():
                del self._root_of[node.key]
        for root in new:
            self._wholes[root] = self._moves.whole(root)
            self._root_of |= {node.key: root for node in self._wholes[root].nodes}
        return old | new, {node.document.key for root in new for node in self._wholes[root].nodes}

    def _recluster(self, lost: Collection[Node], fresh: Collection[Node]) -> tuple[list[Cluster], list[Cluster]]:
        """Only what hangs together with a changed mention is clustered again."""
        region = self.graph.component(self.graph.update(lost, fresh))
        stale = [self._cluster_of.pop(key) for key in region | {n.key for n in lost} if key in self._cluster_of]
        grown = agglomerate([self.graph.nodes[key] for key in region], self.graph.pairs_among(region))
        self._cluster_of |= {node.key: cluster for cluster in grown for node in cluster.nodes}
        return list({id(cluster): cluster for cluster in stale}.values()), grown

    def _rejoin(self, documents: Iterable[str]) -> set[str]:
        """Finds the events of these documents' undated mentions again; the roots whose joins changed."""
        stale: set[str] = set()
        for key in documents:
            before, after = self._joins.pop(key, ()), self._joins_of(self._nodes.get(key, ()))
            for node, _, root in before:
                self._joined[root].pop(node.key)
            for join in after:
                self._joined[join[2]][join[0].key] = join
            if after:
                self._joins[key] = after
            if before != after:
                stale |= {root for _, _, root in (*before, *after)}
        return stale

    def _joins_of(self, nodes: Collection[Node]) -> tuple[Join, ...]:
        undated = [node for node in nodes if not node.mention.time]
        if not undated:
            return ()
        homes = [(node, self._wholes[self._root_of[node.key]]) for node in nodes if node.mention.time]
        homes = [(node, whole) for node, whole in homes if is_founded(whole)]
        found = ((node, join_undated(node, homes)) for node in undated)
        return tuple((node, pair, self._root_of[pair.other.key]) for node, pair in found if pair)

    def _retell(self, stale: Iterable[str]) -> Changes:
        dropped: list[str] = []
        told: list[Event] = []
        documents: set[str] = set()
        for root in sorted(stale):
            before, after = self.events.pop(root, None), self._event_of(root)
            if after:
                self.events[root] = after
            if before != after:
                dropped += [before.id] if before else []
                told += [after] if after else []
                documents |= {e.document_key for event in (before, after) if event for e in event.evidence}
        return Changes(tuple(dropped), tuple(told), frozenset(documents))

    def _event_of(self, root: str) -> Event | None:
        whole = self._wholes.get(root)
        if whole is None or not is_founded(whole):
            return None
        joins = self._joined.get(root, {}).values()
        pairs = whole.pairs | {node.key: pair for node, pair, _ in joins}
        return event_of([*whole.nodes, *(node for node, _, _ in joins)], pairs, whole.moved, self.calendar.latest)


def latest_versions(documents: Iterable[LinkedDocument]) -> dict[str, LinkedDocument]:
    """By key; of two texts under one address the later one counts."""
    ordered = sorted(documents, key=lambda d: (str(d.extraction.reference.day or ""), d.document.sha256))
    return {linked.document.key: linked for linked in ordered}


def is_founded(cluster: Cluster) -> bool:
    """An event that only captions tell of is none."""
    return any(not node.mention.in_caption for node in cluster.nodes)
