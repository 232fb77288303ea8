"""The job: read, extract and store each document in a transaction of its own, then link all of them in one."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from time import perf_counter

from sqlalchemy import Engine

from app.errors import DocumentError
from app.extraction import extract
from app.inputs import InputFile, read_input
from app.linking.events import LinkedDocument
from app.reading import read_document
from app.store.engine import open_session
from app.store.linking import link_due
from app.store.load import list_hashes, list_linked_documents
from app.store.runs import count_events, finish_run, start_run
from app.store.save import Saved, save_document, save_extraction


@dataclass(frozen=True)
class Skipped:
    """A file that could not become a document. `file` is its path as given, so that it can be found."""

    file: str
    reason: str


@dataclass(frozen=True)
class Report:
    """What one run did. `events` are those in the database afterwards, `notices` the limits that linking met."""

    stored: int
    replaced: int
    unchanged: int
    skipped: tuple[Skipped, ...]
    events: int
    seconds: float
    notices: tuple[str, ...] = ()


def ingest(
    engine: Engine,
    files: Iterable[InputFile],
    now: datetime,
    on_skip: Callable[[Skipped], None] = lambda skipped: None,
) -> Report:
    """Stop it at any moment: what is stored is whole, and the next run goes on from there."""
    began = perf_counter()
    with open_session(engine, writing=True) as session:
        run = start_run(session, now)
        known = list_hashes(session)
    outcomes: Counter[Saved] = Counter()
    skipped: list[Skipped] = []
    # Extraction needs nothing but the file: this `map` is where it goes to other processes.
    for found in map(partial(_extract_file, known=known), files):
        if isinstance(found, Skipped):
            on_skip(found)
            skipped.append(found)
        else:
            outcomes[_save(engine, found, now)] += 1
    return _finish(engine, run, outcomes, tuple(skipped), now, began)


def relink(engine: Engine) -> int:
    """Extract and link all stored documents anew, after a change of rules or word lists; the number of events."""
    with open_session(engine, writing=True) as session:
        for stored in list_linked_documents(session):
            extraction = extract(stored.document)
            if extraction != stored.extraction:
                save_extraction(session, stored.document, extraction)
        link_due(session)
        return count_events(session)


def _extract_file(file: InputFile, known: frozenset[str]) -> LinkedDocument | Skipped | None:
    """None for a file whose very bytes are stored already."""
    try:
        content = read_input(file)
        if sha256(content).hexdigest() in known:
            return None
        document = read_document(content, file.name)
    except DocumentError as error:
        return Skipped(str(file.path), error.reason)
    return LinkedDocument(document, extract(document))


def _save(engine: Engine, found: LinkedDocument | None, now: datetime) -> Saved:
    if found is None:
        return Saved.UNCHANGED
    with open_session(engine, writing=True) as session:
        return save_document(session, found.document, found.extraction, ingested_at=now)


def _finish(
    engine: Engine, run: int, outcomes: Counter[Saved], skipped: tuple[Skipped, ...], now: datetime, began: float
) -> Report:
    with open_session(engine, writing=True) as session:
        linked = link_due(session)
        seconds = perf_counter() - began
        report = Report(
            stored=outcomes[Saved.NEW],
            replaced=outcomes[Saved.REPLACED],
            unchanged=outcomes[Saved.UNCHANGED],
            skipped=skipped,
            events=count_events(session),
            seconds=round(seconds, 3),
            notices=linked.notices,
        )
        finish_run(session, run, now + timedelta(seconds=seconds), asdict(report))
    return report
