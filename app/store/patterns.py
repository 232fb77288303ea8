"""Words found inside short texts that no index covers, in any script, width and case: patterns for SQLite's GLOB, and
regular expressions for PostgreSQL."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from sqlalchemy import ColumnElement, Dialect, String, TypeDecorator, and_, bindparam, not_, or_

from app.extraction.folding import fold
from app.store.aliases import actors_called, names_of
from app.store.dialects import has_pattern

_TERM = re.compile(r'(-?)(?:"([^"]*)"|“([^”]*)”|(\S+))')
_MAX_TERMS = 30
# What fold changes lies here, and the letters whose case is to be passed over.
_FOLDED = chain(range(0x20, 0x250), range(0x2000, 0x2300), range(0x3000, 0xA000), range(0xFF00, 0xFFF0))


@dataclass(frozen=True)
class Term:
    """One word or phrase of a search. `forms` are the ways to say it: as typed, and when it names an actor, every
    other name of this actor. All are folded and in small letters."""

    forms: tuple[str, ...]
    is_unwanted: bool


def parse_terms(words: str) -> tuple[Term, ...]:
    """Search words as typed: "-" in front excludes, quotation marks hold blanks together. What has no letter or digit
    is passed over."""
    found = (("".join(forms), bool(sign)) for sign, *forms in _TERM.findall(words)[:_MAX_TERMS])
    return tuple(
        Term(tuple(_forms(text)), unwanted) for text, unwanted in found if any(char.isalnum() for char in text)
    )


def has_words(column: ColumnElement[str], words: str) -> list[ColumnElement[bool]]:
    """Conditions on a column of text: all terms must occur, those with "-" must not."""
    return [_condition(column, term) for term in parse_terms(words)]


def find_terms(text: str, terms: tuple[Term, ...]) -> Iterator[tuple[int, int]]:
    """Where the wanted terms stand, as `start:end` of the text."""
    folded = plain(text)
    for form in chain.from_iterable(term.forms for term in terms if not term.is_unwanted):
        yield from ((found.start(), found.end()) for found in re.finditer(re.escape(form), folded))


def plain(text: str) -> str:
    """Folded, in small letters; every offset stays what it was."""
    folded = fold(text)
    small = folded.lower()
    return small if len(small) == len(folded) else "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)


def glob(words: str) -> str:
    """A pattern that finds folded words inside a text that is not folded."""
    return f"*{''.join(map(_class, words))}*"


def regex(words: str) -> str:
    """The same as a regular expression of PostgreSQL."""
    return "".join(f"[{''.join(map(_escaped, _alike().get(char, char)))}]" for char in words)


class _Pattern(TypeDecorator[str]):
    """Folded words as the pattern that the database wants."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return regex(value) if dialect.name == "postgresql" else glob(value)


def _forms(text: str) -> Iterator[str]:
    yield plain(text)
    for actor in actors_called(text):
        yield from (plain(name) for name in (actor, *names_of(actor)) if plain(name) != plain(text))


def _condition(column: ColumnElement[str], term: Term) -> ColumnElement[bool]:
    found = or_(*(has_pattern(column, bindparam(None, form, type_=_Pattern())) for form in term.forms))
    return and_(column.is_not(None), not_(found)) if term.is_unwanted else found


def _escaped(char: str) -> str:
    return char if char.isalnum() or not char.isascii() else f"\\{char}"


def _class(char: str) -> str:
    """Every character that is read like this one, in GLOB's brackets, where `]` must come first."""
    alike = _alike().get(char, char)
    if alike == "^":
        return alike
    ordered = sorted(alike, key=lambda each: (each != "]", each in "^-", each))
    return f"[{''.join(ordered)}]"


@lru_cache(maxsize=1)
def _alike() -> Mapping[str, str]:
    """Character to all that fold to it."""
    alike: dict[str, str] = defaultdict(str)
    for code in _FOLDED:
        alike[plain(chr(code))] += chr(code)
    return dict(alike)
