"""Names in stored documents that may be one actor's, for a person to decide: nothing is ever merged from here.

Two signs: one Latin name stands in brackets behind several Chinese ones (蓬佩奥（Mike Pompeo）, 庞佩奥（Mike Pompeo）),
or two names sound the same and follow the same title (发言人赵立坚, 发言人赵立建).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.extraction import lexicon
from app.extraction.mentions import ActorKind, ActorMention, Extraction
from app.reading.document import Document

_LATIN = re.compile(
    r"[”」]?\s?[（(](?:[一-鿿]+[：:])?\s?([A-Z][A-Za-zÀ-ÿ.'’\- ]{1,48}?)\s?(?:[,，/；;][^）)\n]*)?[）)]"
)
_NAMED = (ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.MEDIA)
_AROUND = 12


class Sign(StrEnum):
    LATIN = "same Latin name"
    SOUND = "same sound and title"


@dataclass(frozen=True)
class Suggestion:
    """`alias` may be another name of `name`. `shared` is the Latin name, or the sound with the title.

    `documents` counts those that show the alias with the sign; `file` and `quote` are the first of them. `known`:
    the word lists have an actor called `name`.
    """

    name: str
    alias: str
    sign: Sign
    shared: str
    documents: int
    known: bool
    file: str
    quote: str


@dataclass(frozen=True)
class _Sighting:
    """A name with a sign of who is meant, in one document."""

    sign: Sign
    shared: str
    kind: ActorKind
    name: str
    file: str
    quote: str


def suggest_aliases(documents: Iterable[tuple[Document, Extraction]], least: int = 1) -> list[Suggestion]:
    """The aliases that at least so many documents show, the most frequent first."""
    groups: dict[tuple[Sign, str, ActorKind], dict[str, dict[str, _Sighting]]] = defaultdict(lambda: defaultdict(dict))
    for document, extraction in documents:
        for seen in _sightings(document, extraction.actors):
            groups[seen.sign, seen.shared, seen.kind][seen.name].setdefault(seen.file, seen)
    known = {entry.actor.name for entry in lexicon.actor_entries()}
    found = [each for names in groups.values() for each in _of_group(names, known) if each.documents >= least]
    return sorted(found, key=lambda s: (-s.documents, s.name, s.alias, s.sign))


def _of_group(names: dict[str, dict[str, _Sighting]], known: set[str]) -> Iterator[Suggestion]:
    """All names of a group beside the one to keep: known to the word lists, else the most frequent."""
    best, *others = sorted(names, key=lambda name: (name not in known, -len(names[name]), name))
    for alias in others:
        seen = next(iter(names[alias].values()))
        # Two actors that the word lists part on purpose are no news.
        if alias not in known:
            yield Suggestion(
                best, alias, seen.sign, seen.shared, len(names[alias]), best in known, seen.file, seen.quote
            )


def _sightings(document: Document, actors: Iterable[ActorMention]) -> Iterator[_Sighting]:
    for mention in actors:
        if mention.actor.kind not in _NAMED:
            continue
        name, kind = mention.actor.name, mention.actor.kind
        if match := _LATIN.match(document.text, mention.end):
            quote = _quote(document.text, mention.start, match.end())
            yield _Sighting(Sign.LATIN, latin_key(match[1]), kind, name, document.file, quote)
        if mention.title and kind is ActorKind.PERSON:
            quote = _quote(document.text, mention.start - len(mention.title), mention.end)
            yield _Sighting(Sign.SOUND, f"{_sound(name)} {mention.title}", kind, name, document.file, quote)


def latin_key(latin: str) -> str:
    """Without middle initials and marks: Antony J. Blinken and Antony Blinken are one name."""
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", latin)
    return " ".join(word for word in words if len(word) > 1) or latin


def _sound(name: str) -> str:
    # Its tables take a third of a second to load, which no other verb should pay.
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin(name))


def _quote(text: str, start: int, end: int) -> str:
    """The words with a little of their line around them."""
    before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = text[end : end + _AROUND].partition("\n")[0]
    return before + text[start:end] + after
