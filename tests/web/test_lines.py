"""Lines that were written for one list, in another."""

from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, event, select, update

from app.filters import EventFilter, Show
from app.store.engine import open_session
from app.store.events import list_page
from app.store.facet_index import FacetIndex, keep_index
from app.store.tables import EVENT
from app.web.app import create_app
from app.web.language import Language
from app.web.lines import Lines
from tests.databases import new_database
from tests.random_archive import fill

VIEWS = (
    "",
    "show=all",
    "sort=newest",
    "sort=reported",
    "actor=%E7%94%B2",
    "actor=%E7%94%B2&show=all",
    "topic=%E5%8F%B0%E6%B9%BE&from=2021-02",
    "source.not=%E6%B3%95%E5%B9%BF",
    "q=%E4%BC%9A%E8%B0%88",
    "q=%E5%88%B6%E8%A3%81+-24",
    "q=%E5%88%B6%E8%A3%81&show=main",
    "q=%E8%A8%88%E5%8A%83&known=2021-03-02",
    "known=2021-03-02",
    "known=2021-03-03&actor=%E4%B9%99",
    "rows=100&show=all",
)


@pytest.fixture(scope="module", params=["sql", "index"])
def site(kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    engine = new_database(kind, tmp_path_factory.mktemp("lines"))
    fill(engine, 5, 90)
    fold(engine)
    app = create_app(engine)
    if request.param == "index":
        app.state.index = keep_index(engine, least=0)
        app.state.index.refresh(engine)
    with TestClient(app, headers={"Accept-Encoding": "identity"}) as client:
        yield client
    engine.dispose()


def fold(engine: Engine) -> None:
    """Lets some events repeat the one before them."""
    with open_session(engine, writing=True) as session:
        ids = list(session.scalars(select(EVENT.c.id).where(EVENT.c.first.is_not(None)).order_by(EVENT.c.id)))
        for stronger, repeat in islice(pairwise(ids), 0, None, 4):
            session.execute(update(EVENT).where(EVENT.c.id == stronger).values(salience=5.0, background=False))
            session.execute(update(EVENT).where(EVENT.c.id == repeat).values(folded_into=stronger))


@pytest.mark.parametrize("language", Language)
def test_a_page_of_kept_lines_is_the_page_that_would_be_written_anew(site: TestClient, language: Language) -> None:
    def page(view: str, host: str) -> str:
        asked = site.get(f"/timeline?{view}", headers={"Accept-Language": language, "Host": host})
        return asked.text.replace(f"http://{host}", "")

    kept = site.app.state.lines
    # Each of them finds lines of those before; pages themselves are kept by host.
    found = [page(view, "one.example") for view in (*VIEWS, *reversed(VIEWS))]
    site.app.state.lines = Lines(site.app.state.templates, lambda: None)
    anew = [page(view, "another.example") for view in VIEWS]
    site.app.state.lines = kept
    assert any('class="repeats"' in each for each in anew)
    assert any("event-hits" in each for each in anew)
    for view, one, other in zip(VIEWS, found, anew, strict=False):
        assert one == other, view
    again = [page(view, "third.example") for view in reversed(VIEWS)]
    assert again == anew[::-1]


@pytest.fixture
def archive(kind: str, tmp_path: Path) -> Iterator[Engine]:
    engine = new_database(kind, tmp_path)
    fill(engine, 7, 30)
    yield engine
    engine.dispose()


def asked_of(engine: Engine) -> list[str]:
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
    return statements


def listed(engine: Engine, lines: Lines, chosen: EventFilter, limit: int = 50) -> str:
    with open_session(engine) as session:
        ids = list_page(session, chosen, limit=limit).ids
        return "".join(line.html for line in lines.list(session, ids, chosen, ""))


EVERYTHING = EventFilter(show=Show.ALL)


def test_what_was_written_for_one_list_is_read_no_more_for_another(archive: Engine) -> None:
    lines = Lines(create_app(archive).state.templates, lambda: 1)
    listed(archive, lines, EVERYTHING)
    with open_session(archive) as session:
        ids = list_page(session, EventFilter()).ids
        asked = asked_of(archive)
        assert len(lines.list(session, ids, EventFilter(sort="newest"), "?view=a")) == len(ids) > 5
    assert [each for each in asked if "mention" in each] == []


def test_whose_list_it_is_stands_in_every_link_back(archive: Engine) -> None:
    lines = Lines(create_app(archive).state.templates, lambda: 1)
    with open_session(archive) as session:
        ids = list_page(session, EVERYTHING).ids
        for whence in ("?view=topic%3D%E5%8F%B0", "", "?view=q%3D100%25"):
            for line in lines.list(session, ids, EVERYTHING, whence):
                assert line.html.count(f'/{ids[0]}{whence}"') + line.html.count(f"{whence}#evidence-") >= 1
                assert "place-" not in line.html and "%(" not in line.html


def test_a_write_while_a_page_is_made_leaves_no_mixture(archive: Engine) -> None:
    told = iter(["before", "before", "before", *["after"] * 9])
    lines = Lines(create_app(archive).state.templates, lambda: next(told))
    listed(archive, lines, EVERYTHING, limit=5)
    with open_session(archive, writing=True) as session:
        session.execute(update(EVENT).values(title="改过的标题"))
    # Five lines are at hand, the others are not, and when these are read the state is another.
    assert listed(archive, lines, EVERYTHING, limit=20).count("改过的标题") == 20
    assert listed(archive, lines, EVERYTHING, limit=5).count("改过的标题") == 5


def test_lines_take_no_more_room_than_they_may(archive: Engine) -> None:
    lines = Lines(create_app(archive).state.templates, lambda: 1, most_bytes=40_000)
    whole = listed(archive, lines, EVERYTHING)
    assert 0 < len(lines) < 30
    assert listed(archive, lines, EVERYTHING) == whole


def test_an_event_that_is_gone_has_no_line(archive: Engine) -> None:
    lines = Lines(create_app(archive).state.templates, lambda: 1)
    with open_session(archive) as session:
        ids = list_page(session, EVERYTHING).ids
        assert len(lines.list(session, (*ids, "nowhere"), EVERYTHING, "")) == len(ids)
        assert len(lines.list(session, (*ids, "nowhere"), EventFilter(words="会", show=Show.ALL), "")) == len(ids)


def test_the_index_asks_for_changes_only_when_somebody_wrote(archive: Engine) -> None:
    states, index = [1], FacetIndex(least=0)
    index.state = lambda: states[-1]
    index.refresh(archive)
    asked = asked_of(archive)
    for state in (1, 1, 2, 2):
        states.append(state)
        with open_session(archive) as session:
            assert index.find(session, archive) is not None
    assert len([each for each in asked if "event_change" in each]) == 2
