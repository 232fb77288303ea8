"""`/lint`: what contradicts itself in the archive, each with its passage."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session

from app.store.problems import Problem, list_problems
from app.store.runs import count_events, newest_run
from app.web import labels, links
from app.web.deps import SessionDep
from app.web.render import render

router = APIRouter()


@dataclass(frozen=True)
class Group:
    """Problems of one kind. `id` is its anchor."""

    id: str
    heading: str
    problems: tuple[tuple[Problem, str], ...]  # with the address of the passage


@router.get("/lint")
def show_problems(request: Request, session: SessionDep) -> HTMLResponse:
    problems = _problems(request, session)
    return render(request, "lint/page.html", {"groups": tuple(_groups(problems)), "total": len(problems)})


def _problems(request: Request, session: Session) -> tuple[Problem, ...]:
    """Looking through all documents takes seconds, so it is done once for each run of the ingest job, and again when
    the number of events says that all was linked anew."""
    state, run = request.app.state, (newest_run(session), count_events(session))
    known = getattr(state, "problems", None)
    if run[0] is None or known is None or known[0] != run:
        known = (run, tuple(list_problems(session)))
        state.problems = known
    found: tuple[Problem, ...] = known[1]
    return found


def _groups(problems: Sequence[Problem]) -> Iterator[Group]:
    for fault, group in groupby(problems, key=lambda problem: problem.fault):
        shown = tuple((each, links.passage(each.document.id, each.start, each.end)) for each in group)
        yield Group(f"lint-{fault}", labels.FAULTS[fault], shown)
