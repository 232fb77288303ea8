"""What linking remembers, as rows: fetched when an archive asks for it, written back where it changed."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache, partial
from operator import itemgetter
from types import GenericAlias
from typing import Any, get_type_hints

from pydantic import TypeAdapter
from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from app.linking.events import InferredYear, LinkedDocument
from app.linking.features import Node, Vector, document_vector
from app.linking.homes import Chance
from app.linking.links import Link, link_of, pair_of
from app.linking.memory import Filing, Memory, Mentions, Outcome, Told
from app.linking.signature import Cluster, grown
from app.reading.document import Document
from app.store.dialects import json_field, listed, with_marks
from app.store.load import find_bare_documents
from app.store.snapshots import dump_json
from app.store.tables import DOCUMENT, MEMORY

_OWN_FIELDS = tuple(field.name for field in fields(Node) if field.name not in ("document", "document_vector"))
_HINTS = get_type_hints(Node)
# The key of its document, and its own fields.
_OWN: Any = GenericAlias(tuple, (str, *(_HINTS[name] for name in _OWN_FIELDS)))
_NODE: TypeAdapter[Any] = TypeAdapter(_OWN)
_YEAR = TypeAdapter(InferredYear)
_DECODER = json.JSONDecoder()
_BATCH = 5000

# What to fetch of other shelves before the values, as stored, can be read.
_Ahead = Callable[[Collection[str]], None]


@dataclass(frozen=True)
class Codec:
    """How the values and keys of a shelf become text and come back."""

    dump: Callable[[Any], str]
    load: Callable[[str], Any] = json.loads
    dump_key: Callable[[Any], str] = str
    load_key: Callable[[str], Any] = str


def recall(session: Session) -> Memory:
    """What the archive of all stored documents remembers, fetched bit by bit while the session lasts."""
    memory = Memory()
    recall_by(session, memory)
    return memory


def recall_by(session: Session, memory: Memory) -> None:
    """Fetch in another session what is not held yet."""
    recall_documents(session, memory)
    texts = _Texts(session, memory)
    rest_on_others: dict[str, tuple[Callable[[str], Any], _Ahead]] = {
        "nodes": (partial(_load_node, texts), texts.load_for),
        "clusters": (partial(_load_cluster, memory), partial(_load_nodes_for, memory)),
    }
    for name, codec in _SHELVES.items():
        load, ahead = rest_on_others.get(name, (codec.load, _nothing))
        getattr(memory, name).fetch_from(partial(_fetch, session, name, replace(codec, load=load), ahead))


def recall_documents(session: Session, memory: Memory) -> None:
    """The same for documents alone: all else is held."""
    memory.documents.fetch_from(partial(_fetch_documents, session))


def remember(session: Session, memory: Memory) -> None:
    """Write back what changed."""
    for name, codec in _SHELVES.items():
        shelf = getattr(memory, name)
        # In the order of the table, which is a tree of its keys.
        changes = sorted(((codec.dump_key(key), value) for key, value in shelf.changes()), key=itemgetter(0))
        _forget(session, name, [text for text, value in changes if value is None])
        _write(session, name, ((text, codec.dump(value)) for text, value in changes if value is not None))
        shelf.changed.clear()


def forget_all(session: Session) -> None:
    session.execute(delete(MEMORY))


def list_keys(session: Session, shelf: str) -> list[str]:
    return list(session.scalars(select(MEMORY.c.key).where(MEMORY.c.shelf == shelf).order_by(MEMORY.c.key)))


def note(session: Session, shelf: str, keys: Iterable[str], value: str = "") -> None:
    """Keep words under some keys of a shelf that the archive itself does not know."""
    _write(session, shelf, ((key, value) for key in keys))


def list_notes(session: Session, shelf: str) -> dict[str, str]:
    """The words under each key of a shelf, in the order of the keys."""
    found = select(MEMORY.c.key, MEMORY.c.value).where(MEMORY.c.shelf == shelf).order_by(MEMORY.c.key)
    return {key: value for key, value in session.execute(found)}


def find_note(session: Session, shelf: str, key: str) -> str | None:
    return session.scalar(select(MEMORY.c.value).where(MEMORY.c.shelf == shelf, MEMORY.c.key == key))


def clear_notes(session: Session, shelf: str) -> None:
    session.execute(delete(MEMORY).where(MEMORY.c.shelf == shelf))


def list_crowded(session: Session) -> list[tuple[str, str, str]]:
    """The postings that are too long to compare everything in them."""
    return [_load_parts(key) for key in list_keys(session, "crowded")]


def dump_node(node: Node) -> str:
    own = (getattr(node, name) for name in _OWN_FIELDS)
    return _NODE.dump_json((node.document.key, *own)).decode()


def dump_cluster(cluster: Cluster) -> str:
    links = {mention: link_of(pair) for mention, pair in cluster.pairs.items()}
    return dump_json([[node.key for node in cluster.nodes], cluster.merges, links])


class _Texts:
    """Documents as the mentions in them need them: without what only readers look at."""

    def __init__(self, session: Session, memory: Memory) -> None:
        self._session = session
        self._memory = memory
        self._held: dict[str, tuple[Document, Vector]] = {}

    def load_for(self, nodes: Collection[str]) -> None:
        """Fetches the documents of many nodes at once; `nodes` as they are stored."""
        keys = {_DECODER.raw_decode(text, 1)[0] for text in nodes}  # the first word of the list
        for document in _fetch_texts(self._session, keys - self._held.keys()):
            self._held[document.key] = document, document_vector(document)

    def of(self, key: str) -> tuple[Document, Vector]:
        return self._held[key]


def _load_node(texts: _Texts, text: str) -> Node:
    key, *own = _NODE.validate_json(text)
    document, vector = texts.of(key)
    return Node(document=document, document_vector=vector, **dict(zip(_OWN_FIELDS, own, strict=True)))


def _load_cluster(memory: Memory, text: str) -> Cluster:
    keys, merges, links = json.loads(text)
    nodes = {key: memory.nodes[key] for key in keys}
    pairs = {mention: pair_of(_load_link(link), nodes) for mention, link in links.items()}
    return grown(nodes.values(), [(one, other) for one, other in merges], pairs)


def _load_nodes_for(memory: Memory, clusters: Collection[str]) -> None:
    memory.nodes.load(key for text in clusters for key in json.loads(text)[0])


def _nothing(_values: Collection[str]) -> None:
    """No other shelf is asked."""


def _fetch(session: Session, shelf: str, codec: Codec, ahead: _Ahead, keys: Collection[Any]) -> dict[Any, Any]:
    rows = session.execute(_FOUND, {"shelf": shelf, "keys": dump_json([codec.dump_key(key) for key in keys])}).all()
    ahead([row.value for row in rows])
    return {codec.load_key(row.key): codec.load(row.value) for row in rows}


def _fetch_documents(session: Session, keys: Collection[str]) -> dict[str, LinkedDocument]:
    return {linked.document.key: linked for linked in find_bare_documents(session, keys)}


def _fetch_texts(session: Session, keys: Collection[str]) -> Iterator[Document]:
    columns = (DOCUMENT.c[name] for name in ("file", "key", "sha256", "text", "title", "publisher", "url"))
    zone = json_field(DOCUMENT.c.reading_json, "zone").label("zone")
    query = select(*columns, zone).where(DOCUMENT.c.key.in_(listed()))
    for row in session.execute(query, {"keys": dump_json(list(keys))}) if keys else ():
        yield Document(source="", passages=(), **row._mapping)


def _write(session: Session, shelf: str, entries: Iterable[tuple[str, str]]) -> None:
    rows: list[tuple[str, str, str]] = []
    for key, value in entries:
        rows.append((shelf, key, value))
        if len(rows) == _BATCH:
            _put(session, rows)
            rows = []
    _put(session, rows)


def _put(session: Session, rows: list[tuple[str, str, str]]) -> None:
    if rows:
        session.connection().exec_driver_sql(with_marks(session, _PUT), rows)


def _forget(session: Session, shelf: str, keys: Sequence[str]) -> None:
    if keys:
        gone = delete(MEMORY).where(MEMORY.c.shelf == bindparam("shelf_"), MEMORY.c.key.in_(listed()))
        session.execute(gone, {"shelf_": shelf, "keys": dump_json(keys)})


_FOUND = select(MEMORY.c.key, MEMORY.c.value).where(MEMORY.c.shelf == bindparam("shelf"), MEMORY.c.key.in_(listed()))
# As words: these rows are most of those that an ingest writes, and a statement in SQLAlchemy prepares each of them.
_PUT = (
    "INSERT INTO memory (shelf, key, value) VALUES (?, ?, ?) "
    "ON CONFLICT (shelf, key) DO UPDATE SET value = excluded.value"
)


def _dump_days(days: tuple[date, date]) -> list[str]:
    return [day.isoformat() for day in days]


def _load_days(days: Sequence[str]) -> tuple[date, date]:
    first, last = map(date.fromisoformat, days)
    return first, last


def _load_link(link: Sequence[Any]) -> Link:
    one, other, score, reasons = link
    return Link(one, other, score, tuple(reasons))


def _load_chance(chance: Sequence[Any]) -> Chance:
    why, score, links = chance
    return Chance(why, score, tuple(map(_load_link, links)))


# A posting is the key of one shelf and stands in the values of another.
@lru_cache(maxsize=8192)
def _dump_parts(parts: Sequence[str]) -> str:
    return dump_json(parts)


def _load_parts(text: str) -> tuple[str, str, str]:
    first, second, third = json.loads(text)
    return first, second, third


def _dump_shared(shared: tuple[tuple[int, int], str]) -> str:
    (month, day), name = shared
    return f"{month}-{day}|{name}"


def _load_shared(text: str) -> tuple[tuple[int, int], str]:
    day, _, name = text.partition("|")
    month, _, number = day.partition("-")
    return (int(month), int(number)), name


def _dump_told(told: Told) -> str:
    return dump_json([told.day and told.day.isoformat(), sorted(map(_dump_shared, told.shared)), told.is_open])


def _load_told(text: str) -> Told:
    day, shared, is_open = json.loads(text)
    return Told(date.fromisoformat(day) if day else None, frozenset(map(_load_shared, shared)), is_open)


def _dump_filing(filing: Filing) -> str:
    return dump_json([sorted(map(_dump_parts, filing.homes)), sorted(map(_dump_parts, filing.seekers))])


def _load_filing(text: str) -> Filing:
    homes, seekers = json.loads(text)
    return Filing(frozenset(map(_load_parts, homes)), frozenset(map(_load_parts, seekers)))


def _index(load: Callable[[Any], Any] = lambda value: value, dump: Callable[[Any], Any] = lambda value: value) -> Any:
    """A codec for members with their values."""
    return partial(
        Codec,
        lambda members: dump_json({member: dump(value) for member, value in members.items()}),
        lambda text: {member: load(value) for member, value in json.loads(text).items()},
    )


_NAMES = partial(Codec, lambda members: dump_json(list(members)), lambda text: dict.fromkeys(json.loads(text)))
_WORD = Codec(str, str)
_SHELVES: dict[str, Codec] = {
    "told": Codec(_dump_told, _load_told),
    "dated": _NAMES(_dump_shared, _load_shared),
    "open": _NAMES(_dump_shared, _load_shared),
    "days": _index()(str, int),
    "years": Codec(lambda year: _YEAR.dump_json(year).decode(), _YEAR.validate_json),
    "nodes": Codec(dump_node),
    "clusters": Codec(dump_cluster),
    "mentions": Codec(
        lambda mentions: dump_json([mentions.dated, mentions.undated]),
        lambda text: Mentions(*map(tuple, json.loads(text))),
    ),
    "filed": Codec(
        lambda postings: dump_json(sorted(map(_dump_parts, postings))),
        lambda text: frozenset(map(_load_parts, json.loads(text))),
    ),
    "postings": _NAMES(_dump_parts, _load_parts),
    "crowded": Codec(str, int, _dump_parts, _load_parts),
    "links": _index(_load_link)(),
    "cluster_of": _WORD,
    "filings": Codec(_dump_filing, _load_filing),
    "homes": _index(_load_days, _dump_days)(_dump_parts, _load_parts),
    "seekers": _index(_load_days, _dump_days)(_dump_parts, _load_parts),
    "chances": _index(
        lambda chances: tuple(map(_load_chance, chances)), lambda chances: [[c.why, c.score, c.links] for c in chances]
    )(),
    "roots": _WORD,
    "groups": Codec(lambda keys: dump_json(sorted(keys)), lambda text: frozenset(json.loads(text))),
    "joins": _index()(),
    "joined": _index(_load_link)(),
    "outcomes": Codec(dump_json, lambda text: Outcome(*json.loads(text))),
    "waiting": _NAMES(),
}
