import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extraction.mentions import EventType, Status
from app.linking.titles import LONGEST
from tests.extraction.articles import article, miss
from tests.extraction.test_extract import documents
from tests.linking.linked import events, texts


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("马克龙5月16日在柏林会见朔尔茨。", "马克龙在柏林会见朔尔茨"),
        ("5月16日，马克龙在柏林会见朔尔茨。", "马克龙在柏林会见朔尔茨"),
        ("馬克龍5月16日在柏林會見朔爾茨。", "马克龙在柏林会见朔尔茨"),
        ("据路透社报道，马克龙（Emmanuel Macron）5月16日在柏林会见朔尔茨。", "马克龙在柏林会见朔尔茨"),
        ("但5月16日，美国宣布制裁伊朗。", "美国宣布制裁伊朗"),
        ("2019年，马克龙与习近平在北京签署协议。", "马克龙与习近平在北京签署协议"),
        ("拜登5月16日表示，债务谈判取得进展。", "拜登：债务谈判取得进展"),
        ("5月16日的会谈在日内瓦举行，美国和俄罗斯派代表参加。", "美俄会谈（日内瓦）"),
        ("拜登5月16日与尹锡悦会谈。", "拜登与尹锡悦会谈"),
        ("自从俄罗斯2月24日入侵乌克兰以来，天气很好。", "俄罗斯入侵乌克兰"),
        ("自從俄羅斯2月24日入侵烏克蘭以來，天氣很好。", "俄罗斯入侵乌克兰"),
        ("不料马克龙5月16日被捕入狱。", "马克龙被捕入狱"),
        ("5月16日卸任的总统马克龙天天散步。", "马克龙卸任"),
        ("拜登5月16日说，如果谈判失败，美国将会退出。", "拜登：美国将会退出"),
        ("拜登5月16日说，5月20日天气很好，美国很高兴。", "拜登：美国很高兴"),
        ("原定于5月16日举行的美俄会谈被取消。", "美俄会谈被取消"),
        ("拜登5月16日说，无论谈判成败，两国的友谊，美国都会继续援助。", "拜登：美国都会继续援助"),
        ("（2）马克龙5月16日会见朔尔茨。", "马克龙会见朔尔茨"),
        ("马克龙5月16日在柏林演讲时说，在过去一周，局势有所好转。", "马克龙：局势有所好转"),
        ("马克龙5月16日说，“在各方大力支持下”，“谈判取得进展”。", "马克龙：谈判取得进展"),
        ("马克龙5月16日告诉《费加罗报》，法国支持和谈。", "马克龙：法国支持和谈"),
        ("马克龙5月16日说，这是“艰难”的决定。", "马克龙：这是艰难的决定"),
        ("5月16日生效的《国家安全法》影响很大。", "《国家安全法》生效"),
        ("在马克龙领导下，法国5月16日通过了新的法律。", "法国通过了新的法律"),
    ],
)
def test_a_title_is_the_words_of_the_source_without_date_source_and_brackets(text: str, title: str) -> None:
    (event,) = events(article(text))
    assert event.title == title


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("马克龙柏林会见朔尔茨", "马克龙柏林会见朔尔茨"),
        ("快讯：马克龙会见朔尔茨", "马克龙会见朔尔茨"),
        miss("马克龙会见朔尔茨为何重要？", "马克龙在柏林会见朔尔茨", why="a question is a title once its mark is cut"),
        ("欧洲的天气", "马克龙在柏林会见朔尔茨"),
        ("马克龙会见朔尔茨 两人很高兴", "马克龙会见朔尔茨"),
    ],
)
def test_a_headline_that_tells_of_the_event_is_its_title(headline: str, title: str) -> None:
    (event,) = events(article("马克龙周二在柏林会见朔尔茨。", title=headline))
    assert event.title == title


def test_the_scene_of_words_is_a_title_without_the_words() -> None:
    titles = [event.title for event in events(article("马克龙5月16日在柏林会见朔尔茨时表示，双方有分歧。"))]
    assert titles == ["马克龙在柏林会见朔尔茨", "马克龙：双方有分歧"]


def test_what_has_happened_is_not_called_by_the_words_that_announced_it() -> None:
    plan = article("马克龙将于5月18日会见朔尔茨。", title="马克龙最快周四会见朔尔茨", name="a")
    done = article("马克龙5月18日会见朔尔茨。", published=date(2023, 5, 18), name="b")
    (event,) = events(plan, done)
    assert (event.status, event.title) == (Status.HAPPENED, "马克龙会见朔尔茨")


def test_the_title_of_a_denied_plan_says_so() -> None:
    (event,) = events(*texts("岸田文雄5月16日没有会见尹锡悦。"))
    assert "没有" in event.title


@settings(max_examples=60)
@given(st.lists(documents, min_size=1, max_size=3))
def test_no_title_is_longer_than_a_line_or_ends_in_the_middle(found: list[object]) -> None:
    for event in events(*found):  # type: ignore[arg-type]
        assert 0 < len(event.title) <= LONGEST == 28
        assert not re.search(r"[的在于和与及将并就对被把，、：；。\s]$", event.title)
        assert not re.search(r"^[的，、：；。\s]|在的|于的|于在|在于在", event.title)
        if event.type is not EventType.STATEMENT:
            assert not re.search(r"5月16日|星期二|昨天|5月15日至17日", event.title)
