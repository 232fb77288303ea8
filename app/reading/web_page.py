"""A whole web page: what its head says, and the one element that holds the article."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from app.reading.blocks import normalise
from app.reading.publishers import site_in, without_site
from app.reading.stamps import is_stamp

PAGE = re.compile(r"<!doctype html|<html[\s>]|<body[\s>]", re.I)
HEAD_LENGTH = 4000
NO_TEXT = (
    "script",
    "style",
    "noscript",
    "svg",
    "template",
    "nav",
    "footer",
    "form",
    "iframe",
    "select",
    "textarea",
    "button",
)
BOXES = ("div", "section", "article", "main", "td", "pre", "body")
BLOCKS = frozenset((*BOXES, "p", "li", "blockquote", "h1", "h2", "h3", "dd"))
# What a page calls the box of its article; a box of that name is taken before a somewhat longer one of no name.
ARTICLE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:article(?:-?(?:body|content|text))?|artibody|(?:post|entry)-?(?:body|content))(?=$|[\s_-])", re.I
)
NAMED = 1.5
PUBLISHED = (
    "article:published_time",
    "publishdate",
    "pubdate",
    "date",
    "datePublished",
    "og:release_date",
    "firstpublishedtime",
)
SENTENCE_LENGTH = 20
STRINGS_ABOVE = 120
SHARES = (1.0, 0.5, 0.2)
SENTENCE_SIGNS = re.compile("[，。！？；：、,.]")
SOURCE = re.compile(r"(?:来源|來源)[：:]\s*(\S{2,20})$")
# WeChat writes the day as 昨天; the true moment stands in a script.
SCRIPT_STAMP = re.compile(r"""\b(?:ct|publish_time|pubtime)\s*[=:]\s*["'](\d{10}|\d{13})["']""")


@dataclass(frozen=True)
class Page:
    """`published` stands in the head, `dated` is the line with the day above the article, `stamp` is an epoch."""

    title: str
    url: str
    published: str
    stamp: str
    dated: str
    site: str
    article: str


def is_page(text: str) -> bool:
    return PAGE.search(text[:HEAD_LENGTH]) is not None


def read_page(markup: str) -> Page:
    stamp = SCRIPT_STAMP.search(markup)
    soup = BeautifulSoup(markup, "lxml")
    meta = _read_meta(soup)
    titled = normalise(soup.title.get_text() if soup.title else "")
    title = _title(soup, titled, meta.get("og:title", ""))
    for useless in soup(NO_TEXT):
        useless.decompose()
    article = _find_article(soup)
    return Page(
        title=title,
        url=_canonical_link(soup) or meta.get("og:url", ""),
        published=next((meta[name] for name in PUBLISHED if name in meta), ""),
        stamp=stamp[1] if stamp else "",
        dated=_line_above(article),
        site=meta.get("og:site_name", "") or _source_above(article) or site_in(titled),
        article=str(article),
    )


def _read_meta(soup: BeautifulSoup) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in soup.find_all("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        if name and tag.get("content"):
            found.setdefault(str(name), str(tag["content"]))
    return found


def _title(soup: BeautifulSoup, titled: str, shared: str) -> str:
    """The first <h1> that the page's other titles confirm, else the title without the site's name."""
    for heading in soup.find_all("h1"):
        words = normalise(heading.get_text())
        if len(words) >= 6 and (words in titled or words in shared):
            return words
    return without_site(normalise(shared) or titled)


def _canonical_link(soup: BeautifulSoup) -> str:
    found = soup.find("link", rel="canonical")
    return str(found.get("href", "")) if isinstance(found, Tag) else ""


def _find_article(soup: BeautifulSoup) -> Tag:
    """Text votes for the box that holds its paragraph and, ever less, for the boxes around; links vote for nobody."""
    votes: dict[int, float] = defaultdict(float)
    boxes: dict[int, Tag] = {}
    for block, words in _own_texts(soup):
        signs = len(SENTENCE_SIGNS.findall(words))
        if len(words) < SENTENCE_LENGTH or not signs:
            continue
        outwards = chain([block] if block.name in BOXES else [], block.parents)
        for box, share in zip(outwards, SHARES, strict=False):
            votes[id(box)] += (len(words) + 10 * signs) * share
            boxes[id(box)] = box
    if not votes:
        return soup.body or soup
    return boxes[max(votes, key=lambda key: votes[key] * (NAMED if _is_named(boxes[key]) else 1))]


def _is_named(box: Tag) -> bool:
    names = (box.get("id"), box.get("itemprop"), *(box.get_attribute_list("class") or ()))
    return box.name == "article" or any(name and ARTICLE_NAMES.search(str(name)) for name in names)


def _line_above(article: Tag) -> str:
    """The last stamp before the article, 2019-09-07 09:25:09 来源：观察者网; one inside it is found when it is read."""
    lines = (normalise(str(string)) for string in article.find_all_previous(string=True, limit=STRINGS_ABOVE))
    return next((line for line in lines if is_stamp(line) and any(map(str.isdigit, line))), "")


def _source_above(article: Tag) -> str:
    """Whom the line above the article names: 来源：观察者网."""
    lines = (normalise(str(string)) for string in article.find_all_previous(string=True, limit=STRINGS_ABOVE))
    return next((found[1] for line in lines if (found := SOURCE.match(line))), "")


def _own_texts(soup: BeautifulSoup) -> Iterator[tuple[Tag, str]]:
    """Each block with the text that stands in it and in no smaller block, without its links and comments."""
    blocks: dict[int, Tag] = {}
    texts: dict[int, list[str]] = defaultdict(list)
    for string in soup.find_all(string=True):
        if type(string) is not NavigableString or not string.strip():
            continue
        block = _block_around(string)
        if block is not None:
            blocks[id(block)] = block
            texts[id(block)].append(string.strip())
    return ((block, "".join(texts[key])) for key, block in blocks.items())


def _block_around(string: NavigableString) -> Tag | None:
    for parent in string.parents:
        if parent.name == "a":
            return None
        if parent.name in BLOCKS:
            return parent
    return None
