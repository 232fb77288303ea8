"""What a server answered: is it a document, and its bytes within a limit."""

import httpx2

from app.errors import FetchFailed

# These can be told from their header; what else it is, the bytes say.
NO_TEXT = ("image/", "video/", "audio/", "font/")
# Each more layer of packing could make a thousand bytes of one.
PACKINGS = ("", "identity", "gzip", "deflate")
REASONS = {
    401: "it wants a password",
    403: "the server refuses to give it",
    404: "there is no such page",
    410: "the page was taken away",
    429: "the server asks to come back later",
    451: "it is withheld for legal reasons",
    503: "the server asks to come back later",
}


def refuse_answer(answer: httpx2.Response, asked: httpx2.URL) -> None:
    """Raises FetchFailed for what is no page, told before its body is read."""
    address, status = str(answer.url), answer.status_code
    if status != 200:
        told = f"{status} {answer.reason_phrase}".strip()
        raise FetchFailed(address, f"{REASONS.get(status, 'the server answers')} ({told})")
    kind = str(answer.headers.get("Content-Type", "")).lower()
    if kind.startswith(NO_TEXT):
        raise FetchFailed(address, f"this is no text but {kind.partition(';')[0][:40]}")
    if _is_front(answer.url) and not _is_front(asked):
        raise FetchFailed(address, "it leads to the front page of the site: the article is gone")


def wants_rest(answer: httpx2.Response) -> bool:
    """Too many requests (RFC 6585, section 4), or it cannot answer now and says when it can."""
    return answer.status_code == 429 or (answer.status_code == 503 and "Retry-After" in answer.headers)


async def read_body(answer: httpx2.Response, most: int) -> bytes:
    """The body, unpacked. Raises FetchFailed when it has more than `most` bytes."""
    packing = str(answer.headers.get("Content-Encoding", "")).strip().lower()
    if packing not in PACKINGS:
        raise FetchFailed(str(answer.url), f"it is packed in a way that was not asked for ({packing[:40]})")
    content = bytearray()
    async for chunk in answer.aiter_bytes():
        content += chunk
        if len(content) > most:
            raise FetchFailed(str(answer.url), f"larger than {most // 1024 // 1024} MB")
    return bytes(content)


def _is_front(url: httpx2.URL) -> bool:
    return url.path in ("", "/") and not url.query
