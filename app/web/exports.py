"""`/timeline.json`: the events of a view, each in the shape of the events export."""

import json
from collections.abc import Iterable, Iterator

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response, StreamingResponse

from app.formats.events_jsonl import event_fields
from app.store.events import list_event_details
from app.store.views import EventDetail
from app.web.deps import AskedDep, SessionDep

router = APIRouter()


@router.get("/timeline.json")
def export_timeline(session: SessionDep, asked: AskedDep) -> Response:
    """The whole view, not a page of it. Programs are told of a wrong value; a list of something else would harm."""
    if asked.errors:
        wrong = [{"parameter": each.name, "value": each.value, "reason": each.reason} for each in asked.errors]
        return JSONResponse({"errors": wrong}, 422)
    events = list_event_details(session, asked.chosen)
    return StreamingResponse(_as_json(events), media_type="application/json")


def _as_json(events: Iterable[EventDetail]) -> Iterator[str]:
    yield '{"events": ['
    for n, event in enumerate(events):
        yield ("," if n else "") + "\n" + json.dumps(event_fields(event), ensure_ascii=False)
    yield "\n]}\n"
