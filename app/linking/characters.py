"""What a happening is called by some and denied to be by others: 战略对话, and 并非“战略对话”.

Only what one source denies in so many words and another one calls it; two names that nobody denies are no dispute.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.extraction.folding import fold
from app.linking.features import Node

_KINDS = "对话|会谈|会晤|会议|访问|磋商|谈判|演习|制裁|选举|协议|协定|冲突|战争|政变|行动"
_DENIES = "并不是|并非|不是|而非|绝非|不算是|不算|算不上|称不上|谈不上"
# 此次会谈并非“战略对话”: which happening, then what it is not. A name without marks must end in a kind of happening.
_DENIAL = re.compile(
    rf"(?:[此这本该][次场轮番个]?)(?P<kind>{_KINDS})[^，。；！？“”「」]{{0,6}}?(?P<denies>{_DENIES})(?:一[次场轮个种])?(?:所谓的?)?"
    rf"(?:[“「『\"](?P<quoted>[^“”「」『』\"，。；]{{2,12}})[”」』\"]|(?P<plain>[一-鿿]{{1,8}}?(?:{_KINDS}))(?=[，。；！？,]|$))"
)
_DENIES_AT_END = re.compile(rf"(?:{_DENIES}|没有|无)(?:一[次场轮个种])?(?:所谓的?)?[“「『\"]?$")


@dataclass(frozen=True)
class Called:
    """A name for the happening, at `start:end` of the text of its document; `denied`: that it is none."""

    node: Node
    name: str
    start: int
    end: int
    denied: bool

    @property
    def words(self) -> str:
        return self.node.document.text[self.start : self.end]


def find_called(nodes: Sequence[Node]) -> Iterator[Called]:
    """Each denial with each passage that uses the denied name for the happening all the same."""
    denials = list(_denials(nodes))
    for name in dict.fromkeys(denial.name for denial in denials):
        called = list(_so_called(nodes, name))
        if called:
            yield from called
            yield from (denial for denial in denials if denial.name == name)


def _denials(nodes: Sequence[Node]) -> Iterator[Called]:
    """In all the text of a document whose passages tell of the happening by the kind that is denied its name."""
    first = {node.document.key: node for node in reversed(nodes)}
    for key, node in first.items():
        for found in _denials_in(node.document.text):
            kinds = (n.trigger for n in nodes if n.document.key == key)
            if any(found["kind"] in trigger or trigger in found["kind"] for trigger in kinds):
                name = found["quoted"] or found["plain"]
                yield Called(node, name, found.start(), found.end(), denied=True)


# The events of one document come one after the other.
@lru_cache(maxsize=256)
def _denials_in(text: str) -> tuple[re.Match[str], ...]:
    if not any(mark in text for mark in ("非", "不是", "不算", "不上")):
        return ()
    return tuple(_DENIAL.finditer(fold(text)))


def _so_called(nodes: Sequence[Node], name: str) -> Iterator[Called]:
    for node in nodes:
        at = node.sentence.find(name)
        if at >= 0 and not _DENIES_AT_END.search(node.sentence[:at]):
            start = node.span.start + at
            yield Called(node, name, start, start + len(name), denied=False)
