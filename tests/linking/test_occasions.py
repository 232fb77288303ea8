"""On which occasions a speaker is heard, and which statements they keep apart."""

import pytest

from app.linking.occasions import are_apart, find_occasion
from tests.extraction.articles import article
from tests.linking.linked import events


@pytest.mark.parametrize(
    ("words", "occasion"),
    [
        ("布林肯周二在记者会上表示", {"briefing"}),
        ("布林肯接受路透社采访时表示", {"interview 路透社"}),
        ("布林肯对彭博社表示", {"interview 彭博社"}),
        ("布林肯接受采访时表示", {"interview"}),
        ("布林肯在推特发文说", {"post"}),
        ("布林肯与王毅会谈时强调", {"meeting"}),
        ("布林肯在大学演讲时说", {"speech"}),
        ("布林肯对记者表示", set()),
        ("布林肯表示", set()),
        ("布林肯对伊朗表示不满", set()),
    ],
)
def test_the_words_before_the_verb_tell_the_occasion(words: str, occasion: set[str]) -> None:
    assert find_occasion(words) == occasion


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ({"post"}, {"briefing"}, True),
        ({"interview 路透社"}, {"interview 彭博社"}, True),
        ({"interview"}, {"interview 彭博社"}, False),
        ({"post"}, set(), False),
        ({"meeting", "briefing"}, {"briefing"}, False),
    ],
)
def test_only_occasions_that_are_told_part_statements(one: set[str], other: set[str], apart: bool) -> None:
    assert are_apart(frozenset(one), frozenset(other)) is apart


def test_a_speaker_heard_twice_on_one_day_makes_two_statements() -> None:
    found = events(
        article(
            "布林肯5月16日在记者会上表示，对伊朗的制裁继续有效。",
            "布林肯说，谈判仍有可能。",
            "布林肯随后在推特发文说，美国与盟友站在一起。",
        )
    )
    assert sorted(len(e.evidence) for e in found) == [1, 2]


def test_what_was_told_before_another_occasion_was_said_elsewhere() -> None:
    found = events(
        article(
            "布林肯5月16日表示，对伊朗的制裁继续有效。",
            "布林肯随后在大学演讲时又说，美国与盟友站在一起。",
        )
    )
    assert [len(e.evidence) for e in found] == [1, 1]
