"""Where a document comes from: its address and its publisher."""

import re
from collections.abc import Iterator

from app.reading.addresses import host_of, original_address, split_address
from app.reading.document import LeftOut, LeftOutKind
from app.reading.passages import MainText
from app.reading.publishers import HOST, Publisher, find_by_host, find_by_name
from app.reading.shapes import Article

NAMING_FIELDS = ("publisher", "source", "media", "site", "author")
SOURCE_LINE = re.compile(r".{0,60}(?:来源|來源)[：:]\s*(\S{2,40})")
BYLINE = re.compile(
    r"[^，。：:\s]{2,12}\s*[/／]\s*(\S{2,24}?)(?:特约|高级|资深|首席)?(?:研究员|记者|評論員|评论员|编辑)$"
)
# （德国之声中文网） and （中央社記者… open what these newsrooms wrote themselves.
OPENING = re.compile(r"[（(【]\s?([^\s（）()【】\d]{2,30})")
# A programme and its day are all that its transcript has for a title.
PROGRAMME = re.compile(r"《(\S{2,20})》\s*[（(]?\d{8}[）)]?$")
# The rest of a preview names the address of the whole document.
PREVIEW = re.compile(r"完整报告")
ADDRESS = re.compile(r"https?://\S+")
# The same site for other screens.
MIRROR = re.compile(r"^(?:www|m|mobile|wap|amp)\.")


def confirm_address(claimed: str, fetched: str) -> str:
    """Where a page was fetched from is certain. The page may name a tidier address of its own site, never that of
    somebody else, whose document it would take the place of; nor the site's front page, as careless templates do."""
    own, other = split_address(claimed), split_address(fetched)
    is_front = own.path in ("", "/") and not own.query and (other.path not in ("", "/") or bool(other.query))
    if own.scheme not in ("http", "https") or is_front or not _is_one_site(own.netloc, other.netloc):
        return fetched
    return claimed


def _is_one_site(one: str, other: str) -> bool:
    one, other = one.lower(), other.lower()
    publisher = find_by_host(one)
    return MIRROR.sub("", one) == MIRROR.sub("", other) or (publisher is not None and publisher == find_by_host(other))


def find_address(article: Article, left_out: tuple[LeftOut, ...]) -> str | None:
    if article.url:
        return original_address(article.url)
    adverts = "\n".join(out.text for out in left_out if out.kind is LeftOutKind.ADVERT)
    found = ADDRESS.search(adverts) if PREVIEW.search(adverts) else None
    return original_address(found[0]) if found else None


def find_publisher(article: Article, url: str | None, main: MainText) -> tuple[str | None, str | None]:
    """Name and zone. A registered publisher first, by address and then by name; else the name as the file gives it."""
    sources = list(_sources(article, main.left_out))
    if known := _registered(url, sources) or _programme(main.title) or _opening_newsroom(main):
        return known.name, known.zone
    named = article.fields.get("publisher") or _outlet_as_author(article)
    named = named or next((words for words in sources if HOST.fullmatch(words)), "")
    if not named and url and article.url:
        named = host_of(url).removeprefix("www.")
    return named or None, None


def _sources(article: Article, left_out: tuple[LeftOut, ...]) -> Iterator[str]:
    yield from (article.fields[key] for key in NAMING_FIELDS if article.fields.get(key))
    for out in left_out:
        if found := SOURCE_LINE.match(out.text) or BYLINE.match(out.text):
            yield found[1]
        elif out.kind is LeftOutKind.FURNITURE:
            yield out.text


def _registered(url: str | None, sources: list[str]) -> Publisher | None:
    by_address = find_by_host(host_of(url)) if url else None
    by_name = (find_by_name(words) or find_by_host(words) for words in sources)
    return by_address or next((found for found in by_name if found), None)


def _programme(title: str) -> Publisher | None:
    """《新闻联播》 (20221213)"""
    found = PROGRAMME.match(title)
    return find_by_name(found[1]) if found else None


def _opening_newsroom(main: MainText) -> Publisher | None:
    """The newsroom named by the bracket that opens the first paragraphs."""
    for passage in main.passages[:4]:
        if found := OPENING.match(main.text, passage.start, passage.end):
            lengths = range(len(found[1]), 1, -1)
            return next((known for end in lengths if (known := find_by_name(found[1][:end]))), None)
    return None


def _outlet_as_author(article: Article) -> str:
    """Feeds put the outlet's name where a person's would stand; then it is the category as well."""
    author = article.fields.get("author", "")
    return author if author and author in article.fields.get("categories", "").split(", ") else ""
