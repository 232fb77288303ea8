"""Search words in Chinese: every CJK character is a token, a word is a phrase of them, over folded text."""

import re
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, select

from app.extraction.folding import fold
from app.store.tables import EVENT, EVENT_TEXT

# Between passages, and for every run of punctuation: a token of its own, so that no phrase reaches over it.
_STOP = "。"
# Ideographs, kana and hangul: scripts written without blanks. Everything else is split at blanks by SQLite.
_CHARACTER = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U000323af]"
)
_PUNCTUATION = re.compile(r"(?:[^\w\s]|_)+")
_TERM = re.compile(r'(-?)(?:"([^"]*)"|“([^”]*)”|(\S+))')
_MAX_TERMS = 30


def searchable(texts: Iterable[str]) -> str:
    """The words of several texts as the full-text index keeps them; no phrase reaches from one text to the next."""
    return f" {_STOP} ".join(_tokens(text) for text in texts)


def matches(words: str) -> list[ColumnElement[bool]]:
    """Conditions on the table event for search words as typed: all must occur, those with "-" must not.

    Quotation marks hold blanks together. Words without a letter or digit say nothing and are passed over.
    """
    wanted, unwanted = parse_words(words)
    conditions: list[ColumnElement[bool]] = []
    if wanted:
        conditions.append(EVENT.c.id.in_(_found(" AND ".join(wanted))))
    if unwanted:
        conditions.append(EVENT.c.id.not_in(_found(" OR ".join(unwanted))))
    return conditions


def parse_words(words: str) -> tuple[list[str], list[str]]:
    """Phrases of the index's tokens that must occur, and that must not."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for sign, *forms in _TERM.findall(fold(words))[:_MAX_TERMS]:
        phrase = _tokens("".join(forms)).strip(f"{_STOP} ")
        if phrase:
            (unwanted if sign else wanted).append(f'"{phrase}"')
    return wanted, unwanted


def _tokens(text: str) -> str:
    stopped = _PUNCTUATION.sub(f" {_STOP} ", fold(text))
    return " ".join(_CHARACTER.sub(r" \g<0> ", stopped).split())


def _found(query: str) -> Select[str]:
    return select(EVENT_TEXT.c.event_id).where(EVENT_TEXT.c.words.match(query))
