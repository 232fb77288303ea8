"""Who a noun phrase means that ends with no known name: a spokesman, a role, a name behind its title, or its words."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from app.extraction import lexicon
from app.extraction.gazetteer import kinds_of_words
from app.extraction.mentions import ActorKind, ActorMention
from app.extraction.sentences import Prepared, starting_in
from app.extraction.strangers import bearer_of, described, is_foreign, is_stranger
from app.extraction.subjects import UNNAMED, Subject

# 双方领导人, 多名官员, 警方, 报告: nobody of whom 他 is said.
_NOT_ONE = re.compile(
    r"^(?:.*[他她]?和其他|双方|两国|各方|各国|多[名位]|[两三四五几数][名位]|部分|多数)|们$|[方会部局署院厅司处办委队军媒站社报台党行]$|声明|报告|消息|媒体|机构|当局|公司|集团|社论|法案"
)
_NOBODY = frozenset(
    [
        *("有", "是", "被", "可以", "应该", "所", "这", "那", "此", "其", "如", "如果", "或", "据", "据悉", "外界"),
        *("人们", "大家", "本文", "前者", "后者", "两者", "谁", "什么", "结果", "以上"),
    ]
)
_SPOKESMAN = re.compile(r"的?(?:新闻|女|首席|副)?(?:发言人|新闻秘书|发言人办公室)$")
# 该机构, 该报: the body or paper that was named last.
_THAT_BODY = re.compile(
    r"该(?:国家?|(机构|公司|组织|集团|部门|[部署局党会院校行厂]|协会|团体|大学|智库|基金会|企业)|(报|刊|媒体?|社|台|网站|电视台|杂志|通讯社))"
    r"(?:的?(?:新闻|女)?(?:发言人|负责人|官员|代表))?"
)
# The same role without its body: the one who bore it last speaks on.
_ROLE = re.compile(
    r"(?:该|这名|这位|有关|上述)?([一-鿿]{0,3}(?:发言人|官员|人士|业主|专家|教授|律师|负责人|议员|高官|学者|公司|集团"
    r"|文章|声明|社论|新闻稿|报告|备忘录|公开信))"
)
# 一些人士, 内部的人士: not whoever was called so before.
_COUNTED_BEFORE = re.compile(r"(?:些|[一几多两三数][名位]|的)$")
# 外交部官网新闻稿: the body whose site it is.
_SITE = re.compile(
    r"(?<=..)的?(?:官方)?(?:脸书|脸谱|面书|推特|微博|微信|Facebook|Twitter|X)?(?:网站|官网|网页|专页|主页|账号|账户|帐号|帐户|公众号)"
    r"(?:(?:发布|刊登|刊出|发出)?的?(?:新闻稿|声明|公告|消息))?$"
)
_PAPERS = (
    "声明|公告|公报|报告|通告|通报|通知|社评|社论|文章|报道|报导|评论"
    "|分析|数据|统计|资料|调查|研究|备忘录|新闻稿|推文|公开信|文件|白皮书|消息|讯息"
)
# 国务院的一份声明, 中共下发文件, 《华尔街日报》的报道分析: what somebody issues speaks for them.
_CARRIER = re.compile(
    r"(?<=..)(?:(?:提供|发布|公布|发表|提交|出版|发出|签署|撰写)的)?的?(?:最新|年度|联合|书面|公开|下发|官方)?"
    r"(?:一[份篇封则项])?(?:最新|年度|联合|书面|公开|下发|官方)?的?"
    rf"(?:{_PAPERS})+$"
)
# 军方消息人士的说法, 他的话: what is cited of somebody.
_CITED_WORDS = re.compile(r"(?<=..)的?(?:说法|话|讲话|言论|发言)$")
# 东京放送新闻报道: the agency without what it carries.
_PRESS = re.compile(r"(.{2,}[社台网报送视])(?:新闻|消息|电讯)$")
# 澳大利亚数名国会议员, 官员们: how many there are is no part of who they are.
_NUMBER = re.compile(r"第?(?:[一二两三四五六七八九十数多几\d]+|某)[名位]|们$")
_NAME = re.compile(r"([一-鿿]{2,6}|[一-鿿]+(?:·[一-鿿]+)+|[一-鿿]{2,6}(?=\s?[（(]))(?:\s?[（(][^）)]*[）)])?")
_LATIN_NAME = re.compile(r"[一-鿿] ?([A-Z][A-Za-z.\-']+(?: [A-Z][A-Za-z.\-']+)+)$")
_AUTHOR = re.compile(r"(?:文章|本文|该文|专栏)?(?:作者|作家|撰稿人|撰文者)([一-鿿·]{2,12})")
_THE = re.compile(r"^(?:该|[这那一][名位])")
# 直到主持人, 首度有官员, 纵使他不会: pieces of a clause.
_NO_PHRASE = re.compile(r"^(?:直到|纵使|首[度次]|让|使|令|随着|只要|除非|除了|包括|作为)|[不可将就才能也]会$|有人$")
_QUOTES = re.compile(r"[“”「」\"]")
_BRACKETS = re.compile(r"\s?[（(][^）)]*[）)]")
_LONGEST, _LONG = 24, 12
_FAR = 200
# A family name takes up one of the last so many who spoke.
_SPEAKERS_BACK = 300
# A name behind a title may be any word up to this length; a longer one must be made of no ordinary words.
_LONGEST_KNOWN_SOUND = 4


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

    @property
    def is_one(self) -> bool:
        """Whether 他 or 她 can mean the speaker: no body, no paper, and not several."""
        return self.is_person and not (self.mention is None and _NOT_ONE.search(self.phrase))


def named(mention: ActorMention, folded: str, phrase: str = "") -> Speaker:
    words = folded[mention.start : mention.end]
    return Speaker(mention, words, phrase=phrase or (mention.title or "") + words)


class Phrases:
    """Reads the subjects of one document that end with no name."""

    def __init__(self, prepared: Prepared, actors: Sequence[ActorMention]) -> None:
        self._prepared, self._folded, self._actors = prepared, prepared.folded, actors

    def speaker(self, subject: Subject, before: Sequence[Speaker], is_speech: bool = False) -> Speaker | None:
        """None when the phrase names nobody who could speak. `before` are those who spoke until then; `is_speech` when
        the verb behind the phrase is always speech, so that whatever stands there speaks."""
        words = _BRACKETS.sub("", subject.words).strip("，,。 ：:“”‘’「」")
        words = _PRESS.sub(r"\1", _CITED_WORDS.sub("", _SITE.sub("", words.rpartition("--")[2])))
        words = self._issuer(subject, words)
        if owner := self._owner(subject, words):
            return named(owner, self._folded, subject.words)
        words = _NUMBER.sub("", UNNAMED.sub("", words))
        if name := described(words) or self._behind_title(subject) or _own_name(words):
            return Speaker(None, name, "as written", words)
        if is_speech and (stranger := self._stranger(subject, words)):
            return stranger
        begin = subject.start - (self._folded[subject.start - 1 : subject.start] == "该")
        if that := _THAT_BODY.fullmatch(self._folded, begin, subject.end):
            return self._named_last(subject.start, that)
        if words.startswith("的"):
            return None
        if role := _ROLE.fullmatch(words):
            is_other = _COUNTED_BEFORE.search(self._folded, max(0, subject.start - 4), subject.start)
            same = None if is_other else next((s for s in reversed(before) if role[1] in s.phrase), None)
            if same:
                return replace(same, how="continued")
        if _SPOKESMAN.search(words):
            return self._spokesman(subject, words)
        lately = islice(reversed(before), _SPEAKERS_BACK)
        again = next((s for s in lately if s.words.endswith("·" + words)), None)
        return again or self._body(subject, words) or self._as_written(subject, words)

    def _issuer(self, subject: Subject, words: str) -> str:
        """国务院的一份声明: the words without the paper, when what is left names somebody."""
        carrier = _CARRIER.search(words)
        if carrier is None:
            return words
        issuer = words[: carrier.start()].strip("《》“”")
        if re.fullmatch(rf"{_PAPERS}|[双各多两三]方|[两各多]国|两党", issuer):
            return words
        inside = starting_in(self._actors, subject.start, subject.end)
        is_actor = any(issuer.endswith(self._folded[a.start : a.end]) for a in inside)
        return issuer if is_actor or _names_somebody(issuer) else words

    def _owner(self, subject: Subject, words: str) -> ActorMention | None:
        """香港民主党的脸书网页: the body whose page it is, when nothing else stands before."""
        if words == subject.words:
            return None
        inside = starting_in(self._actors, subject.start, subject.end)
        whole = next((a for a in inside if self._folded[a.start : a.end] == words), None)
        persons = (a for a in inside if a.actor.kind is ActorKind.PERSON)
        return whole or next((a for a in persons if words.endswith(self._folded[a.start : a.end])), None)

    def _named_last(self, end: int, that: re.Match[str]) -> Speaker | None:
        kinds = (ActorKind.ORGANISATION,) if that[1] else (ActorKind.MEDIA,) if that[2] else (ActorKind.COUNTRY,)
        earlier = (a for a in reversed(starting_in(self._actors, max(0, end - _FAR), end)) if a.actor.kind in kinds)
        body = next((a for a in earlier if a.rule != "abbreviation"), None)
        return replace(named(body, self._folded), how="continued") if body else None

    def _stranger(self, subject: Subject, words: str) -> Speaker | None:
        """达瓦才仁说, 林说: a name that nothing else gives away, and a family name alone."""
        earlier = reversed(starting_in(self._actors, 0, subject.start))
        if len(words) < 3 and (bearer := bearer_of(words, earlier)):
            return named(bearer, self._folded)
        if len(words) == 1:
            return None
        if words.startswith("《") and words.endswith("》"):
            return Speaker(None, words[1:-1], "as written", words)
        return Speaker(None, words, "as written", words) if is_stranger(words) else None

    def _as_written(self, subject: Subject, words: str) -> Speaker | None:
        """The noun phrase as it stands: 美国政府高级官员; of a long one what follows its last 的."""
        words = _THE.sub("", _QUOTES.sub("", words))
        short = words.rpartition("的")[2]
        is_clause = len(words) > _LONG or (short != words and kinds_of_words(words)[0] == "v")
        if is_clause and len(short) > 2 and _names_somebody(short):
            words = _THE.sub("", short)
        if (
            words in _NOBODY
            or _NO_PHRASE.search(words)
            or not 2 <= len(words) <= _LONGEST
            or not _names_somebody(words)
        ):
            return None
        return None if self._is_a_clause(subject) else Speaker(None, words, "as written", words)

    def _is_a_clause(self, subject: Subject) -> bool:
        """中国制裁蓬佩奥等28人: names at both ends without 的 are a subject and its object, not one who speaks."""
        inside = starting_in(self._actors, subject.start, subject.end)
        names = [a for a in inside if not a.attributive and self._folded[a.start - 1 : a.start] not in ("（", "(")]
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
        if owner := self._abbreviated(words):
            return named(owner, self._folded)
        if country := lexicon.stand_ins("capitals.tsv").get(words):
            return Speaker(ActorMention(subject.start, subject.end, country, "metonym"), words, phrase=words)
        return None

    def _abbreviated(self, words: str) -> ActorMention | None:
        """WHO where 世界卫生组织（WHO） stands: the name before the brackets."""
        if not words.isascii() or not words.isalpha():
            return None
        bracket = re.search(rf"[（(]{re.escape(words)}[）),，]", self._folded)
        return next((a for a in self._actors if bracket and a.end == bracket.start()), None)

    def _named_in_full(self, words: str, end: int) -> ActorMention | None:
        """The body whose whole name (中国外交部) stands before, or else behind."""
        if len(words) < 3 or words[-1] not in "部院会局署厅司处办委军府社":
            return None
        nearest = [*reversed(starting_in(self._actors, 0, end)), *starting_in(self._actors, end, len(self._folded))]
        bodies = (a for a in nearest if a.actor.kind is ActorKind.ORGANISATION)
        return next((a for a in bodies if a.actor.name.endswith(words)), None)

    def _behind_title(self, subject: Subject) -> str:
        """贸易部长伯明翰(Simon Birmingham): an unknown name behind the last title of the phrase."""
        bounds = self._prepared.words.bounds
        titles = [k.end for k in starting_in(self._prepared.known, subject.start, subject.end) if k.title]
        titles = [end for end in titles if bounds[bisect_left(bounds, end)] == end]
        behind = titles[-1] + (self._folded[titles[-1]] in "”」") if titles else subject.end
        match = _NAME.fullmatch(self._folded, behind, subject.end)
        if match is None or _names_somebody(match[1]):
            return ""
        return match[1] if len(match[1]) <= _LONGEST_KNOWN_SOUND or is_foreign(match[1]) else ""


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
    return words.isascii() or bool(_speaking().search(words))


@lru_cache(maxsize=1)
def _speaking() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(map(re.escape, sorted(lexicon.words_of("speaking.tsv")))) + ")$")
