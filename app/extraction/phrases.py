"""Who a noun phrase means that ends with no known name: a spokesman, a role, a name behind its title, or its words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.extraction import lexicon
from app.extraction.mentions import ActorKind, ActorMention
from app.extraction.sentences import Prepared, starting_in
from app.extraction.subjects import Subject

# A phrase that ends so names people, bodies or papers: the head of a Chinese noun phrase stands last.
_SPEAKS = re.compile(
    r"(?:[人者员士家长师生主友民官党社报台会部局署院厅司处所办委队军媒网站商客宾亲母父妻夫儿女妹姐兄弟族团组校店厂行国府警]"
    r"|媒体|机构|当局|方面|官方|公司|代表|高层|律师|高管|学者|教授|博士|主席|总统|总理|首相|书记|秘书|领袖|助手|小组|智库|集团|企业|组织"
    r"|声明|报告|公告|通报|通告|消息|舆论|社论|评论|分析|研究|调查|白皮书|判决书|起诉书|裁决|文件|文章|新闻稿"
    r"|[美中英港台日韩俄德法蓝绿我]方|司令|上将|中将|少将|参谋|法官|[检警辩控资劳]方|大使|参赞|当地|放送|电视)$"
)
_NOBODY = frozenset(
    [
        *("有", "是", "被", "可以", "应该", "所", "这", "那", "此", "其", "如", "如果", "或", "据", "据悉", "外界"),
        *("人们", "大家", "本文", "前者", "后者", "两者", "谁", "什么", "结果", "以上"),
    ]
)
_SPOKESMAN = re.compile(r"的?(?:新闻|女|首席|副)?(?:发言人|新闻秘书|发言人办公室)$")
# The same role without its body: the one who bore it last speaks on.
_ROLE = re.compile(
    r"(?:该|这名|这位|有关|上述)?([一-鿿]{0,3}(?:发言人|官员|人士|业主|专家|教授|律师|负责人|议员|高官|学者|公司|集团"
    r"|文章|声明|社论|新闻稿|报告))"
)
# 外交部官网新闻稿: the body whose site it is.
_SITE = re.compile(r"(?<=..)(?:官方)?(?:网站|官网)(?:新闻稿|声明|公告|消息)?$")
# 东京放送新闻报道: the agency without what it carries.
_PRESS = re.compile(r"(.{2,}[社台网报送视])(?:新闻|消息|电讯)$")
# 澳大利亚数名国会议员, 官员们: how many there are is no part of who they are.
_NUMBER = re.compile(r"第?(?:[一二两三四五六七八九十数多几\d]+|某)[名位]|们$")
_NAME = re.compile(r"([一-鿿]{2,4}|[一-鿿]+(?:·[一-鿿]+)+|[一-鿿]{2,6}(?=\s?[（(]))(?:\s?[（(][^）)]*[）)])?")
_LATIN_NAME = re.compile(r"[一-鿿] ?([A-Z][A-Za-z.\-']+(?: [A-Z][A-Za-z.\-']+)+)$")
_AUTHOR = re.compile(r"(?:文章|本文|该文|专栏)?(?:作者|作家|撰稿人|撰文者)([一-鿿·]{2,12})")
_BRACKETS = re.compile(r"\s?[（(][^）)]*[）)]")
_LONGEST, _LONG = 24, 12


@dataclass(frozen=True)
class Speaker:
    """`mention` when the speaker is a known or learnt actor, else only `words`. `phrase` is all that names them."""

    mention: ActorMention | None
    words: str
    how: str = ""
    phrase: str = ""

    @property
    def is_person(self) -> bool:
        return self.mention is None or self.mention.actor.kind is ActorKind.PERSON


def named(mention: ActorMention, folded: str, phrase: str = "") -> Speaker:
    words = folded[mention.start : mention.end]
    return Speaker(mention, words, phrase=phrase or (mention.title or "") + words)


class Phrases:
    """Reads the subjects of one document that end with no name."""

    def __init__(self, prepared: Prepared, actors: Sequence[ActorMention]) -> None:
        self._prepared, self._folded, self._actors = prepared, prepared.folded, actors

    def speaker(self, subject: Subject, before: Sequence[Speaker]) -> Speaker | None:
        """None when the phrase names nobody who could speak. `before` are those who spoke until then."""
        words = _BRACKETS.sub("", subject.words).strip("，,。 ：:“”‘’「」")
        words = _NUMBER.sub("", _PRESS.sub(r"\1", _SITE.sub("", words.rpartition("--")[2])))
        if name := self._behind_title(subject) or _own_name(words):
            return Speaker(None, name, "as written", words)
        if role := _ROLE.fullmatch(words):
            same = next((s for s in reversed(before) if role[1] in s.phrase), None)
            if same:
                return replace(same, how="continued")
        if _SPOKESMAN.search(words):
            return self._spokesman(subject, words)
        return self._body(subject, words) or self._as_written(subject, words)

    def _as_written(self, subject: Subject, words: str) -> Speaker | None:
        """The noun phrase as it stands: 美国政府高级官员; of a long one what follows its last 的."""
        short = words.rpartition("的")[2]
        if len(words) > _LONG and len(short) > 2 and _names_somebody(short):
            words = short
        if words in _NOBODY or not 2 <= len(words) <= _LONGEST or not _names_somebody(words):
            return None
        return None if self._is_a_clause(subject) else Speaker(None, words, "as written", words)

    def _is_a_clause(self, subject: Subject) -> bool:
        """中国制裁蓬佩奥等28人: names at both ends without 的 are a subject and its object, not one who speaks."""
        names = [a for a in starting_in(self._actors, subject.start, subject.end) if not a.attributive]
        apart = len(names) > 1 and names[-1].start - names[0].end > 1
        return apart and names[0].start == subject.start and "的" not in subject.words

    def _spokesman(self, subject: Subject, words: str) -> Speaker:
        """中国外交部的一位发言人: without a name the body itself speaks, through its spokesman."""
        office = words[: _SPOKESMAN.search(words).start()]  # type: ignore[union-attr]
        bodies = [a for a in starting_in(self._actors, subject.start, subject.end) if _has_spokesman(a, office)]
        body = bodies[-1] if bodies else self._named_in_full(office, subject.start)
        if body and body.actor.name.endswith(office):
            office = body.actor.name
        return Speaker(body, f"{office}发言人", "spokesman", words)

    def _body(self, subject: Subject, words: str) -> Speaker | None:
        """外交部 where 中国外交部 is known; 北京 for its country."""
        if body := self._named_in_full(words, subject.start):
            return replace(named(body, self._folded), words=words)
        if country := lexicon.stand_ins("capitals.tsv").get(words):
            return Speaker(ActorMention(subject.start, subject.end, country, "metonym"), words, phrase=words)
        return None

    def _named_in_full(self, words: str, end: int) -> ActorMention | None:
        """The body whose whole name (中国外交部) stands before, or else behind."""
        if len(words) < 3 or words[-1] not in "部院会局署厅司处办委军府社":
            return None
        nearest = [*reversed(starting_in(self._actors, 0, end)), *starting_in(self._actors, end, len(self._folded))]
        bodies = (a for a in nearest if a.actor.kind is ActorKind.ORGANISATION)
        return next((a for a in bodies if a.actor.name.endswith(words)), None)

    def _behind_title(self, subject: Subject) -> str:
        """贸易部长伯明翰(Simon Birmingham): an unknown name behind the last title of the phrase."""
        titles = [k.end for k in starting_in(self._prepared.known, subject.start, subject.end) if k.title]
        match = _NAME.fullmatch(self._folded, titles[-1], subject.end) if titles else None
        return match[1] if match and not _SPEAKS.search(match[1]) else ""


def _has_spokesman(actor: ActorMention, office: str) -> bool:
    """A body wherever it stands in the phrase, a land only alone: 澳大利亚奥会 is not 澳大利亚."""
    if actor.actor.kind is ActorKind.PERSON:
        return False
    return actor.actor.kind is ActorKind.ORGANISATION or len(office) == actor.end - actor.start


def _own_name(words: str) -> str:
    """Mark Simon behind what he is, and whoever is introduced as the author."""
    match = _LATIN_NAME.search(words) or _AUTHOR.fullmatch(words)
    return match[1] if match else ""


def _names_somebody(words: str) -> bool:
    return words.isascii() or bool(_SPEAKS.search(words))
