"""Plain text: a title line, perhaps a line with source and date, then one paragraph a line."""

import re

from app.reading.blocks import Block, Role, ends_sentence, normalise

TITLE_LENGTH = 120
HEADING_LENGTH = 30
# A paragraph this long that stops in mid-sentence was cut by whatever split the text, and goes on in the next line.
CUT_LENGTH = 60
STAMP_LIKE = re.compile(r"[\d/\-:.\s年月日時时分TZ]+$|\s*(?:来源|來源|日期|时间|時間|发布时间)[：:]")


def read_plain(text: str, has_title: bool) -> list[Block]:
    """The first line is the title unless the head of the file named one already."""
    lines = [line for line in map(normalise, text.split("\n")) if line]
    blocks: list[Block] = []
    if not has_title and lines and _is_title(lines):
        blocks.append(Block(lines.pop(0), Role.TITLE))
    for line in lines:
        if blocks and _is_cut(blocks[-1]):
            blocks[-1] = Block(blocks[-1].text + line)
        else:
            blocks.append(Block(line, Role.HEADING if _is_heading(line) else Role.TEXT))
    return blocks


def _is_title(lines: list[str]) -> bool:
    first = lines[0]
    return len(lines) > 1 and len(first) <= TITLE_LENGTH and not first.endswith("。") and not STAMP_LIKE.match(first)


def _is_cut(block: Block) -> bool:
    return block.role is Role.TEXT and len(block.text) >= CUT_LENGTH and "\u4e00" <= block.text[-1] <= "\u9fff"


def _is_heading(line: str) -> bool:
    return len(line) <= HEADING_LENGTH and not ends_sentence(line) and not STAMP_LIKE.match(line) and "，" not in line
