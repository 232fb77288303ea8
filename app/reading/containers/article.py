"""Articles that were taken from a feed or a record, written in a shape that `read_document` knows."""

from app.reading.blocks import normalise


def write_article(
    body: str, *, title: str = "", url: str = "", date: str = "", publisher: str = "", author: str = ""
) -> bytes:
    """Front matter and the body as it is, HTML or text. `date` may be a stamp in seconds or milliseconds since 1970."""
    epoch = date if date.isascii() and date.isdigit() and len(date) in (10, 13) else ""
    fields = {"title": title, "url": url, "date": "" if epoch else date, "publisher": publisher, "author": author}
    lines = [f"{key}: {_quoted(value)}" for key, value in fields.items() if value.strip()]
    stamp = [f"<!--{epoch}-->"] if epoch else []
    return "\n".join(["---", *lines, "---", *stamp, body, ""]).encode("utf-8", "replace")


def _quoted(value: str) -> str:
    escaped = normalise(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
