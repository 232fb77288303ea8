"""Quoted passages with their trigger and their date words marked."""

from collections.abc import Iterable

from markupsafe import Markup

from app.store.search import find_terms, parse_words
from app.store.views import QuoteView
from app.web.highlight import Span, highlight


def marked_quote(mention: QuoteView) -> Markup:
    """The quote with the words that name the happening, and those that name the day, inside `<mark>`."""
    return marked(mention.quote, spans_within(mention))


def spans_within(mention: QuoteView) -> tuple[Span, ...]:
    """The same words as spans of the quote."""
    return tuple(span.within(mention.start, mention.end) for span in evidence_spans(mention, "mark"))


def marked(text: str, spans: Iterable[Span] = (), words: str = "") -> Markup:
    """Any text with its spans, and with the words of a search."""
    return highlight(text, [*_hits(text, words), *spans])


def _hits(text: str, words: str) -> list[Span]:
    if not words:
        return []
    matches = find_terms(parse_words(words), text)
    return [Span(match.start, match.end, f"hit hit-{match.why}") for match in matches]


def evidence_spans(mention: QuoteView, tag: str) -> list[Span]:
    """Trigger and date words of a mention, as spans of its document."""
    spans = [Span(mention.trigger_start, mention.trigger_end, "trigger", tag)]
    if mention.time is not None and mention.start <= mention.time.start and mention.time.end <= mention.end:
        spans.append(Span(mention.time.start, mention.time.end, "when", tag))
    return spans
