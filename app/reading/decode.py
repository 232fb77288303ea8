"""Bytes to text: byte order mark, UTF-8, declared charset, then the legacy encodings, told apart by their words."""

import codecs
import re

from app.errors import BinaryFile, EmptyDocument, UnreadableFile

MAGIC = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"ID3", "a sound file"),
)
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What pages declare, and the superset that they really use.
SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
}
LEGACY = ("gb18030", "big5hkscs", "shift_jis", "euc_kr", "cp1252")
DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{3,20})""", re.I)
# The most frequent characters of running Chinese in both scripts, and the kana and punctuation of East Asian text:
# in the right encoding they are every third character, in a wrong one hardly ever.
COMMON = frozenset(
    "的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年动動同工也能"
    "下过過子说說产產种種面而方后後多定行学學法所民得经經十三之进進着等部度家电電力里如水化高自二理起小物现現实實加"
    "量都两兩体體制机機当當使点點从從业業本去把性好应應开開它合还還因由其些然前外天政四日那社义義事平形相全表间間"
    "样樣与與关關各重新线線内內数數正心反你明看原又么麼利比或但质質气氣第向道命此变變条條只没沒结結解问問意建月公"
    "无無系军軍很情者最立代想已通并並提直题題党黨程展五果料象员員革位入常文总總次品式活设設及管特件长長求老头頭基"
    "资資边邊流路级級少图圖山统統接知较較将將组組见見计計别她手角期根论論运運农農指几九区區强強放决決西被干做必战戰"
    "，。、：；！？“”「」《》（）…はのをがにでとしてたるい"
)
ENOUGH_COMMON = 0.2
LETTERS_FOR_A_VERDICT = 20
LETTERS = re.compile("[^\x00-\xff]+")
SAMPLE = 20_000


def decode(content: bytes, file: str, charset: str = "") -> str:
    """The text of a file, without a character cut off at its end. `charset` is what somebody else says of it, such as a
    server, who may be wrong. Raises EmptyDocument, BinaryFile, UnreadableFile."""
    if not content.strip():
        raise EmptyDocument(file, "the file is empty")
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _checked(_decode_marked(content[len(mark) :], encoding, file), file)
    _refuse_binary(content, file)
    return _checked(_decode_unmarked(content, file, charset), file)


def _decode_marked(content: bytes, encoding: str, file: str) -> str:
    text = _try(content, encoding)
    if text is None and encoding == "utf-8":
        text = content.decode("utf-8", "replace")
    if text is None:
        raise UnreadableFile(file, f"its byte order mark says {encoding}, but the bytes are not")
    return text


def _refuse_binary(content: bytes, file: str) -> None:
    for magic, what in MAGIC:
        if content.startswith(magic):
            raise BinaryFile(file, f"this is {what}, not text")
    if content[4:8] == b"ftyp" or content[:4] == b"RIFF":
        raise BinaryFile(file, "this is a sound or film file, not text")


def _decode_unmarked(content: bytes, file: str, charset: str) -> str:
    wide = _guess_utf16(content)
    if wide:
        return wide
    if content.count(0) > len(content) // 1000:
        raise BinaryFile(file, "this is not text: it is full of zero bytes")
    text = _try(content, "utf-8")
    if text is not None:
        return text
    return _decode_legacy(content, file, charset)


def _guess_utf16(content: bytes) -> str | None:
    """UTF-16 without a mark: its line feeds and ASCII have a zero in every other byte, always on the same side."""
    even, odd = content[0::2].count(0), content[1::2].count(0)
    if max(even, odd) * 50 < len(content) or min(even, odd) * 20 > max(even, odd):
        return None
    text = _try(content, "utf-16-le" if odd > even else "utf-16-be")
    return text if text is not None and _is_plausible(text) else None


def _decode_legacy(content: bytes, file: str, charset: str) -> str:
    declared = DECLARED.search(content[:4096])
    said = [charset.lower(), declared[1].decode("ascii").lower() if declared else ""]
    names = [*(SUPERSETS.get(name, name) for name in said if name), *LEGACY]
    texts = [text for name in names if (text := _try(content, name)) is not None]
    plausible = [text for text in texts if _is_plausible(text)]
    if plausible:
        return max(plausible, key=_share_of_common)
    damaged = content.decode("utf-8", "replace")
    if damaged.count("\ufffd") * 50 < len(damaged):
        return damaged
    raise UnreadableFile(file, "its encoding is none of UTF-8, UTF-16, GB18030 and Big5, or it is damaged")


def _try(content: bytes, encoding: str) -> str | None:
    """Decodes strictly, but forgives a last character that was cut in the middle."""
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(content)
    except (UnicodeDecodeError, LookupError):
        return None


def _checked(text: str, file: str) -> str:
    if not text.strip().strip("\ufeff\u200b"):
        raise EmptyDocument(file, "there is nothing but white space in it")
    if text.count("\ufffd") * 20 > len(text):
        raise UnreadableFile(file, "too many of its characters are damaged (U+FFFD)")
    if not _is_plausible(text) and _is_mojibake(text):
        raise UnreadableFile(file, "its characters were garbled when it was saved (UTF-8 read as another encoding)")
    return text


def _is_mojibake(text: str) -> bool:
    """UTF-8 that was read as GBK or as Latin-1 and saved again turns back into sense when the mistake is undone."""
    sample = text[:SAMPLE]
    for wrong in ("gb18030", "cp1252", "latin-1"):
        undone = sample.encode(wrong, "ignore").decode("utf-8", "ignore")
        makes_sense = _share_of_common(undone) > max(ENOUGH_COMMON, 2 * _share_of_common(sample))
        if makes_sense and len(undone) * 4 > len(sample) and len(_letters(undone)) * 20 > len(_letters(sample)):
            return True
    return False


def _is_plausible(text: str) -> bool:
    if len(_letters(text)) < LETTERS_FOR_A_VERDICT:
        return _is_mostly_ascii(text[:SAMPLE])
    return _share_of_common(text) >= ENOUGH_COMMON


def _is_mostly_ascii(text: str) -> bool:
    return sum(character.isascii() for character in text) * 10 > len(text) * 9


def _share_of_common(text: str) -> float:
    letters = _letters(text)
    return sum(map(COMMON.__contains__, letters)) / max(1, len(letters))


def _letters(text: str) -> str:
    return "".join(LETTERS.findall(text[:SAMPLE]))
