from datetime import date
from pathlib import Path

import pytest

from app.errors import BinaryFile, DocumentError, EmptyDocument, UnknownShape
from app.reading import read_document
from app.reading.document import Document, LeftOutKind, PassageKind, WitnessKind
from tests.reading.articles import BODY, SECOND, epoch_article, paragraphs

SEEDS = Path(__file__).parents[2] / "seeds"


def kinds_and_texts(document: Document) -> list[tuple[str, str]]:
    return [(str(passage.kind), document.quote(passage.start, passage.end)) for passage in document.passages]


def test_an_epoch_comment_a_link_and_a_fragment_become_a_document() -> None:
    document = read_document(epoch_article(paragraphs(BODY, SECOND)), "a.html")
    assert kinds_and_texts(document) == [("title", "双方会谈结束"), ("lead", BODY), ("paragraph", SECOND)]
    assert document.text == f"双方会谈结束\n{BODY}\n{SECOND}"
    assert (document.title, document.publisher, document.zone) == ("双方会谈结束", "联合早报", "Asia/Singapore")
    assert document.key == document.url == "https://www.zaobao.com/realtime/china/story20210319-1132568"


def test_front_matter_before_the_epoch_comment_adds_a_witness() -> None:
    head = '---\ntitle: "会谈"\ndate: 2021-03-19T01:21:35.828Z\nauthor: 联合早报\ntags: [ 联合早报 ]\n---\n'
    document = read_document(head.encode() + epoch_article(paragraphs(BODY)), "a.md")
    assert [witness.kind for witness in document.witnesses] == [
        WitnessKind.STAMP,
        WitnessKind.FRONT_MATTER,
        WitnessKind.URL,
    ]


def test_markdown_keeps_captions_apart_and_drops_the_subscription_line() -> None:
    text = (
        '---\ntitle: "會談"\ndate: "2021-07-26"\n'
        'url: "https://web.archive.org/web/20210921/https://hkcnews.com/article/1/a"\n'
        f"---\n\n{BODY}\n\n"
        "<figure>\n<img src='a.jpg' alt='不是正文'>\n<figcaption>雙方握手。</figcaption>\n</figure>\n\n"
        "**會談之後**\n\n他[在聲明中](https://example.com/a)表示，這是第一步。\n\n---\n\n請加入成為眾新聞的月費訂戶。\n"
    )
    document = read_document(text.encode(), "a.md")
    assert kinds_and_texts(document) == [
        ("title", "會談"),
        ("lead", BODY),
        ("caption", "雙方握手。"),
        ("heading", "會談之後"),
        ("paragraph", "他在聲明中表示，這是第一步。"),
    ]
    assert document.url == "https://hkcnews.com/article/1/a"
    assert document.witnesses[0].day == date(2021, 7, 26)


def test_plain_text_with_a_source_line_names_publisher_and_day() -> None:
    document = read_document(f"会谈结束\n来源：www.sohu.com  2021-09-25 00:00\n\n{BODY}\n\n{SECOND}".encode(), "a.txt")
    assert kinds_and_texts(document)[:2] == [("title", "会谈结束"), ("lead", BODY)]
    assert document.publisher == "搜狐"
    assert [(witness.kind, witness.day) for witness in document.witnesses] == [
        (WitnessKind.BODY_STAMP, date(2021, 9, 25))
    ]


@pytest.mark.parametrize("box", ["article", "div class='article'", "div itemprop='articleBody'", "div id='artibody'"])
def test_a_short_article_is_known_by_the_name_of_its_box(box: str) -> None:
    talk = f"<div class='talk'><div class='words'><p>{BODY}另有网友说，很高兴。</p></div></div>"
    head = "<html><head><title>双方会谈结束</title></head><body><h1>双方会谈结束</h1>"
    page = f"{head}<{box}><p>{SECOND}</p></{box.split()[0]}>{talk}</body>"
    document = read_document(page.encode(), "a.html")
    assert kinds_and_texts(document) == [("title", "双方会谈结束"), ("lead", SECOND)]


def test_a_box_for_adverts_that_holds_part_of_the_article_is_none() -> None:
    advert = "<div class='promo'>订阅我们的<a href='/n'>新闻信</a>。</div>"
    unclosed = f"<div class='promo'><div class='ad'></div>{BODY * 8}</div>"
    document = read_document(epoch_article(f"{paragraphs(BODY, SECOND * 9)}{advert}{unclosed}"), "a.html")
    assert [words for _, words in kinds_and_texts(document)] == ["双方会谈结束", BODY, SECOND * 9, BODY * 8]


def test_the_transcript_of_a_programme_is_its_broadcaster_s() -> None:
    document = read_document(f"# 《新闻联播》 (20221213)\n\n{BODY}\n".encode(), "a.md")
    assert (document.publisher, document.zone) == ("CCTV新闻联播", "Asia/Shanghai")
    assert read_document(f"# 《新闻联播》开播\n\n{BODY}\n".encode(), "a.md").publisher is None


def test_a_whole_page_yields_its_article_alone() -> None:
    page = (
        "<!DOCTYPE html><html><head><title>双方会谈结束_网易新闻</title>"
        '<meta property="article:published_time" content="2021-03-19T09:00:00+08:00">'
        '<link rel="canonical" href="https://www.163.com/news/article/1.html"></head><body>'
        "<nav><a href='/'>首页</a><a href='/n'>新闻</a></nav>"
        "<h1>双方会谈结束</h1><div>2021-03-19 09:00:00 来源: 网易</div>"
        f"<div class='body'>{paragraphs(BODY, SECOND, BODY[:-1] + '，气氛坦诚。')}</div>"
        "<ul><li><a href='/1'>另一条新闻，标题也很长很长很长很长</a></li></ul><footer>版权所有</footer></body></html>"
    )
    document = read_document(page.encode(), "a.html")
    assert [text for _, text in kinds_and_texts(document)][:3] == ["双方会谈结束", BODY, SECOND]
    assert "另一条" not in document.text
    assert document.publisher == "网易"
    assert {witness.day for witness in document.witnesses} == {date(2021, 3, 19)}


def test_nested_inline_tags_add_no_blanks() -> None:
    body = "<p><span><span>制裁</span>24<span>名官员</span></span>，双方\n<b>各执</b>一词。</p>"
    assert "制裁24名官员，双方各执一词。" in read_document(epoch_article(body), "a").text


def test_white_space_becomes_one_blank_and_other_characters_stay() -> None:
    body = "<p>周二（9月8&nbsp;日）　　他说，“好”…… “不” ＴＶ Ⅱ</p>"
    assert "周二（9月8 日） 他说，“好”…… “不” ＴＶ Ⅱ" in read_document(epoch_article(body), "a").text


def test_a_document_of_links_only_keeps_them_as_its_text() -> None:
    items = "".join(f"<li><a href='https://example.com/{n}'>第{n}条新闻的标题</a></li>" for n in range(4))
    document = read_document(epoch_article(items), "a")
    assert [text for _, text in kinds_and_texts(document)][1:] == [f"第{n}条新闻的标题" for n in range(4)]


def test_every_kind_of_furniture_stays_out_with_its_reason() -> None:
    body = (
        "<div>18/03/2021 - 14:26</div>" + paragraphs(BODY) + "<div class='dfp-tag-wrapper'>赞助内容</div>"
        "<ul><li><a href='/a'>另一篇报道</a></li></ul>"
        "<noscript>你的器材不支持播放多媒体材料</noscript>"
        + paragraphs(SECOND, "责任编辑：林某")
        + "<hr><div>获取更多RSS：<br><a href='https://example.org'>https://example.org</a></div>"
    )
    document = read_document(epoch_article(body), "a")
    assert [text for _, text in kinds_and_texts(document)] == ["双方会谈结束", BODY, SECOND]
    assert {(out.kind, out.text) for out in document.left_out} == {
        (LeftOutKind.STAMP, "18/03/2021 - 14:26"),
        (LeftOutKind.ADVERT, "赞助内容"),
        (LeftOutKind.RELATED, "另一篇报道"),
        (LeftOutKind.FURNITURE, "你的器材不支持播放多媒体材料"),
        (LeftOutKind.FURNITURE, "责任编辑：林某"),
        (LeftOutKind.ADVERT, "获取更多RSS："),
        (LeftOutKind.ADVERT, "https://example.org"),
    }


@pytest.mark.parametrize(
    ("content", "error", "reason"),
    [
        (b"", EmptyDocument, "empty"),
        ("\ufeff 　\n".encode(), EmptyDocument, "white space"),
        (epoch_article("<div></div>"), EmptyDocument, "no text below"),
        (b"\xff\xd8\xff\xe0 JFIF", BinaryFile, "JPEG"),
        (b"\x00\x01\x02" * 500, BinaryFile, "not text"),
        (b'{"title": "x", "body": "y"}', UnknownShape, "data file"),
        (b"<?xml version='1.0'?><rss></rss>", UnknownShape, "feed"),
        (b"<html><body><script>var a = 1;</script></body></html>", UnknownShape, "no article"),
    ],
)
def test_a_bad_file_is_refused_with_a_reason(content: bytes, error: type[DocumentError], reason: str) -> None:
    with pytest.raises(error, match=reason):
        read_document(content, "a.txt")


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_passages_of_the_seeds_cover_the_text_without_overlap(path: Path) -> None:
    document = read_document(path.read_bytes(), path.name)
    assert "\n".join(text for _, text in kinds_and_texts(document)) == document.text
    assert document.passages[0].kind is PassageKind.TITLE
    assert sum(passage.kind is PassageKind.LEAD for passage in document.passages) == 1


def test_the_two_research_notes_state_no_day() -> None:
    notes = [read_document(path.read_bytes(), path.name) for path in sorted(SEEDS.glob("00[01]*.txt"))]
    assert [note.witnesses for note in notes] == [(), ()]
    assert [note.title for note in notes] == ["中美将举行拜登任后的首次高层会晤", "中美阿拉斯加首场会晤针锋相对"]
    assert notes[1].url == "https://www.yunbaogao.cn/report/index/report?reportId=1_18744"


def test_the_same_bytes_give_the_same_document() -> None:
    content = epoch_article(paragraphs(BODY))
    assert read_document(content, "a") == read_document(content, "a")


@pytest.mark.parametrize(
    "head", ["", '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">\n', "<!-- saved -->\n<!DOCTYPE html>\n"]
)
def test_a_page_in_xhtml_is_a_page(head: str) -> None:
    page = (
        f'<?xml version="1.0" encoding="utf-8"?>\n{head}<html xmlns="http://www.w3.org/1999/xhtml"><head>'
        f"<title>双方会谈结束</title></head><body><div>{paragraphs(BODY, SECOND)}</div></body></html>"
    )
    assert read_document(page.encode(), "a.html").text == f"双方会谈结束\n{BODY}\n{SECOND}"
