"""Why an event answers to the words of a search: which passage has them, and how each was found."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from app.store.search import Term, find_terms, parse_words
from app.store.views import Hit, Why

_BEST_FIRST = tuple(Why)


class Quoted(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def quote(self) -> str: ...


Q = TypeVar("Q", bound=Quoted)


def explain(words: str, title: str, actors: Sequence[str], mentions: Sequence[Q]) -> tuple[Q, tuple[Hit, ...]]:
    """The mention that has most of the words, of equals the first, and a hit for each word: in that mention, else in
    the title, in another mention or an actor's name."""
    terms = [term for term in parse_words(words) if not term.excluded]
    if not terms:
        return mentions[0], ()
    shown = _richest(terms, mentions)
    texts = (shown.quote, title, *(mention.quote for mention in mentions), *actors)
    return shown, tuple(hit for term in terms if (hit := _first_hit(term, texts)))


def _richest(terms: Sequence[Term], mentions: Sequence[Q]) -> Q:
    most, shown = -1, mentions[0]
    for mention in mentions:
        had = len({match.term for match in find_terms(terms, mention.quote)})
        if had > most:
            most, shown = had, mention
        if had == len(terms):
            break
    return shown


def _first_hit(term: Term, texts: Sequence[str]) -> Hit | None:
    """The best in the first text that has the term at all."""
    for text in texts:
        hits = [Hit(term.words, text[m.start : m.end], m.why) for m in find_terms((term,), text)]
        if hits:
            return min(hits, key=lambda hit: _BEST_FIRST.index(hit.why))
    return None
