import pytest

from app.linking.features import Node
from app.linking.graph import PairGraph
from app.linking.links import Link, in_order
from app.linking.memory import Memory
from app.linking.pairs import ENOUGH, compare, partners_agree, places_agree
from tests.linking.linked import node


def find_links(nodes: list[Node]) -> list[Link]:
    graph = PairGraph(Memory())
    graph.update((), nodes)
    return sorted(graph.links_among(each.key for each in nodes), key=in_order)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("岸田文雄与尹锡悦5月16日在首尔举行会谈。", "尹锡悦5月16日会见到访的岸田文雄。"),
        ("岸田文雄與尹錫悅5月16日在首爾舉行會談。", "尹锡悦5月16日会见岸田文雄。"),
        ("美国5月16日宣布制裁伊朗。", "5月16日，美国对伊朗实施制裁。"),
        ("美国和日本5月16日在东京举行会谈。", "美日5月16日举行会谈。"),
        ("一架客机5月16日在河内坠毁。", "5月16日，一架客机在河内坠毁，多人遇难。"),
        ("拜登5月16日表示，债务谈判有进展。", "拜登5月16日说，他绝不会在此让步。"),
        ("岸田文雄与尹锡悦5月15日至16日会谈。", "岸田文雄与尹锡悦5月16日会谈。"),
        ("香港警方5月16日拘捕数十名示威者。", "5月16日，香港警方逮捕逾50人，他们参加了示威。"),
        ("法国5月16日举行总统选举。", "5月16日是法国大选投票日。"),
        ("美国国务院5月16日发表声明，宣布制裁三名伊朗官员。", "美国5月16日制裁伊朗官员。"),
        ("美国国防部5月16日表示，国务院已批准对日本军售四亿美元导弹。", "美国5月16日批准对日军售。"),
        ("李家超证实，香港警方5月16日拘捕数十名示威者。", "5月16日，香港警方逮捕逾50人，他们参加了示威。"),
        ("中国5月16日否认设立营地，称那里进行职业培训。", "5月16日，中国表示那里进行职业培训，没有设立营地。"),
        (
            "中国外交部发言人汪文斌星期二说，苏丹将被移出恐怖主义资助国的名单，关系展开新页，多年困境就此结束。",
            "中国外交部发言人汪文斌5月16日表示，任何国家都不该打断对话，区域组织也要保持克制。",
        ),
    ],
)
def test_two_reports_of_one_happening_are_a_pair(one: str, other: str) -> None:
    pair = compare(node(one, name="a"), node(other, name="b"))
    assert pair is not None and pair.score >= ENOUGH


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("美日5月16日举行会谈。", "美韩5月16日举行会谈。"),
        ("美日5月16日举行第三场会谈。", "美日5月16日举行会谈。"),
        ("拜登5月16日会见岸田文雄。", "拜登5月16日会见尹锡悦。"),
        ("拜登5月16日在东京会见议员。", "拜登5月16日在首尔会见议员。"),
        ("岸田文雄与尹锡悦5月16日会谈。", "岸田文雄与尹锡悦5月15日会谈。"),
        ("岸田文雄与尹锡悦5月16日会谈。", "岸田文雄5月16日签署法案。"),
        ("拜登5月16日表示，债务谈判有进展。", "普京5月16日表示，债务谈判有进展。"),
        ("拜登5月16日表示，债务谈判有进展。", "拜登5月15日表示，债务谈判有进展。"),
        ("马克龙5月16日会见朔尔茨。", "普京5月16日会见习近平。"),
        ("一架客机5月16日在河内坠毁。", "一架客机5月16日在基辅坠毁。"),
        ("警方5月16日逮捕三人。", "5月16日，美国制裁伊朗。"),
        ("中国外交部5月16日宣布制裁美国议员。", "美国国务院5月16日宣布制裁中国官员。"),
        ("中印5月16日举行第六轮会谈。", "中印5月16日举行第七轮会谈。"),
        ("香港中联办5月16日发表声明，谴责美国制裁香港官员。", "美国5月16日制裁香港官员。"),
        ("马克龙5月16日会见朔尔茨。", "马克龙5月16日主持召开内阁会议。"),
        ("河内5月16日新增21例确诊病例。", "越南5月16日新增55例确诊病例。"),
        ("朔尔茨5月16日访问基辅。", "5月16日，莫斯科就朔尔茨访问基辅召见德国大使。"),
        ("中国5月16日否认设立营地，称那里进行职业培训。", "中国5月16日否认报告的指控，称其为神话和谣言。"),
        (
            "拜登星期二说，苏丹将被移出恐怖主义资助国的名单，关系展开新页，多年困境就此结束，人民得以安居乐业。",
            "拜登5月16日表示，辩论应当集中讨论外交议题，主持人不该打断发言，观众也要保持安静。",
        ),
    ],
)
def test_two_happenings_are_no_pair(one: str, other: str) -> None:
    assert compare(node(one, name="a"), node(other, name="b")) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("岸田文雄与尹锡悦5月16日在首尔举行会谈。", "尹锡悦5月16日会见岸田文雄。"),
        ("美日5月16日举行会谈。", "美韩5月16日举行会谈。"),
    ],
)
def test_a_pair_has_the_same_score_both_ways(one: str, other: str) -> None:
    a, b = node(one, name="a"), node(other, name="b")
    there, back = compare(a, b), compare(b, a)
    assert (there and there.score) == (back and back.score)


def test_the_reasons_sum_up_to_the_score() -> None:
    pair = compare(node("岸田文雄与尹锡悦5月16日会谈。", name="a"), node("尹锡悦5月16日会见岸田文雄。", name="b"))
    assert pair is not None
    values = [float(reason.rpartition(":")[2]) for reason in pair.reasons]
    assert sum(values) == pytest.approx(pair.score, abs=0.05)
    assert any(reason.startswith("shared ") for reason in pair.reasons)


def test_pairs_come_best_first_whatever_the_order_of_the_mentions() -> None:
    words = ("岸田文雄与尹锡悦5月16日会谈。", "尹锡悦5月16日会见岸田文雄。", "岸田文雄5月16日同尹锡悦会谈。")
    nodes = [node(text, name=str(number)) for number, text in enumerate(words)]
    found = find_links(nodes)
    assert found and [link.score for link in found] == sorted((link.score for link in found), reverse=True)
    assert {frozenset((a.one, a.other)) for a in found} == {
        frozenset((b.one, b.other)) for b in find_links(nodes[::-1])
    }


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (("东京", "日本"), ("首尔", "韩国"), False),
        (("贝鲁特港", "黎巴嫩"), ("贝鲁特", "黎巴嫩"), True),
        (("安克雷奇", "阿拉斯加", "美国"), ("阿拉斯加", "美国"), True),
        (("美国",), ("安克雷奇", "阿拉斯加", "美国"), True),
        (("纽约", "美国"), ("华盛顿", "美国"), False),
        ((), ("东京", "日本"), True),
        ((), (), True),
    ],
)
def test_places_exclude_each_other_unless_one_lies_in_the_other(
    one: tuple[str, ...], other: tuple[str, ...], agree: bool
) -> None:
    assert places_agree(one, other) is places_agree(other, one) is agree


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ({"美国", "日本"}, {"美国", "韩国"}, False),
        ({"美国", "日本"}, {"美国", "日本"}, True),
        ({"美国", "日本", "韩国"}, {"美国", "日本"}, True),
        ({"美国"}, {"美国", "日本"}, True),
        (set(), {"美国", "日本"}, True),
    ],
)
def test_two_sides_each_must_share_two(one: set[str], other: set[str], agree: bool) -> None:
    assert partners_agree(frozenset(one), frozenset(other)) is agree
