"""Topics of a passage: keywords in the sentence, its paragraph and the title, and the countries that take part."""

from collections.abc import Iterable

from app.extraction import lexicon
from app.extraction.mentions import Participant

_SENTENCE, _PARAGRAPH, _TITLE, _PAIR = 3.0, 1.0, 2.0, 4.0
_ENOUGH = 3.0
_MOST = 4


def find_topics(sentence: str, paragraph: str, title: str, participants: Iterable[Participant] = ()) -> tuple[str, ...]:
    """At most four topic names, the strongest first. All texts are folded."""
    countries = {c for p in participants for c in (p.actor.name, p.actor.country) if c}
    scores = {
        topic.name: _score(topic, sentence, paragraph, title)
        + _PAIR * (len(topic.countries) == 2 and topic.countries <= countries)
        for topic in lexicon.topics()
    }
    ranked = sorted(
        (name for name, score in scores.items() if score >= _ENOUGH), key=lambda name: (-scores[name], name)
    )
    return tuple(ranked[:_MOST])


def _score(topic: lexicon.Topic, sentence: str, paragraph: str, title: str) -> float:
    return sum(
        _SENTENCE * (word in sentence) + _PARAGRAPH * (word in paragraph) + _TITLE * (word in title)
        for word in topic.keywords
    )
