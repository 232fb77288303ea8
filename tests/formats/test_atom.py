from datetime import date
from xml.etree import ElementTree

import pytest

from app.formats.atom import write
from app.store.views import EventLine
from tests.formats.samples import EVENT, event_like

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "http://annals.example/"


def feed(*lines: EventLine, title: str = "拜登") -> ElementTree.Element:
    text = "".join(write(lines, title=title, site=SITE, view="timeline?a=1&b=2", feed="timeline.atom?a=1&b=2"))
    return ElementTree.fromstring(text)


def test_an_entry_shows_the_quote_with_its_source_and_leads_to_its_event() -> None:
    entry = feed(EVENT.line).find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}content") == "2021-03-18　「中美两国高层18日在安克雷奇会谈。」—— 样报"
    assert entry.findtext(f"{ATOM}id") == f"{SITE}events/m1"
    assert [link.get("href") for link in entry.iter(f"{ATOM}link")] == [f"{SITE}events/m1"]


def test_the_feed_names_its_page_and_itself_and_its_newest_report() -> None:
    read = feed(event_like(reported=date(2021, 3, 19)).line, event_like(reported=date(2021, 3, 20)).line)
    links = {link.get("rel"): link.get("href") for link in read.findall(f"{ATOM}link")}
    assert links == {"alternate": f"{SITE}timeline?a=1&b=2", "self": f"{SITE}timeline.atom?a=1&b=2"}
    assert read.findtext(f"{ATOM}updated") == "2021-03-20T00:00:00Z"


def test_an_empty_feed_is_still_one() -> None:
    assert feed().findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


@pytest.mark.parametrize("title", ["a<b & c", '"引号"', "两\n行", "\x00\x1b"])
def test_no_title_breaks_the_feed(title: str) -> None:
    read = feed(event_like(title=title, topics=(title,)).line, title=title)
    assert len(read.findall(f"{ATOM}entry")) == 1
