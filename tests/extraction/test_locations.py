import pytest

from app.extraction.locations import find_places, within
from tests.extraction.articles import found_in, prepared


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("拜登5月16日在东京会见议员。", "东京"),
        ("拜登5月16日在東京會見議員。", "东京"),
        ("拜登5月16日从华盛顿飞抵东京。", "东京"),
        ("拜登5月16日访问日本。", "日本"),
        ("法国总统马克龙5月16日抵达德国访问。", "德国"),
        ("5月16日，洪水袭击仰光。", "仰光"),
        ("以色列5月16日对加沙发动空袭。", "加沙"),
        ("拜登5月16日在安克雷奇会见议员。", "安克雷奇"),
        ("拜登5月16日在安克拉治會見議員。", "安克雷奇"),
        ("会谈定于5月20日在日内瓦举行。", "日内瓦"),
        ("拜登5月16日在阿拉斯加安克雷奇会见议员。", "安克雷奇"),
        ("拜登5月16日在东京、首尔会见议员。", "东京"),
    ],
)
def test_a_happening_has_the_finest_place_that_its_words_put_it_at(text: str, place: str) -> None:
    _, found = found_in(text)
    assert [event.place for event in found.events] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "拜登5月16日谈到日内瓦公约时批评普京。",
        "拜登5月16日会见普京。",
        "拜登台北时间5月16日会见普京。",
        "美国5月16日制裁伊朗。",
        "纽约和东京的代表5月16日签署协议。",
        "俄罗斯总统普京5月16日签署法令。",
    ],
)
def test_countries_that_only_act_and_places_that_compete_are_no_place(text: str) -> None:
    _, found = found_in(text)
    assert [event.place for event in found.events] == [None]


@pytest.mark.parametrize(
    ("name", "around"),
    [
        ("安克雷奇", ("安克雷奇", "阿拉斯加", "美国")),
        ("阿拉斯加", ("阿拉斯加", "美国")),
        ("东京", ("东京", "日本")),
        ("无名镇", ("无名镇",)),
    ],
)
def test_a_place_lies_within_all_that_is_around_it(name: str, around: tuple[str, ...]) -> None:
    assert within(name) == around


def test_places_are_found_with_their_spans() -> None:
    text = "他从纽约飞往東京。"
    found = [(text[start:end], place.name) for start, end, place in find_places(prepared(text))]
    assert found == [("纽约", "纽约"), ("東京", "东京")]
