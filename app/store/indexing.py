"""The columns of the facet index, read from the tables: of all events, or of some."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Column, ColumnElement, Select, and_, false, func, not_, or_, select
from sqlalchemy.orm import Session

from app.extraction.mentions import Status
from app.index.asof import STATUSES
from app.index.columns import ABSENT, NEVER, NO_DAY, Coded, Columns, Linked, numbered, smallest
from app.store.dialects import day_number, listed, read_rows
from app.store.queries import MAIN_SALIENCE
from app.store.snapshots import dump_json
from app.store.tables import ACTOR, DOCUMENT, EVENT, EVENT_ACTOR, EVENT_SOURCE, EVENT_TOPIC, MENTION, VOICE, text_rowid

_AT_ONCE = 20_000
_CODED = ("type", "status", "place", "precision")
_FLAT = select(
    EVENT.c.id,
    EVENT.c.chronology,
    EVENT.c.grain,
    EVENT.c.salience,
    *(day_number(EVENT.c[name]) for name in ("first", "last", "reported")),
    EVENT.c.sources,
    and_(EVENT.c.salience >= MAIN_SALIENCE, not_(EVENT.c.background), EVENT.c.folded_into.is_(None)),
    func.coalesce(or_(EVENT.c.year_inferred, EVENT.c.edtf.like("%~%"), EVENT.c.edtf.like("%?%")), false()),
    *(EVENT.c[name] for name in _CODED),
).order_by(EVENT.c.first.is_(None), EVENT.c.chronology, EVENT.c.grain, EVENT.c.salience.desc(), EVENT.c.id)
_NAMES = ("id", "chronology", "grain", "salience", "first", "last", "reported", "sources", "is_main", "is_hedged")
_TYPES: dict[str, Any] = {
    "grain": np.int8, "salience": np.float64, "first": np.int32, "last": np.int32, "reported": np.int32,
    "sources": np.int32,
    "is_main": np.bool_, "is_hedged": np.bool_, "text": np.int64, "id": "S1", "chronology": "S1",
}  # fmt: skip
# Each of these is read from an index alone, and no text is looked up in a table: positions are found in memory.
_TOLD = select(MENTION.c.event_id, MENTION.c.document_id, MENTION.c.position, MENTION.c.status)
_DOCUMENTS = select(DOCUMENT.c.id, day_number(DOCUMENT.c.published), DOCUMENT.c.publisher)
_COUNTRIES = select(ACTOR.c.name, ACTOR.c.country).where(ACTOR.c.country.is_not(None))


def load_columns(session: Session, ids: Collection[str] | None = None) -> Columns:
    """Of the events of these ids that there are; without `ids` of all."""
    reading = _Reading(session, ids)
    flat, coded = reading.events()
    places = _Places(flat["id"])
    countries = dict(chain.from_iterable(reading.chunks(_COUNTRIES)))
    sources = reading.linked(EVENT_SOURCE.c.publisher, places)
    told, since, mentions, documents = reading.told(places, sources)
    linked = {
        "actor": reading.actors(places, countries.values()),
        "topic": reading.linked(EVENT_TOPIC.c.topic, places),
        "source": Linked(sources.offsets, (sources.codes, since), sources.values),
        "told": told,
        "document": documents,
    }
    return Columns({**flat, "mentions": mentions}, coded, linked, countries)


class _Places:
    """Where the events of these ids stand."""

    def __init__(self, ids: NDArray[np.bytes_]) -> None:
        self.count = len(ids)
        self._order = np.argsort(ids, kind="stable").astype(np.int32)
        self._sorted = ids[self._order]

    def of(self, ids: Sequence[str]) -> NDArray[np.int32]:
        found: NDArray[np.int32] = self._order[np.searchsorted(self._sorted, np.array([id.encode() for id in ids]))]
        return found


class _Reading:
    """Queries of one load."""

    def __init__(self, session: Session, ids: Collection[str] | None) -> None:
        self._session = session
        self._ids = None if ids is None else dump_json(list(ids))

    def chunks(self, query: Select[Any], of: ColumnElement[str] | None = None) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a query; where only some events are asked for, those that have their ids in the column `of`."""
        if of is None or self._ids is None:
            return read_rows(self._session, query, {}, _AT_ONCE)
        return read_rows(self._session, query.where(of.in_(listed())), {"keys": self._ids}, _AT_ONCE)

    def events(self) -> tuple[dict[str, NDArray[Any]], dict[str, Coded]]:
        parts: dict[str, list[NDArray[Any]]] = {name: [] for name in (*_NAMES, *_CODED, "text")}
        known = {name: numbered(STATUSES if name == "status" else ()) for name in _CODED}
        for chunk in self.chunks(_FLAT, EVENT.c.id):
            for name, values in zip((*_NAMES, *_CODED), zip(*chunk, strict=True), strict=True):
                parts[name].append(_coded(values, known[name]) if name in known else _column(name, values))
            parts["text"].append(np.array([text_rowid(row[0]) for row in chunk], dtype=np.int64))
        whole = {name: _joined(found, _TYPES.get(name, np.int32)) for name, found in parts.items()}
        return (
            {name: column for name, column in whole.items() if name not in _CODED},
            {name: Coded(tuple(known[name]), smallest(whole[name], known[name])) for name in _CODED},
        )

    def linked(self, column: Column[str], places: _Places, more: Iterable[str] = ()) -> Linked:
        owner_of = column.table.c.event_id
        owners, codes, known = [], [], numbered(tuple(more))
        for chunk in self.chunks(select(owner_of, column), owner_of):
            ids, values = zip(*chunk, strict=True)
            owners.append(places.of(ids))
            codes.append(_coded(values, known))
        owner, code = _joined(owners, np.int32), _joined(codes, np.int32)
        order = np.lexsort((code, owner))
        return Linked(_offsets(owner, places.count), (smallest(code[order], known),), tuple(known))

    def actors(self, places: _Places, more: Iterable[str]) -> Linked:
        """With 1 for who is only heard."""
        owners, codes, heard, known = [], [], [], numbered(tuple(more))
        columns = (EVENT_ACTOR.c.event_id, EVENT_ACTOR.c.actor, EVENT_ACTOR.c.role)
        for chunk in self.chunks(select(*columns), EVENT_ACTOR.c.event_id):
            ids, values, roles = zip(*chunk, strict=True)
            owners.append(places.of(ids))
            codes.append(_coded(values, known))
            heard.append(np.fromiter((role == VOICE for role in roles), dtype=np.int8))
        owner, code = _joined(owners, np.int32), _joined(codes, np.int32)
        order = np.lexsort((code, owner))
        columns_of = (smallest(code[order], known), _joined(heard, np.int8)[order])
        return Linked(_offsets(owner, places.count), columns_of, tuple(known))

    def told(self, places: _Places, sources: Linked) -> tuple[Linked, NDArray[np.int32], NDArray[np.int32], Linked]:
        """Of all dated reports day, weight and status; for each entry of the sources the day of the first; how many
        reports there are of each event, dated or not; and the documents that they are in."""
        documents, published, publisher_of = self._documents(numbered(sources.values))
        statuses = {name: code for code, name in enumerate(STATUSES)}
        parts: list[list[NDArray[Any]]] = [[], [], [], [], []]
        mentions = np.zeros(places.count, dtype=np.int32)
        tellers: list[NDArray[Any]] = []
        for chunk in self.chunks(_TOLD, MENTION.c.event_id):
            ids, told_by, positions, status = zip(*chunk, strict=True)
            owners = places.of(ids)
            np.add.at(mentions, owners, 1)
            told = np.fromiter(map(documents.__getitem__, told_by), dtype=np.int32)
            tellers.append(owners.astype(np.int64) << 32 | told)
            codes = _coded(status, statuses).astype(np.int8)
            weights = np.array(positions, dtype=np.int32) * 2 + (codes == statuses[Status.DENIED])
            dated = published[told] != NO_DAY
            facts = (owners, published[told], weights, codes, publisher_of[told])
            for part, column in zip(parts, facts, strict=True):
                part.append(column[dated])
        numbers = np.array([int(id, 16) for id in documents], dtype=np.int64)
        del documents
        told_in = _told_in(tellers, numbers, places.count)
        tellers.clear()
        owner, day, weight, code = (_joined(part, np.int32) for part in parts[:4])
        since = _first_days(places.count, sources, owner, _joined(parts[4], np.int32), day)
        parts.clear()
        order = np.lexsort((day, owner))
        columns = (day[order], weight[order], code[order])
        return Linked(_offsets(owner, places.count), columns), since, mentions, told_in

    def _documents(self, publishers: Mapping[str, int]) -> tuple[dict[str, int], NDArray[np.int32], NDArray[np.int32]]:
        """The documents numbered, by id; by number the day of each, and the code of its publisher."""
        numbers: dict[str, int] = {}
        days, codes = [], []
        for chunk in self.chunks(_DOCUMENTS):
            for id, _, _ in chunk:
                numbers[id] = len(numbers)
            days.append(np.array([day for _, day, _ in chunk], dtype=np.int32))
            codes.append(np.array([publishers.get(name, ABSENT) for _, _, name in chunk], dtype=np.int32))
        return numbers, _joined(days, np.int32), _joined(codes, np.int32)


def _told_in(tellers: list[NDArray[Any]], numbers: NDArray[np.int64], count: int) -> Linked:
    """The documents of each event, once each. `tellers` are events times 2**32 plus the place of a document."""
    pairs = np.unique(_joined(tellers, np.int64))
    owners, told = (pairs >> 32).astype(np.int32), numbers[(pairs & 0xFFFFFFFF)]
    return Linked(_offsets(owners, count), (told[np.lexsort((told, owners))],))


def _first_days(
    count: int, sources: Linked, owner: NDArray[np.int32], publisher: NDArray[np.int32], day: NDArray[np.int32]
) -> NDArray[np.int32]:
    """For each entry of the sources, the day of the first dated report by that publisher."""
    since = np.full(len(sources.codes), NEVER, dtype=np.int32)
    named = publisher != ABSENT
    # Ascending, since the entries of an event are in the order of their codes.
    width = len(sources.values) + 1
    keys = np.repeat(np.arange(count), np.diff(sources.offsets)) * width + sources.codes
    at = np.searchsorted(keys, owner[named].astype(np.int64) * width + publisher[named])
    np.minimum.at(since, at, day[named])
    return since


def _coded(values: Iterable[str | None], known: dict[str, int]) -> NDArray[np.int32]:
    codes = (ABSENT if value is None else known.setdefault(value, len(known)) for value in values)
    return np.fromiter(codes, dtype=np.int32)


def _column(name: str, values: Sequence[Any]) -> NDArray[Any]:
    if name in ("id", "chronology"):
        return np.array([value.encode() for value in values])
    return np.array(values, dtype=_TYPES[name])


def _joined(parts: list[NDArray[Any]], kind: Any) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.empty(0, dtype=kind)


def _offsets(owners: NDArray[np.int32], count: int) -> NDArray[np.int32]:
    return np.concatenate(([0], np.cumsum(np.bincount(owners, minlength=count)))).astype(np.int32)
