"""Who takes part without being named in the clause: both sides, pronouns, carried subjects, states behind."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from app.extraction import lexicon
from app.extraction.candidates import Attached
from app.extraction.gazetteer import tagged_words
from app.extraction.mentions import Actor, ActorKind, ActorMention, EventType, Participant
from app.extraction.sentences import Prepared, starting_in
from app.reading.document import PassageKind

_TEXT = (PassageKind.LEAD, PassageKind.PARAGRAPH)
_LANDS = (ActorKind.COUNTRY, ActorKind.REGION)
_BOTH_SIDES = re.compile(r"两国|双方|双边")
_BOTH_LEADERS = re.compile(r"(?:两国|两位|双方)(?:领导人|元首|首脑)")
_BOTH_OFFICERS = re.compile(r"(?:两国|双方)[^，。；的]{0,6}(?:长|官员|代表|领导人|元首|首脑|总统|总理|首相)")
_HEADS = frozenset(["总统", "国家主席", "主席", "首相", "总理", "国王"])
_PRONOUN = re.compile(r"(?<![其与和同跟向对给])(?:他|她)(?![们国人方日乡的])")
# 他说，美方去年两次设限: the pronoun of a verb of speech only tells.
_TELLS = re.compile(
    r"(?:今日|今天|昨天|昨日|周[一二三四五六日]|随后|[还又也则亦])*(?:说|称|指(?!挥)|表示|强调|认为|写道|补充)"
)
# 任正非之女孟晚舟: a relative who only tells who somebody is.
RELATED = re.compile(
    r"的?(?:家属|亲属|家人)|[之的]?(?:女儿|儿子|妻子|丈夫|父亲|母亲|夫人|遗孀|弟弟|哥哥|妹妹|姐姐|长子|次子)"
    r"|之[女子妻父母弟妹兄夫]|的(?:助手|律师|友人|朋友(?!圈)|同事|话)"
)
_COMPANION = re.compile(r"[与和同跟向对给据]$")
_FARTHEST_PERSON = 120
_STATE_ORGAN = re.compile(
    r"(?:外交|国防|财政|商务|司法|内政|外务|防卫|公安|国土安全|军方|能源|卫生|农业)[部省]?$|国务院|白宫$"
    r"|军$|战区$|海关|海警局$|农委会$|大使馆|领事馆|总领馆|国会$|众议院$|参议院$|联邦议会$"
)
_LAND_SIGNS = {
    "华": "中国", "美": "美国", "日": "日本", "韩": "韩国", "台": "台湾", "俄": "俄罗斯", "英": "英国", "法": "法国",
    "德": "德国", "印": "印度", "澳": "澳大利亚", "朝": "朝鲜", "越": "越南",
}  # fmt: skip
_VISIT_OF = re.compile(rf"(?:到访|出访|专访|访|抵|赴|来)([{''.join(_LAND_SIGNS)}])")
_TOWARDS = re.compile(
    rf"对([{''.join(_LAND_SIGNS)}])(?=军售|售武|出售|供应|实施|采取|发动|施加|加征|制裁|出口|禁|动武|用兵|开战|宣战|关税|征税|援助|开火)"
)
# Heads of firms, clubs and the opposition, and kin: officers of no state.
_PRIVATE = re.compile(
    r"(?:董事长|董事会主席|执行官|(?<!央行)总裁|经理|社长|会长|创办人|召集人|发起人|夫人|遗孀|律师|主教|教宗"
    r"|候选人|参选人|前立法会议员|反对派领袖|学生领袖)$"
)
_OFFICIAL = re.compile(r"(?:总统助理|官员|次官|[务生]相|审计长|上皇)$")
_NEAR_SIGN = 4
_LONGEST_BODY = 12
# In the same breath: nothing that parts a body from its officer.
_BREAK = re.compile(r"[、，。；\n]")


def both_sides(prepared: Prepared, attached: Attached, actors: Sequence[ActorMention]) -> list[ActorMention]:
    """两国, 双方, 两位领导人: the last two of those named until then. Only a noun may stand before them (会谈…双方)."""
    end = attached.region.end if attached.is_noun else attached.sentence.clause_at(attached.start).end
    text, start = prepared.folded[attached.region.start : end], attached.region.start
    if match := _BOTH_LEADERS.search(text):
        heads = [a for a in actors if a.end <= start + match.start() and _is_head(prepared, a)]
        return _last_two(heads)
    if _BOTH_OFFICERS.search(text) and (named := _officers_behind(prepared, attached, actors)):
        return named
    if match := _BOTH_SIDES.search(text):
        return _last_two([a for a in actors if a.end <= start + match.start() and a.actor.kind in _LANDS])
    return []


def _officers_behind(prepared: Prepared, attached: Attached, actors: Sequence[ActorMention]) -> list[ActorMention]:
    """两国防长会晤，中国防长魏凤和…，印度防长辛格…: those of the sentence, when each side has one."""
    within = starting_in(actors, attached.sentence.start, attached.sentence.end)
    lands = [a for a in within if a.end <= attached.start and a.actor.kind in _LANDS][-2:]
    behind = [a for a in within if a.start >= attached.end]
    people = [a for a in behind if a.actor.kind is ActorKind.PERSON and a.title]
    served = {
        state.actor: person for person in reversed(people) for state in _own_state(person, _lands_of(prepared, behind))
    }
    officers = [served[land.actor] for land in lands if land.actor in served]
    return officers if len(officers) == 2 else []


def _lands_of(prepared: Prepared, introducing: Iterable[ActorMention]) -> list[ActorMention]:
    """The lands that only qualify what follows, those aside where an envoy is posted (驻法国)."""
    lands = (a for a in introducing if a.attributive and (a.actor.kind is ActorKind.COUNTRY or is_statelike(a.actor)))
    return [a for a in lands if prepared.folded[a.start - 1 : a.start] != "驻"]


def _is_head(prepared: Prepared, actor: ActorMention) -> bool:
    if actor.actor.kind is not ActorKind.PERSON:
        return False
    after = prepared.folded[actor.end : actor.end + 2]
    office = (actor.actor.office or "").removeprefix(actor.actor.country or "")
    return actor.title in _HEADS or after in _HEADS or office in _HEADS


def _last_two(mentions: Sequence[ActorMention]) -> list[ActorMention]:
    latest: dict[Actor, ActorMention] = {}
    for mention in reversed(mentions):
        latest.setdefault(mention.actor, mention)
        if len(latest) == 2:
            return list(latest.values())[::-1]
    return []


def themselves(participants: Sequence[Participant]) -> tuple[Participant, ...]:
    """Without the states that other participants stand for: 拜登 and 美国 are one sign, not two."""
    behind = {p.actor.country for p in participants}
    return tuple(p for p in participants if p.actor.name not in behind)


def own_states(
    prepared: Prepared,
    acting: Sequence[ActorMention],
    introducing: Iterable[ActorMention] = (),
    others: Sequence[ActorMention] = (),
) -> list[ActorMention]:
    """Who deals with another state, or with an officer of one, acts for their own: 谢锋 meets 谢尔曼, 佩洛西 arrives in
    台湾. `introducing` are those in the same words that only qualify (美国国务卿…), `others` those to whom it is
    done."""
    introduced = _lands_of(prepared, introducing)
    own = _states_of(acting, introduced)
    lands = {a.actor.name for a in (*acting, *others) if a.actor.kind is ActorKind.COUNTRY or is_statelike(a.actor)}
    states = own.keys() | _states_of(others, introduced).keys() | lands
    return list(own.values()) if len(states) > 1 else []


def _states_of(actors: Sequence[ActorMention], introduced: Sequence[ActorMention]) -> dict[str, ActorMention]:
    people = (a for a in actors if a.actor.kind is ActorKind.PERSON)
    return {state.actor.name: state for person in people for state in _own_state(person, introduced)}


def _own_state(person: ActorMention, introduced: Iterable[ActorMention]) -> Iterator[ActorMention]:
    """The state that an officer serves: named before the title, else as the lists know it."""
    title_start = person.start - len(person.title or "")
    for state in reversed([*introduced]):
        if 0 <= title_start - state.end <= _LONGEST_BODY and person.title:
            yield ActorMention(state.start, state.end, state.actor, state.rule)
            return
    if _serves_state(person.actor.office or ""):
        yield from _state(person.actor.country, person)


@lru_cache(maxsize=4096)
def _serves_state(office: str) -> bool:
    """外长, 大使, 议员; not 教授, 商人 or 董事长."""
    kinds = lexicon.titles()
    ends = (office[at:] for at in range(len(office)))
    kind = next((kinds[end] for end in ends if end in kinds), "")
    return (kind == "office" and not _PRIVATE.search(office)) or _OFFICIAL.search(office) is not None


def introducing(prepared: Prepared, person: ActorMention, before: Iterable[ActorMention]) -> Iterator[ActorMention]:
    """The body whose officer somebody is, named before the title: 中国外交部发言人赵立坚, 华为首席财务官孟晚舟."""
    title_start = person.start - len(person.title or "")
    for body in before:
        whole = body.end <= title_start and not _BREAK.search(prepared.folded, body.end, title_start)
        at_title = body.rule == "organ" and body.start == title_start
        if person.title and body.attributive and body.actor.kind is ActorKind.ORGANISATION and (whole or at_title):
            yield body


def land_within(prepared: Prepared, attached: Attached) -> list[ActorMention]:
    """访华, 抵台: the land within the verb; 对台军售, 对俄实施制裁: the land towards which something is done."""
    words = prepared.folded[max(0, attached.start - _NEAR_SIGN) : attached.end]
    match = _VISIT_OF.fullmatch(attached.word) or _TOWARDS.search(words)
    land = _states().get(_LAND_SIGNS[match[1]]) if match else None
    return [ActorMention(attached.end - 1, attached.end, land, "abbreviation")] if land else []


def lands_of_law(prepared: Prepared, attached: Attached) -> Iterator[ActorMention]:
    """港区国安法生效: the lands of a law that is passed or comes into force."""
    if attached.type is not EventType.LEGISLATE:
        return
    clause = attached.sentence.clause_at(attached.start)
    for law in _laws().finditer(prepared.folded, clause.start, clause.end):
        yield from (ActorMention(law.start(), law.end(), land, "law") for land in lexicon.laws()[law[0]])


@lru_cache(maxsize=1)
def _laws() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, lexicon.laws()), key=lambda law: (-len(law), law))))


def is_statelike(actor: Actor) -> bool:
    """台湾 and 欧盟 have a foreign policy of their own."""
    return actor.name in ("台湾", "欧盟")


def _state(name: str | None, at: ActorMention) -> Iterator[ActorMention]:
    """The state of that name, standing where the actor stands who acts for it."""
    if name in _states():
        yield ActorMention(at.start, at.end, _states()[name], at.rule)


@lru_cache(maxsize=1)
def _states() -> dict[str | None, Actor]:
    lands = (entry.actor for entry in lexicon.actor_entries())
    return {land.name: land for land in lands if land.kind is ActorKind.COUNTRY or is_statelike(land)}


def states_behind(attached: Attached, eligible: Sequence[ActorMention]) -> list[ActorMention]:
    """The state of the ministry that sanctions, of the embassy that is closed, of who signs a law or takes office."""
    return [
        found for actor in eligible if _acts_for_state(attached, actor) for found in _state(actor.actor.country, actor)
    ]


def states_of_organs(eligible: Iterable[ActorMention]) -> list[ActorMention]:
    return [found for actor in eligible if is_organ(actor.actor) for found in _state(actor.actor.country, actor)]


def _acts_for_state(attached: Attached, actor: ActorMention) -> bool:
    if actor.actor.kind is ActorKind.PERSON:
        enacts = attached.type is EventType.LEGISLATE and actor.start < attached.start
        return attached.type is EventType.APPOINT or enacts
    return is_organ(actor.actor)


def is_organ(actor: Actor) -> bool:
    """A ministry, a parliament, an army, an embassy: what it does its state does."""
    return actor.kind is ActorKind.ORGANISATION and _STATE_ORGAN.search(actor.name) is not None


def carried_subject(prepared: Prepared, attached: Attached, actors: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """24日早上移送监狱: a sentence that names nobody goes on about the subject of the one before."""
    sentence = attached.sentence
    before = prepared.sentences[sentence.index - 1] if sentence.index else None
    if before is None or before.kind not in _TEXT or sentence.kind not in _TEXT or _has_own_subject(prepared, attached):
        return
    for actor in starting_in(actors, before.start, before.end):
        subject = actor.actor.kind in (ActorKind.PERSON, ActorKind.ORGANISATION) and not actor.attributive
        if subject and not _COMPANION.search(_before(prepared.folded, actor)):
            if not prepared.is_quoted(actor.start, actor.end):
                yield actor
            return


def _has_own_subject(prepared: Prepared, attached: Attached) -> bool:
    """喀布尔一家酒店遭袭击: a noun stands before the verb, and no preposition before it."""
    clause = attached.sentence.clause_at(attached.start)
    start = max(clause.start, attached.time.end) if attached.time.end <= attached.start else clause.start
    for _, kind in tagged_words(prepared.folded[start : attached.start]):
        if kind in ("p", "v", "vn", "d", "r"):
            return False
        if kind.startswith("n") and kind != "ns":
            return True
    return False


def pronoun_subject(
    prepared: Prepared, attached: Attached, eligible: Sequence[ActorMention], actors: Sequence[ActorMention]
) -> ActorMention | None:
    """得悉他约于7月25日失踪: the person whom the pronoun before the trigger stands for, the subject of the
    nearest sentence that names one."""
    pronoun = _PRONOUN.search(prepared.folded, attached.sentence.start, attached.start)
    if not pronoun or any(a.actor.kind is ActorKind.PERSON and a.start < pronoun.start() for a in eligible):
        return None
    told = _TELLS.match(prepared.folded, pronoun.end(), attached.start)
    if told and starting_in(actors, told.end(), attached.start):
        return None
    before = starting_in(actors, pronoun.start() - _FARTHEST_PERSON, pronoun.start())
    near = [a for a in before if a.end <= pronoun.start() and a.actor.kind is ActorKind.PERSON]
    near = [a for a in near if RELATED.match(prepared.folded, a.end) is None]
    if not near:
        return None
    home = prepared.sentence_at(near[-1].start)
    subjects = [
        a
        for a in near
        if (home is None or a.start >= home.start) and not _COMPANION.search(_before(prepared.folded, a))
    ]
    return subjects[0] if subjects else near[-1]


def _before(folded: str, actor: ActorMention) -> str:
    start = actor.start - len(actor.title or "")
    return folded[max(0, start - 2) : start]
