"""Events as those who had read only some of their documents would tell of them: title, day, kind and people."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from app.linking.aggregate import event_of
from app.linking.events import Event
from app.store.hits import Quoted
from app.store.memory import recall
from app.store.views import EventLine


def retold(
    session: Session, lines: Sequence[EventLine], told: Mapping[str, Sequence[Quoted]], day: date
) -> tuple[EventLine, ...]:
    """The lines of events of which more was told later, as by the rules of linking over `told`, their mentions known on
    `day`, alone. A line stays as it is where linking remembers nothing of its mentions."""
    nodes = recall(session).nodes
    nodes.load(mention.key for line in lines for mention in told[line.id])
    found = {line.id: [node for mention in told[line.id] if (node := nodes.get(mention.key))] for line in lines}
    return tuple(
        _as_told(line, event_of(found[line.id], {}, {}, day)) if len(found[line.id]) == len(told[line.id]) else line
        for line in lines
    )


def _as_told(line: EventLine, event: Event) -> EventLine:
    return replace(
        line,
        title=event.title,
        edtf=event.edtf,
        first=event.first,
        last=event.last,
        precision=event.precision.value,
        type=event.type.value,
        place=event.place,
        year_inferred=event.year_inferred,
        actors=tuple((participant.actor.name, participant.role.value) for participant in event.participants),
        topics=event.topics,
    )
