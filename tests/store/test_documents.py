import pytest

from app.errors import NotFound
from app.store.documents import get_document, list_documents
from app.store.tables import document_id
from tests.archive import NOON, linking, talks, undated


def test_documents_are_listed_oldest_first_and_undated_last(session):
    assert [label.file for label in list_documents(session)] == ["talks.txt", "report.txt", "undated.txt"]


def test_a_document_brings_all_that_was_found_in_it(session):
    detail = get_document(session, document_id(talks().document.key))
    assert (detail.document, detail.extraction) == (talks().document, talks().extraction)
    assert [(mention.key, event, title) for mention, event, title in detail.mentions] == [
        ("m-title", "m-talks", "中美安克雷奇会谈"),
        ("m-talks", "m-talks", "中美安克雷奇会谈"),
        ("m-again", "m-again", "中美计划再次会晤"),
        ("m-caption", "m-talks", "中美安克雷奇会谈"),
    ]
    assert [statement.key for statement in detail.statements] == ["s-cui"]
    assert (detail.ingested_at, detail.inferred) == (NOON, None)
    assert detail.label == next(label for label in list_documents(session) if label.id == detail.label.id)


def test_an_undated_document_tells_the_year_concluded_and_why(session):
    detail = get_document(session, document_id(undated().document.key))
    assert (detail.label.published, detail.label.inferred_year) == (None, 2021)
    assert detail.inferred == linking().years[0]


@pytest.mark.parametrize("id", ["", "nowhere", "talks.txt", "' OR 1=1 --"])
def test_an_unknown_document_is_not_found(session, id):
    with pytest.raises(NotFound):
        get_document(session, id)
