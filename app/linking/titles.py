"""A short headline for an event, cut from the words of its sources: a subject, a verb, and no date."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from app.extraction import lexicon
from app.extraction.folding import fold
from app.extraction.gazetteer import kinds_of_words
from app.extraction.mentions import ActorKind, EventType, Participant, Role, Status
from app.linking import wording
from app.linking.features import Node, vector_of
from app.linking.wording import LONGEST, is_unbalanced, shortened

_SHORTEST = 5
_LIKENESS = 0.35
# What speaks for a candidate; the best one wins.
_HEADLINE, _UTTERANCE, _MEETING, _CLAUSE, _COMPOSED, _NAME = 3.0, 2.6, 2.0, 1.4, 1.35, 1.0
_OWN_SUBJECT, _NO_SUBJECT, _STRANGE_SUBJECT = 0.6, 0.8, 0.3

_DATED = re.compile(r"\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号])?|\d{1,2}\s*[日号](?!本)|\d{4}\s*年")
# Where one clause ends and the next begins; 8,778 is a number.
_MARK = re.compile(r"《[^》\n]*》|(?P<mark>[，；：。！？—]|,(?!\d)|(?<!\d),|(?<=[一-鿿])\.(?=[一-鿿]))")
# What is said of a happening by its name: 座谈会在京举行.
_TAKES_PLACE = re.compile(
    r"举行|召开|开幕|闭幕|举办|登场|结束|开始|启动|落幕|拉开|开议|生效|爆发|发生|破裂|取消|推迟|延期"
)
# 如果…, 由于…: half of a sentence; 清楚表明: the words are still to come.
_DEPENDENT = re.compile(
    r"^(?:如果|若|假如|一旦|虽然|尽管|由于|因为?|当(?![局地选])|随着|对于|根据|按照|除了|至于|关于|与其|只要|只有|即使|既然|作为|鉴于|面对|考虑到|在此|无论|不论|不管|就算|即便|哪怕|为了?(?!何|止|期|首|人)|因应|导致|造成|引发|使得?|令|并|以.+(?:发展|形势|目前)$)"
)
_OPEN_END = re.compile(r"(?:表明|表示|指出|认为|说|称|强调|相信|显示|例如|包括|写道|写到|宣布|透露)$")
# 在过去一周, 从午夜开始, 今年前5个月: when or where something is said to be, without saying it.
_CIRCUMSTANCE = re.compile(
    r"^(?:在|从|自|自从|近期|近年|近日|今年|去年|明年|目前|当前|截至|截止|未来|过去|最近|接下来|到|至|于|以|就|对|针对|基于|经过|通过|与|和|同|比)"
    r".*(?:中|下|上|里|内|外|间|时|后|前|起|开始|来|来看|来说|而言|方面|之际|为由|角度|基础|相比|问题|过程|地区|个?月|年|周|日|天|晚)$"
    r"|^《[^》]*》$"
)
_ADDRESSED = re.compile(r"^[^，。；“「”]{0,16}?(?:说|称|表示|指出)?[:：]")
_LEADS_IN = re.compile(
    r"^(?:[，,：:\s“「\"]|说|称|道|指出(?=，)|[^，。：；“「]{0,8}(?:记者|媒体|中文|外界)(?=[，：])|[中上里](?![国方共央美欧俄日英法印东海月])(?:表示|指出|说|称|强调)?，?)+"
)
_TOLD_TO = re.compile(r"告[诉知]$")
_SAYING_LAST = re.compile(
    r"(?:(?:时|上|中|期间)(?:又|还|也)?(?:称|说|表示|指出|强调|指)|(?<=.{8})(?:并)?(?:表示|指出|强调|称))$"
)
# 在佩洛西抵达台湾后, 自从俄罗斯侵略乌克兰以来: the clause without what makes it depend.
_FRAME = re.compile(r"^(?:就?在|当|自从|自)(?=.{4})")
_FRAMED = re.compile(r"(?:之?后|以后|时|时候|之际|期间|以来|前后)[，,]?$")
_SCENE = re.compile(r"(?:时(?!间)|期间|之际|的时间前后|后(?!续)).*$|中$")
_WEAK = re.compile(
    r"^(?:根据|作为|让|使|令|可能|是|为|对|在|这|该|此|其|他|她|它|我|你|上述|有关|虽然|尽管|经)|如果|认为|可能|或将|[他她它]们?(?:的|在|于)"
)
_PRONOUN = re.compile(r"^(?:虽然|尽管)?(?:他|她|它|其|该国|该党|我国|我)(?!们)(?=[一-鿿])")
_ADVERBS = re.compile(
    r"^(?:也|还|又|再次?|再度|已经?|曾经?|将会?|正在?|正式|首次|第[一二三四五]次|成功|顺利|一同|一起|共同|分别|随即|立即|紧急|当场|公开|陆续|相继|依法|突然|计划|拟|准备|打算|决定|试图|未|没有|不)*$"
)
# 在…, 被…, 改革后: what may stand between a subject and its verb.
_BETWEEN = re.compile(
    r"^(?:单日|每日|累计|共有?|全国|总计|新增|另有|又有|在|于|从|自|向|对|就|以|因|经|为|由|被|遭|受|把|将|与|同|跟|和|通过|根据|按照?|随|应|受邀|因此)|(?:后|时|之际|期间|以来)$"
)
# An object that the words leave behind: what follows the trigger and is neither mark nor particle.
_OBJECT = re.compile(r"(?:了|过)?(?![，。；：！？、”」）)\s的后时之前以]|期间|$)")
_PASSIVE = re.compile(r"[被遭获受]")
# 生效的《香港国安法》: what is behind the verb is its subject.
_LAW_BEHIND = re.compile(r"的(《[^》\n]{2,20}》)")
# 超过百名白衣人: a subject that is counted.
_COUNTED = re.compile(r"[\d一二两三四五六七八九十百千万数多几]+余?(?:[名位]|人(?![民大权事])|[架艘辆家])")
_NAME_LENGTH = 10
_BEFORE_NAME = re.compile(
    r".*(?:[^一-鿿A-Za-z0-9“”]|[的在于与和及对就了是日月年]|举行|召开|出席|参加|举办|主持|开始|结束|进行|超过"
    "|[一这那本此该][场次项届])"
)


def title_of(
    nodes: Sequence[Node], type: EventType, participants: Sequence[Participant], place: str | None, status: Status
) -> str:
    """The best of: a fitting headline, who said what, who met whom, and the clause of each mention's trigger. What has
    happened is not called by the words that announced it."""
    said = Status.PLANNED if status is Status.LAPSED else status
    nodes = [node for node in nodes if node.mention.status is said] or nodes
    candidates = list(_candidates(nodes, type, participants, place))
    if not candidates:
        return shortened(_plain(nodes[0], _sentence(nodes[0]))) or nodes[0].mention.trigger
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
            yield composed
        if name := _name(node):
            yield name
    if type is EventType.CONSULT and (meeting := _meeting(nodes, participants, place)):
        yield _MEETING, meeting


def _sentence(node: Node) -> str:
    return node.document.text[node.mention.start : node.mention.end]


def _plain(node: Node, words: str) -> str:
    return wording.plain(words, node.mention.time.expression if node.mention.time else "")


def _headline(node: Node) -> str | None:
    """The document's own headline, when its first words tell of this event."""
    if not (node.mention.in_lead or node.mention.in_title):
        return None
    for words in _parts_of(node.document.title):
        # A headline is whole: nothing dangles at its end (针锋相对).
        part = _plain(node, words)
        rest = words.strip().removeprefix(part)
        part += rest if part and re.fullmatch("[一-鿿]+", rest) and words.strip() == part + rest else ""
        fits = _SHORTEST < len(part) <= LONGEST and not re.search(r"[？?：:！!︰…|]", part)
        if fits and fold(node.mention.trigger) in part and node.vector.cosine(vector_of(part)) >= _LIKENESS:
            return part
    return None


@lru_cache(maxsize=256)
def _parts_of(title: str) -> tuple[str, ...]:
    return tuple(re.split(r"[：:！!？?︰|]|\s+|——", fold(title)))


def _utterance(node: Node) -> str | None:
    """沙利文：…: the speaker and the first clause of what was said."""
    speaker = next((p.actor.name for p in node.mention.participants), None)
    end = max(node.mention.end, node.span.end)  # a quotation may leave out what the words go on with
    after = fold(node.document.text[node.mention.trigger_end : end])
    if speaker is None or re.match(r"[和与及、了过]", after):
        return None  # 做出回应和表态, 刊登了…: nothing was quoted
    said = _LEADS_IN.sub("", _ADDRESSED.sub("", after))
    if _TOLD_TO.search(fold(node.mention.trigger)) and said == after:
        said = after.partition("，")[2]
    clause = _first_clause(said, LONGEST - len(speaker) - 1)
    return shortened(f"{speaker}：{clause}") if len(clause) >= _SHORTEST - 1 else None


def _first_clause(said: str, room: int) -> str:
    """The first clause of what was said that says something by itself, names no date and fits, if there is one; none
    where each only says when or where."""
    split = re.split(r"[，。；！？]", re.sub('[“”「」"]', "", wording.without_brackets(said)))
    clauses = [clause for words in split if len(clause := wording.without_lead(words)) >= _SHORTEST - 1]
    sound = [c for c in clauses if not is_unbalanced(c) and not _CIRCUMSTANCE.search(c) and not _OPEN_END.search(c)]
    telling = [c for c in sound if not _DEPENDENT.search(c)]
    undated = [c for c in telling if not _DATED.search(c)]
    fitting = [c for c in undated if _SHORTEST <= len(c) <= room]
    best = [*fitting, *undated, *telling]
    return wording.plain(next(chain(filter(_has_verb, best), best, sound), ""))


def _has_verb(words: str) -> bool:
    return any(kind.startswith("v") for kind in kinds_of_words(words))


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
        return shortened(f"{people[0]}与{people[1]}{word}{where}")
    if len(lands) == 2 and all(land in _signs() for land in lands):
        return shortened("".join(_signs()[land] for land in lands) + word + where)
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
    start, end = _clause_around(node)
    cut = _plain(node, _unframed(text[start:end], text[mention.trigger_end : end], mention.type))
    words = _named(cut, participants)
    head = _plain(node, text[start : mention.trigger_start])
    quality = _CLAUSE + 0.1 * min(4.0, mention.score) - 0.5 * mention.in_title - 1.0 * mention.in_caption
    subject = next((p.actor.name for p in mention.participants), "")
    if words != cut or any(name in head for p in mention.participants for name in (p.actor.name, fold(p.words))):
        quality += _OWN_SUBJECT
    elif subject and subject not in words and _PRONOUN.match(words):
        words = subject + _PRONOUN.sub("", words)
    elif law := _LAW_BEHIND.match(text, mention.trigger_end, end):
        words = law[1] + fold(mention.trigger)
    elif subject and subject not in words and not _is_noun(node) and _is_subjectless(head):
        words = subject + words
    elif len(head) > 1 and _is_noun(node) and _TAKES_PLACE.search(text, mention.trigger_end, end):
        quality += _OWN_SUBJECT
    elif subject:
        quality -= _NO_SUBJECT if _is_noun(node) or subject in words else _STRANGE_SUBJECT
    words = words if mention.type is EventType.STATEMENT else _SAYING_LAST.sub("", words)
    quality -= 0.5 * text.startswith("的", mention.trigger_end) + 0.8 * (len(words) > LONGEST)
    words = shortened(words)
    quality -= _faults(node, words)
    return (quality, words) if len(words) >= _SHORTEST else None


def _is_subjectless(head: str) -> bool:
    """Whether the words before a verb only say how, when or by whom, or begin with a verb themselves."""
    if _COUNTED.search(head):
        return False
    return bool(_ADVERBS.match(head) or _BETWEEN.search(head)) or kinds_of_words(head)[0].startswith(("v", "d"))


@lru_cache(maxsize=4)
def _clause_around(node: Node) -> tuple[int, int]:
    text, mention = node.document.text, node.mention
    marks = [mark.span() for mark in _MARK.finditer(text, mention.start, mention.end) if mark["mark"]]
    begins = [end for _, end in marks if end <= mention.trigger_start]
    ends = [start for start, _ in marks if start >= mention.trigger_end]
    return max([mention.start, *begins]), min([*ends, mention.end])


def _faults(node: Node, words: str) -> float:
    """How much is wrong with words that are to stand alone."""
    return (
        0.8 * bool(_WEAK.search(words))
        + 0.4 * words.endswith("…")
        + 0.6 * is_unbalanced(words)
        + 0.6 * bool(_OPEN_END.search(words) or _CIRCUMSTANCE.search(words))
        + 0.9 * _lost_object(node, words)
    )


def _lost_object(node: Node, words: str) -> bool:
    """中国声援: the words end in a verb whose object stands behind it in the source."""
    trigger = fold(node.mention.trigger)
    verb_last = words.endswith((trigger, trigger + "了")) and not _is_noun(node) and not _PASSIVE.search(words)
    return verb_last and bool(_OBJECT.match(fold(node.document.text[node.mention.trigger_end : node.mention.end])))


def _unframed(clause: str, after: str, type: EventType) -> str:
    """The clause without 在…后 around it, and, where words follow the scene they were said at (会面时表示), without
    them."""
    clause, after = fold(clause), fold(after)
    if type is not EventType.STATEMENT and (scene := _SCENE.match(after)):
        clause = clause[: len(clause) - len(scene[0])]
        return _FRAME.sub("", clause)
    return _FRAME.sub("", clause) if _FRAMED.search(clause) else clause


def _composed(node: Node) -> tuple[float, str] | None:
    """美国 制裁 伊朗: who did what to whom, where no clause says it in a few words."""
    mention = node.mention
    if _is_noun(node) or mention.type is EventType.STATEMENT or mention.status is Status.DENIED:
        return None
    agent = next((p.actor.name for p in mention.participants if p.role is Role.AGENT), None)
    other = next((p.actor.name for p in mention.participants if p.role in (Role.OBJECT, Role.HOST)), "")
    words = fold(mention.trigger)
    if agent is None or agent == other:
        return None
    start, _ = _clause_around(node)
    head = _plain(node, node.document.text[start : mention.trigger_start])
    if _PASSIVE.search(head) or not (_is_subjectless(head) or agent in head):
        return None  # somebody else did it
    will = "将" if mention.status is Status.PLANNED else ""
    composed = shortened(f"{agent}{will}{words}{'' if other and other in words else other}")
    return _COMPOSED - _faults(node, composed), composed


def _name(node: Node) -> tuple[float, str] | None:
    """欧盟外长会议: what a happening is called, where no clause tells of it."""
    if not _is_noun(node):
        return None
    start, _ = _clause_around(node)
    head = _plain(node, node.document.text[start : node.mention.trigger_start])
    before = _BEFORE_NAME.sub("", head)
    if len(before) > _NAME_LENGTH:
        return None
    name = before + fold(node.mention.trigger)
    agent = next((p.actor.name for p in node.mention.participants if p.actor.name in head or fold(p.words) in head), "")
    name = name if agent in name or len(agent) + len(name) > LONGEST // 2 else agent + name
    return (_NAME - _faults(node, name), name) if _SHORTEST <= len(name) <= LONGEST else None


def _named(words: str, participants: Sequence[Participant]) -> str:
    """两国发布…: which two."""
    signs = [_signs()[p.actor.name] for p in participants if p.actor.name in _signs()]
    return re.sub(r"^(?:两国|双方)(?!元首|领导人)", "".join(signs), words) if len(signs) == 2 else words
