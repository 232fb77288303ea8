import pytest

from app.errors import LexiconError
from app.reading.blocks import Block, Role
from app.reading.furniture import sort_out
from app.reading.furniture_rules import Rule, Where, parse_rules, rules
from app.reading.tails import trim_tail
from tests.reading.articles import BODY, SECOND

ALL_RULES = [rule for where in Where for rule in rules()[where]]


@pytest.mark.parametrize(
    "sentence",
    [
        BODY,
        "文章说，延伸阅读有助于理解。",
        "版权法修正案周二通过，版权人协会表示欢迎。",
        "记者：你会不会突然间被逮捕呢？",
        "来源：消息人士周四说，双方已达成协议。",
        "广告业今年增长百分之五。",
        "预览版软件已经发布。",
        "评论认为，这是双方反复讨论的结果。",
        "完成投资协定谈判后，双方将发表声明。",
        "编辑部周二被警方搜查，七人被捕。",
        "点击率创下新高。",
        "分享经济平台宣布裁员。",
        "他的话不代表中方立场，外交部说。",
        "42人被捕",
        "记者 站在门外等候消息，无人应答。",
        "原创作品的权利属于作者。",
        "微信公众号运营者周二被警方传唤。",
        "他成为会员后，捐出了全部奖金。",
        "（本台提供的证据显示，他没有到场。）",
        "他说，敬请收看的节目已经停播，电视台没有解释原因。",
        "报社周三停发电子报，订阅者要求退款。",
        "关闭边境之后，游客减少了一半。",
        "警方拘捕数十名参加未经授权集会的人士。",
        "外交部说，军舰“未经许可”进入水域，必须离开。",
    ],
)
def test_a_sentence_of_the_article_matches_no_rule(sentence: str) -> None:
    assert sort_out((Block(BODY), Block(sentence), *[Block(SECOND)] * 4), "").left_out == ()


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.example[:12])
def test_every_rule_leaves_its_example_out(rule: Rule) -> None:
    example = Block(rule.example, linked=len(rule.example) if rule.where is Where.HEAD else 0)
    parts = sort_out((Block(BODY), Block(SECOND), example), "")
    assert [(out.kind, out.text) for out in parts.left_out] == [(rule.kind, rule.example)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("advert\tanywhere\t80\t广告", "5 columns"),
        ("promo\tanywhere\t80\t广告\t广告", "promo"),
        ("advert\tbelow\t80\t广告\t广告", "below"),
        ("advert\tanywhere\tlong\t广告\t广告", "long"),
        ("advert\tanywhere\t80\t(广告\t广告", "unterminated"),
        ("advert\tanywhere\t80\t广告\t赞助", "does not match its example"),
    ],
)
def test_a_wrong_line_is_named_by_its_number(line: str, reason: str) -> None:
    with pytest.raises(LexiconError, match=reason) as caught:
        parse_rules(f"# kinds of lines\n\n{line}\n")
    assert (caught.value.file, caught.value.line) == ("furniture.tsv", 3)


def test_bylines_before_the_first_sentence_are_left_out() -> None:
    blocks = (Block("斯某", Role.ITEM), Block("BBC中文记者", Role.ITEM), Block(BODY), Block("第一点", Role.ITEM))
    assert [block.text for block in sort_out(blocks, "标题").main] == [BODY, "第一点"]


def test_a_gallery_that_tells_its_own_story_is_text_of_the_page() -> None:
    gallery = (Block("相关图集：另一件事", Role.HEADING), Block("许某：2020年12月17日离开。", bold=2))
    parts = sort_out((Block(BODY), *gallery), "")
    assert [block.text for block in parts.main] == [BODY, gallery[0].text, gallery[1].text]
    assert not parts.left_out


@pytest.mark.parametrize(
    ("text", "rest", "cut"),
    [
        (f"{BODY}（編輯：周某某）1100319", BODY, ["（編輯：周某某）", "1100319"]),
        (f"{BODY}(完)", BODY, ["(完)"]),
        (f"{BODY} 安某/李某某（综合报道）", BODY, ["安某/李某某（综合报道）"]),
        ("內容並利用...more", "內容並利用", ["...more"]),
        ("內容並利用......more", "內容並利用", ["......more"]),
        (f"{BODY} 来源：某某网 流程编辑：某甲", BODY, ["来源：某某网 流程编辑：某甲"]),
        (f"{BODY}（某报 某甲）编辑：某乙", f"{BODY}（某报 某甲）", ["编辑：某乙"]),
        ("他说，消息来源：匿名", "他说，消息来源：匿名", []),
        (BODY, BODY, []),
        ("共有1100319", "共有1100319", []),
        ("他说“好”（笑）", "他说“好”（笑）", []),
    ],
)
def test_what_is_no_part_of_the_last_paragraph_is_cut_off(text: str, rest: str, cut: list[str]) -> None:
    assert trim_tail(text) == (rest, cut)
