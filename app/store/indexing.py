"""The columns of the facet index, read from the tables: of all events, or of some."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from app.extraction.mentions import Status
from app.index.asof import STATUSES
from app.index.columns import ABSENT, NEVER, NO_DAY, Coded, Columns, Linked, numbered, smallest
from app.store.queries import MAIN_SALIENCE
from app.store.tables import text_rowid

_AT_ONCE = 20_000
# As date.toordinal counts; SQLite's days begin at noon.
_DAY = "CAST(coalesce(julianday({}) - 1721424.5, 0) AS INTEGER)"
_FLAT = f"""
    SELECT e.id, e.chronology, e.grain, e.salience, {_DAY.format("e.first")}, {_DAY.format("e.last")},
        {_DAY.format("e.reported")}, e.salience >= {MAIN_SALIENCE} AND NOT e.background AND e.folded_into IS NULL,
        coalesce(e.year_inferred OR e.edtf LIKE '%~%' OR e.edtf LIKE '%?%', 0),
        e.type, e.status, e.place, e.precision
    FROM event e {{some}}
    ORDER BY e.first IS NULL, e.chronology, e.grain, e.salience DESC, e.id
"""
_NAMES = ("id", "chronology", "grain", "salience", "first", "last", "reported", "is_main", "is_hedged")
_TYPES: dict[str, Any] = {
    "grain": np.int8, "salience": np.float64, "first": np.int32, "last": np.int32, "reported": np.int32,
    "is_main": np.bool_, "is_hedged": np.bool_, "text": np.int64, "id": "S1", "chronology": "S1",
}  # fmt: skip
_CODED = ("type", "status", "place", "precision")
# Each of these is read from an index alone, and no text is looked up in a table: positions are found in memory.
_LINKS = "SELECT event_id, {column} FROM {table} {some}"
_TOLD = "SELECT event_id, document_id, position, status FROM mention {some}"
_SOME = "WHERE {column} IN (SELECT value FROM json_each(?))"


def load_columns(session: Session, ids: Collection[str] | None = None) -> Columns:
    """Of the events of these ids that there are; without `ids` of all."""
    reading = _Reading(session, ids)
    flat, coded = reading.events()
    places = _Places(flat["id"])
    countries = dict(reading.rows("SELECT name, country FROM actor WHERE country IS NOT NULL"))
    sources = reading.linked("event_source", "publisher", places)
    told, since, mentions = reading.told(places, sources)
    linked = {
        "actor": reading.linked("event_actor", "actor", places, countries.values()),
        "topic": reading.linked("event_topic", "topic", places),
        "source": Linked(sources.offsets, (sources.codes, since), sources.values),
        "told": told,
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
    """Queries of one load, past SQLAlchemy, which would make an object of each of millions of rows."""

    def __init__(self, session: Session, ids: Collection[str] | None) -> None:
        self._cursor = session.connection().connection.cursor()
        self._ids = None if ids is None else json.dumps(list(ids))

    def rows(self, query: str, of: str = "event_id") -> Iterator[tuple[Any, ...]]:
        return chain.from_iterable(self._chunks(query, of))

    def events(self) -> tuple[dict[str, NDArray[Any]], dict[str, Coded]]:
        parts: dict[str, list[NDArray[Any]]] = {name: [] for name in (*_NAMES, *_CODED, "text")}
        known = {name: numbered(STATUSES if name == "status" else ()) for name in _CODED}
        for chunk in self._chunks(_FLAT, "e.id"):
            for name, values in zip((*_NAMES, *_CODED), zip(*chunk, strict=True), strict=True):
                parts[name].append(_coded(values, known[name]) if name in known else _column(name, values))
            parts["text"].append(np.array([text_rowid(row[0]) for row in chunk], dtype=np.int64))
        whole = {name: _joined(found, _TYPES.get(name, np.int32)) for name, found in parts.items()}
        return (
            {name: column for name, column in whole.items() if name not in _CODED},
            {name: Coded(tuple(known[name]), smallest(whole[name], known[name])) for name in _CODED},
        )

    def linked(self, table: str, column: str, places: _Places, more: Iterable[str] = ()) -> Linked:
        owners, codes, known = [], [], numbered(tuple(more))
        for chunk in self._chunks(_LINKS.replace("{column}", column).replace("{table}", table)):
            ids, values = zip(*chunk, strict=True)
            owners.append(places.of(ids))
            codes.append(_coded(values, known))
        owner, code = _joined(owners, np.int32), _joined(codes, np.int32)
        order = np.lexsort((code, owner))
        return Linked(_offsets(owner, places.count), (smallest(code[order], known),), tuple(known))

    def told(self, places: _Places, sources: Linked) -> tuple[Linked, NDArray[np.int32], NDArray[np.int32]]:
        """Of all dated reports day, weight and status; for each entry of the sources the day of the first; and how
        many reports there are of each event, dated or not."""
        documents, published, publisher_of = self._documents(numbered(sources.values))
        statuses = {name: code for code, name in enumerate(STATUSES)}
        parts: list[list[NDArray[Any]]] = [[], [], [], [], []]
        mentions = np.zeros(places.count, dtype=np.int32)
        for chunk in self._chunks(_TOLD):
            ids, told_by, positions, status = zip(*chunk, strict=True)
            owners = places.of(ids)
            np.add.at(mentions, owners, 1)
            told = np.fromiter(map(documents.__getitem__, told_by), dtype=np.int32)
            codes = _coded(status, statuses).astype(np.int8)
            weights = np.array(positions, dtype=np.int32) * 2 + (codes == statuses[Status.DENIED])
            dated = published[told] != NO_DAY
            facts = (owners, published[told], weights, codes, publisher_of[told])
            for part, column in zip(parts, facts, strict=True):
                part.append(column[dated])
        del documents
        owner, day, weight, code = (_joined(part, np.int32) for part in parts[:4])
        since = _first_days(places.count, sources, owner, _joined(parts[4], np.int32), day)
        parts.clear()
        order = np.lexsort((day, owner))
        columns = (day[order], weight[order], code[order])
        return Linked(_offsets(owner, places.count), columns), since, mentions

    def _documents(self, publishers: Mapping[str, int]) -> tuple[dict[str, int], NDArray[np.int32], NDArray[np.int32]]:
        """The documents numbered, by id; by number the day of each, and the code of its publisher."""
        numbers: dict[str, int] = {}
        days, codes = [], []
        for chunk in self._chunks(f"SELECT id, {_DAY.format('published')}, publisher FROM document"):
            for id, _, _ in chunk:
                numbers[id] = len(numbers)
            days.append(np.array([day for _, day, _ in chunk], dtype=np.int32))
            codes.append(np.array([publishers.get(name, ABSENT) for _, _, name in chunk], dtype=np.int32))
        return numbers, _joined(days, np.int32), _joined(codes, np.int32)

    def _chunks(self, query: str, of: str = "event_id") -> Iterator[list[tuple[Any, ...]]]:
        some = "{some}" in query and self._ids is not None
        condition = _SOME.replace("{column}", of) if some else ""
        cursor = self._cursor.execute(query.replace("{some}", condition), (self._ids,) if some else ())
        while found := cursor.fetchmany(_AT_ONCE):
            yield found


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
