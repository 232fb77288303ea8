"""The job: read, extract and store each document in a transaction of its own, then link all of them in one."""

import gc
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from time import perf_counter

from sqlalchemy import Engine

from app.extracting import PROCESSES, Known, Skipped, extract_files
from app.extraction import extract
from app.garbage import frozen
from app.inputs import Input
from app.linking.events import LinkedDocument
from app.store.engine import open_session
from app.store.linking import Linker, link_due
from app.store.load import key_of, list_hashes, list_keys, list_linked_documents
from app.store.runs import count_events, finish_run, start_run
from app.store.save import Saved, remove_document, save_document, save_extraction
from app.store.tables import document_id

# After so many documents they are linked: in one process seldom, since it all takes less time when there is much to do
# at once, but often beside others that go on reading meanwhile, so that little is left to link when these are done.
_HELD_ALONE, _HELD_BESIDE_OTHERS = 1000, 128


@dataclass(frozen=True)
class Taken:
    """An input's document that went in or was there already; `document` is its id."""

    file: str
    saved: Saved
    document: str


@dataclass(frozen=True)
class Report:
    """What one run did. `events` are those in the database afterwards, `notices` the limits that linking met, `run` is
    its number, None for a preview."""

    run: int | None
    stored: int
    replaced: int
    unchanged: int
    skipped: tuple[Skipped, ...]
    events: int
    seconds: float
    notices: tuple[str, ...] = ()


def ingest(
    engine: Engine,
    files: Iterable[Input],
    now: datetime,
    on_skip: Callable[[Skipped], None] = lambda skipped: None,
    jobs: int = 1,
    on_taken: Callable[[Taken], None] = lambda taken: None,
    scheduler: str = PROCESSES,
) -> Report:
    """Stop it at any moment: what is stored is whole, and the next run goes on from there.

    `jobs` processes, or whom `scheduler` names (see `extract_files`), read and extract; one process writes, each
    document in a transaction of its own, and links some at a time. Each document is told of when it is done, by
    `on_taken` when it is stored; the last are linked after that. Raises SchedulerError when those who extract are gone.
    """
    began = perf_counter()
    with open_session(engine, writing=True) as session:
        run = start_run(session, now)
        known = list_hashes(session)
    outcomes: Counter[Saved] = Counter()
    skipped: list[Skipped] = []
    linker = Linker(by := f"run {run}")
    most, waiting = _HELD_ALONE if jobs == 1 and scheduler == PROCESSES else _HELD_BESIDE_OTHERS, 0
    with frozen():
        for found in extract_files(files, frozenset(known), jobs, scheduler):
            if isinstance(found, Skipped):
                on_skip(found)
                skipped.append(found)
            else:
                taken = _save(engine, found, known, now, by)
                if isinstance(found, LinkedDocument) and taken.saved is not Saved.UNCHANGED:
                    linker.hold(found)
                    waiting += 1
                outcomes[taken.saved] += 1
                on_taken(taken)
            if waiting == most:
                with open_session(engine, writing=True) as session:
                    linker.link(session, to_go_on=True)
                waiting = 0
                gc.freeze()
        return _finish(engine, run, outcomes, tuple(skipped), now, began, linker)


def preview(
    engine: Engine,
    files: Iterable[Input],
    on_skip: Callable[[Skipped], None] = lambda skipped: None,
    jobs: int = 1,
    scheduler: str = PROCESSES,
) -> Report:
    """What `ingest` would report, with the events that are there now. Nothing is stored."""
    began = perf_counter()
    with open_session(engine) as session:
        known, keys, events = list_hashes(session), list_keys(session), count_events(session)
    outcomes: Counter[Saved] = Counter()
    skipped: list[Skipped] = []
    hashes = set(known)
    for found in extract_files(files, frozenset(known), jobs, scheduler):
        if isinstance(found, Skipped):
            on_skip(found)
            skipped.append(found)
        elif isinstance(found, Known) or found.document.sha256 in hashes:
            outcomes[Saved.UNCHANGED] += 1
        else:
            outcomes[Saved.REPLACED if found.document.key in keys else Saved.NEW] += 1
            hashes.add(found.document.sha256)
            keys.add(found.document.key)
    return _report(None, outcomes, tuple(skipped), events, perf_counter() - began)


def forget(engine: Engine, keys: Iterable[str]) -> int:
    """Takes documents out, by id or key, with all that rests on them alone; the number of events that are left.
    Raises NotFound and takes out nothing when one is not stored."""
    with open_session(engine, writing=True) as session:
        for key in keys:
            remove_document(session, key_of(session, key))
        link_due(session)
        return count_events(session)


def relink(engine: Engine) -> int:
    """Extract and link all stored documents anew, after a change of rules or word lists; the number of events."""
    with open_session(engine, writing=True) as session:
        for stored in list_linked_documents(session):
            extraction = extract(stored.document)
            if extraction != stored.extraction:
                save_extraction(session, stored.document, extraction)
        link_due(session)
        return count_events(session)


def _save(engine: Engine, found: LinkedDocument | Known, known: dict[str, str], now: datetime, by: str) -> Taken:
    """`known` are the documents by the hash of their file; it learns of this one."""
    if isinstance(found, Known):
        if found.sha256 not in known:  # another run stored it meanwhile, and the server has nothing newer
            with open_session(engine) as session:
                known.update(list_hashes(session))
        return Taken(found.file, Saved.UNCHANGED, known.get(found.sha256, ""))
    document = found.document
    with open_session(engine, writing=True) as session:
        saved = save_document(session, document, found.extraction, ingested_at=now, by=by)
    return Taken(document.file, saved, known.setdefault(document.sha256, document_id(document.key)))


def _finish(
    engine: Engine,
    run: int,
    outcomes: Counter[Saved],
    skipped: tuple[Skipped, ...],
    now: datetime,
    began: float,
    linker: Linker,
) -> Report:
    with open_session(engine, writing=True) as session:
        linked = linker.link(session)
        seconds = perf_counter() - began
        report = _report(run, outcomes, skipped, count_events(session), seconds, linked.notices)
        finish_run(session, run, now + timedelta(seconds=seconds), asdict(report))
    return report


def _report(
    run: int | None,
    outcomes: Counter[Saved],
    skipped: tuple[Skipped, ...],
    events: int,
    seconds: float,
    notices: tuple[str, ...] = (),
) -> Report:
    return Report(
        run=run,
        stored=outcomes[Saved.NEW],
        replaced=outcomes[Saved.REPLACED],
        unchanged=outcomes[Saved.UNCHANGED],
        skipped=skipped,
        events=events,
        seconds=round(seconds, 3),
        notices=notices,
    )
