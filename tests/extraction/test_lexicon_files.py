"""What must hold for the lexicon whatever is added to it. Each finding names file, line and word."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import app.extraction.lexicon
from app.extraction.folding import fold
from app.extraction.mentions import ActorKind, EventType

FOLDER = Path(app.extraction.lexicon.__file__).parent
COLUMNS = {"actors": 6, "places": 3, "titles": 2, "topics": 5, "triggers": 5}
MODES = {
    *("phone", "visit", "multilateral", "mediate", "third-party"),
    *("disapprove", "investigate", "allege", "withdraw", "release", "ceasefire", "resign", "yield"),
    *("demo", "riot", "strike", "boycott", "hunger", "obstruct", "convict", "expel", "discontinue"),
    *("troops", "weapons", "police", "militia", "nuclear"),
    *("arrest", "seize", "restrict", "censor", "cyber", "deport", "martial-law", "curfew", "withhold", "ban"),
    *("aerial", "heavy-weapons", "explosives", "firearms", "targeted", "abduct", "suicide", "beat", "sexual"),
    *("military", "economic", "humanitarian", "asylum", "judicial", "intelligence"),
    *("publish", "speech", "press", "interview"),
    *("death", "health", "found", "start", "anniversary", "sport", "space", "science", "culture"),
}

Line = tuple[str, list[str]]


def lines(file: str) -> Iterator[Line]:
    """Where a line stands, and its fields filled up to the full width."""
    for number, line in enumerate((FOLDER / f"{file}.tsv").read_text("utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            fields = line.split("\t")
            yield f"{file}.tsv:{number} {fields[0]}", fields + [""] * (COLUMNS[file] - len(fields))


def parts(field: str) -> list[str]:
    return field.split("|") if field else []


@pytest.mark.parametrize("file", COLUMNS)
def test_lines_have_the_columns_of_their_file_and_no_stray_spaces(file: str) -> None:
    wrong = [
        where
        for where, fields in lines(file)
        if len(fields) != COLUMNS[file] or not fields[0] or any(field != field.strip() for field in fields)
    ]
    assert wrong == []


@pytest.mark.parametrize("file", COLUMNS)
def test_words_are_simplified(file: str) -> None:
    wrong = [where for where, fields in lines(file) if any(fold(field) != field for field in fields)]
    assert wrong == []


@pytest.mark.parametrize("file", COLUMNS)
def test_no_name_stands_twice(file: str) -> None:
    assert repeated((where, [fields[0]]) for where, fields in lines(file)) == []


@pytest.mark.parametrize(("file", "column"), [("actors", 4), ("places", 1)])
def test_no_alias_means_two_things(file: str, column: int) -> None:
    assert repeated((where, [fields[0], *parts(fields[column])]) for where, fields in lines(file)) == []


@pytest.mark.parametrize(("file", "column"), [("actors", 4), ("places", 1), ("places", 2), ("topics", 3)])
def test_lists_have_no_empty_parts(file: str, column: int) -> None:
    assert [where for where, fields in lines(file) if "" in parts(fields[column])] == []


def test_no_word_is_both_actor_and_place() -> None:
    actors = {word for _, fields in lines("actors") for word in [fields[0], *parts(fields[4])]}
    both = [
        where
        for where, fields in lines("places")
        if actors & {fields[0], *parts(fields[1])} and fields[0] not in actors_that_are_cities()
    ]
    assert both == []


def test_actors_have_known_kinds_and_marks() -> None:
    kinds = set(ActorKind)
    wrong = [where for where, fields in lines("actors") if fields[1] not in kinds or fields[5] not in ("yes", "no")]
    assert wrong == []


def test_actors_belong_to_countries_and_bodies_of_the_file() -> None:
    homes = {fields[0] for _, fields in lines("actors") if fields[1] in ("country", "region", "org")}
    assert [where for where, fields in lines("actors") if fields[2] and fields[2] not in homes] == []


def test_only_persons_hold_offices() -> None:
    assert [where for where, fields in lines("actors") if fields[3] and fields[1] != "person"] == []


def test_larger_places_are_places_or_countries_themselves() -> None:
    known = {fields[0] for _, fields in lines("places")}
    known |= {fields[0] for _, fields in lines("actors") if fields[1] in ("country", "region")}
    assert [where for where, fields in lines("places") if set(parts(fields[2])) - known] == []


def test_a_place_lies_in_all_that_its_larger_place_lies_in() -> None:
    within = {fields[0]: parts(fields[2]) for _, fields in lines("places")}
    wrong = [
        where
        for where, fields in lines("places")
        if (around := parts(fields[2])) and around[1:] != within.get(around[0], [])
    ]
    assert wrong == []


def test_titles_have_known_kinds() -> None:
    assert [where for where, fields in lines("titles") if fields[1] not in ("office", "profession", "press")] == []


def test_triggers_have_known_types_modes_and_classes() -> None:
    wrong = [
        where
        for where, fields in lines("triggers")
        if fields[1] not in set(EventType) or fields[2] not in MODES | {""} or fields[3] not in ("N", "V")
    ]
    assert wrong == []


def test_trigger_weights_lie_between_a_half_and_three_and_a_half() -> None:
    assert [where for where, fields in lines("triggers") if not 0.5 <= float(fields[4]) <= 3.5] == []


def test_topics_have_codes_and_pairs_of_known_actors() -> None:
    actors = {fields[0] for _, fields in lines("actors")}
    wrong = [
        where
        for where, fields in lines("topics")
        if not fields[1].startswith(("medtop:", "local:"))
        or len(parts(fields[4])) not in (0, 2)
        or set(parts(fields[4])) - actors
    ]
    assert wrong == []


def actors_that_are_cities() -> set[str]:
    return {"新加坡"}


def repeated(words_of_lines: Iterator[tuple[str, list[str]]]) -> list[str]:
    first: dict[str, str] = {}
    again = []
    for where, words in words_of_lines:
        for word in words:
            if word in first:
                again.append(f"{where}: {word} stands at {first[word]}")
            first.setdefault(word, where)
    return again
