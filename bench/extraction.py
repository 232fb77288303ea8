"""How many documents a second one core reads and extracts, where the time goes, and the ratio to a peer, in one run.

    python bench/extraction.py FOLDER [--profile] [--most N]

The word lists are read and the seed documents extracted before the clock starts; the documents of FOLDER are new to
every cache. The stages are the steps of `extract`, timed one by one in a second pass, so that the clock of the stages
does not weigh on the total. The peer is JioNLP's time extraction alone (`pip install .[bench]`).
"""

import argparse
import cProfile
import pstats
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from peers import jionlp_finder

import app.extraction
from app.errors import DocumentError
from app.extraction import extract
from app.inputs import InputFile, list_inputs, read_input
from app.linking import link
from app.linking.events import LinkedDocument
from app.reading import read_document
from app.reading.document import Document

SEEDS = Path(__file__).parent.parent / "seeds"
PEER_SAMPLE = 40
# The names that `extract` calls, by what they are to a reader of the figures.
STAGES = {
    "prepare": ("prepare",),
    "items and their days": ("parts_of",),
    "dates": ("find_times",),
    "actors": ("find_actors",),
    "triggers and cues": ("find_triggers", "find_cues"),
    "statements": ("find_said", "statements_of"),
    "events": ("find_events",),
    "seams": ("find_seams",),
}
Spent = dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--profile", action="store_true", help="print the functions that took the most time")
    parser.add_argument("--most", type=int, default=None, help="only so many documents")
    given = parser.parse_args()
    warm_up()
    files = [(file, read_input(file)) for file in list_inputs([given.folder])][: given.most]
    spent: Spent = defaultdict(float)
    documents = read_all(files, spent)
    linked = extract_all(documents, spent)
    print("\n".join(told(linked, spent, stages_of(documents))))
    print(beside_peer(documents, spent["extract"]))
    if given.profile:
        print_profile(documents)


def warm_up() -> None:
    began = time.process_time()
    for file in list_inputs([SEEDS]):
        extract(read_document(read_input(file), file.name))
    print(f"{'start, not counted':<24}{time.process_time() - began:>9.2f} s")


def read_all(files: list[tuple[InputFile, bytes]], spent: Spent) -> list[Document]:
    documents = []
    with _clock(spent, "read"):
        for file, content in files:
            try:
                documents.append(read_document(content, file.name))
            except DocumentError as error:
                print(f"skipped {error}")
    return documents


def extract_all(documents: list[Document], spent: Spent) -> list[LinkedDocument]:
    with _clock(spent, "extract"):
        linked = [LinkedDocument(document, extract(document)) for document in documents]
    with _clock(spent, "link"):
        link(linked)
    return linked


def stages_of(documents: list[Document]) -> Spent:
    """The share of each step of `extract`; what stands between the steps is left out."""
    spent: Spent = defaultdict(float)
    originals = {name: getattr(app.extraction, name) for names in STAGES.values() for name in names}
    for stage, names in STAGES.items():
        for name in names:
            setattr(app.extraction, name, _timed(originals[name], spent, stage))
    try:
        for document in documents:
            extract(document)
    finally:
        for name, original in originals.items():
            setattr(app.extraction, name, original)
    return spent


def told(linked: list[LinkedDocument], spent: Spent, stages: Spent) -> Iterator[str]:
    count = max(1, len(linked))
    size = sum(len(each.document.text) for each in linked)
    share = spent["extract"] / max(1e-9, sum(stages.values()))
    rows = {"read": spent["read"], **{stage: stages[stage] * share for stage in STAGES}, "linking": spent["link"]}
    for name, seconds in rows.items():
        yield f"{name:<24}{seconds:>9.2f} s{1000 * seconds / count:>9.2f} ms a document"
    events = sum(len(each.extraction.events) for each in linked)
    yield f"{count} documents, {size:,} characters, {events} mentions"
    both = spent["read"] + spent["extract"]
    yield f"reading and extraction: {count / both:.0f} documents/s and core, {size / both:,.0f} characters/s"


def beside_peer(documents: list[Document], ours: float) -> str:
    find = jionlp_finder()
    if find is None:
        return "JioNLP is not installed: pip install .[bench]"
    sample = documents[:: max(1, len(documents) // PEER_SAMPLE)]
    spent: Spent = defaultdict(float)
    with _clock(spent, "peer"):
        for document in sample:
            find(document.text)
    theirs = sum(len(document.text) for document in sample) / spent["peer"]
    rate = sum(len(document.text) for document in documents) / ours
    ratio = f"all of extraction, {rate:,.0f}, is {rate / theirs:.1f} times that"
    return f"JioNLP, times alone: {theirs:,.0f} characters/s; {ratio}"


def print_profile(documents: list[Document]) -> None:
    profile = cProfile.Profile()
    profile.enable()
    for document in documents:
        extract(document)
    profile.disable()
    pstats.Stats(profile).sort_stats("tottime").print_stats(40)


def _timed(step: Callable[..., Any], spent: Spent, stage: str) -> Callable[..., Any]:
    def timed(*arguments: Any, **named: Any) -> Any:
        with _clock(spent, stage):
            return step(*arguments, **named)

    return timed


@contextmanager
def _clock(spent: Spent, stage: str) -> Iterator[None]:
    began = time.process_time()
    try:
        yield
    finally:
        spent[stage] += time.process_time() - began


if __name__ == "__main__":
    main()
