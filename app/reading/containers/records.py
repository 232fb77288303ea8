"""JSON lines and JSON arrays of articles, with the usual names of their fields."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.errors import UnknownShape
from app.reading.containers.article import write_article
from app.reading.containers.parts import Part, Refused
from app.reading.decode import decode

# Names as they are once case, blanks, hyphens and underscores are taken away; the first that is filled counts.
TITLE = ("title", "headline", "subject", "articletitle", "标题", "標題")
TEXT = (
    *("contenthtml", "bodyhtml", "content", "body", "articlebody", "text", "contenttext", "fulltext", "maintext"),
    *("article", "articletext", "paragraphs", "正文", "内容", "內容", "html"),
    *("summary", "description", "abstract", "摘要"),
)
URL = ("url", "link", "canonicalurl", "originalurl", "sourceurl", "permalink", "href", "weburl", "链接", "网址", "網址")
DATE = (
    *("date", "published", "publishedat", "publishedon", "datepublished", "publisheddate", "publishdate"),
    *("publishtime", "publicationdate", "pubdate", "pubtime", "ctime", "createdat", "datetime", "timestamp", "time"),
    *("发布时间", "發布時間", "日期", "时间", "時間"),
)
PUBLISHER = ("publisher", "source", "media", "site", "sitename", "outlet", "newspaper", "来源", "來源", "媒体", "媒體")
AUTHOR = ("author", "authors", "byline", "作者")
# WordPress writes {"rendered": …}, NewsAPI {"id": …, "name": …}, MongoDB {"$date": …}.
INNER = ("rendered", "name", "title", "$date", "html", "text", "value")
IGNORED = re.compile(r"[\s_.-]+")
BETWEEN = re.compile(r"[\s,\[\]]*")
DEEPEST = 6


@dataclass(frozen=True)
class _Broken:
    line: int
    reason: str


def list_records(content: bytes, name: str) -> Iterator[Part | Refused]:
    """One part for each record; a broken one is refused by itself. Raises what `decode` does, and UnknownShape."""
    numbers = 0
    for value in _values(decode(content, name)):
        if isinstance(value, _Broken):
            yield Refused(name, f"line {value.line} is no JSON ({value.reason}): what begins there is lost")
            numbers += 1
            continue
        for record in _records(value):
            numbers += 1
            yield _read_record(record, f"{name}#{numbers}")
    if numbers == 0:
        raise UnknownShape(name, "this is JSON, but there are no articles in it")


def _values(text: str) -> Iterator[object]:
    """The values of an array or of lines; behind a broken one, from the next line that is indented alike."""
    decoder = json.JSONDecoder(strict=False)
    at = _skip(text, 1 if text.startswith("\ufeff") else 0)
    line, counted = 1, 0
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
            yield value
        except (ValueError, RecursionError) as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deep"
            line, counted = line + text.count("\n", counted, at), at
            yield _Broken(line, reason)
            at = _next_alike(text, at)
        at = _skip(text, at)


def _skip(text: str, at: int) -> int:
    found = BETWEEN.match(text, at)
    return found.end() if found else at


def _next_alike(text: str, at: int) -> int:
    indent = text[text.rfind("\n", 0, at) + 1 : at]
    following = text.find(f"\n{indent}{{", at) if not indent.strip() else -1
    return len(text) if following < 0 else following + 1 + len(indent)


def _records(value: object, depth: int = 0) -> Iterator[dict[str, object]]:
    """The articles in a value: itself, or what its lists hold ({"status": "ok", "articles": […]})."""
    if isinstance(value, list) and depth < DEEPEST:
        for held in value:
            yield from _records(held, depth + 1)
    elif isinstance(value, dict):
        inner = [] if _find(value, TEXT) or depth >= DEEPEST else list(_inner_records(value, depth))
        yield from inner or [value]
    else:
        yield {"": value}


def _inner_records(value: dict[str, object], depth: int) -> Iterator[dict[str, object]]:
    for held in value.values():
        if isinstance(held, dict | list):
            found = list(_records(held, depth + 1))
            if any(_find(record, TEXT) for record in found):
                yield from found


def _read_record(record: dict[str, object], name: str) -> Part | Refused:
    body = _find(record, TEXT)
    if not body:
        names = ", ".join(filter(None, list(record)[:8]))
        return Refused(name, f"no field of the record holds a text; it has: {names}" if names else "no record")
    return Part(
        name,
        write_article(
            body,
            title=_find(record, TITLE),
            url=_find(record, URL),
            date=_find(record, DATE),
            publisher=_find(record, PUBLISHER),
            author=_find(record, AUTHOR),
        ),
    )


def _find(record: dict[str, object], names: tuple[str, ...]) -> str:
    fields = {IGNORED.sub("", key).lower(): value for key, value in reversed(record.items())}
    return next((words for name in names if (words := _words(fields.get(name)))), "")


def _words(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(int(value))
    if isinstance(value, list):
        return "\n".join(filter(None, map(_words, value)))
    if isinstance(value, dict):
        return next((words for name in INNER if (words := _words(value.get(name)))), "")
    return ""
