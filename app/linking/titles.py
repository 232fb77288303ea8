"""A short headline for an event, cut from the words of its sources: a subject, a verb, and no date."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from app.extraction import lexicon
from app.extraction.folding import fold
from app.extraction.mentions import ActorKind, EventType, Participant, Role, Status
from app.linking.features import Node, vector_of

LONGEST = 28
_SHORTEST = 5
_LIKENESS = 0.35
# What speaks for a candidate; the best one wins.
_HEADLINE, _UTTERANCE, _MEETING, _CLAUSE, _COMPOSED = 3.0, 2.6, 2.0, 1.4, 1.35

_BRACKETS = re.compile(r"[（(][^（）()]*[）)]?")
_SOURCE = re.compile(r"^(?:另|又|而|但)?(?:据|根据|依据)[^，。]{1,24}?，|^[（(][^（）()]{2,24}[）)]")
_PREPOSITION = r"(?:原定于|定于|将于|计划于|拟于|已于|于|在|自|从|至|到|约于|约)?\s*"
_DATE = (
    r"(?:(?:今|昨|明|前|后|当|同|次)[天日]|(?:上|本|下|这)?个?(?:周|星期|礼拜)[一二三四五六日天末])?"
    r"(?:(?:今年|去年|明年|前年|本月|上月|下月|同月|\d{4}年(?:[初底末](?!次|级|代|端|期))?)?(?:\d{1,2}月(?:份|初|中旬|上旬|下旬|中(?![国方美欧日俄共央英法印澳韩朝])|底|末)?)?(?:[上下]半年)?(?:(?:\d{1,2}-)?\d{1,2}[日号])?"
    r"(?:上午|下午|晚间|晚上|晚|凌晨|中午|早上)?)"
)
_DATES = re.compile(
    rf"{_PREPOSITION}(?=[今昨去明前后当次本上下这周星礼同\d]){_DATE}"
    rf"(?:(?:和|至|到|、|与|及|-)(?=[今昨明当次周星礼\d]){_DATE})*(?:的|，)?"
)
_DATED = re.compile(r"\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号])?|\d{1,2}\s*[日号](?!本)|\d{4}\s*年")
_BEFORE_DATE = re.compile(_PREPOSITION + "$")
_AFTER_DATE = re.compile(r"^\s*(?:的|，|举行的|起|晚间|晚上|晚|上午|下午|凌晨)?")
_LEADING = re.compile(
    r"^(?:而|但|并|且|同时|随后|此外|其中|另外|与此同时|包括|对此(?=，)|因此|不料|于是|据悉|后来|其后|以及|和|与|及|，|、|。|\s|：|“|”|的|也|还|就|曾|都|又|则|由|在此之前|此前)+"
)
_TRAILING = re.compile(
    r"(?:，|、|：|；|。|\s|“|的|在|于|和|与|及|将|并|就|对|被|把|以|时|后|之际|期间|以来|前后|的时间前|（)+$"
)
# 如果…, 由于…: half of a sentence; 清楚表明: the words are still to come.
_DEPENDENT = re.compile(
    r"^(?:如果|若|假如|一旦|虽然|尽管|由于|因为|当(?![局地选])|随着|为了|对于|根据|按照|除了|至于|关于|与其|只要|只有|即使|既然)"
)
_OPEN_END = re.compile(r"(?:表明|表示|指出|认为|说|称|强调|相信|显示|例如|包括)$")
_SAYING_LAST = re.compile(r"(?:时|上|中|期间)(?:又|还|也)?(?:称|说|表示|指出|强调|指)$")
# 在佩洛西抵达台湾后, 自从俄罗斯侵略乌克兰以来: the clause without what makes it depend.
_FRAME = re.compile(r"^(?:就?在|当|自从|自)(?=.{4})")
_FRAMED = re.compile(r"(?:之?后|以后|时|时候|之际|期间|以来|前后)[，,]?$")
_SCENE = re.compile(r"(?:时(?!间)|期间|之际|的时间前后|后(?!续)).*$")
_WEAK = re.compile(r"^(?:根据|作为|让|使|令|可能|是|为|对|在|这|该|此|其|他|她|它|上述|有关)|如果|认为|可能|或将")


def title_of(nodes: Sequence[Node], type: EventType, participants: Sequence[Participant], place: str | None) -> str:
    """The best of: a fitting headline, who said what, who met whom, and the clause of each mention's trigger."""
    candidates = list(_candidates(nodes, type, participants, place))
    if not candidates:
        return _shortened(_plain(nodes[0], _sentence(nodes[0]))) or nodes[0].mention.trigger
    return max(candidates, key=lambda c: (c[0], -abs(len(c[1]) - LONGEST // 2), c[1]))[1]


def _candidates(
    nodes: Sequence[Node], type: EventType, participants: Sequence[Participant], place: str | None
) -> Iterator[tuple[float, str]]:
    for node in nodes:
        if headline := _headline(node):
            yield _HEADLINE, headline
        if type is EventType.STATEMENT and (utterance := _utterance(node)):
            yield _UTTERANCE - 0.3 * node.mention.implicit, utterance
        if clause := _clause(node, participants):
            yield clause
        if composed := _composed(node):
            yield _COMPOSED, composed
    if type is EventType.CONSULT and (meeting := _meeting(nodes, participants, place)):
        yield _MEETING, meeting


def _sentence(node: Node) -> str:
    return node.document.text[node.mention.start : node.mention.end]


def _headline(node: Node) -> str | None:
    """The document's own headline, when its first words tell of this event."""
    if not (node.mention.in_lead or node.mention.in_title):
        return None
    title = fold(node.document.title)
    parts = re.split(r"[：:！!？?︰|]|\s+|——", title)
    for words in parts if len(parts) > 1 else [title]:
        # A headline is whole: nothing dangles at its end (针锋相对).
        part = _plain(node, words)
        rest = words.strip().removeprefix(part)
        part += rest if part and re.fullmatch("[一-鿿]+", rest) and words.strip() == part + rest else ""
        fits = _SHORTEST < len(part) <= LONGEST and not re.search(r"[？?：:！!︰…|]", part)
        if fits and fold(node.mention.trigger) in part and node.vector.cosine(vector_of(part)) >= _LIKENESS:
            return part
    return None


def _utterance(node: Node) -> str | None:
    """沙利文：…: the speaker and the first clause of what was said."""
    speaker = next((p.actor.name for p in node.mention.participants), None)
    after = fold(node.document.text[node.mention.trigger_end : node.mention.end])
    if re.match(r"[和与及、]", after):
        return None  # 做出回应和表态: nothing was quoted
    said = re.sub(
        r"^(?:[，,：:\s“「\"]|说|称|道|指出(?=，)|[^，。：；“「]{0,8}(?:记者|媒体|中文|外界)(?=[，：]))+", "", after
    )
    clause = _first_clause(said, LONGEST - len(speaker or "") - 1)
    if _is_unbalanced(clause):
        clause = re.sub("[“”「」《》]", "", clause)
    if not speaker or len(clause) < _SHORTEST - 1:
        return None
    return _shortened(f"{speaker}：{clause}")


def _first_clause(said: str, room: int) -> str:
    """The first clause of what was said that says something by itself, names no date and fits, if there is one."""
    split = re.split(r"[，。；！？”」\"]", _BRACKETS.sub("", said))
    clauses = [clause for words in split if len(clause := _LEADING.sub("", words.strip())) >= _SHORTEST]
    telling = [c for c in clauses if not _DATED.search(c) and not _DEPENDENT.search(c) and not _OPEN_END.search(c)]
    fitting = [c for c in telling if len(c) <= room]
    return next(iter([*fitting[:1], *telling[:1], *clauses[:1], split[0].strip()]))


def _meeting(nodes: Sequence[Node], participants: Sequence[Participant], place: str | None) -> str | None:
    """中美战略对话（安克雷奇）, 谢锋与谢尔曼会谈（天津）: two sides, the word, the place."""
    people = [p.actor.name for p in participants if p.actor.kind is ActorKind.PERSON]
    lands = [p.actor.name for p in participants if p.actor.kind in (ActorKind.COUNTRY, ActorKind.REGION)]
    nouns = [fold(n.mention.trigger) for n in nodes if _is_noun(n)]
    if not nouns:
        return None
    word = max(set(nouns), key=lambda w: (nouns.count(w), len(w), w))
    where = f"（{place}）" if place else ""
    if len(people) == 2:
        return _shortened(f"{people[0]}与{people[1]}{word}{where}")
    if len(lands) == 2 and all(land in _signs() for land in lands):
        return _shortened("".join(_signs()[land] for land in lands) + word + where)
    return None


def _is_noun(node: Node) -> bool:
    trigger = lexicon.triggers().get(fold(node.mention.trigger))
    return trigger is not None and trigger.is_noun


@lru_cache(maxsize=1)
def _signs() -> dict[str, str]:
    return {actor.name: sign for sign, actor in lexicon.stand_ins("country_signs.tsv").items()}


def _clause(node: Node, participants: Sequence[Participant]) -> tuple[float, str] | None:
    """The clause of the trigger and how well it reads alone; a verb that lost its subject gets it back."""
    text, mention = node.document.text, node.mention
    start = max(text.rfind(mark, mention.start, mention.trigger_start) for mark in "，；：。,—")
    start = start + 1 if start >= mention.start else mention.start
    ends = [at for mark in "，；：。！？,—" if (at := text.find(mark, mention.trigger_end, mention.end)) >= 0]
    end = min(ends, default=mention.end)
    words = _plain(node, _unframed(text[start:end], text[mention.trigger_end : end], mention.type))
    head = _plain(node, text[start : mention.trigger_start])
    quality = _CLAUSE + 0.1 * min(4.0, mention.score) - 0.5 * mention.in_title - 1.0 * mention.in_caption
    if any(name in head for p in mention.participants for name in (p.actor.name, fold(p.words))):
        quality += 0.6
    elif mention.participants and not _is_noun(node) and mention.participants[0].actor.name not in words:
        words = mention.participants[0].actor.name + words
    elif mention.participants:
        quality -= 0.8
    quality -= 0.8 * bool(_WEAK.search(words)) + 1.2 * (len(words) > LONGEST) + 0.6 * _is_unbalanced(words)
    words = _named(_SAYING_LAST.sub("", words), participants)
    quality -= 0.5 * text.startswith("的", mention.trigger_end)
    words = _shortened(words)
    return (quality, words) if len(words) >= _SHORTEST else None


def _unframed(clause: str, after: str, type: EventType) -> str:
    """The clause without 在…后 around it, and, where words follow the scene they were said at (会面时表示), without
    them."""
    clause, after = fold(clause), fold(after)
    if type is not EventType.STATEMENT and (scene := _SCENE.match(after)):
        clause = clause[: len(clause) - len(scene[0])]
        return _FRAME.sub("", clause)
    return _FRAME.sub("", clause) if _FRAMED.search(clause) else clause


def _composed(node: Node) -> str | None:
    """美国 制裁 伊朗: who did what to whom, where no clause says it in a few words."""
    mention = node.mention
    if _is_noun(node) or mention.type is EventType.STATEMENT or mention.status is Status.DENIED:
        return None
    agent = next((p.actor.name for p in mention.participants if p.role is Role.AGENT), None)
    other = next((p.actor.name for p in mention.participants if p.role in (Role.OBJECT, Role.HOST)), "")
    words = fold(mention.trigger)
    if agent is None or agent == other:
        return None
    will = "将" if mention.status is Status.PLANNED else ""
    return _shortened(f"{agent}{will}{words}{'' if other and other in words else other}")


def _named(words: str, participants: Sequence[Participant]) -> str:
    """两国发布…: which two."""
    signs = [_signs()[p.actor.name] for p in participants if p.actor.name in _signs()]
    return re.sub(r"^(?:两国|双方)(?!元首|领导人)", "".join(signs), words) if len(signs) == 2 else words


def _is_unbalanced(words: str) -> bool:
    return (
        words.count("“") != words.count("”")
        or words.count("「") != words.count("」")
        or words.count("《") != words.count("》")
    )


def _plain(node: Node, words: str) -> str:
    """The words without dates, sources, brackets and the connectives around them."""
    words = _SOURCE.sub("", _BRACKETS.sub("", fold(words).strip()))
    words = re.sub(r"(?<=[一-鿿])\s+(?=[一-鿿\d“])|(?<=[\d”])\s+(?=[一-鿿])", "", words)
    words = _DATES.sub("", words)
    if node.mention.time and node.mention.time.expression:
        words = _without(words, "".join(fold(node.mention.time.expression).split()))
    return _TRAILING.sub("", _LEADING.sub("", words))


def _without(words: str, expression: str) -> str:
    """The words without a date, the preposition before it and what only leads on from it."""
    first, *later = words.split(expression)
    pieces = [first, *(_AFTER_DATE.sub("", piece) for piece in later)]
    return "".join([*(_BEFORE_DATE.sub("", piece) for piece in pieces[:-1]), pieces[-1]])


def _shortened(words: str) -> str:
    """At most 28 characters, cut at the last mark that fits."""
    if len(words) <= LONGEST:
        return _TRAILING.sub("", words)
    cut = max(words.rfind(mark, 0, LONGEST) for mark in "，；、 ")
    return _TRAILING.sub("", words[:cut] if cut >= LONGEST // 3 else words[: LONGEST - 1]) + (
        "" if cut >= LONGEST // 3 else "…"
    )
