"""Quotes end where the file goes on with something that the text as read leaves out."""

from itertools import pairwise

import pytest

from app.extraction import extract
from app.extraction.seams import find_seams
from app.reading import read_document
from app.reading.document import Document

HEAD = "[外交部宣布制裁](https://example.org/2021/01/21/a)\n---\n"


def _read(body: str) -> Document:
    return read_document(HEAD.encode() + body.encode(), "a.md")


@pytest.mark.parametrize(
    ("body", "pieces"),
    [
        (
            "外交部周四宣布制裁[二十八名前官员](https://example.org/list)。",
            ["外交部周四宣布制裁", "二十八名前官员", "。"],
        ),
        ("<p>外交部周四<a href='https://example.org'>宣布</a>制裁<b>前官员</b>&amp;家属。</p>", []),
        ("外交部周四宣布制裁\n前官员，限制其入境。", []),
    ],
    ids=["link target in Markdown", "markup is no seam", "a line break is no seam"],
)
def test_seams_part_what_the_file_prints_in_one_piece(body: str, pieces: list[str]) -> None:
    document = _read(body)
    passage = document.passages[-1]
    bounds = [passage.start, *(seam for seam in find_seams(document) if seam > passage.start), passage.end]
    found = [document.quote(a, b) for a, b in pairwise(bounds)]
    assert found == (pieces or [document.quote(passage.start, passage.end)])


def test_an_event_quotes_only_what_the_file_prints() -> None:
    document = _read("[据外交部网页](https://example.org/list)，外交部1月21日宣布制裁二十八名美国前官员。")
    (mention,) = [event for event in extract(document).events if not event.in_title]
    assert document.quote(mention.start, mention.end) == "，外交部1月21日宣布制裁二十八名美国前官员。"


@pytest.mark.parametrize(
    ("body", "trigger"),
    [
        ("外交部1月21日在官方网站上面发出[公开信](https://example.org/list)，要求美国停止制裁。", "发出"),
        (
            "[外交部1月21日](https://example.org/list)[宣](https://example.org/a)[布制裁二十八名前官员](https://example.org/b)。",
            "制裁",
        ),
    ],
)
def test_a_trigger_stands_in_the_words_that_are_quoted_for_it(body: str, trigger: str) -> None:
    document = _read(body)
    events = [event for event in extract(document).events if not event.in_title]
    assert trigger in {event.trigger for event in events}
    for event in events:
        assert event.start <= event.trigger_start < event.trigger_end <= event.end
        assert document.quote(event.trigger_start, event.trigger_end) == event.trigger
        assert not any(event.start < seam < event.end for seam in find_seams(document))
