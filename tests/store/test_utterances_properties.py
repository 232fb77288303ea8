"""The list, its count, its pages and its facets agree, whatever is asked for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qsl

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.filters import Sort
from app.statement_filter import FACETS, UNNAMED, StatementFilter, parse_statement_filter, to_statement_query
from app.store.engine import open_session
from app.store.utterances import count_utterances, list_statement_facets, list_utterances
from tests.speeches import make_speeches

DAYS = [None, *(date(2021, 3, 16) + timedelta(days=n) for n in range(6))]


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(lambda chosen: tuple(sorted(chosen)))


@st.composite
def filters(draw: st.DrawFn) -> StatementFilter:
    first, last = draw(st.sampled_from(DAYS)), draw(st.sampled_from(DAYS))
    if first and last and first > last:
        first, last = last, first
    speaker = draw(some("崔天凯", "拜登", "沙利文", "美国", UNNAMED, "外星人"))
    return StatementFilter(
        words=draw(st.sampled_from(["", "期待", "没有", "-会", "会谈 坦率", "拜登", "% -_"])),
        speaker=speaker,
        speaker_people=bool(speaker) and draw(st.booleans()),
        kind=draw(some("direct", "indirect", "mixed")),
        source=draw(some("法国国际广播电台", "联合早报", "新华社")),
        first=first,
        last=last,
        sort=draw(st.sampled_from([Sort.NEWEST, Sort.DATE])),
    )


@pytest.fixture(scope="module")
def session(tmp_path_factory) -> Iterator[Session]:
    engine = make_speeches(tmp_path_factory.mktemp("speeches"))
    with open_session(engine) as opened:
        yield opened
    engine.dispose()


@given(chosen=filters())
def test_an_address_says_all_of_a_filter(chosen) -> None:
    assert parse_statement_filter(parse_qsl(to_statement_query(chosen))) == (chosen, ())


@given(chosen=filters())
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_list_count_and_facets_agree(session, chosen) -> None:
    page = list_utterances(session, chosen)
    assert page.total == len(page.heads) == count_utterances(session, chosen) <= page.statements
    for facet in list_statement_facets(session, chosen):
        for value in facet.values:
            alone = replace(chosen, **{facet.name: (value.value,)}, speaker_people=False)
            if facet.name == "speaker" or not chosen.speaker_people:
                assert count_utterances(session, alone) == value.count
    assert {facet.name for facet in list_statement_facets(session, chosen)} == set(FACETS)


@given(chosen=filters(), size=st.integers(1, 3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pages_are_the_list_in_pieces(session, chosen, size) -> None:
    whole = [head.key for head in list_utterances(session, chosen).heads]
    found, after = [], None
    while True:
        page = list_utterances(session, chosen, after=after, limit=size)
        found += [head.key for head in page.heads]
        after = page.after
        if after is None:
            break
    assert found == whole
