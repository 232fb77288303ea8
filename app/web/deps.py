"""What routes ask for: a session, and what the address says of the view."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Annotated

from anyio import Semaphore
from fastapi import Depends, Request
from sqlalchemy.orm import Session

from app.errors import FilterError
from app.filters import FACETS, MAX_LENGTH, EventFilter, one_of, parse_filter
from app.store.engine import open_session
from app.store.events import MAX_PAGE
from app.store.patience import patient
from app.store.strangers import Stranger, resolve

PAGE_SIZE = 50
_PATIENCE = 20.0  # seconds for any one query
# Requests that may keep a connection from one thread's turn to the next. A pool has more (store.postgresql): else those
# who hold a thread and wait for a connection, and those who hold a connection and wait for a thread, may all stop.
KEEPING = 16
_ROWS = {"": PAGE_SIZE} | {str(n): n for n in range(PAGE_SIZE, MAX_PAGE + 1, PAGE_SIZE)}


@dataclass(frozen=True)
class Asked:
    """The view an address asks for. `errors` name what of it had to be ignored, `strangers` the names in it that the
    archive has otherwise or not at all. `rows` is how many events a page holds; `find` are words typed to find values
    of a facet, by facet."""

    chosen: EventFilter
    errors: tuple[FilterError, ...]
    after: str | None
    before: str | None
    strangers: tuple[Stranger, ...] = ()
    rows: int = PAGE_SIZE
    find: Mapping[str, str] = field(default_factory=dict)


@contextmanager
def reading(request: Request) -> Iterator[Session]:
    """A session for one answer. It has a connection only once it asks the database."""
    with open_session(request.app.state.engine) as session, patient(session, _PATIENCE):
        yield session


async def _place(request: Request) -> AsyncIterator[None]:
    places: Semaphore = request.app.state.places
    async with places:
        yield


def read_only(request: Request, _place: Annotated[None, Depends(_place)]) -> Iterator[Session]:
    with reading(request) as session:
        yield session


SessionDep = Annotated[Session, Depends(read_only)]


def read_view(request: Request, session: SessionDep) -> Asked:
    given = request.query_params
    chosen, errors = parse_filter(given.multi_items())
    chosen, strangers = resolve(session, chosen)
    rows = given.get("rows", "")
    if rows not in _ROWS:
        errors = (*errors, FilterError("rows", rows[:20], one_of(filter(None, _ROWS))))
    return Asked(
        chosen,
        errors,
        after=given.get("after") or None,
        before=given.get("before") or None,
        strangers=strangers,
        rows=_ROWS.get(rows, PAGE_SIZE),
        find={name: words[:MAX_LENGTH].strip() for name in FACETS if (words := given.get(f"{name}.find"))},
    )


AskedDep = Annotated[Asked, Depends(read_view)]
