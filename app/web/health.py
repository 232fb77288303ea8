"""`/healthz`: the process lives. `/readyz`: it can answer readers, and by what."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from app.store.counts import is_ready
from app.store.engine import find_reason, open_session
from app.store.facet_index import FacetIndex, snapshot_of

router = APIRouter()


@router.get("/healthz")
def show_health() -> dict[str, str]:
    return {"status": "ok"}


@router.get("/readyz")
def show_readiness(request: Request) -> JSONResponse:
    """503 until the database answers and has the tables of this program. Without its index the answers are as right,
    and slower: `index` says `loaded`, `loading`, or `none` for an archive too small to need one."""
    engine: Engine = request.app.state.engine
    try:
        if not is_ready(engine):
            return _unavailable("the tables are of another revision")
        with open_session(engine) as session:
            # Whoever asks first has it loaded, beside the answers.
            is_indexed = snapshot_of(session) is not None
    except DBAPIError as error:
        return _unavailable(find_reason(error, engine) or str(error.orig))
    return JSONResponse({"status": "ok", "answers": "index" if is_indexed else "sql", "index": _state(request)})


def _state(request: Request) -> str:
    index: FacetIndex = request.app.state.index
    if index.is_loaded:
        return "loaded"
    return "loading" if index.is_building else "none"


def _unavailable(reason: str) -> JSONResponse:
    return JSONResponse({"status": "unavailable", "reason": reason}, 503)
