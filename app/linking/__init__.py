"""From the set of all mentions to events. Pure, and the same for the same set in any order."""

from collections.abc import Sequence
from datetime import date

from app.linking.aggregate import event_of
from app.linking.clusters import cluster
from app.linking.events import Event, InferredYear, LinkedDocument, Linking
from app.linking.features import Node, document_vector
from app.linking.joins import join_undated
from app.linking.years import dated_with, infer_years


def link(documents: Sequence[LinkedDocument]) -> Linking:
    """Years first, then one event for each happening; an event that only captions tell of is none."""
    ordered = sorted(documents, key=lambda d: d.document.key)
    years = infer_years(ordered)
    nodes = _nodes(ordered, years)
    latest = max((d.extraction.reference.day for d in ordered if d.extraction.reference.day), default=None)
    founded = [c for c in cluster([n for n in nodes if n.mention.time]) if any(_founds(n) for n in c.nodes)]
    join_undated(founded, [n for n in nodes if not n.mention.time])
    events = sorted((event_of(c, latest) for c in founded), key=_order)
    return Linking(tuple(events), years, _statement_events(ordered, events))


def _nodes(documents: Sequence[LinkedDocument], years: Sequence[InferredYear]) -> list[Node]:
    year_of = {found.document_key: found.year for found in years}
    nodes: dict[str, Node] = {}
    for linked in documents:
        key = linked.document.key
        vector = document_vector(linked.document)
        dated = dated_with(linked, year_of[key]) if key in year_of else linked
        for before, mention in zip(linked.extraction.events, dated.extraction.events, strict=True):
            inferred = before.time is not mention.time
            node = Node(linked.document, linked.extraction.reference.day, mention, inferred, vector)
            nodes.setdefault(mention.key, node)
    return list(nodes.values())


def _founds(node: Node) -> bool:
    return node.mention.time is not None and not node.mention.in_caption


def _order(event: Event) -> tuple[bool, date, date, str]:
    return event.first is None, event.first or date.max, event.last or date.max, event.id


def _statement_events(documents: Sequence[LinkedDocument], events: Sequence[Event]) -> tuple[tuple[str, str], ...]:
    """Each statement with the event whose mention is the sentence that it stands in."""
    spans = {(e.document_key, e.mention.start, e.mention.end): event.id for event in events for e in event.evidence}
    found = []
    for linked in documents:
        own = sorted((start, end, id) for (key, start, end), id in spans.items() if key == linked.document.key)
        for statement in linked.extraction.statements:
            home = next((id for start, end, id in own if start <= statement.start < end), None)
            if home:
                found.append((statement.key, home))
    return tuple(found)
