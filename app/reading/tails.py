"""What stands at the end of the last paragraph without being part of it: editors, codes, (完), ...more."""

import re

TAIL_LENGTH = 120
CREDITS = "编辑|編輯|译者|譯者|编译|編譯|核稿|责编|責編|责任编辑|責任編輯|记者|記者|原文|翻译"
TAILS = (
    re.compile(r"(?<=[）)。」])\s*1\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])$"),
    re.compile(rf"\s*[（(【\[](?:{CREDITS})\s?[：:／/\s]\s?[^（）()。]{{1,60}}[）)】\]]$"),
    re.compile(r"\s*[（(【](?:完|全文完|完结)[）)】]$"),
    re.compile(r"\s*(?:\.{3,12}|…{1,4})\s*more$"),
    re.compile(r"\s*(?:责任编辑|責任編輯|责编|責編)[：:]\s?\S{2,8}\s*[#＃◇]*$"),
    re.compile(
        r"(?<=[。”」！？）)])\s*(?:(?:来源|來源)[：:]\s?[^\s，。：]{2,20}\s+)?"
        r"(?:流程|值班|新媒体)?(?:编辑|編輯)[：:]\s?[^\s，。：]{2,12}$"
    ),
    re.compile(r"(?<=[。”」！？）)])\s*(?:来源|來源)[：:]\s?[^\s，。：]{2,20}$"),
    re.compile(r"(?<=[。”」！？])\s*[#＃◇■□▲]+$"),
    re.compile(r"\s*举报/反馈$"),
    re.compile(r"(?<=[。”」！？])\s*(?:延伸|相关|相關|推荐|推薦)(?:阅读|閱讀)[：:]\s?[^。]{2,80}$"),
    re.compile(
        r"(?<=[。”」！？])\s*[^\s，。：（(/]{2,8}(?:/[^\s，。：（(/]{2,8})*\s*[（(](?:综合(?:报道|报导)|摘编|编译)[）)]$"
    ),
)


def trim_tail(text: str) -> tuple[str, list[str]]:
    """The text without it, and what was cut off, in order."""
    cut: list[str] = []
    while found := _find_tail(text):
        cut.insert(0, text[found.start() :].strip())
        text = text[: found.start()].rstrip()
    return text, cut


def _find_tail(text: str) -> re.Match[str] | None:
    ending = max(0, len(text) - TAIL_LENGTH)
    matches = (pattern.search(text, ending) for pattern in TAILS)
    return next((found for found in matches if found and found.start() > 0), None)
