import pytest

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
