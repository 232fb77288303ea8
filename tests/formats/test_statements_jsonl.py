import json
from dataclasses import replace
from typing import Any

import pytest

from app.extraction.mentions import StatementKind
from app.formats.statements_jsonl import write
from app.store.views import StatementView
from tests.formats.samples import STATEMENT, TEXT


def exported(statement: StatementView) -> dict[str, Any]:
    (line,) = write([statement])
    return json.loads(line)


def test_the_words_said_stand_in_their_text() -> None:
    statement = exported(STATEMENT)
    assert statement["quote"] == TEXT[statement["start"] : statement["end"]] == "有用"


def test_a_statement_has_exactly_the_fields_of_the_format() -> None:
    assert " ".join(exported(STATEMENT)) == "id document speaker verb quote start end kind date event"


@pytest.mark.parametrize(
    ("speaker", "words", "written"),
    [("沙利文", "苏利文", "沙利文"), (None, "双方", "双方"), (None, "", None)],
)
def test_the_speaker_is_the_known_actor_else_the_words_as_written(
    speaker: str | None, words: str, written: str | None
) -> None:
    assert exported(replace(STATEMENT, speaker=speaker, speaker_words=words))["speaker"] == written


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (StatementKind.DIRECT, "direct"),
        (StatementKind.INDIRECT, "indirect"),
        (StatementKind.MIXED, "indirect"),
    ],
)
def test_only_words_quoted_in_full_are_direct(kind: StatementKind, written: str) -> None:
    assert exported(replace(STATEMENT, kind=kind))["kind"] == written
