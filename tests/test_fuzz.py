"""Whatever the bytes: a document with spans that hold, or a reason that a person understands; never anything else."""

import os
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import DocumentError
from app.extraction import extract
from app.reading import read_document
from app.reading.containers import Refused, unpack
from app.reading.document import Document
from app.reading.items import find_items
from app.store.checks import check_spans
from tests.mutations import WHOLE, damaged

# More of them by hand, and then none may take two seconds of work: FUZZ=100000 pytest tests/test_fuzz.py
EXAMPLES = int(os.environ.get("FUZZ", "60"))
LONGEST = 2.0 if "FUZZ" in os.environ else 60.0
NAMES = ("a.txt", "a.html", "a.md", "a.json", "a")


@pytest.fixture(scope="module", autouse=True)
def word_lists() -> None:
    """Loaded before anything is timed."""
    for outcome in outcomes(WHOLE[0], "a.txt"):
        assert isinstance(outcome, Document)
        extract(outcome)


@given(content=damaged(), name=st.sampled_from(NAMES))
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_damaged_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    began = time.process_time()
    for outcome in outcomes(content, name):
        if isinstance(outcome, str):
            assert outcome.strip()
        else:
            assert outcome.text.strip()
            assert_whole(outcome)
    assert time.process_time() - began < LONGEST


@given(content=st.binary(max_size=400), name=st.sampled_from(NAMES))
@settings(max_examples=EXAMPLES, deadline=None)
def test_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    assert all(isinstance(outcome, str) or outcome.text.strip() for outcome in outcomes(content, name))


def test_the_documents_themselves_are_read() -> None:
    assert all(isinstance(outcome, Document) for content in WHOLE for outcome in outcomes(content, "a"))


def outcomes(content: bytes, name: str) -> Iterator[Document | str]:
    for piece in unpack(content, name):
        if isinstance(piece, Refused):
            yield piece.reason
            continue
        try:
            yield read_document(piece.content, piece.name)
        except DocumentError as error:
            yield error.reason


def assert_whole(document: Document) -> None:
    """All that is found in it is what stands there."""
    check_spans(document, extract(document))
    for witness in document.witnesses:
        if witness.start is not None and witness.end is not None:
            assert document.quote(witness.start, witness.end) == witness.words
    reached = 0
    for item in find_items(document.text, document.passages):
        assert reached <= item.start < item.end <= len(document.text)
        reached = item.end
