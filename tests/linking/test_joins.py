import pytest

from app.extraction.mentions import EventType
from app.linking.events import Event
from tests.extraction.articles import article
from tests.linking.linked import events


def joined(event: Event) -> list[str]:
    return [e.mention.trigger for e in event.evidence if e.mention.time is None]


@pytest.mark.parametrize(
    ("dated", "undated", "trigger"),
    [
        ("岸田文雄和尹锡悦5月16日在首尔举行会谈。", "岸田文雄与尹锡悦在首尔会谈。", "会谈"),
        ("岸田文雄5月16日在首尔会见尹锡悦。", "岸田文雄在首尔会见尹锡悦。", "会见"),
    ],
)
def test_a_mention_without_a_day_joins_the_event_of_its_document(dated: str, undated: str, trigger: str) -> None:
    (event,) = events(article(dated, undated))
    assert joined(event) == [trigger]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("岸田文雄和尹锡悦5月16日在首尔举行会谈。", "马克龙在柏林会见朔尔茨。"),
        ("岸田文雄和尹锡悦5月16日在首尔举行会谈。", "岸田文雄在东京会见尹锡悦。"),
        ("岸田文雄和尹锡悦5月16日在首尔举行会谈。", "岸田文雄与尹锡悦签署协议。"),
        ("伊朗5月16日宣布制裁美国官员。", "美国通过制裁重创了伊朗。"),
        ("中国和印度5月16日举行第六轮会谈。", "中国和印度同意举行第七轮会谈。"),
        (
            "天气很好。",
            "岸田文雄5月16日在首尔会见尹锡悦。",
            "岸田文雄5月15日在首尔会见尹锡悦。",
            "岸田文雄在首尔会见尹锡悦。",
        ),
    ],
)
def test_it_joins_none_that_differs_and_none_of_two_that_fit_alike(paragraphs: tuple[str, ...]) -> None:
    assert [joined(event) for event in events(article(*paragraphs)) if joined(event)] == []


def test_it_joins_no_event_of_another_document_and_founds_none() -> None:
    dated = article("岸田文雄5月16日在首尔会见尹锡悦。", name="a")
    other = article("天气很好。", "岸田文雄在首尔会见尹锡悦。", name="b")
    (event,) = events(dated, other)
    assert joined(event) == []
    assert events(other) == []


def test_words_without_a_day_join_what_their_speaker_was_last_heard_to_say() -> None:
    found = events(
        article(
            "马克龙5月12日说，谈判陷入僵局。",
            "马克龙强调，朔尔茨5月10日访问了东京。",
            "马克龙5月16日说，会谈取得进展。",
            "马克龙指出，朔尔茨5月14日访问了首尔。",
        )
    )
    said = {str(event.first): joined(event) for event in found if event.type is EventType.STATEMENT}
    assert said == {"2023-05-12": ["强调"], "2023-05-16": ["指出"]}


def test_words_said_on_another_occasion_join_nothing() -> None:
    found = events(
        article("马克龙5月16日在记者会上说，会谈取得进展。", "马克龙在推特上指出，朔尔茨5月14日访问了东京。")
    )
    assert [joined(event) for event in found if joined(event)] == []
