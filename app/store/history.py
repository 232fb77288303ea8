"""What events were at the end of each run, and what became of them between two."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, insert, or_, select, update
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.store.tables import EVENT, HISTORY, MENTION, RUN


@dataclass(frozen=True)
class Was:
    """An event at the end of a run; `mentions` are their keys."""

    id: str
    edtf: str | None
    title: str
    mentions: frozenset[str]


@dataclass(frozen=True)
class Redated:
    before: Was
    after: Was


@dataclass(frozen=True)
class Remerged:
    """An event that is there in both runs, `won` mentions of another and `lost` some to another; both are their keys.
    What came or went with a document is neither."""

    event: Was
    won: frozenset[str]
    lost: frozenset[str]


@dataclass(frozen=True)
class Difference:
    """What became of the events from one run to another. Of each that is `removed`, `heirs` names the events that have
    its mentions now."""

    added: tuple[Was, ...]
    removed: tuple[Was, ...]
    redated: tuple[Redated, ...]
    remerged: tuple[Remerged, ...]
    heirs: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Added:
    """An event that a run brought, as it is now."""

    id: str
    title: str
    edtf: str | None
    first: date | None
    last: date | None
    precision: str


def keep_history(session: Session, run: int) -> None:
    """Remember what differs now from what the runs before this one left, also by what happened between runs."""
    keys = select(MENTION.c.event_id, MENTION.c.key).order_by(MENTION.c.event_id, MENTION.c.key).subquery()
    listed = select(keys.c.event_id, func.aggregate_strings(keys.c.key, " ").label("mentions")).group_by(
        keys.c.event_id
    )
    told = listed.subquery()
    query = select(EVENT.c.id, EVENT.c.edtf, EVENT.c.title, told.c.mentions).join(told, told.c.event_id == EVENT.c.id)
    now = {row.id: tuple(row) for row in session.execute(query)}
    columns = (HISTORY.c.event_id, HISTORY.c.edtf, HISTORY.c.title, HISTORY.c.mentions)
    before = {row.event_id: tuple(row) for row in session.execute(select(*columns).where(HISTORY.c.until.is_(None)))}
    over = [id for id, was in before.items() if now.get(id) != was]
    if over:
        close = update(HISTORY).where(HISTORY.c.event_id == bindparam("of"), HISTORY.c.until.is_(None))
        session.execute(close.values(until=run), [{"of": id} for id in over])
    new = [was for id, was in now.items() if before.get(id) != was]
    if new:
        names = ("event_id", "edtf", "title", "mentions")
        session.execute(insert(HISTORY), [{"since": run, **dict(zip(names, was, strict=True))} for was in new])


def compare_runs(session: Session, one: int, other: int) -> Difference:
    """From the end of run `one` to the end of run `other`. Raises NotFound for a run that never was, or one of which no
    history was kept."""
    return difference(_events_after(session, one), _events_after(session, other))


def list_added(session: Session, run: int, most: int) -> tuple[tuple[Added, ...], int]:
    """The events that are there since this run, in the order of their days, at most `most` of them; and how many there
    are."""
    had = select(HISTORY.c.event_id).where(HISTORY.c.until == run)
    added = select(HISTORY.c.event_id).where(HISTORY.c.since == run, HISTORY.c.event_id.not_in(had))
    is_added = EVENT.c.id.in_(added)
    total = session.scalar(select(func.count()).select_from(EVENT).where(is_added)) or 0
    columns = (EVENT.c.id, EVENT.c.title, EVENT.c.edtf, EVENT.c.first, EVENT.c.last, EVENT.c.precision)
    query = select(*columns).where(is_added).order_by(EVENT.c.chronology, EVENT.c.grain, EVENT.c.id).limit(most)
    return tuple(Added(*row) for row in session.execute(query)), total


def difference(before: Mapping[str, Was], after: Mapping[str, Was]) -> Difference:
    """Both by the ids of their events. All lists in the order of these."""
    was_in = {key: was.id for was in before.values() for key in was.mentions}
    is_in = {key: was.id for was in after.values() for key in was.mentions}
    removed = [before[id] for id in sorted(before.keys() - after.keys())]
    both = [(before[id], after[id]) for id in sorted(before.keys() & after.keys())]
    merges = [
        Remerged(
            now,
            frozenset(key for key in now.mentions if was_in.get(key, now.id) != now.id),
            frozenset(key for key in was.mentions if is_in.get(key, was.id) != was.id),
        )
        for was, now in both
    ]
    return Difference(
        added=tuple(after[id] for id in sorted(after.keys() - before.keys())),
        removed=tuple(removed),
        redated=tuple(Redated(was, now) for was, now in both if was.edtf != now.edtf),
        remerged=tuple(each for each in merges if each.won or each.lost),
        heirs={was.id: tuple(sorted({is_in[key] for key in was.mentions if key in is_in})) for was in removed},
    )


def _events_after(session: Session, run: int) -> dict[str, Was]:
    report = session.scalar(select(RUN.c.report).where(RUN.c.id == run))
    if report is None:
        raise NotFound("run", str(run))
    held = select(HISTORY).where(HISTORY.c.since <= run, or_(HISTORY.c.until.is_(None), HISTORY.c.until > run))
    found = {
        row.event_id: Was(row.event_id, row.edtf, row.title, frozenset(row.mentions.split()))
        for row in session.execute(held)
    }
    if report.get("events") and not found:
        raise NotFound("history of run", str(run))
    return found
