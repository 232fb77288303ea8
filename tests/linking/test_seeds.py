"""The seed documents: two of them state no year."""

from pathlib import Path

from app.extraction import extract
from app.inputs import list_inputs, read_input
from app.linking import link
from app.linking.events import LinkedDocument, Linking
from app.reading import read_document

SEEDS = Path(__file__).parents[2] / "seeds"


def seeds() -> list[LinkedDocument]:
    documents = [read_document(read_input(file), file.name) for file in list_inputs([SEEDS])]
    return [LinkedDocument(document, extract(document)) for document in documents]


def days(linking: Linking) -> dict[str, str | None]:
    return {e.mention.key: e.mention.time and e.mention.time.edtf for event in linking.events for e in event.evidence}


def test_both_undated_seeds_are_of_2021_and_no_other_changes_without_them() -> None:
    documents = seeds()
    linking = link(documents)
    assert [year.year for year in linking.years] == [2021, 2021]
    assert all(year.evidence for year in linking.years)
    undated = {year.document_key for year in linking.years}
    alone = days(link([d for d in documents if d.document.key not in undated]))
    together = days(linking)
    assert alone and alone.items() <= together.items()
