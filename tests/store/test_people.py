"""Actors as a directory: found by any name, with what the archive holds of each."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.filters import EventFilter, Show
from app.store.engine import open_session
from app.store.people import (
    find_bearers,
    find_near,
    get_person,
    is_called,
    list_people,
    list_spellings,
)
from app.store.profiles import measure
from app.store.topics import find_near_topics, get_topic, list_topics
from tests.speeches import make_speeches


@pytest.fixture(scope="module")
def session(tmp_path_factory) -> Iterator[Session]:
    engine = make_speeches(tmp_path_factory.mktemp("speeches"))
    with open_session(engine) as opened:
        yield opened
    engine.dispose()


def test_those_with_most_events_come_first(session) -> None:
    assert [(person.name, person.events, person.statements) for person in list_people(session)] == [
        ("崔天凯", 2, 2),
        ("中国", 2, 0),
        ("美国", 2, 0),
        ("沙利文", 1, 1),
        ("拜登", 0, 2),
    ]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("沙利文", ["沙利文"]),
        ("蘇利文", ["沙利文"]),
        ("Sullivan", ["沙利文"]),
        ("sulli", ["沙利文"]),
        ("Ｓｕｌｌｉｖａｎ", ["沙利文"]),
        ("ullivan", []),
        ("利文", ["沙利文"]),
        ("華府", ["美国"]),
        # 拜登政府 is another name of the country.
        ("  拜登 ", ["拜登", "美国"]),
        ("外星人", []),
        ("%", []),
        ("美", ["美国"]),
    ],
)
def test_a_search_finds_any_name(session, words, names) -> None:
    assert [person.name for person in list_people(session, words)] == names
    assert all(is_called(name, words) for name in names)


def test_a_search_says_by_which_name(session) -> None:
    (found,) = list_people(session, "蘇利文")
    assert (found.also, found.name, found.office) == ("苏利文", "沙利文", "总统国家安全事务助理")


def test_a_person_by_its_own_name_only(session) -> None:
    usa = get_person(session, "美国")
    # What is only planned, for 2031, is not seen yet.
    assert (usa.events, usa.first, usa.last) == (2, date(2021, 3, 17), date(2021, 3, 17))
    with pytest.raises(NotFound):
        get_person(session, "苏利文")
    assert find_bearers(session, "苏利文") == ("沙利文",)
    # Known to the word list, but not to the archive.
    assert find_bearers(session, "习主席") == ()


@pytest.mark.parametrize(
    ("name", "near"), [("沙利", ["沙利文"]), ("崔天楷", ["崔天凯"]), ("Sulivan", ["沙利文"]), ("外星人", [])]
)
def test_near_names(session, name, near) -> None:
    assert [person.name for person in find_near(session, name)] == near


def test_the_people_of_a_country(session) -> None:
    assert [person.name for person in list_people(session, country="美国")] == ["沙利文", "拜登"]
    assert [person.name for person in list_people(session, "sulli", "美国")] == ["沙利文"]
    assert list_people(session, country="拜登") == list_people(session, "sulli", "中国") == ()


def test_spellings_leave_out_what_is_known_already(session) -> None:
    # 苏利文 and 华府 are other names of the word list.
    assert list_spellings(session, "沙利文") == list_spellings(session, "美国") == ()
    assert [(each.words, each.count) for each in list_spellings(session, "崔天凯")] == [("中國大使", 1)]


def test_the_extent_of_a_view(session) -> None:
    extent = measure(session, EventFilter(actor=("美国",), show=Show.ALL))
    assert (extent.events, extent.documents, extent.publishers) == (2, 1, 1)
    assert extent.first is not None and extent.last is not None
    assert (extent.first.title, extent.last.title, extent.reported) == (
        "美国制裁24名官员",
        "美国制裁24名官员",
        date(2021, 3, 18),
    )


def test_topics_with_their_words(session) -> None:
    assert [(each.name, each.events) for each in list_topics(session)] == [("中美关系", 2), ("制裁", 2), ("外交", 1)]
    topic = get_topic(session, "中美关系")
    assert (topic.countries, topic.first, topic.last) == (("中国", "美国"), date(2021, 3, 17), date(2021, 3, 20))
    with pytest.raises(NotFound):
        get_topic(session, "体育")


@pytest.mark.parametrize(
    ("words", "names"), [("diplomacy", ["外交"]), ("峰會", ["外交"]), ("制裁", ["制裁"]), ("足球", [])]
)
def test_topics_are_found_by_their_words(session, words, names) -> None:
    assert [each.name for each in list_topics(session, words)] == names


def test_near_topics(session) -> None:
    assert find_near_topics(session, "中美")[0].name == "中美关系"
    assert find_near_topics(session, "") == find_near_topics(session, "量子") == ()
