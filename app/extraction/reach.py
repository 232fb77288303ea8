"""How far the words around a trigger reach that tell who acts: joined clauses, phrases that only tell when, the person
behind a relative clause."""

import re
from collections.abc import Sequence

from app.extraction.candidates import Attached
from app.extraction.mentions import ActorKind, ActorMention
from app.extraction.sentences import Prepared, Span, starting_in

# In the same breath: nothing that parts a relative clause from its noun.
BREAK = re.compile(r"[、，。；]")
_FARTHEST_HEAD = 24
_ADVERBIAL = re.compile(r"(?<![存所正现])在|自从|自(?!由|己|治|然|动|卫)|当(?!选|局|天|日|地|时|年)")
_ADVERBIAL_END = re.compile(
    r"[^，。；、]{0,10}(?:以来|之前|之后|前后|期间|之际|小时内|(?<![以之])(?:前(?!任|副?(?:总|主席|首|外长|议|国务|部长|立法|院长|特首))|后)"
    r"|当天|当日|时)(?:，|$|[一-鿿])"
)
_WHOLLY_WHEN = re.compile(
    r"(?:[^，。；、]{0,12}[”」])?[^，。；、]{0,10}(?:以来|之后|前后|期间|之际|(?<![以之])后)[数几两三四五六七八九十\d]*[天日周月年个小时]*，"
)
# 此行是断交以来…: not 是习近平与拜登就任以来, where another subject stands before.
_COPULA = re.compile("是(?![^，。]{0,16}[与和同])")
_BESIDE = re.compile(r"[与和同跟]")
# 在|访问, 在结束|访问: nothing that could be a subject before the verb.
_UNDER = re.compile(r"在[^，；。]{2,30}(?<!天)下，?")
_NO_SUBJECT = re.compile(r"(?:刚刚|结束|完成|展开|开始|对|首次|再次|\s)*")


def with_joined(prepared: Prepared, attached: Attached) -> Span:
    """联合国与英国，以及意大利共同召开: a clause that goes on with 以及 shares the subject of the one before."""
    region, clauses = attached.region, attached.sentence.clauses
    before = next((c for c in clauses if c.end == region.start), None)
    joined = before and prepared.folded.startswith("以及", region.start)
    return Span(before.start, region.end) if before and joined else region


def head_of_relative(prepared: Prepared, attached: Attached, actors: Sequence[ActorMention]) -> ActorMention | None:
    """2019年卸任的国家安全顾问博尔顿: of a verb before 的 the person right behind is the subject."""
    if (
        attached.is_noun
        or not attached.time.end <= attached.start
        or not prepared.folded.startswith("的", attached.end)
    ):
        return None
    between = prepared.folded[attached.time.end : attached.start]
    behind = next(iter(starting_in(actors, attached.end, attached.end + _FARTHEST_HEAD)), None)
    while behind and behind.attributive:
        behind = next(iter(starting_in(actors, behind.end, attached.end + _FARTHEST_HEAD)), None)
    if behind is None or behind.actor.kind is not ActorKind.PERSON or BREAK.search(between):
        return None
    return None if BREAK.search(prepared.folded, attached.end, behind.start) else behind


def adverbial(prepared: Prepared, attached: Attached) -> Span | None:
    """自拜登上任以来, 在拜登宣誓就职一小时内: the phrase around the trigger that only tells when; who stands outside
    takes no part in what it tells."""
    clause = attached.sentence.clause_at(attached.start)
    end = _ADVERBIAL_END.match(prepared.folded, attached.end, clause.end)
    if end is None:
        return None
    begins = [m.end() for m in _ADVERBIAL.finditer(prepared.folded, clause.start, attached.start)]
    if begins:
        return Span(begins[-1], end.end())
    # 特朗普当选后数天，: the whole clause tells when.
    copulas = [m.end() for m in _COPULA.finditer(prepared.folded, clause.start, attached.start)]
    whole = _WHOLLY_WHEN.match(prepared.folded, attached.end, clause.end) or (copulas and "以来" in end[0])
    return Span(copulas[-1] if copulas else clause.start, end.end()) if whole else None


def is_subject(prepared: Prepared, actor: ActorMention, attached: Attached) -> bool:
    """Before the verb, and not the one with whom, of whom or to whom: 与蓬佩奥|见面."""
    start = actor.start - len(actor.title or "")
    before = prepared.folded[max(0, start - 1) : start]
    return actor.start < attached.start and not _BESIDE.match(before)


def subject_of_clause(prepared: Prepared, phrase: Span, actors: Sequence[ActorMention]) -> list[ActorMention]:
    """蓬佩奥昨天在访问丹麦时: whoever stands before a phrase without a subject of its own."""
    sentence = prepared.sentence_at(phrase.start)
    clause = sentence.clause_at(phrase.start) if sentence else phrase
    before = [a for a in starting_in(actors, clause.start, phrase.start) if not a.attributive]
    return [a for a in before if a.actor.kind is ActorKind.PERSON][-1:] or before[-1:]


def lacks_subject(prepared: Prepared, phrase: Span, attached: Attached) -> bool:
    """Whether the phrase that only tells when begins with its verb."""
    start = phrase.start
    if start <= attached.time.start and _NO_SUBJECT.fullmatch(prepared.folded, start, attached.time.start):
        start = min(attached.time.end, attached.start)
    return _NO_SUBJECT.fullmatch(prepared.folded, start, attached.start) is not None


def is_under(prepared: Prepared, clause: Span) -> bool:
    """在某人领导下，…: under whom it is done, not who does it."""
    return _UNDER.fullmatch(prepared.folded, clause.start, clause.end) is not None
