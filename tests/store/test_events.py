from datetime import date
from itertools import pairwise

import pytest
from sqlalchemy import event as sql_event

from app.errors import FilterError, NotFound
from app.extraction.mentions import EventType, Precision, Role, Status
from app.filters import EventFilter, Show, Sort
from app.linking.events import YearEvidence
from app.store.engine import open_session
from app.store.events import find_neighbours, get_event, list_event_details, list_events
from app.store.facets import list_facets
from app.store.queries import MAIN_SALIENCE
from tests.random_archive import fill


def ids(session, filter: EventFilter, **page) -> list[str]:
    return [line.id for line in list_events(session, filter, **page).lines]


@pytest.mark.parametrize(
    ("filter", "found"),
    [
        (EventFilter(), ["m-sanction", "m-talks", "m-again", "m-forum"]),
        (EventFilter(sort=Sort.NEWEST), ["m-again", "m-talks", "m-sanction", "m-forum"]),
        (EventFilter(sort=Sort.REPORTED), ["m-talks", "m-sanction", "m-again", "m-forum"]),
        (EventFilter(actor=("崔天凯",)), ["m-talks", "m-forum"]),
        (EventFilter(actor=("崔天凯", "美国")), ["m-sanction", "m-talks", "m-again", "m-forum"]),
        (EventFilter(actor=("布林肯", "杨洁篪"), actor_all=True), ["m-talks"]),
        (EventFilter(actor=("布林肯", "美国"), actor_all=True), []),
        (EventFilter(actor_not=("美国",)), ["m-talks", "m-forum"]),
        (EventFilter(topic=("中美关系",)), ["m-talks", "m-again"]),
        (EventFilter(topic_not=("中美关系",)), ["m-sanction", "m-forum"]),
        (EventFilter(type=(EventType.CONSULT, EventType.OTHER)), ["m-talks", "m-again", "m-forum"]),
        (EventFilter(type_not=(EventType.CONSULT,)), ["m-sanction", "m-forum"]),
        (EventFilter(status=(Status.PLANNED,)), ["m-again"]),
        (EventFilter(source=("中央社",)), ["m-sanction", "m-talks"]),
        (EventFilter(precision=(Precision.PART_MONTH,)), ["m-again"]),
        (EventFilter(first=date(2021, 3, 18)), ["m-talks", "m-again"]),
        (EventFilter(last=date(2021, 3, 18)), ["m-sanction", "m-talks"]),
        (EventFilter(first=date(2021, 3, 25), last=date(2021, 3, 25)), ["m-again"]),
        (EventFilter(first=date(2021, 3, 19), last=date(2021, 3, 21)), []),
        (EventFilter(undated=True), ["m-forum"]),
        (EventFilter(undated=True, first=date(2021, 1, 1)), []),
        (EventFilter(topic=("中美关系",), status=("happened",)), ["m-talks"]),
        (EventFilter(actor=("' OR 1=1 --",)), []),
    ],
)
def test_a_filter_keeps(session, filter, found):
    page = list_events(session, filter)
    assert [line.id for line in page.lines] == found
    assert (page.total, page.after, page.before) == (len(found), None, None)


def test_a_line_carries_its_quote_and_source(session):
    line = list_events(session, EventFilter(actor=("布林肯",))).lines[0]
    assert line.quote.quote == "3月18日，布林肯与杨洁篪在安克雷奇举行会谈。"
    assert line.quote.document.publisher == "法广"
    assert line.quote.time is not None and line.quote.time.rejected[0].reason == "after publication"
    assert (line.actors, line.topics) == ((("布林肯", "agent"), ("杨洁篪", "counterpart")), ("中美关系",))
    assert (line.documents, line.place, line.precision) == (2, "安克雷奇", "day")


def test_mentions_are_counted_with_the_events(session):
    assert list_events(session, EventFilter()).mentions == 7
    assert list_events(session, EventFilter(type=("SANCTION",)), limit=1).mentions == 1


def test_pages_go_forward_and_back(session):
    first = list_events(session, EventFilter(), limit=2)
    assert (first.after, first.before) == ("m-talks", None)
    second = list_events(session, EventFilter(), limit=2, after=first.after)
    assert ([line.id for line in second.lines], second.after, second.before) == (
        ["m-again", "m-forum"],
        None,
        "m-again",
    )
    back = list_events(session, EventFilter(), limit=2, before=second.before)
    assert back == first


def test_any_mention_is_a_cursor_and_an_unknown_one_is_named(session):
    assert ids(session, EventFilter(), after="m-held") == ["m-again", "m-forum"]
    assert ids(session, EventFilter(actor=("崔天凯",)), after="m-sanction") == ["m-talks", "m-forum"]
    with pytest.raises(FilterError) as error:
        list_events(session, EventFilter(), before="nowhere")
    assert (error.value.name, error.value.value) == ("before", "nowhere")


@pytest.mark.parametrize("limit", [-1, 0, 1])
def test_a_page_has_at_least_one_line(session, limit):
    assert len(ids(session, EventFilter(), limit=limit)) == 1


@pytest.mark.parametrize("key", ["m-talks", "m-caption", "m-title", "m-held"])
def test_every_mention_leads_to_its_event(session, key):
    detail = get_event(session, key)
    assert detail.line.id == "m-talks"
    assert [mention.key for mention in detail.mentions] == ["m-caption", "m-title", "m-talks", "m-held"]
    assert [(each.actor.office, each.role) for each in detail.participants] == [
        ("国务卿", Role.AGENT),
        (None, Role.COUNTERPART),
    ]
    assert [statement.quote for statement in detail.statements] == ["中方不会让步。"]
    assert (detail.date_from, detail.salience_why, detail.years) == ("m-talks", ("2 documents",), ())


def test_an_event_explains_the_year_of_its_undated_document(session):
    (year,) = get_event(session, "m-forum").years
    assert year.year == 2021
    assert year.evidence == (YearEvidence("https://example.org/talks", "安克雷奇会谈", "same day and actors"),)


@pytest.mark.parametrize("id", ["", "nowhere", "' OR 1=1 --", "m-talks\x00"])
def test_an_unknown_event_is_not_found(session, id):
    with pytest.raises(NotFound):
        get_event(session, id)


@pytest.mark.parametrize(
    ("id", "filter", "previous", "following"),
    [
        ("m-talks", EventFilter(), "m-sanction", "m-again"),
        ("m-held", EventFilter(sort=Sort.NEWEST), "m-again", "m-sanction"),
        ("m-sanction", EventFilter(), None, "m-talks"),
        ("m-forum", EventFilter(), "m-again", None),
        ("m-sanction", EventFilter(type=("CONSULT",)), None, "m-talks"),
        ("m-talks", EventFilter(actor=("崔天凯",)), None, "m-forum"),
    ],
)
def test_neighbours_in_the_filtered_order(session, id, filter, previous, following):
    before, after = find_neighbours(session, id, filter)
    assert (before and before.id, after and after.id) == (previous, following)


def test_neighbours_of_nothing_are_not_found(session):
    with pytest.raises(NotFound):
        find_neighbours(session, "nowhere", EventFilter())


@pytest.mark.parametrize("batch", [1, 2, 4, 5])
def test_an_export_has_every_event_once_in_order(session, batch):
    details = list(list_event_details(session, EventFilter(), batch=batch))
    assert [detail.line.id for detail in details] == ["m-sanction", "m-talks", "m-again", "m-forum"]
    assert details[1] == get_event(session, "m-talks")


@pytest.mark.parametrize("sort", Sort)
def test_pages_of_any_length_join_to_the_whole_list(empty, sort):
    fill(empty, seed=7, size=60)
    with open_session(empty) as session:
        whole = ids(session, EventFilter(sort=sort, show=Show.ALL), limit=200)
        assert len(set(whole)) == 60
        forward, after = [], None
        while not forward or after:
            page = list_events(session, EventFilter(sort=sort, show=Show.ALL), limit=7, after=after)
            forward += [line.id for line in page.lines]
            after = page.after
        backward, before = list(whole[-1:]), whole[-1]
        while before:
            page = list_events(session, EventFilter(sort=sort, show=Show.ALL), limit=7, before=before)
            backward = [line.id for line in page.lines] + backward
            before = page.before
        assert forward == backward == whole


def test_coarse_dates_stand_before_the_days_they_hold(empty):
    fill(empty, seed=7, size=60)
    with open_session(empty) as session:
        lines = list_events(session, EventFilter(), limit=200).lines
        dated = [line for line in lines if line.first]
        assert [line.first for line in lines] == [line.first for line in dated] + [None] * (len(lines) - len(dated))
        assert [line.first for line in dated] == sorted(line.first for line in dated)
        for earlier, later in pairwise(dated):
            if earlier.first == later.first:
                assert (earlier.precision, later.precision) != ("day", "month")


def test_queries_do_not_grow_with_the_page(empty):
    fill(empty, seed=3, size=60)

    def queries(limit: int) -> int:
        seen = []
        with open_session(empty) as session:
            sql_event.listen(empty, "before_cursor_execute", lambda *args: seen.append(args[2]))
            list_events(session, EventFilter(words="会", actor=("甲",)), limit=limit)
            list_facets(session, EventFilter(words="会", actor=("甲",)))
        return len(seen)

    assert queries(1) == queries(50) <= 15


KNOWN = [
    (date(2021, 3, 18), []),
    (date(2021, 3, 19), [("m-talks", "happened", 1), ("m-again", "planned", 1)]),
    (date(2021, 3, 20), [("m-sanction", "happened", 1), ("m-talks", "happened", 2), ("m-again", "planned", 1)]),
    (date(2021, 5, 1), [("m-sanction", "happened", 1), ("m-talks", "happened", 2), ("m-again", "lapsed", 1)]),
]


@pytest.mark.parametrize(("known", "found"), KNOWN)
def test_as_known_on_a_day(session, known, found):
    lines = list_events(session, EventFilter(known=known)).lines
    assert [(line.id, line.status, line.documents) for line in lines] == found
    assert all(line.quote.document.published <= known for line in lines)


def test_what_matters_is_shown_first_and_the_rest_is_counted(empty):
    events = fill(empty, seed=9, size=60)
    main = {event.id for event in events if event.salience >= MAIN_SALIENCE and not event.background}
    with open_session(empty) as session:
        page = list_events(session, EventFilter(), limit=200)
        assert {line.id for line in page.lines} == main
        assert (page.total, page.hidden) == (len(main), 60 - len(main))
        assert list_events(session, EventFilter(show=Show.ALL)).hidden == 0
        assert list_events(session, EventFilter(words="会")).hidden == 0


def test_who_is_only_heard_at_an_event_is_found_by_it_and_takes_no_part(session):
    assert "m-talks" in ids(session, EventFilter(actor=("崔天凯",)))
    assert "崔天凯" not in [p.actor.name for p in get_event(session, "m-talks").participants]
