from datetime import date

import pytest

from app.reading import read_document
from app.reading.containers import Part, Refused, unpack
from app.reading.document import Document

BODY = "外交部发言人周四说，双方将就共同关心的问题交换意见。"
SECOND = "会谈于18日至19日举行，为期两天。"


def item(
    inner: str = f"<description><![CDATA[<p>{BODY}</p><p>{SECOND}</p>]]></description>",
    day: str = "",
    title: str = "会谈结束",
) -> str:
    dated = f"<pubDate>{day}</pubDate>" if day else ""
    return f"<item><title>{title}</title><link>https://news.example/a/1</link>{dated}{inner}</item>"


def rss(*items: str, head: str = "<title>例子新闻</title><link>https://news.example/</link>") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content='
        f'"http://purl.org/rss/1.0/modules/content/"><channel>{head}{"".join(items)}</channel></rss>\n'
    ).encode()


ATOM = f"""<?xml version="1.0" encoding="utf-8"?><!-- made by hand --><feed xmlns="http://www.w3.org/2005/Atom">
<title>例子新闻</title><link href="https://news.example/"/><entry><title>会谈结束</title>
<link href="https://news.example/a/1"/><published>2021-03-19T01:30:00+08:00</published>
<content type="html">&lt;p&gt;{BODY}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;</content></entry></feed>""".encode()


def documents(content: bytes) -> list[Document]:
    parts = [part for part in unpack(content, "feed.xml") if isinstance(part, Part)]
    return [read_document(part.content, part.name) for part in parts]


def refusals(content: bytes) -> list[tuple[str, str]]:
    return [(each.name, each.reason) for each in unpack(content, "feed.xml") if isinstance(each, Refused)]


@pytest.mark.parametrize("content", [rss(item(day="Fri, 19 Mar 2021 01:30:00 +0800")), ATOM], ids=["rss", "atom"])
def test_an_entry_becomes_a_document(content: bytes) -> None:
    [document] = documents(content)
    assert document.text.split("\n") == ["会谈结束", BODY, SECOND]
    assert (document.file, document.url) == ("feed.xml#1", "https://news.example/a/1")
    assert document.publisher == "例子新闻"
    assert document.witnesses[0].day == date(2021, 3, 19)


@pytest.mark.parametrize(
    "content",
    [
        ATOM.decode().encode("utf-16"),
        ATOM.replace(b'encoding="utf-8"', b'encoding="gb2312"').decode().encode("gb18030"),
    ],
    ids=["utf-16", "gb18030"],
)
def test_the_encoding_is_found(content: bytes) -> None:
    assert documents(content)[0].text.split("\n")[1] == BODY


@pytest.mark.parametrize(
    ("written", "day", "instant"),
    [
        ("Thu, 18 Mar 2021 17:30:00 GMT", "2021-03-18", "2021-03-18T17:30:00+00:00"),
        ("Fri, 19 Mar 2021 01:30:00 +0800", "2021-03-19", "2021-03-18T17:30:00+00:00"),
        ("Thu, 18 Mar 2021 12:30:00 EST", "2021-03-18", "2021-03-18T17:30:00+00:00"),
        ("2021-03-19T01:30:00+08:00", "2021-03-19", "2021-03-18T17:30:00+00:00"),
    ],
)
def test_a_day_keeps_the_offset_that_it_was_written_with(written: str, day: str, instant: str) -> None:
    [document] = documents(rss(item(day=written)))
    found = document.witnesses[0]
    assert (str(found.day), found.instant and found.instant.isoformat()) == (day, instant)


def test_the_whole_text_is_taken_before_its_beginning() -> None:
    whole = (
        f"<description>{BODY}</description><content:encoded><![CDATA[<p>{BODY}</p><p>{SECOND}</p>]]></content:encoded>"
    )
    assert documents(rss(item(whole)))[0].text.split("\n") == ["会谈结束", BODY, SECOND]


def test_a_feed_that_gathers_others_gives_them_no_name() -> None:
    gathering = "<title>我的订阅</title><link>https://reader.example/</link>"
    assert documents(rss(item(), head=gathering))[0].publisher == "news.example"


def test_an_entry_without_text_is_refused_and_the_others_stay() -> None:
    content = rss(item(inner=""), item())
    assert [document.file for document in documents(content)] == ["feed.xml#2"]
    assert refusals(content) == [("feed.xml#1", "the entry has no text, only a headline")]


def test_a_feed_that_breaks_off_says_so() -> None:
    content = rss(item(), item())[:-100]
    assert [document.file for document in documents(content)] == ["feed.xml#1"]
    assert refusals(content)[-1][0] == "feed.xml"
    assert "breaks off" in refusals(content)[-1][1]


def test_a_feed_of_nothing_is_refused() -> None:
    assert refusals(rss()) == [("feed.xml", "there are no entries in this feed")]


def test_no_other_file_is_opened() -> None:
    """An entity that stands for a file stays empty."""
    declared = b'<!DOCTYPE rss SYSTEM "file:///etc/passwd">'
    content = rss(item()).replace(b"<rss", declared + b"<rss", 1)
    assert all("root:" not in document.source for document in documents(content))
    assert len(documents(content)) == 1


def test_empty_elements_are_no_words() -> None:
    content = rss(
        item(f"<summary></summary><author></author><source></source><description>{BODY}</description>"), item()
    )
    assert [document.title for document in documents(content)] == ["会谈结束", "会谈结束"]


def test_a_number_of_no_character_costs_one_character_only() -> None:
    content = rss(item(title="会谈&#x110000;结束"), item(title="会谈&#99999999;再开"))
    assert [document.title for document in documents(content)] == ["会谈\ufffd结束", "会谈\ufffd再开"]


def test_an_address_with_a_stray_bracket_is_none() -> None:
    broken = item().replace("https://news.example/a/1", "https://[news.example/a/1")
    assert [document.url for document in documents(rss(broken, item()))] == [None, "https://news.example/a/1"]
