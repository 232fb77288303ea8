"""`/healthz`: the process answers. `/readyz`: the database does too, with the tables of this program."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DBAPIError

from app.store.counts import is_ready

router = APIRouter()


@router.get("/healthz")
def show_health() -> dict[str, str]:
    return {"status": "ok"}


@router.get("/readyz")
def show_readiness(request: Request) -> JSONResponse:
    try:
        ready = is_ready(request.app.state.engine)
    except DBAPIError as error:
        return JSONResponse({"status": "unavailable", "reason": str(error.orig)}, 503)
    if not ready:
        return JSONResponse({"status": "unavailable", "reason": "the tables are of another revision"}, 503)
    return JSONResponse({"status": "ok"})
