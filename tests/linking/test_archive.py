"""An archive that grows and shrinks: after any history it holds what one full run over its documents gives."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.linking import link, linking_of
from app.linking.archive import Archive, latest_versions
from app.linking.blocks import LONGEST_POSTING
from app.linking.events import Event, LinkedDocument
from tests.extraction.articles import article
from tests.linking.linked import linked, texts
from tests.linking.test_link import sentences

DAYS = (date(2023, 5, 15), date(2023, 5, 17), date(2023, 5, 22), date(2023, 7, 1), date(2022, 5, 17), None)
TITLES = ("", "岸田文雄会见尹锡悦", "美国制裁日本", "拜登：谈判有进展")

drawn_documents = st.builds(
    lambda words, title, day: (words, title, day),
    st.lists(sentences, min_size=1, max_size=3),
    st.sampled_from(TITLES),
    st.sampled_from(DAYS),
)


@st.composite
def pools(draw: st.DrawFn) -> list[LinkedDocument]:
    drawn = draw(st.lists(drawn_documents, min_size=3, max_size=9))
    return linked(
        *(article(*words, title=title, published=day, name=str(n)) for n, (words, title, day) in enumerate(drawn))
    )


def by_id(events: dict[str, Event], changed: tuple[Event, ...], dropped: tuple[str, ...]) -> dict[str, Event]:
    kept = {id: event for id, event in events.items() if id not in dropped}
    return kept | {event.id: event for event in changed}


@settings(max_examples=150, deadline=None)
@given(pools(), st.data())
def test_any_history_leads_to_what_a_full_run_gives(pool: list[LinkedDocument], data: st.DataObject) -> None:
    """Documents come one by one or together, in any order, and go again; the changes tell of every difference."""
    archive, present, seen = Archive(), {}, {}
    for _ in range(data.draw(st.integers(1, 5))):
        removed = data.draw(st.lists(st.sampled_from(sorted(present)), unique=True)) if present else []
        added = data.draw(st.lists(st.sampled_from(pool), unique_by=lambda d: d.document.key))
        changes = archive.update(added, removed)
        present = {k: d for k, d in present.items() if k not in removed} | {d.document.key: d for d in added}
        seen = by_id(seen, changes.events, changes.dropped)
    assert linking_of(archive) == link(list(present.values()))
    assert sorted(seen) == sorted(event.id for event in archive.memory.events.values())
    assert all(seen[event.id] == event for event in archive.memory.events.values())


def test_a_new_document_changes_only_the_events_it_touches() -> None:
    archive = Archive()
    archive.update(linked(*texts("岸田文雄与尹锡悦5月16日会谈。", "美国5月10日宣布制裁伊朗。")))
    changes = archive.update(linked(article("尹锡悦周二会见岸田文雄。", name="new")))
    assert [event.documents for event in changes.events] == [2]
    assert len(changes.dropped) == 1


def test_a_document_that_dates_an_undated_one_moves_its_events() -> None:
    archive = Archive()
    archive.update(linked(article("岸田文雄5月16日在首尔同尹锡悦会谈。", published=None, name="undated")))
    assert [event.first for event in archive.memory.events.values()] == [None]
    archive.update(linked(*texts("岸田文雄星期二与尹锡悦在首尔举行会谈。")))
    assert [event.first for event in archive.memory.events.values()] == [date(2023, 5, 16)]
    archive.update(removed=["https://example.org/document-0"])
    assert [event.first for event in archive.memory.events.values()] == [None]


def test_of_two_texts_under_one_address_the_later_counts() -> None:
    old, new = (
        linked(article("岸田文雄5月16日会见尹锡悦。", published=day, name="same"))[0]
        for day in (date(2023, 5, 17), date(2023, 5, 18))
    )
    assert latest_versions([new, old]) == latest_versions([old, new]) == {new.document.key: new}
    assert link([old, new]) == link([new])


def test_a_document_from_the_far_future_makes_no_plan_lapse() -> None:
    plan = article("拜登将于5月20日会见普京。", name="plan")
    far = article("马克龙会见朔尔茨。", published=date(2099, 1, 1), name="far")
    statuses = {e.status.value for e in link(linked(plan, far)).events if e.first == date(2023, 5, 20)}
    assert statuses == {"planned"}


@pytest.mark.parametrize("count", [LONGEST_POSTING * 3])
def test_many_mentions_on_one_day_make_no_giant_event_and_miss_no_copy(count: int) -> None:
    different = [
        article(f"{name}5月16日会见尹锡悦。", name=f"d{n}") for n, name in enumerate(("拜登", "普京", "马克龙"))
    ]
    same = [article(f"岸田文雄5月16日在首尔会见尹锡悦，这是第{n}次报道。", name=f"s{n}") for n in range(count)]
    found = link(linked(*different, *same)).events
    assert sorted(event.documents for event in found) == [1, 1, 1, count]
