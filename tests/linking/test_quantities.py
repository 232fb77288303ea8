import pytest

from app.linking.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("制裁24名官员", [("24名", "人", 24, 24)]),
        ("二十四位官员被制裁", [("二十四位", "人", 24, 24)]),
        ("逾50人被捕", [("逾50人", "人", 50, 60)]),
        ("50多人被捕", [("50多人", "人", 50, 60)]),
        ("近50人被捕", [("近50人", "人", 40, 50)]),
        ("约100架飞机", [("约100架", "架", 90, 110)]),
        ("至少3艘军舰", [("至少3艘", "艘", 3, float("inf"))]),
        ("价值18亿美元的军售", [("18亿美元", "美元", 18e8, 18e8)]),
        ("投资4.2亿欧元", [("4.2亿欧元", "欧元", 4.2e8, 4.2e8)]),
        ("支持率为51%", [("51%", "%", 51, 51)]),
    ],
)
def test_a_number_counts_something_within_a_range(text: str, found: list[tuple[str, str, float, float]]) -> None:
    values = [(q.words, q.unit, q.least, q.most) for q in find_quantities(text)]
    assert [v[:2] for v in values] == [f[:2] for f in found]
    assert [x for v in values for x in v[2:]] == pytest.approx([x for f in found for x in f[2:]])


@pytest.mark.parametrize("text", ["5月16日", "第三场会谈", "2021年", "人民", "一个中国原则", "名单", "第24名"])
def test_days_ordinals_and_bare_words_count_nothing(text: str) -> None:
    assert list(find_quantities(text)) == []


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [("53名", "逾50名", True), ("53名", "50多名", True), ("24名", "14名", False), ("近50名", "53名", False)],
)
def test_two_numbers_may_be_one(one: str, other: str, may: bool) -> None:
    (a,), (b,) = find_quantities(one), find_quantities(other)
    assert a.may_equal(b) is b.may_equal(a) is may
