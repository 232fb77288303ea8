"""Main text and furniture told apart, by what a block says and where it stands."""

import re
from dataclasses import dataclass, replace

from app.reading.blocks import Block, Role, ends_sentence
from app.reading.document import LeftOut, LeftOutKind
from app.reading.furniture_rules import Rule, Where, find_rule, rules
from app.reading.items.chronologies import opens_chronology
from app.reading.publishers import find_by_name
from app.reading.stamps import is_stamp

NEAR_THE_START = 12
NEAR_THE_END = 4
BYLINE_LENGTH = 40
BYLINE = re.compile(r"(?:记者|記者|编译|編譯|撰稿人|研究员|研究員|评论员|評論員|通讯员|編輯|编辑|作者)$")


@dataclass(frozen=True)
class Sorted:
    main: tuple[Block, ...]
    left_out: tuple[LeftOut, ...]


def sort_out(blocks: tuple[Block, ...], title: str) -> Sorted:
    title = title or next((block.text for block in blocks if block.role is Role.TITLE), "")
    judged = [_judge(block) for block in _mark_stamps(blocks, title)]
    for mark in (_mark_rest, _mark_links, _mark_end):
        judged = mark(judged)
    judged = _mark_start(judged, title)
    main = tuple(block for block in judged if block.left_out is None)
    return Sorted(main, tuple(LeftOut(block.left_out, block.text) for block in judged if block.left_out))


def _judge(block: Block) -> Block:
    if block.left_out or block.role is Role.TITLE:
        return block
    if find_by_name(block.text):
        return replace(block, left_out=LeftOutKind.FURNITURE)
    rule = find_rule(block.text, Where.ANYWHERE)
    return replace(block, left_out=rule.kind) if rule else block


def _mark_rest(blocks: list[Block]) -> list[Block]:
    """Behind the end of a preview or the footer of a feed comes nothing of the article any more; nor behind 注释, which
    may also stand below a picture, so that the article goes on."""
    for at, block in enumerate(blocks):
        if block.role is not Role.TITLE and (rule := _rule_of_rest(blocks, at)):
            return blocks[:at] + [replace(rest, left_out=rule.kind) for rest in blocks[at:]]
    return blocks


def _rule_of_rest(blocks: list[Block], at: int) -> Rule | None:
    text = blocks[at].text
    if (rule := find_rule(text, Where.NOTES)) and _length(blocks[at:]) < _length(blocks[:at]):
        return rule
    return find_rule(text, Where.REST)


def _length(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks if block.left_out is None)


def _mark_links(blocks: list[Block]) -> list[Block]:
    """Runs of link-only list items, and what stands under 延伸阅读, unless the whole article is a list of links."""
    if _is_link_list(blocks):
        return blocks
    marked, under_head = [], False
    for block in blocks:
        related, under_head = _is_related(block, under_head)
        marked.append(replace(block, left_out=block.left_out or LeftOutKind.RELATED) if related else block)
    return marked


def _is_related(block: Block, under_head: bool) -> tuple[bool, bool]:
    """(is related, the head still governs what follows)."""
    if _is_related_head(block):
        return True, True
    if block.is_link and (block.role is Role.ITEM or under_head):
        return True, under_head
    return False, False


def _is_related_head(block: Block) -> bool:
    """延伸阅读 alone, or with its links in the same line; in a sentence it is a word like others."""
    for rule in rules()[Where.HEAD]:
        if head := rule.match(block.text):
            rest = len(block.text) - head.end()
            return rest == 0 or block.linked * 2 >= rest or block.role is Role.HEADING
    return False


def _is_link_list(blocks: list[Block]) -> bool:
    texts = [block for block in blocks if block.left_out is None and block.role is not Role.CAPTION]
    linked = sum(len(block.text) for block in texts if block.is_link)
    return linked * 2 > sum(len(block.text) for block in texts)


def _mark_end(blocks: list[Block]) -> list[Block]:
    """Disclaimers near the end, and headings and links behind the last sentence, which lead away from the article."""
    if _is_link_list(blocks):
        return blocks
    marked = list(blocks)
    left = [at for at, block in enumerate(marked) if block.left_out is None]
    for at in left[-NEAR_THE_END:]:
        if rule := find_rule(marked[at].text, Where.END):
            marked[at] = replace(marked[at], left_out=rule.kind)
    for at in reversed(left):
        if marked[at].left_out is None and not _is_loose(marked[at]):
            break
        marked[at] = replace(marked[at], left_out=marked[at].left_out or LeftOutKind.RELATED)
    return marked


def _is_loose(block: Block) -> bool:
    return block.is_link or (block.role is Role.HEADING and not block.text.endswith("。"))


def _mark_stamps(blocks: tuple[Block, ...], title: str) -> list[Block]:
    """A date alone in a line is a stamp above the first sentence; further down it heads a part of a chronology, as does
    the one right above the first sentence of a chronology without an introduction."""
    lead = _first_sentence(blocks, title)
    if lead and opens_chronology([block.text for block in blocks[lead - 1 :]], title):
        lead -= 1
    return [
        replace(block, left_out=LeftOutKind.STAMP)
        if block.role is Role.TIME or (at < lead and block.role is not Role.TITLE and is_stamp(block.text))
        else block
        for at, block in enumerate(blocks)
    ]


def _mark_start(blocks: list[Block], title: str) -> list[Block]:
    """Before the first sentence: the title once more, what stands above the stamp, names and places of work."""
    lead = _first_sentence(tuple(blocks), title)
    stamp = next((at for at in range(lead) if blocks[at].left_out is LeftOutKind.STAMP), 0)
    marked = list(blocks)
    for at, block in enumerate(blocks[:lead]):
        if block.left_out or block.role in (Role.TITLE, Role.CAPTION):
            continue
        if at < stamp or _repeats_title(block, title) or _is_byline(block):
            marked[at] = replace(block, left_out=LeftOutKind.FURNITURE)
    return marked


def _first_sentence(blocks: tuple[Block, ...], title: str) -> int:
    for at, block in enumerate(blocks[:NEAR_THE_START]):
        is_text = block.left_out is None and block.role in (Role.TEXT, Role.ITEM)
        is_long = len(block.text) > BYLINE_LENGTH or block.text.endswith(("。", "！", "？", "”", "」"))
        if is_text and is_long and not is_stamp(block.text) and not _repeats_title(block, title):
            return at
    return min(NEAR_THE_START, len(blocks))


def _repeats_title(block: Block, title: str) -> bool:
    words, title = block.text.replace(" ", ""), title.replace(" ", "")
    return len(words) >= 6 and (words == title or (block.role is Role.HEADING and title.startswith(words)))


def _is_byline(block: Block) -> bool:
    if len(block.text) > BYLINE_LENGTH or block.role is Role.HEADING or block.bold:
        return False
    if block.role is Role.ITEM:
        return not block.linked and not block.text.endswith(("。", "；", "！", "？"))
    return not ends_sentence(block.text) and bool(BYLINE.search(block.text))
