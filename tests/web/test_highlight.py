"""Spans become elements without touching a character of the text."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.highlight import Span, highlight

CASES = [
    ("nothing", "你好", [], "你好"),
    ("one", "你好吗", [Span(1, 2, "x")], '你<mark class="x">好</mark>吗'),
    ("all of it", "你好", [Span(0, 2, "x")], '<mark class="x">你好</mark>'),
    ("markup is text", "<b>&", [Span(0, 1, "x")], '<mark class="x">&lt;</mark>b&gt;&amp;'),
    (
        "nested",
        "甲乙丙丁",
        [Span(0, 4, "m", id="m1"), Span(1, 2, "t", "span")],
        '<mark id="m1" class="m">甲<span class="t">乙</span>丙丁</mark>',
    ),
    (
        "the same span twice",
        "甲乙",
        [Span(0, 2, "m", id="a"), Span(0, 2, "m", id="b")],
        '<mark id="a" class="m"><mark id="b" class="m">甲乙</mark></mark>',
    ),
    (
        "crossing: the second is closed and opened again, its id once",
        "甲乙丙",
        [Span(0, 2, "m", id="a"), Span(1, 3, "m", id="b")],
        '<mark id="a" class="m">甲</mark><mark id="b" class="m"><mark data-of="a" class="m">乙</mark>丙</mark>',
    ),
    ("beyond the end", "甲乙", [Span(1, 9, "x")], '甲<mark class="x">乙</mark>'),
    ("before the start", "甲乙", [Span(-3, 1, "x")], '<mark class="x">甲</mark>乙'),
    ("empty", "甲乙", [Span(1, 1, "x")], "甲乙"),
    ("neighbours", "甲乙", [Span(0, 1, "x"), Span(1, 2, "y")], '<mark class="x">甲</mark><mark class="y">乙</mark>'),
]


@pytest.mark.parametrize(("name", "text", "spans", "html"), CASES, ids=[case[0] for case in CASES])
def test_spans_become_elements(name: str, text: str, spans: list[Span], html: str) -> None:
    assert highlight(text, spans) == html


TEXT = "甲<乙>丙&丁😀戊"
SPANS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=6)


@given(SPANS)
def test_no_character_is_lost_and_every_element_is_closed(pairs: list[tuple[int, int]]) -> None:
    spans = [Span(start, end, "m", id=f"m{n}") for n, (start, end) in enumerate(pairs)]
    html = str(highlight(TEXT, spans))
    assert unescape(re.sub(r"<[^>]*>", "", html)) == TEXT
    assert html.count("<mark") == html.count("</mark>")
    assert [html.count(f' id="{span.id}"') for span in spans] == [int(span.start < min(span.end, 9)) for span in spans]


@given(SPANS)
def test_the_pieces_of_a_span_are_exactly_its_characters(pairs: list[tuple[int, int]]) -> None:
    spans = [Span(start, end, "m", id=f"m{n}") for n, (start, end) in enumerate(pairs)]
    found = _texts(str(highlight(TEXT, spans)))
    assert found == {span.id: TEXT[span.start : span.end] for span in spans if span.start < min(span.end, len(TEXT))}


def _texts(html: str) -> dict[str, str]:
    texts: dict[str, str] = {}
    inside: list[str] = []
    for tag, text in re.findall(r"<(/?[^>]*)>|([^<]+)", html):
        if tag.startswith("/"):
            inside.pop()
        elif tag:
            inside.append(re.search(r'(?:id|data-of)="(\w+)"', tag).group(1))  # type: ignore[union-attr]
        for name in inside:
            texts[name] = texts.get(name, "") + unescape(text)
    return texts
