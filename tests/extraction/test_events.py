from datetime import date

import pytest

from app.extraction import extract
from app.extraction.mentions import AnchorKind, EventMention, EventType, Precision, Status
from tests.extraction.articles import DAY, article, dated, found_in


def told(event: EventMention) -> tuple[str, str]:
    return event.trigger, event.time.edtf or "" if event.time else ""


@pytest.mark.parametrize(
    ("text", "type", "trigger", "edtf"),
    [
        ("5月16日，美国宣布制裁伊朗。", EventType.SANCTION, "制裁", "2023-05-16"),
        ("拜登5月16日会见普京。", EventType.CONSULT, "会见", "2023-05-16"),
        ("拜登5月16日會見普京。", EventType.CONSULT, "會見", "2023-05-16"),
        ("中日5月15日至16日举行磋商。", EventType.CONSULT, "磋商", "2023-05-15/2023-05-16"),
        ("俄军5月16日空袭基辅。", EventType.ASSAULT, "空袭", "2023-05-16"),
        ("警方5月16日逮捕两名嫌疑人。", EventType.COERCE, "逮捕", "2023-05-16"),
        ("5月16日，地震袭击日本北部。", EventType.DISASTER, "地震", "2023-05-16"),
        ("5月16日，土耳其举行总统选举。", EventType.ELECT, "总统选举", "2023-05-16"),
        ("5月16日，数千人在巴黎抗议。", EventType.PROTEST, "抗议", "2023-05-16"),
        ("5月16日，他被任命为外交部长。", EventType.APPOINT, "被任命为", "2023-05-16"),
        ("拜登5月16日表示，债务谈判有进展。", EventType.STATEMENT, "表示", "2023-05-16"),
        ("2019年，马克龙与朔尔茨签署协议。", EventType.AGREE, "签署协议", "2019"),
        ("伊朗5月16日谴责以色列空袭叙利亚。", EventType.ACCUSE, "谴责", "2023-05-16"),
        ("俄罗斯5月16日指责美国干涉内政。", EventType.ACCUSE, "指责", "2023-05-16"),
        ("约霍5月16日提出《台湾旅行法案》。", EventType.LEGISLATE, "提出", "2023-05-16"),
        ("一座工厂5月16日发生爆炸。", EventType.DISASTER, "爆炸", "2023-05-16"),
        ("喀布尔5月16日发生自杀式爆炸。", EventType.ASSAULT, "自杀式爆炸", "2023-05-16"),
        ("韩国5月16日新增确诊300例。", EventType.DISASTER, "新增确诊", "2023-05-16"),
        ("他5月16日不同意这份计划。", EventType.REJECT, "不同意", "2023-05-16"),
    ],
)
def test_a_dated_happening_is_a_mention(text: str, type: EventType, trigger: str, edtf: str) -> None:
    _, found = found_in(text)
    assert [(e.type, *told(e)) for e in found.events] == [(type, trigger, edtf)]


@pytest.mark.parametrize(
    "text",
    [
        "5月16日天气晴朗。",
        "截至5月16日，洪水已造成十人死亡。",
        "拜登说：“我们2021年会见了普京。”",
        "《5月16日会谈纪要》已经出版。",
        "唐朝时期，朝鲜派出使节访问。",
        "目前，两国正在举行会谈。",
        "近期，两国举行会谈。",
        "2019年，两国没有签署协议。",
        "如果5月20日举行会谈，双方将讨论停火。",
        "",
    ],
)
def test_quotes_states_eras_and_suppositions_are_no_happenings(text: str) -> None:
    document = article("天气很好。", text)
    assert dated(document) == []


@pytest.mark.parametrize(
    ("title", "lead", "trigger"),
    [
        ("马克龙会见朔尔茨", "会场气氛友好。", "会见"),
        ("馬克龍會見朔爾茨", "会场气氛友好。", "會見"),
        ("欧洲新闻", "马克龙会见朔尔茨，气氛友好。", "会见"),
        ("拜登签署基础设施法案", "总统感到满意。", "法案"),
    ],
)
def test_news_without_a_day_is_of_the_documents_own_day_and_says_so(title: str, lead: str, trigger: str) -> None:
    (event,) = extract(article(lead, title=title)).events
    assert (event.trigger, event.implicit, event.status) == (trigger, True, Status.HAPPENED)
    assert event.time is not None
    assert (event.time.expression, event.time.edtf, event.time.rule) == ("", "2023-05-17?", "implicit")
    assert (event.time.first, event.time.last, event.time.precision) == (DAY, DAY, Precision.DAY)
    assert event.time.anchor.kind is AnchorKind.REFERENCE
    assert event.time.inferred == ("day", "month", "year")
    assert event.time.confidence < 0.5


@pytest.mark.parametrize(
    ("title", "lead", "published"),
    [
        ("马克龙会见朔尔茨", "会场气氛友好。", None),
        ("马克龙将会见朔尔茨", "会场气氛友好。", DAY),
        ("马克龙没有会见朔尔茨", "会场气氛友好。", DAY),
        ("如果马克龙会见朔尔茨", "会场气氛友好。", DAY),
        ("举行会谈", "会场气氛友好。", DAY),
        ("欧洲的天气", "天气很好。", DAY),
    ],
)
def test_a_plan_a_denial_or_an_undated_document_has_no_day_of_its_own(
    title: str, lead: str, published: date | None
) -> None:
    assert dated(article(lead, title=title, published=published)) == []


def test_only_title_and_first_paragraph_may_speak_of_the_documents_own_day() -> None:
    assert dated(article("天气很好。", "马克龙会见朔尔茨。", title="欧洲新闻")) == []


@pytest.mark.parametrize(
    ("title", "lead", "explicit"),
    [
        ("马克龙会见朔尔茨", "马克龙5月16日会见朔尔茨。", ["5月16日"]),
        ("马克龙会见朔尔茨", "马克龙5月16日与朔尔茨会谈。", ["5月16日"]),
        ("马克龙会见朔尔茨", "拜登5月16日签署法案。", ["5月16日", ""]),
        ("马克龙会见朔尔茨", "马克龙2月1日会见朔尔茨。", ["2月1日", ""]),
    ],
)
def test_what_a_dated_sentence_tells_is_not_told_again_without_a_day(
    title: str, lead: str, explicit: list[str]
) -> None:
    assert [e.time.expression for e in dated(article(lead, title=title)) if e.time] == explicit


@pytest.mark.parametrize(
    ("text", "edtf", "open_days"),
    [
        ("马克龙5月16日会见朔尔茨。", "XXXX-05-16", ((5, 16), (5, 16))),
        ("马克龙5月16日至18日访问德国。", "XXXX-05-16/XXXX-05-18", ((5, 16), (5, 18))),
        ("马克龙今年5月访问德国。", "XXXX-05", ((5, 1), (5, 31))),
    ],
)
def test_an_undated_document_keeps_the_year_open(
    text: str, edtf: str, open_days: tuple[tuple[int, int], tuple[int, int]]
) -> None:
    (event,) = extract(article(text, published=None)).events
    assert event.time is not None and event.time.open_year is not None
    assert (event.time.first, event.time.last) == (None, None)
    assert (event.time.open_year.first, event.time.open_year.last) == open_days
    assert event.time.edtf == edtf


@pytest.mark.parametrize("text", ["马克龙星期二会见朔尔茨。", "马克龙昨天会见朔尔茨。", "马克龙今年会见朔尔茨。"])
def test_an_undated_document_has_no_relative_days(text: str) -> None:
    assert dated(article(text, published=None)) == []


def test_an_undated_document_may_state_a_whole_date() -> None:
    (event,) = extract(article("马克龙2022年5月16日会见朔尔茨。", published=None)).events
    assert event.time is not None and event.time.first == date(2022, 5, 16)


def test_mentions_know_title_lead_and_caption() -> None:
    document = article(
        "马克龙5月16日会见朔尔茨。",
        "拜登5月15日签署法案。",
        title="5月16日马克龙访问柏林",
        captions=["5月16日，马克龙抵达柏林。"],
    )
    flags = [(e.in_title, e.in_lead, e.in_caption) for e in extract(document).events]
    assert flags == [(True, True, False), (False, True, False), (False, False, False), (False, False, True)]


def test_a_mention_quotes_its_whole_sentence_and_points_at_its_trigger() -> None:
    document, found = found_in("天气很好。馬克龍5月16日會見朔爾茨。散会。")
    (event,) = found.events
    assert document.quote(event.start, event.end) == "馬克龍5月16日會見朔爾茨。"
    assert document.quote(event.trigger_start, event.trigger_end) == event.trigger == "會見"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (article("马克龙5月16日会见朔尔茨。", name="a"), article("马克龙5月16日会见朔尔茨。", name="a"), True),
        (
            article("马克龙5月16日会见朔尔茨。", name="a"),
            article("马克龙 5月16日 会见朔尔茨。", "又一段。", name="a"),
            True,
        ),
        (article("马克龙5月16日会见朔尔茨。", name="a"), article("马克龙5月16日会见朔尔茨。", name="b"), False),
        (article("马克龙5月16日会见朔尔茨。", name="a"), article("马克龙5月15日会见朔尔茨。", name="a"), False),
        (article("马克龙5月16日会见朔尔茨。", name="a"), article("马克龙5月16日会见普京。", name="a"), False),
        (
            article("马克龙周二会见朔尔茨。", name="a"),
            article("马克龙周二会见朔尔茨。", name="a", published=date(2023, 5, 24)),
            False,
        ),
    ],
)
def test_the_key_is_made_of_document_sentence_and_date(one: object, other: object, same: bool) -> None:
    keys = [extract(document).events[0].key for document in (one, other)]  # type: ignore[arg-type]
    assert (keys[0] == keys[1]) is same


def test_a_sentence_that_stands_twice_has_two_keys() -> None:
    _, found = found_in("马克龙5月16日会见朔尔茨。", "马克龙5月16日会见朔尔茨。")
    assert len({e.key for e in found.events}) == 2


def test_those_who_answer_apart_have_keys_of_their_own() -> None:
    _, found = found_in("汪文斌和普莱斯5月16日分别作出回应。")
    assert len({e.key for e in found.events}) == 2


def spoken(*paragraphs: str, title: str = "", published: date | None = DAY) -> list[tuple[str, str]]:
    """Who spoke when, for the statements whose sentences name no day."""
    found = extract(article(*paragraphs, title=title, published=published)).events
    return [
        (e.participants[0].actor.name, e.time.edtf or "")
        for e in found
        if e.implicit and e.time and e.type is EventType.STATEMENT
    ]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (("拜登星期二会见普京。", "普京说，双方谈了很久。"), [("普京", "2023-05-16?")]),
        (("拜登星期二会見普京。", "普京說：「雙方談了很久。」"), [("普京", "2023-05-16?")]),
        (("天气很好。", "普京在记者会上说，双方谈了很久。"), [("普京", "2023-05-17?")]),
        (("天气很好。", "普京说，双方谈了很久。"), []),
        (("马克龙星期二会见普京。", "拜登说，双方谈了很久。"), []),
        (("马克龙将于星期四会见普京。", "马克龙说，双方关系很好。"), []),
        (
            ("马克龙星期一表示，谈判有进展。", "拜登星期二会见普京。", "马克龙说，他很乐观。"),
            [("马克龙", "2023-05-15?")],
        ),
        (
            ("拜登星期二会见马克龙。", "马克龙说，双方谈了很久。", "马克龙星期一表示，谈判有进展。"),
            [("马克龙", "2023-05-16?")],
        ),
        (
            ("拜登星期二会见普京。", "普京说，双方谈了很久。", "普京强调，谈判还会继续。"),
            [("普京", "2023-05-16?"), ("普京", "2023-05-16?")],
        ),
    ],
    ids=("news", "traditional", "occasion", "nothing", "outsider", "preview", "speaker", "later", "again"),
)
def test_words_without_a_day_are_of_the_day_of_the_news(
    paragraphs: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    assert spoken(*paragraphs) == expected


@pytest.mark.parametrize(
    "text",
    [
        "普京曾说，双方谈了很久。",
        "普京此前表示，双方谈了很久。",
        "普京将强调，双方谈了很久。",
        "普京计划强调，双方谈了很久。",
        "政治学教授普京说，双方谈了很久。",
        "对于普京表示双方谈了很久，外界很惊讶。",
    ],
)
def test_words_of_another_time_and_those_of_commentators_are_no_news(text: str) -> None:
    assert spoken("拜登星期二会见普京。", text) == []


def test_words_of_an_article_without_a_day_have_none() -> None:
    assert spoken("天气很好。", "普京说，双方谈了很久。", published=None) == []


def test_an_announced_act_is_told_instead_of_its_announcement() -> None:
    found = extract(article("拜登星期二会见普京。", "拜登宣布，制裁三家公司。")).events
    assert [(e.trigger, e.time and e.time.edtf) for e in found if e.implicit] == [("制裁", "2023-05-16?")]


def days(text: str, published: date | None = DAY) -> list[str]:
    return [
        e.time.edtf or "" for e in dated(article("天气很好。", text, published=published)) if e.time and not e.implicit
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("星期六，法国将开始对巴黎实施宵禁。", ["2023-05-20"]),
        ("星期六，法國將開始對巴黎實施宵禁。", ["2023-05-20"]),
        ("星期六，法国开始对巴黎实施宵禁。", ["2023-05-13"]),
        ("拜登星期六表示，他将会见普京。", ["2023-05-13"]),
    ],
)
def test_what_a_clause_plans_lies_ahead(text: str, expected: list[str]) -> None:
    assert days(text) == expected


def test_words_that_complete_a_clause_tell_the_happening_itself() -> None:
    assert days("27架中国军机“在5月16日进入台湾周边的防空识别区”。") == ["2023-05-16"]
    assert days("国防部说：“27架中国军机今天进入台湾周边的防空识别区。”") == []


def test_a_weekday_of_an_article_without_a_day_is_the_day_that_it_writes_out() -> None:
    text = "拜登2023年5月17日抵达首尔。尹锡悦周三上午会见拜登。"
    assert days(text, published=None) == ["2023-05-17", "2023-05-17"]


@pytest.mark.parametrize("text", ["资料照片：马克龙会见朔尔茨（5月16日）", "图为马克龙5月16日会见朔尔茨"])
def test_the_caption_of_a_picture_among_the_paragraphs_counts_as_one(text: str) -> None:
    assert all(event.in_caption for event in dated(article("天气很好。", text)))


def test_a_lead_that_names_only_the_day_of_a_poll_is_of_the_news() -> None:
    found = extract(article("拜登发表演说，正式接纳提名成为今年11月美国大选候选人。")).events
    assert ("发表演说", True) in [(e.trigger, e.implicit) for e in found]
