"""Where sources differ: a conflict only where both cannot hold."""

from datetime import date

import pytest

from app.linking.events import Event, Stand
from app.reading.document import Document
from tests.extraction.articles import article
from tests.linking.linked import events

DAY = date(2023, 5, 17)


def stands(event: Event, name: str) -> dict[str, str]:
    return {value.value: value.stand.value for slot in event.slots if slot.name == name for value in slot.values}


def documents(*paragraphs: str) -> list[Document]:
    return [article(words, published=date(2023, 6, 20), name=str(n)) for n, words in enumerate(paragraphs)]


@pytest.mark.parametrize(
    ("paragraphs", "slot", "expected"),
    [
        (
            ("岸田文雄5月16日在首尔会见尹锡悦。", "岸田文雄与尹锡悦5月的首尔会谈取得成果。"),
            "day",
            {"2023-05-16": "agrees", "2023-05-01/2023-05-31": "less-precise"},
        ),
        (
            ("岸田文雄与尹锡悦5月16日在首尔会谈。", "岸田文雄与尹锡悦5月15日至16日在首尔会谈。"),
            "day",
            {"2023-05-16": "agrees", "2023-05-15/2023-05-16": "agrees"},
        ),
        (
            ("岸田文雄5月16日在安克雷奇会见尹锡悦。", "岸田文雄5月16日在阿拉斯加会见尹锡悦。"),
            "place",
            {"安克雷奇": "agrees", "阿拉斯加": "less-precise"},
        ),
        (
            ("美国5月16日宣布制裁24名伊朗官员。", "美国5月16日宣布制裁14名伊朗官员。"),
            "number",
            {"24名": "conflicts", "14名": "conflicts"},
        ),
        (
            ("美国5月16日宣布制裁24名伊朗官员。", "美国5月16日宣布制裁逾20名伊朗官员。"),
            "number",
            {"24名": "agrees", "逾20名": "less-precise"},
        ),
        (
            ("美国国务卿布林肯5月16日会见尹锡悦。", "美国前国务卿布林肯5月16日会见尹锡悦。"),
            "title",
            {"国务卿": "conflicts", "前国务卿": "conflicts"},
        ),
        (
            ("岸田文雄5月16日在首尔会见尹锡悦。", "岸田文雄5月16日没有在首尔会见尹锡悦。"),
            "status",
            {"happened": "conflicts", "denied": "conflicts"},
        ),
    ],
)
def test_values_agree_are_vaguer_or_conflict(paragraphs: tuple[str, ...], slot: str, expected: dict[str, str]) -> None:
    (event,) = events(*documents(*paragraphs))
    assert stands(event, slot) == expected


def test_a_plan_told_before_conflicts_with_no_report() -> None:
    plan = article("岸田文雄将于5月20日会见尹锡悦。", published=DAY, name="plan")
    (event,) = events(plan, *documents("岸田文雄5月20日会见了尹锡悦。"))
    assert set(stands(event, "status").values()) == {Stand.AGREES.value}


def test_a_document_that_gives_no_place_is_named_as_silent() -> None:
    (event,) = events(*documents("岸田文雄5月16日在首尔会见尹锡悦。", "岸田文雄5月16日会见尹锡悦。"))
    (place,) = (slot for slot in event.slots if slot.name == "place")
    assert place.absent == ("https://example.org/1",)
    assert not place.is_disputed


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("美国5月16日宣布制裁24名伊朗官员和3家公司。", "美国5月16日宣布制裁24名伊朗官员，其中14名是军人。"),
        ("外长布林肯5月16日会见尹锡悦。", "国务卿布林肯5月16日会见尹锡悦。"),
    ],
)
def test_what_can_both_hold_is_no_conflict(paragraphs: tuple[str, ...]) -> None:
    assert not any(slot.is_disputed for event in events(*documents(*paragraphs)) for slot in event.slots)


def test_one_mention_alone_fills_no_slots() -> None:
    (event,) = events(*documents("岸田文雄5月16日在首尔会见尹锡悦。"))
    assert event.slots == ()
