"""What stands near an event in matter: events with the same people in the same days, and its repeats."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.extraction.mentions import ActorKind
from app.store.lines import list_lines
from app.store.tables import ACTOR, EVENT, EVENT_ACTOR, VOICE
from app.store.views import EventLine

_DAYS = timedelta(days=7)
_LANDS = (ActorKind.COUNTRY, ActorKind.REGION)


def list_related(session: Session, line: EventLine, limit: int = 6) -> tuple[EventLine, ...]:
    """Events of the seven days before and after that share persons or bodies with this one, most shared first, in
    the order of their days. Countries alone relate too much."""
    if line.first is None or line.last is None:
        return ()
    people = select(EVENT_ACTOR.c.actor).join(ACTOR, ACTOR.c.name == EVENT_ACTOR.c.actor)
    people = people.where(EVENT_ACTOR.c.event_id == line.id, EVENT_ACTOR.c.role != VOICE, ACTOR.c.kind.not_in(_LANDS))
    shared = func.count(EVENT_ACTOR.c.actor)
    found = session.execute(
        select(EVENT)
        .join(EVENT_ACTOR, EVENT_ACTOR.c.event_id == EVENT.c.id)
        .where(
            EVENT.c.id != line.id,
            EVENT.c.first <= line.last + _DAYS,
            EVENT.c.last >= line.first - _DAYS,
            EVENT_ACTOR.c.actor.in_(people),
            EVENT_ACTOR.c.role != VOICE,
        )
        .group_by(EVENT.c.id)
        .order_by(shared.desc(), EVENT.c.salience.desc(), EVENT.c.id)
        .limit(limit)
    )
    return _by_day(list_lines(session, found.all()))


def list_repeats(session: Session, id: str) -> tuple[EventLine, ...]:
    """Events of the days beside it that only repeat this one."""
    return _by_day(list_lines(session, session.execute(select(EVENT).where(EVENT.c.folded_into == id)).all()))


def find_line(session: Session, id: str) -> EventLine | None:
    rows = session.execute(select(EVENT).where(EVENT.c.id == id)).all()
    return list_lines(session, rows)[0] if rows else None


def _by_day(lines: tuple[EventLine, ...]) -> tuple[EventLine, ...]:
    return tuple(sorted(lines, key=lambda line: (line.first is None, line.first, line.id)))
