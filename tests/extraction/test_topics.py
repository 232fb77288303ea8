import pytest

from app.extraction.mentions import Actor, ActorKind, Participant, Role
from app.extraction.topics import find_topics
from tests.extraction.articles import found_in

CHINA = Participant(Actor("中国", ActorKind.COUNTRY), Role.AGENT, "中国")
JAPAN = Participant(Actor("日本", ActorKind.COUNTRY), Role.AGENT, "日本")
BIDEN = Participant(Actor("拜登", ActorKind.PERSON, "美国"), Role.AGENT, "拜登")


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("美国宣布制裁三家公司。", "制裁"),
        ("两国签署气候协议。", "气候变化"),
        ("法院判决他有罪。", "司法"),
        ("一场地震造成十人遇难。", "灾害事故"),
        ("联合国安理会通过决议。", "联合国"),
    ],
)
def test_one_keyword_in_the_sentence_is_enough(sentence: str, topic: str) -> None:
    assert topic in find_topics(sentence, sentence, "")


@pytest.mark.parametrize(
    ("sentence", "paragraph", "title", "found"),
    [
        ("天气很好。", "天气很好。", "", False),
        ("天气很好。", "天气很好。他谈到制裁。", "", False),
        ("天气很好。", "天气很好。", "制裁", False),
        ("天气很好。", "天气很好。他谈到制裁。", "制裁", True),
        ("他谈到制裁。", "他谈到制裁。", "", True),
        ("", "", "", False),
    ],
)
def test_paragraph_and_title_are_enough_only_together(sentence: str, paragraph: str, title: str, found: bool) -> None:
    assert ("制裁" in find_topics(sentence, paragraph, title)) is found


@pytest.mark.parametrize(
    ("participants", "topic", "found"),
    [
        ((CHINA, BIDEN), "中美关系", True),
        ((CHINA, JAPAN), "中日关系", True),
        ((CHINA,), "中美关系", False),
        ((CHINA, JAPAN), "中美关系", False),
        ((), "中美关系", False),
    ],
)
def test_two_countries_that_take_part_are_a_topic(
    participants: tuple[Participant, ...], topic: str, found: bool
) -> None:
    assert (topic in find_topics("双方会谈。", "双方会谈。", "", participants)) is found


def test_at_most_four_topics_are_given_the_strongest_first() -> None:
    words = "制裁制裁黑名单实体清单，气候，地震，法院，联合国，选举，疫苗，军演。"
    found = find_topics(words, words, "制裁黑名单")
    assert len(found) == 4 and found[0] == "制裁"


def test_an_event_carries_the_topics_of_its_words_folded() -> None:
    _, found = found_in("美國5月16日制裁伊朗。")
    assert "制裁" in found.events[0].topics
