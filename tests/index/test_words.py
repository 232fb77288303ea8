"""Where characters stand side by side is what a reader of the texts would find."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.index.words import Words, can_find, make_segment

tokens = st.sampled_from((*"中国美。", "2021", "が", "gdp"))
texts = st.lists(st.lists(tokens, max_size=12), max_size=9)


def words_of(*parts: dict[int, list[str]]) -> Words:
    """Of segments of texts by their numbers; the events of the timeline are in the order of these."""
    segments = [make_segment(list(part), [" ".join(text) for text in part.values()]) for part in parts]
    numbers = np.array(sorted(set().union(*parts)), dtype=np.int64)
    return Words(segments, numbers, np.arange(len(numbers), dtype=np.int32))


@given(texts, st.lists(st.sampled_from("中国美。"), min_size=1, max_size=5))
def test_a_phrase_is_where_its_tokens_stand_side_by_side(texts: list[list[str]], phrase: list[str]) -> None:
    if not can_find(phrase):
        return
    line = f" {' '.join(phrase)} "
    having = [n for n, text in enumerate(texts) if line in f" {' '.join(text)} "]
    assert list(words_of(dict(enumerate(texts))).find(phrase)) == having


@given(texts, texts, st.sampled_from(("中", "中国", "国美中")))
def test_of_two_segments_the_later_one_tells(old: list[list[str]], new: list[list[str]], phrase: str) -> None:
    first, second = dict(enumerate(old)), {2 * n: text for n, text in enumerate(new)}
    now = [text for _, text in sorted((first | second).items())]
    having = [n for n, text in enumerate(now) if f" {' '.join(phrase)} " in f" {' '.join(text)} "]
    assert list(words_of(first, second).find(phrase)) == having


def test_an_event_that_is_gone_is_not_found() -> None:
    segment = make_segment([3, 5], ["中 国", "中 国"])
    left = Words([segment], np.array([5]), np.array([0], dtype=np.int32))
    assert list(left.find("中国")) == [0]


def test_events_stand_in_the_order_of_the_timeline() -> None:
    segment = make_segment([3, 5, 8], ["中", "美", "中 国"])
    words = Words([segment], np.array([3, 5, 8]), np.array([2, 0, 1], dtype=np.int32))
    assert list(words.find("中")) == [1, 2]


def test_a_phrase_far_behind_is_found() -> None:
    far = " ".join(["国"] * 70_000 + ["中", "美", "国", "中"])
    assert list(words_of({0: far.split(), 1: ["中", "美"]}).find("中美国中")) == [0]


@pytest.mark.parametrize("phrase", [("2021",), ("が",), ("中", "gdp"), ("。",), ("𠀀",), ("é",)])
def test_other_tokens_are_left_to_the_full_text_index(phrase: tuple[str, ...]) -> None:
    assert not can_find(phrase)
