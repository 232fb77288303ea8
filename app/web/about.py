"""`/about`: what this is, what it holds, and the legend."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.extraction.mentions import Status
from app.sentences import sentence
from app.store.counts import count_all
from app.web.deps import SessionDep
from app.web.render import render

router = APIRouter()

_LEGEND = (
    ("day", Status.HAPPENED, sentence("已发生，日期确切到日")),
    ("range", Status.HAPPENED, sentence("已发生，持续几天")),
    ("open", Status.HAPPENED, sentence("已发生，只知道月份、年份或大概时间")),
    ("planned", Status.PLANNED, sentence("计划中：文献写的是将要发生")),
    ("lapsed", Status.LAPSED, sentence("未见后续：计划的日期已过，没有文献写明发生过")),
    ("denied", Status.DENIED, sentence("已否认：文献写明没有发生，或当事方否认")),
)


@router.get("/about")
def show_about(request: Request, session: SessionDep) -> HTMLResponse:
    return render(request, "about/page.html", {"legend": _LEGEND, "counts": count_all(session)})
