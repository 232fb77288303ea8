"""A whole web page: what its head says, and the one element that holds the article."""

import re
from collections import defaultdict
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from app.reading.blocks import normalise
from app.reading.publishers import without_site

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
TEXT_TAGS = ("p", "pre", "td", "section", "div", "li")
BLOCK_TAGS = ("p", "div", "ul", "ol", "table", "section")
SENTENCE_SIGNS = re.compile("[，。！？；：、,.]")
# WeChat writes the day as 昨天; the true moment stands in a script.
SCRIPT_STAMP = re.compile(r"""\b(?:ct|publish_time|pubtime)\s*[=:]\s*["'](\d{10}|\d{13})["']""")


@dataclass(frozen=True)
class Page:
    title: str
    url: str
    published: str
    stamp: str
    site: str
    article: str


def is_page(text: str) -> bool:
    return PAGE.search(text[:HEAD_LENGTH]) is not None


def read_page(markup: str) -> Page:
    stamp = SCRIPT_STAMP.search(markup)
    soup = BeautifulSoup(markup, "lxml")
    head = {
        "title": _title(soup),
        "url": _link(soup) or _meta(soup, "og:url"),
        "published": _meta(
            soup, "article:published_time", "publishdate", "pubdate", "date", "datePublished", "og:release_date"
        ),
        "site": _meta(soup, "og:site_name"),
    }
    for useless in soup(NO_TEXT):
        useless.decompose()
    return Page(stamp=stamp[1] if stamp else "", article=str(_find_article(soup)), **head)


def _title(soup: BeautifulSoup) -> str:
    titled = soup.title.get_text() if soup.title else ""
    full = normalise(_meta(soup, "og:title") or titled)
    for heading in soup.find_all("h1"):
        words = normalise(heading.get_text())
        if len(words) >= 6 and (words in normalise(titled) or words in full):
            return words
    return without_site(full)


def _meta(soup: BeautifulSoup, *names: str) -> str:
    for name in names:
        for attribute in ("property", "name", "itemprop"):
            found = soup.find("meta", attrs={attribute: name})
            if isinstance(found, Tag) and (content := found.get("content")):
                return str(content)
    return ""


def _link(soup: BeautifulSoup) -> str:
    found = soup.find("link", rel="canonical")
    return str(found.get("href", "")) if isinstance(found, Tag) else ""


def _find_article(soup: BeautifulSoup) -> Tag:
    """Text votes for its parent and, half as loud, for its grandparent; links vote for nobody."""
    votes: dict[int, float] = defaultdict(float)
    tags: dict[int, Tag] = {}
    for element in soup.find_all(TEXT_TAGS):
        words = element.get_text().strip()
        if len(words) < 20 or not SENTENCE_SIGNS.search(words) or element.find(BLOCK_TAGS):
            continue
        linked = sum(len(link.get_text()) for link in element.find_all("a"))
        worth = (len(words) - linked) * (1 + len(SENTENCE_SIGNS.findall(words)) / 20)
        for ancestor, share in zip(element.parents, (1.0, 0.5, 0.2), strict=False):
            votes[id(ancestor)] += worth * share
            tags[id(ancestor)] = ancestor
    if not votes:
        return soup.body or soup
    return tags[max(votes, key=lambda key: votes[key])]
