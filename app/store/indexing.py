"""The columns of the facet index, read from the tables: of all events, or of some."""

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from app.extraction.mentions import Status
from app.index.asof import STATUSES
from app.index.columns import ABSENT, NEVER, Coded, Columns, Linked, numbered
from app.store.queries import MAIN_SALIENCE
from app.store.tables import text_rowid

_AT_ONCE = 20_000
# As date.toordinal counts; SQLite's days begin at noon.
_DAY = "CAST(coalesce(julianday({}) - 1721424.5, 0) AS INTEGER)"
_FLAT = f"""
    SELECT e.rowid, e.id, e.chronology, e.grain, e.salience, {_DAY.format("e.first")}, {_DAY.format("e.last")},
        {_DAY.format("e.reported")}, e.salience >= {MAIN_SALIENCE} AND NOT e.background AND e.folded_into IS NULL,
        coalesce(e.year_inferred OR e.edtf LIKE '%~%' OR e.edtf LIKE '%?%', 0),
        (SELECT count(*) FROM mention m WHERE m.event_id = e.id), e.type, e.status, e.place, e.precision
    FROM event e {{some}}
    ORDER BY e.first IS NULL, e.chronology, e.grain, e.salience DESC, e.id
"""
_KINDS = ("rowid", "id", "chronology", "grain", "salience", "first", "last", "reported", "is_main", "is_hedged")
_TYPES: dict[str, Any] = {
    "rowid": np.int64, "grain": np.int8, "salience": np.float64, "first": np.int32, "last": np.int32,
    "reported": np.int32, "is_main": np.bool_, "is_hedged": np.bool_, "mentions": np.int32,
}  # fmt: skip
_CODED = ("type", "status", "place", "precision")
_LINKED = """
    SELECT l.{value}, group_concat(e.rowid) FROM {table} l JOIN event e ON e.id = l.event_id {some} GROUP BY l.{value}
"""
_TOLD = f"""
    SELECT m.status, d.publisher, group_concat(e.rowid || ',' || {_DAY.format("d.published")} || ',' || m.position)
    FROM mention m JOIN event e ON e.id = m.event_id JOIN document d ON d.id = m.document_id
    {{some}} GROUP BY m.status, d.publisher, d.published IS NULL HAVING d.published IS NOT NULL
"""
_SOME = "WHERE e.id IN (SELECT value FROM json_each(?))"


def load_columns(session: Session, ids: Collection[str] | None = None) -> Columns:
    """Of the events of these ids that there are; without `ids` of all."""
    reading = _Reading(session, ids)
    flat, coded = reading.events()
    places = _Places(flat.pop("rowid"))
    countries = dict(reading.rows("SELECT name, country FROM actor WHERE country IS NOT NULL"))
    sources = reading.linked("event_source", "publisher", places)
    told, since = reading.told(places, sources)
    linked = {
        "actor": reading.linked("event_actor", "actor", places, countries.values()),
        "topic": reading.linked("event_topic", "topic", places),
        "source": Linked(sources.offsets, (sources.columns[0], since), sources.values),
        "told": told,
    }
    return Columns(flat, coded, linked, countries)


class _Places:
    """Where the events of these row numbers stand."""

    def __init__(self, rowids: NDArray[np.int64]) -> None:
        self.count = len(rowids)
        self._order = np.argsort(rowids)
        self._sorted = rowids[self._order]

    def of(self, rowids: NDArray[np.int64]) -> NDArray[np.int64]:
        return self._order[np.searchsorted(self._sorted, rowids)]


class _Reading:
    """Queries of one load, past SQLAlchemy, which would make an object of each of millions of rows."""

    def __init__(self, session: Session, ids: Collection[str] | None) -> None:
        self._cursor = session.connection().connection.cursor()
        self._ids = None if ids is None else json.dumps(list(ids))

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        some = "{some}" in query and self._ids is not None
        self._cursor.execute(query.replace("{some}", _SOME if some else ""), (self._ids,) if some else ())
        while found := self._cursor.fetchmany(_AT_ONCE):
            yield from found

    def events(self) -> tuple[dict[str, NDArray[Any]], dict[str, Coded]]:
        names = (*_KINDS, "mentions", *_CODED)
        parts: dict[str, list[NDArray[Any]]] = {name: [] for name in (*names, "text")}
        known = {name: numbered(STATUSES if name == "status" else ()) for name in _CODED}
        for chunk in _chunks(self.rows(_FLAT)):
            for name, values in zip(names, zip(*chunk, strict=True), strict=True):
                parts[name].append(_column(name, values, known.get(name)))
            parts["text"].append(np.array([text_rowid(row[1]) for row in chunk], dtype=np.int64))
        whole = {name: _joined(name, found) for name, found in parts.items()}
        return (
            {name: column for name, column in whole.items() if name not in _CODED},
            {name: Coded(tuple(known[name]), whole[name]) for name in _CODED},
        )

    def linked(self, table: str, value: str, places: _Places, more: Collection[str] = ()) -> Linked:
        found = list(self.rows(_LINKED.replace("{table}", table).replace("{value}", value)))
        codes = numbered([row[0] for row in found], ())
        codes = numbered(list(more), tuple(codes))
        rows = [places.of(_numbers(row[1])) for row in found]
        owners = _flat(rows, np.int64)
        column = np.repeat(np.array([codes[row[0]] for row in found], dtype=np.int32), [len(each) for each in rows])
        order = np.argsort(owners, kind="stable")
        return Linked(_offsets(owners, places.count), (column[order],), tuple(codes))

    def told(self, places: _Places, sources: Linked) -> tuple[Linked, NDArray[np.int32]]:
        """Of all dated reports, day, weight and status; and for each entry of the sources the day of the first."""
        since = np.full(len(sources.codes), NEVER, dtype=np.int32)
        # Ascending: the entries of one event are in the order of the codes.
        width = len(sources.values) + 1
        keys = np.repeat(np.arange(places.count), np.diff(sources.offsets)) * width + sources.codes
        parts = []
        for status, publisher, text in self.rows(_TOLD):
            rowids, days, positions = _numbers(text).reshape(-1, 3).T
            owners = places.of(rowids)
            parts.append((owners, days, positions * 2 + (status == Status.DENIED), np.full(len(days), _status(status))))
            if publisher is not None and publisher in sources.values:
                at = np.searchsorted(keys, owners * width + sources.values.index(publisher))
                np.minimum.at(since, at, days.astype(np.int32))
        owners, days, weights, statuses = (_flat([part[n] for part in parts], np.int64) for n in range(4))
        order = np.lexsort((days, owners))
        columns = (days.astype(np.int32), weights.astype(np.int32), statuses.astype(np.int8))
        return Linked(_offsets(owners, places.count), tuple(column[order] for column in columns)), since


def _chunks(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    chunk: list[tuple[Any, ...]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _AT_ONCE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _column(name: str, values: Sequence[Any], known: dict[str, int] | None) -> NDArray[Any]:
    if known is not None:
        codes = (ABSENT if value is None else known.setdefault(value, len(known)) for value in values)
        return np.fromiter(codes, dtype=np.int16, count=len(values))
    if name in ("id", "chronology"):
        return np.array([value.encode() for value in values])
    return np.array(values, dtype=_TYPES[name])


def _joined(name: str, parts: list[NDArray[Any]]) -> NDArray[Any]:
    if parts:
        return np.concatenate(parts)
    return np.empty(0, dtype=_TYPES.get(name, np.int64 if name == "text" else np.int16 if name in _CODED else "S1"))


def _numbers(text: str) -> NDArray[np.int64]:
    return np.fromstring(text, dtype=np.int64, sep=",")


def _flat(parts: list[NDArray[Any]], kind: Any) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.empty(0, dtype=kind)


def _offsets(owners: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    return np.concatenate(([0], np.cumsum(np.bincount(owners, minlength=count)))).astype(np.int64)


def _status(name: str) -> int:
    return STATUSES.index(name)
