"""Word documents: their paragraphs, headings, lists and tables as HTML; pictures, comments and layout are left."""

import re
from html import unescape
from io import BytesIO
from xml.parsers.expat import ExpatError
from zipfile import ZipFile

import mammoth

from app.errors import UnreadableFile
from app.reading.blocks import ends_sentence, normalise
from app.reading.containers.article import write_article
from app.reading.containers.budget import Budget
from app.reading.containers.zips import DAMAGE
from app.reading.stamps import is_stamp

STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh"
FIRST = re.compile(r"\s*<(?P<tag>h[1-6]|p)>(?P<words>.*?)</(?P=tag)>", re.S)
TAG = re.compile(r"<[^>]*>")
TITLE_LENGTH = 120


def read_docx(content: bytes, name: str) -> bytes:
    """An article as HTML. Raises UnreadableFile and UnsafeArchive."""
    try:
        with ZipFile(BytesIO(content)) as opened:
            Budget(name, len(content)).take_bytes(sum(info.file_size for info in opened.infolist()))
        html = mammoth.convert_to_html(
            BytesIO(content),
            style_map=STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(lambda picture: {}),
        ).value
    except (*DAMAGE, ExpatError, LookupError, AttributeError, TypeError, RuntimeError, NotImplementedError) as error:
        raise UnreadableFile(name, f"the Word document is damaged ({type(error).__name__}: {error})") from error
    title, body = _split_title(html)
    return write_article(body, title=title)


def _split_title(html: str) -> tuple[str, str]:
    """The first paragraph, when it is a heading or as short as one and does not end like a sentence."""
    found = FIRST.match(html)
    words = normalise(unescape(TAG.sub("", found["words"]))) if found else ""
    if not found or not words or len(words) > TITLE_LENGTH or is_stamp(words):
        return "", html
    if found["tag"] == "p" and ends_sentence(words):
        return "", html
    return words, html[found.end() :]
