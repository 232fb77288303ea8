from datetime import date

import pytest

from app.linking.utterances import drift, drift_spans, find_utterances
from tests.extraction.articles import article
from tests.linking.linked import linked

MAY = date(2023, 5, 17)


def told(*documents: tuple[str, date | None]) -> list[tuple[int, list[tuple[tuple[str, str], ...]]]]:
    found = find_utterances(
        linked(*(article(words, published=day, name=str(n)) for n, (words, day) in enumerate(documents)))
    )
    return [(len(u.versions), [v.drift for v in u.versions]) for u in found]


def test_two_outlets_with_one_utterance_show_what_drifted() -> None:
    found = told(
        ("崔天凯说：“我们对此次会谈没有过高的期待和幻想。”", MAY),
        ("崔天凯说：“我们对此次会谈没有过高的期待或幻想。”", MAY),
    )
    assert found == [(2, [(), (("和", "或"),)])]


def test_a_part_of_an_utterance_is_the_same_one_and_no_drift() -> None:
    found = told(
        ("拜登说：“债务谈判已经有了很大进展，我绝不会在此让步。”", MAY), ("拜登说：“债务谈判已经有了很大进展”。", MAY)
    )
    assert found == [(2, [(), ()])]


@pytest.mark.parametrize(
    "documents",
    [
        (("拜登说：“债务谈判有很大进展。”", MAY), ("普京说：“债务谈判有很大进展。”", MAY)),
        (("拜登说：“债务谈判有很大进展。”", MAY), ("拜登说：“我们支持乌克兰的盟友。”", MAY)),
        (("拜登说：“债务谈判有很大进展。”", MAY), ("拜登说：“债务谈判有很大进展。”", date(2023, 7, 1))),
        (("拜登说：“债务谈判有很大进展。”", MAY),),
    ],
)
def test_another_speaker_matter_or_month_is_another_utterance(documents: tuple[tuple[str, date | None], ...]) -> None:
    assert told(*documents) == []


@pytest.mark.parametrize(
    ("first", "other", "changes"),
    [
        ("没有过高的期待和幻想", "没有过高的期待或幻想", [("和", "或")]),
        ("坚决反对强烈谴责", "坚决反对并强烈谴责", [("", "并")]),
        ("坚决反对", "我们坚决反对此事", []),
        ("坚决反对", "坚决反对", []),
        ("甲", "乙", []),
        ("", "", []),
    ],
)
def test_drift_is_what_changes_inside(first: str, other: str, changes: list[tuple[str, str]]) -> None:
    assert list(drift(first, other)) == changes


@pytest.mark.parametrize(
    ("first", "other", "changes"),
    [
        ("没有“过高”的期待和幻想。", "没有过高的期待或幻想", [("和", "或")]),
        ("坚决反对，强烈谴责", "坚决反对，并强烈谴责", [("", "并")]),
        ("沒有過高的期待和幻想", "没有过高的期待或幻想", [("和", "或")]),
        ("我们坚决反对", "坚决反对此事", []),
    ],
)
def test_drift_is_found_at_its_place_in_the_words_as_written(first: str, other: str, changes: list[object]) -> None:
    ours, theirs = drift_spans(first, other)
    assert [(first[a:b], other[c:d]) for (a, b), (c, d) in zip(ours, theirs, strict=True)] == changes
