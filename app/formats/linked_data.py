"""Events for machines: schema.org/Event, and W3C Web Annotations of the passages (https://www.w3.org/TR/annotation-model/).

Addresses begin with `base`, the root of the site, which ends in a slash. Offsets are code points of the document's
text as `/documents/{id}.txt` gives it.
"""

from collections.abc import Iterator
from typing import Any

from app.extraction.mentions import ActorKind, Precision, Role, Status
from app.store.views import DocumentDetail, DocumentLabel, EventDetail, EventLine, MentionView, StatementView

_ANNOTATIONS = "http://www.w3.org/ns/anno.jsonld"
_KINDS = {ActorKind.PERSON: "Person", ActorKind.COUNTRY: "Country", ActorKind.REGION: "Place"}
_TAKES_PART = (Role.AGENT, Role.COUNTERPART, Role.SPEAKER)
_CONTEXT = 32
_FINE = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}


def event_jsonld(event: EventDetail, base: str) -> dict[str, Any]:
    """schema.org/Event. Dates are no finer than they are known; what is known less evenly than a day, a month or a
    year has its EDTF value only."""
    line = event.line
    people = [
        (p, {"@type": _KINDS.get(p.actor.kind, "Organization"), "name": p.actor.name}) for p in event.participants
    ]
    found = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"{base}events/{line.id}",
        "name": line.title,
        "startDate": _start(line),
        "endDate": _end(line),
        "temporalCoverage": line.edtf,
        "eventStatus": None if line.status == Status.DENIED else "https://schema.org/EventScheduled",
        "location": {"@type": "Place", "name": line.place} if line.place else None,
        "attendee": [thing for participant, thing in people if participant.role in _TAKES_PART],
        "about": [thing for participant, thing in people if participant.role not in _TAKES_PART],
        "keywords": list(line.topics),
        "subjectOf": [_quotation(mention, base) for mention in event.mentions],
    }
    return {name: value for name, value in found.items() if value}


def event_page_annotations(event: EventDetail, base: str) -> dict[str, Any]:
    """One annotation for each passage of the event."""
    items = [_annotation(mention, event.line.id, event.line.title, base) for mention in event.mentions]
    return _page(f"{base}events/{event.line.id}/annotations.jsonld", f"{base}events/{event.line.id}", items)


def document_annotations(detail: DocumentDetail, base: str) -> dict[str, Any]:
    """One annotation for each mention and each statement of the document."""
    text = detail.document.text
    items = [_annotation(mention, event_id, title, base) for mention, event_id, title in detail.mentions]
    items += [_said(statement, text, base) for statement in detail.statements]
    address = f"{base}documents/{detail.label.id}"
    return _page(f"{address}/annotations.jsonld", address, items)


def _page(id: str, of: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    part = {"id": of, "type": "AnnotationCollection", "total": len(items)}
    return {
        "@context": _ANNOTATIONS,
        "id": id,
        "type": "AnnotationPage",
        "partOf": part,
        "startIndex": 0,
        "items": items,
    }


def _annotation(mention: MentionView, event_id: str, title: str, base: str) -> dict[str, Any]:
    return {
        "id": f"{base}events/{mention.key}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": {"id": f"{base}events/{event_id}", "type": "Text", "format": "text/html", "label": title},
        "target": list(
            _targets(mention.document, mention.quote, mention.prefix, mention.suffix, mention.start, mention.end, base)
        ),
    }


def _said(statement: StatementView, text: str, base: str) -> dict[str, Any]:
    prefix = text[max(0, statement.start - _CONTEXT) : statement.start]
    suffix = text[statement.end : statement.end + _CONTEXT]
    speaker = statement.speaker or statement.speaker_words
    return {
        "id": f"{base}documents/{statement.document.id}#statement-{statement.key}",
        "type": "Annotation",
        "motivation": "describing",
        "body": {
            "type": "TextualBody",
            "value": f"{speaker}{statement.verb}",
            "language": "zh",
            "format": "text/plain",
        },
        "target": list(
            _targets(statement.document, statement.quote, prefix, suffix, statement.start, statement.end, base)
        ),
    }


def _targets(
    document: DocumentLabel, quote: str, prefix: str, suffix: str, start: int, end: int, base: str
) -> Iterator[dict[str, Any]]:
    """The stored text, whose offsets hold for ever, and the publisher's page, where only the words can be found."""
    words = {"type": "TextQuoteSelector", "exact": quote, "prefix": prefix, "suffix": suffix}
    place = {"type": "TextPositionSelector", "start": start, "end": end}
    yield {"source": f"{base}documents/{document.id}.txt", "selector": [words, place]}
    if document.url:
        yield {"source": document.url, "selector": words}


def _quotation(mention: MentionView, base: str) -> dict[str, Any]:
    document = mention.document
    article = {
        "@type": "NewsArticle",
        "headline": document.title,
        "url": document.url,
        "datePublished": document.published.isoformat() if document.published else None,
        "publisher": {"@type": "Organization", "name": document.publisher} if document.publisher else None,
    }
    return {
        "@type": "Quotation",
        "text": mention.quote,
        "url": f"{base}documents/{document.id}#mention-{mention.key}",
        "isPartOf": {name: value for name, value in article.items() if value},
    }


def _start(line: EventLine) -> str | None:
    fine = _FINE.get(Precision(line.precision))
    return line.first.isoformat()[:fine] if line.first and fine else None


def _end(line: EventLine) -> str | None:
    fine = _FINE.get(Precision(line.precision))
    return line.last.isoformat()[:fine] if line.last and fine else None
