"""Spans of a text as HTML elements. The text is always escaped; overlapping spans are split, never dropped."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from markupsafe import Markup, escape


@dataclass(frozen=True)
class Span:
    """`text[start:end]`, to be wrapped in `<tag class="css">`. `id` goes on the first piece only; `title` is what a
    pointer that rests on it is told."""

    start: int
    end: int
    css: str
    tag: str = "mark"
    id: str | None = None
    title: str = ""

    def within(self, start: int, end: int) -> "Span":
        """The part of it in `text[start:end]`, counted from there. An end beyond is cut; a start before it too,
        and the id with it, since the first piece is elsewhere."""
        first = max(self.start, start) - start
        id = self.id if self.start >= start else None
        return Span(first, min(self.end, end) - start, self.css, self.tag, id, self.title)

    def touches(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end


# A span with its place among those given.
Ranked = tuple[int, Span]


def highlight(text: str, spans: Iterable[Span]) -> Markup:
    """The text with an element around each span. A span that another one crosses is closed and opened again;
    every later piece carries `data-of` instead of the id. Among equal spans the first given is outermost."""
    whole = len(text)
    inside = (span if span.start >= 0 and span.end <= whole else span.within(0, whole) for span in spans)
    given = [span for span in inside if span.start < span.end]
    if not given:
        return escape(text)
    apart = sorted(given, key=_start)
    if all(one.end <= other.start for one, other in pairwise(apart)):
        return Markup("".join(_beside(text, apart)))
    ranked = list(enumerate(given))
    starting: dict[int, list[Ranked]] = {}
    for rank, span in ranked:
        starting.setdefault(span.start, []).append((rank, span))
    cuts = sorted({0, len(text)} | {cut for _, span in ranked for cut in (span.start, span.end)})
    pieces: list[Markup] = []
    open_spans: list[Ranked] = []
    for position, following in zip(cuts, [*cuts[1:], len(text)], strict=True):
        pieces += _change(open_spans, starting.get(position, []), position)
        pieces.append(escape(text[position:following]))
    return Markup("").join(pieces)


def _beside(text: str, spans: Iterable[Span]) -> Iterator[str]:
    """The pieces where no span touches another, each after the one before."""
    at = 0
    for span in spans:
        yield escape(text[at : span.start])
        yield f"{_opening(span, first=True)}{escape(text[span.start : span.end])}</{span.tag}>"
        at = span.end
    yield escape(text[at:])


def _start(span: Span) -> int:
    return span.start


def _change(open_spans: list[Ranked], starting: list[Ranked], position: int) -> list[Markup]:
    """The tags to write at a position; `open_spans` is the stack of open elements and is brought up to date."""
    tags: list[Markup] = []
    reopened: list[Ranked] = []
    while open_spans and _must_close(open_spans, starting, position):
        rank, span = open_spans.pop()
        tags.append(Markup(f"</{span.tag}>"))
        if span.end > position:
            reopened.append((rank, span))
    for rank, span in sorted(starting + reopened, key=lambda entry: (-entry[1].end, entry[0])):
        open_spans.append((rank, span))
        tags.append(_opening(span, first=span.start == position))
    return tags


def _must_close(open_spans: list[Ranked], starting: list[Ranked], position: int) -> bool:
    """Something below ends here, or the innermost element ends before one that starts here."""
    if any(span.end == position for _, span in open_spans):
        return True
    innermost = open_spans[-1][1]
    return any(span.end > innermost.end for _, span in starting)


def _opening(span: Span, *, first: bool) -> Markup:
    if span.id is None and not span.title:
        return _plain_opening(span.tag, span.css)
    name = f' {"id" if first else "data-of"}="{escape(span.id)}"' if span.id is not None else ""
    title = f' title="{escape(span.title)}"' if span.title else ""
    return Markup(f'<{span.tag}{name} class="{escape(span.css)}"{title}>')


@lru_cache(maxsize=256)
def _plain_opening(tag: str, css: str) -> Markup:
    return Markup(f'<{tag} class="{escape(css)}">')
