"""What routes ask for: a session, and what the address says of the view."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from app.errors import FilterError
from app.filters import EventFilter, parse_filter
from app.store.engine import open_session


@dataclass(frozen=True)
class Asked:
    """The view an address asks for. `errors` name what of it had to be ignored."""

    chosen: EventFilter
    errors: tuple[FilterError, ...]
    after: str | None
    before: str | None


def read_only(request: Request) -> Iterator[Session]:
    with open_session(request.app.state.engine) as session:
        yield session


def read_view(request: Request) -> Asked:
    given = request.query_params
    chosen, errors = parse_filter(given.multi_items())
    return Asked(chosen, errors, given.get("after") or None, given.get("before") or None)


SessionDep = Annotated[Session, Depends(read_only)]
AskedDep = Annotated[Asked, Depends(read_view)]
