"""A document's mentions as linking compares them, in the year that was found for it."""

from collections import defaultdict
from collections.abc import Sequence

from app.extraction.mentions import EventMention, EventType
from app.linking.events import LinkedDocument
from app.linking.features import Node, bare, document_vector, surroundings
from app.linking.occasions import occasions_of
from app.linking.years import dated_with


def nodes_of(linked: LinkedDocument, year: int | None) -> list[Node]:
    """One node for each mention. `year` is what linking found for a document that states none."""
    vector = document_vector(linked.document)
    occasions = occasions_of(linked.document, linked.extraction.events)
    headlines = headlines_of(linked.extraction.events)
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
            headlines.get(mention.key, frozenset()),
        )
        for before, mention in zip(linked.extraction.events, dated.extraction.events, strict=True)
    ]


def headlines_of(mentions: Sequence[EventMention]) -> dict[str, frozenset[str]]:
    """By the key of a mention, the headlines of its document that may tell of the same: they give no day, and the
    mention is of the day of their news, and of somebody whom they name. By their own keys these headlines."""
    found: dict[str, set[str]] = defaultdict(set)
    for headline in (m for m in mentions if m.in_title and m.implicit and m.type is not EventType.STATEMENT):
        names = {p.actor.name for p in headline.participants}
        told = [m for m in mentions if _is_of_day(m, headline) and names & {p.actor.name for p in m.participants}]
        for mention in [headline, *told] if told else ():
            found[mention.key].add(headline.key)
    return {key: frozenset(keys) for key, keys in found.items()}


def _is_of_day(mention: EventMention, headline: EventMention) -> bool:
    a, b = mention.time, headline.time
    if a is None or b is None or mention.implicit or mention.in_caption:
        return False
    return (a.first, a.last) == (b.first, b.last)
