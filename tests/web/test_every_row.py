"""Every stored row, on the pages: each quote is its span, each mark has exactly those characters, each link arrives."""

import re
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, select

from app.extraction import extract
from app.inputs import list_inputs, read_input
from app.linking import link
from app.reading import read_document
from app.store.conclusions import replace_events
from app.store.engine import make_engine, migrate, open_session
from app.store.load import list_linked_documents
from app.store.save import save_document
from app.store.tables import DOCUMENT, EVENT, MENTION, STATEMENT
from app.web.app import create_app
from tests.archive import NOON

_TAG = re.compile(r"<(/?)(\w+)([^>]*)>|([^<]+)")
_ID = re.compile(r' (?:id|data-of)="([^"]*)"')
_LINK = re.compile(r'href="(/documents/[^"#?]*)(?:\?at=(\d+)-(\d+))?#([^"]*)"')
_VOID = frozenset(["br", "hr", "img", "input", "link", "meta"])


def texts_by_id(html: str) -> dict[str, str]:
    """What stands inside of each element that has an id, or continues one."""
    found: dict[str, list[str]] = defaultdict(list)
    inside: list[str] = []
    for closes, name, rest, text in _TAG.findall(html):
        if text:
            for id in filter(None, dict.fromkeys(inside)):
                found[id].append(unescape(text))
        elif closes:
            del inside[-1:]
        elif name not in _VOID and not rest.endswith("/"):
            inside.append(id[1] if (id := _ID.search(rest)) else "")
            found[inside[-1]] += []
    return {id: "".join(parts) for id, parts in found.items()}


def faults(engine: Engine, events: int | None = None) -> Iterator[str]:
    """One line for each thing that is not as it must be; `events` limits how many event pages are read."""
    with open_session(engine) as session:
        texts = {row.id: row.text for row in session.execute(select(DOCUMENT.c.id, DOCUMENT.c.text))}
        rows: dict[str, list[tuple[str, int, int, str]]] = defaultdict(list)
        for table, prefix in ((MENTION, "mention"), (STATEMENT, "statement")):
            for row in session.execute(select(table)):
                rows[row.document_id].append((f"{prefix}-{row.key}", row.start, row.end, row.quote))
        ids = list(session.scalars(select(EVENT.c.id).order_by(EVENT.c.id).limit(events)))
    anchors: dict[str, set[str]] = {}
    with TestClient(create_app(engine)) as client:
        for id, text in texts.items():
            main = client.get(f"/documents/{id}").text.partition('<div class="document-text">')[2]
            marks = texts_by_id(main.partition('<section id="unused"')[0])
            anchors[f"/documents/{id}"] = set(marks)
            for name, start, end, quote in rows[id]:
                if text[start:end] != quote:
                    yield f"{id} {name}: the text has {text[start:end]!r}, stored is {quote!r}"
                # What somebody says may go on in the next paragraph, over a line break that no element holds.
                shown = marks.get(name, "").replace("\n", "")
                if shown != quote.replace("\n", ""):
                    yield f"{id} {name}: marked is {shown!r}, the quote is {quote!r}"
        for id in ids:
            html = client.get(f"/events/{id}").text
            for address, start, end, anchor in _LINK.findall(html):
                if anchor == "at":
                    if not int(start) < int(end) <= len(texts[address.removeprefix("/documents/")]):
                        yield f"{id}: {address}?at={start}-{end} is outside of the text"
                elif anchor not in anchors[address]:
                    yield f"{id}: {address}#{anchor} is not there"


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('seeds')}/annals.db")
    migrate(engine)
    root = Path(__file__).parents[2]
    with open_session(engine, writing=True) as session:
        for file in list_inputs([root / "seeds", root / "tests/golden"]):
            if file.path.suffix in (".txt", ".html", ".md"):
                document = read_document(read_input(file), file.name)
                save_document(session, document, extract(document), ingested_at=NOON)
        replace_events(session, link(list_linked_documents(session)))
    yield engine
    engine.dispose()


def test_every_quote_mark_and_link_of_the_seeds_is_exact(seeds: Engine) -> None:
    assert list(faults(seeds)) == []
