import pytest

from app.reading.addresses import canonical_address, original_address
from app.reading.front_matter import split_front_matter
from app.reading.markdown_text import read_markdown
from app.reading.shapes import recognise
from tests.reading.articles import BODY


@pytest.mark.parametrize(
    ("source", "fields", "rest"),
    [
        ('---\ntitle: "甲：乙"\ntags: [ 甲, 乙 ]\n---\n正文', {"title": "甲：乙", "tags": "甲, 乙"}, "正文"),
        ('---\ntitle: "他说"好"：走"\ntags: [ 甲\n---\n正文', {"title": '他说"好"：走', "tags": "[ 甲"}, "正文"),
        ("---\ntags:\n  - \"甲\"\n  - '乙'\n---\n正文", {"tags": "甲, 乙"}, "正文"),
        ("---\ntitle: 甲\n<!--1616075711000-->\n正文", {"title": "甲"}, "<!--1616075711000-->\n正文"),
        ("正文\n---\n又一段", {}, "正文\n---\n又一段"),
        ("------\n正文", {}, "------\n正文"),
    ],
)
def test_front_matter_is_read_line_by_line(source: str, fields: dict[str, str], rest: str) -> None:
    assert split_front_matter(source) == (fields, rest)


@pytest.mark.parametrize(
    ("head", "title", "url"),
    [
        ("[會談](https://example.com/a)\n------\n", "會談", "https://example.com/a"),
        ("[[國際] 會談](https://example.com/a)\n", "[國際] 會談", "https://example.com/a"),
        ("[会谈](https://example.com/北京 会谈/a(1))\n", "会谈", "https://example.com/北京 会谈/a(1)"),
        (
            "<meta charset=gb2312>\n<!--1616075711000-->\n[会谈](https://example.com/a)\n",
            "会谈",
            "https://example.com/a",
        ),
        ("", "", ""),
    ],
)
def test_the_link_head_names_title_and_address(head: str, title: str, url: str) -> None:
    article = recognise(f"{head}\n<p>{BODY}</p>", "a")
    assert (article.title, article.url) == (title, url)
    assert [block.text for block in article.blocks] == [BODY]


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("http://www.rfi.fr//cn/a", "https://www.rfi.fr/cn/a"),
        ("https://WWW.Example.com/A?utm_source=x&id=1#top", "https://www.example.com/A?id=1"),
        ("https://cn.ft.com/story/1?full=y", "https://cn.ft.com/story/1?full=y"),
        ("https://example.com", "https://example.com/"),
    ],
)
def test_one_page_has_one_canonical_address(url: str, canonical: str) -> None:
    assert canonical_address(url) == canonical


@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)", "ftp://example.com/a", "https://[bad/a", "https:///a", "example.com"]
)
def test_what_is_no_web_address_is_none(url: str) -> None:
    assert original_address(url) is None


def test_markdown_lines_of_one_paragraph_are_joined_and_marks_removed() -> None:
    source = "# 标题\n\n第一行没有说完\n接着说完。\n> 作者：某\n\n- 其一\n- **其二**\n\n1. 其三\n\n![图](a.jpg)\n"
    assert [block.text for block in read_markdown(source)] == [
        "标题",
        "第一行没有说完接着说完。",
        "作者：某",
        "其一",
        "其二",
        "1. 其三",
    ]
