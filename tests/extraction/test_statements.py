"""What is said, and how it is told. A case gives the words, the kind and where the speaker stands."""

import pytest

from app.extraction import extract
from app.reading.document import Document
from tests.extraction.articles import article, found_in

Row = tuple[str, str, str]


def said(*paragraphs: str) -> list[Row]:
    document, found = found_in(*paragraphs)
    return [(document.quote(s.start, s.end), s.kind.value, s.how) for s in found.statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("马克龙说：“欧洲需要自己的防务。”", ("欧洲需要自己的防务。", "direct", "before")),
        ("馬克龍說：「歐洲需要自己的防務。」", ("歐洲需要自己的防務。", "direct", "before")),
        ("“欧洲需要自己的防务。”马克龙说。", ("欧洲需要自己的防务。", "direct", "after")),
        ("“欧洲需要自己的防务”，马克龙在柏林说。", ("欧洲需要自己的防务", "direct", "after")),
        ("“这样的条件不可接受。”拜登说。", ("这样的条件不可接受。", "direct", "after")),
        ("马克龙说：“欧洲‘战略自主’是必须的。”", ("欧洲‘战略自主’是必须的。", "direct", "before")),
        ("马克龙指出：“欧洲必须自强。这是责任。”", ("欧洲必须自强。这是责任。", "direct", "before")),
        ("马克龙说：“欧洲需要自己的防务。“", ("欧洲需要自己的防务。", "direct", "before")),
        ("马克龙说：”欧洲需要自己的防务。”", ("欧洲需要自己的防务。", "direct", "before")),
        ('马克龙说:"欧洲需要自己的防务。"', ("欧洲需要自己的防务。", "direct", "before")),
        ("马克龙说：“欧洲需要自己的防务。", ("欧洲需要自己的防务。", "direct", "before")),
    ],
)
def test_a_quotation_before_or_behind_its_verb_is_direct_whatever_its_marks(text: str, expected: Row) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("马克龙说，欧洲需要自己的防务。", ("欧洲需要自己的防务", "indirect", "before")),
        ("马克龙称欧洲需要自己的防务。", ("欧洲需要自己的防务", "indirect", "before")),
        ("马克龙表示：欧洲需要自己的防务。", ("欧洲需要自己的防务", "indirect", "before")),
        ("马克龙强调，欧洲需要“战略自主”。", ("欧洲需要“战略自主”", "mixed", "before")),
        ("古特雷斯呼吁各方“保持最大克制”。", ("各方“保持最大克制”", "mixed", "before")),
        ("拜登警告，债务问题可能引发灾难。", ("债务问题可能引发灾难", "indirect", "before")),
        ("拜登表示“时间不多了”。", ("时间不多了", "mixed", "before")),
        ("普京表示中国是重要的伙伴。", ("中国是重要的伙伴", "indirect", "before")),
        ("马克龙称时间已经不多了。", ("时间已经不多了", "indirect", "before")),
        ("拜登认为过去的政策无效。", ("过去的政策无效", "indirect", "before")),
        ("拜登相信，谈判终将取得成功。", ("谈判终将取得成功", "indirect", "before")),
        ("普京说和平需要各方努力。", ("和平需要各方努力", "indirect", "before")),
        ("布林肯告诉王毅，美国希望保持沟通。", ("美国希望保持沟通", "indirect", "before")),
        ("中国指责此举“粗暴干涉内政”。", ("此举“粗暴干涉内政”", "mixed", "before")),
        ("美国批评中国的做法对国际秩序构成威胁。", ("中国的做法对国际秩序构成威胁", "indirect", "before")),
        ("王毅否认中方在会谈中作出过妥协。", ("中方在会谈中作出过妥协", "indirect", "before")),
        ("马斯克发推说，工厂很快就会开工。", ("工厂很快就会开工", "indirect", "before")),
        ("王毅相信“和平终将到来的那一天”。", ("和平终将到来的那一天", "direct", "before")),
        ("欧洲需要自己的防务，马克龙说。", ("欧洲需要自己的防务", "indirect", "after")),
        ("据联合报报道，会谈可能改期举行。", ("会谈可能改期举行", "indirect", "report")),
    ],
)
def test_reported_words_are_indirect_and_mixed_when_they_hold_a_quotation(text: str, expected: Row) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "据说，双方已经达成一致。",
        "这次会议被称为历史性的一次。",
        "他把这称为“历史性的时刻”。",
        "这份名为“未来之路”的文件出版。",
        "李克强说的是另一件事情。",
        "鲍威尔说了很多奇怪的话。",
        "矛头直指北京的强硬外交政策。",
        "拜登说：“好。”",
        "《纽约时报》的名称没有改变。",
        "发言人没有说明何时举行会谈。",
        "拜登没有说是否会参加下届峰会。",
        "中方也计划提议双方推出健康证明。",
        "特朗普拒绝承认选举已经失败。",
        "这座城市被描述为亚洲的金融中心。",
        "国会批准了多项新的制裁措施。",
        "汪文斌对此作出回应和立场表态。",
        "自从中国宣布反倾销调查以来，股价下跌了三分之一。",
        "普京承认败选，对手随即庆祝。",
        "拜登表示遗憾，并向家属致意。",
        "王毅与谢尔曼互相指责对方的政策。",
        "外界认为，政策效果非常有限。",
        "他还说，政策效果非常有限。",
        "",
        "外长的声明说明了政府的立场。",
        "特朗普批准华盛顿进入紧急状态。",
        "普京说这番话的时候神情严肃。",
        "拜登的质问没有得到任何回应。",
        "国民党提出八项主张，包括延续共识。",
        "尽管缺乏根据的舞弊之说仍在流传。",
        "默克尔说出“我们能做到”已经五年了。",
        "布林肯在听证会上做出上述表示，随后离开。",
    ],
)
def test_nobody_says_anything(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("就“一个中国”表示，美国的政策没有改变。", ("美国的政策没有改变", "indirect", "before")),
        ("在“自由之家”说，美国的政策没有改变。", ("美国的政策没有改变", "indirect", "before")),
    ],
)
def test_a_quoted_word_before_the_verb_is_not_what_was_said(text: str, expected: Row) -> None:
    assert said("拜登" + text) == [expected]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("马克龙说：“欧洲必须自强起来。”他强调：“时间已经不多了。”", ["欧洲必须自强起来。", "时间已经不多了。"]),
        ("马克龙说：“欧洲必须自强”，同时他强调：“时间不多了”。", ["欧洲必须自强", "时间不多了"]),
        ("拜登说，债务谈判有进展。普京说，停火谈判没有进展。", ["债务谈判有进展", "停火谈判没有进展"]),
        ("“欧洲必须自强起来，”马克龙说，“不能总是依赖他人。”", ["欧洲必须自强起来，", "不能总是依赖他人。"]),
        ("“欧洲必须自强起来。”|马克龙强调，时间已经不多了。", ["时间已经不多了"]),
        ("拜登表示“债务谈判已有进展”，并称“时间已经不多了”。", ["债务谈判已有进展", "时间已经不多了"]),
        ("专家指出，油价可能上升，普京则表示，供应不会减少。", ["油价可能上升", "供应不会减少"]),
        ("普京说，供应不会减少；泽连斯基则回击俄方早已减少供应。", ["供应不会减少", "俄方早已减少供应"]),
        ("路透社报道说，尽管普京说供应不会减少，油价仍可能上升。", ["尽管普京说供应不会减少，油价仍可能上升"]),
    ],
)
def test_several_statements_are_kept_apart_in_text_order(text: str, words: list[str]) -> None:
    assert [row[0] for row in said(*text.split("|"))] == words


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("汪文斌强调指出，中方坚决反对这种做法。", "指出"),
        ("拜登批评说，这项法律违反条约。", "说"),
        ("中国外交部强调指出，台湾是中国的一部分。", "指出"),
        ("黄先生回忆称，事发时听到三声枪响。", "称"),
        ("欧盟委员会批评说，这项法律违反条约。", "说"),
    ],
)
def test_two_verbs_of_speech_in_a_row_tell_of_one_statement(text: str, verb: str) -> None:
    _, found = found_in(text)
    assert [(s.verb, s.start) for s in found.statements] == [(verb, text.index("，") + 1)]


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("拜登5月16日表示，债务谈判有进展。", "5月16日"),
        ("“债务谈判有进展。”拜登5月16日说。", "5月16日"),
        ("拜登表示，5月16日的谈判有进展。", None),
        ("拜登表示，债务谈判有进展。", None),
    ],
)
def test_a_statement_is_dated_by_the_day_before_its_verb(text: str, expression: str | None) -> None:
    _, found = found_in(text)
    assert [s.time and s.time.expression for s in found.statements] == [expression]


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("据路透社报道，苏纳克说，英国不会退出公约。", "路透社"),
        ("苏纳克说，英国不会退出公约。", None),
        ("自由亚洲电台1日报道，苏纳克说，英国不会退出公约。", "自由亚洲电台"),
    ],
)
def test_a_statement_names_who_passed_it_on(text: str, via: str | None) -> None:
    _, found = found_in(text)
    assert [s.via for s in found.statements] == [via]


def test_the_same_words_said_twice_have_two_keys() -> None:
    _, found = found_in("马克龙说，欧洲需要自己的防务。", "马克龙说，欧洲需要自己的防务。")
    assert len({s.key for s in found.statements}) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("法国总统马克龙：“欧洲需要自己的防务。”", [("马克龙", "欧洲需要自己的防务。")]),
        ("马克龙：我们需要自己的防务。", [("马克龙", "我们需要自己的防务")]),
        ("中国外交部：必将采取一切必要措施。", [("中国外交部", "必将采取一切必要措施")]),
        ("马克龙：1977年12月21日出生，法国政治人物。", []),
        ("中国外交部网站发布消息称，决定暂停两国的合作。", [("中国外交部", "决定暂停两国的合作")]),
        ("中法关系：欧洲需要自己的防务。", []),
    ],
)
def test_a_name_alone_before_a_colon_speaks(text: str, expected: list[tuple[str, str]]) -> None:
    document, found = found_in(text)
    assert [(s.speaker and s.speaker.name, document.text[s.start : s.end]) for s in found.statements] == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("马克龙：欧洲需要自己的防务", ["马克龙"]),
        ("中国商务部：将采取必要措施维护企业权益", ["中国商务部"]),
        ("法国：欧洲需要自己的防务", []),
        ("专访马克龙：欧洲需要自己的防务", []),
    ],
)
def test_a_headline_tells_who_says_it_before_a_colon(title: str, expected: list[str]) -> None:
    found = extract(article("会议在巴黎举行，持续了三天。", title=title))
    assert [s.speaker and s.speaker.name for s in found.statements] == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("马克龙说，欧洲需要防务。这种依赖不应再继续下去。", ["欧洲需要防务。这种依赖不应再继续下去"]),
        ("马克龙认为，欧洲太弱。欧洲必须自强起来。欧洲不能再等。", ["欧洲太弱。欧洲必须自强起来。欧洲不能再等"]),
        ("马克龙说，欧洲需要防务。法国经济去年增长缓慢。", ["欧洲需要防务"]),
        ("马克龙说，欧洲需要防务。此前德国不愿增加军费。", ["欧洲需要防务"]),
        ("马克龙说，欧洲需要防务。5月16日欧洲必须作出决定。", ["欧洲需要防务"]),
        ("马克龙说，欧洲需要防务。默克尔说，欧洲不能依赖他人。", ["欧洲需要防务", "欧洲不能依赖他人"]),
        ("路透社说，欧洲需要防务。这种依赖不应再继续下去。", ["欧洲需要防务"]),
        ("马克龙说，欧洲需要防务。|这种依赖不应再继续下去。", ["欧洲需要防务"]),
    ],
)
def test_words_go_on_in_a_sentence_that_takes_a_stand(text: str, words: list[str]) -> None:
    assert [row[0] for row in said(*text.split("|"))] == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("马克龙告诉记者：“欧洲必须自强起来。时间不多了。”", ("欧洲必须自强起来。时间不多了。", "direct", "before")),
        (
            "马克龙说，欧洲很弱，“必须自强起来。时间不多了。”",
            ("欧洲很弱，“必须自强起来。时间不多了。”", "mixed", "before"),
        ),
        ("周先生：“机器已经停了三天，没有人来修。”", ("机器已经停了三天，没有人来修。", "direct", "colon")),
        ("布林肯通知王毅，说会谈已经取消。", ("会谈已经取消", "indirect", "before")),
        ("“这样的做法非常危险。”马克龙告诉记者。", ("这样的做法非常危险。", "direct", "after")),
        (
            "马克龙对此非常痛心：“我们失去了一座古老的教堂，非常难过。”",
            ("我们失去了一座古老的教堂，非常难过。", "direct", "colon"),
        ),
    ],
)
def test_a_quotation_is_taken_whole_whoever_is_told(text: str, expected: Row) -> None:
    assert said(text) == [expected]


def test_a_headline_repeats_no_words_that_the_text_gives() -> None:
    words = "马克龙5月16日在巴黎说，欧洲需要自己的防务。"
    assert _quotes(article(words, title="马克龙称欧洲需要防务")) == ["欧洲需要自己的防务"]
    assert _quotes(article("会议5月16日开幕。", title="马克龙称欧洲需要防务")) == ["欧洲需要防务"]
    assert _quotes(article(words, captions=["马克龙说，欧洲需要自己的防务。"])) == ["欧洲需要自己的防务"]


def _quotes(document: Document) -> list[str]:
    return [document.quote(s.start, s.end) for s in extract(document).statements]
