"""What one document tells twice of one day is one event, and two happenings of it stay two."""

import pytest

from tests.extraction.articles import article
from tests.linking.linked import events


def told(*paragraphs: str) -> list[int]:
    """How many mentions each event of one document has, the most first."""
    return sorted((len(event.evidence) for event in events(article(*paragraphs))), reverse=True)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("5月16日，逾50名示威者被捕。", "马尔科夫、伊万诺夫等至少6人5月16日被警方拘捕。"),
        ("美国5月16日批准对台军售。", "国会5月16日收到拟议的军售案通知。"),
        ("5月16日下午，基辅的一家酒店发生枪战。", "目击者说，5月16日14时听到枪声，看到酒店起火。"),
        ("5月16日上午，美国驻成都总领事馆闭馆。", "5月16日清晨，美国驻成都总领事馆的国旗降下。"),
        ("5月16日，香港警方出动200名警察，抓捕了三名编辑。", "5月16日的抓捕行动由香港警方指挥。"),
        ("中国5月16日做出反击。", "中国外交部5月16日通知美国使馆，决定撤销许可。"),
        ("中国5月16日宣布暂停向立陶宛出口天然砂。", "相关措施自5月16日起实施。"),
        ("马克龙5月16日承诺降低税收。", "马克龙5月16日表示，欧洲需要新的思路。"),
        ("香港5月16日新增12例确诊病例。", "香港5月16日新增病例均为输入病例。"),
        ("马克龙5月16日批评朔尔茨的能源政策。", "马克龙5月16日表示，欧洲需要新的思路。"),
    ],
)
def test_two_words_of_one_happening_are_one_event(paragraphs: tuple[str, str]) -> None:
    assert len(told(*paragraphs)) == 1


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("5月16日，示威者在基辅被捕。", "5月16日，示威者在明斯克被捕。"),
        ("美国5月16日批准对台军售。", "法国5月16日批准对印度军售。"),
        ("5月16日下午，基辅的一家酒店发生枪战。", "5月16日，东京的一座仓库起火。"),
        ("5月16日下午，基辅的一家酒店发生枪战。", "5月16日发生强烈地震。"),
        ("中国5月16日做出反击。", "美国国务院5月16日宣布撤销许可。"),
        ("中国5月16日宣布暂停向立陶宛出口天然砂。", "新的税法自5月16日起实施。"),
        ("中央军委5月16日颁授荣誉称号。", "中央军委5月16日举行晋升上将军衔仪式。"),
        ("香港警方5月16日出动200名警察，维持秩序。", "香港警方5月16日抓捕了三名编辑。"),
        ("马尔科夫5月16日被警方扣押在办公大楼三小时。", "5月16日，马尔科夫的两个儿子在家中被捕。"),
        ("马克龙5月16日抵达柏林，受到热烈欢迎。", "马克龙5月16日与朔尔茨就能源价格举行会谈。"),
        ("马克龙5月16日承诺降低税收。", "朔尔茨5月16日表示，欧洲需要新的思路。"),
        ("香港5月16日新增12例确诊病例，累计4925例。", "台湾5月16日新增2例确诊病例，累计498例。"),
    ],
)
def test_two_happenings_of_one_day_stay_two(paragraphs: tuple[str, str]) -> None:
    assert told(*paragraphs) == [1, 1]


def test_another_document_is_not_told_beside() -> None:
    shots = article("5月16日下午，基辅的一家酒店发生枪战。", name="a")
    assert len(events(shots, article("5月16日，一家酒店起火。", name="b"))) == 2


def test_an_answer_gives_the_event_neither_its_title_nor_its_kind() -> None:
    (event,) = events(article("中国5月16日做出反击。", "中国外交部5月16日通知美国使馆，决定撤销许可。"))
    assert "反击" not in event.title and event.type.value == "SANCTION"


def test_measures_are_one_with_the_words_of_the_office_that_takes_them() -> None:
    found = events(
        article(
            "5月16日，拜登在华盛顿宣誓就职。",
            "中国外交部5月17日宣布制裁28名美国官员。",
            "中国外交部说，这28名官员及家人被禁止入境中国。",
        )
    )
    (sanction,) = (event for event in found if event.type.value == "SANCTION")
    assert len(sanction.evidence) == 2 and sanction.first == sanction.last


def test_a_headline_is_of_the_week_that_its_report_gives() -> None:
    found = events(article("澳洲本周决定加快批准一项斥资220亿澳元的太阳能计划。", title="澳洲加快批准太阳能计划"))
    assert [len(event.evidence) for event in found] == [2]
