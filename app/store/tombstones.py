"""Where the permalink of a passage leads when its document no longer has that passage: to the most alike one."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import delete, exists, select, true, update
from sqlalchemy.orm import Session

from app.linking.features import vector_of
from app.store.dialects import insert_new
from app.store.passages import AnyRow
from app.store.tables import MENTION, TOMBSTONE

_COLUMNS = ("key", "document_id", "start", "quote")


def bury_mentions(session: Session, events: Collection[str] | None, kept: frozenset[str] = frozenset()) -> None:
    """Remembers the passages of these events (None: of all) before they go, but those of the keys `kept`."""
    query = select(*(MENTION.c[name] for name in _COLUMNS))
    found = session.execute(query.where(MENTION.c.event_id.in_(events)) if events is not None else query)
    lost = [dict(row._mapping) for row in found if row.key not in kept]
    if lost:
        session.execute(insert_new(session, TOMBSTONE), lost)


def settle_heirs(session: Session, documents: Collection[str] | None) -> None:
    """Of these documents (ids; None: of all): forgets the passages that live again, and finds for each of the others
    the most alike one."""
    ours = TOMBSTONE.c.document_id.in_(documents) if documents is not None else true()
    alive = exists().where(MENTION.c.key == TOMBSTONE.c.key)
    session.execute(delete(TOMBSTONE).where(ours, alive))
    leads_on = exists().where(MENTION.c.key == TOMBSTONE.c.heir)
    orphans = session.execute(select(TOMBSTONE).where(ours, ~leads_on)).all()
    living = _living(session, {row.document_id for row in orphans})
    for row in orphans:
        heir = _heir(row, living.get(row.document_id, ()))
        session.execute(update(TOMBSTONE).where(TOMBSTONE.c.key == row.key).values(heir=heir))


def find_heir(session: Session, key: str) -> str | None:
    """The key of the passage that took this one's place; None for a passage that is there or never was."""
    return session.scalar(select(TOMBSTONE.c.heir).where(TOMBSTONE.c.key == key))


def _living(session: Session, documents: Collection[str]) -> dict[str, list[AnyRow]]:
    columns = (MENTION.c.key, MENTION.c.document_id, MENTION.c.start, MENTION.c.quote)
    living: dict[str, list[AnyRow]] = defaultdict(list)
    for row in session.execute(select(*columns).where(MENTION.c.document_id.in_(documents))):
        living[row.document_id].append(row)
    return living


def _heir(lost: AnyRow, living: Iterable[AnyRow]) -> str | None:
    words = vector_of(lost.quote)
    ranked = sorted(living, key=lambda row: (-words.cosine(vector_of(row.quote)), abs(row.start - lost.start), row.key))
    return ranked[0].key if ranked else None
