import json
from time import process_time

import pytest

from app.reading import read_document
from app.reading.containers import Part, Refused, unpack
from app.reading.document import Document

BODY = "外交部发言人周四说，双方将就共同关心的问题交换意见。"
SECOND = "会谈于18日至19日举行，为期两天。"
RECORD = {
    "title": '"双方"会谈结束',
    "content": f"<p>{BODY}</p><p>{SECOND}</p>",
    "url": "https://news.example/a/1",
    "date": "2021-03-19",
    "publisher": "例子新闻",
}


def pieces(value: object, **how: object) -> list[Part | Refused]:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, **how)  # type: ignore[arg-type]
    return list(unpack(text.encode(), "articles.json"))


def document_of(piece: Part | Refused) -> Document:
    assert isinstance(piece, Part)
    return read_document(piece.content, piece.name)


def test_a_record_becomes_a_document() -> None:
    [piece] = pieces(RECORD)
    document = document_of(piece)
    assert document.text.split("\n") == ['"双方"会谈结束', BODY, SECOND]
    assert (document.file, document.url, document.publisher) == (
        "articles.json#1",
        "https://news.example/a/1",
        "例子新闻",
    )
    assert str(document.witnesses[0].day) == "2021-03-19"


LINE = json.dumps(RECORD, ensure_ascii=False)
MANY = {
    "lines": f"{LINE}\n{LINE}\n",
    "lines with a mark and blank lines": f"\ufeff\r\n{LINE}\r\n\r\n{LINE}",
    "array": f"[{LINE},{LINE}]",
    "indented array": json.dumps([RECORD, RECORD], ensure_ascii=False, indent=2),
    "arrays in lines": f"[{LINE}]\n[{LINE}]",
    "answer of a service": json.dumps({"status": "ok", "authors": [{"id": 1}], "articles": [RECORD, RECORD]}),
    "answer of a search": json.dumps({"hits": {"total": 2, "hits": [{"_id": "1", "_source": RECORD}] * 2}}),
}


@pytest.mark.parametrize("text", MANY.values(), ids=MANY.keys())
def test_every_record_is_one_document(text: str) -> None:
    found = pieces(text)
    assert [piece.name for piece in found] == ["articles.json#1", "articles.json#2"]
    assert {document_of(piece).text for piece in found} == {f'"双方"会谈结束\n{BODY}\n{SECOND}'}


@pytest.mark.parametrize(
    "record",
    [
        {"Title": "会谈结束", "Body": f"{BODY}\n{SECOND}", "Published_At": "2021-03-19", "link": RECORD["url"]},
        {"headline": "会谈结束", "article-body": f"{BODY}\n{SECOND}", "pubDate": "2021-03-19", "url": RECORD["url"]},
        {"标题": "会谈结束", "正文": f"{BODY}\n{SECOND}", "发布时间": "2021年3月19日", "链接": RECORD["url"]},
        {"title": "会谈结束", "paragraphs": [BODY, SECOND], "timestamp": 1616112000, "url": RECORD["url"]},
        {"title": "会谈结束", "text": f"{BODY}\n{SECOND}", "time": 1616112000000, "url": RECORD["url"]},
        {
            "title": {"rendered": "会谈结束"},
            "content": {"rendered": f"<p>{BODY}</p><p>{SECOND}</p>"},
            "date": {"$date": "2021-03-19T00:00:00Z"},
            "link": RECORD["url"],
        },
        {
            "title": "会谈结束",
            "html": f"<p>{BODY}</p>",
            "content_html": f"<p>{BODY}</p><p>{SECOND}</p>",
            "date_published": "2021-03-19T10:00:00+08:00",
            "url": RECORD["url"],
        },
    ],
    ids=lambda record: " ".join(record),
)
def test_fields_go_by_their_usual_names(record: object) -> None:
    [piece] = pieces(record)
    document = document_of(piece)
    assert document.text.split("\n") == ["会谈结束", BODY, SECOND]
    assert document.url == RECORD["url"]
    assert str(document.witnesses[0].day) == "2021-03-19"


def test_a_whole_page_in_a_record_is_read_as_one() -> None:
    page = f"<html><body><nav><a href='/'>首页</a></nav><p>{BODY}</p><p>{SECOND}</p></body></html>"
    [piece] = pieces({"url": RECORD["url"], "title": "会谈结束", "html": page})
    assert document_of(piece).text.split("\n") == ["会谈结束", BODY, SECOND]


@pytest.mark.parametrize(
    ("text", "kept", "refused"),
    [
        (f'{LINE}\n{{"title": "会谈\n{LINE}\n', 2, "line 2 is no JSON"),
        (f"[\n  {LINE},\n  {LINE[:-9]}\n]", 1, "line 3 is no JSON"),
        (f'{LINE}\n{{"id": 7, "title": "会谈"}}\n', 1, "it has: id, title"),
        (f"[{LINE}, 7]", 1, "no record"),
        ('{"a": ' * 100_000, 0, "nested too deep"),
        ('{"id": 1}', 0, "it has: id"),
        ('{"a": 1' + "0" * 5000 + "}", 0, "no JSON"),
    ],
)
def test_what_is_broken_is_refused_and_the_rest_is_kept(text: str, kept: int, refused: str) -> None:
    found = pieces(text)
    assert sum(isinstance(piece, Part) for piece in found) == kept
    assert [refused in piece.reason for piece in found if isinstance(piece, Refused)] == [True]


def test_many_broken_lines_take_linear_time() -> None:
    def seconds(lines: int) -> float:
        began = process_time()
        assert len(pieces('{"a": "b\n' * lines)) == lines
        return process_time() - began

    seconds(1_000)
    assert seconds(20_000) < 20 * seconds(5_000)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_records_may_be_in_any_known_encoding(encoding: str) -> None:
    [piece] = unpack(LINE.encode(encoding), "articles.json")
    assert document_of(piece).text.split("\n")[1] == BODY


@pytest.mark.parametrize(
    "text", ["[双方会谈结束](https://news.example/a/1)\n------\n\n正文。", "{见下文}", "[]", '["a", "b"]']
)
def test_other_texts_with_brackets_are_left_as_they_are(text: str) -> None:
    assert pieces(text) == [Part("articles.json", text.encode())]
