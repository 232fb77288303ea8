import pytest

from app.extraction import extract
from app.extraction.mentions import EventType
from tests.extraction.articles import article


def unnamed(*paragraphs: str, captions: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """The day and the verb of what only the backstop finds."""
    found = extract(article("天气很好。", *paragraphs, captions=captions)).events
    return [
        (event.time.expression, event.trigger)
        for event in found
        if event.time and not event.implicit and event.type is EventType.OTHER and event.score == 1.0
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("拜登5月16日安静度过了生日。", [("5月16日", "度过")]),
        ("拜登5月16日安靜度過了生日。", [("5月16日", "度過")]),
        ("5月16日，拜登度过了生日。", [("5月16日", "度过")]),
    ],
)
def test_a_day_somebody_and_a_verb_make_a_happening(text: str, expected: list[tuple[str, str]]) -> None:
    assert unnamed(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "5月16日度过了生日。",
        "5月拜登度过了生日。",
        "拜登5月16日可能很高兴。",
        "拜登5月16日表示，他度过了生日。",
        "5月16日由拜登拍摄的照片很清楚。",
        "拜登5月16日会见普京。",
        "“拜登5月16日安静度过了生日”的说法流传很广。",
        "截至5月16日，拜登度过了生日。",
    ],
)
def test_less_makes_none(text: str) -> None:
    assert unnamed(text) == []


def test_a_caption_founds_nothing() -> None:
    assert unnamed(captions=("拜登5月16日安静度过了生日。",)) == []


def test_a_listed_word_that_goes_on_with_the_same_subject_tells_what_was_done() -> None:
    (event,) = extract(article("天气很好。", "美国5月16日单方面挑起事端，突然要求中国关闭领事馆。")).events
    assert (event.trigger, event.type) == ("要求", EventType.REQUEST)
