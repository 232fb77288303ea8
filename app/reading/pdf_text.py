"""Text that was copied out of a PDF: lines broken in mid-word, blank lines between them, page furniture among them."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from app.reading.blocks import WIDE, Block, Role, ends_sentence, normalise
from app.reading.document import LeftOutKind

PAGE_NUMBER = re.compile(r"\s*(?:第\s*)?[-—–]?\s*\d{1,3}\s*[-—–]?(?:\s*页|\s*/\s*\d{1,3})?\s*$")
# A line pushed this far to the right is a page header or footer; paragraphs are indented by two to four characters.
HEADER_INDENT = 10
SECTION_LABEL = re.compile(r"(?:摘\s*要|正\s*文|引\s*言|前\s*言|目\s*录|结\s*语|结\s*论|附\s*录|参考文献)$")
NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节])\S"
)
HEADING_LENGTH = 40
UNNUMBERED_LENGTH = 20
RUNNING_LENGTH = 20
LABEL_LENGTH = 6
SHORT_OF_THE_MARGIN = 6
# The first line of a paragraph is two characters shorter, and quotation marks are narrow in some fonts.
FULL_LINE = 0.8
NO_BLANK = re.compile(rf"[{WIDE}，。、；：！？]$")
TWO_COLUMNS = re.compile(rf"[{WIDE}]")
WIDE_START = re.compile(rf"[{WIDE}]")
SENTENCE_CLOSED = re.compile(r"[。！？!?…][”’」』）)]*$")


def looks_wrapped(text: str) -> bool:
    """Many lines that stop at the same margin in mid-sentence, and none that is longer."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 6:
        return False
    widths = [_width(line) for line in lines]
    margin = _margin(widths)
    if not 30 <= margin <= 120 or max(widths) > margin * 1.25:
        return False
    broken = sum(
        width >= margin - SHORT_OF_THE_MARGIN and not SENTENCE_CLOSED.search(line.strip())
        for line, width in zip(lines, widths, strict=True)
    )
    return broken * 5 >= len(lines) * 2


def read_wrapped(text: str) -> list[Block]:
    lines = text.split("\n")
    furniture = _page_furniture(lines)
    kept = [(at, line) for at, line in enumerate(lines) if line.strip() and at not in furniture]
    blocks = [Block(normalise(lines[at]), left_out=LeftOutKind.FURNITURE) for at in sorted(furniture)]
    return blocks + [_as_block(paragraph, first) for first, paragraph in _paragraphs(kept)]


def _page_furniture(lines: list[str]) -> set[int]:
    repeated = Counter(line.strip() for line in lines if line.strip())
    found = set()
    for at, line in enumerate(lines):
        words = line.strip()
        if not words:
            continue
        indent = len(line) - len(line.lstrip())
        runs_on_every_page = repeated[words] > 1 and len(words) <= RUNNING_LENGTH and not ends_sentence(words)
        if PAGE_NUMBER.match(line) or indent >= HEADER_INDENT or runs_on_every_page:
            found.add(at)
    return found | _labels_before_title(lines, found)


def _labels_before_title(lines: list[str], furniture: set[int]) -> set[int]:
    """研究简报, 热点: the series and the section stand above the title and are much shorter than one."""
    labels: set[int] = set()
    for at, line in enumerate(lines[:20]):
        if not line.strip() or at in furniture:
            continue
        if len(line.strip()) > LABEL_LENGTH:
            return labels
        labels.add(at)
    return set()


def _paragraphs(kept: list[tuple[int, str]]) -> Iterator[tuple[bool, str]]:
    """(is the first, text) of each paragraph."""
    lines = [line for _, line in kept]
    margins = _local_margins([_width(line) for line in lines])
    trailing = _marks_ends_by_blank(lines)
    gaps = [0, *(after - before for (before, _), (after, _) in pairwise(kept))]
    usual_gap = sorted(gaps)[len(gaps) // 2]
    first, text = True, ""
    for at, line in enumerate(lines):
        after_gap = gaps[at] > usual_gap and (first or _ends_with_blank(lines[at - 1]))
        if text and not after_gap and _joins(lines[at - 1], line, margins[at - 1], trailing):
            text += _glue(text, line) + line.strip()
            continue
        if text:
            yield first, text
            first = False
        text = line.strip()
    if text:
        yield first, text


def _joins(previous: str, line: str, margin: int, trailing: bool) -> bool:
    words = previous.strip()
    if _is_heading(words) or _is_heading(line.strip()):
        return False
    short = _width(previous) < margin * FULL_LINE
    if SENTENCE_CLOSED.search(words):
        return trailing and not _ends_with_blank(previous) and not short
    return not short


def _is_heading(words: str) -> bool:
    return bool(SECTION_LABEL.match(words)) or (
        len(words) <= HEADING_LENGTH and bool(NUMBERED.match(words)) and not ends_sentence(words)
    )


def _marks_ends_by_blank(kept: list[str]) -> bool:
    """Word processors leave a blank behind a paragraph's last line only: a full stop at the margin may then go on."""
    with_blank = sum(map(_ends_with_blank, kept))
    return 0 < with_blank < len(kept) * 0.7


def _ends_with_blank(line: str) -> bool:
    return line.endswith((" ", "\u3000"))


def _local_margins(widths: list[int]) -> list[int]:
    """The widest of the lines around: an indented abstract has another margin than the text below it."""
    return [max(widths[max(0, at - 3) : at + 4]) for at in range(len(widths))]


def _glue(text: str, line: str) -> str:
    """A blank that the source has at the break stays between Latin words and digits, not between Han characters."""
    if line[:1].isspace() and not (NO_BLANK.search(text) and WIDE_START.match(line.strip())):
        return " "
    return ""


def _as_block(text: str, first: bool) -> Block:
    text = normalise(text)
    if first and len(text) <= 80 and not SENTENCE_CLOSED.search(text):
        return Block(text, Role.TITLE)
    is_heading = _is_heading(text) or (len(text) <= UNNUMBERED_LENGTH and not re.search("[，。：；？！]", text))
    return Block(text, Role.HEADING if is_heading else Role.TEXT)


def _margin(widths: list[int]) -> int:
    """The width that the longest tenth of the lines reaches."""
    return sorted(widths)[-max(1, len(widths) // 10)]


def _width(line: str) -> int:
    line = line.strip()
    return len(line) + len(TWO_COLUMNS.findall(line))
