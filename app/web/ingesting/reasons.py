"""Why something was skipped, in the language of the page: the terminal's English sentences, row by row.

A reason that has no row, such as what the system says of a disk, is shown as it is.
"""

import re
from collections.abc import Sequence

from app.sentences import Sentence, sentence
from app.web.language import say

# English with gaps, and the same in Chinese with the gaps by name; what stands in a gap may be a row of its own.
_ROWS: Sequence[tuple[str, Sentence]] = (
    ("the file is empty", sentence("文件是空的")),
    ("there is nothing but white space in it", sentence("里面只有空白")),
    ("there is a headline, but no text below it", sentence("只有标题，没有正文")),
    ("no article can be found in it", sentence("里面找不到文章")),
    ("this is a feed or a data file, not an article", sentence("这是订阅源或数据文件，不是文章")),
    ("this is a sound or film file, not text", sentence("这是音频或视频，不是文字")),
    ("this is not text: it is full of zero bytes", sentence("这不是文字：里面满是零字节")),
    ("this is {what}, not text", sentence("这是%(what)s，不是文字")),
    (
        "its byte order mark says {name}, but the bytes are not",
        sentence("字节序标记写的是 %(name)s，内容却不是"),
    ),
    (
        "its encoding is none of UTF-8, UTF-16, GB18030 and Big5, or it is damaged",
        sentence("编码不是 UTF-8、UTF-16、GB18030 或 Big5，或者文件已损坏"),
    ),
    ("too many of its characters are damaged (U+FFFD)", sentence("损坏的字符（U+FFFD）太多")),
    (
        "its characters were garbled when it was saved (UTF-8 read as another encoding)",
        sentence("保存时已经成了乱码（UTF-8 被当作别的编码）"),
    ),
    ("larger than {size} MB", sentence("大于 %(size)s MB")),
    ("unpacked it is larger than {size} MB", sentence("解压后大于 %(size)s MB")),
    (
        "unpacked it is larger than {size} MB: it was not unpacked",
        sentence("解压后会大于 %(size)s MB，没有解压"),
    ),
    (
        "unpacked it is more than {times} times as large: it was not unpacked",
        sentence("解压后会大出 %(times)s 倍以上，没有解压"),
    ),
    ("archives lie more than {depth} deep in one another", sentence("压缩包里套压缩包超过 %(depth)s 层")),
    (
        "it holds more than {most} files: the rest was not read",
        sentence("里面超过 %(most)s 个文件，其余没有读"),
    ),
    ("there is no document in this archive", sentence("压缩包里没有文献")),
    ("the ZIP archive is damaged ({why})", sentence("ZIP 压缩包已损坏（%(why)s）")),
    ("the packed file is damaged ({why})", sentence("压缩文件已损坏（%(why)s）")),
    (
        "the archive is damaged, and what follows is lost ({why})",
        sentence("压缩包已损坏，后面的内容读不出来（%(why)s）"),
    ),
    ("it is damaged in the archive ({why})", sentence("在压缩包里已损坏（%(why)s）")),
    ("it is protected by a password", sentence("有密码保护")),
    ("it is packed by a method that is not known here", sentence("压缩方法不认识")),
    ("it is a link or a device, not a file", sentence("这是链接或设备，不是文件")),
    ("the Word document is damaged ({why})", sentence("Word 文档已损坏（%(why)s）")),
    ("the PDF file has no text layer: it holds pictures of pages", sentence("PDF 没有文字层，只有页面的图片")),
    ("the fonts of the PDF file do not say which characters they show", sentence("PDF 的字体没有写明显示的是哪些字")),
    ("the PDF file has more than {most} pages", sentence("PDF 超过 %(most)s 页")),
    ("the PDF file holds too much text", sentence("PDF 里的文字太多")),
    ("the PDF file is damaged ({why})", sentence("PDF 已损坏（%(why)s）")),
    ("the PDF file is protected by a password ({why})", sentence("PDF 有密码保护（%(why)s）")),
    ("there are no entries in this feed", sentence("订阅源里没有条目")),
    ("the feed is damaged ({why})", sentence("订阅源已损坏（%(why)s）")),
    (
        "the feed breaks off behind {count} entries; the last one may be cut",
        sentence("订阅源在第 %(count)s 条之后中断，最后一条可能不全"),
    ),
    ("the entry has no text, only a headline", sentence("条目只有标题，没有正文")),
    ("this is JSON, but there are no articles in it", sentence("这是 JSON，但里面没有文章")),
    (
        "line {line} is no JSON ({why}): what begins there is lost",
        sentence("第 %(line)s 行不是 JSON（%(why)s），从那里起读不出来"),
    ),
    (
        "no field of the record holds a text; it has: {names}",
        sentence("记录里没有一个字段是正文；它的字段：%(names)s"),
    ),
    ("no record", sentence("没有记录")),
    ("this is no web address", sentence("这不是网址")),
    ("only http and https addresses are fetched", sentence("只能用 http 和 https 网址")),
    ("addresses with a user name are not fetched", sentence("不取带用户名的网址")),
    ("a host written as a number in this way is not fetched", sentence("不取这样用数字写的主机")),
    ("port {port} is not fetched", sentence("不取端口 %(port)s")),
    ("it leads into a private network", sentence("它通向内部网络，没有连接")),
    ("there is no host {host}", sentence("没有 %(host)s 这台主机")),
    ("the site's robots.txt asks programs not to read it", sentence("该网站的 robots.txt 请程序不要读取")),
    ("the site's robots.txt cannot be had ({status})", sentence("该网站的 robots.txt 取不到（%(status)s）")),
    ("the server does not answer in time", sentence("服务器没有及时回应")),
    ("the server's certificate is not trusted", sentence("服务器的证书不可信")),
    ("the server cannot be reached", sentence("连不上服务器")),
    ("it cannot be fetched: {why}", sentence("取不到：%(why)s")),
    ("it redirects more than {most} times", sentence("转向超过 %(most)s 次")),
    ("it leads to the front page of the site: the article is gone", sentence("它转到了网站首页：文章已经不在")),
    ("this is no text but {kind}", sentence("这不是文字，是 %(kind)s")),
    (
        "it is packed in a way that was not asked for ({how})",
        sentence("服务器用了没有要求的压缩方式（%(how)s）"),
    ),
    ("it wants a password ({answer})", sentence("需要密码（%(answer)s）")),
    ("the server refuses to give it ({answer})", sentence("服务器不给（%(answer)s）")),
    ("there is no such page ({answer})", sentence("没有这个页面（%(answer)s）")),
    ("the page was taken away ({answer})", sentence("页面已经撤下（%(answer)s）")),
    ("the server asks to come back later ({answer})", sentence("服务器请稍后再来（%(answer)s）")),
    ("it is withheld for legal reasons ({answer})", sentence("因法律原因不提供（%(answer)s）")),
    ("the server answers ({answer})", sentence("服务器回答 %(answer)s")),
    ("a JPEG picture", sentence("JPEG 图片")),
    ("a PNG picture", sentence("PNG 图片")),
    ("a GIF picture", sentence("GIF 图片")),
    ("a PDF file", sentence("PDF 文件")),
    ("a ZIP archive or an office file", sentence("ZIP 压缩包或办公文档")),
    ("a gzip archive", sentence("gzip 压缩包")),
    ("a bzip2 archive", sentence("bzip2 压缩包")),
    ("an xz archive", sentence("xz 压缩包")),
    ("a 7z archive", sentence("7z 压缩包")),
    ("a RAR archive", sentence("RAR 压缩包")),
    ("an old office file", sentence("旧版办公文档")),
    ("a program", sentence("程序")),
    ("a database", sentence("数据库")),
    ("a sound file", sentence("音频文件")),
    ("a spreadsheet", sentence("电子表格")),
    ("a presentation", sentence("演示文稿")),
    ("an electronic book", sentence("电子书")),
    ("an OpenDocument file", sentence("OpenDocument 文件")),
    ("a Java program", sentence("Java 程序")),
    ("the program broke off while it read this", sentence("读到这里时程序中断了")),
    ("the program broke off before it read this", sentence("还没读到这里，程序就中断了")),
)
_GAP = re.compile(r"\\\{(\w+)\\\}")
_PATTERNS = tuple((re.compile(_GAP.sub(r"(?P<\1>.*)", re.escape(english)), re.S), told) for english, told in _ROWS)


def told_reason(reason: str) -> str:
    """The reason in the language of the page; unchanged when it is not known here."""
    for pattern, told in _PATTERNS:
        if found := pattern.fullmatch(reason):
            return say(told.pattern, **{name: told_reason(gap) for name, gap in found.groupdict().items()})
    return reason
