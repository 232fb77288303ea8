import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.folding import fold
from tests.extraction.articles import miss


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("美國總統拜登與岸田文雄會談", "美国总统拜登与岸田文雄会谈"),
        ("發表聯合聲明", "发表联合声明"),
        ("２０２３年５月１６日", "2023年5月16日"),
        ("ＡＵＫＵＳ", "AUKUS"),
        ("１２％～１５％", "12%~15%"),
        ("第一段　第二段", "第一段 第二段"),
        ("拜登丶習近平", "拜登、习近平"),
        ("克里斯托弗˙雷", "克里斯托弗·雷"),
    ],
)
def test_traditional_characters_and_full_width_forms_are_replaced(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    "text",
    ["国务卿（拜登）", "他说：好；她说，不！真的？", "“引文”与「引文」", "《公报》", "Blinken 2+2", "😀é", ""],
)
def test_marks_that_part_clauses_and_simplified_text_stay(text: str) -> None:
    assert fold(text) == text


@given(st.text())
def test_every_offset_stays_what_it_was(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert all(fold(char) == other for char, other in zip(text, folded, strict=True))


@pytest.mark.parametrize(
    "char", ["國", "Ａ", "　", "乾", "著", miss("薴", why="薴 becomes 苧, which itself becomes 苎")]
)
def test_folding_twice_changes_nothing_more(char: str) -> None:
    assert fold(fold(char)) == fold(char)
