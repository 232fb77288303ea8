"""Who speaks for whom, and which words are one act's."""

import pytest

from app.linking import link
from app.linking.pairs import compare
from app.linking.words import are_stages, counts_agree, counts_of
from tests.extraction.articles import article
from tests.linking.linked import events, linked, node


def speakers(title: str, *paragraphs: str) -> list[int]:
    """How many mentions each of the statements has that are made on one day in one document."""
    found = link(linked(article(*paragraphs, title=title))).events
    return sorted(len(e.evidence) for e in found if e.type.value == "STATEMENT")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中国外交部发言人5月16日说，有关约谈是正常执法。", "外交部发言人赵立坚5月16日说，约谈记者是正常的执法行动。"),
        (
            "中国5月16日表示，坚决反对干涉香港司法事务。",
            "中国外交部发言人汪文斌5月16日表示，中方坚决反对干涉香港司法事务。",
        ),
    ],
)
def test_a_spokesman_and_his_ministry_are_one_speaker(one: str, other: str) -> None:
    assert [e.documents for e in events(article(one, name="a"), article(other, name="b"))] == [2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中国5月16日表示，粮食丰收有望。", "中国外交部发言人汪文斌5月16日表示，中方坚决反对干涉香港司法事务。"),
        ("外交部发言人赵立坚5月16日说，约谈是正常执法。", "外交部发言人汪文斌5月16日说，约谈是正常执法。"),
        ("美国5月16日表示，债务谈判有进展。", "美国参议员鲁比奥5月16日表示，债务谈判有进展。"),
        ("香港中联办5月16日表示，坚决反对制裁。", "中联办主任骆惠宁5月16日表示，制裁是他的光荣。"),
    ],
)
def test_others_speak_for_themselves(one: str, other: str) -> None:
    assert [e.documents for e in events(article(one, name="a"), article(other, name="b"))] == [1, 1]


def test_two_spokesmen_do_not_become_one_through_their_ministry() -> None:
    found = events(
        article("外交部发言人赵立坚5月16日说，有关约谈是正常的执法行动。", name="a"),
        article("中国外交部发言人5月16日说，有关约谈是正常的执法行动。", name="b"),
        article("外交部发言人汪文斌5月16日说，有关约谈是正常的执法行动。", name="c"),
    )
    assert sorted(e.documents for e in found) == [1, 2]


def test_a_headline_puts_the_government_for_its_minister() -> None:
    assert speakers("港府称示威者图瘫痪机场", "香港保安局局长李家超今天说，示威者试图瘫痪机场。") == [2]
    assert speakers("港府称示威者图瘫痪机场", "香港保安局局长李家超今天说，楼价明年会再下跌。") == [1, 1]


@pytest.mark.parametrize(
    ("police", "taken", "is_one"),
    [
        ("香港警方5月16日拘捕53名民主派人士。", "戴耀廷等50多名民主派人士5月16日被捕。", True),
        ("香港警方5月16日拘捕3名走私人士。", "戴耀廷等50多名民主派人士5月16日被捕。", False),
    ],
)
def test_the_police_and_those_it_arrests_are_two_sides_of_one_act(police: str, taken: str, is_one: bool) -> None:
    assert (compare(node(police, name="a"), node(taken, name="b")) is not None) is is_one


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("拘捕53名示威者", "50多名示威者被捕", True),
        ("拘捕53名示威者", "超过50人被捕", True),
        ("拘捕53名示威者", "拘捕53人", True),
        ("拘捕53名示威者", "拘捕50名示威者", False),
        ("拘捕90名示威者", "50多人被捕", False),
        ("拘捕3名示威者", "拘捕3人", False),
        ("新增53例", "50多人被捕", False),
    ],
)
def test_counts_of_people_agree_where_both_may_hold(one: str, other: str, agree: bool) -> None:
    assert counts_agree(counts_of(one), counts_of(other)) is agree
    assert counts_agree(counts_of(other), counts_of(one)) is agree


@pytest.mark.parametrize(
    ("one", "other", "two"),
    [
        ("拘捕", "开庭", True),
        ("审理", "宣判", True),
        ("被捕", "获释", True),
        ("审理", "择期宣判", False),
        ("审讯", "审理", False),
        ("谈判", "审理", False),
        ("拘捕", "搜查", False),
    ],
)
def test_stages_of_a_case_are_happenings_of_their_own(one: str, other: str, two: bool) -> None:
    assert are_stages(one, other) is two


def test_an_act_that_names_nobody_joins_where_its_sentence_names_who_did_it() -> None:
    found = events(
        article("深圳市盐田区人民法院5月16日审理偷渡案。", name="a"),
        article("十名被告5月16日在深圳市盐田区人民法院受审。", name="b"),
    )
    assert [e.documents for e in found] == [2]
