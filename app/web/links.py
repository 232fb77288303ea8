"""Every address of the site that a template shows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from urllib.parse import quote, urlencode, urlsplit

from app.filters import EventFilter, ranged_queries, to_query
from app.statement_filter import StatementFilter, to_statement_query


def timeline(chosen: EventFilter, *, after: str | None = None, before: str | None = None, rows: str = "") -> str:
    """The list in this view; `after` or `before` turn the page, `rows` makes it longer."""
    return timeline_query(to_query(chosen, after=after, before=before, rows=rows))


def timeline_query(query: str) -> str:
    return f"/timeline?{query}" if query else "/timeline"


def timeline_between(chosen: EventFilter) -> Callable[[date | None, date | None], str]:
    """First and last day, None for an open end, to this view of the days between: for the many bars of a picture."""
    between = ranged_queries(chosen)
    return lambda first, last: timeline_query(between(first, last))


def timeline_json(query: str) -> str:
    return timeline_file("json", query)


def timeline_file(suffix: str, query: str, lang: str = "") -> str:
    """The whole view as a file: `csv`, `atom`, `ics` or `json`; with `lang` in that language."""
    query = "&".join(filter(None, (query, lang and f"lang={lang}")))
    return f"/timeline.{suffix}?{query}" if query else f"/timeline.{suffix}"


def event(id: str, view: str = "", merged: str = "") -> str:
    """`view` is the query of the list the reader came from; the event page finds its neighbours in it.
    `merged` is the key that led to this event, when it was another one than its own."""
    return f"/events/{_part(id)}{back_to(view, merged)}"


def back_to(view: str, merged: str = "") -> str:
    """What follows the path of an event."""
    return f"?{_whence(view, merged)}" if view or merged else ""


# A page asks for the same view hundreds of times.
@lru_cache(maxsize=256)
def _whence(view: str, merged: str) -> str:
    return urlencode({name: value for name, value in (("view", view), ("merged", merged)) if value})


def _part(id: str) -> str:
    """As a part of a path. Nearly all ids are letters and digits."""
    return id if id.isascii() and id.isalnum() else quote(id, safe="")


def document(id: str) -> str:
    return f"/documents/{_part(id)}"


def mention(document_id: str, key: str) -> str:
    """The very words: the document, scrolled to the mention."""
    return f"{document(document_id)}#mention-{_part(key)}"


def statement(document_id: str, key: str) -> str:
    return f"{document(document_id)}#statement-{quote(key, safe='')}"


def passage(document_id: str, start: int, end: int) -> str:
    """Any words of a document, marked: `start:end` of its text."""
    return f"{document(document_id)}?at={start}-{end}#at"


def unheld(document_id: str, start: int, end: int) -> str:
    """The words of a mention that no event holds."""
    return f"{document(document_id)}?at={start}-{end}&unheld=1#at"


def as_ingested(document_id: str) -> str:
    return f"{document(document_id)}/source"


def version(document_id: str, sha256: str) -> str:
    """What changed since an older text."""
    return f"{document(document_id)}/versions/{quote(sha256, safe='')}"


def document_text(document_id: str) -> str:
    return f"{document(document_id)}.txt"


def annotations(document_id: str) -> str:
    return f"{document(document_id)}/annotations.jsonld"


def event_annotations(id: str) -> str:
    return f"{event(id)}/annotations.jsonld"


def citation(document_id: str, key: str) -> str:
    """One passage, ready to be cited in every format; `key` is that of a mention or a statement."""
    return f"{document(document_id)}/cite/{quote(key, safe='')}"


def event_packet(id: str) -> str:
    return f"{event(id)}/packet.zip"


def packet(query: str) -> str:
    """All events of a view with their sources, as one file."""
    return f"/timeline/packet.zip?{query}" if query else "/timeline/packet.zip"


def actor(name: str) -> str:
    return timeline(EventFilter(actor=(name,)))


def topic(name: str) -> str:
    return timeline(EventFilter(topic=(name,)))


def actor_page(name: str) -> str:
    """All that is known of an actor; `actor` is the timeline of it alone."""
    return f"/actors/{quote(name, safe='')}"


def actors(words: str = "", kind: str = "", country: str = "", page: int = 1) -> str:
    given = (("country", country), ("kind", kind), ("page", str(page) if page > 1 else ""), ("q", words))
    query = urlencode([pair for pair in given if pair[1]], quote_via=quote)
    return f"/actors?{query}" if query else "/actors"


def topic_page(name: str) -> str:
    return f"/topics/{quote(name, safe='')}"


def topics(words: str = "") -> str:
    return f"/topics?{urlencode({'q': words}, quote_via=quote)}" if words else "/topics"


def statements(chosen: StatementFilter, *, after: str | None = None, before: str | None = None) -> str:
    query = to_statement_query(chosen, after=after, before=before)
    return f"/statements?{query}" if query else "/statements"


def statements_file(chosen: StatementFilter) -> str:
    """All statements of a view, as JSON lines."""
    query = to_statement_query(replace(chosen, sort=StatementFilter.sort))
    return f"/statements.jsonl?{query}" if query else "/statements.jsonl"


def original(url: str | None) -> str | None:
    """The publisher's own address, when it is one that a browser should follow; documents may claim anything."""
    return url if url and urlsplit(url).scheme in ("http", "https") else None
