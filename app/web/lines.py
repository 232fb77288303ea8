"""The lines of a list as HTML, kept for other lists until somebody writes to the database.

A line says the same in every list of a language, but for three things that have a place in it: the list that its links
lead back to, the marks of a search in its title and its passage, and why it was found. What a known day leaves out of
a line, and what a search shows another passage of, is written for one list alone.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock
from typing import NamedTuple

from markupsafe import Markup
from sqlalchemy.orm import Session

from app.filters import EventFilter, Sort
from app.store.events import list_events_of
from app.store.hits import explain
from app.store.kept import ask_missing
from app.store.lines import LINE_COLUMNS, Texts, kept_of, list_lines, repeats_of, texts_of
from app.store.views import EventLine, Hit, Repeat
from app.web.compiling import Templates, place
from app.web.days import DayLabel, day_label
from app.web.highlight import Span
from app.web.language import spoken
from app.web.quotes import marked, spans_within

_MOST_BYTES = 16 * 2**20
# Beside its text; and of each character, of which some are Chinese.
_OF_LINE, _OF_CHARACTER = 1_200, 2
# Of which is kept what they stand for, and what their passages say: up to a KB each.
_MOST_EVENTS = 4_000
_PLACES = {name: place(name) for name in ("list", "title", "quote", "hits")}
_LIST_OF = "?view=%(list)s"

Key = tuple[object, ...]


class Shown(NamedTuple):
    """A line in a list; `label` is the day it stands under."""

    first: date | None
    precision: str
    reported: date | None
    label: DayLabel
    html: Markup


@dataclass(frozen=True, slots=True)
class Line:
    """`pattern` is its HTML with places; `title` and `quote` stand in it as they are or, in a search, marked."""

    id: str
    first: date | None
    precision: str
    reported: date | None
    label: DayLabel
    pattern: str
    title: str
    quote: str
    spans: tuple[Span, ...]
    plain: Mapping[str, str]


# By the id of its event, a line and how it was found.
Told = dict[str, tuple[Line, tuple[Hit, ...]]]


@dataclass
class _Shelf:
    """What is kept of one state of the database: lines, and by the ids of events what was asked of them."""

    state: object
    lines: OrderedDict[Key, Line] = field(default_factory=OrderedDict)
    bytes: int = 0
    repeats: dict[str, tuple[Repeat, ...]] = field(default_factory=dict)
    texts: dict[str, Texts] = field(default_factory=dict)


class Lines:
    """`state` tells in which state the database is; None: nobody can tell, and nothing is kept."""

    def __init__(self, templates: Templates, state: Callable[[], object], most_bytes: int = _MOST_BYTES) -> None:
        self._templates = templates
        self._state = state
        self._most = most_bytes
        self._shelf = _Shelf(None)
        self._guard = Lock()

    def __len__(self) -> int:
        return len(self._shelf.lines)

    def list(self, session: Session, ids: Sequence[str], chosen: EventFilter, whence: str) -> tuple[Shown, ...]:
        """The lines of these events as this view shows them, in this order; those that are still there. `whence` is
        what `links.back_to` makes of the view."""
        state = None if chosen.known else self._state()
        told = None if state is None else self._find_or_write(session, state, ids, chosen)
        if told is None:
            told = self._write(session, ids, chosen)
        reasons = {hits: self._reasons(hits, chosen) for hits in {each[1] for each in told.values()}}
        return tuple(
            _shown(line, chosen.words, {"list": whence, "hits": reasons[hits]})
            for line, hits in (told[id] for id in ids if id in told)
        )

    def _find_or_write(self, session: Session, state: object, ids: Sequence[str], chosen: EventFilter) -> Told | None:
        """None when somebody wrote in the meantime: what was kept and what was read may then be of two states."""
        shelf = self._shelf_of(state)
        repeats = self._repeats(session, shelf, ids, chosen)
        hits = self._explain(session, shelf, ids, chosen.words)
        alike = spoken().language, chosen.sort == Sort.REPORTED
        keys = {id: (*alike, id, repeats.get(id)) for id in hits}
        found = self._find(shelf, keys)
        missing, others = [id for id in hits if id not in found], [id for id in ids if id not in hits]
        written = self._write(session, missing, replace(chosen, words=""), repeats)
        rest = self._write(session, others, chosen, repeats)
        if self._state() != state:
            return None
        self._keep(shelf, {keys[id]: line for id, (line, _) in written.items()})
        found |= {id: line for id, (line, _) in written.items()}
        return {id: (line, hits[id]) for id, line in found.items()} | rest

    def _shelf_of(self, state: object) -> _Shelf:
        with self._guard:
            if self._shelf.state != state:
                self._shelf = _Shelf(state)
            return self._shelf

    def _repeats(
        self, session: Session, shelf: _Shelf, ids: Sequence[str], chosen: EventFilter
    ) -> dict[str, tuple[Repeat, ...]]:
        """Of these events those that have any that this view lists."""
        if chosen.shows_all:
            return {}
        told = ask_missing(
            shelf.repeats, ids, lambda unasked: dict.fromkeys(unasked, ()) | repeats_of(session, unasked), _MOST_EVENTS
        )
        known = {id: repeats for id, repeats in told.items() if repeats}
        return {id: kept for id, kept in kept_of(session, known, chosen).items() if kept}

    def _explain(self, session: Session, shelf: _Shelf, ids: Sequence[str], words: str) -> dict[str, tuple[Hit, ...]]:
        """How each was found; without those of which a search shows another passage than other lists do."""
        if not words:
            return dict.fromkeys(ids, ())
        told = ask_missing(shelf.texts, ids, lambda unasked: texts_of(session, unasked), _MOST_EVENTS)
        found = {}
        for id, texts in told.items():
            shown, hits = explain(words, texts.title, texts.actors, texts.passages)
            if shown.key == texts.passages[0].key:
                found[id] = hits
        return found

    def _find(self, shelf: _Shelf, keys: Mapping[str, Key]) -> dict[str, Line]:
        with self._guard:
            found = {id: line for id, key in keys.items() if (line := shelf.lines.get(key))}
            for id in found:
                shelf.lines.move_to_end(keys[id])
        return found

    def _keep(self, shelf: _Shelf, written: Mapping[Key, Line]) -> None:
        with self._guard:
            shelf.bytes += sum(_size(line) for key, line in written.items() if key not in shelf.lines)
            shelf.lines.update(written)
            while shelf.bytes > self._most:
                _, oldest = shelf.lines.popitem(last=False)
                shelf.bytes -= _size(oldest)

    def _write(
        self,
        session: Session,
        ids: Sequence[str],
        chosen: EventFilter,
        repeats: Mapping[str, Sequence[Repeat]] | None = None,
    ) -> Told:
        if not ids:
            return {}
        rows = list_events_of(session, ids, chosen, LINE_COLUMNS)
        lines = list_lines(session, rows, chosen, repeats, has_topics=False)
        context = {"lines": lines, "chosen": chosen, "view": _PLACES["list"], "end": place("end"), **_PLACES}
        written = self._templates.pattern(spoken(), "timeline/_lines.html", context).replace(_LIST_OF, "%(list)s")
        patterns = written.split("%(end)s")
        return {line.id: (_line(line, pattern), line.hits) for line, pattern in zip(lines, patterns, strict=False)}

    def _reasons(self, hits: tuple[Hit, ...], chosen: EventFilter) -> str:
        if not chosen.words:
            return ""
        is_later = chosen.known is not None and not hits
        return self._templates.render(spoken(), "timeline/_hits.html", {"hits": hits, "is_later": is_later})


def _line(line: EventLine, pattern: str) -> Line:
    spans = spans_within(line.quote)
    return Line(
        line.id,
        line.first,
        line.precision,
        line.reported,
        day_label(line),
        pattern,
        line.title,
        line.quote.quote,
        spans,
        {"title": marked(line.title), "quote": marked(line.quote.quote, spans)},
    )


def _shown(line: Line, words: str, values: dict[str, str]) -> Shown:
    if words:
        values |= {"title": marked(line.title, (), words), "quote": marked(line.quote, line.spans, words)}
    else:
        values |= line.plain
    return Shown(line.first, line.precision, line.reported, line.label, Markup(line.pattern % values))


def _size(line: Line) -> int:
    return _OF_LINE + _OF_CHARACTER * (len(line.pattern) + 2 * len(line.quote) + 2 * len(line.title))
