"""What comes out of a file: documents, and those that could not be had."""

import re
from dataclasses import dataclass

_SEPARATOR = re.compile(r"[/\\]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class Part:
    """`name` leads to it from the file: archive.zip/inner.html, feed.xml#3."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Refused:
    """A part that is no document, or no readable one; `reason` is a sentence for people."""

    name: str
    reason: str


def member_name(archive: str, member: str) -> str:
    """A label and never a path to write to; what would lead out of the archive is left away all the same."""
    return "/".join([archive, *_steps(member)])


def is_document_name(member: str) -> bool:
    """As in a folder: hidden files and READMEs are no documents. __MACOSX is where Finder keeps its own notes."""
    steps = _steps(member)
    if not steps or "__MACOSX" in steps or any(step.startswith(".") for step in steps):
        return False
    return steps[-1].partition(".")[0].upper() != "README"


def _steps(member: str) -> list[str]:
    return [step for step in _SEPARATOR.split(_CONTROL.sub("", member)) if step not in ("", ".", "..")]
