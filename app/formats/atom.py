"""Events as an Atom feed (RFC 4287): one entry an event, its quote as content, newest report first."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from app.store.views import EventLine

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# An event that no dated document tells of has still to say when it changed.
_NO_DAY = date(1970, 1, 1)


def write(events: Iterable[EventLine], *, title: str, site: str, view: str, feed: str) -> Iterator[str]:
    """`site` is the address of the site with its last slash; `view` and `feed` are the paths of the page and of the
    feed, without their first. An entry's id is the address of its event, and changes only as that does."""
    entries = list(events)
    yield '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans">\n'
    yield f"<title>{_text(title)}</title>\n<id>{_text(site + view)}</id>\n"
    yield f'<link rel="alternate" type="text/html" href={quoteattr(site + view)}/>\n'
    yield f'<link rel="self" type="application/atom+xml" href={quoteattr(site + feed)}/>\n'
    yield f"<updated>{_moment(max((_reported(each) for each in entries), default=_NO_DAY))}</updated>\n"
    yield "<author><name>编年 Annals</name></author>\n"
    for event in entries:
        yield _entry(event, site)
    yield "</feed>\n"


def _entry(event: EventLine, site: str) -> str:
    address = f"{site}events/{event.id}"
    source = event.quote.document
    when = f"{event.edtf}　" if event.edtf else ""
    quote = f"{when}「{event.quote.quote}」—— {source.publisher or source.title}"
    categories = "".join(f"<category term={quoteattr(_clean(topic))}/>" for topic in event.topics)
    return (
        f"<entry>\n<title>{_text(event.title)}</title>\n<id>{_text(address)}</id>\n"
        f'<link rel="alternate" type="text/html" href={quoteattr(address)}/>\n'
        f"<updated>{_moment(_reported(event))}</updated>\n{categories}"
        f'<content type="text">{_text(quote)}</content>\n</entry>\n'
    )


def _reported(event: EventLine) -> date:
    return event.reported or _NO_DAY


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _text(words: str) -> str:
    return escape(_clean(words))


def _clean(words: str) -> str:
    """XML 1.0 has no control characters, not even escaped."""
    return _NOT_IN_XML.sub(" ", words)
