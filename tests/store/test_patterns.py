"""Patterns that find words in any script, width and case, and never mean anything else."""

import sqlite3

import pytest

from app.store.patterns import find_terms, glob, parse_terms, plain


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("台湾", "關於臺灣的事"),
        ("臺灣", "关于台湾的事"),
        ("biden", "Joe BIDEN"),
        ("24", "制裁２４名"),
        ("[a]", "见[A]处"),
        ("]", "a]b"),
        ("^", "2^3"),
        ("a-b", "A-B"),
        ("*", "2*3"),
        ("?", "a?b"),
        ("“好”", "他说“好”"),
    ],
)
def test_a_pattern_finds_its_words(words, text) -> None:
    assert matches(words, text)


@pytest.mark.parametrize(("words", "text"), [("*", "台湾"), ("?", "台"), ("[ab]", "a"), ("台湾", "台 湾"), ("^", "a")])
def test_a_pattern_finds_nothing_else(words, text) -> None:
    assert not matches(words, text)


@pytest.mark.parametrize(
    ("words", "forms"),
    [
        ("期待 -幻想", [("期待", False), ("幻想", True)]),
        ('"a b" …', [("a b", False)]),
        ("“过高的 期待”", [("过高的 期待", False)]),
        ("- !", []),
    ],
)
def test_terms_are_parted_as_typed(words, forms) -> None:
    assert [(term.forms[0], term.is_unwanted) for term in parse_terms(words)] == forms


def test_the_name_of_an_actor_stands_for_all_its_names() -> None:
    (term,) = parse_terms("蘇利文")
    assert {"苏利文", "沙利文", "jake sullivan"} <= set(term.forms)


def test_hits_have_the_offsets_of_the_text() -> None:
    text = "關於臺灣，台湾"
    assert [text[start:end] for start, end in find_terms(text, parse_terms("台湾 -关于"))] == ["臺灣", "台湾"]


def matches(words: str, text: str) -> bool:
    query = "SELECT ? GLOB ?"
    return bool(sqlite3.connect(":memory:").execute(query, (text, glob(plain(words)))).fetchone()[0])
