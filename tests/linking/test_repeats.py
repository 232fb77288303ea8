"""What is folded, what is background, and what a run tells of its limits."""

from datetime import date

from app.linking import link
from tests.extraction.articles import article
from tests.linking.linked import events, linked


def test_an_event_recalled_years_later_is_background() -> None:
    recalled = article("岸田文雄2019年5月16日在首尔会见尹锡悦。", published=date(2023, 6, 20))
    assert [event.background for event in events(recalled)] == [True]
    fresh = article("岸田文雄5月16日在首尔会见尹锡悦。", published=date(2023, 6, 20))
    assert [event.background for event in events(fresh)] == [False]


def test_a_weak_repeat_of_the_next_day_is_folded_under_the_stronger_event() -> None:
    strong = [article("香港警方5月15日逮捕黎智英。", published=date(2023, 5, 16), name=str(n)) for n in range(3)]
    weak = article(
        "天气很好。", "街上人很多。", "香港警方5月16日又逮捕黎智英。", published=date(2023, 9, 30), name="weak"
    )
    first, second = events(*strong, weak)
    assert (first.folded_into, second.folded_into) == (None, first.id)


def test_a_repeat_of_another_actor_or_a_later_day_is_not_folded() -> None:
    strong = [article("香港警方5月10日逮捕黎智英。", published=date(2023, 5, 11), name=str(n)) for n in range(3)]
    weak = article(
        "天气很好。", "街上人很多。", "香港警方5月16日又逮捕黎智英。", published=date(2023, 9, 30), name="weak"
    )
    assert [event.folded_into for event in events(*strong, weak)] == [None, None]


def test_a_run_tells_of_crowded_days_and_of_documents_from_the_future() -> None:
    crowd = [article(f"岸田文雄5月16日在首尔会见尹锡悦，第{n}次报道。", name=str(n)) for n in range(70)]
    far = article("岸田文雄5月16日在首尔会见尹锡悦。", published=date(2099, 1, 1), name="far")
    notices = link(linked(*crowd, far)).notices
    assert any(notice.startswith("2023-05-16: ") for notice in notices)
    assert any(notice.startswith("far.txt: speaks from 2099-01-01") for notice in notices)
    assert link(linked(*crowd[:5])).notices == ()
