"""How long the server works to open a book: one document of 320,000 characters with 900 marked happenings.

    python bench/reader.py [--times N]

Prints milliseconds of processor time per request, the middle and the worst, and the same for one short document of
the same archive, as a ratio.
"""

import argparse
import statistics
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from tempfile import TemporaryDirectory
from time import process_time

from fastapi.testclient import TestClient

from app.extraction.mentions import (
    EventMention,
    EventType,
    Extraction,
    Precision,
    ReferenceDay,
    Status,
    TimeKind,
    TimeMention,
)
from app.linking.events import LinkedDocument
from app.reading.document import Document, Passage, PassageKind
from app.store.engine import make_engine, migrate, open_session
from app.store.linking import link_due
from app.store.save import save_document
from app.store.tables import document_id
from app.web.app import create_app

FILLER = "外界将此次会谈视为检视双方关系走向的机会，目前两国在技术开发、人权、贸易以及军事等问题上都处于对立状态。" * 6
FIRST = date(2021, 1, 1)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=10)
    times = parser.parse_args().times
    book, leaf = _written("book", 1000, 900), _written("leaf", 5, 4)
    with TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{folder}/book.db")
        migrate(engine)
        with open_session(engine, writing=True) as session:
            for each in (book, leaf):
                save_document(session, each.document, each.extraction, ingested_at=NOW)
            link_due(session)
        with TestClient(create_app(engine)) as client:
            long, short = (sorted(_spent(client, each.document, times)) for each in (book, leaf))
        engine.dispose()
    middle, ratio = statistics.median(long), statistics.median(long) / statistics.median(short)
    print(f"{len(book.document.text):,} characters, {len(book.extraction.events)} happenings")
    print(f"opening it  {middle:.1f} ms, at worst {long[-1]:.1f} ms: {ratio:.0f} times a short document")


def _spent(client: TestClient, document: Document, times: int) -> Iterator[float]:
    path = f"/documents/{document_id(document.key)}"
    client.get(path).raise_for_status()
    for _ in range(times):
        before = process_time()
        client.get(path)
        yield 1000 * (process_time() - before)


def _written(name: str, paragraphs: int, happenings: int) -> LinkedDocument:
    words = [f"第{n}天双方进行第{n}次磋商。{FILLER}" for n in range(paragraphs)]
    text = "\n".join(("长谈", *words))
    passages, start = [Passage(PassageKind.TITLE, 0, 2)], 3
    for each in words:
        passages.append(Passage(PassageKind.PARAGRAPH, start, start + len(each)))
        start += len(each) + 1
    digest = sha256(text.encode()).hexdigest()
    document = Document(f"{name}.txt", name, digest, text, text, tuple(passages), "长谈", "新华社")
    told = tuple(_told(document, passage, n) for n, passage in enumerate(passages[1 : happenings + 1]))
    reference = ReferenceDay(date(2022, 1, 1), "front-matter", "only-witness", 1.0)
    return LinkedDocument(document, Extraction(reference, tuple(each.time for each in told if each.time), (), told))


def _told(document: Document, passage: Passage, n: int) -> EventMention:
    start = passage.start
    end = document.text.index("。", start) + 1
    day = FIRST + timedelta(days=n % 360)
    words = f"第{n}天"
    time = TimeMention(
        start, start + len(words), words, TimeKind.DATE, "counted", day.isoformat(), day, day, Precision.DAY
    )  # fmt: skip
    trigger = document.text.index("磋商", start)
    key = sha256(f"{document.key}{start}".encode()).hexdigest()[:16]
    return EventMention(key, start, end, "磋商", trigger, trigger + 2, EventType.CONSULT, Status.HAPPENED, time)


if __name__ == "__main__":
    main()
