import pytest

from app.extraction.triggers import find_cues, find_triggers
from tests.extraction.articles import prepared


def triggers(text: str) -> list[str]:
    return [text[f.start : f.end] for f in find_triggers(prepared(text))]


def cues(text: str) -> list[str]:
    return [text[f.start : f.end] for f in find_cues(prepared(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("两国签署协议。", ["签署协议"]),
        ("兩國簽署協議。", ["簽署協議"]),
        ("双方举行会谈。", ["举行会谈"]),
        ("警方逮捕两名嫌疑人。", ["逮捕"]),
        ("俄军空袭基辅。", ["空袭"]),
        ("他当选主席。", ["当选"]),
        ("两国签署《和平条约》。", ["签署", "条约"]),
        ("总统宣布制裁三家公司。", ["宣布", "制裁"]),
    ],
)
def test_the_longest_word_that_tells_of_a_happening_is_found(text: str, found: list[str]) -> None:
    assert triggers(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "一名将军在会议室等候。",
        "当选总统身在首都。",
        "民意调查显示了什么？",
        "他是访问学者。",
        "双方回到谈判桌前。",
        "《会谈与制裁的历史》很厚。",
        "天气晴朗。",
        "",
    ],
)
def test_discarded_phrases_and_titles_of_works_hold_no_trigger(text: str) -> None:
    assert triggers(text) == []


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("论坛开展开放合作。", "展开"),
        ("他会见面包师。", "见面"),
        ("他们正在展开会谈判断。", "谈判"),
    ],
)
def test_a_word_that_cuts_through_other_words_is_no_trigger(text: str, never: str) -> None:
    assert never not in triggers(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("拜登说，债务谈判有进展。", ["说"]),
        ("拜登表示，债务谈判有进展。", ["表示"]),
        ("汪文斌强調，中方反對。", ["强調"]),
        ("王毅反驳称，这是谎言。", ["反驳称"]),
        ("他补充说，还有时间。", ["补充说"]),
        ("学者指，局势紧张。", ["指"]),
        ("总统宣布制裁三家公司。", ["宣布"]),
        ("他们重申立场。", ["重申"]),
        ("他表示的是歉意。", ["表示"]),
    ],
)
def test_verbs_of_speech_are_found(text: str, found: list[str]) -> None:
    assert cues(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "据说，会议推迟。",
        "可以说，形势好转。",
        "此举被称为突破。",
        "这座城市号称粮仓。",
        "小说出版了。",
        "名称已经更改。",
        "他说服了对手。",
        "他说谎成性。",
        "他所说的并不属实。",
        "王毅指出的问题很多。",
        "他表示的意思很清楚。",
        "发言人表示者众多。",
        "指控被驳回。",
        "指数下跌。",
        "他指挥军队。",
        "这是他的职责，不用说明。",
        "矛头直指北京。",
        "他解释说明情况。",
        "外长的声明说明了立场。",
        "人称鬼才。",
        "分析师离开会场。",
        "职称评审结束。",
    ],
)
def test_the_characters_of_a_verb_of_speech_in_other_words_are_none(text: str) -> None:
    assert cues(text) == []


def test_a_verb_of_speech_inside_words_that_somebody_else_said_is_none() -> None:
    assert cues("拜登说：“普京从来没有表示过任何歉意。”") == ["说"]


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("美国宣布取消与台湾官员的一切交往限制。", "CONCEDE"),
        ("美国撤销了对三家公司的出口禁令，", "CONCEDE"),
        ("美国取消三名官员的签证。", "SANCTION"),
        ("美国取消访问，并实施新的限制。", "SANCTION"),
    ],
)
def test_what_is_ended_decides_what_ending_it_is(text: str, type: str) -> None:
    ended = [f for f in find_triggers(prepared(text)) if f.trigger.word in ("取消", "撤销")]
    assert [f.trigger.type for f in ended] == [type]
