import pytest

from app.extraction import extract
from app.extraction.mentions import EventMention
from tests.extraction.articles import article


def undated(*paragraphs: str) -> list[EventMention]:
    """The mentions without a time, below a first paragraph that tells of nothing."""
    found = extract(article("天气很好。", *paragraphs)).events
    return [event for event in found if event.time is None]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("马克龙会见朔尔茨。", "会见"),
        ("馬克龍會見朔爾茨。", "會見"),
        ("马克龙在柏林签署协议。", "签署协议"),
        ("中美举行会谈。", "举行会谈"),
        ("马克龙将会见朔尔茨。", "会见"),
    ],
)
def test_a_strong_word_with_two_actors_or_one_and_a_place_may_join_an_event(text: str, trigger: str) -> None:
    assert [event.trigger for event in undated(text)] == [trigger]


@pytest.mark.parametrize(
    "text",
    [
        "马克龙举行会谈。",
        "两国举行会谈。",
        "在柏林举行会谈。",
        "马克龙没有会见朔尔茨。",
        "如果马克龙会见朔尔茨，局势将会改变。",
        "马克龙表示，朔尔茨是他的朋友。",
        "马克龙和朔尔茨都很高兴。",
        "马克龙5月16日会见朔尔茨。",
        "",
    ],
)
def test_less_could_belong_to_anything(text: str) -> None:
    assert undated(text) == []


def test_a_caption_gives_no_mention_without_a_day() -> None:
    found = extract(article("天气很好。", captions=["马克龙会见朔尔茨。"])).events
    assert found == ()
