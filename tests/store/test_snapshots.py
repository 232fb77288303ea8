from datetime import UTC

from hypothesis import given, settings
from hypothesis import strategies as st

from app.extraction.mentions import EventMention, Extraction, ReferenceDay, Statement, TimeMention
from app.linking.events import YearEvidence
from app.reading.document import Document, Witness
from app.store.snapshots import (
    Reading,
    dump_extraction,
    dump_reading,
    dump_year_evidence,
    load_extraction,
    load_reading,
    load_year_evidence,
)

finite = st.floats(allow_nan=False, allow_infinity=False)
times = st.builds(TimeMention, confidence=finite)
perhaps_times = st.none() | times


def few(strategy):
    return st.lists(strategy, max_size=2).map(tuple)


extractions = st.builds(
    Extraction,
    reference=st.builds(ReferenceDay, confidence=finite),
    times=few(times),
    events=few(st.builds(EventMention, time=perhaps_times, score=finite)),
    statements=few(st.builds(Statement, time=perhaps_times)),
)
witnesses = st.builds(Witness, instant=st.none() | st.datetimes(timezones=st.just(UTC)))
documents = st.builds(Document, witnesses=few(witnesses))


@settings(max_examples=60)
@given(extractions)
def test_an_extraction_comes_back_as_it_was(extraction):
    assert load_extraction(dump_extraction(extraction)) == extraction


@settings(max_examples=60)
@given(documents)
def test_what_was_read_comes_back_as_it_was(document):
    reading = Reading(document.passages, document.zone, document.witnesses, document.left_out)
    assert load_reading(dump_reading(document)) == reading


@settings(max_examples=30)
@given(few(st.builds(YearEvidence)))
def test_evidence_for_a_year_comes_back_as_it_was(evidence):
    assert load_year_evidence(dump_year_evidence(evidence)) == evidence
