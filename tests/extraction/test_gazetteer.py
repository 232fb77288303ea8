import pytest

from app.extraction.folding import fold
from app.extraction.gazetteer import Words, find_known, find_words


def known(text: str) -> list[tuple[str, str]]:
    """The words found, each with the actor, place or title that they name."""
    folded = fold(text)
    return [
        (
            text[f.start : f.end],
            f"actor {f.actor.actor.name}" if f.actor else f"place {f.place.name}" if f.place else f"title {f.title}",
        )
        for f in find_known(folded, find_words(folded))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("沙利文抵达", [("沙利文", "actor 沙利文")]),
        ("苏利文抵达", [("苏利文", "actor 沙利文")]),
        ("蘇利文抵達", [("蘇利文", "actor 沙利文")]),
        ("赵立建回应", [("赵立建", "actor 赵立坚")]),
        ("在日内瓦举行", [("日内瓦", "place 日内瓦")]),
        ("在日內瓦舉行", [("日內瓦", "place 日内瓦")]),
        ("国务卿布林肯", [("国务卿", "title 国务卿"), ("布林肯", "actor 布林肯")]),
        ("副国务卿谢尔曼", [("副国务卿", "title 副国务卿"), ("谢尔曼", "actor 舍曼")]),
        ("韩国瑜参选", [("韩国瑜", "actor 韩国瑜")]),
        ("美国之音", [("美国之音", "actor 美国之音")]),
        ("德国议会", [("德国", "actor 德国")]),
        ("中国队夺冠", [("中国", "actor 中国")]),
        ("日本首相辞职", [("日本", "actor 日本"), ("首相", "title 首相")]),
        ("法国外长科隆纳", [("法国", "actor 法国"), ("外长", "title 外长"), ("科隆纳", "actor 科隆纳")]),
        ("他抵达科隆", [("科隆", "place 科隆")]),
    ],
)
def test_the_longest_name_of_the_lexicon_is_found(text: str, found: list[tuple[str, str]]) -> None:
    assert known(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "同意大力支持",
        "今日本报讯",
        "发展中国家",
        "第三世界国家",
        "天气晴朗",
        "",
    ],
)
def test_ordinary_words_that_hold_a_name_give_nothing(text: str) -> None:
    assert known(text) == []


@pytest.mark.parametrize(
    ("span", "cut"),
    [
        ((0, 2), False),
        ((2, 5), False),
        ((0, 5), False),
        ((1, 3), True),
        ((1, 2), False),
        ((3, 4), False),
        ((4, 6), True),
    ],
)
def test_a_span_is_cut_when_a_word_crosses_one_of_its_ends_and_goes_on_inside(span: tuple[int, int], cut: bool) -> None:
    words = Words((0, 2, 5, 6), "      ")
    assert words.cut_through(*span) is cut


def test_word_boundaries_begin_with_the_text_and_end_with_it() -> None:
    text = "两国外长在东京会谈"
    bounds = find_words(text).bounds
    assert bounds[0] == 0 and bounds[-1] == len(text) and list(bounds) == sorted(set(bounds))
