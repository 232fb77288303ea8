"""What was said, as a list by day: each utterance once, however many outlets report it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, Subquery, and_, case, cast, func, or_, select
from sqlalchemy import String as Text
from sqlalchemy.orm import Session

from app.errors import FilterError
from app.extraction.mentions import Precision, TimeMention
from app.filters import Sort
from app.sentences import sentence
from app.statement_filter import FACETS, UNNAMED, StatementFilter, without_facet
from app.store.aliases import actors_called
from app.store.dialects import json_field
from app.store.patterns import has_words
from app.store.queries import Order, Place, beyond, ordering
from app.store.statements import find_statements
from app.store.tables import ACTOR, DOCUMENT, EVENT, STATEMENT
from app.store.views import Facet, FacetValue, StatementView

MAX_PAGE = 200
TOLD_PRECISIONS = (Precision.DAY, Precision.PART_MONTH, Precision.MONTH)

_NO_DAY = "9999-12-31"
_DIGITS = 7  # of a place in a text
_CURSOR = re.compile(r"\d{4}-\d\d-\d\d\.[01]\.[0-9a-f]{1,64}\.\d{7}")

# The versions of one utterance share this; what is reported once has it alone.
_UTTERANCE: ColumnElement[str] = func.coalesce(STATEMENT.c.utterance, STATEMENT.c.key)
# The day on which a text says that the words were said, as far as it can be believed: known to the month at least,
# since a year beside a verb of speech is mostly about something else, and not later than the report. Else that of the
# report.
_PUBLISHED = cast(DOCUMENT.c.published, Text)
_IS_TOLD = and_(
    json_field(STATEMENT.c.time_json, "precision").in_(TOLD_PRECISIONS),
    json_field(STATEMENT.c.time_json, "first") <= func.coalesce(_PUBLISHED, _NO_DAY),
)
_FIRST: ColumnElement[str] = case((_IS_TOLD, json_field(STATEMENT.c.time_json, "first")), else_=_PUBLISHED)
_LAST: ColumnElement[str] = case((_IS_TOLD, json_field(STATEMENT.c.time_json, "last")), else_=_PUBLISHED)
# A month comes before its days.
_IS_COARSE = json_field(STATEMENT.c.time_json, "precision") != Precision.DAY
_GRAIN = case((and_(_IS_TOLD, _IS_COARSE), "0"), else_="1")
_PLACE: ColumnElement[str] = (
    func.coalesce(_FIRST, _NO_DAY)
    .concat(".")
    .concat(_GRAIN)
    .concat(".")
    .concat(DOCUMENT.c.id)
    .concat(".")
    .concat(func.substr(cast(STATEMENT.c.start + 10**_DIGITS, Text), 2))
)
_VALUES: dict[str, ColumnElement[str]] = {
    "speaker": func.coalesce(STATEMENT.c.speaker, UNNAMED),
    "kind": STATEMENT.c.kind,
    "source": DOCUMENT.c.publisher,
}


@dataclass(frozen=True)
class UtterancePage:
    """One page of a list, in order. `heads` are the versions that the utterances stand in the list by: of those that
    pass the filter, the first. `total` counts utterances, `statements` their versions. Cursors are opaque."""

    heads: tuple[StatementView, ...]
    total: int
    statements: int
    after: str | None
    before: str | None


@dataclass(frozen=True)
class EventName:
    """As much of an event as a link to it shows."""

    id: str
    title: str
    edtf: str | None
    first: date | None
    last: date | None
    precision: str


def list_utterances(
    session: Session, filter: StatementFilter, *, after: str | None = None, before: str | None = None, limit: int = 50
) -> UtterancePage:
    """One page in the filter's order, at most MAX_PAGE long. Raises FilterError for a cursor that was never given out.
    `after` counts before `before`."""
    backwards = before is not None and after is None
    name, cursor = ("before", before) if backwards else ("after", after)
    limit = max(1, min(limit, MAX_PAGE))
    said = _utterances(filter)
    order = _order(said, filter, backwards=backwards)
    start = _read_cursor(name, cursor) if cursor else None
    found = _step(session, said, order, start, limit + 1)
    shown, more = found[:limit], len(found) > limit
    behind = bool(start) and bool(shown) and _is_any_before(session, said, order, shown[0])
    if backwards:
        shown, more, behind = shown[::-1], behind, more
    total, statements = _count(session, filter)
    return UtterancePage(
        heads=_heads(session, [place for _, place in shown]),
        total=total,
        statements=statements,
        after=shown[-1][1] if more and shown else None,
        before=shown[0][1] if behind and shown else None,
    )


def told_time(statement: StatementView) -> TimeMention | None:
    """When the text says that the words were said; None where the list takes the day of the report instead."""
    time, published = statement.time, statement.document.published
    if time is None or time.first is None or time.precision not in TOLD_PRECISIONS:
        return None
    return None if published and time.first > published else time


def list_versions(session: Session, filter: StatementFilter) -> tuple[StatementView, ...]:
    """Every statement that passes the filter, oldest documents first; for exports."""
    return find_statements(session, *_conditions(filter))


def with_own_names(session: Session, filter: StatementFilter) -> StatementFilter:
    """The filter with each speaker by its own name, where the archive knows whom another name means."""
    asked = {actor for name in filter.speaker for actor in (name, *actors_called(name))}
    known = frozenset(session.scalars(select(ACTOR.c.name).where(ACTOR.c.name.in_(asked))))
    meant = (
        bearer
        for name in filter.speaker
        for bearer in ([name] if name in known else [each for each in actors_called(name) if each in known] or [name])
    )
    return replace(filter, speaker=tuple(sorted(set(meant))))


def count_utterances(session: Session, filter: StatementFilter) -> int:
    return _count(session, filter)[0]


def list_statement_facets(session: Session, filter: StatementFilter) -> tuple[Facet, ...]:
    """What can be chosen, and how many utterances each choice would show: most frequent first, and the unnamed behind
    all who have a name. A facet's counts ignore what is chosen in it and honour all other conditions."""
    return tuple(_facet(session, filter, name) for name in FACETS)


def name_events(session: Session, ids: Iterable[str]) -> dict[str, EventName]:
    columns = [EVENT.c[name] for name in ("id", "title", "edtf", "first", "last", "precision")]
    return {row.id: EventName(*row) for row in session.execute(select(*columns).where(EVENT.c.id.in_(ids)))}


def _count(session: Session, filter: StatementFilter) -> tuple[int, int]:
    """Utterances, and their versions that pass the filter."""
    counts = select(func.count(_UTTERANCE.distinct()), func.count(STATEMENT.c.key)).select_from(STATEMENT)
    told = counts.join(DOCUMENT, DOCUMENT.c.id == STATEMENT.c.document_id).where(*_conditions(filter))
    utterances, statements = session.execute(told).one()
    return utterances, statements


def _utterances(filter: StatementFilter) -> Subquery:
    """One row an utterance with its first place in time, of the versions that pass the filter."""
    query = select(_UTTERANCE.label("id"), func.min(_PLACE).label("place"))
    told = query.join(DOCUMENT, DOCUMENT.c.id == STATEMENT.c.document_id).where(*_conditions(filter))
    return told.group_by(_UTTERANCE).subquery()


def _conditions(filter: StatementFilter) -> list[ColumnElement[bool]]:
    found = has_words(STATEMENT.c.quote, filter.words)
    if filter.speaker:
        found.append(_said_by(filter))
    if filter.kind:
        found.append(STATEMENT.c.kind.in_(filter.kind))
    if filter.source:
        found.append(DOCUMENT.c.publisher.in_(filter.source))
    if filter.first:
        found.append(filter.first.isoformat() <= _LAST)
    if filter.last:
        found.append(filter.last.isoformat() >= _FIRST)
    return found


def _said_by(filter: StatementFilter) -> ColumnElement[bool]:
    found = [STATEMENT.c.speaker.in_(filter.speaker)]
    if UNNAMED in filter.speaker:
        found.append(STATEMENT.c.speaker.is_(None))
    if filter.speaker_people:
        found.append(STATEMENT.c.speaker.in_(select(ACTOR.c.name).where(ACTOR.c.country.in_(filter.speaker))))
    return or_(*found)


def _order(said: Subquery, filter: StatementFilter, *, backwards: bool) -> Order:
    """What has no day comes last whichever way time runs; a day is read from its beginning."""
    undated = case((said.c.place >= _NO_DAY, 1), else_=0)
    newest = filter.sort == Sort.NEWEST
    return (undated, backwards), (func.substr(said.c.place, 1, 10), newest != backwards), (said.c.place, backwards)


def _step(session: Session, said: Subquery, order: Order, start: Place | None, limit: int) -> list[tuple[str, str]]:
    query = select(said.c.id, said.c.place).order_by(*ordering(order)).limit(limit)
    rows = session.execute(query.where(beyond(order, start)) if start else query)
    return [(row.id, row.place) for row in rows]


def _is_any_before(session: Session, said: Subquery, order: Order, first: tuple[str, str]) -> bool:
    """Whether the list goes on behind this row, against the direction of reading."""
    back = tuple((column, not down) for column, down in order)
    return bool(_step(session, said, back, _place(first[1]), 1))


def _read_cursor(name: str, cursor: str) -> Place:
    if not _CURSOR.fullmatch(cursor):
        raise FilterError(name, cursor[:40], sentence("这一页的位置已不存在"))
    return _place(cursor)


def _place(cursor: str) -> Place:
    return int(cursor >= _NO_DAY), cursor[:10], cursor


def _heads(session: Session, places: list[str]) -> tuple[StatementView, ...]:
    """The statements that stand at these places, in this order."""
    at = [place.split(".")[2:] for place in places]
    documents, starts = {document for document, _ in at}, {int(start) for _, start in at}
    found = find_statements(session, STATEMENT.c.document_id.in_(documents), STATEMENT.c.start.in_(starts))
    by_place = {(statement.document.id, statement.start): statement for statement in found}
    return tuple(by_place[document, int(start)] for document, start in at)


def _facet(session: Session, filter: StatementFilter, name: str) -> Facet:
    value, selected = _VALUES[name], getattr(filter, name)
    count = func.count(_UTTERANCE.distinct())
    query = select(value, count).join(DOCUMENT, DOCUMENT.c.id == STATEMENT.c.document_id).select_from(STATEMENT)
    query = query.where(*_conditions(without_facet(filter, name)), value.is_not(None)).group_by(value)
    counts: dict[str, int] = {row[0]: row[1] for row in session.execute(query.order_by(count.desc(), value))}
    rest = sorted((each for each in counts if each not in selected), key=lambda each: each == UNNAMED)
    return Facet(
        name=name,
        values=tuple(FacetValue(each, counts.get(each, 0), each in selected) for each in (*selected, *rest)),
        total=len(counts.keys() | set(selected)),
    )
