"""Organisations that no file names whole: by their ending behind a land or place, and ministries without their land."""

import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from app.extraction import lexicon
from app.extraction.gazetteer import Found, Words, kinds_of_words
from app.extraction.lexicon import ActorEntry
from app.extraction.mentions import Actor, ActorKind, ActorMention

_START = attrgetter("start")
_LANDS = (ActorKind.COUNTRY, ActorKind.REGION)
# 欧盟驻华代表团, 联合国驻…办事处: bodies of many states send missions too.
_SENDERS = (*_LANDS, ActorKind.ORGANISATION)
# What stands between two signs and the ending: nothing, or one word of what the body is for.
_KINDS = frozenset(["", "商业", "贸易", "友好", "经贸", "经济", "关系", "文化", "学术", "工商", "企业", "青年"])
_MISSION = re.compile(
    r"(?:大使馆|使馆|总领事馆|总领馆|领事馆|领馆|使团|代表团|代表处|办事处|经济文化代表处|经济文化办事处)"
)
_MISSIONS = {"使馆": "大使馆", "总领事馆": "总领馆", "领馆": "领事馆"}
_GOVERNMENT = re.compile(r"(?:联邦|中央)?(?:当局|政府|官方)(?!军|官员|人员|部门|高层|机构)")
# Parts of speech that stand in names: nouns and what qualifies them; no verbs, numbers, prepositions, pronouns.
_IN_NAMES = ("n", "vn", "an", "j", "b", "s", "l", "f", "g", "k", "x", "z", "a")
_LIST = re.compile(r"[、和及与,]|以及")
_LONGEST_INTRODUCTION = 12
# 外交部长 is an office, 国会议员 a person, 议会大厦 a house: not the body itself.
_NO_ORGAN_AFTER = re.compile(r"长|议员|大厦|山庄|选举|大楼|代表(?!团|处)|网站|党团|路|街")

# Bodies of which every land or town has its own, and how their full names end.
_COMMON_BODIES = {
    "警方": ("警方", "警察局", "警察厅", "警务处", "公安局", "警察总局"),
    "法院": ("法院", "法庭"),
    "法庭": ("法院", "法庭"),
    "检方": ("检察院", "检察署", "检察厅", "检方", "地检署"),
    "军方": ("军方", "军队", "国防军"),
}
_COMMON_BODY = re.compile("|".join(_COMMON_BODIES))
_NO_COMMON_BODY_AFTER = re.compile(
    r"外|长|人员|人士|高层|官员|文件|记录|裁判|系统|大楼|门口|代表|消息|的?(?:人|车|法官|判决书)"
)
_LONGEST_QUALIFIER = 6
_HAN_END = re.compile("[一-鿿]*$")
# What qualifies a body: nouns and names, words that count or point, adjectives, and 的 behind them.
_QUALIFIERS = ("n", "m", "r", "a", "b", "j", "uj", "f", "s", "q")


def find_bodies(folded: str, known: Sequence[Found], words: Words) -> Iterator[ActorMention]:
    """A country, place or organisation of the lexicon, a few characters, and an ending that names bodies."""
    ends = {found.end for found in known if found.actor}
    people = [f.start for f in known if f.actor and (f.actor.actor.kind is ActorKind.PERSON or _is_ruler(folded, f))]
    # 印度|外交部长: the head of a body, not the body.
    heads = {f.end - 1 for f in known if f.title and folded[f.end - 1] == "长" and words.is_bound(f.end)}
    for found in known:
        if found.title or (found.actor and found.actor.actor.kind in (ActorKind.PERSON, ActorKind.MEDIA)):
            continue
        match = _body_pattern().match(folded, found.end)
        if not match or words.cut_through(found.start, match.end()) or match.end() in ends:
            continue
        if match.end() in heads:
            continue
        if any(found.end <= at < match.end() for at in people) or not _is_nominal(match[1]):
            continue
        yield ActorMention(found.start, match.end(), _body(folded, found, match.end()), "suffix")


def find_missions(folded: str, known: Sequence[Found]) -> Iterator[ActorMention]:
    """中国驻阿富汗大使馆, 美国驻新加坡使馆, 中国驻欧盟使团: the mission of one land in another, by its whole name."""
    at = {found.start: found for found in known if found.actor or found.place}
    for found in known:
        sender = country_of(found) if found.actor and found.actor.actor.kind in _SENDERS else None
        host = at.get(found.end + 1)
        if sender is None or not folded.startswith("驻", found.end):
            continue
        sign = _signs().get(folded[found.end + 1 : found.end + 2])
        begin = host.end if host else found.end + 2 if sign else 0
        if begin and (mission := _MISSION.match(folded, begin)):
            where = _name_of(host) if host else sign
            kind = _MISSIONS.get(mission[0], mission[0])
            name = f"{sender}驻{where}{kind}"
            entry = _entries().get(folded[found.start : mission.end()]) or _entries().get(name)
            actor = entry.actor if entry else Actor(name, ActorKind.ORGANISATION, sender)
            yield ActorMention(found.start, mission.end(), actor, "mission")


def _name_of(found: Found) -> str:
    return found.actor.actor.name if found.actor else found.place.name if found.place else ""


@lru_cache(maxsize=1)
def _signs() -> dict[str, str]:
    """驻英大使馆: the sign of a land stands for it."""
    lands = {sign: land.name for sign, land in lexicon.stand_ins("country_signs.tsv").items()}
    return {**lands, "华": "中国", "港": "香港"}


def find_joint_bodies(folded: str, signs: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """美台商业协会, 中欧商会: two lands by their signs, and an ending that names bodies."""
    for first, second in pairwise(signs):
        if first.end == second.start and (match := _body_pattern().match(folded, second.end)) and match[1] in _KINDS:
            entry = _entries().get(folded[first.start : match.end()])
            name = folded[first.start : match.end()]
            yield ActorMention(first.start, match.end(), entry.actor if entry else _joint(name), "suffix")


def _joint(name: str) -> Actor:
    return Actor(name, ActorKind.ORGANISATION)


def _is_ruler(folded: str, found: Found) -> bool:
    """美国|拜登政府|国家安全委员会: what follows is the body of that government."""
    return found.actor is not None and found.actor.actor.kind in _LANDS and folded[found.end - 2 : found.end] == "政府"


def _is_nominal(middle: str) -> bool:
    return not middle or all(kind.startswith(_IN_NAMES) for kind in kinds_of_words(middle))


def _body(folded: str, found: Found, end: int) -> Actor:
    """The body by the canonical name of its country: 澳洲内政部 is 澳大利亚内政部."""
    country = country_of(found)
    written, rest = folded[found.start : found.end], folded[found.end : end]
    is_land = found.actor is not None and found.actor.actor.kind in _LANDS
    name = f"{country}{rest}" if is_land and country else written + rest
    entry = _entries().get(name)
    return entry.actor if entry else Actor(name, ActorKind.ORGANISATION, country)


def country_of(found: Found) -> str | None:
    if found.actor:
        is_land = found.actor.actor.kind in _LANDS
        return found.actor.actor.name if is_land else found.actor.actor.country
    return found.place.within[-1] if found.place and found.place.within else None


@lru_cache(maxsize=1)
def _body_pattern() -> re.Pattern[str]:
    suffixes = sorted(lexicon.words_of("org_suffixes.tsv"), key=lambda s: (-len(s), s))
    middle = r"((?:(?![的在和与及对是为被由向称说将以并、])[一-鿿]){0,8}?)"
    return re.compile(middle + "(?:" + "|".join(suffixes) + ")")


@lru_cache(maxsize=1)
def _entries() -> dict[str, ActorEntry]:
    return {name: entry for entry in lexicon.actor_entries() for name in (entry.actor.name, *entry.aliases)}


def find_governments(folded: str, known: Sequence[Found]) -> Iterator[ActorMention]:
    """澳大利亚当局, 日本政府: the country itself acts."""
    for found in known:
        is_land = found.actor and found.actor.actor.kind in _LANDS
        if is_land and found.actor and (match := _GOVERNMENT.match(folded, found.end)):
            yield ActorMention(found.start, match.end(), found.actor.actor, "government")


def find_organs(folded: str, found: Sequence[ActorMention], home: str | None = None) -> Iterator[ActorMention]:
    """外交部, 国务院 without their land: that of the official named right behind, of the list they stand in, or of the
    full name that the document gave before; else that of `home`, from where the document was sent."""
    taken = {at for m in found for at in range(m.start, m.end)}
    longest = max((m.end - m.start for m in found), default=0)
    states: dict[str, list[Actor]] = defaultdict(list)
    ordered = sorted(found, key=_START)
    for organ in _organ_pattern().finditer(folded):
        start, end = organ.span()
        near = ordered[bisect_left(ordered, start - longest, key=_START) : bisect_right(ordered, start, key=_START)]
        whole = next((m for m in near if end <= m.end), None)
        if whole:
            states[organ[0]].append(whole.actor)
            continue
        if _NO_ORGAN_AFTER.match(folded, end) or start in taken or end - 1 in taken:
            continue
        country = _official_behind(ordered, end) or _list_before(folded, ordered, start)
        actor = _organs()[organ[0]].get(country or "") or _only(states[organ[0]], organ[0])
        if actor is None and not states[organ[0]]:
            actor = _organs()[organ[0]].get(home or "")
        if actor:
            insort(ordered, mention := ActorMention(start, end, actor, "organ"), key=_START)
            yield mention


def names_common_body(folded: str) -> bool:
    return _COMMON_BODY.search(folded) is not None


def find_common_bodies(folded: str, found: Sequence[ActorMention], home: str | None = None) -> Iterator[ActorMention]:
    """警方, 法院 without their land: what the nearest full name before stands for that ends like them (港警, 盐田法院),
    else the only one of the document; else those of `home`, from where the document was sent."""
    taken = [range(m.start, m.end) for m in found]
    ordered = sorted(found, key=lambda m: m.start)
    full = {word: [m for m in ordered if _is_full(m, ends)] for word, ends in _COMMON_BODIES.items()}
    for match in _COMMON_BODY.finditer(folded):
        start, end = match.span()
        if any(start in span or end - 1 in span for span in taken) or not _stands_alone(folded, start, end):
            continue
        if actor := _meant(full[match[0]], start) or _of_home(match[0], home):
            yield ActorMention(start, end, actor, "organ")


def _is_full(mention: ActorMention, ends: tuple[str, ...]) -> bool:
    is_body = mention.actor.kind is ActorKind.ORGANISATION and mention.rule != "organ"
    return is_body and mention.actor.name.endswith(ends)


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """No part of a longer name or office (地方法院, 警方人员), nor of somebody else's (美国的警方)."""
    if _NO_COMMON_BODY_AFTER.match(folded, end):
        return False
    before = folded[max(0, start - _LONGEST_QUALIFIER) : start]
    kinds = kinds_of_words(_HAN_END.search(before)[0])  # type: ignore[index]
    return not kinds or not kinds[-1].startswith(_QUALIFIERS)


def _meant(full: Sequence[ActorMention], start: int) -> Actor | None:
    before = next((m.actor for m in reversed(full) if m.end <= start), None)
    named = {m.actor for m in full}
    return before or (named.pop() if len(named) == 1 else None)


def _of_home(word: str, home: str | None) -> Actor | None:
    entry = _entries().get(f"{home}{word}")
    return entry.actor if entry else None


def _official_behind(found: Sequence[ActorMention], end: int) -> str | None:
    at = bisect_left(found, end, key=_START)
    person = found[at] if at < len(found) else None
    if person and person.actor.kind is ActorKind.PERSON and person.start - end <= _LONGEST_INTRODUCTION:
        return person.actor.country if person.title else None
    return None


def _list_before(folded: str, found: Sequence[ActorMention], start: int) -> str | None:
    begun = found[: bisect_left(found, start, key=_START)]
    before = next((m for m in reversed(begun) if m.end <= start), None)
    if before and _LIST.fullmatch(folded[before.end : start]) and before.actor.kind is ActorKind.ORGANISATION:
        return before.actor.country
    return None


def _only(named: Sequence[Actor], organ: str) -> Actor | None:
    """The one full name given before, bodies aside that only hold the word (外交部驻港公署); a mission (驻成都总领事馆)
    that but one land has needs none."""
    lands = _organs()[organ]
    own = {actor for actor in named if actor in lands.values()} or (set(lands.values()) if organ[0] == "驻" else set())
    return own.pop() if len(own) == 1 else None


@lru_cache(maxsize=1)
def _organs() -> dict[str, dict[str, Actor]]:
    """What several lands have under one name, by land: 外交部 → 中国 → 中国外交部."""
    organs: dict[str, dict[str, Actor]] = defaultdict(dict)
    for entry in lexicon.actor_entries():
        country = entry.actor.country
        if entry.actor.kind is not ActorKind.ORGANISATION or not country:
            continue
        missions = (alias for alias in entry.aliases if alias.startswith(f"{country}驻"))
        for name in (entry.actor.name, *missions):
            if name.startswith(country):
                organs[name.removeprefix(country)][country] = entry.actor
    names, suffixes = _entries(), lexicon.words_of("org_suffixes.tsv")
    return {
        organ: lands
        for organ, lands in organs.items()
        if organ not in names
        and (organ.startswith("驻") or (len(lands) > 1 and organ in suffixes and organ.endswith(("部", "院", "会"))))
    }


@lru_cache(maxsize=1)
def _organ_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _organs()), key=lambda s: (-len(s), s))))
