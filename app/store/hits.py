"""Why an event answers to the words of a search: which passage has them, and how each was found."""

from collections.abc import Sequence

from app.store.search import Match, Term, find_terms, parse_words
from app.store.views import Hit, MentionView, Why

_BEST_FIRST = tuple(Why)


def explain(
    words: str, title: str, actors: Sequence[str], mentions: Sequence[MentionView]
) -> tuple[MentionView, tuple[Hit, ...]]:
    """The mention that has most of the words, of equals the first, and a hit for each word: in that mention, else in
    the title, in another mention or an actor's name."""
    terms = [term for term in parse_words(words) if not term.excluded]
    if not terms:
        return mentions[0], ()
    told = {mention.key: find_terms(terms, mention.quote) for mention in mentions}
    shown = max(mentions, key=lambda mention: len({match.term for match in told[mention.key]}))
    texts = [(shown.quote, told[shown.key]), (title, find_terms(terms, title))]
    texts += [(mention.quote, told[mention.key]) for mention in mentions]
    texts += [(name, find_terms(terms, name)) for name in actors]
    return shown, tuple(hit for term in terms if (hit := _first_hit(term, texts)))


def _first_hit(term: Term, texts: Sequence[tuple[str, Sequence[Match]]]) -> Hit | None:
    """The best in the first text that has the term at all."""
    for text, matches in texts:
        hits = [Hit(term.words, text[m.start : m.end], m.why) for m in matches if m.term == term]
        if hits:
            return min(hits, key=lambda hit: _BEST_FIRST.index(hit.why))
    return None
