"""What was said, as a list: each utterance once, on its day, found by words in any script."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.errors import FilterError
from app.filters import Sort
from app.statement_filter import UNNAMED, StatementFilter
from app.store.engine import open_session
from app.store.utterances import (
    count_utterances,
    list_statement_facets,
    list_utterances,
    name_events,
    told_time,
    with_own_names,
)
from tests.speeches import make_speeches

NEWEST = ["s-biden", "s-official", "s-sullivan", "s-first", "s-undated"]


@pytest.fixture(scope="module")
def session(tmp_path_factory) -> Iterator[Session]:
    engine = make_speeches(tmp_path_factory.mktemp("speeches"))
    with open_session(engine) as opened:
        yield opened
    engine.dispose()


def keys(session: Session, **chosen) -> list[str]:
    return [head.key for head in list_utterances(session, StatementFilter(**chosen)).heads]


def test_each_utterance_is_listed_once_and_the_undated_one_last(session) -> None:
    page = list_utterances(session, StatementFilter())
    assert [head.key for head in page.heads] == NEWEST
    assert (page.total, page.statements) == (5, 6)
    assert keys(session, sort=Sort.DATE) == ["s-first", "s-biden", "s-official", "s-sullivan", "s-undated"]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"speaker": ("崔天凯",)}, ["s-first"]),
        ({"speaker": ("崔天凯", "沙利文")}, ["s-sullivan", "s-first"]),
        ({"speaker": ("美国",)}, []),
        ({"speaker": ("美国",), "speaker_people": True}, ["s-biden", "s-sullivan", "s-undated"]),
        ({"speaker": (UNNAMED,)}, ["s-official"]),
        ({"kind": ("direct",)}, ["s-first", "s-undated"]),
        ({"kind": ("indirect",), "speaker": ("崔天凯",)}, ["s-second"]),
        ({"source": ("联合早报",)}, ["s-second"]),
        ({"first": date(2021, 3, 17), "last": date(2021, 3, 17)}, ["s-first"]),
        ({"first": date(2021, 3, 18)}, ["s-biden", "s-official", "s-sullivan", "s-second"]),
        ({"last": date(2020, 12, 31)}, []),
        ({"words": "期待"}, ["s-first"]),
        ({"words": "過高"}, ["s-first"]),
        ({"words": "没有 和幻想"}, ["s-second"]),
        ({"words": "期待 -或"}, ["s-second"]),
        ({"words": "100%"}, ["s-undated"]),
        ({"words": "１００"}, ["s-undated"]),
        ({"words": "_不_"}, ["s-undated"]),
        ({"words": "*"}, NEWEST),
        ({"words": "会*走"}, []),
        ({"words": "[会]"}, []),
        ({"words": "会' OR 1=1"}, []),
        ({"words": "“会谈坦率”"}, ["s-official"]),
    ],
)
def test_statements_are_found_by(session, chosen, found) -> None:
    assert keys(session, **chosen) == found
    assert count_utterances(session, StatementFilter(**chosen)) == len(found)


def test_the_day_of_the_words_is_believed_only_where_it_can_be(session) -> None:
    heads = {head.key: head for head in list_utterances(session, StatementFilter()).heads}
    told = {key: told_time(head) for key, head in heads.items()}
    assert {key for key, time in told.items() if time} == {"s-first", "s-sullivan"}
    assert heads["s-biden"].time is not None


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.DATE])
def test_pages_join_without_a_gap_in_both_directions(session, sort) -> None:
    chosen = StatementFilter(sort=sort)
    whole = [head.key for head in list_utterances(session, chosen).heads]
    pages, after = [], None
    while True:
        page = list_utterances(session, chosen, after=after, limit=2)
        pages.append(page)
        after = page.after
        if after is None:
            break
    assert [head.key for page in pages for head in page.heads] == whole
    assert [page.before is not None for page in pages] == [False, True, True]
    back = list_utterances(session, chosen, before=pages[-1].before, limit=2)
    assert (back.heads, back.after, back.before) == (pages[1].heads, pages[1].after, pages[1].before)


@pytest.mark.parametrize("cursor", ["x", "2021-03-18", "2021-03-18.1.zz.0000001", "'; drop table statement"])
def test_a_cursor_that_was_never_given_out_is_refused(session, cursor) -> None:
    with pytest.raises(FilterError):
        list_utterances(session, StatementFilter(), after=cursor)


def test_facets_count_utterances_and_ignore_their_own_choice(session) -> None:
    facets = {facet.name: facet for facet in list_statement_facets(session, StatementFilter(speaker=("崔天凯",)))}
    speakers = [(value.value, value.count, value.selected) for value in facets["speaker"].values]
    assert speakers == [("崔天凯", 1, True), ("拜登", 2, False), ("沙利文", 1, False), (UNNAMED, 1, False)]
    assert [(value.value, value.count) for value in facets["source"].values] == [
        ("法国国际广播电台", 1),
        ("联合早报", 1),
    ]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [(("苏利文",), ("沙利文",)), (("Sullivan", "拜登"), ("拜登", "沙利文")), (("外星人",), ("外星人",)), ((), ())],
)
def test_another_name_of_a_speaker_is_led_to_its_own(session, asked, meant) -> None:
    assert with_own_names(session, StatementFilter(speaker=asked)).speaker == meant


def test_events_are_named(session) -> None:
    assert name_events(session, ["m-first", "m-none"])["m-first"].title == "崔天凯谈期待"
