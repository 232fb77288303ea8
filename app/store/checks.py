"""What must hold of every span before it is stored: a quote is its span, and nothing else."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from app.errors import QuoteMismatch
from app.extraction.mentions import EventMention, Extraction, Statement, TimeMention
from app.reading.document import Document

_START = attrgetter("start")


@dataclass(frozen=True)
class Span:
    """`words` are those recorded beside the span, None when there are none. `whole`: it lies in one passage."""

    start: int
    end: int
    what: str
    words: str | None = None
    whole: bool = True


def check_spans(document: Document, extraction: Extraction) -> None:
    """Raises QuoteMismatch for the first span that is not what it says, or for a key that is there twice."""
    _check_passages(document)
    for span in _spans(extraction):
        _check(document, span)
    for event in extraction.events:
        check_mention(document, event)
    _check_keys(document, extraction)


def check_mention(document: Document, event: EventMention) -> None:
    _check(document, Span(event.start, event.end, "event"))
    _check(document, Span(event.trigger_start, event.trigger_end, "trigger", event.trigger))
    if not event.start <= event.trigger_start < event.trigger_end <= event.end:
        raise QuoteMismatch(document.key, event.start, event.end, f"the trigger {event.trigger} lies outside")
    # A date that is the document's own day has no words in the text.
    if event.time and (event.time.expression or not event.implicit):
        _check(document, _time(event.time))


def _check_passages(document: Document) -> None:
    reached = 0
    for passage in document.passages:
        if not reached <= passage.start < passage.end <= len(document.text):
            raise QuoteMismatch(document.key, passage.start, passage.end, "this passage is out of order or outside")
        reached = passage.end


def _spans(extraction: Extraction) -> Iterator[Span]:
    yield from (_time(time) for time in extraction.times)
    yield from (Span(actor.start, actor.end, "actor") for actor in extraction.actors)
    for statement in extraction.statements:
        # What somebody says may go on in the next paragraph.
        yield Span(statement.start, statement.end, "statement", whole=False)


def _time(time: TimeMention) -> Span:
    return Span(time.start, time.end, "time", time.expression)


def _check(document: Document, span: Span) -> None:
    reason = _fault(document, span)
    if reason:
        raise QuoteMismatch(document.key, span.start, span.end, f"{span.what}: {reason}")


def _fault(document: Document, span: Span) -> str:
    if not 0 <= span.start <= span.end <= len(document.text):
        return f"outside the text of {len(document.text)} characters"
    quote = document.quote(span.start, span.end)
    if not quote.strip():
        return "empty"
    if span.words is not None and span.words != quote:
        return f"recorded as {span.words!r}, but the text has {quote!r}"
    first = _passage_at(document, span.start)
    if first is not None and span.end <= document.passages[first].end:
        return ""
    last = _passage_at(document, span.end - 1)
    if first is None or last is None:
        return "begins or ends between passages"
    return "crosses from one passage into another" if span.whole else ""


def _passage_at(document: Document, offset: int) -> int | None:
    number = bisect_right(document.passages, offset, key=_START) - 1
    return number if number >= 0 and offset < document.passages[number].end else None


def _check_keys(document: Document, extraction: Extraction) -> None:
    found: list[EventMention | Statement] = [*extraction.events, *extraction.statements]
    seen: set[str] = set()
    for each in found:
        if each.key in seen:
            raise QuoteMismatch(document.key, each.start, each.end, f"a second one with the key {each.key}")
        seen.add(each.key)
