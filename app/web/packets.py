"""Events with the text of their sources as one ZIP to download."""

from collections.abc import Sequence
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response
from sqlalchemy.orm import Session

from app.formats import packet
from app.store.documents import find_documents
from app.store.events import list_event_details, list_events
from app.store.views import EventDetail
from app.web.conditions import complaints, filter_words
from app.web.deps import AskedDep, SessionDep
from app.web.language import plain

router = APIRouter()

# A packet is made in memory. A larger selection is a matter for `annals export --format packet`.
MOST_EVENTS = 2000


@router.get("/timeline/packet.zip")
def download_view(session: SessionDep, asked: AskedDep) -> Response:
    """All events of a view, not a page of it."""
    if asked.errors:
        return JSONResponse({"errors": complaints(asked.errors)}, 422)
    total = list_events(session, asked.chosen, limit=1).total
    if total > MOST_EVENTS:
        reason = f"{total} events; a packet made here holds at most {MOST_EVENTS}: narrow the view"
        return JSONResponse({"errors": [{"reason": reason}]}, 413)
    details = list(list_event_details(session, asked.chosen))
    return packet_response(session, details, "annals-packet.zip", plain(filter_words(asked.chosen)))


def packet_response(session: Session, details: Sequence[EventDetail], name: str, title: str) -> Response:
    documents = find_documents(session, {mention.document.id for each in details for mention in each.mentions})
    content = packet.write(details, documents, title)
    headers = {"Content-Disposition": f'attachment; filename="{quote(name)}"', "Cache-Control": "no-cache"}
    headers["X-Packet-Seal"] = packet.seal(content)
    return Response(content, media_type="application/zip", headers=headers)
