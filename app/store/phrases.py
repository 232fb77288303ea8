"""The full-text index over events: phrases of tokens, asked for in FTS5 of SQLite or by a GIN index of PostgreSQL.

Both find the same. FTS5 knows where each token stands. In PostgreSQL a vector of tokens and of neighbouring pairs finds
words of one or two characters exactly; of longer ones it finds events that may have them, whose words decide.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Dialect, String, TypeDecorator, bindparam, cast, insert, select
from sqlalchemy import column as sql_column
from sqlalchemy import table as sql_table
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler

from app.store.dialects import Condition, is_postgresql
from app.store.tables import EVENT_TEXT

Phrase = tuple[str, ...]
# All of these must be there, of each at least one of its phrases.
Query = tuple[tuple[Phrase, ...], ...]

# Between passages, and for every run of punctuation: a token of its own, so that no phrase reaches over it.
STOP = "。"
# Longer ones, and more of them, do not fit into a vector. Only a longer token is cut in the words, too.
_LONGEST, _MOST = 200, 60_000
_AT_ONCE = 1_000
_COLUMNS = ("rowid", "event_id", "words", "folded", "tokens")
_WITH_TOKENS = sql_table(EVENT_TEXT.name, *(sql_column(name) for name in _COLUMNS))
_SAVE = insert(_WITH_TOKENS).values(
    {name: bindparam(name) for name in _COLUMNS[:-1]} | {"tokens": cast(bindparam("tokens", type_=String()), TSVECTOR)}
)


class _has_phrases(Condition):
    inherit_cache = True


def has_phrases(query: Query) -> ColumnElement[bool]:
    """A condition on the table event_text."""
    kinds = (_Fts, _Tsquery, _Expressions)
    return _has_phrases(*(bindparam(None, query, type_=kind()) for kind in kinds))


def save_words(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Into the index: `rowid`, `event_id` and `words` of events, the words as search.searchable writes them."""
    if not rows:
        return
    if is_postgresql(session):
        session.execute(_SAVE, [{**row, **index_words(row["words"])} for row in rows])
    else:
        session.execute(insert(EVENT_TEXT), [dict(row) for row in rows])


def index_words(words: str) -> dict[str, str | None]:
    """What PostgreSQL finds words by: `tokens`, a vector as it is written, and the words `folded`, None where that is
    no other text."""
    tokens = [_cut(token) for token in words.split(" ") if token]
    folded, few = " ".join(tokens), tokens[:_MOST]
    pairs = (f"{one} {other}" for one, other in pairwise(few))
    vector = " ".join(map(_quoted, dict.fromkeys((*few, *pairs))))
    return {"folded": folded if folded != words else None, "tokens": vector}


def list_wrong_tokens(session: Session) -> Iterator[str]:
    """One line for each event whose tokens in PostgreSQL are not those of its words."""
    given = cast(bindparam("tokens", type_=String()), TSVECTOR)
    same = select(_WITH_TOKENS.c.rowid).where(
        _WITH_TOKENS.c.rowid == bindparam("row"),
        _WITH_TOKENS.c.tokens == given,
        _WITH_TOKENS.c.folded.is_not_distinct_from(bindparam("folded", type_=String())),
    )
    rows = session.execute(select(EVENT_TEXT), execution_options={"yield_per": _AT_ONCE})
    for row in rows:
        if session.scalar(same, {"row": row.rowid, **index_words(row.words)}) is None:
            yield f"search index: the tokens of event {row.event_id} are not those of its words"


@lru_cache(maxsize=20_000)
def bare(token: str) -> str:
    """Without case and accents, as the index compares."""
    split = unicodedata.normalize("NFD", token.casefold())
    return "".join(char for char in split if not unicodedata.combining(char))


class _Fts(TypeDecorator[Query]):
    impl = String
    cache_ok = True

    def process_bind_param(self, value: Query | None, dialect: Dialect) -> str:
        return " AND ".join(f"({' OR '.join(_fts(phrase) for phrase in phrases)})" for phrases in value or ())


class _Tsquery(TypeDecorator[Query]):
    impl = String
    cache_ok = True

    def process_bind_param(self, value: Query | None, dialect: Dialect) -> str:
        return " & ".join(f"({' | '.join(_tsquery(phrase) for phrase in phrases)})" for phrases in value or ())


class _Expressions(TypeDecorator[Query]):
    """One regular expression for each group of phrases of which the vector cannot tell for sure."""

    impl = ARRAY(String)
    cache_ok = True

    def process_bind_param(self, value: Query | None, dialect: Dialect) -> list[str]:
        unsure = [phrases for phrases in value or () if any(len(phrase) > 2 for phrase in phrases)]
        return [f" ({'|'.join(_expression(phrase) for phrase in phrases)}) " for phrases in unsure]


def _fts(phrase: Phrase) -> str:
    return f'"{" ".join(phrase)}"'


def _tsquery(phrase: Phrase) -> str:
    tokens = [_cut(token) for token in phrase]
    pairs = [f"{one} {other}" for one, other in pairwise(tokens)]
    return f"({' & '.join(map(_quoted, dict.fromkeys(pairs or tokens)))})"


def _expression(phrase: Phrase) -> str:
    return " ".join(re.escape(_cut(token)) for token in phrase)


def _quoted(token: str) -> str:
    doubled = token.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"


def _cut(token: str) -> str:
    return bare(token)[:_LONGEST]


@compiles(_has_phrases, "sqlite")
def _in_sqlite(element: _has_phrases, compiler: SQLCompiler, **more: Any) -> str:
    fts, _, _ = element.clauses
    return f"({EVENT_TEXT.name}.words MATCH {compiler.process(fts, **more)})"


@compiles(_has_phrases, "postgresql")
def _in_postgresql(element: _has_phrases, compiler: SQLCompiler, **more: Any) -> str:
    _, tsquery, expressions = (compiler.process(each, **more) for each in element.clauses)
    words = f"' ' || coalesce({EVENT_TEXT.name}.folded, {EVENT_TEXT.name}.words) || ' '"
    return f"({EVENT_TEXT.name}.tokens @@ CAST({tsquery} AS tsquery) AND ({words}) ~ ALL ({expressions}))"
