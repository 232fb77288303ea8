import json
from pathlib import Path

import pytest

from app.golden import EXPECTED, check, find_events, update

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests/golden"
DOCUMENTS = (GOLDEN, ROOT / "seeds")


def expectations(folder: Path, name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / (name + EXPECTED)).read_text(encoding="utf-8").split("\n") if line]


def test_what_is_stored_is_what_is_found() -> None:
    assert check(DOCUMENTS, GOLDEN) == []


def test_every_golden_document_has_events() -> None:
    assert [name for name, events in find_events(DOCUMENTS).items() if not events] == []


@pytest.mark.parametrize("change", ["lost", "gained", "both"])
def test_a_difference_is_named_with_its_quote(change: str, tmp_path: Path) -> None:
    update([GOLDEN], tmp_path)
    name = "001-agreement.txt"
    first, *rest = expectations(tmp_path, name)
    changed = {
        "lost": [first, {**first, "date": "1999-01-01"}, *rest],
        "gained": rest,
        "both": [{**first, "date": "1999-01-01"}, *rest],
    }[change]
    text = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in changed)
    (tmp_path / (name + EXPECTED)).write_text(text, encoding="utf-8")
    (difference,) = check([GOLDEN], tmp_path)
    assert [event.quote for event in difference.gained] == ([first["quote"]] if change != "lost" else [])
    assert [event.date for event in difference.lost] == (["1999-01-01"] if change != "gained" else [])


def test_updating_accepts_what_is_found(tmp_path: Path) -> None:
    update([GOLDEN], tmp_path)
    assert check([GOLDEN], tmp_path) == []


def test_a_document_that_is_gone_has_lost_its_events(tmp_path: Path) -> None:
    update([GOLDEN], tmp_path)
    differences = check([GOLDEN / "001-agreement.txt", GOLDEN / "002-visit.txt"], tmp_path)
    assert [each.document for each in differences if each.lost and not each.gained][-1] == "003-undated-report.txt"
