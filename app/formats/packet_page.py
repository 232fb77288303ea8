"""The page of an evidence packet: readable in any browser, for ever; no script, nothing from the network."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape
from urllib.parse import urlsplit

from app.extraction.dates import words
from app.store.views import DocumentLabel, EventDetail, MentionView

_STATUSES = {"happened": "已发生", "planned": "计划中", "lapsed": "未见后续", "denied": "已否认"}
_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem;
  font: 1rem/1.75 system-ui, "Noto Sans CJK SC", sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.4; } h2 { font-size: 1.15rem; margin: 2.5rem 0 .25rem; }
blockquote { margin: .75rem 0 0; padding-left: 1rem; border-left: 3px solid #999; }
.facts, .source, footer { font-size: .88rem; opacity: .8; margin: 0; }
li { overflow-wrap: anywhere; } code { font-size: .85em; overflow-wrap: anywhere; }
mark { background: #ffe58a; color: #221; }
""".strip()


def write_page(events: Iterable[EventDetail], title: str, manifest: str) -> str:
    """`manifest` is the SHA-256 of the manifest. The last line is the SHA-256 of all before it."""
    body = "\n".join(_lines(list(events), title, manifest)) + "\n"
    return f"{body}<!-- sha256 {sha256(body.encode('utf-8')).hexdigest()} -->\n"


def _lines(events: list[EventDetail], title: str, manifest: str) -> Iterator[str]:
    documents = {mention.document.id: mention.document for event in events for mention in event.mentions}
    quotes = sum(len(event.mentions) for event in events)
    yield '<!doctype html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(title)}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n<main>"
    yield f"<h1>{escape(title)}</h1>"
    yield f'<p class="facts">{len(events)} 个事件，{quotes} 处引文，{len(documents)} 篇文献</p>'
    for event in events:
        yield from _event(event)
    yield "<h2>文献</h2>\n<ol>"
    yield from (f"<li>{_source(document)}</li>" for document in sorted(documents.values(), key=lambda d: d.id))
    yield "</ol>\n</main>\n<footer>"
    yield "<p>核对：<code>annals verify packet.zip</code> 按字符位置重新取出每一处引文，并核对每个文件的 SHA-256。</p>"
    yield f"<p>清单的 SHA-256：<code>{manifest}</code></p>\n</footer>\n</body>\n</html>"


def _event(event: EventDetail) -> Iterator[str]:
    line = event.line
    facts = [line.edtf or "日期未定", _STATUSES.get(line.status, line.status), line.place or ""]
    facts.append("、".join(name for name, _ in line.actors))
    yield f'<article id="event-{escape(line.id)}">\n<h2>{escape(line.title)}</h2>'
    yield f'<p class="facts">{escape(" · ".join(fact for fact in facts if fact))}</p>'
    for mention in event.mentions:
        yield f"<blockquote>{_marked(mention)}</blockquote>"
        place = f'<a href="documents/{mention.document.id}.txt">{mention.start}–{mention.end}</a>'
        yield f'<p class="source">{_source(mention.document)}，字符 {place}</p>'
        if mention.time:
            steps = "".join(f"<li>{escape(step)}</li>" for step in words(mention.time))
            yield f"<details><summary>日期由来</summary><ul>{steps}</ul></details>"
    yield "</article>"


def _marked(mention: MentionView) -> str:
    start, end = mention.trigger_start - mention.start, mention.trigger_end - mention.start
    quote = mention.quote
    return f"{escape(quote[:start])}<mark>{escape(quote[start:end])}</mark>{escape(quote[end:])}"


def _source(document: DocumentLabel) -> str:
    title = f"《{escape(document.title)}》"
    if document.url and urlsplit(document.url).scheme in ("http", "https"):
        title = f'<a href="{escape(document.url)}" rel="noopener noreferrer">{title}</a>'
    day = document.published.isoformat() if document.published else "日期不详"
    return f"{escape(document.publisher or '出处不详')}{title}{day}"
