"""All that an archive remembers between two updates."""

from dataclasses import dataclass, field, fields
from datetime import date
from typing import NamedTuple

from app.linking.blocks import Posting
from app.linking.events import Event, InferredYear, LinkedDocument
from app.linking.features import Node
from app.linking.homes import Bucket, Chance
from app.linking.links import Link
from app.linking.shelf import Index, Shelf
from app.linking.signature import Cluster
from app.linking.years import MonthDay

Days = tuple[date, date]
# A day of the year, and who did something on it.
Shared = tuple[MonthDay, str]


@dataclass(frozen=True)
class Told:
    """What the calendar knows of a document: the day that it speaks from, which days it may share with others, and
    whether it has days that lack their year."""

    day: date | None
    shared: frozenset[Shared]
    is_open: bool


@dataclass(frozen=True)
class Mentions:
    """The keys of a document's mentions with a day, and of those without."""

    dated: tuple[str, ...]
    undated: tuple[str, ...]


@dataclass(frozen=True)
class Filing:
    """Where a cluster is filed: under `homes` for those who seek one, under `seekers` when it seeks one itself."""

    homes: frozenset[Bucket]
    seekers: frozenset[Bucket]


class Outcome(NamedTuple):
    """The id of an event, and the month that it waits in while it is open, else nothing."""

    id: str
    month: str


@dataclass(frozen=True)
class Memory:
    """Shelves by what their keys are.

    documents, told, mentions, years, joins: a document. nodes, filed, links, cluster_of: a mention; `links` holds the
    other ends. clusters, filings, chances, roots: a cluster; `chances` holds its possible homes. groups, joined,
    outcomes, events: a root of clusters; `joined` holds the undated mentions that found it, `joins` leads there from
    their documents. days: a year, with how many documents speak from each of its days, and under 0 all years. waiting:
    a month, with the roots of events that are planned for it or lapsed in it, and under nothing all months.
    """

    documents: Shelf[str, LinkedDocument] = field(default_factory=Shelf)
    told: Shelf[str, Told] = field(default_factory=Shelf)
    dated: Index[Shared, None] = field(default_factory=Index)
    open: Index[Shared, None] = field(default_factory=Index)
    days: Index[int, int] = field(default_factory=Index)
    years: Shelf[str, InferredYear] = field(default_factory=Shelf)
    mentions: Shelf[str, Mentions] = field(default_factory=Shelf)
    nodes: Shelf[str, Node] = field(default_factory=Shelf)
    filed: Shelf[str, frozenset[Posting]] = field(default_factory=Shelf)
    postings: Index[Posting, None] = field(default_factory=Index)
    crowded: Shelf[Posting, int] = field(default_factory=Shelf)
    links: Index[str, Link] = field(default_factory=Index)
    clusters: Shelf[str, Cluster] = field(default_factory=Shelf)
    cluster_of: Shelf[str, str] = field(default_factory=Shelf)
    filings: Shelf[str, Filing] = field(default_factory=Shelf)
    homes: Index[Bucket, Days] = field(default_factory=Index)
    seekers: Index[Bucket, Days] = field(default_factory=Index)
    chances: Index[str, tuple[Chance, ...]] = field(default_factory=Index)
    roots: Shelf[str, str] = field(default_factory=Shelf)
    groups: Shelf[str, frozenset[str]] = field(default_factory=Shelf)
    joins: Index[str, str] = field(default_factory=Index)
    joined: Index[str, Link] = field(default_factory=Index)
    outcomes: Shelf[str, Outcome] = field(default_factory=Shelf)
    events: Shelf[str, Event] = field(default_factory=Shelf)
    waiting: Index[str, None] = field(default_factory=Index)

    def count(self) -> int:
        """How many values are held."""
        return sum(len(getattr(self, each.name)) for each in fields(self))
