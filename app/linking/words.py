"""Trigger words that name one act: 拘捕 and 逮捕, 辞世 and 病逝, 大选 and 投票日."""

import re
from collections.abc import Collection
from functools import lru_cache

_ONE_ACT = (
    re.compile(r"逮捕|拘捕|被捕|抓捕|被抓|抓获|落网|捕"),
    re.compile(r"去世|逝世|辞世|病逝|离世|过世|身亡|死亡"),
    re.compile(r"宣誓|就职|就任|上任|履新"),
    re.compile(r"卸任|离任|辞职|下台|请辞|离职"),
    re.compile(r"当选|胜选|获胜"),
    re.compile(r"初选"),
    re.compile(r"(?:大选|选举|投票|选出)(?!结果)"),
    re.compile(r"审讯|审理|开庭|受审|过堂|聆讯|庭审"),
    re.compile(r"(?<!择期)宣判|判处|判刑|判囚|获刑"),
    re.compile(r"开枪|鸣枪|开火"),
    re.compile(r"爆炸"),
    re.compile(r"签署|签订|签字"),
    re.compile(r"会谈|会晤|会面|对话|会见"),
    re.compile(r"访|抵"),
    re.compile(r"取消|解除|撤销"),
    re.compile(r"批准|通过|获准"),
    re.compile(r"演讲|演说|讲话|致辞|致词"),
    re.compile(r"军售"),
)

# What justice does to a person, one after the other.
_STAGES = (
    re.compile(r"捕|落网"),
    re.compile(r"起诉|检控|控告"),
    re.compile(r"审讯|审理|开庭|受审|过堂|聆讯|庭审"),
    re.compile(r"(?<!择期)(?:宣判|判[处刑囚])|获刑"),
    re.compile(r"释放|获释|保释"),
)


def are_stages(one: str, other: str) -> bool:
    """拘捕, 开庭 and 宣判 are three happenings of one case."""
    mine, theirs = _stages_of(one), _stages_of(other)
    return bool(mine and theirs) and not mine & theirs


@lru_cache(maxsize=4096)
def _stages_of(word: str) -> frozenset[int]:
    return frozenset(number for number, stage in enumerate(_STAGES) if stage.search(word))


@lru_cache(maxsize=4096)
def act_of(word: str) -> str:
    """The first word of the act that `word`, folded, names; itself where it is one of its own kind."""
    return next((act.pattern for act in _ONE_ACT if act.search(word)), word)


@lru_cache(maxsize=4096)
def is_named_act(word: str) -> bool:
    """Whether the word, whatever kind the act was taken for, names one of these."""
    return any(act.search(word) for act in _ONE_ACT)


_SLACK = 1.2
_FEWEST = 5
_COUNT = re.compile(r"(\d+)(多|余)?[名人位](?!次)")


def counts_of(sentence: str) -> frozenset[tuple[int, bool]]:
    """How many people a folded sentence counts, and whether there may be more: 53名, 50多名, 至少289人."""
    found = _COUNT.finditer(sentence)
    return frozenset((int(each[1]), bool(each[2]) or _is_open(sentence[: each.start()])) for each in found)


def counts_agree(one: Collection[tuple[int, bool]], other: Collection[tuple[int, bool]]) -> bool:
    """53名 and 50多名. Of a few people the number says nothing."""
    return any(_count_agrees(*a, *b) for a in one for b in other)


def _count_agrees(one: int, one_more: bool, other: int, other_more: bool) -> bool:
    if min(one, other) < _FEWEST:
        return False
    if one == other:
        return True
    fewer, more, fewer_open = (one, other, one_more) if one < other else (other, one, other_more)
    return fewer_open and more <= _SLACK * fewer


def _is_open(before: str) -> bool:
    return before.endswith(("超过", "逾", "至少", "近", "约", "超"))
