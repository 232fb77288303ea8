"""What a row of the table of date rules is."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from app.extraction.dates.context import Context
from app.extraction.dates.forms import Point
from app.extraction.dates.fragments import with_tail
from app.extraction.dates.values import Value

Builder = Callable[[Point, Context], Value]


@dataclass(frozen=True, eq=False)
class Rule:
    """A name, a pattern, what builds its value, and its neighbours.

    `not_before` may not match just before the expression, `not_after` not just behind it. With `tail` a part of the
    day, a clock time and words such as 以来 or 左右 belong to the expression, and it can be the end of a range.
    """

    name: str
    pattern: str
    build: Builder
    not_before: str | None = None
    not_after: str | None = None
    tail: bool = True
    full: re.Pattern[str] = field(init=False)
    before: re.Pattern[str] | None = field(init=False)
    after: re.Pattern[str] | None = field(init=False)

    def __post_init__(self) -> None:
        pattern = with_tail(self.pattern) if self.tail else self.pattern
        object.__setattr__(self, "full", re.compile(pattern))
        object.__setattr__(self, "before", re.compile(f"(?:{self.not_before})$") if self.not_before else None)
        object.__setattr__(self, "after", re.compile(self.not_after) if self.not_after else None)
