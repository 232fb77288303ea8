import pytest

from app.linking.sources import count_sources, find_copies, told
from tests.linking.linked import node

TALKS = "岸田文雄与尹锡悦5月16日在首尔举行会谈，双方讨论安全合作。"


@pytest.mark.parametrize(
    ("paragraphs", "sources"),
    [
        ([TALKS], 1),
        ([TALKS, TALKS], 1),
        ([TALKS, "岸田文雄與尹錫悅5月16日在首爾舉行會談，雙方討論安全合作。"], 1),
        ([TALKS, TALKS.replace("，双方", "，双方还")], 1),
        ([TALKS, "尹锡悦5月16日会见到访的岸田文雄。"], 2),
        ([TALKS, "尹锡悦5月16日会见到访的岸田文雄。", TALKS], 2),
    ],
)
def test_reprints_and_near_copies_count_once(paragraphs: list[str], sources: int) -> None:
    nodes = [node(text, name=str(number)) for number, text in enumerate(paragraphs)]
    assert count_sources(nodes) == count_sources(nodes[::-1]) == sources


def test_one_document_is_one_source_however_often_it_tells() -> None:
    nodes = [node(TALKS, name="a"), node("尹锡悦5月16日会见岸田文雄。", name="a")]
    assert count_sources(nodes) == 1


def test_each_reprint_is_named_with_its_source() -> None:
    other = "尹锡悦5月16日会见到访的岸田文雄。"
    passages = [told("a", "1", TALKS), told("b", "2", TALKS), told("c", "3", other), told("b", "4", TALKS + "完")]
    assert find_copies(passages) == {"a": None, "b": "a", "c": None}
    assert find_copies([*passages, told("b", "5", "白宫没有证实。")])["b"] is None
