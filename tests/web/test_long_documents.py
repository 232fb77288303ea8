"""A book is opened like an article."""

from datetime import UTC, date, datetime
from pathlib import Path

from fastapi.testclient import TestClient

from app.extraction.mentions import Extraction, ReferenceDay
from app.linking.events import Linking
from app.store.conclusions import replace_events
from app.store.engine import make_engine, migrate, open_session
from app.store.save import save_document
from app.store.tables import document_id
from app.web.app import create_app
from tests.web.specimens import document, happening, mention, when

MENTIONS = 900
FILLER = "外界将此次会谈视为检视双方关系走向的机会，目前两国在技术开发、人权、贸易以及军事等问题上都处于对立状态。" * 6


def test_320_000_characters_with_900_mentions_open_whole(tmp_path: Path) -> None:
    paragraphs = [f"第{n}天双方进行第{n}次磋商。{FILLER}" for n in range(1000)]
    source = document("book", "长谈", *paragraphs, published="2022-01-01", publisher="新华社")
    assert len(source.text) > 320_000
    told = []
    for n in range(MENTIONS):
        day = date.fromordinal(date(2021, 1, 1).toordinal() + n % 360).isoformat()
        told.append(mention(source, f"第{n}天双方进行第{n}次磋商。", "磋商", when(source, f"第{n}天", day)))
    reference = ReferenceDay(date(2022, 1, 1), "front-matter", "only-witness", 1.0)
    read = Extraction(reference, times=tuple(each.time for each in told if each.time), events=tuple(told))
    engine = make_engine(f"sqlite:///{tmp_path}/book.db")
    migrate(engine)
    with open_session(engine, writing=True) as session:
        save_document(session, source, read, ingested_at=datetime(2026, 1, 1, tzinfo=UTC))
        events = tuple(happening(f"第{n}次磋商", (source, each)) for n, each in enumerate(told))
        replace_events(session, Linking(events, ()))
    with TestClient(create_app(engine)) as client:
        path = f"/documents/{document_id(source.key)}"
        html = client.get(path).text
    engine.dispose()
    assert html.count(' id="mention-') == MENTIONS
    assert "没有采用的</a>" in html
