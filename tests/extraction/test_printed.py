"""Interviews and speeches printed whole: who speaks in each passage."""

import pytest

from app.extraction import extract
from tests.extraction.articles import article

ASKED = "您如何看待今天上午在议会大厦发生的这一切？"
ANSWER = "这对整个欧洲来说都是大新闻，没有人预料到会是这样的规模。"
MORE = "我相信这是第一次不上法庭便取得搜查令，而我会留在这里。"
AGAIN = "接下来的几个星期里，您打算怎么应对这样的局面？"
LAST = "我们会继续做我们一直在做的事情，就是倡导和平的变革。"


def spoken(*paragraphs: str, title: str = "") -> list[tuple[str, str]]:
    document = article(*paragraphs, title=title)
    return [(s.speaker_words, document.quote(s.start, s.end)) for s in extract(document).statements]


@pytest.mark.parametrize(
    ("asks", "answers", "speaker"),
    [
        ("德国之声", "马克龙", "马克龙"),
        ("记者", "马克龙", "马克龙"),
        ("问", "答", "马克龙"),
        ("主持人", "马", "马克龙"),
    ],
)
def test_the_answers_of_an_interview_are_statements(asks: str, answers: str, speaker: str) -> None:
    turns = (f"{asks}：{ASKED}", f"{answers}：{ANSWER}", MORE, f"{asks}：{AGAIN}", f"{answers}：{LAST}")
    expected = [(speaker, ANSWER), (speaker, MORE), (speaker, LAST)]
    assert spoken("法国总统马克龙接受了专访。", *turns, title="专访马克龙：留在这里") == expected


def test_what_is_told_behind_the_last_answer_is_no_answer() -> None:
    turns = (f"记者：{ASKED}", f"马克龙：{ANSWER}", f"记者：{AGAIN}", f"马克龙：{LAST}")
    told = "这位法国总统曾经长年在银行工作，三年前才进入政坛。"
    assert [words for _, words in spoken(*turns, told)] == [ANSWER, LAST]


def test_labels_that_stand_but_once_describe() -> None:
    described = (
        "马克龙：1977年12月21日出生于亚眠，法国政治人物，曾任经济部长。",
        "朔尔茨：德国政治人物，曾任汉堡市长和财政部长，住在波茨坦。",
    )
    assert spoken(*described) == []


def test_a_speech_printed_in_full_is_what_the_person_of_the_title_says() -> None:
    speech = ("谢谢各位，能来到这座城市是我的荣幸，我有许多话要对大家说。", MORE * 2, LAST * 2, "愿和平与各位同在。")
    assert spoken(*speech, title="马克龙在柏林大学演讲全文") == [("马克龙", words) for words in speech[1:3]]
    assert spoken(*speech, title="马克龙在柏林大学演讲引发热议") == []


def test_a_report_on_a_speech_is_none() -> None:
    report = ("法国总统前往柏林，在大学里谈到欧洲的防务，听众反应热烈。", "校方说，礼堂里座无虚席，还有许多人站着。")
    assert all(speaker != "马克龙" for speaker, _ in spoken(*report, title="马克龙在柏林大学演讲全文公布"))
