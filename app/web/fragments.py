"""Addresses that scroll a publisher's own page to a quote: URL#:~:text=[prefix-,]start[,end][,-suffix].

What a browser finds was measured on Chinese pages in Chromium: inside a clause it breaks words unpredictably, so both
ends go out to the marks that end a clause; one string never crosses two blocks, `start,end` does; a quote that stands
there twice needs what is before or behind it; an unescaped hyphen is taken for syntax.
https://wicg.github.io/scroll-to-text-fragment/
"""

import re
from collections.abc import Iterator
from urllib.parse import quote, urldefrag

from app.reading.document import Document

_MARKS = "，。；：！？、,;:!?…\n"
_CLOSERS = "”’」』）》】)"
_OPENERS = "“‘「『（《【("
_LONGEST = 40
_SHORTEST_END = 6
_MARK = re.compile(f"[{_MARKS}][{_CLOSERS}]*")
_WRAPPED = re.compile(r"[^\n。！？：；”」\"]\n(?=[^\n])")


def fragment_address(document: Document, start: int, end: int) -> str | None:
    """None where no fragment can be trusted to find the quote: no address, text out of a PDF, a quote that cannot be
    told from its twin."""
    if not document.url or is_wrapped(document):
        return None
    directive = _directive(document, start, end)
    return f"{urldefrag(document.url).url}#:~:text={directive}" if directive else None


def is_wrapped(document: Document) -> bool:
    """The text of a PDF, whose lines end in the middle of sentences: no page on the web has these lines."""
    source = document.source
    if "</" in source or source.lstrip("\ufeff").startswith("---"):
        return False
    ends = len(_WRAPPED.findall(source))
    return ends >= 5 and ends * 2 > source.count("\n")


def _directive(document: Document, start: int, end: int) -> str:
    blocks = [(max(p.start, start), min(p.end, end), p.start, p.end) for p in document.passages]
    blocks = [block for block in blocks if block[0] < block[1] and document.text[block[0] : block[1]].strip()]
    if not blocks:
        return ""
    text = document.text
    first = _clause_start(text, blocks[0][0], blocks[0][2])
    last = _clause_end(text, blocks[-1][1], blocks[-1][3])
    first, last = _stripped(text, first, last)
    if len(blocks) == 1 and last - first <= _LONGEST:
        return _told_apart(text, blocks[0][2], blocks[0][3], first, last)
    directive = _range(text, blocks, first, last)
    if not directive and len(blocks) == 1:
        return _told_apart(text, blocks[0][2], blocks[0][3], first, last)
    return directive


def _told_apart(text: str, block_start: int, block_end: int, start: int, end: int) -> str:
    """One string, with what is before or behind it in its block when the text has it more than once."""
    words = text[start:end]
    if text.count(words) == 1:
        return _escape(words)
    for before in _prefixes(text, block_start, start):
        if text.count(before + words) == 1 and _follows(text, before, start):
            return f"{_escape(before.strip())}-,{_escape(words)}"
    for behind in _suffixes(text, block_end, end):
        if text.count(words + behind) == 1:
            return f"{_escape(words)},-{_escape(behind.strip())}"
    # The first of its kind is where a browser stops.
    return _escape(words) if text.find(words) == start else ""


def _range(text: str, blocks: list[tuple[int, int, int, int]], first: int, last: int) -> str:
    """`start,end`; the browser takes the first `end` behind the first `start`."""
    head = _stripped(text, first, _head_end(text, first, min(last, blocks[0][3])))
    tail = _stripped(text, _tail_start(text, max(first, blocks[-1][2]), last), last)
    opening, closing = text[head[0] : head[1]], text[tail[0] : tail[1]]
    if not opening or not closing or head[1] > tail[0] or text.find(closing, head[1]) != tail[0]:
        return ""
    start = _told_apart(text, blocks[0][2], head[1], *head)
    return f"{start},{_escape(closing)}" if start and ",-" not in start else ""


def _prefixes(text: str, block_start: int, start: int) -> Iterator[str]:
    """What stands right before, from clause to clause, shortest first."""
    at = start
    while at > block_start and start - at < 2 * _LONGEST:
        # Closing marks belong to the clause before: never come back to where this step began.
        at = min(at - 1, _clause_start(text, at - 1, block_start))
        if text[at:start].strip():
            yield text[at:start]


def _suffixes(text: str, block_end: int, end: int) -> Iterator[str]:
    at = end
    while at < block_end and at - end < 2 * _LONGEST:
        at = _clause_end(text, at + 1, block_end)
        if text[end:at].strip():
            yield text[end:at]


def _follows(text: str, before: str, start: int) -> bool:
    return text[start - len(before) : start] == before


def _clause_start(text: str, at: int, least: int) -> int:
    """Out to the mark before, inside the block."""
    while at > least and text[at - 1] not in _MARKS:
        at -= 1
    while at < len(text) and text[at] in _CLOSERS:
        at += 1
    return at


def _clause_end(text: str, at: int, most: int) -> int:
    """Out to the mark behind and over it, inside the block."""
    if 0 < at <= most and text[at - 1] in _MARKS + _CLOSERS:
        return at
    found = _MARK.search(text, at, most)
    return found.end() if found else most


def _head_end(text: str, start: int, most: int) -> int:
    """The end of the first clauses that are long enough to be told from others."""
    for found in _MARK.finditer(text, start, most):
        if found.end() - start >= _SHORTEST_END:
            return found.start()
    return most


def _tail_start(text: str, least: int, end: int) -> int:
    starts = [found.end() for found in _MARK.finditer(text, least, end) if end - found.end() >= _SHORTEST_END]
    return starts[-1] if starts else least


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the blanks, and the marks, at the ends."""
    while start < end and (text[start].isspace() or text[start] in _MARKS):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _MARKS):
        end -= 1
    return start, end


def _escape(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")
