import pytest

from app.extraction import extract
from app.extraction.mentions import EventMention, EventType
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


@pytest.mark.parametrize(
    "text",
    [
        "马克龙表示，朔尔茨5月14日访问了东京。",
        "马克龙证实朔尔茨5月14日访问了东京。",
        "馬克龍指出，5月14日朔爾茨訪問了東京。",
    ],
)
def test_who_tells_of_what_is_dated_is_heard_too(text: str) -> None:
    (words,) = undated("马克龙5月16日说，会谈取得进展。", text)
    assert (words.type, words.participants[0].actor.name) == (EventType.STATEMENT, "马克龙")


@pytest.mark.parametrize(
    "text",
    [
        "肖尔茨表示，马克龙5月14日访问了东京。",
        "马克龙此前表示，朔尔茨5月14日访问了东京。",
        "马克龙5月14日表示，朔尔茨5月10日访问了东京。",
        "报道指出，马克龙5月14日访问了东京。",
    ],
)
def test_but_only_who_was_heard_and_in_words_of_no_other_day(text: str) -> None:
    assert undated("马克龙5月16日说，会谈取得进展。", text) == []
