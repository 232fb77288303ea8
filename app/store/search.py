"""Search words in Chinese: every CJK character is a token, a word is a phrase of them, over folded text.

A word that is the name of an actor also finds the actor's other names. Quotation marks keep to the words in them.
`store.phrases` asks for the phrases in the language of the database.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from sqlalchemy import ColumnElement, Select, String, cast, func, select
from sqlalchemy.orm import Session

from app.extraction.folding import fold
from app.store.aliases import actors_called, names_of
from app.store.phrases import STOP, Phrase, Query, bare, has_phrases
from app.store.tables import EVENT, EVENT_TEXT
from app.store.views import Why

# Ideographs, kana and hangul: scripts written without blanks. Everything else is split at blanks by SQLite.
_CHARACTER = "[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U000323af]"
_TOKEN = re.compile(rf"(?P<character>{_CHARACTER})|(?P<stop>(?:[^\w\s]|_)+)|(?:(?!{_CHARACTER}|_)\w)+")
_TERM = re.compile(r'(-?)(?:"([^"]*)"|“([^”]*)”|(\S+))')
# The tokens of a text as they are compared, and where each of them stands.
_Spans = tuple[tuple[str, ...], tuple[tuple[int, int], ...]]
_MAX_TERMS = 30
_LONGEST_NAME = 4  # in words


@dataclass(frozen=True)
class Term:
    """One word of a search. `words` as typed, without sign and quotation marks; `phrase` are its tokens; `others` the
    tokens of each other name of whom it names."""

    words: str
    excluded: bool
    phrase: tuple[str, ...]
    others: tuple[tuple[str, ...], ...] = ()

    @property
    def phrases(self) -> tuple[tuple[str, ...], ...]:
        """Any of these is meant."""
        return self.phrase, *self.others


@dataclass(frozen=True)
class Match:
    """A term found at `start:end` of a text."""

    start: int
    end: int
    term: Term
    why: Why


def searchable(texts: Iterable[str]) -> str:
    """The words of several texts as the full-text index keeps them; no phrase reaches from one text to the next."""
    return f" {STOP} ".join(" ".join(_tokens(text)) for text in texts)


def matches(words: str) -> list[ColumnElement[bool]]:
    """Conditions on the table event for search words as typed: all must occur, those with "-" must not.

    Quotation marks hold blanks together. Words without a letter or digit say nothing and are passed over.
    """
    wanted, unwanted = queries_of(words)
    conditions: list[ColumnElement[bool]] = []
    if wanted:
        conditions.append(EVENT.c.id.in_(_found(wanted)))
    if unwanted:
        conditions.append(EVENT.c.id.not_in(_found(unwanted)))
    return conditions


def queries_of(words: str) -> tuple[Query, Query]:
    """What must occur, and what must not."""
    terms = parse_words(words)
    unwanted = tuple(phrase for term in terms if term.excluded for phrase in term.phrases)
    wanted = tuple(_shortest(term.phrases) for term in terms if not term.excluded)
    return wanted, (_shortest(unwanted),) if unwanted else ()


def list_rows(session: Session, query: Query) -> str:
    """The rows of the full-text index that answer to it: numbers parted by commas. One text, since a common word is in
    most events."""
    rows = func.aggregate_strings(cast(EVENT_TEXT.c.rowid, String), ",")
    return session.scalar(select(rows).where(has_phrases(query))) or ""


@lru_cache(maxsize=64)
def parse_words(words: str) -> tuple[Term, ...]:
    """What a search asks for and what it excludes, in the order typed. Blanks part words, but not the parts of a name:
    Xi Jinping is one word."""
    found = list(_TERM.finditer(fold(words)))[:_MAX_TERMS]
    terms: list[Term] = []
    while found:
        taken = _length_of_name(found)
        first, last = found[0], found[taken - 1]
        found = found[taken:]
        group = next(n for n in (2, 3, 4) if first[n] is not None)
        typed = words[first.start(group) : last.end(group)].strip()
        phrase = _phrase(typed)
        if phrase:
            terms.append(Term(typed, bool(first[1]), phrase, _other_names(typed, phrase) if group == 4 else ()))
    return tuple(terms)


def find_terms(terms: Iterable[Term], text: str) -> list[Match]:
    """Where the wanted terms stand in a text: each by its own words where they occur, else by other names."""
    spans = _spans(text)
    found: list[Match] = []
    for term in terms:
        own = [Match(*place, term, _why(term, text[slice(*place)])) for place in _places(term.phrase, spans)]
        if not term.excluded:
            others = (place for other in term.others for place in _places(other, spans))
            found += own or [Match(*place, term, Why.ALIAS) for place in others]
    return found


def _length_of_name(found: Sequence[re.Match[str]]) -> int:
    """How many words at the beginning are together the name of somebody; 1 when they are not."""
    plain = list(takewhile(lambda match: match[4] is not None, found[:_LONGEST_NAME]))
    lengths = [n for n in range(2, len(plain) + 1) if not any(match[1] for match in plain[1:n])]
    return max((n for n in lengths if actors_called(" ".join(match[4] for match in plain[:n]))), default=1)


def _why(term: Term, found: str) -> Why:
    return Why.LITERAL if "".join(found.split()) in "".join(term.words.split()) else Why.FOLDED


def _places(phrase: tuple[str, ...], spans: _Spans) -> Iterator[tuple[int, int]]:
    tokens, bounds = spans
    wanted = tuple(bare(token) for token in phrase)
    at = -1
    for _ in range(tokens.count(wanted[0])):
        at = tokens.index(wanted[0], at + 1)
        if tokens[at : at + len(wanted)] == wanted:
            yield bounds[at][0], bounds[at + len(wanted) - 1][1]


# What a page quotes is looked through for each word of a search, and again where the words are marked.
@lru_cache(maxsize=512)
def _spans(text: str) -> _Spans:
    found = list(_TOKEN.finditer(fold(text)))
    return tuple(STOP if each["stop"] else bare(each[0]) for each in found), tuple(each.span() for each in found)


def _tokens(text: str) -> list[str]:
    return [STOP if match["stop"] else match[0] for match in _TOKEN.finditer(fold(text))]


def _phrase(words: str) -> tuple[str, ...]:
    tokens = _tokens(words)
    while tokens and tokens[0] == STOP:
        tokens.pop(0)
    while tokens and tokens[-1] == STOP:
        tokens.pop()
    return tuple(tokens)


def _other_names(words: str, phrase: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    names = (name for actor in actors_called(words) for name in (actor, *names_of(actor)))
    return tuple(dict.fromkeys(tokens for name in names if (tokens := _phrase(name)) and tokens != phrase))


def _shortest(phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """Without those that hold another: whatever has 德国政府 has 德国."""
    lines = {phrase: f" {' '.join(phrase)} " for phrase in phrases}
    return tuple(
        phrase
        for phrase, line in lines.items()
        if not any(other in line for shorter, other in lines.items() if shorter != phrase)
    )


def _found(query: Query) -> Select[str]:
    return select(EVENT_TEXT.c.event_id).where(has_phrases(query))
