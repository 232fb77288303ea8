"""Where a document comes from: its address and its publisher."""

import re

from app.reading.addresses import host_of, original_address
from app.reading.document import LeftOut, LeftOutKind
from app.reading.publishers import Publisher, find_by_host, find_by_name
from app.reading.shapes import Article

NAMING_FIELDS = ("publisher", "source", "media", "site", "author")
SOURCE_LINE = re.compile(r"(?:来源|來源)[：:]\s*(\S{2,40})")
BYLINE = re.compile(
    r"[^，。：:\s]{2,12}\s*[/／]\s*(\S{2,24}?)(?:特约|高级|资深|首席)?(?:研究员|记者|評論員|评论员|编辑)$"
)
# The rest of a preview names the address of the whole document.
ADDRESS = re.compile(r"https?://\S+")


def find_address(article: Article, left_out: tuple[LeftOut, ...]) -> str | None:
    if article.url:
        return original_address(article.url)
    adverts = "\n".join(out.text for out in left_out if out.kind is LeftOutKind.ADVERT)
    found = ADDRESS.search(adverts) if "完整报告" in adverts else None
    return original_address(found[0]) if found else None


def find_publisher(article: Article, url: str | None, left_out: tuple[LeftOut, ...]) -> tuple[str | None, str | None]:
    """Name and zone. A registered publisher first, by address and then by name; else the name as the file gives it."""
    words = [article.fields[key] for key in NAMING_FIELDS if article.fields.get(key)]
    words += [found[1] for out in left_out if (found := SOURCE_LINE.match(out.text) or BYLINE.match(out.text))]
    known = _registered(url, words)
    if known:
        return known.name, known.zone
    if named := article.fields.get("publisher") or _outlet_as_author(article):
        return named, None
    if sources := [word for word in words if "." in word]:
        return sources[-1], None
    return (host_of(url).removeprefix("www.") or None, None) if url and article.url else (None, None)


def _registered(url: str | None, words: list[str]) -> Publisher | None:
    by_address = find_by_host(host_of(url)) if url else None
    by_name = (find_by_name(word) or find_by_host(word) for word in words)
    return by_address or next((found for found in by_name if found), None)


def _outlet_as_author(article: Article) -> str:
    """Feeds put the outlet's name where a person's would stand; then it is the category as well."""
    author = article.fields.get("author", "")
    return author if author and author in article.fields.get("categories", "").split(", ") else ""
