"""How much of the main text is found, and how much else with it, against a reference made by hand.

    python bench/main_text.py REFERENCE [--show] [--peers SITE-PACKAGES]
    python bench/main_text.py --lines FILE

REFERENCE is a folder with a table `reference.tsv` and the documents that it names. `--lines` prints a document as
numbered lines, for the person who makes the reference: each block of HTML, or line of other text, is one. A row of the
table gives, parted by tabs:

    the document's path below REFERENCE
    its headline
    the day that it speaks from, its 今天 (2020-07-23), or - when nothing tells
    the lines of its main text without the headline (11-18,20)
    the lines that may be there or not, as captions (19), or -
    words in these lines that are no main text, parted by |, or nothing

Characters are compared in order (the longest common subsequence), without white space and Markdown's signs. Precision
is the share of what was found that is main text; recall is the share of the main text that was found. Whole pages are
given to the other programs too that can be imported; SITE-PACKAGES is a folder where they are installed.
"""

import argparse
import html
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from peers import main_text_finders

from app.errors import DocumentError
from app.extraction.dates import choose_reference
from app.reading import read_document
from app.reading.document import PassageKind
from app.reading.web_page import is_page

TABLE = "reference.tsv"
UNSEEN = re.compile(r"<(script|style|noscript|svg)\b.*?</\1\s*>|<!--(?!\s*\d+\s*-->).*?-->", re.S | re.I)
BLOCK = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|section|article|figure|figcaption|blockquote|header|footer|main|aside"
    r"|nav|form|option|select|button|hr|img|dl|dt|dd|title|body|html|head|center|pre)\b[^>]*>",
    re.I,
)
TAG = re.compile(r"</?[a-zA-Z][^>]*>")
PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
LINK = re.compile(r"\[([^\[\]]*)\]\([^)\s]*(?:\s[^)]*)?\)")
NOT_COMPARED = re.compile(r"[\s\u200b\ufeff*_#>`\\-]")


@dataclass(frozen=True)
class Row:
    """`kept` and `either` are numbers of lines, from 1."""

    path: Path
    title: str
    day: str
    kept: frozenset[int]
    either: frozenset[int]
    without: tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """Characters: `found` by a program, `right` of these, `wanted` by the reference, `met` of these."""

    found: int
    right: int
    wanted: int
    met: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.met / self.wanted if self.wanted else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reference", type=Path)
    parser.add_argument("--lines", action="store_true", help="print the numbered lines of this document")
    parser.add_argument("--show", action="store_true", help="print what is missing and what is too much")
    parser.add_argument("--peers", help="a folder of packages with other programs")
    given = parser.parse_args()
    if given.lines:
        for number, line in enumerate(lines_of(decoded(given.reference.read_bytes())), start=1):
            print(number, line, sep="\t")
        return
    if given.peers:
        sys.path.append(given.peers)
    for line in told(read_table(given.reference), given.show):
        print(line)


def told(rows: list[Row], show: bool) -> Iterator[str]:
    scores: list[Score] = []
    titles = days = 0
    for row in rows:
        title, day, text = read(row)
        score = compared(row, text)
        scores.append(score)
        titles, days = titles + (bare(title) == bare(row.title)), days + (day == row.day)
        yield f"{score.precision:.4f} {score.recall:.4f} {row.path}"
        if bare(title) != bare(row.title):
            yield f"    title {title!r}, not {row.title!r}"
        if day != row.day:
            yield f"    day {day}, not {row.day}"
        yield from differences(row, text) if show else ()
    yield summary("this program", scores)
    yield f"titles {titles} of {len(rows)}, days {days} of {len(rows)}"
    pages = [row for row in rows if is_page(decoded(row.path.read_bytes()))]
    yield summary(f"{len(pages)} whole pages: this program", [compared(row, read(row)[2]) for row in pages])
    for name, find in main_text_finders().items():
        yield summary(name, [compared(row, find(decoded(row.path.read_bytes()))) for row in pages])


def summary(name: str, scores: list[Score]) -> str:
    whole = Score(*(sum(getattr(score, part) for score in scores) for part in ("found", "right", "wanted", "met")))
    worst = min((min(score.precision, score.recall) for score in scores), default=0.0)
    return f"{name}: precision {whole.precision:.4f}, recall {whole.recall:.4f}, worst of a document {worst:.4f}"


def read(row: Row) -> tuple[str, str, str]:
    """Title, day and main text without the title, by this program."""
    try:
        document = read_document(row.path.read_bytes(), row.path.name)
    except DocumentError as error:
        return "", "-", error.reason
    kept = (passage for passage in document.passages if passage.kind is not PassageKind.TITLE)
    text = "\n".join(document.quote(passage.start, passage.end) for passage in kept)
    return document.title, str(choose_reference(document).day or "-"), text


def compared(row: Row, text: str) -> Score:
    found = bare(text)
    wanted, allowed = wanted_of(row, row.kept), wanted_of(row, row.kept | row.either)
    return Score(len(found), in_common(found, allowed), len(wanted), in_common(found, wanted))


def wanted_of(row: Row, numbers: frozenset[int]) -> str:
    lines = enumerate(lines_of(decoded(row.path.read_bytes())), start=1)
    text = "".join(words for at, words in lines if at in numbers)
    return bare(without(text, row))


def without(text: str, row: Row) -> str:
    for words in row.without:
        text = text.replace(words, "")
    return text


def differences(row: Row, text: str) -> Iterator[str]:
    """Lines of the reference that are not in the text, and lines of the text that are not in the reference."""
    allowed, found = wanted_of(row, row.kept | row.either), bare(text)
    for at, words in enumerate(lines_of(decoded(row.path.read_bytes())), start=1):
        if at in row.kept and bare(without(words, row)) not in found:
            yield f"    - {at} {words[:100]}"
    for words in text.split("\n"):
        if bare(words) not in allowed:
            yield f"    + {words[:100]}"


def read_table(folder: Path) -> list[Row]:
    rows = []
    for line in (folder / TABLE).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            path, title, day, kept, either, without = line.split("\t")
            words = tuple(filter(None, without.split("|")))
            rows.append(Row(folder / path, title, day, numbers(kept), numbers(either), words))
    return rows


def numbers(ranges: str) -> frozenset[int]:
    if ranges == "-":
        return frozenset()
    ends = (part.partition("-") for part in ranges.split(","))
    return frozenset(at for first, _, last in ends for at in range(int(first), int(last or first) + 1))


def decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", "replace")


def lines_of(source: str) -> list[str]:
    """As a person sees them: one for each block, without tags, scripts and pictures."""
    text = BLOCK.sub("\n", UNSEEN.sub("", source.replace("\r", "\n")))
    text = html.unescape(TAG.sub("", text))
    text = LINK.sub(r"\1", PICTURE.sub("", text))
    return [line for line in (" ".join(words.split()) for words in text.split("\n")) if line]


def bare(text: str) -> str:
    return NOT_COMPARED.sub("", text)


def in_common(one: str, other: str) -> int:
    """The length of the longest common subsequence, by the bits of one number: Hyyrö, Bit-parallel LCS-length
    computation revisited (2004)."""
    places: dict[str, int] = {}
    for at, sign in enumerate(one):
        places[sign] = places.get(sign, 0) | 1 << at
    full = (1 << len(one)) - 1
    row = full
    for sign in other:
        met = row & places.get(sign, 0)
        row = ((row + met) | (row - met)) & full
    return len(one) - row.bit_count()


if __name__ == "__main__":
    main()
