"""All mentions of an archive with what linking concluded, kept so that a new document touches only its own blocks.

Each stage is a function of what lies before it, never of the order in which documents came: pairs of the postings
that changed, clusters of the pairs that changed, homes of the clusters that changed, undated mentions of the
documents that changed. A full run is one update from nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from app.extraction.mentions import Status
from app.linking.aggregate import event_of
from app.linking.calendar import Calendar
from app.linking.clusters import agglomerate
from app.linking.events import Event, InferredYear, LinkedDocument
from app.linking.features import Node
from app.linking.graph import PairGraph
from app.linking.joins import join_undated
from app.linking.links import Link, link_of, pair_of
from app.linking.memory import Memory, Mentions, Outcome
from app.linking.moves import Moves
from app.linking.nodes import nodes_of
from app.linking.signature import Cluster

_OPEN = (Status.PLANNED, Status.LAPSED)
_ALL_MONTHS = ""


@dataclass(frozen=True)
class Changes:
    """`dropped` are the ids of events that are gone or different now, `events` those that are new or different;
    `years` what is concluded now for undated documents, by key. An archive that did not hold an event before cannot
    tell whether it is different: it may name some that are the same."""

    dropped: tuple[str, ...]
    events: tuple[Event, ...]
    years: Mapping[str, InferredYear | None]


class Archive:
    """`memory` is empty, or what another archive of the same documents remembered."""

    def __init__(self, memory: Memory | None = None) -> None:
        self.memory = memory or Memory()
        self.calendar = Calendar(self.memory)
        self._graph = PairGraph(self.memory)
        self._moves = Moves(self.memory)
        self._wholes: dict[str, Cluster] = {}

    def update(self, added: Iterable[LinkedDocument] = (), removed: Iterable[str] = ()) -> Changes:
        """Takes documents in, in place of older ones under their keys, and others out."""
        new, removed = latest_versions(added), set(removed)
        self.memory.mentions.load({*removed, *new})
        gone = [key for key in sorted({*removed, *new}) if key in self.memory.mentions]
        latest = self.calendar.latest
        for key in removed - new.keys():
            self.memory.documents.discard(key)
        for key, document in new.items():
            self.memory.documents[key] = document
        years = self.calendar.update(new, gone)
        touched = {*gone, *new, *years}
        stale, near = self._relink(*self._renew(touched))
        stale |= self._rejoin(touched | near)
        stale |= self._overtaken(latest, self.calendar.latest)
        return self._retell(stale, years)

    def rest(self) -> None:
        """Lets go, between two updates, of what takes room and can be made or fetched again: documents, and what was
        made of the words of their mentions. Which events there were is not known any more, see Changes."""
        self._wholes.clear()
        self.memory.documents.forget()
        self.memory.events.forget()
        for node in self.memory.nodes.values():
            node.rest()

    def homes_of(self, key: str) -> Iterator[tuple[int, int, Event]]:
        """The spans of a document's mentions, in text order, each with its event. Of an archive that holds all."""
        mentions = self.memory.mentions[key]
        nodes = (self.memory.nodes[each] for each in (*mentions.dated, *mentions.undated))
        for node in sorted(nodes, key=lambda n: (n.mention.start, n.mention.end, n.key)):
            root = self.memory.joins.members(key).get(node.key) or self._root_of(node.key)
            event = self.memory.events.get(root) if root else None
            if event:
                yield node.mention.start, node.mention.end, event

    def _renew(self, touched: Collection[str]) -> tuple[list[str], list[Node]]:
        """The keys of the dated mentions that these documents had, and the dated mentions that they have now."""
        lost: list[str] = []
        fresh: list[Node] = []
        self.memory.mentions.load(touched)
        self.memory.documents.load(touched)
        for key in sorted(touched):
            before = self.memory.mentions.pop(key)
            lost += before.dated if before else ()
            for mention in before.undated if before else ():
                self.memory.nodes.discard(mention)
            document = self.memory.documents.get(key)
            if document:
                fresh += self._take_in(key, nodes_of(document, self.calendar.year_of(key)))
        return lost, fresh

    def _take_in(self, key: str, nodes: Collection[Node]) -> list[Node]:
        dated = [node for node in nodes if node.mention.time]
        undated = [node for node in nodes if not node.mention.time]
        self.memory.mentions[key] = Mentions(tuple(n.key for n in dated), tuple(n.key for n in undated))
        for node in undated:
            self.memory.nodes[node.key] = node
        return dated

    def _relink(self, lost: Collection[str], fresh: Collection[Node]) -> tuple[set[str], set[str]]:
        """The roots of all groups that changed, and the documents of those that are there now."""
        old, new = self._moves.update(*self._recluster(lost, fresh))
        for root in old:
            self._wholes.pop(root, None)
        self.memory.groups.load(new)
        self.memory.clusters.load(key for root in new for key in self.memory.groups[root])
        return old | new, {node.document.key for root in new for node in self._whole(root).nodes}

    def _recluster(self, lost: Collection[str], fresh: Collection[Node]) -> tuple[set[str], list[Cluster]]:
        """Only what hangs together with a changed mention is clustered again; the keys of the clusters that are no
        more, and those that are new."""
        region = self._graph.component(self._graph.update(lost, fresh))
        self.memory.cluster_of.load(region.union(lost))
        stale = {key for mention in region.union(lost) if (key := self.memory.cluster_of.get(mention))}
        self.memory.nodes.load(region)
        self.memory.links.load(region)
        nodes = {key: self.memory.nodes[key] for key in region}
        grown = agglomerate(nodes, self._graph.links_among(region))
        touched = {node.key for node in fresh}.union(lost)
        broken = {key for mention in touched if (key := self.memory.cluster_of.get(mention))}
        self.memory.clusters.load(stale - broken)
        same = {cluster.key for cluster in grown if cluster.key in stale - broken and self._is_kept(cluster)}
        for mention in lost:
            self.memory.cluster_of.pop(mention)
        for cluster in grown:
            for node in cluster.nodes:
                if self.memory.cluster_of.get(node.key) != cluster.key:
                    self.memory.cluster_of[node.key] = cluster.key
        return stale - same, [cluster for cluster in grown if cluster.key not in same]

    def _is_kept(self, cluster: Cluster) -> bool:
        """Whether it grew just as before."""
        before = self.memory.clusters[cluster.key]
        if {node.key for node in before.nodes} != {node.key for node in cluster.nodes}:
            return False
        return before.merges == cluster.merges and _links(before) == _links(cluster)

    def _rejoin(self, documents: Collection[str]) -> set[str]:
        """Finds the events of these documents' undated mentions again; the roots whose joins changed."""
        self.memory.mentions.load(documents)
        self.memory.joins.load(documents)
        stale: set[str] = set()
        for key in documents:
            roots = dict(self.memory.joins.members(key))
            before = {mention: (self.memory.joined.members(root)[mention], root) for mention, root in roots.items()}
            after = {link.one: (link, root) for link, root in self._joins_of(key)}
            if before == after:
                continue
            for mention, (_, root) in before.items():
                self.memory.joins.take(key, mention)
                self.memory.joined.take(root, mention)
            for mention, (link, root) in after.items():
                self.memory.joins.put(key, mention, root)
                self.memory.joined.put(root, mention, link)
            stale |= {root for _, root in chain(before.values(), after.values())}
        return stale

    def _joins_of(self, key: str) -> Iterator[tuple[Link, str]]:
        mentions = self.memory.mentions.get(key)
        if not mentions or not mentions.undated or not mentions.dated:
            return
        self.memory.nodes.load((*mentions.dated, *mentions.undated))
        roots = {mention: self._root_of(mention) or "" for mention in mentions.dated}
        homes = [(self.memory.nodes[mention], self._whole(root)) for mention, root in roots.items()]
        homes = [(node, whole) for node, whole in homes if is_founded(whole)]
        for mention in mentions.undated:
            pair = join_undated(self.memory.nodes[mention], homes)
            if pair:
                yield link_of(pair), roots[pair.other.key]

    def _root_of(self, mention: str) -> str | None:
        cluster = self.memory.cluster_of.get(mention)
        return self.memory.roots.get(cluster) if cluster else None

    def _whole(self, root: str) -> Cluster:
        if root not in self._wholes:
            self._wholes[root] = self._moves.whole(root)
        return self._wholes[root]

    def _overtaken(self, before: date | None, after: date | None) -> set[str]:
        """The roots of open events whose last day the archive's latest day has passed, in either direction."""
        if before == after:
            return set()
        months = self.memory.waiting.members(_ALL_MONTHS)
        if before and after:
            first, last = sorted((_month(before), _month(after)))
            months = {month: None for month in months if first <= month <= last}
        self.memory.waiting.load(months)
        return {root for month in months for root in self.memory.waiting.members(month)}

    def _retell(self, stale: Iterable[str], years: Mapping[str, InferredYear | None]) -> Changes:
        dropped: list[str] = []
        told: list[Event] = []
        stale, latest = sorted(stale), self.calendar.latest
        self.memory.outcomes.load(stale)
        self.memory.joined.load(stale)
        for root in stale:
            known, before, after = (
                self.memory.outcomes.get(root),
                self.memory.events.get(root),
                self._event_of(root, latest),
            )
            if after is None or before != after:
                self._note(root, known, after)
                dropped += [known.id] if known else []
                told += [after] if after else []
        return Changes(tuple(dropped), tuple(told), years)

    def _note(self, root: str, known: Outcome | None, event: Event | None) -> None:
        month = _month(event.last) if event and event.last and event.status in _OPEN else ""
        if known and known.month and known.month != month:
            self.memory.waiting.take(known.month, root)
            if not self.memory.waiting.members(known.month):
                self.memory.waiting.take(_ALL_MONTHS, known.month)
        if event is None:
            self.memory.outcomes.pop(root)
            self.memory.events.pop(root)
            return
        self.memory.outcomes[root], self.memory.events[root] = Outcome(event.id, month), event
        if month:
            self.memory.waiting.put(month, root, None)
            self.memory.waiting.put(_ALL_MONTHS, month, None)

    def _event_of(self, root: str, latest: date | None) -> Event | None:
        whole = self._whole(root) if root in self.memory.groups else None
        if whole is None or not is_founded(whole):
            return None
        joins = self.memory.joined.members(root)
        nodes = [self.memory.nodes[mention] for mention in joins]
        pairs = whole.pairs | {mention: pair_of(link, self.memory.nodes) for mention, link in joins.items()}
        return event_of([*whole.nodes, *nodes], pairs, whole.moved, latest)


def _month(day: date) -> str:
    return day.isoformat()[:7]


def _links(cluster: Cluster) -> dict[str, Link]:
    return {mention: link_of(pair) for mention, pair in cluster.pairs.items()}


def latest_versions(documents: Iterable[LinkedDocument]) -> dict[str, LinkedDocument]:
    """By key; of two texts under one address the later one counts."""
    ordered = sorted(documents, key=lambda d: (str(d.extraction.reference.day or ""), d.document.sha256))
    return {linked.document.key: linked for linked in ordered}


def is_founded(cluster: Cluster) -> bool:
    """An event that only captions tell of is none."""
    return any(not node.mention.in_caption for node in cluster.nodes)
