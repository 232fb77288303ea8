"""`/timeline.json`, `.csv`, `.atom`, `.ics`: the events of a view as files. All but the feed hold the whole view."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from app.filters import Sort, to_query
from app.formats import atom, csv, ics
from app.formats.events_jsonl import event_fields
from app.store.events import list_event_details, list_events
from app.store.views import EventDetail
from app.web import links
from app.web.conditions import complaints, filter_words
from app.web.deps import Asked, AskedDep, SessionDep
from app.web.language import in_address, plain, say

router = APIRouter()

_NEWEST = 100


@router.get("/timeline.json")
def export_json(session: SessionDep, asked: AskedDep) -> Response:
    return _refusal(asked) or _file(_as_json(list_event_details(session, asked.chosen)), "application/json")


@router.get("/timeline.csv")
def export_csv(session: SessionDep, asked: AskedDep) -> Response:
    return _refusal(asked) or _file(csv.write(list_event_details(session, asked.chosen)), "text/csv", "timeline.csv")


@router.get("/timeline.ics")
def export_ics(request: Request, session: SessionDep, asked: AskedDep) -> Response:
    """What has no year is left out: a calendar has no place for it."""
    details = list_event_details(session, asked.chosen)
    lines = ics.write(details, title=plain(filter_words(asked.chosen)), site=str(request.base_url))
    return _refusal(asked) or _file(lines, "text/calendar", "timeline.ics")


@router.get("/timeline.atom")
def export_atom(request: Request, session: SessionDep, asked: AskedDep) -> Response:
    """The events of the view that were reported last, at most _NEWEST, whatever the order of the view."""
    newest = replace(asked.chosen, sort=Sort.REPORTED)
    view = to_query(asked.chosen)
    feed = atom.write(
        list_events(session, newest, limit=_NEWEST).lines,
        title=f"{plain(filter_words(asked.chosen))} · {say('编年')}",
        site=str(request.base_url),
        view=links.timeline_query(view).lstrip("/"),
        feed=links.timeline_file("atom", view, in_address()).lstrip("/"),
    )
    return _refusal(asked) or _file(feed, "application/atom+xml")


def _refusal(asked: Asked) -> Response | None:
    """Programs are told of a wrong value; a list of something else would harm."""
    if not asked.errors:
        return None
    return JSONResponse({"errors": complaints(asked.errors)}, 422)


def _file(pieces: Iterable[str], kind: str, name: str = "") -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'} if name else {}
    return StreamingResponse(pieces, media_type=kind, headers=headers)


def _as_json(events: Iterable[EventDetail]) -> Iterator[str]:
    yield '{"events": ['
    for n, event in enumerate(events):
        yield ("," if n else "") + "\n" + json.dumps(event_fields(event), ensure_ascii=False)
    yield "\n]}\n"
