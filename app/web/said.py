"""Utterances as pages show them: under their months and days, with the event they stand in and a search's hits."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from sqlalchemy.orm import Session

from app.extraction.mentions import TimeMention
from app.sentences import sentence
from app.store.patterns import Term, find_terms, parse_terms
from app.store.utterances import EventName, name_events, told_time
from app.store.views import StatementView
from app.web.days import DayLabel, date_words, day_label, day_number, day_words, month_words, weekday
from app.web.highlight import Span, highlight
from app.web.language import say
from app.web.utterances import UtteranceView, Version, utterances

_UNDATED = sentence("日期未定")
_UNDATED_NOTE = sentence("文献没有注明发布日期，也没有写明是哪一天说的")


@dataclass(frozen=True)
class Entry:
    """One utterance. `time` is when its text says that it was said, None where it does not; then it stands under
    `reported`, the day of the report. `event` is the one whose passage it stands in."""

    utterance: UtteranceView
    time: TimeMention | None
    reported: date | None
    event: EventName | None

    @property
    def first(self) -> StatementView:
        return self.utterance.first

    @property
    def told(self) -> str:
        return date_words(self.time) if self.time else ""

    @property
    def publishers(self) -> tuple[str, ...]:
        names = (version.statement.document.publisher for version in self.utterance.versions)
        return tuple(dict.fromkeys(name for name in names if name))


@dataclass(frozen=True)
class SaidDay:
    label: DayLabel
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class SaidMonth:
    """`id` is its anchor on the page; `note` says what is special about it."""

    id: str
    name: str
    days: tuple[SaidDay, ...]
    note: str = ""


def entries_of(session: Session, heads: Iterable[StatementView], words: str = "") -> tuple[Entry, ...]:
    """The utterances that these statements stand for, in this order; `words` of a search are marked in them."""
    said = tuple(heads)
    events = name_events(session, {head.event_id for head in said if head.event_id})
    terms = parse_terms(words)
    return tuple(
        Entry(_with_hits(utterance, terms), told_time(head), head.document.published, events.get(head.event_id or ""))
        for head, utterance in zip(said, utterances(session, said), strict=True)
    )


def said_by_month(entries: Iterable[Entry]) -> tuple[SaidMonth, ...]:
    """Neighbours of one month and one day together, in the order given."""
    return tuple(_months(entries))


def _months(entries: Iterable[Entry]) -> Iterator[SaidMonth]:
    for number, ((dated, month), group) in enumerate(groupby(entries, _month_of), 1):
        days = tuple(SaidDay(label, tuple(each)) for label, each in groupby(group, _label))
        yield SaidMonth(f"said-{number}", month, days, "" if dated else say(_UNDATED_NOTE))


def _month_of(entry: Entry) -> tuple[bool, str]:
    """Whether there is one, and its name."""
    day = entry.time.first if entry.time else entry.reported
    return (True, month_words(day)) if day else (False, say(_UNDATED))


def _label(entry: Entry) -> DayLabel:
    if entry.time:
        return day_label(entry.time)
    day = entry.reported
    return (
        DayLabel(day_number(day), weekday(day), day_words(day))
        if day
        else DayLabel(say("？"), say(_UNDATED), say(_UNDATED))
    )


def _with_hits(utterance: UtteranceView, terms: tuple[Term, ...]) -> UtteranceView:
    """The words of a search marked, unless the marks of what drifted between versions stand there."""
    if not terms:
        return utterance
    return replace(utterance, versions=tuple(_hit(version, terms) for version in utterance.versions))


def _hit(version: Version, terms: tuple[Term, ...]) -> Version:
    if version.has_drift:
        return version
    quote = version.statement.quote
    return replace(version, html=highlight(quote, [Span(start, end, "hit") for start, end in find_terms(quote, terms)]))
