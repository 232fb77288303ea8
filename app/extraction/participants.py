"""Who takes part in a happening, and in which role."""

import re
from collections.abc import Iterable, Sequence

from app.extraction import lexicon
from app.extraction.attachment import Attached
from app.extraction.mentions import Actor, ActorKind, ActorMention, EventType, Participant, Role
from app.extraction.sentences import Prepared, starting_in
from app.extraction.triggers import CueFound

_NEVER = (ActorKind.MEDIA,)
_MOST = 12
_BOTH_SIDES = re.compile(r"两国|双方|双边")
_BOTH_LEADERS = re.compile(r"(?:两国|两位|双方)(?:领导人|元首|首脑)")
_HEADS = frozenset(["总统", "国家主席", "主席", "首相", "总理", "国王"])
_COUNTERPART = re.compile(r"(?:与|和|同|跟|会见|会晤|拜会|接见|致电|会同)[^，。；]{0,20}$")
_OBJECT = re.compile(r"(?:对|向|针对|制裁|指责|批评|谴责|抨击|起诉|逮捕|将)[^，。；]{0,10}$")
_HOST = re.compile(r"(?:访问|抵达|前往|访|赴|抵)[^，。；]{0,4}$")
# 据彭博社报道, 接受法新社采访, 对BBC中文说: whom somebody talks to or is quoted by takes no part.
# 在脸书发帖, 透过推特: where something is said, not who takes part.
_WHERE = re.compile(r"(?:在|于|透过|通过)$")
# 拜登上任后, 特朗普时期: a name that only tells when.
_TERM = re.compile(
    r"(?:政府)?(?:上任|就任|上台|执政|当选|任内|任期|时期|时代|在任)(?:以?来|以后|之?后|期间|时|初期|的)"
)
# 去意大利参加, 在美国举行: the land is only the place.
_GOING = re.compile(r"(?:去|在|到|于)$")
_PRONOUN = re.compile(r"(?<!其)(?:他|她)(?!们|国|人|方|日|乡)")
_COMPANION = re.compile(r"[与和同跟向对给据]$")
_FARTHEST_PERSON = 120
# 美国和韩国予以谴责, 哈马斯誓言报复: who answers took no part.
_REACTION = re.compile(r"[^，。；]{1,12}?(?:予以|表示|对此|谴责|誓言|回应|抗议|呼吁|警告|反对|欢迎|称|说)(?!中)")
# 台湾问题, 中美关系: what is talked about.
_ISSUE = re.compile(r"(?:问题|议题|事务|局势|关系|海峡|政策|议程|危机)")
_TURN = re.compile(r"尝试|试图|旨在|为了|意在|意图|但|不过|然而|而(?!且)|却|令|使|让|导致|引发|此前|之前|以便")
_ADDRESSED = re.compile(r"(?:告诉|据|引述|引用|援引)\s*$")
_SPOKEN_TO = re.compile(r"(?:对|向)\s*$")
_INTERVIEWED = re.compile(r"接受\s*$")


def find_participants(
    prepared: Prepared, attached: Attached, actors: Sequence[ActorMention], cues: Sequence[CueFound]
) -> tuple[Participant, ...]:
    """The actors of the governed clauses, else of the whole sentence; both sides named by 双方 or 两国."""
    sentence, until = attached.sentence, _told_until(prepared, attached, cues)
    region = attached.region
    inside = [a for a in starting_in(actors, region.start, until) if a.end <= region.end]
    eligible = [a for a in inside if _takes_part(prepared, a, attached)]
    if subject := _pronoun_subject(prepared, attached, eligible, actors):
        eligible.insert(0, subject)
    if not any(a.start < attached.start for a in eligible) and not attached.is_noun:
        eligible = _subject_before(prepared, attached, actors) + eligible
    if not eligible:
        nearby = [a for a in starting_in(actors, sentence.start, until) if _takes_part(prepared, a, attached)]
        eligible = [a for a in nearby if a.start < attached.start] or nearby
    if sum(a.actor.kind is ActorKind.PERSON for a in eligible) < 2:
        eligible += _both_sides(prepared, attached, actors)
    if attached.type is EventType.CONSULT:
        eligible += _two_countries(inside, eligible)
    return _unique(
        Participant(a.actor, _role(prepared, a, attached), prepared.folded[a.start : a.end]) for a in eligible
    )


def speaker_participants(
    prepared: Prepared, speaker: ActorMention, actors: Sequence[ActorMention]
) -> tuple[Participant, ...]:
    """A speaker, and the body that the speaker is introduced with: 中国外交部发言人赵立坚."""
    words = prepared.folded[speaker.start : speaker.end]
    found = [Participant(speaker.actor, Role.SPEAKER, words)]
    title_start = speaker.start - len(speaker.title or "")
    for actor in actors:
        if actor.attributive and actor.actor.kind is ActorKind.ORGANISATION and actor.end == title_start:
            found.append(Participant(actor.actor, Role.SPEAKER, prepared.folded[actor.start : actor.end]))
    return tuple(found)


def _subject_before(prepared: Prepared, attached: Attached, actors: Sequence[ActorMention]) -> list[ActorMention]:
    """内塔尼亚胡5月15日抵达纽约，5月16日会见拜登: a verb without a subject takes that of the sentence."""
    sentence = attached.sentence
    earlier = starting_in(actors, sentence.start, attached.region.start)
    return [a for a in earlier if _takes_part(prepared, a, attached)][:1]


def _pronoun_subject(
    prepared: Prepared, attached: Attached, eligible: Sequence[ActorMention], actors: Sequence[ActorMention]
) -> ActorMention | None:
    """得悉他约于7月25日失踪: the person whom the pronoun before the trigger stands for, the subject of the
    nearest sentence that names one."""
    pronoun = _PRONOUN.search(prepared.folded, attached.sentence.start, attached.start)
    if not pronoun or any(a.actor.kind is ActorKind.PERSON and a.start < pronoun.start() for a in eligible):
        return None
    near = [a for a in actors if 0 <= pronoun.start() - a.end <= _FARTHEST_PERSON and a.actor.kind is ActorKind.PERSON]
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


def _told_until(prepared: Prepared, attached: Attached, cues: Sequence[CueFound]) -> int:
    """Where the telling ends: before what somebody says of it, and before a clause of contrast or consequence."""
    sentence = attached.sentence
    said = [c.end for c in cues if attached.end <= c.start < sentence.end and c != attached.cue]
    later = [c for c in sentence.clauses if c.start > attached.end]
    folded = prepared.folded
    turns = [c.start for c in later if _TURN.match(folded, c.start) or _REACTION.match(folded[c.start : c.end])]
    return min([*said, *turns, sentence.end])


def _takes_part(prepared: Prepared, actor: ActorMention, attached: Attached) -> bool:
    folded = prepared.folded
    if actor.attributive or actor.actor.kind in _NEVER or prepared.in_work_title(actor.start, actor.end):
        return False
    if actor.title and lexicon.titles().get(actor.title) == "press":
        return False
    before, after = folded[max(0, actor.start - 2) : actor.start], folded[actor.end : actor.end + 12]
    if actor.actor.kind is not ActorKind.PERSON and _is_audience(before, after):
        return False
    if actor.actor.kind is ActorKind.ORGANISATION and _WHERE.search(before):
        return False
    is_land = actor.actor.kind in (ActorKind.COUNTRY, ActorKind.REGION)
    if _TERM.match(after):
        return False
    if is_land and (_GOING.search(before) or _ISSUE.match(after)):
        return False
    quoted = prepared.is_quoted(actor.start, actor.end)
    return not quoted or prepared.is_quoted(attached.start, attached.end)


def _is_audience(before: str, after: str) -> bool:
    """Whom somebody talks to or is quoted by."""
    if _ADDRESSED.search(before):
        return True
    spoken_to = _SPOKEN_TO.search(before) and re.match(r"[^，。；]{0,4}(?:表示|说|称|透露|指出)", after)
    interviewed = _INTERVIEWED.search(before) and re.match(r"[^，。；]{0,6}(?:采访|访问|专访)", after)
    return bool(spoken_to or interviewed)


def _role(prepared: Prepared, actor: ActorMention, attached: Attached) -> Role:
    clause_start = max((c.start for c in attached.sentence.clauses if c.start <= actor.start), default=actor.start)
    before = prepared.folded[clause_start : actor.start]
    if _HOST.search(before):
        return Role.HOST
    if _COUNTERPART.search(before):
        return Role.COUNTERPART
    if _OBJECT.search(before) or (attached.type is EventType.SANCTION and actor.start > attached.end):
        return Role.OBJECT
    return Role.AGENT


def _two_countries(inside: Iterable[ActorMention], eligible: Sequence[ActorMention]) -> list[ActorMention]:
    """Talks between officers of two states are talks between the two states: 中国副部长谢锋与美国副国务卿谢尔曼."""
    if not any(a.actor.kind is ActorKind.PERSON for a in eligible):
        return []
    qualifying = [a for a in inside if a.attributive and (a.actor.kind is ActorKind.COUNTRY or a.actor.country)]
    names = dict.fromkeys(_state_of(a) for a in qualifying)
    if len(names) != 2:
        return []
    states = {entry.actor.name: entry.actor for entry in lexicon.actor_entries()}
    first = {_state_of(a): a for a in reversed(qualifying)}
    return [
        ActorMention(first[name].start, first[name].end, states[name], first[name].rule)
        for name in names
        if name in states
    ]


def _state_of(actor: ActorMention) -> str:
    return actor.actor.name if actor.actor.kind is ActorKind.COUNTRY else actor.actor.country or actor.actor.name


def _both_sides(prepared: Prepared, attached: Attached, actors: Sequence[ActorMention]) -> list[ActorMention]:
    text, start = prepared.folded[attached.region.start : attached.region.end], attached.region.start
    if match := _BOTH_LEADERS.search(text):
        heads = [a for a in actors if a.end <= start + match.start() and _is_head(prepared, a)]
        return _last_two(heads)
    if match := _BOTH_SIDES.search(text):
        states = [
            a
            for a in actors
            if a.end <= start + match.start() and a.actor.kind in (ActorKind.COUNTRY, ActorKind.REGION)
        ]
        return _last_two(states)
    return []


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


def _unique(participants: Iterable[Participant]) -> tuple[Participant, ...]:
    kept: dict[str, Participant] = {}
    for participant in participants:
        kept.setdefault(participant.actor.name, participant)
    return tuple(kept.values())[:_MOST]
