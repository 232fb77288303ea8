from datetime import date

import pytest

from app.extraction.mentions import Precision, Status
from app.linking.events import Event
from app.reading.document import Document
from tests.extraction.articles import article
from tests.linking.linked import events, texts

AFTER = date(2023, 5, 21)
PLAN = article("岸田文雄将于5月20日在首尔会见尹锡悦。", name="plan")
REPORT = article("岸田文雄5月20日在首尔会见尹锡悦。", published=AFTER, name="report")
DENIAL = article("岸田文雄5月20日没有在首尔会见尹锡悦。", published=AFTER, name="denial")
ELSEWHERE = article("莫迪5月25日抵达悉尼。", published=date(2023, 5, 25), name="elsewhere")


def one(*documents: Document) -> Event:
    (event,) = events(*documents)
    return event


@pytest.mark.parametrize(
    ("documents", "status"),
    [
        ([PLAN], Status.PLANNED),
        ([REPORT], Status.HAPPENED),
        ([PLAN, REPORT], Status.HAPPENED),
        ([DENIAL], Status.DENIED),
        ([PLAN, DENIAL], Status.DENIED),
        ([PLAN, ELSEWHERE], Status.LAPSED),
    ],
)
def test_a_plan_has_happened_only_when_a_later_report_says_so(documents: list[Document], status: Status) -> None:
    (meeting,) = [e for e in events(*documents) if e.first == date(2023, 5, 20)]
    assert meeting.status is status


def test_the_plan_stays_as_evidence_of_what_happened() -> None:
    event = one(PLAN, REPORT)
    assert [(e.document_key[-6:], e.mention.status.value) for e in event.evidence] == [
        ("g/plan", "planned"),
        ("report", "happened"),
    ]


@pytest.mark.parametrize(
    ("paragraphs", "edtf", "first", "last"),
    [
        (("岸田文雄与尹锡悦5月16日会谈。",), "2023-05-16", date(2023, 5, 16), date(2023, 5, 16)),
        (
            ("岸田文雄与尹锡悦5月15日至16日会谈。", "岸田文雄与尹锡悦5月16日会谈。"),
            "2023-05-15/2023-05-16",
            date(2023, 5, 15),
            date(2023, 5, 16),
        ),
        (("岸田文雄与尹锡悦5月初在首尔会谈。", "岸田文雄与尹锡悦5月6日在首尔会谈。"), "2023-05-06", None, None),
        (("岸田文雄与尹锡悦3月在首尔会谈。",), "2023-03", date(2023, 3, 1), date(2023, 3, 31)),
    ],
)
def test_the_finest_date_counts_and_of_days_all_that_are_named(
    paragraphs: tuple[str, ...], edtf: str, first: date | None, last: date | None
) -> None:
    event = one(*texts(*paragraphs))
    assert event.edtf == edtf
    if first:
        assert (event.first, event.last) == (first, last)


def test_the_date_names_the_mention_that_it_comes_from() -> None:
    coarse = article("岸田文雄与尹锡悦5月在首尔会谈。", published=date(2023, 6, 20), name="coarse")
    fine = article("岸田文雄和尹锡悦5月16日在首尔会谈。", name="fine")
    event = one(coarse, fine)
    (dating,) = [e.mention for e in event.evidence if e.mention.key == event.date_from]
    assert dating.time is not None and dating.time.expression == "5月16日"
    assert event.precision is Precision.DAY


def test_the_id_is_the_key_of_the_first_report_and_evidence_comes_by_publication() -> None:
    early = article("尹锡悦5月16日会见岸田文雄。", published=date(2023, 5, 16), name="z")
    late = article("岸田文雄与尹锡悦5月16日会谈。", published=date(2023, 5, 19), name="a")
    undated = article("岸田文雄5月16日同尹锡悦会谈。", published=None, name="b")
    event = one(late, undated, early)
    assert [e.document_key[-1] for e in event.evidence] == ["z", "a", "b"]
    assert event.id == event.evidence[0].mention.key


def test_documents_and_sources_are_counted_apart() -> None:
    event = one(*texts("岸田文雄与尹锡悦5月16日会谈。", "尹锡悦5月16日会见到访的岸田文雄。"), REPRINT)
    assert (event.documents, event.sources) == (3, 2)


REPRINT = article("岸田文雄与尹锡悦5月16日会谈。", name="reprint")


@pytest.mark.parametrize(
    ("paragraphs", "names"),
    [
        (("岸田文雄与尹锡悦5月16日会谈。", "尹锡悦5月16日会见岸田文雄。"), {"岸田文雄", "尹锡悦", "日本", "韩国"}),
        (
            ("美国5月16日制裁伊朗。", "美国5月16日对伊朗实施制裁。", "伊朗5月16日遭美国财政部制裁。"),
            {"美国", "伊朗", "美国财政部"},
        ),
        (
            (
                "美国5月16日制裁伊朗。",
                "美国5月16日对伊朗实施制裁。",
                "美国5月16日对伊朗采取制裁措施。",
                "美国5月16日宣布制裁伊朗。",
                "美国5月16日决定制裁伊朗。",
                "伊朗5月16日遭美国财政部制裁。",
            ),
            {"美国", "伊朗"},
        ),
    ],
)
def test_everybody_whom_a_fifth_of_the_mentions_name_takes_part(paragraphs: tuple[str, ...], names: set[str]) -> None:
    event = one(*texts(*paragraphs))
    assert {p.actor.name for p in event.participants} == names


def test_a_body_that_one_of_four_sayings_is_about_takes_no_part() -> None:
    said = ("计划不变", "比利时应当行动", "国民党应当行动", "天气很好")
    event = one(*texts(*(f"朔尔茨5月16日在记者会上表示，{words}。" for words in said)))
    assert {p.actor.name for p in event.participants} == {"朔尔茨", "德国", "比利时"}


def test_the_finest_place_is_kept() -> None:
    event = one(*texts("马朝旭5月16日在阿拉斯加会见布林肯。", "马朝旭5月16日在安克雷奇会见布林肯。"))
    assert event.place == "安克雷奇"


def test_at_most_four_topics_are_kept() -> None:
    assert len(one(*texts("美国5月16日制裁伊朗和俄罗斯的银行、军工企业和科技公司。")).topics) <= 4
