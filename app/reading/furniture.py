"""Main text and furniture told apart, by what a block says and where it stands."""

import re
from dataclasses import dataclass, replace

from app.reading.blocks import Block, Role, ends_sentence
from app.reading.document import LeftOut, LeftOutKind
from app.reading.media import CREDIT
from app.reading.stamps import is_stamp

ADVERT, RELATED, FURNITURE, STAMP = LeftOutKind.ADVERT, LeftOutKind.RELATED, LeftOutKind.FURNITURE, LeftOutKind.STAMP


@dataclass(frozen=True)
class Rule:
    """Blocks that match and are no longer than `longest` are left out."""

    kind: LeftOutKind
    pattern: re.Pattern[str]
    longest: int = 80


@dataclass(frozen=True)
class Sorted:
    main: tuple[Block, ...]
    left_out: tuple[LeftOut, ...]


CREDIT_WORDS = (
    r"(?:责任编辑|責任編輯|责编|責編|编辑|編輯|网编|網編|编译|編譯|翻译|翻譯|译者|譯者|审校|審校|校对|校對|核稿|监制|監製|撰文|撰稿"
    r"|文字|摄影|攝影|记者|記者|作者|特约记者|文|图|来源|來源|原标题|原標題|原文链接|原文鏈接|本文链接|查看原文|主持人|嘉宾|製作|制作|排版)"
)
NEWSROOM = (
    r"(?:记者|記者|特约记者|特約記者|编译|編譯|撰稿人|研究员|特约研究员|特約研究員|评论员|評論員|通讯员|編輯|编辑)"
)

ANYWHERE = (
    Rule(FURNITURE, CREDIT),
    Rule(FURNITURE, re.compile(r"https?://\S+$"), 400),
    Rule(
        FURNITURE,
        re.compile(
            r"(?:你|您)的(?:器材|设备|裝置|浏览器)不支持|使用浏览器播视频|\S{0,6}媒体播放器\S{0,12}$|多媒体播放器|Your browser does not"
        ),
    ),
    Rule(ADVERT, re.compile(r"预览已结束|完整报告链接")),
    Rule(ADVERT, re.compile(r"(?:获取|獲取)更多\s*RSS|Feed enhanced by|The post .* appeared first on"), 400),
    Rule(ADVERT, re.compile(r"(?:广告|廣告|AD|Advertisement|赞助商广告|廣告贊助)\s*[:：]?$", re.I)),
    Rule(
        FURNITURE,
        re.compile(
            r"[©Ⓒ]|\(c\)\s?\d{4}|版权声明|版權聲明|版权所有|版權所有|.{0,30}(?:All rights reserved|未经(?:授权|许可)|未經(?:授權|許可)|不得转载|不得轉載)",
            re.I,
        ),
        200,
    ),
    Rule(FURNITURE, re.compile(rf"[（(【\[]?\s*{CREDIT_WORDS}\s*[：:／/|]\s*\S.{{0,60}}$")),
    Rule(FURNITURE, re.compile(rf"[^，。：:\s]{{2,12}}\s*[/／]\s*[^，。：:]{{0,24}}{NEWSROOM}$")),
    Rule(
        FURNITURE,
        re.compile(
            r"(?:分享|转发|轉發|打印|收藏|评论|評論|点赞|點讚|举报|返回顶部|阅读更多|閱讀更多|查看更多|关注我们|微信扫一扫|扫码关注|扫一扫)\S{0,8}$"
        ),
        20,
    ),
    Rule(
        FURNITURE,
        re.compile(
            r"(?:点击|點擊)(?:这里|此处|查看|阅读|進入|进入).{0,30}$|(?:欢迎|歡迎)(?:订阅|訂閱|关注|關注).{0,60}$|(?:请|請)加入成為|月費訂戶"
        ),
        100,
    ),
    Rule(FURNITURE, re.compile(r"[（(【]?\s*(?:完|全文完|待续|未完待续|待續|未完待續|END)\s*[）)】]?$", re.I)),
    Rule(STAMP, re.compile(r"[（(]?更新时间戳[:：]")),
)
RELATED_HEAD = re.compile(
    r"(?:延伸阅读|延伸閱讀|相关(?:报道|报导|阅读|新闻|文章|链接|内容|专题|视频)|相關(?:報導|報道|閱讀|新聞|文章|連結|內容)|推荐阅读|推薦閱讀"
    r"|更多(?:报道|相关|内容|新闻|阅读)\S{0,6}|热门(?:文章|新闻|推荐)|往期回顾|猜你喜欢|您可能(?:也|还|感)\S{0,8}|上期内容|参考链接)\s*[：:]?"
)
BYLINE = re.compile(rf"{NEWSROOM}$")
NEAR_THE_START = 6
BYLINE_LENGTH = 24
TAIL_LENGTH = 120


def sort_out(blocks: tuple[Block, ...], title: str) -> Sorted:
    judged = [replace(block, left_out=block.left_out or _judge(block)) for block in blocks]
    judged = _mark_advert_to_the_end(judged)
    judged = _mark_start(judged, title)
    judged = _mark_related(judged)
    main = tuple(block for block in judged if block.left_out is None)
    return Sorted(main, tuple(LeftOut(block.left_out, block.text) for block in judged if block.left_out))


def _judge(block: Block) -> LeftOutKind | None:
    if block.role is Role.TITLE:
        return None
    if is_stamp(block.text) or block.role is Role.TIME:
        return STAMP
    for rule in ANYWHERE:
        if len(block.text) <= rule.longest and rule.pattern.match(block.text):
            return rule.kind
    return None


def _mark_advert_to_the_end(blocks: list[Block]) -> list[Block]:
    """Behind a preview's end and behind a feed's footer comes nothing of the article any more."""
    for at, block in enumerate(blocks):
        if block.left_out is ADVERT and re.match(r"预览已结束|(?:获取|獲取)更多", block.text):
            return blocks[:at] + [replace(rest, left_out=ADVERT) for rest in blocks[at:]]
    return blocks


def _mark_start(blocks: list[Block], title: str) -> list[Block]:
    """The title once more, and names and places of work before the first sentence."""
    marked = list(blocks)
    for at in range(min(NEAR_THE_START, len(marked))):
        block = marked[at]
        if block.left_out or block.role in (Role.TITLE, Role.CAPTION):
            continue
        if block.text == title:
            marked[at] = replace(block, left_out=FURNITURE)
        elif _is_byline(block, marked[at + 1 :]):
            marked[at] = replace(block, left_out=FURNITURE)
        else:
            break
    return marked


def _is_byline(block: Block, following: list[Block]) -> bool:
    if len(block.text) > BYLINE_LENGTH or ends_sentence(block.text) or block.role is Role.HEADING or block.bold:
        return False
    if block.role is Role.ITEM:
        return not block.linked
    stands_on_stamp = bool(following) and following[0].left_out is STAMP
    return stands_on_stamp or bool(BYLINE.search(block.text))


def _mark_related(blocks: list[Block]) -> list[Block]:
    """Runs of link-only list items, and what stands under 延伸阅读, unless the whole article is a list of links."""
    if _is_link_list(blocks):
        return blocks
    marked, under_head = [], False
    for block in blocks:
        related, under_head = _is_related(block, under_head)
        marked.append(replace(block, left_out=RELATED) if related and not block.left_out else block)
    return marked


def _is_related(block: Block, under_head: bool) -> tuple[bool, bool]:
    head = RELATED_HEAD.match(block.text)
    if head and (head.end() == len(block.text) or block.linked * 2 >= len(block.text) - head.end()):
        return True, True
    if block.is_link and (block.role is Role.ITEM or under_head):
        return True, under_head
    return False, False


def _is_link_list(blocks: list[Block]) -> bool:
    texts = [block for block in blocks if block.left_out is None and block.role is not Role.CAPTION]
    linked = sum(len(block.text) for block in texts if block.is_link)
    return linked * 2 > sum(len(block.text) for block in texts)


def trim_tail(text: str) -> tuple[str, list[str]]:
    """What stands at the end of the last paragraph without being part of it: editors, codes, (完), ...more."""
    cut: list[str] = []
    while found := _tail(text):
        cut.insert(0, text[found.start() :].strip())
        text = text[: found.start()].rstrip()
    return text, cut


TAILS = (
    re.compile(r"(?<=[）)。」])\s*1\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])$"),
    re.compile(
        r"\s*[（(【\[](?:编辑|編輯|译者|譯者|编译|編譯|核稿|责编|責編|责任编辑|責任編輯|记者|記者|原文|翻译)[：:／/][^（）()]{1,60}[）)】\]]$"
    ),
    re.compile(r"\s*[（(【](?:完|全文完|完结)[）)】]$"),
    re.compile(r"\s*(?:\.{3}|…)\s*more$"),
    re.compile(r"\s*(?:责任编辑|責任編輯|责编|責編)[：:]\s?\S{2,8}\s*[#＃◇]*$"),
    re.compile(r"(?<=[。”」！？])\s*[#＃◇■□▲]+$"),
)


def _tail(text: str) -> re.Match[str] | None:
    ending = max(0, len(text) - TAIL_LENGTH)
    matches = (pattern.search(text, ending) for pattern in TAILS)
    return next((found for found in matches if found and found.start() > 0), None)
