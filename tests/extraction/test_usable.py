import pytest

from app.extraction.dates import choose_reference, find_times
from app.extraction.sentences import prepare
from app.extraction.usable import Unusable, why_unusable
from tests.extraction.articles import article


def why(text: str, expression: str) -> Unusable | None:
    document = article(text)
    times = find_times(document.text, choose_reference(document))
    return why_unusable(prepare(document), next(t for t in times if t.expression == expression))


@pytest.mark.parametrize(
    ("text", "expression", "reason"),
    [
        ("谈判持续了三个月。", "三个月", Unusable.DURATION),
        ("双方每年举行会谈。", "每年", Unusable.SET),
        ("冷战时期两国签署协议。", "冷战时期", Unusable.ERA),
        ("两国目前正在谈判。", "目前", Unusable.VAGUE),
        ("截至5月16日，共有三国签署协议。", "5月16日", Unusable.UP_TO),
        ("会谈一直持续直到5月16日。", "5月16日", Unusable.UP_TO),
        ("他读了《2022年人权报告》。", "2022年", Unusable.WORK_TITLE),
        ("他在演讲中说道：“我们今天举行了会谈并且签署了协议。”", "今天", Unusable.QUOTED),
        ("他在演讲中说道：“我们2019年就举行了会谈并且签署了协议。”", "2019年", Unusable.QUOTED),
        ("过去三个月两国签署协议。", "过去三个月", Unusable.STRETCH),
        ("过去24小时新增三百例。", "过去24小时", Unusable.STRETCH),
        ("当时他刚刚发表了讲话。", "刚刚", Unusable.VAGUE),
        ("1948年，刚刚独立的两国签署协议。", "刚刚", Unusable.VAGUE),
        ("自2002年以来，双方一直举行会谈。", "2002年以来", Unusable.STRETCH),
        ("截至5月16日，全国现有确诊病例265例。", "5月16日", Unusable.UP_TO),
    ],
)
def test_a_time_that_can_date_nothing_says_why(text: str, expression: str, reason: Unusable) -> None:
    assert why(text, expression) is reason


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("双方5月16日举行会谈。", "5月16日"),
        ("声明写道：“双方5月16日举行会谈并且签署协议。”", "5月16日"),
        ("他在演讲中说道：“美方去年10月两次对我国外交人员设限。”", "去年10月"),
        ("双方5月16日签署《联合声明》。", "5月16日"),
        ("双方5月16日举行“会谈”。", "5月16日"),
        ("双方近日举行会谈。", "近日"),
        ("2022年，两国签署协议。", "2022年"),
        ("去年两国签署协议。", "去年"),
        ("双方上周举行会谈。", "上周"),
        ("截至5月16日，全国累计确诊病例达3151例。", "5月16日"),
        ("他刚刚发表了讲话。", "刚刚"),
    ],
)
def test_a_time_that_names_days_can_date_a_happening(text: str, expression: str) -> None:
    assert why(text, expression) is None


def test_a_day_that_nobody_can_place_dates_nothing() -> None:
    document = article("双方昨天举行会谈。", published=None)
    (time,) = find_times(document.text, choose_reference(document))
    assert why_unusable(prepare(document), time) is Unusable.NO_DAY


@pytest.mark.parametrize(
    ("text", "expression", "reason"),
    [
        ("他通知业主会续租单位至2021年8月。", "2021年8月", Unusable.UP_TO),
        ("他仍未签署下一年度租约。", "下一年度", Unusable.LABEL),
        ("国会通过2022年预算。", "2022年", Unusable.LABEL),
        ("中国成功发射神舟十二号。", "十二号", Unusable.LABEL),
        ("民众在议决当天上街抗议。", "当天", Unusable.NO_DAY),
    ],
)
def test_a_bound_a_label_and_the_day_of_what_has_none_date_nothing(
    text: str, expression: str, reason: Unusable
) -> None:
    assert why(text, expression) is reason


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("会谈推迟至5月20日。", "5月20日"),
        ("2022年两国签署协议。", "2022年"),
        ("外交部当天说，双方有分歧。", "当天"),
        ("5月16日举行院会，民众在议决当天上街抗议。", "当天"),
    ],
)
def test_a_new_day_a_year_and_a_known_day_can_date_a_happening(text: str, expression: str) -> None:
    assert why(text, expression) is None
