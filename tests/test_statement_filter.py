"""Addresses of statements: what they mean, what they are written as, and what of them is passed over."""

from datetime import date
from urllib.parse import parse_qsl

import pytest

from app.statement_filter import (
    StatementFilter,
    conditions_of,
    parse_statement_filter,
    to_statement_query,
    toggled,
)


@pytest.mark.parametrize(
    ("pairs", "chosen"),
    [
        ([], StatementFilter()),
        ([("q", " 期待  "), ("speaker", "")], StatementFilter(words="期待")),
        ([("speaker", "崔天凯"), ("speaker", "拜登")], StatementFilter(speaker=("崔天凯", "拜登"))),
        ([("speaker", "美国"), ("speaker.people", "1")], StatementFilter(speaker=("美国",), speaker_people=True)),
        ([("kind", "indirect"), ("kind", "direct")], StatementFilter(kind=("direct", "indirect"))),
        ([("source", "新华社")], StatementFilter(source=("新华社",))),
        ([("from", "2021-03"), ("to", "2021-03")], StatementFilter(first=date(2021, 3, 1), last=date(2021, 3, 31))),
        ([("sort", "date"), ("after", "x"), ("speaker.find", "崔")], StatementFilter(sort="date")),
    ],
)
def test_an_address_is_read_and_written_back(pairs, chosen) -> None:
    assert parse_statement_filter(pairs) == (chosen, ())
    query = to_statement_query(chosen)
    assert to_statement_query(parse_statement_filter(parse_qsl(query))[0]) == query


@pytest.mark.parametrize(
    ("pair", "name"),
    [
        (("kind", "shouted"), "kind"),
        (("sort", "reported"), "sort"),
        (("from", "2021-13"), "from"),
        (("speaker", "崔" * 300), "speaker"),
        (("speaker.people", "yes"), "speaker.people"),
        (("actor", "崔天凯"), "actor"),
        (("topic", "台湾"), "topic"),
        (("known", "2021-03-18"), "known"),
    ],
)
def test_what_means_nothing_is_named_and_passed_over(pair, name) -> None:
    chosen, errors = parse_statement_filter([pair, ("speaker", "崔天凯")])
    assert chosen == StatementFilter(speaker=("崔天凯",))
    assert [error.name for error in errors] == [name]


def test_a_range_that_ends_before_it_begins_loses_its_end() -> None:
    chosen, errors = parse_statement_filter([("from", "2021-03-18"), ("to", "2021-03-17")])
    assert (chosen.first, chosen.last) == (date(2021, 3, 18), None)
    assert [error.name for error in errors] == ["to"]


def test_each_condition_can_be_dropped_alone() -> None:
    chosen = StatementFilter("期待", ("崔天凯",), False, ("direct",), ("新华社",), date(2021, 3, 18), None)
    dropped = [(each.name, each.value, each.without) for each in conditions_of(chosen)]
    assert [(name, value) for name, value, _ in dropped] == [
        ("q", "期待"),
        ("speaker", "崔天凯"),
        ("kind", "direct"),
        ("source", "新华社"),
        ("range", "2021-03-18/.."),
    ]
    assert all(len(list(conditions_of(without))) == 4 for _, _, without in dropped)


def test_without_a_speaker_there_are_no_people_of_theirs() -> None:
    assert toggled(StatementFilter(speaker=("美国",), speaker_people=True), "speaker", "美国") == StatementFilter()
