"""EventFilter: what a reader asked for, as one value that pages, exports and feeds share."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class EventFilter:
    """Empty means "all". Values of one facet are alternatives (OR); facets narrow each other (AND).

    `first`/`last` keep events that overlap the days between them, both inclusive. `undated` True keeps only
    events without a year. `words` are the search terms as typed; a term with a leading "-" excludes.
    """

    words: str = ""
    actor: tuple[str, ...] = ()
    actor_not: tuple[str, ...] = ()
    actor_all: bool = False
    topic: tuple[str, ...] = ()
    topic_not: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    type_not: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    precision: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    undated: bool = False
    sort: str = "date"
