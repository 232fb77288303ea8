from dataclasses import replace
from datetime import date
from html import unescape
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.mentions import EventType, Precision, Status
from app.filters import (
    MAX_LENGTH,
    MAX_VALUES,
    EventFilter,
    Show,
    Sort,
    describe,
    encoded,
    parse_filter,
    queries_around,
    ranged_queries,
    to_query,
    toggle,
    with_value,
    without_facet,
    without_value,
)


def parsed(query: str) -> EventFilter:
    filter, errors = parse_filter(parse_qsl(query, keep_blank_values=True))
    assert errors == ()
    return filter


def refused(query: str) -> tuple[EventFilter, list[str]]:
    filter, errors = parse_filter(parse_qsl(query))
    return filter, [error.name for error in errors]


@pytest.mark.parametrize(
    ("query", "filter"),
    [
        ("", EventFilter()),
        ("q=会谈&actor=拜登&actor=习近平", EventFilter(words="会谈", actor=("习近平", "拜登"))),
        ("actor=拜登&actor=拜登", EventFilter(actor=("拜登",))),
        ("actor.not=崔天凯&topic.not=台湾&type.not=STATEMENT", EventFilter(
            actor_not=("崔天凯",), topic_not=("台湾",), type_not=("STATEMENT",))),
        ("actor=拜登&actor.mode=all", EventFilter(actor=("拜登",), actor_all=True)),
        ("type=consult&status=happened&precision=day", EventFilter(
            type=("CONSULT",), status=("happened",), precision=("day",))),
        ("status.not=planned&place.not=北京&source.not=法广&precision.not=year", EventFilter(
            status_not=("planned",), place_not=("北京",), source_not=("法广",), precision_not=("year",))),
        ("actor=美国&actor.people=1", EventFilter(actor=("美国",), actor_people=True)),
        ("known=2021-03&place=北京", EventFilter(known=date(2021, 3, 31), place=("北京",))),
        ("show=all", EventFilter(show="all")),
        ("show=main", EventFilter()),
        ("show=all&q=会谈", EventFilter(words="会谈")),
        ("show=main&q=会谈", EventFilter(words="会谈", show="main")),
        ("source=法广&topic=台湾", EventFilter(source=("法广",), topic=("台湾",))),
        ("from=2021&to=2021", EventFilter(first=date(2021, 1, 1), last=date(2021, 12, 31))),
        ("from=2021-02&to=2021-02", EventFilter(first=date(2021, 2, 1), last=date(2021, 2, 28))),
        ("from=2021-3-7&to=2021-03-20", EventFilter(first=date(2021, 3, 7), last=date(2021, 3, 20))),
        ("undated=1&sort=newest", EventFilter(undated=True, sort=Sort.NEWEST)),
        ("undated=0&sort=date&actor.mode=any", EventFilter()),
    ],
)  # fmt: skip
def test_an_address_asks_for(query, filter):
    assert parsed(query) == filter


def test_blank_form_fields_mean_not_set():
    assert parsed("q=&actor=&actor=+&from=&to=&type=&status=&undated=&sort=&actor.mode=") == EventFilter()


def test_cursors_stand_beside_the_filter():
    assert parsed("after=abc&before=def&rows=100&actor.find=沙") == EventFilter()
    assert parse_filter([("view", "lanes")], beside=("view",)) == (EventFilter(), ())


@pytest.mark.parametrize(
    ("query", "names", "left"),
    [
        ("type=PARTY&type=SANCTION", ["type"], EventFilter(type=("SANCTION",))),
        ("status=maybe", ["status"], EventFilter()),
        ("precision=hour&precision=day", ["precision"], EventFilter(precision=("day",))),
        ("from=17.3.2021", ["from"], EventFilter()),
        ("from=2021-13", ["from"], EventFilter()),
        ("from=2021-02-30&to=2021-03", ["from"], EventFilter(last=date(2021, 3, 31))),
        ("from=0000", ["from"], EventFilter()),
        ("from=２０２１", ["from"], EventFilter()),
        ("from=99999999999", ["from"], EventFilter()),
        ("from=2021-05&to=2021-03", ["to"], EventFilter(first=date(2021, 5, 1))),
        ("from=2021&from=2020", ["from"], EventFilter(first=date(2021, 1, 1))),
        ("q=a&q=b", ["q"], EventFilter(words="a")),
        ("sort=random", ["sort"], EventFilter()),
        ("undated=yes", ["undated"], EventFilter()),
        ("actor.mode=some", ["actor.mode"], EventFilter()),
        ("sort.not=date", ["sort.not"], EventFilter()),
        ("known=yesterday", ["known"], EventFilter()),
        ("show=some", ["show"], EventFilter()),
        ("actor.people=all", ["actor.people"], EventFilter()),
        ("aktor=拜登&actor=拜登", ["aktor"], EventFilter(actor=("拜登",))),
        (f"q={'会' * (MAX_LENGTH + 1)}&topic=台湾", ["q"], EventFilter(topic=("台湾",))),
    ],
)
def test_what_is_wrong_is_named_and_the_rest_holds(query, names, left):
    assert refused(query) == (left, names)


def test_an_error_says_what_was_given_and_what_would_be_right():
    _, (error,) = parse_filter([("from", "gestern")])
    assert (error.name, error.value, error.reason) == ("from", "gestern", "日期写作 2021、2021-03 或 2021-03-17")


def test_too_many_values_are_cut():
    filter, errors = parse_filter([("actor", f"人{n:03}") for n in range(300)])
    assert (len(filter.actor), len(errors)) == (MAX_VALUES, 300 - MAX_VALUES)


def test_characters_that_cannot_be_typed_count_as_blanks():
    assert parse_filter([("q", "会谈\x00\ud800 \u202e拜登\n")]) == (EventFilter(words="会谈 拜登"), ())


@pytest.mark.parametrize(
    ("filter", "query"),
    [
        (EventFilter(), ""),
        (EventFilter(words="a&b=c%"), "q=a%26b%3Dc%25"),
        (EventFilter(topic=("b", "a"), actor=("z",)), "actor=z&topic=a&topic=b"),
        (EventFilter(first=date(2021, 1, 1), last=date(2021, 12, 31)), "from=2021&to=2021"),
        (EventFilter(first=date(2021, 3, 1), last=date(2021, 4, 30)), "from=2021-03&to=2021-04"),
        (EventFilter(first=date(2021, 3, 31), last=date(2021, 3, 1)), "from=2021-03-31&to=2021-03-01"),
        (EventFilter(first=date(821, 1, 1)), "from=0821"),
        (EventFilter(actor=("a",), actor_all=True, undated=True, sort="newest"),
         "actor=a&actor.mode=all&sort=newest&undated=1"),
        (EventFilter(words="a", show="all", known=date(2021, 3, 31)), "known=2021-03-31&q=a"),
        (EventFilter(show="all", status_not=("planned",)), "show=all&status.not=planned"),
    ],
)  # fmt: skip
def test_the_canonical_address(filter, query):
    assert to_query(filter) == query


def test_an_address_with_changes_and_cursors():
    filter = EventFilter(words="会", actor=("a",))
    assert to_query(filter, words="", after="id1") == "actor=a&after=id1"
    assert to_query(filter, words="", actor=(), before="id2") == "before=id2"


names = st.text(st.characters(codec="utf-8"), max_size=8).map(lambda text: parse_filter([("q", text)])[0].words)
values = st.lists(names.filter(bool), max_size=3).map(lambda each: tuple(sorted(set(each))))
days = st.none() | st.dates()


def some(choices) -> st.SearchStrategy:
    return st.sets(st.sampled_from([str(choice) for choice in choices]), max_size=3).map(
        lambda each: tuple(sorted(each))
    )


filters = st.builds(
    EventFilter,
    words=names,
    actor=values,
    actor_not=values,
    actor_all=st.booleans(),
    actor_people=st.booleans(),
    topic=values,
    topic_not=values,
    type=some(EventType),
    type_not=some(EventType),
    status=some(Status),
    status_not=some(Status),
    place=values,
    place_not=values,
    source=values,
    source_not=values,
    precision=some(Precision),
    precision_not=some(Precision),
    first=days,
    last=days,
    undated=st.booleans(),
    known=days,
    show=st.none() | st.sampled_from(Show),
    sort=st.sampled_from(Sort),
).filter(lambda each: not (each.first and each.last and each.first > each.last) and each.show != each.usual_show)


@given(filters)
def test_a_filter_survives_its_address(filter):
    assert parsed(to_query(filter)) == filter


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), max_size=8))
def test_no_address_is_too_odd(pairs):
    filter, _ = parse_filter(pairs)
    assert parsed(to_query(filter)) == filter


@given(filters)
def test_every_chip_takes_away_its_condition_alone(filter):
    chips = describe(filter)
    assert bool(chips) == (not filter.is_empty)
    for chip in chips:
        assert len(describe(parsed(chip.query))) == len(chips) - 1


def test_chips_name_each_condition():
    filter = parsed("q=会谈&actor=拜登&actor.not=崔天凯&type=SANCTION&from=2021-03-17&undated=1&known=2021-03-18")
    assert [(chip.name, chip.value, chip.excluded) for chip in describe(filter)] == [
        ("q", "会谈", False),
        ("actor", "拜登", False),
        ("type", "SANCTION", False),
        ("actor", "崔天凯", True),
        ("range", "2021-03-17/..", False),
        ("undated", "1", False),
        ("known", "2021-03-18", False),
    ]


def test_values_are_put_in_and_taken_out():
    filter = with_value(EventFilter(), "actor", "拜登")
    assert filter == EventFilter(actor=("拜登",))
    assert with_value(filter, "actor", "拜登") == filter
    assert toggle(filter, "actor", "习近平").actor == ("习近平", "拜登")
    assert toggle(filter, "actor", "拜登") == without_value(filter, "actor", "拜登") == EventFilter()
    assert without_value(EventFilter(), "actor", "拜登") == EventFilter()


def test_a_value_is_never_asked_for_and_excluded_at_once():
    excluded = with_value(EventFilter(actor=("拜登",), topic=("台湾",)), "actor.not", "拜登")
    assert excluded == EventFilter(actor_not=("拜登",), topic=("台湾",))
    assert with_value(excluded, "actor", "拜登") == EventFilter(actor=("拜登",), topic=("台湾",))


def test_a_facet_is_cleared_on_both_sides_and_alone():
    filter = EventFilter(actor=("a",), actor_not=("b",), topic=("c",), type_not=("OTHER",))
    assert without_facet(filter, "actor") == EventFilter(topic=("c",), type_not=("OTHER",))


@pytest.mark.parametrize("query", ["", "actor=%E6%8B%9C%E7%99%BB&q=a%26b", "actor.not=A&topic.not=B&from=2021"])
@pytest.mark.parametrize("name", ["actor", "actor.not", "topic.not", "type"])
def test_the_addresses_of_a_panel_are_those_of_its_values_one_by_one(query: str, name: str) -> None:
    chosen, _ = parse_filter(parse_qsl(query))
    around = queries_around(chosen, name)
    opposite = name.removesuffix(".not") if name.endswith(".not") else f"{name}.not"
    for value in ("拜登", "A", "B", "a&b=c", "Z z", "CONSULT"):
        if not {(name, value), (opposite, value)} & set(parse_qsl(query)):
            before, behind = around(value)
            assert unescape(before + encoded(name, value) + behind) == to_query(toggle(chosen, name, value))


@pytest.mark.parametrize(
    "query", ["", "actor=%E6%8B%9C%E7%99%BB&q=a%26b", "topic=B&from=2021&undated=1", "sort=newest"]
)
def test_the_addresses_of_the_bars_are_those_of_their_days(query: str) -> None:
    chosen, _ = parse_filter(parse_qsl(query))
    between = ranged_queries(chosen)
    days = (None, date(2021, 1, 1), date(2021, 3, 1), date(2021, 3, 17), date(2021, 2, 28), date(2024, 2, 28))
    ends = (None, date(2021, 12, 31), date(2024, 2, 29), date(2024, 2, 28), date(2021, 4, 30), date(2021, 5, 30))
    for first in days:
        for last in (day for day in ends if not first or not day or first <= day):
            chosen = replace(chosen, first=first, last=last)
            assert between(first, last) == to_query(chosen)
            assert (parsed(to_query(chosen)).first, parsed(to_query(chosen)).last) == (first, last)
