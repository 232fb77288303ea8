"""How much of a folder gives nothing, too much or an error, and which documents are slow.

    python bench/noise.py FOLDER [--show N]

An event here is a mention with a date that may found one; mentions without a date only join others. A document that
reading refuses is refused for a reason, counted by it; anything else that is raised, as of a quote that is not in its
document, is a bug and named with its file.
"""

import argparse
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.errors import DocumentError
from app.extraction import extract
from app.inputs import InputFile, list_inputs, read_input
from app.reading import read_document
from app.reading.document import PassageKind
from app.store.checks import check_spans

MANY = 20
BOUNDS = (0, 1, 3, 6, 11, MANY + 1, 41)
SLOW_SIZE = 2000


@dataclass(frozen=True)
class Outcome:
    """`refused` and `crash` are empty when the document went through."""

    file: str
    seconds: float
    characters: int = 0
    events: int = 0
    times: int = 0
    statements: int = 0
    refused: str = ""
    crash: str = ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=10, help="how many documents to name of each kind")
    given = parser.parse_args()
    outcomes = [run(file) for file in list_inputs([given.folder])]
    for line in told(outcomes, given.show):
        print(line)


def run(file: InputFile) -> Outcome:
    began = time.process_time()
    try:
        document = read_document(read_input(file), file.name)
        found = extract(document)
        check_spans(document, found)
    except DocumentError as error:
        return Outcome(file.name, time.process_time() - began, refused=type(error).__name__)
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        reason = f"{error!r} at {Path(where.filename).name}:{where.lineno}"
        return Outcome(file.name, time.process_time() - began, crash=reason)
    return Outcome(
        file.name,
        time.process_time() - began,
        sum(passage.end - passage.start for passage in document.passages if passage.kind is not PassageKind.CAPTION),
        sum(mention.time is not None and not mention.in_caption for mention in found.events),
        len(found.times),
        len(found.statements),
    )


def told(outcomes: list[Outcome], show: int) -> Iterator[str]:
    read = [each for each in outcomes if not each.refused and not each.crash]
    seconds = sum(each.seconds for each in outcomes)
    yield f"{len(outcomes)} files, {len(read)} extracted, {len(outcomes) / seconds:.0f} files/s and core"
    yield from _share("refused", sum(bool(each.refused) for each in outcomes), outcomes)
    for reason, count in Counter(each.refused for each in outcomes if each.refused).most_common():
        yield from _share(f"  {reason}", count, outcomes)
    yield from _share("crashed", sum(bool(each.crash) for each in outcomes), outcomes)
    yield from (f"  {each.file}: {each.crash}" for each in outcomes if each.crash)
    yield from _share("no event", sum(each.events == 0 for each in read), read)
    yield from _share(
        f"  of them longer than {SLOW_SIZE}", sum(e.events == 0 and e.characters > SLOW_SIZE for e in read), read
    )
    yield from _share(f"more than {MANY} events", sum(each.events > MANY for each in read), read)
    for low, high in zip(BOUNDS, (*BOUNDS[1:], None), strict=True):
        name = f"  {low} to {high - 1} events" if high else f"  {low} events and more"
        yield from _share(name, sum(low <= each.events and (high is None or each.events < high) for each in read), read)
    yield from _named("longest without an event", sorted(_silent(read), key=lambda e: -e.characters)[:show])
    yield from _named("most events", sorted(read, key=lambda e: -e.events)[:show])
    yield from _named("slowest", sorted(read, key=lambda e: -e.seconds)[:show])
    long = [each for each in read if each.characters > SLOW_SIZE]
    yield from _named("slowest by character", sorted(long, key=lambda e: -e.seconds / e.characters)[:show])


def _silent(read: Iterable[Outcome]) -> list[Outcome]:
    return [each for each in read if each.events == 0]


def _share(name: str, count: int, of: list[Outcome]) -> Iterator[str]:
    yield f"{name:<32}{count:>7}{count / max(1, len(of)):>8.1%}"


def _named(title: str, outcomes: Iterable[Outcome]) -> Iterator[str]:
    yield f"{title}:"
    for each in outcomes:
        yield (
            f"  {1000 * each.seconds:>7.0f} ms{each.characters:>8} characters{each.times:>5} times"
            f"{each.events:>4} events{each.statements:>4} statements  {each.file}"
        )


if __name__ == "__main__":
    main()
