"""Who takes part in words said, in an article of 17 May 2023."""

import pytest

from tests.extraction.articles import found_in


def everybody(text: str) -> list[str]:
    _, found = found_in(text)
    return [p.actor.name for p in found.events[0].participants]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("法国总理5月16日表示，比利时应当先行动。", ["法国", "比利时"]),
        ("德国政府消息人士5月16日告诉路透社，比利时已经加入。", ["德国", "比利时"]),
        ("欧盟一位不具名官员5月16日表示，比利时已经加入。", ["欧盟", "比利时"]),
        ("中国驻比利时使馆工作人员5月16日表示，伤者已经安置。", ["中国驻比利时大使馆", "中国"]),
        ("多位专家5月16日表示，比利时已经加入。", ["比利时"]),
        ("当地媒体5月16日称，比利时已经加入。", []),
    ],
)
def test_who_speaks_without_a_name_stands_for_land_and_body(text: str, names: list[str]) -> None:
    assert everybody(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("马克龙5月16日与朔尔茨会面时表示，计划不变。", ["马克龙", "朔尔茨", "法国", "德国"]),
        ("马克龙5月16日会见朔尔茨时表示，计划不变。", ["马克龙", "朔尔茨", "法国", "德国"]),
        ("马克龙5月16日对朔尔茨表示，计划不变。", ["马克龙"]),
    ],
)
def test_whoever_is_met_hears_the_words(text: str, names: list[str]) -> None:
    assert everybody(text)[: len(names)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("朔尔茨5月16日表示，由于天气原因，比利时取消了演习。", ["朔尔茨", "比利时", "德国"]),
        ("朔尔茨5月16日表示，过去几年，比利时取消了演习。", ["朔尔茨", "比利时", "德国"]),
        ("朔尔茨5月16日表示，演习取消，比利时不受影响。", ["朔尔茨"]),
        ("朔尔茨5月16日表示，鉴于比利时发生水灾，演习取消。", ["朔尔茨"]),
        ("朔尔茨5月16日表示，这令人想起美俄对抗。", ["朔尔茨"]),
    ],
)
def test_words_are_about_the_first_clause_that_tells_something(text: str, names: list[str]) -> None:
    assert everybody(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("华为首席财务官孟晚舟5月16日表示，计划不变。", ["孟晚舟", "华为"]),
        ("华为创办人任正非5月16日表示，计划不变。", ["任正非"]),
        ("台湾立法院议员谭昌蓉5月16日表示，计划不变。", ["谭昌蓉"]),
    ],
)
def test_members_and_founders_speak_for_themselves(text: str, names: list[str]) -> None:
    assert everybody(text) == names
