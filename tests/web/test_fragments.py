"""Links that scroll a publisher's page to a quote: what a browser was measured to find, and nothing else."""

from dataclasses import replace
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reading.document import Document
from app.web.fragments import fragment_address, is_wrapped
from tests.extraction.articles import article

LONG = "应美方邀请，杨洁篪将同布林肯于3月18日至19日在安克雷奇举行对话，讨论双方关心的一系列重要问题。"


def document(*paragraphs: str, url: str | None = "https://example.org/a?b=1#top") -> Document:
    return replace(article(*paragraphs), url=url)


def directive(source: Document, words: str, last: str = "", nth: int = 0) -> str | None:
    """What stands behind `:~:text=` for these words, decoded; `last` ends the quote, when it is another passage."""
    start = -1
    for _ in range(nth + 1):
        start = source.text.index(words, start + 1)
    end = source.text.index(last, start) + len(last) if last else start + len(words)
    address = fragment_address(source, start, end)
    return unquote(address.partition(":~:text=")[2]) if address else None


CASES = [
    ("a whole clause as it is", ("双方会谈，没有结果。",), "没有结果", 0, "没有结果"),
    ("inside a clause: out to its marks", ("双方举行了三场会谈，没有结果。",), "三场会谈", 0, "双方举行了三场会谈"),
    ("a sentence without its mark", ("会谈结束。双方离开。",), "双方离开。", 0, "双方离开"),
    ("marks of quotation inside", ("他说，“不会重启”，然后离开。",), "“不会重启”", 0, "“不会重启”"),
    ("a long one by its ends", (LONG,), LONG, 0, "应美方邀请,讨论双方关心的一系列重要问题"),
    ("the first of two twins", ("不会重启。他说完，不会重启。",), "不会重启", 0, "不会重启,-。他说完，"),
    ("the second of two twins", ("不会重启。他说完，不会重启。",), "不会重启", 1, "他说完，-,不会重启"),
]


@pytest.mark.parametrize(("paragraphs", "words", "nth", "found"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_fragment_goes_out_to_clauses_and_tells_twins_apart(
    paragraphs: tuple[str, ...], words: str, nth: int, found: str
) -> None:
    assert directive(document(*paragraphs), words, nth=nth) == found


def test_a_quote_across_blocks_has_a_start_and_an_end() -> None:
    source = document("他说：“我们不会让步。”", "“这是底线。”他又说。")
    assert directive(source, "我们不会让步", last="这是底线") == "“我们不会让步,“这是底线。”"


def test_hyphens_and_commas_are_escaped_and_an_older_fragment_goes() -> None:
    source = document("F-16战机, 来了。其他。")
    address = fragment_address(source, 0, source.text.index("。"))
    assert address == "https://example.org/a?b=1#:~:text=F%2D16%E6%88%98%E6%9C%BA%2C%20%E6%9D%A5%E4%BA%86"


def test_without_an_address_there_is_no_link() -> None:
    assert fragment_address(document("会谈。", url=None), 0, 2) is None


def test_lines_of_a_pdf_are_on_no_page() -> None:
    lines = "\n".join(["中美两国高层官员的首次面对面会议将于三月在阿拉斯加举行这是自上任"] * 12)
    wrapped = replace(document("会谈。"), source=lines)
    assert is_wrapped(wrapped) and fragment_address(wrapped, 0, 2) is None
    assert not is_wrapped(document("会谈。", "双方说有用。"))


TEXTS = st.lists(st.text("甲乙，。”“ -😀a\u3000", min_size=1, max_size=30), min_size=1, max_size=3)


@given(TEXTS, st.integers(0, 100), st.integers(1, 60))
def test_any_text_gets_a_fragment_of_its_own_words_or_none(paragraphs: list[str], start: int, length: int) -> None:
    source = document(*paragraphs)
    end = min(start + length, len(source.text))
    address = fragment_address(source, min(start, end), end)
    if address:
        pieces = unquote(address.partition(":~:text=")[2].replace("-,", ",").replace(",-", ",").replace(",", "\0"))
        assert all(piece in source.text for piece in pieces.split("\0"))
