"""`/ingest`: documents from the browser, how far their job is, and what became of each."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from app.sentences import sentence
from app.store.engine import open_session
from app.store.history import Added, list_added
from app.web.ingesting.desk import Desk, Job, Outcome, Stage
from app.web.ingesting.form import FIELDS, LIMITS, Refused, read_form
from app.web.ingesting.guard import check_same_origin
from app.web.ingesting.reasons import told_reason
from app.web.render import render

router = APIRouter()

# How often a page may hear of its job, in seconds.
_TICK = 0.3
_MOST_EVENTS = 200
_FULL = sentence("正在等候的收录太多，请稍后再试。")
_GONE = sentence("没有这次收录的记录：服务器重启以后，以前的记录不再保留。已收录的文献不受影响。")


class _Closed(Exception):
    """The server was not started with --allow-ingest."""


def register(app: FastAPI, desk: Desk | None) -> None:
    """Without a desk every page of these says how to get one."""
    app.state.desk = desk
    app.state.templates.globals["can_ingest"] = desk is not None
    app.add_exception_handler(_Closed, _show_closed)
    app.add_exception_handler(Refused, _show_refused)
    app.include_router(router)


def _open_desk(request: Request) -> Desk:
    desk: Desk | None = request.app.state.desk
    if desk is None:
        raise _Closed
    return desk


DeskDep = Annotated[Desk, Depends(_open_desk)]


def _find_job(desk: DeskDep, id: str) -> Job:
    job = desk.find(id)
    if job is None:
        raise Refused(404, _GONE)
    return job


JobDep = Annotated[Job, Depends(_find_job)]


@router.get("/ingest")
def show_form(request: Request, desk: DeskDep) -> HTMLResponse:
    return _form_page(request)


@router.post("/ingest", dependencies=[Depends(check_same_origin)])
async def take_form(request: Request, desk: DeskDep) -> Response:
    if desk.is_full:
        raise Refused(503, _FULL)
    folder = desk.make_folder()
    try:
        sent = await read_form(request, folder)
    except Refused:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return _to_page(desk.submit(folder, sent))


@router.get("/ingest/{id}")
def show_job(request: Request, job: JobDep) -> HTMLResponse:
    return render(request, "ingest/job.html", _about(request, job))


@router.get("/ingest/{id}/progress", response_class=EventSourceResponse)
async def tell_progress(request: Request, desk: DeskDep, job: JobDep) -> AsyncIterator[ServerSentEvent]:
    """The part of the page that tells of the job, whenever that changed; the last one has a name of its own."""
    version = None
    while not desk.is_stopped and version != job.version:
        version = job.version
        is_over = job.is_over
        html = await run_in_threadpool(_draw, request, job)
        yield ServerSentEvent(raw_data=html, event="over" if is_over else "job")
        while not is_over and version == job.version and not desk.is_stopped:
            await asyncio.sleep(_TICK)


@router.post("/ingest/{id}/retry", dependencies=[Depends(check_same_origin)])
def retry(desk: DeskDep, job: JobDep, item: Annotated[list[int] | None, Query()] = None) -> Response:
    """Those items that failed, all of them when none is named."""
    if desk.is_full:
        raise Refused(503, _FULL)
    return _to_page(desk.retry(job, item or range(len(job.items))) or job)


def _draw(request: Request, job: Job) -> str:
    return bytes(render(request, "ingest/_job.html", _about(request, job)).body).decode()


def _about(request: Request, job: Job) -> dict[str, object]:
    added, total = _added(request, job)
    return {
        "job": job,
        "Stage": Stage,
        "Outcome": Outcome,
        "told_reason": told_reason,
        "added": added,
        "added_total": total,
    }


def _added(request: Request, job: Job) -> tuple[tuple[Added, ...], int]:
    if job.stage is not Stage.DONE or job.run is None:
        return (), 0
    with open_session(request.app.state.engine) as session:
        return list_added(session, job.run, _MOST_EVENTS)


def _to_page(job: Job) -> Response:
    return RedirectResponse(f"/ingest/{job.id}", 303)


def _form_page(request: Request, refused: Refused | None = None) -> HTMLResponse:
    context = {
        "limits": LIMITS,
        "recent": request.app.state.desk.recent,
        "reason": refused.reason if refused else "",
        "fields": dict.fromkeys(FIELDS, "") | (refused.fields if refused else {}),
    }
    return render(request, "ingest/page.html", context, status=refused.status if refused else 200)


def _show_refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return _form_page(request, error)


def _show_closed(request: Request, error: Exception) -> Response:
    return render(request, "ingest/closed.html", {}, status=404)
