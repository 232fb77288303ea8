"""A document's mentions as linking compares them, in the year that was found for it."""

from app.linking.events import LinkedDocument
from app.linking.features import Node, bare, document_vector, surroundings
from app.linking.occasions import occasions_of
from app.linking.years import dated_with


def nodes_of(linked: LinkedDocument, year: int | None) -> list[Node]:
    """One node for each mention. `year` is what linking found for a document that states none."""
    vector = document_vector(linked.document)
    occasions = occasions_of(linked.document, linked.extraction.events)
    dated = dated_with(linked, year) if year is not None else linked
    document = bare(linked.document)
    return [
        Node(
            document,
            linked.extraction.reference.day,
            mention,
            before.time is not mention.time,
            vector,
            *surroundings(linked.document, linked.extraction, before),
            occasions.get(mention.key, frozenset()),
        )
        for before, mention in zip(linked.extraction.events, dated.extraction.events, strict=True)
    ]
