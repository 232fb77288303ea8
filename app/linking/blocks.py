"""Which mentions are compared at all: those of one day and family that share an actor, a place or a word."""

from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from heapq import nsmallest

from app.extraction.mentions import EventType, Precision
from app.linking.features import Node
from app.linking.voices import voice_of
from app.linking.words import is_named_act

# In a posting longer than this, everything is compared with the first few only: a cluster still finds its members
# through them, and the cost stays linear.
LONGEST_POSTING = 60
_HUBS = 20
_LONGEST_BLOCKED = 31
_ONE_DAY = timedelta(days=1)
_ANY = "any"

Posting = tuple[str, str, str]


def postings_of(node: Node) -> frozenset[Posting]:
    """Every (day, family, sign) under which the mention is filed."""
    signs = list(_signs(node))
    found = {(day, node.family, sign) for day in _days(node) for sign in signs}
    if node.first and not node.speaks:
        found |= {(node.first.isoformat(), _ANY, sign) for sign in _telling_signs(node)}
    return frozenset(found)


def hubs_of(posting: Collection[str]) -> Collection[str]:
    """The keys of a posting that are compared with all others of it."""
    return posting if len(posting) <= LONGEST_POSTING else nsmallest(_HUBS, posting)


def _days(node: Node) -> Iterator[str]:
    """The days that a mention may share with another; months and years only as themselves."""
    if node.first is None or node.last is None:
        open_year = node.mention.time.open_year if node.mention.time else None
        if open_year:
            yield f"{node.document.key}-{open_year.first}"
        return
    if node.precision is Precision.DAY and (node.last - node.first).days <= _LONGEST_BLOCKED:
        for number in range((node.last - node.first).days + 1):
            yield (node.first + number * _ONE_DAY).isoformat()
    else:
        yield f"{node.first.isoformat()}/{node.last.isoformat()}"


def _signs(node: Node) -> Iterator[str]:
    yield from node.agents
    yield from node.places[:1]
    yield f"trigger {node.trigger}"
    # A body and its spokesman, a speaker and the clause that lost him, an act told twice: one document.
    yield f"document {node.document.key}"
    yield from land_pairs(sorted(node.lands))
    if node.mention.type is not EventType.STATEMENT:
        yield from node.lands
        if not node.agents | node.lands and is_named_act(node.head):
            yield from node.named
    else:
        if voice := voice_of(node):
            yield f"voice {voice}"


def _telling_signs(node: Node) -> Iterator[str]:
    """What an announcement shares with its act, and an act with its other name."""
    yield from node.agents
    yield from node.lands
    yield f"document {node.document.key}"


def land_pairs(lands: Sequence[str]) -> Iterator[str]:
    yield from (f"{a}+{b}" for at, a in enumerate(lands) for b in lands[at + 1 :])
