"""The text layer of a PDF file, line by line as its pages show it."""

import re
import unicodedata
from threading import Lock

from pypdfium2 import PdfDocument, PdfiumError

from app.errors import BinaryFile, UnreadableFile
from app.reading.containers.budget import LARGEST_MEMBER

MOST_PAGES = 2_000
# PDFium may be called by one thread at a time only.
_PDFIUM = Lock()
# Fonts often name the radical ⽇ (U+2F47) where the character 日 was written; they look alike and are not equal. For
# the older block Unicode has compatibility mappings; the newer one is from its EquivalentUnifiedIdeograph.txt.
KANGXI = re.compile("[\u2f00-\u2fd5]")
RADICALS = str.maketrans(
    "⺁⺎⺒⺓⺝⺟⺠⺰⻁⻄⻅⻆⻈⻉⻋⻐⻓⻔⻘⻙⻚⻛⻜⻝⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻲⻳",
    "厂兀巳幺月母民纟虎西见角讠贝车钅长门青韦页风飞食饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙亀龟",
)
# What PDFium puts where a word was parted at the end of a line.
HYPHEN = re.compile("[\ufffe\x02]\n?")
UNNAMED = re.compile("[\ue000-\uf8ff\ufffd]")
PASSWORD = "password"


def read_pdf(content: bytes, name: str) -> bytes:
    """Plain text, a blank line between two pages. Raises UnreadableFile, and BinaryFile for pictures of text."""
    with _PDFIUM:
        pages = _read_pages(content, name)
    text = "\n\n".join(pages)
    if not text.strip():
        raise BinaryFile(name, "the PDF file has no text layer: it holds pictures of pages")
    if len(UNNAMED.findall(text)) * 5 > len(text):
        raise UnreadableFile(name, "the fonts of the PDF file do not say which characters they show")
    return text.encode("utf-8", "replace")


def _read_pages(content: bytes, name: str) -> list[str]:
    pages: list[str] = []
    length = 0
    try:
        with PdfDocument(content) as opened:
            if len(opened) > MOST_PAGES:
                raise UnreadableFile(name, f"the PDF file has more than {MOST_PAGES:,} pages")
            for number in range(len(opened)):
                pages.append(_read_page(opened, number))
                length += len(pages[-1])
                if length > LARGEST_MEMBER:
                    raise UnreadableFile(name, "the PDF file holds too much text")
    except PdfiumError as error:
        why = "protected by a password" if PASSWORD in str(error).lower() else "damaged"
        raise UnreadableFile(name, f"the PDF file is {why} ({error})") from error
    return pages


def _read_page(opened: PdfDocument, number: int) -> str:
    page = opened[number]
    try:
        text = page.get_textpage().get_text_bounded()
    finally:
        page.close()
    text = HYPHEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return KANGXI.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text).translate(RADICALS)
