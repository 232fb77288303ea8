"""`annals check`: what the rules find in the golden documents, against what is stored beside them."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from app.extraction import extract
from app.inputs import InputFile, list_inputs, read_input
from app.linking import link
from app.linking.events import Event, LinkedDocument
from app.reading import read_document

EXPECTED = ".expected.jsonl"


@dataclass(frozen=True)
class GoldenEvent:
    """One mention of an event, as far as a change of it matters. `date` is EDTF, None when unknown."""

    date: str | None
    status: str
    type: str
    actors: tuple[str, ...]
    quote: str

    def __str__(self) -> str:
        return f"{self.date or '?'} {self.status} {self.type} {'、'.join(self.actors) or '–'}: {self.quote}"


@dataclass(frozen=True)
class Difference:
    """Both are in the order of the text."""

    document: str
    gained: tuple[GoldenEvent, ...]
    lost: tuple[GoldenEvent, ...]


def check(documents: Sequence[Path], expectations: Path) -> list[Difference]:
    """One difference for each document whose events are not those that `expectations` holds for it."""
    found = find_events(documents)
    stored = {path.name.removesuffix(EXPECTED): _load(path) for path in expectations.glob("*" + EXPECTED)}
    differences = []
    for name in sorted(found.keys() | stored.keys()):
        here, there = found.get(name, ()), stored.get(name, ())
        differences.append(Difference(name, _without(here, there), _without(there, here)))
    return [difference for difference in differences if difference.gained or difference.lost]


def update(documents: Sequence[Path], expectations: Path) -> None:
    """Store what is found now as what is expected from now on."""
    for name, found in find_events(documents).items():
        lines = (json.dumps(asdict(event), ensure_ascii=False) + "\n" for event in found)
        (expectations / (name + EXPECTED)).write_text("".join(lines), encoding="utf-8")


def find_events(documents: Sequence[Path]) -> dict[str, tuple[GoldenEvent, ...]]:
    """Document's file name → its events. All documents are linked together: the undated among them get their year."""
    files = [file for file in list_inputs(documents) if not file.name.endswith(EXPECTED)]
    linked = [_read(file) for file in files]
    events = link(linked).events
    return {each.document.file: _events_of(each, events) for each in linked}


def _read(file: InputFile) -> LinkedDocument:
    document = read_document(read_input(file), file.name)
    return LinkedDocument(document, extract(document))


def _events_of(linked: LinkedDocument, events: Iterable[Event]) -> tuple[GoldenEvent, ...]:
    mentions = [
        evidence.mention
        for event in events
        for evidence in event.evidence
        if evidence.document_key == linked.document.key
    ]
    mentions.sort(key=lambda mention: (mention.start, mention.trigger_start, mention.key))
    return tuple(
        GoldenEvent(
            date=mention.time.edtf if mention.time else None,
            status=mention.status.value,
            type=mention.type.value,
            actors=tuple(participant.actor.name for participant in mention.participants),
            quote=linked.document.quote(mention.start, mention.end),
        )
        for mention in mentions
    )


def _load(path: Path) -> tuple[GoldenEvent, ...]:
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return tuple(GoldenEvent(**{**row, "actors": tuple(row["actors"])}) for row in rows)


def _without(these: Sequence[GoldenEvent], others: Sequence[GoldenEvent]) -> tuple[GoldenEvent, ...]:
    """The events of `these` that `others` lacks; one that stands there twice must stand here twice."""
    spare = Counter(others)
    spare.subtract(Counter(these))
    missing = -spare
    return tuple(event for event in dict.fromkeys(these) for _ in range(missing[event]))
