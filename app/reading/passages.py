"""From sorted blocks to the one text of a document and its passages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.reading.blocks import Block, Role, ends_sentence
from app.reading.document import LeftOut, LeftOutKind, Passage, PassageKind
from app.reading.furniture import Sorted
from app.reading.tails import trim_tail

KINDS = {
    Role.TITLE: PassageKind.TITLE,
    Role.HEADING: PassageKind.HEADING,
    Role.CAPTION: PassageKind.CAPTION,
}
NUMBER = re.compile(r"(?:[一二三四五六七八九十]{1,3}|[IVX]{1,4})[、.．]?$")
BOLD_HEADING_LENGTH = 40
# A first paragraph shorter than this is a kicker or a salutation; the next one belongs to the lead too.
LEAD_LENGTH = 20
DERIVED_TITLE_LENGTH = 40
TRIMMED_PARAGRAPHS = 3


@dataclass(frozen=True)
class MainText:
    title: str
    text: str
    passages: tuple[Passage, ...]
    left_out: tuple[LeftOut, ...]


def lay_out(title: str, parts: Sorted) -> MainText:
    blocks = [block for block in parts.main if block.role is not Role.TITLE]
    title = title or next((block.text for block in parts.main if block.role is Role.TITLE), "")
    blocks, cut = _trim_end(blocks)
    kinds = _mark_lead([(_kind(block), block.text) for block in blocks])
    if title:
        kinds.insert(0, (PassageKind.TITLE, title))
    text = "\n".join(words for _, words in kinds)
    left_out = parts.left_out + tuple(LeftOut(LeftOutKind.FURNITURE, words) for words in cut)
    return MainText(title or _derived_title(text), text, tuple(_spans(kinds)), left_out)


def _trim_end(blocks: list[Block]) -> tuple[list[Block], list[str]]:
    """A line or two may follow the paragraph that carries the editors' names."""
    trimmed, cut = list(blocks), list[str]()
    for at in range(max(0, len(blocks) - TRIMMED_PARAGRAPHS), len(blocks)):
        text, furniture = trim_tail(blocks[at].text)
        trimmed[at] = replace(blocks[at], text=text)
        cut += furniture
    return trimmed, cut


def _kind(block: Block) -> PassageKind:
    if block.role in KINDS:
        return KINDS[block.role]
    if NUMBER.match(block.text):
        return PassageKind.HEADING
    is_bold = block.bold * 10 >= len(block.text) * 9
    if is_bold and len(block.text) <= BOLD_HEADING_LENGTH and not ends_sentence(block.text):
        return PassageKind.HEADING
    return PassageKind.PARAGRAPH


def _mark_lead(kinds: list[tuple[PassageKind, str]]) -> list[tuple[PassageKind, str]]:
    marked, length = list(kinds), 0
    for at, (kind, words) in enumerate(kinds):
        if kind is PassageKind.PARAGRAPH:
            marked[at] = (PassageKind.LEAD, words)
            length += len(words)
            if length >= LEAD_LENGTH:
                break
    return marked


def _spans(kinds: Iterable[tuple[PassageKind, str]]) -> Iterable[Passage]:
    start = 0
    for kind, words in kinds:
        yield Passage(kind, start, start + len(words))
        start += len(words) + 1


def _derived_title(text: str) -> str:
    """A document without a headline goes by its first words; they stay in the text as what they are."""
    first = text.split("\n", 1)[0]
    sentence = first.split("。", 1)[0]
    return sentence if len(sentence) <= DERIVED_TITLE_LENGTH else sentence[: DERIVED_TITLE_LENGTH - 1] + "…"
