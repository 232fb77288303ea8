"""Markdown to blocks, by way of HTML, so that links, captions and lists are judged in one place only."""

import re

from app.reading.blocks import Block, ends_sentence
from app.reading.markup import read_html

SIGNS = re.compile(r"^(?:#{1,6}\s|!\[|>\s?|[-*+]\s|\*\*|-{3,}\s*$)|(?<!\])\[[^\]\n]{1,300}\]\([^)\n]{1,2000}\)", re.M)
HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
RULE = re.compile(r"(?:[-*_]\s*){3,}$")
ITEM = re.compile(r"(?:[-*+]|\d{1,3}[.、)])\s+(.*)$")
PICTURE = re.compile(r"!\[[^\]]{0,1000}\]\([^)]{0,2000}\)")
# Bounded, so that a page of open brackets is read in linear time.
LINK = re.compile(r"\[([^\[\]]{0,300}(?:\[[^\[\]]{0,300}\][^\[\]]{0,300}){0,4})\]\([^)]{0,2000}\)")
BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
EMPHASIS = re.compile(r"(?<!\*)\*(?=[^\s*])([^*\n]+?)\*(?!\*)|~~(.+?)~~")


def looks_like_markdown(text: str) -> bool:
    return SIGNS.search(text) is not None


def read_markdown(text: str) -> list[Block]:
    return read_html("\n".join(_chunk_to_html(chunk) for chunk in re.split(r"\n\s*\n", text)))


def _chunk_to_html(chunk: str) -> str:
    if chunk.lstrip().startswith("<") and not chunk.lstrip().startswith("<http"):
        return chunk
    return "\n".join(_line_to_html(line) for line in _joined_lines(chunk))


def _joined_lines(chunk: str) -> list[str]:
    """Lines of one paragraph together; a list item, a heading or a finished sentence starts a new line."""
    lines: list[str] = []
    for line in chunk.split("\n"):
        if lines and not _starts_block(line) and not _ends_block(lines[-1]):
            lines[-1] += "\n" + line
        else:
            lines.append(line)
    return lines


def _starts_block(line: str) -> bool:
    line = line.strip()
    return not line or line[0] in "#>!<" or bool(ITEM.match(line) or RULE.match(line))


def _ends_block(line: str) -> bool:
    return line.endswith("  ") or ends_sentence(line) or bool(HEADING.match(line.strip()) or RULE.match(line.strip()))


def _line_to_html(line: str) -> str:
    line = line.strip()
    line = line.lstrip("> ") if line.startswith(">") else line
    if RULE.match(line):
        return "<hr>"
    if heading := HEADING.match(line):
        return f"<h2>{_inline(heading[2])}</h2>"
    if item := ITEM.match(line):
        # The number stays: it is part of the words as written.
        words = line if line[0].isdigit() else item[1]
        return f"<li>{_inline(words)}</li>"
    return f"<p>{_inline(line)}</p>"


def _inline(text: str) -> str:
    text = PICTURE.sub("", text)
    text = LINK.sub(r'<a href="">\1</a>', text)
    text = BOLD.sub(r"<b>\2</b>", text)
    return EMPHASIS.sub(lambda found: found[1] or found[2], text)
