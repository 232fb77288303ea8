"""The noun phrase that speaks: cut out of the words before a verb of speech."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from app.extraction import lexicon
from app.extraction.gazetteer import tagged_words
from app.extraction.mentions import ActorKind, ActorMention, TimeMention
from app.extraction.sentences import Prepared, starting_in

_LEADING = re.compile(
    r"(?:但是|但|而且|而|不过|此外|同时|另外|另一方面|对此|随后|然而|与此同时|当时|紧接着|接着|其中|也有|还有|有关|至于|尽管|虽然|由于|"
    r"因为|正如|事后|及后|较早前|近日|日前|目前|此前|最近|因此|所以|并且|并|且|则|又|据|根据|"
    r"凌晨|清晨|早上|上午|中午|下午|傍晚|晚间|晚上|深夜|[“「]?[^，。；：“”「」\n]{1,6}[”」]?期间|[，,、：:“”「」\s])+"
)
# 一名知情人士, 3名消息人士, 有专家, 有些候选人: how many there are is no part of who they are.
_COUNTED = re.compile(
    r"(?:有|一|某|那|这)些|(?:绝?大)?(?:部分|多数)|不少|许多|很多|众多|若干"
    r"|(?:另外|有|另有|还有|也有|另)?(?:第?(?:[一二两三四五六七八九十几数多\d]+|某|这|该|那)(?:名|位|个|家|间|份)(?!人大|国)|该|有(?!关))?"
)
# Prepositions, adverbs and verbs: with one of these words the predicate begins.
_PREDICATE = lexicon.words_of("predicates.tsv")
_WITH = frozenset(["与", "同", "跟", "和", "及", "以及"])
_ALWAYS_WITH = frozenset(["与", "同", "跟"])
# Verbs that are also nouns (高层会谈, 有关批评): a predicate only right behind a name.
_NOMINAL = frozenset(
    ["会谈", "会晤", "访问", "批评", "指责", "回应", "介绍", "发布", "呼吁", "回答", "答复", "结束", "代表"]
)
_CUES = frozenset(lexicon.cues())
_TOGETHER = frozenset(["会见", "会晤", "会谈"])
# 欧盟一位不具名官员: that the name is kept back is no part of the phrase.
UNNAMED = re.compile(
    r"(?:一名|一位|[这那]位)?(?:要求)?(?:不具名|匿名(?!表示)|不[愿想](?:意)?(?:具名|(?:透露|公开)(?:自己的?)?(?:真实)?(?:姓名|名字|身份)))(?:的|(?=[官人专消外律学知]))"
)
_IN_BRACKETS = re.compile(r"\s?[（(][^）)\n]{1,60}[）)]")
# 「晓波助澜会」, “知青”: a name in quotation marks.
_QUOTED_NAME = re.compile(r"[“「][^“”「」，。；\n]{1,12}[”」]")
# The first characters of what is passed whole.
_OPENS_WHOLE = frozenset("（( “「一这那要不匿")
_AFTER_NAME = re.compile(
    r"(?:\s?[（(][^）)\n]{1,60}[）)])?(?:方面|当局|官方|新闻|中文网|网站|官网|本人|等人|等|高层|一方|自己|父子|夫妇)?[”」》\"]*"
)
_TITLE_AFTER = re.compile(
    r"(?:(?!的)[一-鿿]){0,6}?(?:总统|主席|总理|首相|部长|外长|防长|先生|女士|太太|小姐|教授|博士|议员|将军|国务卿|书记|主任|局长|特首|大使|秘书长|司令"
    r"|律师|校长|院长|会长|市长|州长|省长|总裁|大臣|院士|法官|警官|爵士|神父|主教|牧师|喇嘛|[大上中少准][将校尉佐]|元帅)"
)
# 对记者说, 据新华社报道, 接受采访: whoever stands behind these words is spoken to or quoted from.
_NOT_SUBJECT = re.compile(
    r"(?:对|向|给|据|就|告诉|告知|接受|针对|关于|会见|指责|批评|抨击|谴责|敦促|呼吁|要求|提醒|警告|回应|回复|回覆|感谢|与|同|跟|和)\Z"
)
# 到她的脸书留言, 在官方微博称: where something is said.
_PLATFORM = re.compile(r"(?:(?:到|在|于)[^，。；\n]{0,8}|(?:透过|通过)[^，。；\n]{0,40})\Z")
# 向政治新闻网站Politico表示: the medium is told.
_TOLD_TO = re.compile(r"(?:向|对|告诉)[^，。；：\n]{0,8}\Z")
_TOLD = re.compile(r"(?:向|对|告诉|告知|提醒|警告)\Z")
_AFTER_MEETING = re.compile(r"[^，。；]{0,8}(?:会|谈|话|面|晤|见)[^，。；]{0,4}(?:后|时|期间|中|之际)|后|时")
# 在2019年的气候大会: when or where. 在北京的专家 are people.
_WHERE = re.compile(r"[在于][^，。]{0,30}的[^，。的]{0,12}(?:会|会议|上|中|里|网|节目|期间|声明|采访)")
_JOINED = re.compile(r"(?:和|与|及|以及|、|同)[^，。；的]{0,16}$")
_LONGEST = 64


@dataclass(frozen=True)
class Subject:
    """`head` are the actors that speak, when the phrase ends with names; `words` the phrase without its number."""

    start: int
    end: int
    words: str
    head: tuple[ActorMention, ...]


class Subjects:
    """Cuts subjects out of one document. The words of the segmenter say where a preposition is a word of its own."""

    def __init__(self, prepared: Prepared, actors: Sequence[ActorMention], times: Sequence[TimeMention]) -> None:
        self._prepared, self._folded = prepared, prepared.folded
        self._bounds = prepared.words.bounds
        self._actors = actors
        self._times = times
        self._time_at = {time.start: time for time in times}
        self._before: dict[tuple[int, int], Subject | None] = {}

    def before(self, start: int, end: int) -> Subject | None:
        """The phrase at the start of the clause, up to its predicate. None when the predicate comes first."""
        if (start, end) not in self._before:
            begin = self._behind_count(self._behind_leading(start, end), end)
            self._before[start, end] = self._subject(begin, self._stop(begin, end))
        return self._before[start, end]

    def before_verb(self, start: int, end: int) -> Subject | None:
        """What stands before the first verb of the clause, whatever verb: 军事评论员|看过…, 共和党人麦卡锡|呼应…"""
        start = self._behind_count(self._behind_leading(start, end), end)
        at = stop = start
        for word, kind in tagged_words(self._folded[start : min(end, start + _LONGEST)]):
            if at == start and kind[0] in "vpdcr":
                return None
            if kind in ("v", "p") and stop > start + 1:
                return Subject(start, stop, self._folded[start:stop], self.heads(start, stop))
            at += len(word)
            stop = stop if kind[0] in "dcr" else at
        return None

    def behind_relative(self, start: int, end: int) -> Subject | None:
        """The head of a relative clause, with the clause where it is counted: 身在美国的|王毅, 一位|不愿透露的人."""
        start = self._behind_leading(start, end)
        begin = self._behind_count(start, end)
        relative = self._folded.find("的", begin, min(end, begin + _LONGEST))
        if self._tells_where(begin, end) or relative < 0 or (stop := self._stop(relative + 1, end)) <= relative + 2:
            return None
        return self._subject(begin if begin > start else relative + 1, stop)

    def _tells_where(self, start: int, end: int) -> bool:
        """在2019年的气候大会, but not 在喀布尔居住的|中国人: the word for a place ends where a word ends."""
        where = _WHERE.match(self._folded, start, end)
        return bool(where) and self.begins_word(where.end())  # type: ignore[union-attr]

    def begins_word(self, offset: int) -> bool:
        return self._prepared.words.is_bound(offset)

    def _subject(self, start: int, end: int) -> Subject | None:
        return Subject(start, end, self._folded[start:end], self.heads(start, end)) if start < end else None

    def _behind_count(self, start: int, end: int) -> int:
        counted = _COUNTED.match(self._folded, start, end)
        return self._whole_word(start, counted.end()) if counted else start

    def _stop(self, start: int, end: int) -> int:
        stop = self._predicate(start, min(end, start + _LONGEST))
        while stop > start and self._folded[stop - 1] in "，,、：: 　":
            stop -= 1
        return start if stop < end and stop == start + _LONGEST else stop

    def first_name(self, start: int, end: int) -> ActorMention | None:
        """The name that the clause begins with, its title and body before it, whatever the verb: 刘鹤代表中方签署."""
        start = self._behind_leading(start, end)
        names = (a for a in starting_in(self._actors, start, end) if not a.attributive and a.rule != "abbreviation")
        first = next(names, None)
        return first if first and self._predicate(start, first.start + 1) > first.start else None

    def heads(self, start: int, end: int) -> tuple[ActorMention, ...]:
        """The names that the phrase ends with: one, or several that 和, 与 or 、 join."""
        inside = [a for a in starting_in(self._actors, start, end) if a.end <= end]
        found: list[ActorMention] = []
        stop = end
        for actor in reversed(inside):
            if self._folded[actor.start - 1 : actor.start] in "（(" and actor.start > start:
                continue
            if actor.rule == "abbreviation" or self._behind_name(actor, stop) != stop:
                break
            found.insert(0, actor)
            joined = _JOINED.search(self._folded[start : actor.start])
            if joined is None or actor.actor.kind is ActorKind.MEDIA:
                break
            stop = start + joined.start()
        return tuple(found)

    def names(self, start: int, end: int) -> list[ActorMention]:
        return [a for a in starting_in(self._actors, start, end) if a.end <= end]

    def may_speak(self, actor: ActorMention, end: int) -> bool:
        """Whether a name before the verb at `end` can be its subject."""
        start = actor.start - len(actor.title or "")
        before = self._folded[max(0, start - 4) : start]
        if actor.attributive or actor.rule == "abbreviation" or self._prepared.is_quoted(actor.start, actor.end):
            return False
        nearby = self._folded[max(0, start - 12) : start]
        if actor.actor.kind is ActorKind.MEDIA and _TOLD_TO.search(nearby):
            return False
        if actor.actor.kind is not ActorKind.PERSON and (
            _PLATFORM.search(self._folded, max(0, start - 42), start) or before.endswith("代表")
        ):
            return False
        if before[-1:] in "与和同跟" and before and not self._is_told_too(start):
            return not self._is_met(actor, start, end)
        return not _NOT_SUBJECT.search(before)

    def _is_told_too(self, start: int) -> bool:
        """布林肯向杨洁篪和王毅表示: of two that 和 joins, whoever is told stands behind 向."""
        first = next((a for a in starting_in(self._actors, start - _LONGEST, start) if a.end == start - 1), None)
        at = first.start - len(first.title or "") if first else 0
        return first is not None and _TOLD.search(self._folded, max(0, at - 4), at) is not None

    def _is_met(self, actor: ActorMention, start: int, end: int) -> bool:
        """尹锡悦与拜登会晤后说: the partner of the meeting is not who speaks."""
        before = self._folded[max(0, start - 1) : start]
        return before in ("与", "同", "和", "跟", "见") and bool(_AFTER_MEETING.match(self._folded[actor.end : end]))

    def _behind_name(self, actor: ActorMention, end: int) -> int:
        """Where the name ends with its Latin spelling, 方面 or 等人; a person's also with the title behind it."""
        title = _TITLE_AFTER.match(self._folded, actor.end, end) if actor.actor.kind is ActorKind.PERSON else None
        tail = _AFTER_NAME.match(self._folded, title.end() if title else actor.end, end)
        return tail.end() if tail else actor.end

    def _behind_leading(self, start: int, end: int) -> int:
        while start < end:
            if match := _LEADING.match(self._folded, start, end):
                start = self._whole_word(start, match.end())
                if start < match.end():
                    return start
            elif (time := self._time_at.get(start)) and time.end <= end:
                start = time.end
            elif self._folded[start] == "（" and (dateline := _IN_BRACKETS.match(self._folded, start, end)):
                start = dateline.end()
            else:
                return start
        return end

    def _whole_word(self, start: int, end: int) -> int:
        """据|新华社, but no part of 而今 or of 同时代人: leading words end where a word ends."""
        return end if self.begins_word(end) else start

    def _predicate(self, start: int, end: int) -> int:
        """Where the first word stands that begins a predicate; names, brackets and words of time are passed whole."""
        at = bisect_left(self._bounds, start)
        names, times = iter(self.names(start, end)), iter(starting_in(self._times, start, end))
        name, time, named = next(names, None), next(times, None), -1
        while at + 1 < len(self._bounds) and (position := self._bounds[at]) < end:
            while name and name.end <= position:
                name = next(names, None)
            while time and time.end <= position:
                time = next(times, None)
            if name and name.start <= position:
                named, at = name.end, bisect_left(self._bounds, name.end)
            elif time and time.start <= position:
                return position
            elif match := _passed_whole(self._folded, position, end):
                at = bisect_left(self._bounds, match.end())
            elif self._begins_predicate(position, self._bounds[at + 1], end, named == position):
                return position
            else:
                at += 1
        return end

    def _begins_predicate(self, start: int, stop: int, end: int, behind_name: bool) -> bool:
        word = self._folded[start:stop]
        if word in _WITH:
            return not self._joins(start, word, end)
        if behind_name and self._folded[stop : stop + 1] != "的":
            return word in _PREDICATE or word in _CUES
        return word in _PREDICATE and word not in _NOMINAL

    def _joins(self, position: int, word: str, end: int) -> bool:
        """马克龙和朔尔茨|表示 joins, 尹锡悦与拜登会晤后 does not: behind the second name the predicate must begin."""
        partner = next(iter(starting_in(self._actors, position, position + 16)), None)
        if partner is None or partner.end > end:
            return word not in _ALWAYS_WITH
        after = self._behind_name(partner, end)
        if after >= end or after in self._time_at:
            return True
        at = bisect_left(self._bounds, after)
        following = self._folded[after : self._bounds[at + 1]] if at + 1 < len(self._bounds) else ""
        return following in _PREDICATE and following not in _TOGETHER


def _passed_whole(folded: str, start: int, end: int) -> re.Match[str] | None:
    """What stands in brackets or short quotation marks, and 不愿透露姓名的, begins no predicate."""
    if folded[start] not in _OPENS_WHOLE:
        return None
    patterns = (_IN_BRACKETS, UNNAMED, _QUOTED_NAME)
    return next((match for pattern in patterns if (match := pattern.match(folded, start, end))), None)
