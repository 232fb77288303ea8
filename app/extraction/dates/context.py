"""What is known while a text is read from left to right: its reference day, and the dates said so far."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.extraction.dates import direction
from app.extraction.dates.happenings import Happenings
from app.extraction.mentions import Anchor, AnchorKind, Precision, TimeKind, TimeMention

# How far a year or month said before still holds, in characters; never across a paragraph that names another.
_REACH = 120
_ANDS = frozenset(("和", "及", "与", "、", "或", "以及", "暨", "至", "到"))
_GOES_ON = re.compile("(?:并|再|又|随后|然后|接着)(?:将|会)?(?:于|在)?$")
_LONGEST_AND = 4
_SENTENCE_END = re.compile("[。！？!?\n]")


@dataclass(frozen=True, slots=True)
class Said:
    """An earlier mention that later ones may lean on. `year` is None when nobody stated it."""

    mention: TimeMention
    year: int | None
    month: int | None
    first_day: int | None
    is_absolute: bool

    def anchor(self, why: str) -> Anchor:
        mention = self.mention
        return Anchor(AnchorKind.MENTION, mention.first, mention.expression, why, mention.start)


# 周二将举行会谈，周三前往…: a clause that goes on plans too, unless a word of the past stands in it.
_PAST = re.compile(r"^[^，。；]*?(?:了|已|曾|过|称|说|表示|报道|宣布)")
_CLAUSE = 24


class Context:
    """The state of one reading; `start` and `end` are those of the expression in hand."""

    # A paper printed a day late still says 将于周四 of yesterday.
    print_lag = 1

    def __init__(self, text: str, today: date | None, witness: str) -> None:
        self.text = text
        self.today = today
        self.witness = witness
        self.start = 0
        self.end = 0
        self.last_day: Said | None = None
        self.last_month: Said | None = None
        self.last_year: Said | None = None
        self.last: Said | None = None
        self.head: Said | None = None
        self.mentions: list[TimeMention] = []

    @cached_property
    def happenings(self) -> Happenings:
        """What the document dates; to be asked only when all dates are found."""
        return Happenings(self.text, self.mentions)

    def at_today(self, why: str) -> Anchor:
        return Anchor(AnchorKind.REFERENCE, self.today, self.witness, why)

    def remember(self, mention: TimeMention, says_year: bool, says_month: bool, is_absolute: bool) -> None:
        """Keep what later expressions may lean on. Vague words, durations and impossible dates carry nothing."""
        if mention.kind is not TimeKind.DATE:
            return
        if mention.last is not None:
            said = Said(mention, mention.last.year, mention.last.month, mention.last.day, is_absolute)
        elif mention.open_year is not None:
            month, day = mention.open_year.last
            said = Said(mention, None, month, day, is_absolute)
        else:
            return
        self.last = said
        if mention.precision is Precision.DAY:
            self.last_day = said
        if says_month:
            self.last_month = said
        if says_year:
            self.last_year = said

    def stand_under(self, head: TimeMention | None) -> None:
        """A month or year above the text gives what its dates do not write, however far below they stand."""
        if head is not None and head.first is not None:
            month = head.first.month if head.precision is Precision.MONTH else None
            self.head = Said(head, head.first.year, month, None, True)

    def carried_year(self) -> Said | None:
        """The year that a date said shortly before gives to one that states none."""
        return self.last_year if self.last_year is not None and self._is_near(self.last_year) else None

    def carried_month(self) -> Said | None:
        return self.last_month if self.last_month is not None and self._is_near(self.last_month) else None

    def near_day(self) -> Said | None:
        """The day said shortly before, in the same paragraph."""
        return self.last_day if self.last_day is not None and self._is_near(self.last_day) else None

    def planned_day(self) -> Said | None:
        """A day ahead that the same sentence has just named: plans come in a row."""
        said = self.last_day
        if said is None or self.today is None or said.mention.last is None or said.mention.last <= self.today:
            return None
        before = self.text[max(0, self.start - 6) : self.start]
        goes_on = _GOES_ON.search(before) or (before.endswith("，") and not self.is_told_as_past())
        return said if self.is_same_sentence(said) and goes_on else None

    def way(self) -> int:
        """Past or future, by the words that touch the expression in hand: −1, 1, or 0 when none do."""
        return direction.direction(self.text, self.start, self.end)

    def is_told_as_past(self) -> bool:
        return _PAST.match(self.text[self.end : self.end + _CLAUSE].removeprefix("，")) is not None

    def coordinated(self) -> Said | None:
        """The mention that this one is joined to: 周四 of 周四和周五."""
        if self.last is None or self.start - self.last.mention.end > _LONGEST_AND:
            return None
        between = self.text[self.last.mention.end : self.start].strip()
        return self.last if between in _ANDS else None

    def is_same_sentence(self, said: Said) -> bool:
        between = self.start - said.mention.end
        return between <= 2 * _REACH and not _SENTENCE_END.search(self.text, said.mention.end, self.start)

    def _is_near(self, said: Said) -> bool:
        return self.start - said.mention.end <= _REACH and "\n" not in self.text[said.mention.end : self.start]
