"""Who takes part in a happening, and in which role."""

import re
from collections.abc import Iterable, Sequence

from app.extraction import lexicon
from app.extraction.candidates import CARRIERS, Attached
from app.extraction.implied import (
    RELATED,
    both_sides,
    carried_subject,
    introducing,
    is_statelike,
    land_within,
    lands_of_law,
    own_states,
    pronoun_subject,
    states_behind,
)
from app.extraction.mentions import ActorKind, ActorMention, EventType, Participant, Role
from app.extraction.reach import (
    adverbial,
    head_of_relative,
    is_subject,
    is_under,
    lacks_subject,
    subject_of_clause,
    with_joined,
)
from app.extraction.rosters import listed_behind
from app.extraction.sentences import Prepared, Span, starting_in
from app.extraction.triggers import CueFound

REPORTS = re.compile(r"报道|报导|消息|电$|记者|引述|援引|据|：$|访问|专访|采访|表示|刊|讯|[（(]")
_MOST = 20
_COUNTERPART = re.compile(r"(?:与|和|同|跟|会见|会晤|拜会|接见|致电|会同)[^，。；]{0,20}$")
_OBJECT = re.compile(r"(?:对|向|针对|制裁|指责|批评|谴责|抨击|起诉|逮捕|将)[^，。；]{0,10}$")
_HOST = re.compile(r"(?:访问|抵达|前往|访|赴|抵)[^，。；]{0,4}$")
# 据彭博社报道, 接受法新社采访, 对BBC中文说: whom somebody talks to or is quoted by takes no part.
# 在脸书发帖, 透过推特: where something is said, not who takes part.
_WHERE = re.compile(r"(?:在|于|透过|通过)$")
PLATFORM = re.compile(
    r"上(?!诉|市|调|月|周)|的?(?:网页|主页|账户|帐户|官方帐号|官方账号|视频)|留言|发文|发帖|贴文|推文|账号|帐号|专页|粉丝|页面|朋友圈|直播"
)
# 拜登上任后, 特朗普时期: a name that only tells when.
_TERM = re.compile(
    r"(?:政府)?(?:上任|就任|上台|执政|当选|任内|任期|时期|时代|在任)(?:以?来|以后|之?后|期间|时|初期|的)"
)
# 离开白宫, 返回国会: the house, not those in it.
_LEFT = re.compile(r"(?:离开|返回|走进|步出|进入|抵达)$")
# 去意大利参加, 在美国举行: the land is only the place.
# 接到美国通知, 现在日本…, 由于中国…: not so.
GOING = re.compile(
    r"(?:(?<![过失])去|(?<![正存现旨])在|(?<![接收得遭受达看谈提听])到|(?<![由鉴])于|返|(?<![撤驳收])回"
    r"|飞往|来自|落脚|潜逃|偷渡)$"
)
# 美国和韩国予以谴责, 哈马斯誓言报复: who answers took no part.
_REACTION = re.compile(r"[^，。；]{1,12}?(?:予以|表示|对此|谴责|誓言|回应|抗议|呼吁|警告|反对|欢迎|称|说)(?!中)")
# 台湾问题, 中美关系: what is talked about.
# 印中边境: of two signs in a row both.
ISSUE = re.compile(r"[中美日韩朝俄英法德欧印澳台越菲]?(?:问题|议题|事务|局势|关系|对抗|海峡|政策|议程|危机|边境|边界)")
_TURN = re.compile(
    r"尝试|试图|寻求|旨在|为了|意在|意图|但|不过|然而|而(?!且)|却|令|使|让|导致|引发|此前|之前|以便"
    r"|可能|或将|预计|预料|有望"
)
# 香港自治法, 中国媒体, 美国民众: what only bears the name of the land.
OF_LAND = re.compile(
    r"[^，。；、的在是与和将]{0,2}?(?:自治法|民主法|关系法|国安法|法案|条例|媒体|记者|民众|人民|学者|专家|智库|网民|社会|学生)"
)
_OPENS_CLAUSE = re.compile(r"(?:以及|并|而|但|则|和|及|[\s“「])*")
_BY = re.compile(r"[被遭由获]$")
_LONGEST_NAMED = 8
_LONGEST_OFFICE = 24
# 法院裁定他罪名成立: who decides does it.
# 美国制裁夏宝龙: whoever it is done to acts for no state.
_DONE_TO = (EventType.SANCTION, EventType.COERCE, EventType.LEGISLATE)
_DECIDES = frozenset(("裁定", "认定", "判定", "裁决", "决定", "判决", "同意", "要求", "允许", "批准"))
_OF_STATE = re.compile(r"[部院会局署厅室办处军警]$|政府|政协|人大|常委|中央|警务|公署|总局|国会|法院|检察|白宫")
_DEPUTY = re.compile(r"副部长|次长|次卿|副国务卿|助理|助卿|司长|署长|发言人|代办|参赞")
# 与美国, 接到美国: no subject of the verb behind.
_NO_SUBJECT = re.compile(r"(?:[接收得遭受]到|接获|[获遭受向对与和同跟被给])$")
_IN_PASSING = re.compile(r"(?:(?:参与|参加|出席)[过了]?|涉及|涉嫌|针对|由于|面对)$")
_VISITED = re.compile(r"(?:访|访问|抵达|抵|赴)$")
_ADDRESSED = re.compile(r"(?:告诉|据|引述|引用|援引)\s*$")
_SPOKEN_TO = re.compile(r"(?:对|向)\s*$")
_INTERVIEWED = re.compile(r"接受\s*$")


def find_participants(
    prepared: Prepared, attached: Attached, actors: Sequence[ActorMention], cues: Sequence[CueFound]
) -> tuple[Participant, ...]:
    """The actors of the governed clauses, else of the whole sentence, else the subject of the sentence before; and
    those whom the words imply."""
    sentence, until = attached.sentence, _told_until(prepared, attached, cues)
    region, phrase = with_joined(prepared, attached), None
    if head := head_of_relative(prepared, attached, actors):
        eligible = [head, *states_behind(attached, [head])]
        return unique(_participant(prepared, a, attached) for a in eligible)
    if _is_aside(prepared, attached):
        named = [a for a in starting_in(actors, attached.time.end, attached.end) if not a.attributive]
        return unique(_participant(prepared, a, attached) for a in named)
    if phrase := adverbial(prepared, attached):
        region = Span(max(region.start, phrase.start), phrase.end)
    inside = [a for a in starting_in(actors, region.start, until) if a.end <= region.end]
    eligible = [a for a in inside if _takes_part(prepared, a, attached) and not _is_in_passing(prepared, a, attached)]
    eligible = _without_tellers(prepared, attached, eligible, cues)
    has_subject = phrase is not None and any(a.start < attached.start for a in eligible)
    if not has_subject and (subject := pronoun_subject(prepared, attached, eligible, actors)):
        eligible.insert(0, subject)
    if not attached.is_noun and not any(is_subject(prepared, a, attached) for a in eligible):
        if phrase is None:
            eligible = _subject_before(prepared, attached, actors) + eligible
        elif lacks_subject(prepared, phrase, attached):
            before = subject_of_clause(prepared, phrase, actors) or _subject_before(prepared, attached, actors)
            eligible = before + eligible
    if not eligible:
        nearby = [a for a in starting_in(actors, sentence.start, until) if _takes_part(prepared, a, attached)]
        eligible = [a for a in nearby if a.start < attached.start] or nearby
    if sum(a.actor.kind is ActorKind.PERSON for a in eligible) < 2:
        eligible += both_sides(prepared, attached, actors)
    if not eligible and not attached.is_noun and not prepared.folded.startswith("的", attached.end):
        eligible = [*carried_subject(prepared, attached, actors)]
    eligible += _bodies_of(prepared, attached, eligible, actors)
    present = {a.actor.name for a in eligible}
    eligible += [a for a in land_within(prepared, attached) if a.actor.name not in present]
    eligible += [a for a in lands_of_law(prepared, attached) if a.actor.name not in present]
    acting = [a for a in eligible if attached.type not in _DONE_TO or a.start < attached.start]
    others = [a for a in eligible if a not in acting]
    eligible += [*own_states(prepared, acting, inside, others), *states_behind(attached, eligible)]
    eligible += [a for a in listed_behind(prepared, attached, actors) if _takes_part(prepared, a, attached)]
    return unique(_participant(prepared, a, attached) for a in eligible)


def _bodies_of(
    prepared: Prepared, attached: Attached, eligible: Sequence[ActorMention], actors: Sequence[ActorMention]
) -> list[ActorMention]:
    """华为首席财务官孟晚舟: the firm, party or league of many states whose officer the subject is. An organ acts for
    its state; but a deputy (外交部副部长谢锋) acts for the organ, whose head stands for himself."""
    person = next((a for a in eligible if a.actor.kind is ActorKind.PERSON), None)
    if person is None or not person.title or person.start > attached.start:
        return []
    before = starting_in(actors, person.start - _LONGEST_OFFICE, person.start)
    deputy = _DEPUTY.search(person.title)
    return [body for body in introducing(prepared, person, before) if deputy or not _OF_STATE.search(body.actor.name)]


def _without_tellers(
    prepared: Prepared, attached: Attached, eligible: list[ActorMention], cues: Sequence[CueFound]
) -> list[ActorMention]:
    """外交部表示，马克龙当天抵达: behind a verb of speech with a subject of its own the speaker only tells. Not so in
    外交部表示，已接到美国通知."""
    before = [c for c in cues if attached.sentence.start <= c.start and c.end <= attached.start]
    told = (c for c in reversed(before) if c.cue.word not in _DECIDES and c.cue.word not in CARRIERS)
    cue = next((c for c in told if c != attached.cue), None)
    between = (a for a in eligible if cue and cue.end <= a.start and a.end <= attached.start)
    if cue is None or all(_NO_SUBJECT.search(_words_before(prepared, a)) for a in between):
        return eligible
    return [a for a in eligible if a.end > cue.start]


def _words_before(prepared: Prepared, actor: ActorMention) -> str:
    start = actor.start - len(actor.title or "")
    return prepared.folded[max(0, start - 2) : start]


def _is_aside(prepared: Prepared, attached: Attached) -> bool:
    """参与去年民主派初选的人士: a happening named in passing, with its date, is not that of the clause's subject."""
    before = prepared.folded[max(0, attached.time.start - 4) : attached.time.start]
    near = 0 <= attached.start - attached.time.end <= _LONGEST_NAMED
    return attached.is_noun and near and _IN_PASSING.search(before) is not None


def _participant(prepared: Prepared, actor: ActorMention, attached: Attached) -> Participant:
    return Participant(actor.actor, _role(prepared, actor, attached), prepared.folded[actor.start : actor.end])


def _subject_before(prepared: Prepared, attached: Attached, actors: Sequence[ActorMention]) -> list[ActorMention]:
    """内塔尼亚胡5月15日抵达纽约，5月16日会见拜登: a verb without a subject takes that of the nearest clause before."""
    before = [c for c in attached.sentence.clauses if c.start < attached.region.start]
    for clause in reversed([c for c in before if not is_under(prepared, c)]):
        within = starting_in(actors, clause.start, min(clause.end, attached.region.start))
        if subjects := [a for a in within if _takes_part(prepared, a, attached)]:
            return subjects[:1]
    return []


def _told_until(prepared: Prepared, attached: Attached, cues: Sequence[CueFound]) -> int:
    """Where the telling ends: before what somebody says of it, and before a clause of contrast or consequence."""
    sentence = attached.sentence
    # A speech tells what it says: 发表讲话，批评特朗普.
    own_words = attached.type is EventType.STATEMENT
    said = [c.end for c in cues if attached.end <= c.start < sentence.end and c != attached.cue and not own_words]
    later = [c for c in sentence.clauses if c.start > attached.end]
    folded = prepared.folded
    turns = [c.start for c in later if _turns(folded, c)]
    return min([*said, *turns, sentence.end])


def _turns(folded: str, clause: Span) -> bool:
    parted = folded[clause.start - 1] in "；;"
    return parted or bool(_TURN.match(folded, clause.start) or _REACTION.match(folded[clause.start : clause.end]))


def _takes_part(prepared: Prepared, actor: ActorMention, attached: Attached) -> bool:
    folded = prepared.folded
    if actor.attributive or is_in_title(prepared, actor):
        return False
    if actor.actor.kind is ActorKind.MEDIA and not _medium_acts(prepared, actor, attached):
        return False
    if actor.title and lexicon.titles().get(actor.title) == "press":
        return False
    before, after = folded[max(0, actor.start - 2) : actor.start], folded[actor.end : actor.end + 12]
    if actor.actor.kind is not ActorKind.PERSON and _is_audience(before, after):
        return False
    if actor.actor.kind is ActorKind.ORGANISATION and (_WHERE.search(before) or PLATFORM.match(after)):
        return False
    if actor.actor.kind is ActorKind.ORGANISATION and _LEFT.search(before):
        return False
    is_land = actor.actor.kind in (ActorKind.COUNTRY, ActorKind.REGION)
    # 停办对话 吴钊燮：仍在讨论中: whoever speaks of it in the other half of a headline.
    if RELATED.match(after) or (after.startswith("：") and attached.end <= actor.start):
        return False
    if _TERM.match(after) or (is_land and OF_LAND.match(after)):
        return False
    if actor.actor.kind is ActorKind.REGION and not _region_acts(actor, before):
        return False
    if is_land and (GOING.search(before) or ISSUE.match(after)):
        return False
    quoted = prepared.is_quoted(actor.start, actor.end)
    return not quoted or prepared.is_quoted(attached.start, attached.end)


def _is_in_passing(prepared: Prepared, actor: ActorMention, attached: Attached) -> bool:
    """取消4名香港立法会议员的资格: a body inside a later clause mostly tells which people or things are meant. It takes
    part where the clause begins with it, or where it acts (被广东海警截获)."""
    if actor.actor.kind is not ActorKind.ORGANISATION or actor.rule == "abbreviation":
        return False
    clause = attached.sentence.clause_at(actor.start)
    if clause.start <= attached.start:
        return False
    before = prepared.folded[clause.start : actor.start]
    return not _OPENS_CLAUSE.fullmatch(before) and not _BY.search(before)


def is_in_title(prepared: Prepared, actor: ActorMention) -> bool:
    """Inside the title of a work; 《苹果日报》 itself is a name."""
    whole = prepared.folded[max(0, actor.start - 1) : actor.end + 1]
    return prepared.in_work_title(actor.start, actor.end) and not (whole[0] == "《" and whole[-1] == "》")


def _medium_acts(prepared: Prepared, actor: ActorMention, attached: Attached) -> bool:
    """A newspaper that is closed, not one that reports."""
    if attached.type is EventType.STATEMENT or attached.sentence.clause_at(attached.start).end < actor.end:
        return False
    clause = attached.sentence.clause_at(actor.start)
    around = prepared.folded[clause.start : actor.start] + prepared.folded[actor.end : clause.end]
    return clause == attached.sentence.clause_at(attached.start) and not REPORTS.search(around)


def _region_acts(actor: ActorMention, before: str) -> bool:
    """香港, 新疆 are mostly where something happens; their governments act, and they receive visitors."""
    return actor.rule in ("government", "metonym") or is_statelike(actor.actor) or bool(_VISITED.search(before))


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


def unique(participants: Iterable[Participant]) -> tuple[Participant, ...]:
    kept: dict[str, Participant] = {}
    for participant in participants:
        kept.setdefault(participant.actor.name, participant)
    return tuple(kept.values())[:_MOST]
