"""What linking compares: each mention as sets and vectors, made once."""

import math
import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from operator import add
from sys import intern

from app.extraction import lexicon
from app.extraction.folding import fold
from app.extraction.locations import within as _within
from app.extraction.mentions import ActorKind, EventMention, EventType, Extraction, Precision, Role
from app.extraction.sentences import Span, sentence_around, starting_in
from app.linking.words import counts_of
from app.reading.document import Document

# Types whose mentions may tell of one happening: announced as a statement, done as an act.
_FAMILIES = (
    {EventType.CONSULT},
    {EventType.SANCTION, EventType.COERCE},
    {EventType.AGREE, EventType.SUPPORT, EventType.COOPERATE},
    {EventType.LEGISLATE, EventType.ELECT},
    {EventType.MOBILIZE, EventType.ASSAULT},
    {EventType.STATEMENT, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.REQUEST},
    {EventType.RETREAT, EventType.CONCEDE},
)
_FAMILY = {type: number for number, types in enumerate(_FAMILIES) for type in types}
# One side does it to the other.
_ONE_WAY = (EventType.SANCTION, EventType.COERCE, EventType.ASSAULT, EventType.AID)
MEASURES = frozenset((EventType.SANCTION, EventType.COERCE))
_SPOKEN = (EventType.ACCUSE, EventType.REQUEST, EventType.THREATEN, EventType.REJECT, EventType.AGREE)
_NOWHERE = (EventType.SANCTION, EventType.LEGISLATE, EventType.AGREE, EventType.STATEMENT)
_LANDS = (ActorKind.COUNTRY, ActorKind.REGION)
_LEAD_LENGTH = 160
_ANNOUNCING = re.compile(r"^(?:宣布|宣告|公布|发布|声明|通报|公告|发表声明|发出声明|发布(?:声明|消息|公告|新闻稿))$")


_ANNOUNCEMENT = re.compile(r"声明|公告|通告|新闻稿")
# （法新社华盛顿11日电）, 【某报讯】, 央视网消息（新闻联播）：: who sent it, not what happened.
_SENDER = re.compile(
    r"(?:\s*[（(【\[][^）)】\]]{2,40}[）)】\]])*\s*(?:[^，。：:（(]{2,8}(?:消息|报道|电)(?:（[^）]*）)?[：:])?\s*"
)
_ORDINAL = re.compile(r"第([\d一二三四五六七八九十百]+)(轮|次|届|场|批|阶段)[^，。；、]{0,12}$")
_HEAD_NOUN = re.compile("初选")
_LATER = "择期"
_TELLS = re.compile(
    r"证实|表示|透露|确认|认为|指出|[^被自号]称|[^据来学传小游]说|指(?=他们|泛|该|其|[^定令派示控责挥数出名认向]{2})"
)
# 声明称 and 公告指出 give the words of the announcement itself.
_ANNOUNCED = re.compile(r"(?:声明|公告|通告|公报|新闻稿)(?:中|里|还|并|则|又)?$")
# 五角大楼表示，国务院已批准…: an office tells of what its government has done.
_TELLS_DONE = re.compile(r"[，：:]?[^，。；：“「]{2,16}?已经?(?:正式)?(?:批准|决定|同意|签署|完成|通过)")
_FIGURE = re.compile(r"\d[\d,.]*")
_ANSWERS = re.compile(r"[做作]出|反击|反制|还击|报复|回应|反应|^(?:声明|公告|通告|公报)$")
_ISSUED = re.compile(r"(?:发表|发布|公布)的?(?:时间|日期)?")
_MOST_LEFT = 3
_NO_LETTERS = re.compile(r"[\W_]+")
# What a mention makes of its words when it is compared.
_MADE = ("vector", "content", "sentence", "told")


def family_of(type: EventType) -> str:
    return f"family-{_FAMILY[type]}" if type in _FAMILY else type.value


@dataclass(frozen=True)
class Vector:
    """Counts of character pairs; `cosine` of two lies between 0 and 1. No collection statistics take part, so a
    score never depends on what else was ingested."""

    counts: Counter[str]
    length: float

    def cosine(self, other: "Vector") -> float:
        if not self.length or not other.length:
            return 0.0
        mine, theirs = self.counts, other.counts
        return sum([mine[pair] * theirs[pair] for pair in mine.keys() & theirs.keys()]) / (self.length * other.length)

    def share_in(self, other: "Vector") -> float:
        """How much of these words the other says too."""
        return sum(min(n, other.counts[pair]) for pair, n in self.counts.items()) / max(1, self.counts.total())


def vector_of(text: str) -> Vector:
    letters = _NO_LETTERS.sub("", fold(text))
    # Each pair is held once for all vectors: of many thousand sentences they would fill the memory.
    counts = Counter(map(intern, map(add, letters, letters[1:])))
    return Vector(counts, math.sqrt(sum([n * n for n in counts.values()])))


@dataclass(frozen=True, eq=False)
class Node:
    """One mention with its document, as the merging sees it. `first`/`last` carry an inferred year, if any.

    `named` are all actors and their countries that the sentence names, whether or not they take part; `siblings` are
    the families of the other happenings that the sentence tells of, `titles` what it calls persons, `stands_in` where
    the sentence begins and ends, `occasion` on which occasion words were said (see `occasions`), `headlines` the keys
    of the headlines without a day that may tell of it, of a headline its own.
    """

    document: Document
    published: date | None
    mention: EventMention
    year_inferred: bool
    document_vector: Vector
    named: frozenset[str] = frozenset()
    siblings: frozenset[str] = frozenset()
    titles: frozenset[tuple[str, str]] = frozenset()
    stands_in: tuple[int, int] | None = None
    occasion: frozenset[str] = frozenset()
    headlines: frozenset[str] = frozenset()

    def rest(self) -> None:
        """Lets go of what takes room and can be made again."""
        for name in _MADE:
            self.__dict__.pop(name, None)

    @cached_property
    def vector(self) -> Vector:
        return vector_of(self.told)

    @cached_property
    def span(self) -> Span:
        """The whole sentence, of which the mention may quote only some clauses."""
        return Span(*self.stands_in) if self.stands_in else Span(self.mention.start, self.mention.end)

    @cached_property
    def sentence(self) -> str:
        return fold(self.document.text[self.span.start : self.span.end])

    @cached_property
    def told(self) -> str:
        """The sentence without its sender."""
        sender = _SENDER.match(self.sentence)
        return self.sentence[sender.end() :] if sender else self.sentence

    @cached_property
    def content(self) -> Vector:
        """What the sentence says beside who and when."""
        words = [p.words for p in self.mention.participants] + [p.actor.name for p in self.mention.participants]
        if self.mention.time:
            words.append(self.mention.time.expression)
        text = self.told
        for word in sorted(map(fold, words), key=len, reverse=True):
            text = text.replace(word, " ") if word else text
        return vector_of(text)

    @cached_property
    def figures(self) -> frozenset[str]:
        """The numbers of the sentence that are no part of its date."""
        text = self.sentence.replace(fold(self.mention.time.expression), " ") if self.mention.time else self.sentence
        return frozenset(_FIGURE.findall(text))

    @cached_property
    def ordinals(self) -> frozenset[tuple[str, str]]:
        """第六轮军长级会谈: which one of a row the trigger is, as unit and number."""
        words = self.sentence[: max(0, self.mention.trigger_end - self.span.start)]
        return frozenset((unit, number) for number, unit in _ORDINAL.findall(words))

    @cached_property
    def trigger(self) -> str:
        return fold(self.mention.trigger)

    @cached_property
    def head(self) -> str:
        """The trigger with what makes another act of it: 立法会选举初选 is no 选举, 择期宣判 no 宣判."""
        start, end = self.mention.trigger_start - self.span.start, self.mention.trigger_end - self.span.start
        noun = _HEAD_NOUN.match(self.sentence, end)
        later = _LATER if self.sentence.endswith(_LATER, 0, max(0, start)) else ""
        return later + self.trigger + (noun[0] if noun else "")

    @cached_property
    def says_nothing(self) -> bool:
        """中国周五做出反击。 and 声明发表时间是1月21日: an answer or a declaration, but not which."""
        if not _ANSWERS.search(self.trigger) or self.mention.participants[1:]:
            return False
        words = [p.words for p in self.mention.participants] + [self.trigger]
        words += [self.mention.time.expression] if self.mention.time else []
        left = fold(self.document.text[self.mention.start : self.mention.end])
        for word in map(fold, words):
            left = left.replace(word, "") if word else left
        return len(_NO_LETTERS.sub("", _ISSUED.sub("", left))) <= _MOST_LEFT

    @cached_property
    def counts(self) -> frozenset[tuple[int, bool]]:
        """How many people the sentence counts, as number and whether there may be more."""
        return counts_of(self.sentence)

    @cached_property
    def tellers(self) -> frozenset[str]:
        """李家超证实警方今早逮捕 …: who tells of the act, and therefore need not take part in it."""
        if self.mention.type is EventType.STATEMENT:
            return frozenset()
        before = self.sentence[: max(0, self.mention.trigger_start - self.span.start)]
        return frozenset(
            p.actor.name
            for p in self.mention.participants
            if (at := before.rfind(fold(p.words))) >= 0 and _TELLS.search(before, at + len(p.words))
        )

    @cached_property
    def key(self) -> str:
        return self.mention.key

    @cached_property
    def first(self) -> date | None:
        return self.mention.time.first if self.mention.time else None

    @cached_property
    def last(self) -> date | None:
        return self.mention.time.last if self.mention.time else None

    @property
    def precision(self) -> Precision | None:
        return self.mention.time.precision if self.mention.time else None

    @cached_property
    def family(self) -> str:
        return family_of(EventType.STATEMENT if self.is_words else self.mention.type)

    @cached_property
    def agents(self) -> frozenset[str]:
        """Persons and organisations that take part."""
        return frozenset(p.actor.name for p in self.mention.participants if p.actor.kind not in _LANDS)

    @cached_property
    def persons(self) -> frozenset[str]:
        return frozenset(p.actor.name for p in self.mention.participants if p.actor.kind is ActorKind.PERSON)

    @property
    def speaker(self) -> str | None:
        """Who speaks in a statement: the first of those who take part."""
        return self.mention.participants[0].actor.name if self.mention.participants else None

    @property
    def voices(self) -> frozenset[str]:
        """The person who speaks in a statement."""
        first = self.mention.participants[:1] if self.mention.type is EventType.STATEMENT else ()
        return frozenset(p.actor.name for p in first if p.actor.kind is ActorKind.PERSON)

    @cached_property
    def lands(self) -> frozenset[str]:
        """Countries and regions that take part, by themselves or through their people and bodies."""
        own = {p.actor.name for p in self.mention.participants if p.actor.kind in _LANDS}
        return frozenset(own | {p.actor.country for p in self.mention.participants if p.actor.country})

    @cached_property
    def doers(self) -> frozenset[str]:
        """The countries of those who act, where the words say who acts on whom."""
        if self.mention.type not in _ONE_WAY:
            return frozenset()
        acting = {p.actor for p in self.mention.participants if p.role is Role.AGENT}
        return frozenset(land for a in acting if (land := a.name if a.kind in _LANDS else a.country))

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The place and all around it, nearest first; 亚洲之行 names no place."""
        place = self.mention.place
        return within(place) if place and not place.endswith("洲") else ()

    @property
    def scene(self) -> tuple[str, ...]:
        """The place, where the act has one: an order, a treaty and a speech hold wherever they are signed or made."""
        return () if self.mention.type in _NOWHERE else self.places

    @cached_property
    def announces(self) -> bool:
        """宣布, 发表声明: a statement that may be the very act that others report."""
        if self.mention.type is not EventType.STATEMENT:
            return False
        return bool(_ANNOUNCING.search(self.trigger)) or self.quotes_announcement or self._tells_done

    @cached_property
    def _tells_done(self) -> bool:
        end = self.mention.trigger_end - self.span.start
        return not self.voices and _TELLS_DONE.match(self.sentence, max(0, end)) is not None

    @cached_property
    def quotes_announcement(self) -> bool:
        """声明称 …: the words of an announcement, or those of a headline that go on from the act."""
        before = self.sentence[: max(0, self.mention.trigger_start - self.span.start)]
        return bool(_ANNOUNCED.search(before)) or self._goes_on(before)

    def _goes_on(self, before: str) -> bool:
        """某国制裁某人 指其干涉内政: the second half of a headline has no subject of its own, and gives the reason."""
        return self.mention.in_title and before.endswith((" ", "\u3000")) and bool(before.strip())

    @cached_property
    def is_signed(self) -> bool:
        """An order and a treaty are both signed; which of the two 签署 is, its object says, or nothing."""
        return self.mention.type in (EventType.AGREE, EventType.LEGISLATE) and "签署" in self.sentence

    @cached_property
    def kinds(self) -> frozenset[str]:
        """What a mention of other days must be of too, to be of one happening with this one."""
        kinds = {self.family}
        if self.is_signed:
            kinds.add("signing")
        is_news = self.mention.implicit and self.mention.type is EventType.STATEMENT
        if is_news or self.mention.type in MEASURES:
            kinds.add("measure")
        return frozenset(kinds | self.headlines)

    @cached_property
    def is_words(self) -> bool:
        """A statement, or what is done by saying it: 批评, 警告, 承诺."""
        if self.mention.type is EventType.STATEMENT:
            return True
        return self.mention.type in _SPOKEN and self.trigger in lexicon.cues()

    @property
    def speaks(self) -> bool:
        """A statement that neither is an announcement nor quotes one."""
        quotes = bool(_ANNOUNCEMENT.search(self.sentence))
        return self.mention.type is EventType.STATEMENT and not self.announces and not quotes


@lru_cache(maxsize=4096)
def within(place: str) -> tuple[str, ...]:
    return _within(place)


def on_one_day(one: Node, other: Node) -> bool:
    """Whether both are of one and the same single day."""
    return one.first is not None and one.first == one.last == other.first == other.last


def same_sentence(one: Node, other: Node) -> bool:
    """Both stand in one sentence and are of one kind: two words of it."""
    if one.document.key != other.document.key or one.family != other.family:
        return False
    return one.span == other.span


def surroundings(
    document: Document, extraction: Extraction, mention: EventMention
) -> tuple[frozenset[str], frozenset[str], frozenset[tuple[str, str]], tuple[int, int]]:
    """Who is named in the sentence of a mention, the families of what else it tells of, persons' titles, and where
    the sentence stands."""
    sentence = sentence_around(document, mention.trigger_start, mention.trigger_end)
    inside = starting_in(extraction.actors, sentence.start, sentence.end)
    named = {a.actor.name for a in inside} | {a.actor.country for a in inside if a.actor.country}
    titles = {(a.actor.name, a.title) for a in inside if a.title and a.actor.kind is ActorKind.PERSON}
    told = (m for m in extraction.events if sentence.holds(m.trigger_start, m.trigger_end) and m is not mention)
    families = frozenset(family_of(m.type) for m in told)
    return frozenset(named), families, frozenset(titles), (sentence.start, sentence.end)


def bare(document: Document) -> Document:
    """What linking needs of a document once it knows its sentences."""
    return replace(document, source="", passages=(), witnesses=(), left_out=())


def document_vector(document: Document) -> Vector:
    return vector_of(document.text[: len(document.title) + _LEAD_LENGTH])
