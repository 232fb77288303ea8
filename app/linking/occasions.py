"""On which occasion words were said: one speaker may say much on one day, to a paper, in a post and at a briefing.

Statements of one speaker and day are one event only where nothing tells their occasions apart. A sentence that names no
occasion goes on with the one that its speaker was last heard on in the document.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from app.extraction.folding import fold
from app.extraction.mentions import EventMention, EventType
from app.extraction.sentences import sentence_around
from app.reading.document import Document

Occasion = frozenset[str]

_SPEAKS = r"(?:独家)?(?:表示|说|称|透露|指出|强调|坦言|证实|解释)"
_PAPER = r"[^，。；“”「」、的]{0,10}?(?:[社报台网刊视]|路透|彭博|新闻|杂志|广播)"
_KINDS = (
    (
        "post",
        re.compile(
            r"微博|推特|推文|发推|脸书|面书|面簿|贴文|帖文|发帖|发文|社交媒体|朋友圈|facebook|twitter|instagram", re.I
        ),
    ),
    ("briefing", re.compile(r"记者会|发布会|吹风会|简报会|招待会|通气会")),
    ("speech", re.compile(r"演讲|演说|致辞|致词")),
    ("meeting", re.compile(r"(?:会谈|会晤|会面|会见|通话|峰会|对话|(?<![者布风报待气社国议])会)(?:中|上|时|期间)")),
    ("letter", re.compile(r"致函|致信|公开信|来信|去信|信中")),
)
_INTERVIEW = re.compile(
    rf"接受(?P<asked>[^，。；“「]{{0,20}}?)(?:联访|专访|采访|访问|访谈)|(?:向|对|告诉)(?P<told>{_PAPER})(?:记者)?(?:{_SPEAKS}|[，：])"
)
_SHORTEST_PAPER = 2
# 随后在演讲时又批评: what was told before it was said elsewhere.
_ANOTHER = re.compile(r"随后|其后|稍后|之后|另外|此外|同时|又|也|还")
_FIRST = frozenset(("first",))


def occasions_of(document: Document, mentions: Sequence[EventMention]) -> dict[str, Occasion]:
    """The occasion of each statement by its key; those of which nothing tells are left out. `mentions` in any order."""
    heard: dict[str, Occasion] = {}
    unnamed: dict[str, list[str]] = defaultdict(list)
    found: dict[str, Occasion] = {}
    said = (m for m in mentions if m.type is EventType.STATEMENT and m.participants)
    for mention in sorted(said, key=lambda m: (m.trigger_start, m.key)):
        speaker, frame = mention.participants[0].actor.name, _frame(document, mention)
        named = find_occasion(frame)
        if named and speaker not in heard and _ANOTHER.search(frame):
            found.update(dict.fromkeys(unnamed[speaker], _FIRST))
        if named:
            heard[speaker] = named
        if occasion := heard.get(speaker):
            found[mention.key] = occasion
        elif not mention.in_title:
            unnamed[speaker].append(mention.key)
    return found


def find_occasion(words: str) -> Occasion:
    """What the words before those said tell of their occasion: `post`, `briefing`, …, `interview` with the paper's
    name where it is given."""
    kinds = {kind for kind, pattern in _KINDS if pattern.search(words)}
    for interview in _INTERVIEW.finditer(words):
        paper = re.sub(r"[（(][^）)]*[）)]|记者|媒体|\s", "", interview["asked"] or interview["told"] or "")
        kinds.add(f"interview {paper}" if len(paper) >= _SHORTEST_PAPER else "interview")
    return frozenset(kinds)


def are_apart(one: Occasion, other: Occasion) -> bool:
    """Whether both are told, and cannot be the same. 接受采访 may be the interview with any paper."""
    return bool(one and other) and not any(_same(a, b) for a in one for b in other)


def _same(one: str, other: str) -> bool:
    kinds = {one.partition(" ")[0], other.partition(" ")[0]}
    papers = one.partition(" ")[2], other.partition(" ")[2]
    return len(kinds) == 1 and (not all(papers) or papers[0][-_SHORTEST_PAPER:] == papers[1][-_SHORTEST_PAPER:])


def _frame(document: Document, mention: EventMention) -> str:
    """The sentence up to its verb of speech."""
    start = sentence_around(document, mention.trigger_start, mention.trigger_end).start
    return fold(document.text[start : mention.trigger_end])
