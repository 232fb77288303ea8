"""Which happening a date belongs to, told through whole sentences of an article of 17 May 2023."""

import pytest

from tests.extraction.articles import found_in, miss


def times(text: str) -> list[tuple[str, str]]:
    """Each date with the word that tells what happened then."""
    _, found = found_in(text)
    return [(e.time.expression, e.trigger) for e in found.events if e.time]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5月16日，两国在东京举行会谈。", [("5月16日", "举行会谈")]),
        ("两国5月16日签署协议，双方表示满意。", [("5月16日", "签署协议")]),
        ("俄军5月15日空袭基辅，5月16日空袭敖德萨。", [("5月15日", "空袭"), ("5月16日", "空袭")]),
        ("法国5月15日逮捕三人，5月16日释放两人。", [("5月15日", "逮捕"), ("5月16日", "释放")]),
        ("三国外长5月16日会晤，同意5月20日签署协议。", [("5月16日", "会晤"), ("5月20日", "签署协议")]),
        ("《和平条约》于1978年8月12日签署。", [("1978年8月12日", "签署")]),
        ("公司成立于5月16日。", [("5月16日", "成立")]),
        ("會談定於5月20日在日內瓦舉行。", [("5月20日", "會談")]),
        ("5月16日的阿拉斯加会谈气氛友好。", [("5月16日", "会谈")]),
        ("5月16日会谈结束后，两国签署协议。", [("会谈结束后", "签署协议")]),
        ("欧盟委员会5月16日下午2点，举行会谈。", [("5月16日下午2点", "举行会谈")]),
        ("国安法是北京在5月16日强行推行的，反对声很多。", [("5月16日", "强行推行")]),
        ("法国5月16日把四人列为制裁对象。", [("5月16日", "制裁")]),
        ("截至5月16日，香港累计报告确诊病例达3151例。", [("5月16日", "确诊病例")]),
        ("5月16日，马克龙发表鼓励学生热爱读书的讲话。", [("5月16日", "讲话")]),
        ("工人5月16日进入记者会进行抗议。", [("5月16日", "进行抗议")]),
        ("马克龙5月16日在投资峰会开幕式上致辞。", [("5月16日", "致辞")]),
        ("两国官员结束第二场会议，5月19日举行第三场会议。", [("5月19日", "会议")]),
        ("马克龙在5月16日共和国成立周年日时表示，国家团结。", [("5月16日", "表示")]),
        ("5月16日在法国秋季开学当日，马克龙发表讲话。", [("当日", "发表讲话")]),
        ("5月16日是条约签署五周年，为此，德国和法国共同召开“欧洲峰会”。", [("5月16日", "峰会")]),
        ("自5月16日对峙以来，两国外长首次会晤。", []),
        ("马克龙5月16日接受电视台专访时批评德国。", [("5月16日", "批评")]),
    ],
)
def test_a_date_takes_the_happening_of_its_clause_or_of_those_that_follow(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert times(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5月16日，美国宣布制裁伊朗公司。", [("5月16日", "制裁")]),
        ("法国5月16日下令逮捕嫌疑人。", [("5月16日", "逮捕")]),
        ("法国5月16日发表声明，宣布制裁三家企业。", [("5月16日", "制裁")]),
        ("法国5月16日决定撤军。", [("5月16日", "撤军")]),
        ("检方5月16日与普京签署延缓起诉协议。", [("5月16日", "协议")]),
        ("法国5月16日发表声明，对制裁方案获批表示欢迎。", [("5月16日", "发表声明")]),
        ("拜登5月16日宣布，5月20日将会见普京。", [("5月16日", "宣布"), ("5月20日", "会见")]),
    ],
)
def test_a_verb_that_announces_gives_way_to_what_it_announces(text: str, expected: list[tuple[str, str]]) -> None:
    assert times(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("汪文斌5月16日就制裁表示，中方坚决反对这种做法。", [("5月16日", "表示")]),
        ("汪文斌5月16日就美国制裁企业表示，中方坚决反对。", [("5月16日", "表示")]),
        ("汪文斌5月16日谈到会晤时说，中方不希望对抗。", [("5月16日", "说")]),
        ("汪文斌5月16日对“所谓制裁”表示，中方坚决反对。", [("5月16日", "表示")]),
        ("普京5月16日说，俄罗斯去年签署的协议仍然有效。", [("5月16日", "说")]),
        ("朔尔茨5月16日在推特祝贺马克龙赢得大选。", [("5月16日", "祝贺")]),
        ("法国和德国领导人5月16日呼吁欧盟举行峰会。", [("5月16日", "呼吁")]),
    ],
)
def test_what_somebody_speaks_about_is_not_what_happened(text: str, expected: list[tuple[str, str]]) -> None:
    assert times(text)[: len(expected)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("刚结束对日本访问的朔尔茨5月16日抵达首尔。", [("5月16日", "抵达")]),
        ("曾签署协议的马克龙5月16日会见朔尔茨。", [("5月16日", "会见")]),
        ("5月16日访华的马克龙参观了工厂。", [("5月16日", "访华")]),
    ],
)
def test_a_verb_in_a_relative_clause_counts_only_right_behind_its_date(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert times(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5月16日会谈期间，马克龙签署协议。", [("5月16日", "签署协议")]),
        ("5月16日峰会上，两国签署协议。", [("5月16日", "签署协议")]),
    ],
)
def test_a_happening_that_only_places_another_one_loses(text: str, expected: list[tuple[str, str]]) -> None:
    assert times(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("马克龙在3月和4月两次访华。", [("3月", "访华"), ("4月", "访华")]),
        ("3月和4月，马克龙两次访华。", [("3月", "访华"), ("4月", "访华")]),
        ("马克龙于3月、4月先后访问中国。", [("3月", "访问"), ("4月", "访问")]),
        ("拜登于5月15日、16日分别会见普京和习近平。", [("5月15日", "会见"), ("16日", "会见")]),
        miss(
            "3月和4月两次访华的马克龙说，合作进展很顺利。",
            [("3月", "访华"), ("4月", "访华")],
            why="each month is scored by its own distance, and the first one loses",
        ),
    ],
)
def test_coordinated_dates_share_their_happening(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(time, trigger[:2]) for time, trigger in times(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "5月16日，他去了超市。",
        "5月16日天气晴朗。",
        "5月16日是国际博物馆日。",
        "截至5月16日，已有三十人被捕。",
        "截止5月16日，双方签署了三十项协议。",
        "2019年两国几次会晤。",
        "2019年以来，两国举行过多轮磋商。",
        "最近几年，两国多次会晤。",
        "普京说：“我们今天签署了一份协议。”",
        "《5月16日会谈纪要》很厚。",
        "唐朝时期，两国往来频繁。",
        "每年5月，两国举行军演。",
        "会谈持续了两个小时。",
        "代表团5月16日通过海关。",
    ],
)
def test_dates_without_a_happening_of_their_own_give_nothing(text: str) -> None:
    assert times(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("德国议会5月16日通过新移民法。", [("5月16日", "通过")]),
        ("联合国安理会5月16日通过决议，要求停火。", [("5月16日", "通过决议")]),
    ],
)
def test_passing_a_law_is_a_happening(text: str, expected: list[tuple[str, str]]) -> None:
    assert times(text) == expected


def test_the_reasons_name_the_trigger_its_carrier_and_the_score() -> None:
    _, found = found_in("法国5月16日发表声明，宣布制裁三家企业。")
    (event,) = found.events
    assert event.why == ("trigger:制裁", "carrier:发表声明", f"score:{event.score:.2f}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("王毅5月16日在西藏调研时强调，稳定很重要。", [("5月16日", "强调"), ("5月16日", "调研")]),
        ("王毅5月16日在西藏調研時強調，穩定很重要。", [("5月16日", "強調"), ("5月16日", "調研")]),
        ("拜登5月16日会见普京期间表示，谈判有进展。", [("5月16日", "表示"), ("5月16日", "会见")]),
        (
            "在5月16日拜登宣誓就任总统的时间前后，中国宣布制裁三家公司。",
            [("5月16日", "宣誓就任总统"), ("5月16日", "制裁")],
        ),
        ("拜登5月16日签署法案，随后会见普京。", [("5月16日", "签署法案"), ("5月16日", "会见")]),
    ],
)
def test_one_date_may_belong_to_two_happenings(text: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(times(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("王毅5月16日表示，调研时发现了问题。", [("5月16日", "表示")]),
        ("王毅5月16日在记者会上强调，稳定很重要。", [("5月16日", "强调")]),
        ("拜登5月16日会见普京，并与他会谈。", [("5月16日", "会见")]),
        ("拜登5月16日签署法案，普京的访问让人期待。", [("5月16日", "签署法案")]),
    ],
)
def test_what_is_no_happening_of_its_own_stands_in_no_row_with_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert times(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("这是法律自2022年6月30日生效以来最大规模的逮捕行动。", [("2022年6月30日", "生效")]),
        ("這是法律自2022年6月30日生效以來最大規模的逮捕行動。", [("2022年6月30日", "生效")]),
        ("法国5月16日逮捕一人以来，局势平静。", [("5月16日", "逮捕")]),
    ],
)
def test_a_day_before_since_is_that_of_the_verb_there(text: str, expected: list[tuple[str, str]]) -> None:
    assert times(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5月16日三名参与去年法国初选的人士在家中被捕。", [("5月16日", "被捕"), ("去年", "初选")]),
        ("5月16日，法国总统向当天召开的峰会致辞说，谈判顺利。", [("5月16日", "致辞")]),
        ("法国5月16日逮捕三人，去年签署的协议作废。", [("5月16日", "逮捕")]),
    ],
)
def test_a_date_that_only_qualifies_does_not_end_the_other(text: str, expected: list[tuple[str, str]]) -> None:
    assert times(text)[: len(expected)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("普京在15日抵达东京之后，还有其他行程。", [("15日", "抵达")]),
        ("拜登5月16日就枪支问题发表演讲时出现口误。", [("5月16日", "发表演讲")]),
        ("拜登5月16日出席峰会期间说，双方不应冲突。", [("5月16日", "说")]),
    ],
)
def test_a_clause_that_only_tells_when_counts_if_nothing_else_does(text: str, expected: list[tuple[str, str]]) -> None:
    assert times(text) == expected


def test_another_hour_of_the_day_is_another_happening_with_its_own_people() -> None:
    _, found = found_in("拜登5月16日会见普京，马克龙晚间宴请习近平。")
    assert [(e.trigger, e.participants[0].actor.name) for e in found.events] == [("会见", "拜登"), ("宴请", "马克龙")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("普京5月16日预计将会见拜登。", [("5月16日", "会见")]),
        ("相关措施自5月16日起实施。", [("5月16日起", "实施")]),
        ("第五届合作组织晚会将于5月26日至28日在成都举行。", [("5月26日至28日", "举行")]),
        ("全国人大常委会5月16日发表声明，宣布对专门委员会的两名委员进行制裁。", [("5月16日", "制裁")]),
        ("外交部长说：“今天，法国正式退出协定。”", [("今天", "退出协定")]),
        ("外交部长说：“今天的世界需要退出协定的勇气。”", []),
    ],
)
def test_plans_beginnings_and_what_is_held_have_their_day(text: str, expected: list[tuple[str, str]]) -> None:
    assert times(text) == expected


def test_who_gives_an_interview_is_not_visited() -> None:
    _, found = found_in("马克龙5月16日接受路透社访问时表示，关税过高。")
    assert [(e.type.value, e.trigger) for e in found.events] == [("STATEMENT", "表示")]


def test_days_before_an_act_are_not_its_day() -> None:
    assert ("5天前", "离任") not in times("马克龙离任5天前，法国于5月16日制裁伊朗。")


def test_what_follows_at_once_has_the_same_day() -> None:
    assert sorted(times("法案5月16日生效后，多家公司随即起诉政府。")) == [("5月16日", "生效"), ("5月16日", "起诉")]
    assert len(times("法案5月16日生效后，多家公司起诉政府。")) == 1
