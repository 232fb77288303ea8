"""Trigger words that name one act: 拘捕 and 逮捕, 辞世 and 病逝, 大选 and 投票日."""

import re
from functools import lru_cache

_ONE_ACT = (
    re.compile(r"逮捕|拘捕|被捕|抓捕|被抓|抓获|落网|捕"),
    re.compile(r"去世|逝世|辞世|病逝|离世|过世|身亡|死亡"),
    re.compile(r"宣誓|就职|就任|上任|履新"),
    re.compile(r"卸任|离任|辞职|下台|请辞|离职"),
    re.compile(r"当选|胜选|获胜"),
    re.compile(r"(?:大选|选举|投票|选出)(?!结果)"),
    re.compile(r"签署|签订|签字"),
    re.compile(r"会谈|会晤|会面|对话|会见"),
    re.compile(r"访|抵"),
    re.compile(r"取消|解除|撤销"),
    re.compile(r"批准|通过|获准"),
    re.compile(r"演讲|演说|讲话|致辞|致词"),
)


@lru_cache(maxsize=4096)
def act_of(word: str) -> str:
    """The first word of the act that `word`, folded, names; itself where it is one of its own kind."""
    return next((act.pattern for act in _ONE_ACT if act.search(word)), word)
