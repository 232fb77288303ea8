"""What kind of file it is, and the head above its text: front matter, time stamp, link to the original."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from app.errors import UnknownShape
from app.reading.blocks import Block, Role, normalise
from app.reading.front_matter import split_front_matter
from app.reading.markdown_text import looks_like_markdown, read_markdown
from app.reading.markup import read_html
from app.reading.pdf_text import looks_wrapped, read_wrapped
from app.reading.plain_text import read_plain
from app.reading.publishers import without_site
from app.reading.web_page import is_page, read_page

META = re.compile(r"\s*(?:<meta\b[^>]*>\s*)+", re.I)
EPOCH = re.compile(r"\s*<!--\s*(\d{10,20})\s*-->[ \t]*\n?")
# The title may hold brackets and the address may hold blanks and brackets, so both ends are anchored to the line.
LINK_HEAD = re.compile(r"\s*\[(?P<title>.+)\]\((?P<url>https?://.+)\)[ \t]*\n")
RULE = re.compile(r"\s*-{3,}[ \t]*\n")
TAGS = re.compile(r"<(?:p|div|br|figure|section|main|article|ul|li|h[1-6]|table|center|span|img)\b[^>]*>", re.I)
# Pages in XHTML begin with <?xml as well.
OTHER_FORMAT = re.compile(
    r"\s*(?:<\?xml(?![^>]{0,200}>\s*(?:<!--.{0,1000}?-->\s*)?<(?:!DOCTYPE\s+)?html\b)"
    r"|<rss\b|<feed\b|[\[{]\s*(?:[\[{]\s*)*\"[^\"\n]*\"\s*[:,])",
    re.I | re.S,
)


class Shape(StrEnum):
    PAGE = "page"
    FRAGMENT = "fragment"
    MARKDOWN = "markdown"
    WRAPPED = "wrapped"
    PLAIN = "plain"


@dataclass(frozen=True)
class Article:
    """A file taken apart. `epoch` is a time stamp in seconds or milliseconds; `fields` is the front matter."""

    shape: Shape
    blocks: tuple[Block, ...]
    title: str = ""
    url: str = ""
    epoch: str = ""
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Head:
    title: str = ""
    url: str = ""
    epoch: str = ""
    fields: dict[str, str] = field(default_factory=dict)


def recognise(source: str, file: str) -> Article:
    source = source.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    if OTHER_FORMAT.match(source):
        raise UnknownShape(file, "this is a feed or a data file, not an article")
    head, body = _split_head(source)
    if is_page(body):
        return _read_whole_page(head, body)
    shape = _shape_of(body)
    blocks = _read_body(shape, body, bool(head.title))
    return Article(shape, tuple(blocks), head.title, head.url, head.epoch, head.fields)


def _split_head(source: str) -> tuple[_Head, str]:
    fields, body = split_front_matter(source)
    body = META.sub("", body, count=1) if META.match(body) else body
    epoch = title = url = ""
    if found := EPOCH.match(body):
        epoch, body = found[1], body[found.end() :]
    if found := LINK_HEAD.match(body):
        title, url, body = found["title"], found["url"], body[found.end() :]
        body = RULE.sub("", body, count=1) if RULE.match(body) else body
    title = without_site(normalise(title or fields.get("title", "")))
    url = url or fields.get("original_url") or fields.get("from") or fields.get("url") or fields.get("link", "")
    return _Head(title, url.strip(), epoch, fields), body


def _shape_of(body: str) -> Shape:
    if body.lstrip().startswith("<"):
        return Shape.FRAGMENT
    if looks_like_markdown(body):
        return Shape.MARKDOWN
    if TAGS.search(body):
        return Shape.FRAGMENT
    if looks_wrapped(body):
        return Shape.WRAPPED
    return Shape.PLAIN


def _read_body(shape: Shape, body: str, has_title: bool) -> list[Block]:
    if shape is Shape.FRAGMENT:
        return read_html(body)
    if shape is Shape.MARKDOWN:
        return _promote_title(read_markdown(body), has_title)
    if shape is Shape.WRAPPED:
        return read_wrapped(body)
    return read_plain(body, has_title)


def _promote_title(blocks: list[Block], has_title: bool) -> list[Block]:
    """A Markdown file without front matter starts with its title as a heading."""
    if has_title or not blocks or blocks[0].role is not Role.HEADING:
        return blocks
    return [Block(blocks[0].text, Role.TITLE), *blocks[1:]]


def _read_whole_page(head: _Head, body: str) -> Article:
    page = read_page(body)
    blocks = read_html(page.article)
    fields = {"date": page.published, "publisher": page.site} | head.fields
    return Article(
        Shape.PAGE,
        (Block(page.dated), *blocks) if page.dated else tuple(blocks),
        head.title or page.title,
        head.url or page.url,
        head.epoch or page.stamp,
        {key: value for key, value in fields.items() if value},
    )
