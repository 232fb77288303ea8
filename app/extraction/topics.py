"""Topics of a passage: keywords in the sentence, its paragraph and the title, and the countries that take part."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

import ahocorasick_rs

from app.extraction import lexicon
from app.extraction.mentions import Participant

_SENTENCE, _PARAGRAPH, _TITLE, _PAIR = 3, 1, 2, 4
_ENOUGH = 3
_MOST = 4


def find_topics(sentence: str, paragraph: str, title: str, participants: Iterable[Participant] = ()) -> tuple[str, ...]:
    """At most four topic names, the strongest first. All texts are folded."""
    countries = {c for p in participants for c in (p.actor.name, p.actor.country) if c}
    pairs = _pairs() if len(countries) > 1 else ()
    scores = dict.fromkeys((name for name, pair in pairs if pair <= countries), _PAIR)
    for text, weight in ((sentence, _SENTENCE), (paragraph, _PARAGRAPH), (title, _TITLE)):
        for name, keywords in _named_in(text).items():
            scores[name] = scores.get(name, 0) + weight * keywords
    ranked = sorted(
        (name for name, score in scores.items() if score >= _ENOUGH), key=lambda name: (-scores[name], name)
    )
    return tuple(ranked[:_MOST])


# The sentences of a paragraph come one after the other, and the title comes with each of them.
@lru_cache(maxsize=16)
def _named_in(text: str) -> Counter[str]:
    """Topic to how many of its keywords the text has."""
    automaton, topics = _automaton()
    found = {index for index, _, _ in automaton.find_matches_as_indexes(text, overlapping=True)}
    return Counter(topic for index in found for topic in topics[index])


@lru_cache(maxsize=1)
def _pairs() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((topic.name, topic.countries) for topic in lexicon.topics() if len(topic.countries) == 2)


@lru_cache(maxsize=1)
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, list[list[str]]]:
    """The keywords of all topics, and the topics of each."""
    topics: dict[str, list[str]] = {}
    for topic in lexicon.topics():
        for word in topic.keywords:
            topics.setdefault(word, []).append(topic.name)
    return ahocorasick_rs.AhoCorasick(list(topics), matchkind=ahocorasick_rs.MatchKind.Standard), list(topics.values())
