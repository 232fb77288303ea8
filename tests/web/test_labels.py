"""Every value of a closed set has words."""

from enum import StrEnum

import pytest

from app.extraction.mentions import (
    Anchor,
    AnchorKind,
    EventType,
    Precision,
    Role,
    StatementKind,
    Status,
    TimeKind,
    TimeMention,
)
from app.extraction.unused import Reason, TimeUse
from app.extraction.usable import Unusable
from app.filters import FACETS
from app.linking.events import Stand
from app.reading.document import LeftOutKind, WitnessKind
from app.store.problems import Fault
from app.web import labels
from app.web.language import plain

SETS: list[tuple[type[StrEnum], dict[str, str]]] = [
    (EventType, labels.TYPES),
    (Status, labels.STATUSES),
    (Precision, labels.PRECISIONS),
    (Role, labels.ROLES),
    (TimeUse, labels.TIME_USES),
    (Unusable, labels.TIME_REASONS),
    (Reason, labels.TIME_REASONS),
    (StatementKind, labels.STATEMENTS),
    (LeftOutKind, labels.LEFT_OUT),
    (WitnessKind, labels.WITNESSES),
    (Stand, labels.STANDS),
    (Fault, labels.FAULTS),
]


@pytest.mark.parametrize(("values", "words"), SETS, ids=[values.__name__ for values, _ in SETS])
def test_every_value_has_words(values: type[StrEnum], words: dict[str, str]) -> None:
    assert set(values) <= set(words)
    assert len({words[value] for value in values}) == len(values)


def test_every_facet_has_a_name() -> None:
    assert set(FACETS) == set(labels.FACETS)


REASONS = [
    ("shared 崔天凯、王毅:2.40", "共同的行为者：崔天凯、王毅（+2.40）"),
    ("same-day:0.60", "日期相同（+0.60）"),
    ("near-trigger 会谈:0.40", "用词相近：会谈（+0.40）"),
    ("moved next-day", "因时区相差一日"),
    ("moved somehow", "moved somehow"),
    ("something-new:1.00", "something-new:1.00"),
    ("plain", "plain"),
]


@pytest.mark.parametrize(("code", "words"), REASONS)
def test_reasons_are_told_in_words(code: str, words: str) -> None:
    assert labels.reason(code) == words


@pytest.mark.parametrize(
    ("code", "words"), [("sources:1.20", ("独立来源多", "+1.20")), ("caption:-0.50", ("只有图片说明提到", "-0.50"))]
)
def test_the_parts_of_a_weight_are_told_in_words(code: str, words: tuple[str, str]) -> None:
    assert labels.salience(code) == words


@pytest.mark.parametrize(
    ("name", "subject", "words"),
    [
        ("day", "", "日期"),
        ("number", "人", "数目（人）"),
        ("title", "杨洁篪", "杨洁篪的头衔"),
        ("character", "战略对话", "定性（战略对话）"),
    ],
)
def test_a_point_is_called_by_its_subject(name: str, subject: str, words: str) -> None:
    assert labels.slot(name, subject) == words


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        (Anchor(AnchorKind.REFERENCE, words="front-matter", why="implicit"), "未写日期，取发布日"),
        (Anchor(AnchorKind.REFERENCE, words="dateline", why="implicit"), "未写日期，取电头所记之日"),
        (Anchor(AnchorKind.MENTION, words="周三", why="day-said-before"), "未写日期，取前文所说的“周三”"),
        (Anchor(AnchorKind.ITEM, words="23:10", why="implicit"), "未写日期，取本则所标的“23:10”"),
    ],
)
def test_words_without_a_day_say_whose_day_they_have(anchor: Anchor, words: str) -> None:
    time = TimeMention(0, 0, "", TimeKind.DATE, "implicit", anchor=anchor)
    assert plain(labels.implied(time)) == words
