"""Quoted passages with their trigger and their date words marked."""

from markupsafe import Markup, escape

from app.store.search import find_terms, parse_words
from app.store.views import MentionView
from app.web.highlight import Span, highlight


def marked_quote(mention: MentionView, words: str = "") -> Markup:
    """The quote with the words that name the happening, those that name the day, and those of a search inside
    `<mark>`."""
    spans = [span.within(mention.start, mention.end) for span in evidence_spans(mention, "mark")]
    return highlight(mention.quote, [*_hits(mention.quote, words), *spans])


def marked_words(text: str, words: str) -> Markup:
    """Any text with the words of a search inside `<mark>`."""
    return highlight(text, _hits(text, words)) if words else escape(text)


def _hits(text: str, words: str) -> list[Span]:
    if not words:
        return []
    matches = find_terms(parse_words(words), text)
    return [Span(match.start, match.end, f"hit hit-{match.why}") for match in matches]


def evidence_spans(mention: MentionView, tag: str) -> list[Span]:
    """Trigger and date words of a mention, as spans of its document."""
    spans = [Span(mention.trigger_start, mention.trigger_end, "trigger", tag)]
    if mention.time is not None and mention.start <= mention.time.start and mention.time.end <= mention.end:
        spans.append(Span(mention.time.start, mention.time.end, "when", tag))
    return spans
