"""The view as JSON: the same events as the page, or a clear error."""

import csv
import io
import re
from random import Random

import pytest
from fastapi.testclient import TestClient

from tests.web.specimens import MEETING


def test_the_json_holds_the_events_of_the_view_with_their_quotes(site: TestClient) -> None:
    events = site.get("/timeline.json?actor=拜登").json()["events"]
    assert [event["id"] for event in events] == [MEETING.id]
    assert len(events[0]["mentions"]) == 3


@pytest.mark.parametrize(("query", "count"), [("", 9), ("?status=denied", 1), ("?q=外星人", 0)])
def test_it_agrees_with_the_page(site: TestClient, query: str, count: int) -> None:
    assert len(site.get(f"/timeline.json{query}").json()["events"]) == count
    assert f"<strong>{count}</strong> 个事件" in site.get(f"/timeline{query}").text


def test_a_view_is_also_a_table_a_feed_and_a_calendar(site: TestClient) -> None:
    table = site.get("/timeline.csv?actor=拜登")
    assert table.headers["Content-Disposition"] == 'attachment; filename="timeline.csv"'
    assert [row["id"] for row in csv.DictReader(io.StringIO(table.text.lstrip("\ufeff")))] == [MEETING.id]
    feed = site.get("/timeline.atom?actor=拜登").text
    assert f"<id>http://testserver/events/{MEETING.id}</id>" in feed and feed.count("<entry>") == 1
    assert f"UID:{MEETING.id}@annals" in site.get("/timeline.ics?actor=拜登").text
    page = site.get("/timeline?actor=拜登").text
    for suffix in ("csv", "json", "atom", "ics"):
        assert f'href="/timeline.{suffix}?actor=%E6%8B%9C%E7%99%BB"' in page


CONDITIONS = (
    ("q=会谈", "q=制裁 -崔天凯", "q=24", "q=Biden"),
    ("actor=美国", "actor=崔天凯&actor=美国", "actor.not=拜登"),
    ("actor.mode=all", "actor.people=1"),
    ("topic=香港", "topic.not=香港"),
    ("type=CONSULT", "type.not=STATEMENT"),
    ("status=happened", "status.not=planned", "status=lapsed&status=denied"),
    ("place=安克雷奇", "place.not=安克雷奇"),
    ("precision=day", "precision.not=month"),
    ("from=2021-03", "to=2021-03-18", "undated=1"),
    ("known=2021-03-18", "known=2021-03-20"),
    ("show=all", "show=main"),
    ("sort=newest", "sort=reported"),
)


def random_queries(seed: int, count: int) -> list[str]:
    random = Random(seed)
    parts = [random.sample(CONDITIONS, random.randrange(1, 5)) for _ in range(count)]
    return ["&".join(random.choice(choices) for choices in chosen) for chosen in parts]


@pytest.mark.parametrize("query", random_queries(seed=6, count=200))
def test_page_facets_and_files_hold_the_same_events(site: TestClient, query: str) -> None:
    page = site.get(f"/timeline?{query}").text
    assert "已忽略" not in page
    listed = re.findall(r'<article id="event-(\w+)"', page)
    assert int(re.findall(r"<strong>(\d+)</strong> 个事件", page)[0]) == len(listed)
    assert [event["id"] for event in site.get(f"/timeline.json?{query}").json()["events"]] == listed
    table = csv.DictReader(io.StringIO(site.get(f"/timeline.csv?{query}").text.lstrip("\ufeff")))
    assert [row["id"] for row in table] == listed
    feed = site.get(f"/timeline.atom?{query}").text
    assert set(re.findall(r"<id>http://testserver/events/(\w+)</id>", feed)) == set(listed)
    if "type" not in query:
        of_types = re.search(r'<details id="facet-type".*?</details>', page, re.S)
        counts = re.findall(r'facet-count">(\d+)', of_types.group() if of_types else "")
        assert sum(map(int, counts)) == len(listed)


def test_a_wrong_value_is_an_error(site: TestClient) -> None:
    response = site.get("/timeline.json?type=PARTY&from=2021")
    assert response.status_code == 422
    assert response.json() == {"errors": [{"parameter": "type", "value": "PARTY", "reason": "没有这个选项"}]}
