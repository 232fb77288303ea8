"""A case marks the trigger in its clause: 两国没有[会谈]。"""

from datetime import date

import pytest

from app.extraction.mentions import Precision, Status, TimeKind, TimeMention
from app.extraction.status import Verdict, judge
from tests.extraction.articles import DAY, found_in


def verdict(marked: str, time: TimeMention | None = None, reference: date | None = DAY, noun: bool = True) -> Verdict:
    before, rest = marked.split("[")
    trigger, after = rest.split("]")
    return judge(before + trigger + after, before, after, time, reference, noun)


def on(day: date) -> TimeMention:
    words = f"{day.month}月{day.day}日"
    return TimeMention(0, 5, words, TimeKind.DATE, "test", day.isoformat(), day, day, Precision.DAY)


@pytest.mark.parametrize(
    ("clause", "cue"),
    [
        ("两国举行[会谈]。", ""),
        ("两国已举行[会谈]。", "已"),
        ("两国举行了[会谈]。", "了"),
        ("将军举行[会谈]。", ""),
        ("双方就将来的合作举行[会谈]。", ""),
        ("将近百人参加[会谈]。", ""),
        ("警方将两人[移交]。", ""),
        ("世卫组织将猴痘列为[紧急事件]。", ""),
        ("警方将5名嫌疑人[移交]。", ""),
        ("不过两国举行[会谈]。", ""),
        ("不同的代表举行[会谈]。", ""),
        ("《两国关于未来合作的安排》[签署]。", ""),
    ],
)
def test_a_plain_clause_tells_what_happened(clause: str, cue: str) -> None:
    assert verdict(clause) == Verdict(Status.HAPPENED, cue)


@pytest.mark.parametrize(
    ("clause", "cue"),
    [
        ("两国将举行[会谈]。", "将"),
        ("两国即将举行[会谈]。", "即将"),
        ("两国计划举行[会谈]。", "计划"),
        ("两国拟于首都举行[会谈]。", "拟于"),
        ("两国准备举行[会谈]。", "准备"),
        ("两国有望举行[会谈]。", "有望"),
        ("[会谈]将在首都举行。", "将"),
        ("[会谈]定于下午举行。", "定于"),
    ],
)
def test_a_word_of_the_future_makes_a_plan(clause: str, cue: str) -> None:
    assert verdict(clause) == Verdict(Status.PLANNED, cue)


@pytest.mark.parametrize(
    "clause",
    [
        "两国没有举行[会谈]。",
        "两国并未举行[会谈]。",
        "两国未能举行[会谈]。",
        "两国不会举行[会谈]。",
        "一方拒绝举行[会谈]。",
        "总统缺席[会谈]。",
        "两国取消了[会谈]。",
        "两国推迟原定的[会谈]。",
        "[会谈]被取消。",
        "[会谈]因故取消。",
        "[会谈]未能举行。",
    ],
)
def test_what_is_negated_or_called_off_is_denied(clause: str) -> None:
    assert verdict(clause).status is Status.DENIED


@pytest.mark.parametrize(
    "clause",
    [
        "如果两国举行[会谈]，",
        "一旦两国举行[会谈]，",
        "除非两国举行[会谈]，",
        "假如[会谈]破裂，",
        "两国可能举行[会谈]。",
        "他希望举行[会谈]。",
        "他呼吁举行[会谈]。",
        "他要求举行[会谈]。",
    ],
)
def test_what_is_only_supposed_or_hoped_is_nothing(clause: str) -> None:
    assert verdict(clause).status is None


@pytest.mark.parametrize(
    ("clause", "day", "status"),
    [
        ("5月18日举行[会谈]。", date(2023, 5, 18), Status.PLANNED),
        ("5月17日举行[会谈]。", date(2023, 5, 17), Status.HAPPENED),
        ("5月16日举行[会谈]。", date(2023, 5, 16), Status.HAPPENED),
        ("5月16日将举行[会谈]。", date(2023, 5, 16), Status.PLANNED),
        ("5月18日不会举行[会谈]。", date(2023, 5, 18), Status.DENIED),
        ("如果5月18日举行[会谈]，", date(2023, 5, 18), None),
        ("他希望5月18日举行[会谈]。", date(2023, 5, 18), None),
    ],
)
def test_a_day_ahead_of_the_document_makes_a_plan(clause: str, day: date, status: Status | None) -> None:
    assert verdict(clause, on(day)).status is status


def test_without_a_reference_day_only_the_words_decide() -> None:
    far = on(date(2099, 1, 1))
    assert verdict("两国举行[会谈]。", far, reference=None).status is Status.HAPPENED
    assert verdict("两国将举行[会谈]。", far, reference=None).status is Status.PLANNED


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("拜登5月16日会见普京。", Status.HAPPENED),
        ("拜登5月16日會見普京。", Status.HAPPENED),
        ("拜登将于5月20日会见普京。", Status.PLANNED),
        ("法国定于6月1日举行选举。", Status.PLANNED),
        ("5月16日，美国宣布将制裁伊朗公司。", Status.PLANNED),
        ("5月16日，美国宣布制裁伊朗公司。", Status.HAPPENED),
        ("会谈延至5月20日举行。", Status.PLANNED),
        ("会谈改到5月20日举行。", Status.PLANNED),
        ("原定5月16日举行的会谈被取消。", Status.DENIED),
        ("拜登5月16日没有访问日本。", Status.DENIED),
        ("拜登5月16日未出席峰会。", Status.DENIED),
        ("中美5月16日尚未达成协议。", Status.DENIED),
        ("普京缺席5月16日的峰会。", Status.DENIED),
        ("会谈推迟到5月20日举行。", Status.PLANNED),
        ("法国三人是星期四（5月18日）被捕的。", Status.HAPPENED),
        ("法国5月18日宣布制裁三家公司。", Status.HAPPENED),
        ("法国5月19日宣布制裁三家公司。", Status.PLANNED),
        ("拜登5月16日取消对日本的访问。", Status.DENIED),
        ("拜登5月16日推迟访问日本。", Status.DENIED),
        ("拜登5月16日宣布取消访问日本。", Status.DENIED),
        ("两国5月16日的会谈难以举行。", Status.DENIED),
        ("他5月16日不同意释放人质。", Status.DENIED),
        ("安理会5月16日未能通过声明。", Status.DENIED),
        ("拜登5月23日宣布制裁伊朗。", Status.PLANNED),
    ],
)
def test_an_event_has_the_status_that_its_sentence_asserts(text: str, status: Status) -> None:
    _, found = found_in(text)
    assert [event.status for event in found.events] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "如果5月20日举行会谈，双方将讨论停火。",
        "一旦5月20日谈判破裂，战争将继续。",
        "若5月16日举行会谈，战争就会结束。",
        "两国5月16日可能举行会谈。",
        "2019年两国没有签署协议。",
        "白宫希望5月16日与议员会谈。",
        "马克龙希望5月20日与普京会晤。",
        "美国敦促朝鲜5月20日重返谈判。",
    ],
)
def test_what_is_not_asserted_founds_no_event(text: str) -> None:
    _, found = found_in(text)
    assert [event for event in found.events if event.time] == []


def test_what_is_demanded_for_a_day_is_set_for_it() -> None:
    _, found = found_in("法国5月16日要求比利时5月20日关闭总领事馆。")
    assert [(e.time.expression, e.status) for e in found.events if e.time] == [
        ("5月16日", Status.HAPPENED),
        ("5月20日", Status.PLANNED),
    ]
