"""`/timeline`: the list of events in a view, and the panel that changes the view."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from app.errors import FilterError, TakesTooLong
from app.filters import EventFilter, Show, Sort, View, changed, to_query
from app.sentences import sentence
from app.store.asof import count_published
from app.store.events import COUNTING_SECONDS, MAX_PAGE, count, find_nearest_days, list_events_of, list_page
from app.store.facets import list_facets
from app.store.lines import list_lines
from app.store.patience import patient
from app.store.views import EventPage, Facet
from app.web import labels, links
from app.web.conditions import conditions, filter_words, notices, ways_out
from app.web.days import day_label, day_words
from app.web.deps import PAGE_SIZE, Asked, read_view, reading
from app.web.groups import Month, group_by_month, group_by_report
from app.web.lanes import LaneChoice, Lanes, lanes_of, with_lanes
from app.web.language import say
from app.web.lines import Lines, Shown
from app.web.matrix import matrix_of
from app.web.panel import filter_panel, looked_for
from app.web.picture import picture_of
from app.web.render import render

router = APIRouter()

T = TypeVar("T")

_UNFINISHED = sentence("要数的太多，没有数完：数目至少有这么多，有的筛选项和图形没有列出。")
# Values of a facet that a page holds; a search among them finds the others.
_LISTED = 30


@dataclass(frozen=True)
class Listing:
    """One page of the list. `previous` and `next` are addresses of other pages, `longer` of this one with more rows."""

    total: int
    mentions: int
    months: tuple[Month[Shown], ...]
    previous: str | None
    next: str | None
    longer: str | None
    is_least: bool


@dataclass(frozen=True)
class Choice:
    """One way to see the same view; `total` is how many events it lists, None where all list the same."""

    name: str
    words: str
    href: str
    is_current: bool
    total: int | None = None


@dataclass(frozen=True)
class ViewLink:
    name: str
    words: str
    href: str
    is_current: bool


@router.get("/")
def go_to_timeline(request: Request) -> RedirectResponse:
    return RedirectResponse(links.timeline_query(request.url.query))


@router.get("/timeline")
def show_timeline(request: Request) -> HTMLResponse:
    """Without dependencies: each of them would be another thread's turn."""
    with reading(request) as session:
        return _show(request, session, read_view(request, session))


def _show(request: Request, session: Session, asked: Asked) -> HTMLResponse:
    choice = with_lanes(session, asked.chosen) if asked.chosen.view == View.LANES else None
    shown = choice.shown if choice else asked.chosen
    asked, page = _read_page(session, asked, shown)
    chosen = asked.chosen
    facets = _in_time(session, lambda: _facets(session, asked))
    picture = _in_time(session, lambda: picture_of(request.app.state.templates, session, shown, swaps=True))
    unfinished = page.is_least or facets is None
    lanes = _lanes(session, chosen, choice, page) if choice else None
    matrix = matrix_of(session, chosen) if chosen.view == View.MATRIX else None
    is_list = matrix is None and not (lanes and lanes.heads)
    here = links.timeline(chosen, after=asked.after, before=asked.before, rows=_rows(asked.rows))
    context = {
        "chosen": chosen,
        "heading": filter_words(chosen),
        "canonical": here,
        "view": to_query(chosen),
        "filters": filter_panel(request.app.state.templates, chosen, facets or (), asked.find),
        "chips": conditions(chosen),
        "notices": (*notices(asked.errors, asked.strangers), *([say(_UNFINISHED)] if unfinished else [])),
        "known": count_published(session, chosen.known) if chosen.known else None,
        "hidden": page.hidden,
        "all_shown": links.timeline(changed(chosen, show=Show.ALL)),
        "sorts": _sorts(chosen),
        "shows": _shows(session, chosen, page),
        "views": _view_links(chosen),
        "picture": picture,
        "list": _listing(asked, page, _months(request, session, chosen, page) if is_list else ()),
        "lanes": lanes,
        "matrix": matrix,
        "undated": 0 if unfinished else count(session, changed(chosen, undated=True, first=None, last=None)),
        "archived": page.total or count(session, EventFilter()),
        "nearest": () if page.total else _nearest(session, chosen),
        "ways_out": () if page.total else ways_out(chosen, lambda wider: count(session, wider)),
    }
    # The address without blank fields, so that what stands in the bar is what one shares.
    return render(request, "timeline/page.html", context, partial="timeline/_explorer.html", address=here)


def _read_page(session: Session, asked: Asked, shown: EventFilter) -> tuple[Asked, EventPage]:
    """The page asked for; the first one, with an error more, when the cursor leads nowhere."""
    try:
        return asked, list_page(session, shown, after=asked.after, before=asked.before, limit=asked.rows)
    except FilterError as error:
        first = replace(asked, after=None, before=None, errors=(*asked.errors, error))
        return first, list_page(session, shown, limit=asked.rows)


def _lanes(session: Session, chosen: EventFilter, choice: LaneChoice, page: EventPage) -> Lanes:
    lines = list_lines(session, list_events_of(session, page.ids, choice.shown), choice.shown)
    return lanes_of(chosen, choice.actors, group_by_month(lines, day_label))


def _months(request: Request, session: Session, chosen: EventFilter, page: EventPage) -> tuple[Month[Shown], ...]:
    kept: Lines = request.app.state.lines
    lines = kept.list(session, page.ids, chosen, links.back_to(to_query(chosen)))
    return group_by_report(lines) if chosen.sort == Sort.REPORTED else group_by_month(lines, attrgetter("label"))


def _facets(session: Session, asked: Asked) -> tuple[Facet, ...]:
    return list_facets(session, asked.chosen, limit=_LISTED, looked_for=looked_for(asked.find))


def _in_time(session: Session, ask: Callable[[], T]) -> T | None:
    """The answer, or None when a reader would wait too long for it."""
    try:
        with patient(session, COUNTING_SECONDS):
            return ask()
    except TakesTooLong:
        return None


def _view_links(chosen: EventFilter) -> tuple[ViewLink, ...]:
    return tuple(
        ViewLink(view, words, links.timeline(changed(chosen, view=view)), chosen.view == view)
        for view, words in labels.VIEWS.items()
    )


def _sorts(chosen: EventFilter) -> tuple[Choice, ...]:
    return tuple(
        Choice(sort, words, links.timeline(changed(chosen, sort=sort)), chosen.sort == sort)
        for sort, words in labels.SORTS.items()
    )


def _shows(session: Session, chosen: EventFilter, page: EventPage) -> tuple[Choice, ...]:
    """What matters and everything, each with its number of events."""
    main = changed(chosen, show=Show.MAIN)
    totals: dict[Show, int | None] = (
        dict.fromkeys(Show)
        if page.is_least
        else {
            Show.MAIN: count(session, main) if chosen.shows_all else page.total,
            Show.ALL: page.total + page.hidden,
        }
    )
    return tuple(
        Choice(show, words, links.timeline(changed(chosen, show=show)), chosen.shows_all == (show == Show.ALL), total)
        for (show, words), total in zip(labels.SHOWS.items(), totals.values(), strict=True)
    )


def _nearest(session: Session, chosen: EventFilter) -> tuple[tuple[str, str], ...]:
    """Days beside an empty range that have events, each in words and as the view of that day."""
    days = find_nearest_days(session, chosen)
    return tuple((day_words(day), links.timeline(changed(chosen, first=day, last=day))) for day in days if day)


def _rows(rows: int) -> str:
    return str(rows) if rows != PAGE_SIZE else ""


def _listing(asked: Asked, page: EventPage, months: tuple[Month[Shown], ...]) -> Listing:
    chosen = asked.chosen
    longer = _rows(asked.rows + PAGE_SIZE) if page.after and asked.rows < MAX_PAGE else ""
    return Listing(
        total=page.total,
        mentions=page.mentions,
        months=months,
        previous=links.timeline(chosen, before=page.before) if page.before else None,
        next=links.timeline(chosen, after=page.after) if page.after else None,
        longer=links.timeline(chosen, after=asked.after, before=asked.before, rows=longer) if longer else None,
        is_least=page.is_least,
    )
