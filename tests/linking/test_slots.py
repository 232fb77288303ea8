"""Where sources differ: a conflict only where both cannot hold."""

from datetime import date

import pytest

from app.linking.events import Event, Stand
from app.linking.slots import slots_of
from app.reading.document import Document
from tests.extraction.articles import article
from tests.linking.linked import events, node

DAY = date(2023, 5, 17)


def stands(event: Event, name: str) -> dict[str, str]:
    return {value.value: value.stand.value for slot in event.slots if slot.name == name for value in slot.values}


def documents(*paragraphs: str) -> list[Document]:
    return [article(words, published=date(2023, 6, 20), name=str(n)) for n, words in enumerate(paragraphs)]


@pytest.mark.parametrize(
    ("paragraphs", "slot", "expected"),
    [
        (
            ("岸田文雄5月16日在首尔会见尹锡悦。", "岸田文雄与尹锡悦5月的首尔会谈取得成果。"),
            "day",
            {"2023-05-16": "agrees", "2023-05-01/2023-05-31": "less-precise"},
        ),
        (
            ("岸田文雄与尹锡悦5月16日在首尔会谈。", "岸田文雄与尹锡悦5月15日至16日在首尔会谈。"),
            "day",
            {"2023-05-16": "agrees", "2023-05-15/2023-05-16": "agrees"},
        ),
        (
            ("岸田文雄5月16日在安克雷奇会见尹锡悦。", "岸田文雄5月16日在阿拉斯加会见尹锡悦。"),
            "place",
            {"安克雷奇": "agrees", "阿拉斯加": "less-precise"},
        ),
        (
            ("美国5月16日宣布制裁24名伊朗官员。", "美国5月16日宣布制裁14名伊朗官员。"),
            "number",
            {"24名": "conflicts", "14名": "conflicts"},
        ),
        (
            ("美国5月16日宣布制裁24名伊朗官员。", "美国5月16日宣布制裁逾20名伊朗官员。"),
            "number",
            {"24名": "agrees", "逾20名": "less-precise"},
        ),
        (
            ("美国国务卿布林肯5月16日会见尹锡悦。", "美国前国务卿布林肯5月16日会见尹锡悦。"),
            "title",
            {"国务卿": "conflicts", "前国务卿": "conflicts"},
        ),
        (
            ("美国国务卿布林肯5月16日会见尹锡悦。", "前美国国务卿布林肯5月16日会见尹锡悦。"),
            "title",
            {"国务卿": "conflicts", "前国务卿": "conflicts"},
        ),
        (
            ("岸田文雄5月16日在首尔会见尹锡悦。", "岸田文雄5月16日没有在首尔会见尹锡悦。"),
            "status",
            {"happened": "conflicts", "denied": "conflicts"},
        ),
    ],
)
def test_values_agree_are_vaguer_or_conflict(paragraphs: tuple[str, ...], slot: str, expected: dict[str, str]) -> None:
    (event,) = events(*documents(*paragraphs))
    assert stands(event, slot) == expected


def test_a_plan_told_before_conflicts_with_no_report() -> None:
    plan = article("岸田文雄将于5月20日会见尹锡悦。", published=DAY, name="plan")
    (event,) = events(plan, *documents("岸田文雄5月20日会见了尹锡悦。"))
    assert set(stands(event, "status").values()) == {Stand.AGREES.value}


def test_a_document_that_gives_no_place_is_named_as_silent() -> None:
    (event,) = events(*documents("岸田文雄5月16日在首尔会见尹锡悦。", "岸田文雄5月16日会见尹锡悦。"))
    (place,) = (slot for slot in event.slots if slot.name == "place")
    assert place.absent == ("https://example.org/1",)
    assert not place.is_disputed


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("美国5月16日宣布制裁24名伊朗官员和3家公司。", "美国5月16日宣布制裁24名伊朗官员，其中14名是军人。"),
        ("外长布林肯5月16日会见尹锡悦。", "国务卿布林肯5月16日会见尹锡悦。"),
    ],
)
def test_what_can_both_hold_is_no_conflict(paragraphs: tuple[str, ...]) -> None:
    assert not any(slot.is_disputed for event in events(*documents(*paragraphs)) for slot in event.slots)


def test_one_mention_alone_fills_no_slots() -> None:
    (event,) = events(*documents("岸田文雄5月16日在首尔会见尹锡悦。"))
    assert event.slots == ()


# What may be said of different things, or of one thing in other words, is no conflict.
@pytest.mark.parametrize(
    "paragraphs",
    [
        ("岸田文雄与尹锡悦5月16日举行三场会谈。", "岸田文雄与尹锡悦5月16日的会谈为期两天。"),
        ("岸田文雄5月16日在首尔会见尹锡悦。", "（共同社东京16日电）岸田文雄5月16日会见尹锡悦。"),
        ("岸田文雄5月16日在首尔会见尹锡悦。", "岸田文雄5月16日在亚洲会见尹锡悦。"),
        ("美国5月16日宣布制裁24名伊朗官员。", "美国5月16日宣布制裁3名黑帮头目。"),
        ("美国5月16日宣布制裁24名伊朗官员。", "美国5月16日宣布制裁一名伊朗官员。"),
        ("日韩等15国5月16日签署协定。", "日韩5月16日签署的协定，是3国合作的一步。"),
        ("美国5月16日宣布对台军售，总额18亿美元。", "美国5月16日宣布对台军售，今年累计118亿美元。"),
        ("当选总统尹锡悦5月16日会见岸田文雄。", "总统尹锡悦5月16日会见岸田文雄。"),
        ("美国5月16日宣布制裁24名伊朗官员。", "拜登5月16日提到美国制裁的14名伊朗官员。"),
        ("中国5月16日加征80%关税。", "中国5月16日加征80.5%关税。"),
        ("岸田文雄5月16日在首尔会见尹锡悦。", "曾在东京担任领事的尹锡悦5月16日会见岸田文雄。"),
        ("此前美国国务卿布林肯5月16日会见尹锡悦。", "美国国务卿布林肯5月16日会见尹锡悦。"),
        ("前国务卿布林肯5月16日会见尹锡悦。", "原国务卿布林肯5月16日会见尹锡悦。"),
        ("前国务卿布林肯5月16日会见尹锡悦。", "离任的国务卿布林肯5月16日会见尹锡悦。"),
        ("国务卿布林肯5月16日会见前总统尹锡悦。", "国务卿布林肯、前副总统拜登5月16日会见前总统尹锡悦。"),
        ("首位民选总统尹锡悦5月16日会见岸田文雄。", "前总统尹锡悦5月16日会见岸田文雄。"),
        ("外长王毅5月16日会见布林肯。", "国务委员王毅5月16日会见布林肯。"),
        ("岸田文雄5月16日在首尔会见尹锡悦。", "岸田文雄5月16日在首尔会见尹锡悦。此次访问并非“国事访问”。"),
    ],
)
def test_other_words_and_other_things_are_no_conflict(paragraphs: tuple[str, ...]) -> None:
    for event in events(*documents(*paragraphs)):
        assert not any(slot.is_disputed for slot in event.slots)


def test_the_words_of_a_value_are_exactly_at_their_place() -> None:
    texts = documents("美国国务卿布林肯5月16日在首尔会见24名官员。", "美国前国务卿布林肯5月16日在首尔会见14名官员。")
    by_key = {document.key: document.text for document in texts}
    (event,) = events(*texts)
    spans = [(slot.name, span) for slot in event.slots for value in slot.values for span in value.spans]
    assert {name for name, _ in spans} == {"day", "place", "status", "number", "title"}
    for _, span in spans:
        assert by_key[span.document][span.start : span.end] == span.words
    assert {span.words for name, span in spans if name == "number"} == {"24名", "14名"}
    assert {span.words for name, span in spans if name == "title"} == {"国务卿", "前国务卿"}


def test_a_denial_beside_all_mentions_is_quoted_where_it_stands() -> None:
    texts = documents(
        "岸田文雄5月16日在首尔同尹锡悦举行战略对话。",
        "岸田文雄5月16日在首尔同尹锡悦会谈。林芳正说，此次会谈并非“战略对话”。",
    )
    (slot,) = (slot for event in events(*texts) for slot in event.slots if slot.name == "character")
    assert {value.value for value in slot.values} == {"“战略对话”", "并非“战略对话”"} and slot.is_disputed
    (denied,) = (value for value in slot.values if value.value.startswith("并非"))
    (span,) = denied.spans
    assert span.mention == "" and denied.mentions == ()
    assert texts[1].text[span.start : span.end] == span.words == "此次会谈并非“战略对话”"


@pytest.mark.parametrize(
    ("paragraphs", "slot"),
    [
        (("解放军5月16日向南海发射4枚导弹。", "解放军5月16日在南海发射了两枚导弹。"), "number"),
        (("前副总统连战5月16日吊唁李登辉。", "前总统连战5月16日吊唁李登辉。"), "title"),
        (("副外长谢锋5月16日会见谢尔曼。", "外长谢锋5月16日会见谢尔曼。"), "title"),
        (("警方5月16日逮捕53名民主派人士。", "警方5月16日逮捕35名民主派人士。"), "number"),
        (("岸田文雄5月16日会见尹锡悦。", "岸田文雄5月16日并未会见尹锡悦。"), "status"),
    ],
)
def test_what_cannot_both_hold_is_a_conflict(paragraphs: tuple[str, ...], slot: str) -> None:
    disputed = [each.name for event in events(*documents(*paragraphs)) for each in event.slots if each.is_disputed]
    assert disputed == [slot]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("警方5月16日逮捕53名民主派人士。", "警方5月16日逮捕逾50名民主派人士。"),
        ("警方5月16日逮捕53名民主派人士。", "5月16日被捕的35名民主派人士要求保释。"),
        ("岸田文雄5月16日会见尹锡悦。", "岸田文雄5月16日取消会见尹锡悦。"),
        ("岸田文雄5月16日会见尹锡悦。", "岸田文雄本周会见尹锡悦。"),
        ("布林肯5月16日在首尔会见尹锡悦。", "布林肯5月16日在韩国会见尹锡悦。"),
    ],
)
def test_vaguer_words_parts_and_cancellations_are_none(paragraphs: tuple[str, ...]) -> None:
    assert not any(slot.is_disputed for event in events(*documents(*paragraphs)) for slot in event.slots)


def test_two_cities_after_at_clash() -> None:
    told = [node(f"岸田文雄5月16日在{city}会见尹锡悦。", name=city) for city in ("首尔", "东京")]
    assert [slot.name for slot in slots_of(told, {}) if slot.is_disputed] == ["place"]
