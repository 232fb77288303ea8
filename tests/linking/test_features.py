import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.mentions import EventType
from app.linking.features import document_vector, family_of, vector_of
from tests.extraction.articles import article
from tests.linking.linked import node


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (EventType.SANCTION, EventType.COERCE),
        (EventType.AGREE, EventType.SUPPORT),
        (EventType.LEGISLATE, EventType.ELECT),
        (EventType.MOBILIZE, EventType.ASSAULT),
        (EventType.STATEMENT, EventType.ACCUSE),
    ],
)
def test_kinds_that_may_tell_of_one_happening_are_a_family(one: EventType, other: EventType) -> None:
    assert family_of(one) == family_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (EventType.CONSULT, EventType.SANCTION),
        (EventType.CONSULT, EventType.STATEMENT),
        (EventType.DISASTER, EventType.ASSAULT),
        (EventType.ECONOMIC, EventType.DISASTER),
        (EventType.OTHER, EventType.PROTEST),
    ],
)
def test_kinds_that_never_do_are_apart(one: EventType, other: EventType) -> None:
    assert family_of(one) != family_of(other)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ("两国签署协议", "两国签署协议", 0.999, 1.001),
        ("兩國簽署協議", "两国签署协议", 0.999, 1.001),
        ("两国，签署协议。", "两国签署协议", 0.999, 1.001),
        ("两国签署协议", "两国举行会谈", 0.05, 0.5),
        ("两国签署协议", "天气晴朗", 0.0, 0.0),
        ("", "两国签署协议", 0.0, 0.0),
        ("好", "好", 0.0, 0.0),
    ],
)
def test_the_cosine_compares_pairs_of_folded_characters(one: str, other: str, low: float, high: float) -> None:
    assert low <= vector_of(one).cosine(vector_of(other)) <= high


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_cosine_is_the_same_both_ways_and_lies_between_nought_and_one(one: str, other: str) -> None:
    a, b = vector_of(one), vector_of(other)
    assert a.cosine(b) == b.cosine(a)
    assert 0.0 <= a.cosine(b) <= 1.0 + 1e-9


def test_a_node_names_people_bodies_lands_and_places() -> None:
    found = node("中国外交部副部长马朝旭5月16日在安克雷奇会见美国国务卿布林肯。")
    assert found.persons == {"马朝旭", "布林肯"}
    assert found.agents == {"马朝旭", "中国外交部", "布林肯"}
    assert found.lands == {"中国", "美国"}
    assert found.places == ("安克雷奇", "阿拉斯加", "美国")


def test_people_bring_their_country_along() -> None:
    assert node("拜登5月16日会见普京。").lands == {"美国", "俄罗斯"}


def test_the_vector_of_a_document_is_that_of_its_title_and_lead() -> None:
    long = article("马克龙会见朔尔茨。", "天" * 200 + "这里不算", title="欧洲")
    assert document_vector(long).cosine(vector_of("这里不算")) == 0.0
    assert document_vector(long).cosine(vector_of("马克龙会见朔尔茨")) > 0.0
