from datetime import date

import pytest

from app.extraction.mentions import Precision
from app.linking.clusters import cluster
from app.linking.features import Node
from tests.linking.linked import node

LATER = date(2023, 6, 20)


def groups(*nodes: Node) -> list[list[str]]:
    """The clusters as the words of their mentions, in one order."""
    found = [sorted(n.document.text for n in c.nodes) for c in cluster(nodes)]
    return sorted(found)


@pytest.mark.parametrize(
    "texts",
    [
        ("岸田文雄与尹锡悦5月16日在首尔会谈。", "尹锡悦5月16日会见岸田文雄。", "岸田文雄5月16日在首尔同尹锡悦会谈。"),
        ("美国5月16日宣布制裁伊朗。", "5月16日，美国对伊朗实施制裁。"),
        ("拜登5月16日表示，债务谈判有进展。", "拜登5月16日说，他绝不会在此让步。"),
    ],
)
def test_reports_of_one_happening_are_one_cluster(texts: tuple[str, ...]) -> None:
    assert groups(*(node(text) for text in texts)) == [sorted(texts)]


@pytest.mark.parametrize(
    "texts",
    [
        ("美日5月15日至17日在东京举行会谈。", "美韩5月16日至18日在首尔举行会谈。"),
        ("美日5月16日举行会谈。", "美韩5月16日举行会谈。"),
        ("拜登5月16日在东京会见岸田文雄。", "拜登5月15日在东京会见岸田文雄。"),
        ("拜登5月16日会见岸田文雄。", "拜登5月16日会见尹锡悦。", "拜登5月16日会见普京。"),
        ("拜登5月16日表示，债务谈判有进展。", "普京5月16日表示，债务谈判有进展。"),
    ],
)
def test_different_happenings_stay_apart(texts: tuple[str, ...]) -> None:
    assert groups(*(node(text) for text in texts)) == sorted([text] for text in texts)


def test_a_mention_that_fits_two_meetings_does_not_make_them_one() -> None:
    texts = ("美日5月16日举行会谈。", "美韩5月16日举行会谈。", "美国5月16日举行会谈。")
    found = groups(*(node(text) for text in texts))
    assert not any({"美日5月16日举行会谈。", "美韩5月16日举行会谈。"} <= set(group) for group in found)


def test_talks_of_three_do_not_make_two_talks_of_two_one() -> None:
    texts = ("美日韩5月16日在东京举行会谈。", "美日5月16日在东京举行会谈。", "美韩5月16日在东京举行会谈。")
    found = groups(*(node(text) for text in texts))
    assert not any(set(texts[1:]) <= set(group) for group in found)


def test_a_cluster_grows_by_one_day_at_most() -> None:
    texts = [f"拜登与岸田文雄5月{day}日至{day + 1}日会谈。" for day in (10, 11, 12, 13, 14)]
    for found in cluster([node(text) for text in texts]):
        assert found.first and found.last and (found.last - found.first).days + 1 <= 3


@pytest.mark.parametrize(
    ("coarse", "fine"),
    [
        ("岸田文雄与尹锡悦5月的首尔会谈取得成果。", "岸田文雄和尹锡悦5月16日在首尔举行会谈。"),
        ("岸田文雄与尹锡悦5月在首尔会谈。", "岸田文雄和尹锡悦5月16日在首尔会谈。"),
        ("岸田文雄与尹锡悦5月会谈。", "岸田文雄和尹锡悦5月16日在首尔会谈。"),
    ],
)
def test_a_month_joins_the_one_day_inside_it_that_it_means(coarse: str, fine: str) -> None:
    assert groups(node(coarse, LATER), node(fine)) == [sorted([coarse, fine])]


@pytest.mark.parametrize(
    ("coarse", "fine"),
    [
        ("岸田文雄与尹锡悦4月在首尔会谈。", "岸田文雄和尹锡悦5月16日在首尔会谈。"),
        ("岸田文雄与尹锡悦5月在东京会谈。", "岸田文雄和尹锡悦5月16日在首尔会谈。"),
        ("岸田文雄与朔尔茨5月会谈。", "岸田文雄和尹锡悦5月16日会谈。"),
        ("岸田文雄5月签署法案。", "岸田文雄和尹锡悦5月16日在首尔会谈。"),
    ],
)
def test_a_month_joins_no_other_day(coarse: str, fine: str) -> None:
    assert groups(node(coarse, LATER), node(fine)) == sorted([[coarse], [fine]])


def test_a_month_that_fits_two_days_equally_joins_neither() -> None:
    coarse = node("岸田文雄与尹锡悦5月在首尔会谈。", LATER)
    days = [node(f"岸田文雄和尹锡悦5月{day}日在首尔会谈。") for day in (6, 16)]
    found = cluster([coarse, *days])
    assert [len(c.nodes) for c in found] == [1, 1, 1]
    assert sorted(n.precision or "" for c in found for n in c.nodes) == [Precision.DAY, Precision.DAY, Precision.MONTH]


def test_every_mention_is_in_one_cluster() -> None:
    nodes = [node(f"拜登5月{day}日会见{who}。") for day in (10, 11) for who in ("普京", "岸田文雄", "习近平")]
    kept = [n.key for c in cluster(nodes) for n in c.nodes]
    assert sorted(kept) == sorted(n.key for n in nodes)
