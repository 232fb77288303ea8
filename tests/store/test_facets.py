from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.extraction.mentions import Status
from app.filters import EventFilter, Show, Sort, with_value, without_facet
from app.linking.events import Event, Evidence
from app.store.engine import open_session
from app.store.events import list_event_details, list_events
from app.store.facets import list_facets
from app.store.queries import MAIN_SALIENCE
from app.store.views import FacetValue
from tests.databases import new_database
from tests.random_archive import ACTORS, PLACES, PUBLISHERS, STATUSES, TOPICS, TYPES, documents, fill


def facet(session, filter: EventFilter, name: str, **more) -> tuple[FacetValue, ...]:
    return next(each.values for each in list_facets(session, filter, **more) if each.name == name)


def counts(values: Iterable[FacetValue]) -> list[tuple[str, int]]:
    return [(value.value, value.count) for value in values]


def test_values_come_by_count_then_by_name(session):
    assert counts(facet(session, EventFilter(), "topic")) == [("中美关系", 2), ("制裁", 1), ("香港", 1)]
    assert counts(facet(session, EventFilter(), "source")) == [("中央社", 2), ("法广", 2)]
    assert counts(facet(session, EventFilter(), "precision")) == [("day", 3), ("part-month", 1)]


def test_a_choice_does_not_change_its_own_facet_but_the_others(session):
    filter = EventFilter(topic=("香港",))
    assert counts(facet(session, filter, "topic")) == [("香港", 1), ("中美关系", 2), ("制裁", 1)]
    assert counts(facet(session, filter, "actor")) == [("美国", 1)]


def test_what_is_chosen_stays_in_sight(session):
    filter = EventFilter(actor=("布林肯",), actor_not=("杨洁篪",), topic=("香港", "没有的"))
    actors = facet(session, filter, "actor", limit=0)
    assert actors == (FacetValue("布林肯", 0, selected=True), FacetValue("杨洁篪", 0, excluded=True))
    topics = facet(session, filter, "topic")
    assert [(value.value, value.selected) for value in topics[:2]] == [("没有的", True), ("香港", True)]


def test_the_number_of_all_values_is_told_when_few_are_listed(session):
    actors = list_facets(session, EventFilter(), limit=1)[0]
    assert (actors.name, len(actors.values), actors.total) == ("actor", 1, 4)


def test_when_all_actors_must_take_part_the_others_say_how_far_one_more_narrows(session):
    filter = EventFilter(actor=("布林肯",), actor_all=True)
    assert counts(facet(session, filter, "actor")) == [("布林肯", 1), ("崔天凯", 1), ("杨洁篪", 1)]


# What a filter means, said once more in plain Python over the events themselves.


def passes(event: Event, filter: EventFilter) -> bool:
    actors = values(event, "actor", filter)
    sources = values(event, "source", filter)
    (status,) = values(event, "status", filter) or {None}
    chosen = [name in actors for name in filter.actor]
    return all(
        (
            not chosen or (all(chosen) if filter.actor_all else any(chosen)),
            not actors & set(filter.actor_not),
            not filter.topic or set(event.topics) & set(filter.topic),
            not set(event.topics) & set(filter.topic_not),
            not filter.type or event.type in filter.type,
            event.type not in filter.type_not,
            not filter.status or status in filter.status,
            status not in filter.status_not,
            not filter.place or event.place in filter.place,
            event.place not in filter.place_not,
            not filter.source or sources & set(filter.source),
            not sources & set(filter.source_not),
            not filter.precision or event.precision in filter.precision,
            event.precision not in filter.precision_not,
            not filter.known or told(event, filter),
            filter.shows_all or (event.salience >= MAIN_SALIENCE and not event.background and not event.folded_into),
            not filter.first or (event.last is not None and event.last >= filter.first),
            not filter.last or (event.first is not None and event.first <= filter.last),
            not filter.undated or event.first is None,
            says(event, filter.words),
        )
    )


PUBLISHED = {each.document.key: each.extraction.reference.day for each in documents()}
PUBLISHER = {each.document.key: each.document.publisher for each in documents()}


def told(event: Event, filter: EventFilter) -> list[Evidence]:
    """The evidence that was published by the known day."""
    if filter.known is None:
        return list(event.evidence)
    return [each for each in event.evidence if (day := PUBLISHED[each.document_key]) and day <= filter.known]


def status(event: Event, filter: EventFilter) -> set[str]:
    """The status that the reports of the known day give: none of theirs denies, all speak of what happened or is
    planned."""
    known = told(event, filter)
    if filter.known is None or not known:
        return {event.status} if filter.known is None else set()
    said = [(each.mention.status, PUBLISHED[each.document_key]) for each in known]
    if any(each == Status.HAPPENED and (event.last is None or day >= event.last) for each, day in said):
        return {Status.HAPPENED}
    ahead = event.first is not None and all((event.first - day).days > 1 for _, day in said)
    if ahead or any(each == Status.PLANNED for each, _ in said):
        return {Status.LAPSED if event.last and event.last < filter.known else Status.PLANNED}
    return {Status.HAPPENED}


def says(event: Event, words: str) -> bool:
    texts = {each.document.key: each.document for each in documents()}
    said = [event.title, *(participant.actor.name for participant in event.participants)]
    for evidence in event.evidence:
        said.append(texts[evidence.document_key].quote(evidence.mention.start, evidence.mention.end))
    folded = [text.replace("計劃會談", "计划会谈") for text in said]
    return all(any(word.lstrip("-") in text for text in folded) != word.startswith("-") for word in words.split())


def values(event: Event, name: str, filter: EventFilter) -> set[str]:
    actors = [participant.actor for participant in event.participants]
    return {
        "actor": {actor.name for actor in actors}
        | {actor.country for actor in actors if actor.country and filter.actor_people},
        "topic": set(event.topics),
        "type": {event.type},
        "status": status(event, filter),
        "place": {event.place} if event.place else set(),
        "source": {PUBLISHER[each.document_key] for each in told(event, filter)} - {None},
        "precision": {event.precision},
    }[name]


def some(choices) -> st.SearchStrategy:
    listed = sorted({str(choice) for choice in choices if choice})
    return st.sets(st.sampled_from(listed), max_size=2).map(lambda each: tuple(sorted(each)))


names = [*(actor.name for actor in ACTORS), "美国"]
days = st.none() | st.dates(date(2021, 1, 28), date(2021, 4, 2))
filters = st.builds(
    EventFilter,
    words=st.sampled_from(["", "", "会谈", "制裁", "-制裁", "会谈 -24", "24", "谈", "甲", "會談"]).map(
        lambda words: words.replace("會談", "会谈")
    ),
    actor=some(names),
    actor_not=some(names[:2]),
    actor_all=st.booleans(),
    actor_people=st.booleans(),
    topic=some(TOPICS),
    topic_not=some(TOPICS[:1]),
    type=some(TYPES),
    type_not=some(TYPES[:1]),
    status=some((*STATUSES, Status.LAPSED)),
    status_not=some(STATUSES[:1]),
    place=some(PLACES),
    place_not=some(PLACES[:1]),
    source=some(PUBLISHERS),
    source_not=some(PUBLISHERS[:1]),
    precision=some(["day", "month"]),
    precision_not=some(["month"]),
    first=days,
    last=days,
    undated=st.booleans(),
    known=st.none() | st.dates(date(2021, 2, 27), date(2021, 3, 4)),
    show=st.none() | st.sampled_from(Show),
    sort=st.sampled_from(Sort),
)


@pytest.fixture(scope="module")
def database(kind, tmp_path_factory):
    engine = new_database(kind, tmp_path_factory.mktemp("facets"))
    yield engine
    engine.dispose()


@pytest.fixture(scope="module", params=range(4))
def many(request, kind, database) -> tuple[Event, ...]:
    if kind != "sqlite" and request.param:
        pytest.skip("one archive tells of the other database, too")
    return fill(database, seed=request.param, size=40)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filter=filters)
def test_list_count_facets_and_export_agree_with_the_meaning_of_the_filter(database, many, filter):
    kept = {event.id for event in many if passes(event, filter)}
    with open_session(database) as session:
        page = list_events(session, filter, limit=200)
        assert {line.id for line in page.lines} == kept
        assert page.total == len(page.lines)
        assert page.mentions == sum(len(told(event, filter)) for event in many if event.id in kept)
        assert page.total + page.hidden == sum(passes(event, replace(filter, show=Show.ALL)) for event in many)
        statuses = {event.id: {str(each) for each in values(event, "status", filter)} for event in many}
        assert all({line.status} == statuses[line.id] for line in page.lines)
        assert [detail.line.id for detail in list_event_details(session, filter, batch=9)] == [
            line.id for line in page.lines
        ]
        for each in list_facets(session, filter):
            others = filter if each.name == "actor" and filter.actor_all else without_facet(filter, each.name)
            shown = [event for event in many if passes(event, others)]
            expected = Counter(value for event in shown for value in values(event, each.name, filter))
            assert {value.value: value.count for value in each.values if value.count} == dict(expected)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filter=filters)
def test_choosing_a_first_value_shows_as_many_events_as_it_promised(database, many, filter):
    with open_session(database) as session:
        for each in list_facets(session, filter):
            bare = without_facet(filter, each.name)
            for value in each.values:
                if not (filter.actor_all and each.name == "actor"):
                    assert list_events(session, with_value(bare, each.name, value.value)).total == value.count
