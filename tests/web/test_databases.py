"""The pages, fragments and files are the same whichever database keeps the archive."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, select

from app.store.engine import open_session
from app.store.facet_index import keep_index
from app.store.tables import DOCUMENT, EVENT, STATEMENT, VERSION
from app.web.app import create_app
from tests.speeches import make_speeches
from tests.web.specimens import make_archive

pytestmark = pytest.mark.usefixtures("postgresql")
HEADERS = {"Accept-Language": "zh-CN", "Accept-Encoding": "identity"}
FILTERS = (
    "", "show=all", "q=会谈", "q=會談+-制裁", "q=的", "actor=美国", "actor=美国&actor.people=1&show=all",
    "type=consult&show=all", "status=planned&show=all", "place=安克雷奇", "known=2021-03-19&show=all",
    "known=2021-03-19&sort=reported&show=all", "from=2021-03-01&to=2021-03-31", "undated=1&show=all", "sort=reported",
    "sort=newest", "view=lanes", "view=matrix", "rows=100", "actor.find=美",
)  # fmt: skip
PAGES = (
    "/timeline.json", "/timeline.csv", "/timeline.ics", "/timeline.atom", "/statements.csv", "/topics/中美关系",
    "/actors", "/actors?q=biden", "/topics", "/statements", "/statements?q=会谈", "/statements?sort=newest", "/about",
    "/lint",
)  # fmt: skip


@pytest.fixture(scope="module", params=[make_archive, make_speeches], ids=["specimens", "speeches"])
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Engine]]:
    engines = [request.param(tmp_path_factory.mktemp(kind), kind=kind) for kind in ("sqlite", "postgresql")]
    yield engines
    for engine in engines:
        engine.dispose()


@pytest.mark.parametrize("least", [0, 10_000], ids=["indexed", "plain SQL"])
def test_every_kind_of_page_is_the_same(pair: list[Engine], least: int) -> None:
    clients = []
    for engine in pair:
        clients.append(TestClient(create_app(engine), headers=HEADERS))
        keep_index(engine, least).refresh(engine)
    for address in _addresses(pair[0]):
        one, other = (client.get(address) for client in clients)
        assert (one.status_code, one.text) == (other.status_code, other.text), address
        assert one.status_code in (200, 404), address


def _addresses(engine: Engine) -> list[str]:
    with open_session(engine) as session:
        documents, events = session.scalars(select(DOCUMENT.c.id)).all(), session.scalars(select(EVENT.c.id)).all()
        speakers = session.scalars(select(STATEMENT.c.speaker).where(STATEMENT.c.speaker.is_not(None)).distinct()).all()
        versions = session.execute(select(VERSION.c.document_id, VERSION.c.sha256)).all()
    return [
        *(f"/timeline?{each}" for each in FILTERS),
        *PAGES,
        *(f"/documents/{id}" for id in documents),
        *(f"/documents/{id}/versions/{sha256}" for id, sha256 in versions),
        *(f"/events/{id}" for id in events),
        *(f"/actors/{name}" for name in {*speakers, "美国", "拜登"}),
        *(f"/statements?speaker={name}" for name in speakers),
    ]
