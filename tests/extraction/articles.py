"""Articles for tests: a document from a title and paragraphs, read as if it had been published on a given day."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256

import pytest
from _pytest.mark.structures import ParameterSet

from app.extraction import extract
from app.extraction.mentions import EventMention, Extraction
from app.extraction.sentences import Prepared, prepare
from app.reading.document import Document, Passage, PassageKind, Witness, WitnessKind

DAY = date(2023, 5, 17)  # a Wednesday


def article(
    *paragraphs: str,
    title: str = "",
    published: date | None = DAY,
    captions: Iterable[str] = (),
    name: str = "",
) -> Document:
    """Title, paragraphs (the first is the lead), captions. `published` None: no witness says when.

    `name` becomes the document's key; without one the key is made from the words.
    """
    parts = [(PassageKind.TITLE, title)] if title else []
    parts += [(PassageKind.PARAGRAPH if at else PassageKind.LEAD, words) for at, words in enumerate(paragraphs)]
    parts += [(PassageKind.CAPTION, words) for words in captions]
    text = "\n".join(words for _, words in parts)
    digest = sha256(f"{text}{published}".encode()).hexdigest()
    return Document(
        file=f"{name or digest[:8]}.txt",
        key=f"https://example.org/{name or digest}",
        sha256=digest,
        text=text,
        source=text,
        passages=tuple(_passages(parts)),
        title=title,
        zone="Asia/Shanghai",
        witnesses=(Witness(WitnessKind.URL, published.isoformat(), published),) if published else (),
    )


def _passages(parts: Iterable[tuple[PassageKind, str]]) -> Iterable[Passage]:
    start = 0
    for kind, words in parts:
        yield Passage(kind, start, start + len(words))
        start += len(words) + 1


def prepared(*paragraphs: str) -> Prepared:
    return prepare(article(*paragraphs))


def miss(*values: object, why: str) -> ParameterSet:
    """A row that is right and not yet reached; it fails the run on the day that it is."""
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=why))


def found_in(*paragraphs: str) -> tuple[Document, Extraction]:
    """The paragraphs as an article of 17 May 2023, and all that is found in it."""
    document = article(*paragraphs)
    return document, extract(document)


def dated(document: Document) -> list[EventMention]:
    """The mentions that may found an event; one without a time only joins."""
    return [event for event in extract(document).events if event.time is not None]
