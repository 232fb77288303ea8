"""What linking compares: each mention as sets and vectors, made once."""

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from app.extraction.folding import fold
from app.extraction.locations import within
from app.extraction.mentions import ActorKind, EventMention, EventType, Precision
from app.reading.document import Document

# Types whose mentions may tell of one happening: announced as a statement, done as an act.
_FAMILIES = (
    {EventType.CONSULT},
    {EventType.SANCTION, EventType.COERCE},
    {EventType.AGREE, EventType.SUPPORT, EventType.COOPERATE},
    {EventType.LEGISLATE, EventType.ELECT},
    {EventType.MOBILIZE, EventType.ASSAULT},
    {EventType.STATEMENT, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.REQUEST},
    {EventType.RETREAT, EventType.CONCEDE},
)
_FAMILY = {type: number for number, types in enumerate(_FAMILIES) for type in types}
_LANDS = (ActorKind.COUNTRY, ActorKind.REGION)
_LEAD_LENGTH = 160


def family_of(type: EventType) -> str:
    return f"family-{_FAMILY[type]}" if type in _FAMILY else type.value


@dataclass(frozen=True)
class Vector:
    """Counts of character pairs; `cosine` of two lies between 0 and 1. No collection statistics take part, so a
    score never depends on what else was ingested."""

    counts: Counter[str]
    length: float

    def cosine(self, other: "Vector") -> float:
        if not self.length or not other.length:
            return 0.0
        small, large = sorted((self.counts, other.counts), key=len)
        return sum(count * large[pair] for pair, count in small.items()) / (self.length * other.length)


def vector_of(text: str) -> Vector:
    letters = [c for c in fold(text) if c.isalnum()]
    counts = Counter(a + b for a, b in pairwise(letters))
    return Vector(counts, math.sqrt(sum(n * n for n in counts.values())))


@dataclass(frozen=True, eq=False)
class Node:
    """One mention with its document, as the merging sees it. `first`/`last` carry an inferred year, if any."""

    document: Document
    published: date | None
    mention: EventMention
    year_inferred: bool
    document_vector: Vector

    @cached_property
    def vector(self) -> Vector:
        return vector_of(self.document.text[self.mention.start : self.mention.end])

    @property
    def key(self) -> str:
        return self.mention.key

    @property
    def first(self) -> date | None:
        return self.mention.time.first if self.mention.time else None

    @property
    def last(self) -> date | None:
        return self.mention.time.last if self.mention.time else None

    @property
    def precision(self) -> Precision | None:
        return self.mention.time.precision if self.mention.time else None

    @cached_property
    def family(self) -> str:
        return family_of(self.mention.type)

    @cached_property
    def agents(self) -> frozenset[str]:
        """Persons and organisations that take part."""
        return frozenset(p.actor.name for p in self.mention.participants if p.actor.kind not in _LANDS)

    @cached_property
    def persons(self) -> frozenset[str]:
        return frozenset(p.actor.name for p in self.mention.participants if p.actor.kind is ActorKind.PERSON)

    @cached_property
    def lands(self) -> frozenset[str]:
        """Countries and regions that take part, by themselves or through their people and bodies."""
        own = {p.actor.name for p in self.mention.participants if p.actor.kind in _LANDS}
        return frozenset(own | {p.actor.country for p in self.mention.participants if p.actor.country})

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The place and all around it, nearest first."""
        return within(self.mention.place) if self.mention.place else ()


def document_vector(document: Document) -> Vector:
    return vector_of(document.text[: len(document.title) + _LEAD_LENGTH])
