"""Whose words they are: the subject of a verb of speech. An unknown speaker stays as the text calls them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.extraction.mentions import ActorKind, ActorMention
from app.extraction.sentences import Prepared, Sentence, Span, starting_in
from app.extraction.triggers import CueFound

# 对记者说, 据新华社报道, 接受采访: whoever stands behind these words is spoken to or quoted from.
_NOT_SUBJECT = re.compile(r"(?:对|向|给|据|就|告诉|接受|引述|引用|援引|针对|关于|会见|指责|批评)$")
_PRONOUN = re.compile(
    r"^(?:但|而|不过|此外|同时|另外|对此|随后|然而|当时|接着|因此|所以|并|且|则|，|\s)*(他们|他|她|其|该发言人|这位\w{2,4})"
)
_PAPER = re.compile(
    r"(?:信|函|声明|贺电|贺信|贺函|文章|推文|公报|致辞|讲话|报告|发言|书面回应|帖文|博文|社论)(?:中|里|上)?(?:还|也|则|又|同时|最后|并)*$"
)
_LEADING = re.compile(
    r"^(?:但是|但|而|不过|此外|同时|另外|另一方面|对此|随后|然而|与此同时|当时|紧接着|接着|其中|也有|还有|近日|日前|目前|此前|有关|"
    r"因此|所以|并且|并|且|则|，|,|\s|、|“|”)+"
)
_TRAILING = re.compile(
    r"(?:在|就|对|于|向|周[一二三四五六日天]|星期|今天|昨天|今日|昨日|近日|日前|\d|随后|曾经|曾|也|还|则|都|又|再|再次|再度|已|"
    r"同样|明确|直截了当|仍|却|更|并|就此|据此|如此|一度|公开|强硬|分别|多次|反复|进一步|即|便|不断|继续|当天|当日|同日|（|\().*$"
)
_NO_SPEAKER = frozenset(
    ["", "有", "是", "被", "可以", "应该", "所", "这", "那", "此", "其", "如", "或", "据", "据悉", "外界"]
)
_VIA = re.compile(r"[“「]?(?:另|又|而|但)?(?:据|根据|依据|综合)")
_REPORTING = re.compile(r"报道|报导")
_AFTER_MEETING = re.compile(r"[^，。；]{0,8}(?:会|谈|话|面|晤|见)[^，。；]{0,4}(?:后|时|期间|中|之际)|后|时")
_SPOKESMAN = re.compile(r"的?(?:新闻|女|首席|副)?(?:发言人|新闻秘书)")
# Nouns for those who speak in the news without a name.
_SPEAKS = re.compile(
    r"(?:媒体|官员|人士|发言人|专家|机构|当局|方面|公司|组织|代表|负责人|部门|高层|团队|律师|家属|学者|分析师|议员|警方|政府|法院"
    r"|声明|报告|居民|民众|目击者|网友|高官|外交官|助手|知情者|消息|日媒|美媒|英媒|德媒|法媒|外媒|港媒|台媒|官媒|公告|通报|当地)$"
)
_LONGEST_WORDS = 24


@dataclass(frozen=True)
class Speaker:
    """`mention` when the speaker is a known or learnt actor, else only `words`, with where they stand."""

    mention: ActorMention | None
    words: str
    how: str = ""


class Speakers:
    """Finds the speaker of each cue, in text order, and remembers who spoke last for 他 and for carried quotations."""

    def __init__(self, prepared: Prepared, actors: Sequence[ActorMention]) -> None:
        self._prepared = prepared
        self._folded = prepared.folded
        self._actors = actors
        self.last: Speaker | None = None

    def of_cue(self, sentence: Sentence, cue: CueFound, since: int) -> Speaker | None:
        """The speaker of the cue, looked for between `since` and the cue. None when nobody can be named."""
        speaker = self._find(sentence, cue, since)
        if speaker and speaker.mention and speaker.mention.actor.kind is ActorKind.PERSON:
            self.last = Speaker(speaker.mention, speaker.words, "continued")
        elif speaker and not speaker.mention:
            self.last = speaker
        return speaker

    def has_subject(self, sentence: Sentence, cue: CueFound) -> bool:
        """Whether a person, or a body right before the verb, speaks; then a mark must follow for a body."""
        clause = sentence.clause_at(cue.start)
        if self._persons(clause.start, cue.start) or self._pronoun(clause, cue.start):
            return True
        if self._bodies(clause.start, cue.start):
            return self._folded[cue.end : cue.end + 1] in "，：,:"
        if (words := self._words(clause.start, cue.start)) and _SPEAKS.search(words.words):
            return True
        bare = not _TRAILING.sub("", self._folded[clause.start : cue.start])
        return bare and bool(self._bodies(sentence.start, clause.start) or self._persons(sentence.start, clause.start))

    def is_via(self, sentence: Sentence, cue: CueFound) -> bool:
        """据彭博社报道: names where the words come from; the speaker follows."""
        clause = sentence.clause_at(cue.start)
        return bool(_VIA.match(self._folded, clause.start, cue.start))

    def opens_clause(self, sentence: Sentence, cue: CueFound) -> bool:
        """Whether the cue has a subject of its own in its clause."""
        clause = sentence.clause_at(cue.start)
        before = self._folded[clause.start : cue.start]
        if self._persons(clause.start, cue.start) or self._pronoun(clause, cue.start):
            return True
        return bool(self._bodies(clause.start, cue.start)) or bool(_PAPER.search(before))

    def _find(self, sentence: Sentence, cue: CueFound, since: int) -> Speaker | None:
        clause = sentence.clause_at(cue.start)
        start = max(clause.start, since)
        if paper := self._of_paper(start, cue.start):
            return paper
        if media := self._reporting(start, cue):
            return self._named(media)
        if persons := self._persons(start, cue.start):
            return self._named(persons[-1])
        if self._pronoun(clause, cue.start):
            return self.last or self._person_before(clause.start)
        if bodies := self._bodies(start, cue.start):
            return self._named(bodies[-1])
        if spokesman := self._spokesman(start, cue.start):
            return spokesman
        if words := self._words(start, cue.start):
            return words
        return self._earlier(sentence, start, since)

    def _reporting(self, start: int, cue: CueFound) -> ActorMention | None:
        """路透社周二援引某公司报道称: what reports is the agency."""
        if not _REPORTING.match(cue.cue.word):
            return None
        media = [a for a in self._between(start, cue.start) if a.actor.kind is ActorKind.MEDIA]
        return next((a for a in media if not self._prepared.is_quoted(a.start, a.end)), None)

    def _earlier(self, sentence: Sentence, start: int, since: int) -> Speaker | None:
        """No subject in the clause (…，还强调…): the person of an earlier clause of the sentence."""
        if persons := self._persons(max(sentence.start, since), start):
            return self._named(persons[-1])
        if bodies := self._bodies(max(sentence.start, since), start):
            return self._named(bodies[0])
        return self.last if start > sentence.start or self.last else None

    def _named(self, mention: ActorMention) -> Speaker:
        return Speaker(mention, self._folded[mention.start : mention.end])

    def _persons(self, start: int, end: int) -> list[ActorMention]:
        return [
            a
            for a in self._between(start, end)
            if a.actor.kind is ActorKind.PERSON and self._may_speak(a) and not self._is_met(a, end)
        ]

    def _between(self, start: int, end: int) -> list[ActorMention]:
        return [a for a in starting_in(self._actors, start, end) if a.end <= end]

    def _is_met(self, actor: ActorMention, end: int) -> bool:
        """尹锡悦与拜登会晤后说: the partner of the meeting is not who speaks."""
        before = self._folded[: actor.start - len(actor.title or "")][-1:]
        return before in ("与", "同", "和", "跟", "见") and bool(_AFTER_MEETING.match(self._folded[actor.end : end]))

    def _bodies(self, start: int, end: int) -> list[ActorMention]:
        """Organisations and countries that are the subject themselves: only adverbs stand between them and the verb."""
        bodies = [a for a in self._between(start, end) if a.actor.kind is not ActorKind.PERSON and not a.attributive]
        return [a for a in bodies if self._may_speak(a) and self._is_subject(a, end)]

    def _is_subject(self, actor: ActorMention, end: int) -> bool:
        between = _TRAILING.sub("", self._folded[actor.end : end].strip('”」"，,（）() '))
        between = re.sub(r"^[（(][^）)]*[）)]?", "", between)
        return between in ("", "方面", "当局", "官方")

    def _may_speak(self, actor: ActorMention) -> bool:
        before = self._folded[max(0, actor.start - len(actor.title or "") - 4) : actor.start - len(actor.title or "")]
        quoted = self._prepared.is_quoted(actor.start, actor.end)
        return not _NOT_SUBJECT.search(before) and not quoted and actor.rule != "abbreviation"

    def _pronoun(self, clause: Span, end: int) -> bool:
        return bool(_PRONOUN.match(self._folded[clause.start : end]))

    def _person_before(self, start: int) -> Speaker | None:
        earlier = reversed(self._between(0, start))
        person = next((a for a in earlier if a.actor.kind is ActorKind.PERSON and self._may_speak(a)), None)
        return self._named(person) if person else None

    def _of_paper(self, start: int, end: int) -> Speaker | None:
        """信中强调: the letter speaks for its sender, named by X的信 before."""
        if not _PAPER.search(self._folded[start:end]):
            return None
        earlier = self._between(start - 120, end)
        for actor in reversed(earlier):
            after = self._folded[actor.end : actor.end + 14]
            if (
                re.match(r"[^，。；]{0,4}的?(?:亲笔|公开|贺|书面)?(?:信|函|声明|贺电|文章|推文|致辞|讲话|发言)", after)
                and not actor.attributive
            ):
                return Speaker(actor, self._folded[actor.start : actor.end], "paper")
        return None

    def _spokesman(self, start: int, end: int) -> Speaker | None:
        """中国外交部发言人说: without a name the body itself speaks."""
        bodies = [
            a for a in self._actors if start <= a.start and a.end <= end and a.actor.kind is ActorKind.ORGANISATION
        ]
        for actor in reversed(bodies):
            if _SPOKESMAN.match(self._folded, actor.end):
                return Speaker(actor, self._folded[actor.start : actor.end])
        return None

    def _words(self, start: int, end: int) -> Speaker | None:
        """The noun phrase before the verb as it stands: 一位美国政府高级官员."""
        words = _TRAILING.sub("", _LEADING.sub("", self._folded[start:end])).strip("，,。 ：:“”")
        if words in _NO_SPEAKER or len(words) < 2 or len(words) > _LONGEST_WORDS:
            return None
        return Speaker(None, words, "as written")
