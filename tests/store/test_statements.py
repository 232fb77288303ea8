import pytest

from app.extraction.mentions import StatementKind
from app.store.statements import list_statements
from app.store.tables import document_id
from tests.archive import report, talks


@pytest.mark.parametrize(
    ("choice", "keys"),
    [
        ({}, ["s-cui", "s-official"]),
        ({"speaker": "崔天凯"}, ["s-cui"]),
        ({"speaker": "布林肯"}, []),
        ({"event": "m-talks"}, ["s-cui"]),
        ({"document": document_id(report().document.key)}, ["s-official"]),
        ({"document": document_id(talks().document.key), "speaker": "布林肯"}, []),
        ({"limit": 1}, ["s-cui"]),
    ],
)
def test_statements_of(session, choice, keys):
    assert [statement.key for statement in list_statements(session, **choice)] == keys


def test_a_statement_carries_its_words_and_speaker(session):
    first, second = list_statements(session)
    assert (first.quote, first.speaker, first.kind) == ("中方不会让步。", "崔天凯", StatementKind.DIRECT)
    assert first.time is not None and first.time.expression == "3月18日"
    assert (second.quote, second.speaker, second.speaker_words) == ("坦率", None, "拜登政府官員")
    assert (second.time, second.event_id, second.document.publisher) == (None, None, "中央社")
