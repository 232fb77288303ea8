"""Documents as linking sees them, and the events that they make."""

from datetime import date

from app.extraction import extract
from app.linking import link
from app.linking.events import Event, LinkedDocument
from app.linking.features import Node, document_vector
from app.reading.document import Document
from tests.extraction.articles import article


def linked(*documents: Document) -> list[LinkedDocument]:
    return [LinkedDocument(document, extract(document)) for document in documents]


def events(*documents: Document) -> list[Event]:
    return list(link(linked(*documents)).events)


def texts(*paragraphs: str) -> list[Document]:
    """One document of 17 May 2023 for each paragraph."""
    return [article(words, name=f"document-{number}") for number, words in enumerate(paragraphs)]


def node(text: str, published: date | None = date(2023, 5, 17), name: str = "") -> Node:
    """The first mention of a one-paragraph document."""
    document = article(text, published=published, name=name)
    found = extract(document)
    return Node(document, found.reference.day, found.events[0], False, document_vector(document))
