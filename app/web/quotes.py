"""Quoted passages with their trigger and their date words marked."""

from markupsafe import Markup

from app.store.views import MentionView
from app.web.highlight import Span, highlight


def marked_quote(mention: MentionView) -> Markup:
    """The quote with the words that name the happening and those that name the day inside `<mark>`."""
    spans = evidence_spans(mention, "mark")
    return highlight(mention.quote, [span.within(mention.start, mention.end) for span in spans])


def evidence_spans(mention: MentionView, tag: str) -> list[Span]:
    """Trigger and date words of a mention, as spans of its document."""
    spans = [Span(mention.trigger_start, mention.trigger_end, "trigger", tag)]
    if mention.time is not None and mention.start <= mention.time.start and mention.time.end <= mention.end:
        spans.append(Span(mention.time.start, mention.time.end, "when", tag))
    return spans
