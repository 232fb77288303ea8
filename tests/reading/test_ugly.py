"""What becomes of nasty files: stored with sensible text, or refused with a reason that a person understands.

`ugly.tsv` tells it of real files, which are not ours to publish; `check_ugly.py` compares them. Below stands a small
one of our own for each kind of damage.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.errors import DocumentError
from app.reading import read_document
from app.reading.containers import Part, unpack
from app.reading.document import Document
from tests.reading.articles import BODY, SECOND, epoch_article, paragraphs

TABLE = Path(__file__).with_name("ugly.tsv")


@dataclass(frozen=True)
class Row:
    """`outcome` is the reason of a refusal, else "stored"; `opening` and `closing` are marks of its first and last
    characters, so that no words of the file stand here."""

    file: str
    outcome: str
    day: str
    length: str
    items: str
    opening: str
    closing: str
    why: str


def rows() -> list[Row]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [Row(*line.split("\t")) for line in lines if line and not line.startswith("#")]


def read(content: bytes, name: str) -> Document | str:
    """The document, or the reason why there is none."""
    (piece,) = unpack(content, name)
    if not isinstance(piece, Part):
        return piece.reason
    try:
        return read_document(piece.content, piece.name)
    except DocumentError as error:
        return error.reason


def test_every_row_says_why() -> None:
    for row in rows():
        assert row.why
        assert row.outcome == "stored" or len(row.outcome.split()) >= 4


ARTICLE = epoch_article(paragraphs(BODY, SECOND, BODY, SECOND)).decode()
PAGE = (
    "<!DOCTYPE html><html><head><title>双方会谈结束</title>{head}</head><body><nav><a href='/'>首页</a></nav>"
    f"<div id='content'><h1>双方会谈结束</h1>{paragraphs(BODY, SECOND)}</div>"
    "<div class='hot'><a href='/x'>热门文章</a></div>"
    "<script>{script}</script></body></html>"
)


def twins() -> Iterator[tuple[str, bytes, str]]:
    """(what is nasty, its bytes, part of the reason or "")."""
    yield "empty", b"", "empty"
    yield "blanks behind a BOM", b"\xef\xbb\xbf \n\t" + "　".encode(), "nothing but white space"
    yield (
        "headline without text",
        "---\ntitle: 双方会谈\n---\n<!--1616161200000-->\n<div></div>\n".encode(),
        "no text below",
    )
    yield "saved in the wrong encoding", ARTICLE.encode().decode("gb18030", "replace").encode(), "garbled"
    yield "a picture", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 20, "JPEG"
    yield "GB18030 without a word of it", ARTICLE.encode("gb18030"), ""
    yield "GBK declared as GB2312", PAGE.format(head="<meta charset='gb2312'>", script="").encode("gbk"), ""
    yield "UTF-16 with BOM", ARTICLE.encode("utf-16"), ""
    yield "UTF-8 with BOM and CRLF", b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").encode(), ""
    yield "a few damaged characters", ARTICLE.replace("共同", "\ufffd同").encode(), ""
    yield "cut inside a character", ARTICLE.encode() + "续".encode()[:2], ""
    yield "cut inside a tag", ARTICLE.encode() + b'<img srcSet="https://example.com/a.jpg 240w, ht', ""
    yield "front matter that is no YAML", f'---\ntitle: "双方"会谈": 结束\ntags: [ 外交\n---\n{ARTICLE}'.encode(), ""
    yield "front matter that never ends", f"---\ntitle: 双方会谈结束\ndate: 2021-03-19\n{ARTICLE}".encode(), ""
    yield "an impossible date", f"---\ntitle: 双方会谈结束\ndate: 2021-13-45\n---\n{ARTICLE}".encode(), ""
    yield "a page that is mostly script", PAGE.format(head="", script="var a = '，。';" * 9000).encode(), ""
    yield (
        "comments by the hundred",
        (ARTICLE + "<div class='comments'>" + "<p>Nice post!</p>\n   " * 400 + "</div>").encode(),
        "",
    )
    yield "tags nested a thousand deep", ARTICLE.replace("<p>", "<div>" * 1000 + "<p>", 1).encode(), ""
    yield "all in one line", (ARTICLE + "<p>" + BODY * 3000 + "</p>").encode(), ""
    yield (
        "a table of figures",
        (ARTICLE + "<table>" + "<tr><td>美国</td><td>1,234</td></tr>" * 2000 + "</table>").encode(),
        "",
    )


@pytest.mark.parametrize(("content", "reason"), [pytest.param(c, r, id=name) for name, c, r in twins()])
def test_small_twins_end_the_same_way(content: bytes, reason: str) -> None:
    document = read(content, "a.txt")
    if reason:
        assert isinstance(document, str)
        assert reason in document
    else:
        assert isinstance(document, Document)
        assert document.title == "双方会谈结束"
        assert BODY[:8] in document.text
        assert "首页" not in document.text
        assert "Nice post" not in document.text


# One character of the Hong Kong supplement of Big5, and one of GB18030 that GBK lacks.
WORDS = {
    "gb18030": "双方会谈结束\n" + BODY + "㐀䶵也在其中。\n" + SECOND,
    "gbk": "双方会谈结束\n" + BODY + "\n" + SECOND,
    "big5hkscs": "雙方會談結束\n外交部發言人週四說，雙方將交換意見。嘅士多啤梨。\n會談將於18日舉行，為期兩天。",
    "utf-16": "双方会谈结束\n" + BODY + "\n" + SECOND,
    "utf-16-le": "双方会谈结束\n" + BODY + "\n" + SECOND,
    "utf-8-sig": "双方会谈结束\n" + BODY + "\n" + SECOND,
}


@pytest.mark.parametrize("encoding", WORDS)
def test_the_text_is_that_of_the_original(encoding: str) -> None:
    """Whatever the encoding, nothing declared."""
    words = WORDS[encoding]
    mark_of_order = b"\xff\xfe" if encoding == "utf-16-le" else b""
    found, original = read(mark_of_order + words.encode(encoding), "a.txt"), read(words.encode(), "a.txt")
    assert isinstance(found, Document)
    assert isinstance(original, Document)
    assert found.text == original.text
