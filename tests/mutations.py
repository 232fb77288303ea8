"""Small documents of our own in every format, and what can befall their bytes."""

import gzip
import json

from hypothesis import strategies as st

from tests.reading.files import docx_of, pdf_of, tar_of, zip_of

PLAIN = """双方会谈结束
2021-03-19 10:20:00 来源：本报
中国外交部发言人赵立坚周四说，双方18日在安克雷奇举行会谈，为期两天。“我们愿意继续对话，”他说。
美国国务卿布林肯（Antony Blinken）表示，会谈前一天，华盛顿宣布制裁24名官员。
"""
HTML = """<!--1616161200000-->
[双方会谈结束](https://www.example.com/realtime/china/story20210319-1132568)
------

<p>外交部发言人周四说，<b>双方</b>将就共同关心的问题交换意见。</p><figure><figcaption>资料图片</figcaption></figure>
<p>他还说，会谈将于18日至19日在安克雷奇举行。<br>“不怕&amp;不躲”，他强调。</p>
<ul><li><a href="/a">延伸阅读</a></li></ul>
"""
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>双方会谈结束_本报网</title>
<meta property="article:published_time" content="2021-03-19T08:00:00+08:00"></head><body><nav>首页</nav>
<div class="article"><h1>双方会谈结束</h1><p>外交部发言人周四说，双方将就共同关心的问题交换意见，会谈为期两天。</p>
<p>他还说，会谈将于18日至19日在安克雷奇举行，双方都同意继续对话。</p></div><script>var ct = "1616161200";</script>
<footer>版权所有</footer></body></html>
"""
FRONT_MATTER = """---
title: "双方会谈结束"
date: 2021-03-19T10:20:00+08:00
tags: [ 外交 ]
---
# 双方会谈结束

**外交部**发言人周四说，[双方](https://example.com)将交换意见。

> “我们愿意继续对话。”

1. 会谈将于18日举行。
2. 协议将于年底签署。
"""
DIGEST = """# 《晚间新闻联播》 (20210318)

## 内容提要

1.双方举行会谈；

## 双方举行会谈

本台消息：外长18日同美国国务卿举行会谈。他表示，双方将继续对话。

## 河内签署协议

本台消息：越南与日本17日在河内签署渔业协议。

## 巴黎放宽限制

2020年1月8日，法国总理宣布放宽限制。12月5日，他改口。
"""
CHRONICLE = "# 渔业争端大事记\n\n本报回顾其经过。\n\n" + "\n\n".join(
    f"{when}\n\n两国外长在河内举行会谈，并签署协议。"
    for when in ("2019年11月5日", "12月20日", "1月8日", "23:15", "22:10", "00:05")
)
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>本报</title>
<item><title>双方会谈结束</title><link>https://example.com/1</link><pubDate>Fri, 19 Mar 2021 02:20:00 GMT</pubDate>
<description><![CDATA[<p>外交部发言人周四说，双方将就共同关心的问题交换意见。</p>]]></description></item></channel></rss>
"""
RECORDS = "\n".join(
    json.dumps(
        {"title": "双方会谈结束", "content": "发言人周四说，双方将交换意见。", "date": "2021-03-19"}, ensure_ascii=False
    )
    for _ in range(2)
)

WHOLE = (
    *(text.encode() for text in (PLAIN, HTML, PAGE, FRONT_MATTER, DIGEST, CHRONICLE, FEED, RECORDS)),
    PLAIN.encode("gb18030"),
    PLAIN.encode("utf-16"),
    PLAIN.replace("“", "「").replace("”", "」").encode("big5", "ignore"),
    b"\xef\xbb\xbf" + FRONT_MATTER.replace("\n", "\r\n").encode(),
    docx_of(("Title", "双方会谈结束"), "发言人周四说，双方将交换意见。"),
    pdf_of(["双方会谈结束", "发言人周四说，双方将交换意见，会谈将于18日举行。"]),
    zip_of({"a.html": HTML, "b/c.md": FRONT_MATTER}),
    tar_of({"a.txt": PLAIN.encode()}),
    gzip.compress(HTML.encode(), mtime=0),
)
# What means something to one of the readers.
TOKENS = (
    *(b"\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xef\xbf\xbd", b"\r", b"\n\n", b"\t", b"\x1b$B"),
    *(b"\xed\xa0\x80", b"\\u", b"<", b">", b"<!--", b"-->", b"<p", b"</p>", b"<div>" * 50, b"<![CDATA[", b"&#0;"),
    *(b"&#x110000;", b'="', b"<table>", b"---\n", b"------\n", b"title: [", b"#", b"**", b"[](", b"![", b"(" * 60),
    *(b"{", b"}", b'"', b"PK\x03\x04", b"%PDF-1.7", b"\x1f\x8b\x08", b"BZh9", b"ustar", b"1. ", b"0"),
    *(mark.encode() for mark in "“”「」『》《（）。：；，说据他一负"),
    *(word.encode() for word in ("表示", "9999年13月45日", "2月30日", "24:61", "25:00", "1858年", "公元前221年")),
    *(word.encode() for word in ("三天后", "上周日", "• ", "■", "（1）", "𠮷", "🇨🇳")),
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A document after up to eight mishaps."""
    content = draw(st.sampled_from(WHOLE))
    for _ in range(draw(st.integers(0, 8))):
        at, length = (draw(st.integers(0, len(content))) for _ in range(2))
        match draw(st.integers(0, 6)):
            case 0:
                content = content[:at]
            case 1:
                content = content[:at] + content[at + length % 40 :]
            case 2:
                content = content[:at] + content[at : at + length % 400] + content[at:]
            case 3 | 4:
                content = content[:at] + draw(st.sampled_from(TOKENS)) + content[at:]
            case 5:
                content = content[:at] + draw(st.binary(max_size=8)) + content[at:]
            case _:
                other = draw(st.sampled_from(WHOLE))
                content = content[:at] + other[length:]
    return content
