"""`/statements`: who said what, by day, each utterance once with all its versions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from sqlalchemy.orm import Session

from app.errors import FilterError
from app.filters import Sort
from app.formats import statements_jsonl
from app.sentences import sentence
from app.statement_filter import UNNAMED, Condition, StatementFilter, conditions_of, parse_statement_filter
from app.store.people import Person, find_near, is_called
from app.store.utterances import (
    UtterancePage,
    count_utterances,
    list_statement_facets,
    list_utterances,
    list_versions,
    with_own_names,
)
from app.store.views import Facet, FacetValue
from app.web import labels, links
from app.web.conditions import complaints, notices, range_words
from app.web.deps import SessionDep
from app.web.language import Words, data, plain, say
from app.web.render import render
from app.web.said import entries_of, said_by_month

router = APIRouter()

PAGE_SIZE = 50
_SHOWN_AT_ONCE = 8
_FOLDED_FROM = 12
_LISTED = 60
_LONGEST_FIND = 100
_FACETS = Words({"speaker": sentence("发言者"), "kind": sentence("引述方式"), "source": sentence("来源")})


@dataclass(frozen=True)
class Choices:
    """A facet. `top` is always shown, `rest` on unfolding, `unlisted` counts what only a search lists; `find` is what
    was searched for among its values."""

    name: str
    label: str
    top: tuple[FacetValue, ...]
    rest: tuple[FacetValue, ...]
    unlisted: int
    find: str


@dataclass(frozen=True)
class Way:
    """A condition in words, the address without it, and how many utterances there are then."""

    words: str
    without: str
    total: int = 0


@router.get("/statements")
def show_statements(request: Request, session: SessionDep) -> HTMLResponse:
    given = request.query_params
    chosen, errors = parse_statement_filter(given.multi_items())
    chosen = with_own_names(session, chosen)
    page, lost = _read_page(session, chosen, given.get("after") or None, given.get("before") or None)
    conditions = tuple(conditions_of(chosen))
    finds = {name: given.get(f"{name}.find", "")[:_LONGEST_FIND] for name in _FACETS}
    here = links.statements(chosen)
    context = {
        "chosen": chosen,
        "heading": " · ".join(plain(_words(each)) for each in conditions) or say("言论"),
        "canonical": here,
        "facets": tuple(
            _choices(facet, finds[facet.name]) for facet in list_statement_facets(session, chosen) if facet.values
        ),
        "chips": tuple(Way(_words(each), links.statements(each.without)) for each in conditions),
        "notices": notices((*errors, *lost)),
        "page": page,
        "months": said_by_month(entries_of(session, page.heads, chosen.words)),
        "previous": links.statements(chosen, before=page.before) if page.before else None,
        "next": links.statements(chosen, after=page.after) if page.after else None,
        "orders": _orders(chosen),
        "export": links.statements_file(chosen),
        "ways_out": () if page.total else _ways_out(session, conditions),
        "archived": page.total or count_utterances(session, StatementFilter()),
        "near": () if page.total else _near(session, chosen),
    }
    return render(request, "statements/page.html", context, partial="statements/_explorer.html", address=here)


@router.get("/statements.jsonl")
def export_statements(request: Request, session: SessionDep) -> Response:
    """All statements of a view, each version a line. A wrong value is refused: a list of something else would harm."""
    chosen, errors = parse_statement_filter(request.query_params.multi_items())
    if errors:
        return JSONResponse({"errors": complaints(errors)}, 422)
    lines = statements_jsonl.write(list_versions(session, with_own_names(session, chosen)))
    return StreamingResponse(lines, media_type="application/jsonl")


def _words(condition: Condition) -> str:
    if condition.name == "q":
        return say("搜索：%(words)s", words=data(condition.value))
    if condition.name == "range":
        return range_words(condition.value)
    value = labels.statement_value(condition.name, condition.value)
    return say("%(facet)s：%(value)s", facet=_FACETS[condition.name], value=value)


def _read_page(
    session: Session, chosen: StatementFilter, after: str | None, before: str | None
) -> tuple[UtterancePage, tuple[FilterError, ...]]:
    """The page asked for; the first one, with an error, when the cursor leads nowhere."""
    try:
        return list_utterances(session, chosen, after=after, before=before, limit=PAGE_SIZE), ()
    except FilterError as error:
        return list_utterances(session, chosen, limit=PAGE_SIZE), (error,)


def _choices(facet: Facet, find: str) -> Choices:
    """What is selected comes first and stays, whatever is searched for."""
    selected = [value for value in facet.values if value.selected]
    others = [value for value in facet.values if not value.selected and is_called(value.value, find)]
    values = [*selected, *others]
    shown = len(values) if len(values) <= _FOLDED_FROM else max(_SHOWN_AT_ONCE, len(selected))
    listed = values[shown : max(shown, _LISTED)]
    unlisted = len(values) - shown - len(listed)
    return Choices(facet.name, _FACETS[facet.name], tuple(values[:shown]), tuple(listed), unlisted, find)


def _orders(chosen: StatementFilter) -> tuple[tuple[str, str, bool], ...]:
    """The ways to sort: words, address, and whether it is this one."""
    orders = ((Sort.NEWEST, say("最新在前")), (Sort.DATE, say("最早在前")))
    return tuple((words, links.statements(replace(chosen, sort=sort)), chosen.sort == sort) for sort, words in orders)


def _ways_out(session: Session, conditions: Iterable[Condition]) -> tuple[Way, ...]:
    """For each condition, how many utterances dropping it alone would give; the most helpful first."""
    ways = (
        Way(_words(each), links.statements(each.without), count_utterances(session, each.without))
        for each in conditions
    )
    return tuple(sorted(ways, key=lambda way: -way.total))


def _near(session: Session, chosen: StatementFilter) -> tuple[Person, ...]:
    """Speakers whose name is much like one that was asked for and who said something."""
    near = (person for name in chosen.speaker if name != UNNAMED for person in find_near(session, name))
    return tuple(person for person in dict.fromkeys(near) if person.statements and person.name not in chosen.speaker)
