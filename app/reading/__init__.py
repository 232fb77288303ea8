"""Bytes to Document. Pure: no file is opened and no clock is read; what is wrong is raised as a DocumentError."""

from dataclasses import replace
from hashlib import sha256
from zoneinfo import ZoneInfo

from app.errors import EmptyDocument, UnknownShape
from app.reading.addresses import canonical_address
from app.reading.decode import decode
from app.reading.document import Document, PassageKind
from app.reading.furniture import sort_out
from app.reading.origin import confirm_address, find_address, find_publisher
from app.reading.passages import MainText, lay_out
from app.reading.shapes import recognise
from app.reading.witnesses import find_witnesses


def read_document(content: bytes, file: str, address: str = "", charset: str = "") -> Document:
    """`address` is where the bytes were fetched from, `charset` what the server said of them.

    Raises EmptyDocument, BinaryFile, UnreadableFile or UnknownShape.
    """
    source = decode(content, file, charset)
    article = recognise(source, file)
    if address:
        article = replace(article, url=confirm_address(article.url, address))
    parts = sort_out(article.blocks, article.title)
    main = lay_out(article.title, parts)
    _require_text(main, file)
    url = find_address(article, main.left_out)
    publisher, zone = find_publisher(article, url, main)
    digest = sha256(content).hexdigest()
    return Document(
        file=file,
        key=canonical_address(url) if url else f"sha256:{digest}",
        sha256=digest,
        text=main.text,
        source=source,
        passages=main.passages,
        title=main.title,
        publisher=publisher,
        url=url,
        zone=zone,
        witnesses=find_witnesses(article, main.text, main.passages, main.left_out, ZoneInfo(zone) if zone else None),
        left_out=main.left_out,
    )


def _require_text(main: MainText, file: str) -> None:
    if any(passage.kind not in (PassageKind.TITLE, PassageKind.CAPTION) for passage in main.passages):
        return
    if main.passages:
        raise EmptyDocument(file, "there is a headline, but no text below it")
    raise UnknownShape(file, "no article can be found in it")
