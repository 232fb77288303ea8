"""Who is named where: the lexicon, then names learnt from the document, then every place that repeats them."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from operator import itemgetter

from app.extraction import lexicon
from app.extraction.bodies import (
    country_of,
    find_bodies,
    find_common_bodies,
    find_governments,
    find_joint_bodies,
    find_missions,
    find_organs,
    names_common_body,
)
from app.extraction.gazetteer import Found, Words
from app.extraction.mentions import Actor, ActorKind, ActorMention, TimeMention
from app.extraction.names import Learnt, learn_names
from app.extraction.sentences import Prepared, starting_in
from app.reading.document import WitnessKind

_DOTTED = re.compile("[·-]")
_BREAK = re.compile("[，。；：]")
_BEFORE_RUN = re.compile(r"[\d其当国]$")
_MEETING = re.compile(
    r"(?:(?![与和同在将举对、，。])[一-鿿]){0,7}?(?:大会|峰会|首脑会议|部长会议|论坛|年会|高峰会|世卫大会|联大)"
)
_POLL = re.compile(r"(?:议员|委员)?(?:换届|补缺|中期|初步)?(?:选举|大选|初选|补选|改选|预选)")
# 中英声明, 中英双语: languages, no countries.
_LANGUAGES = re.compile(r"文(?![化明物艺])|双语|对照|声明|字幕|夹杂")
# 他在北京说: where, not who.
_WHERE = re.compile(r"[在于到赴抵从由往]$")
# 中国驻阿富汗大使: the land where an envoy is posted takes no part by that.
_POSTED = re.compile("驻$")
_LONGEST_OFFICE = 24
_AFTER_RUN = re.compile(r"[两双三四高关领元外之间首会对贸经军防联峰后]|和平|谈判|冲突")
# Cities that speak or act stand for their government: 北京称, 华盛顿方面.
_ACTS = re.compile(
    r"(?:方面)?(?:[本上]?周[一二三四五六日]?|今[天日年]|昨[天日]|去年|[本上]月|近日|日前|\d+[月日]|当局|则|也|曾|还|又|再[度次]?|随后|此前|已|并不|不|似乎"
    r"|强行|突然|公开|正式|坚决|强烈|首次|[ 　])*"
    r"(?:表示|称|说|指责|宣布|回应|反击|警告|要求|希望|认为|批评|谴责|否认|强调|明确|制裁|正与|同意|拒绝|指望|发出"
    r"|承认|下令|打压|镇压|加剧|限制|强推|践踏|施压|干预|干涉|侵犯|必须|试图|企图|遵守|履行"
    r"|[对向][^，。；]{2,24}(?:实施|采取|发动|施加|镇压|打压|打击|施压|提出))"
)
_TOWN = re.compile(r"[市都]|.(?:[市都]|等地|地区|时间|的?(?:居民|市民|奥运|冬奥))")
# 敦促北京, 批评华盛顿: whom one calls upon.
_CALLED_UPON = re.compile(r"(?:敦促|促请|呼吁|要求|批评|指责|谴责|抨击|警告|斥|针对|抵御|对抗|指控|指)$")


def find_actors(prepared: Prepared, times: Sequence[TimeMention] = ()) -> tuple[ActorMention, ...]:
    """Every mention in text order, not overlapping; a word of time is never part of a learnt name (发言人周二)."""
    folded, words, known = prepared.folded, prepared.words, prepared.known
    when = [(time.start, time.end) for time in times]
    learnt = learn_names(folded, known, words, when)
    signs = [*_short_countries(folded, words)]
    found = [*_from_lexicon(folded, known, learnt), *signs, *_capitals(folded, known)]
    found += find_joint_bodies(folded, signs)
    found += [*find_bodies(folded, known, words), *find_governments(folded, known), *_leaders(folded)]
    found += find_missions(folded, known)
    found += [m for m in _repeats(folded, learnt) if not any(s < m.end and m.start < e for s, e in when)]
    home = _home(prepared)
    found += find_organs(folded, _titled(_longest(found), _titles_in(known)), home)
    if names_common_body(folded):
        found += find_common_bodies(folded, _longest(found), home)
    return tuple(_renamed(folded, _attributed(folded, _longest(found), known)))


def _home(prepared: Prepared) -> str | None:
    """The land from where the document was sent, as its dateline says: （中央社記者…台北19日電）."""
    lines = [w for w in prepared.document.witnesses if w.kind is WitnessKind.DATELINE]
    for line in lines[:1]:
        if line.start is None or line.end is None:
            return None
        places = [k for k in starting_in(prepared.known, line.start, line.end) if k.place]
        return country_of(places[-1]) if places else None
    return None


def _from_lexicon(folded: str, known: Sequence[Found], learnt: list[Learnt]) -> Iterator[ActorMention]:
    proven = _proven(folded, known)
    for found in known:
        entry = found.actor
        if entry and (entry.bare or entry.actor.name in proven or _DOTTED.search(folded, found.start, found.end)):
            yield ActorMention(found.start, found.end, entry.actor, "lexicon")


def _proven(folded: str, known: Sequence[Found]) -> set[str]:
    """Ambiguous names that a title, a Latin spelling or a list of persons makes clear once in this document."""
    kinds = lexicon.titles()
    titles = [found for found in known if found.title and kinds.get(found.title) != "press"]
    title_ends, title_starts = {found.end for found in titles}, {found.start for found in titles}
    people = [f for f in known if f.actor and f.actor.bare and f.actor.actor.kind is ActorKind.PERSON]
    before = {person.end for person in people if folded.startswith("、", person.end)}
    behind = {person.start for person in people if folded.startswith("、", person.start - 1)}
    return {
        found.actor.actor.name
        for found in known
        if found.actor
        and not found.actor.bare
        and (
            found.start in title_ends
            or found.end in title_starts
            or found.start - 1 in before
            or found.end + 1 in behind
            or re.match(r" ?[（(][A-Z]", folded[found.end : found.end + 3])
        )
    }


def _short_countries(folded: str, words: Words) -> Iterator[ActorMention]:
    """One character stands for a country only beside another such character: 中美, 美日韩."""
    countries = lexicon.stand_ins("country_signs.tsv")
    for match in _sign_run().finditer(folded):
        start, end = match.span()
        if start and folded[start] == "日" and _BEFORE_RUN.match(folded[start - 1]):
            start += 1
        run = folded[start:end]
        if len(set(run)) < max(2, len(run)) or _BEFORE_RUN.search(folded[max(0, start - 1) : start]):
            continue
        if _LANGUAGES.match(folded, end) or any(folded.startswith(w, start) for w in lexicon.words_of("discard.tsv")):
            continue
        if not words.is_whole(start, end) and not _AFTER_RUN.match(folded, end):
            continue
        for at, sign in enumerate(run, start):
            yield ActorMention(at, at + 1, countries[sign], "abbreviation")


@lru_cache(maxsize=1)
def _sign_run() -> re.Pattern[str]:
    return re.compile(f"[{''.join(lexicon.stand_ins('country_signs.tsv'))}]{{2,4}}")


def _leaders(folded: str) -> Iterator[ActorMention]:
    """习拜会, 特金会: two characters for two heads of state, before a word for their meeting."""
    leaders = lexicon.stand_ins("leader_signs.tsv")
    for match in _leader_pair().finditer(folded):
        if match[1] != match[2]:
            yield ActorMention(match.start(1), match.end(1), leaders[match[1]], "abbreviation")
            yield ActorMention(match.start(2), match.end(2), leaders[match[2]], "abbreviation")


@lru_cache(maxsize=1)
def _leader_pair() -> re.Pattern[str]:
    sign = f"([{''.join(lexicon.stand_ins('leader_signs.tsv'))}])"
    return re.compile(sign + sign + r"(?=二?会(?!议)|通话|视频|视讯|峰会)")


def _capitals(folded: str, known: Sequence[Found]) -> Iterator[ActorMention]:
    capitals = lexicon.stand_ins("capitals.tsv")
    for found in known:
        if found.place is None or (country := capitals.get(found.place.name)) is None:
            continue
        if _WHERE.search(folded[max(0, found.start - 1) : found.start]) or _TOWN.match(folded, found.end - 1):
            continue
        called_upon = _CALLED_UPON.search(folded, max(0, found.start - 2), found.start)
        if called_upon or _ACTS.match(folded, found.end):
            yield ActorMention(found.start, found.end, country, "metonym")


def _repeats(folded: str, learnt: Iterable[Learnt]) -> Iterator[ActorMention]:
    """Second pass: each learnt name wherever it stands, and the last part of a dotted name alone."""
    for name in learnt:
        kind = ActorKind.PERSON if name.is_person else ActorKind.ORGANISATION
        actor = _by_latin().get(name.latin or "") or Actor(name.name, kind)
        for text in _forms(name):
            for match in re.finditer(re.escape(text), folded):
                yield ActorMention(match.start(), match.end(), actor, name.rule)


@lru_cache(maxsize=1)
def _by_latin() -> dict[str, Actor]:
    """抖音（TikTok）: a Latin name that the lexicon knows says who is meant."""
    names = {name: entry.actor for entry in lexicon.actor_entries() for name in (entry.actor.name, *entry.aliases)}
    return {name: actor for name, actor in names.items() if name.isascii()}


def _forms(name: Learnt) -> Iterator[str]:
    yield name.name
    last = re.split("[·-]", name.name)[-1]
    if name.is_person and last != name.name and len(last) >= 2:
        yield last


def _longest(mentions: list[ActorMention]) -> list[ActorMention]:
    """Overlaps settled: the longer one stays; of equals the lexicon's."""
    ranked = sorted(mentions, key=lambda m: (m.start - m.end, m.rule != "lexicon", m.start))
    kept: list[ActorMention] = []
    taken: set[int] = set()
    for mention in ranked:
        span = range(mention.start, mention.end)
        if taken.isdisjoint(span):
            kept.append(mention)
            taken.update(span)
    return _joined(sorted(kept, key=lambda m: m.start))


def _joined(mentions: list[ActorMention]) -> list[ActorMention]:
    """脸书Facebook: one actor named twice in a row is one mention."""
    joined: list[ActorMention] = []
    for mention in mentions:
        if joined and joined[-1].end == mention.start and joined[-1].actor == mention.actor:
            joined[-1] = replace(joined[-1], end=mention.end)
        else:
            joined.append(mention)
    return joined


def _attributed(folded: str, mentions: list[ActorMention], known: Sequence[Found]) -> list[ActorMention]:
    """Marks countries and bodies that only qualify what follows: 美国国务卿布林肯, 中国外交部发言人."""
    titles = _titles_in(known)
    titled = _titled(mentions, titles)
    return [
        replace(mention, attributive=True)
        if mention.actor.kind is not ActorKind.PERSON and _qualifies(folded, mention, titled, place, titles)
        else mention
        for place, mention in enumerate(titled)
    ]


def _titles_in(known: Sequence[Found]) -> list[tuple[int, int, str]]:
    return sorted((found.start, found.end, found.title) for found in known if found.title)


def _titled(mentions: list[ActorMention], titles: list[tuple[int, int, str]]) -> list[ActorMention]:
    """Each person with the title right before the name."""
    ends = {end: title for _, end, title in titles}
    is_person = [m.actor.kind is ActorKind.PERSON and m.start in ends for m in mentions]
    return [replace(m, title=ends[m.start]) if person else m for m, person in zip(mentions, is_person, strict=True)]


def _renamed(folded: str, mentions: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """抖音（TikTok）: a document that puts one known name in brackets behind another means that one throughout."""
    starts = {m.start: m for m in mentions}
    meant: dict[Actor, Actor] = {}
    for mention in mentions:
        other = starts.get(mention.end + 1)
        bracketed = other and folded[mention.end] in "（(" and folded[other.end : other.end + 1] in ("）", ")")
        if other and bracketed and mention.actor.kind is other.actor.kind is ActorKind.ORGANISATION:
            meant.setdefault(mention.actor, other.actor)
    for mention in mentions:
        yield replace(mention, actor=meant[mention.actor]) if mention.actor in meant else mention


def _names_meeting(folded: str, mention: ActorMention) -> bool:
    """联合国气候变化大会, G20峰会: a body of many states before a meeting only gives it its name."""
    many_sided = mention.actor.kind is ActorKind.ORGANISATION and mention.actor.country in (None, "联合国")
    return many_sided and _MEETING.match(folded, mention.end) is not None


def _names_poll(folded: str, mention: ActorMention) -> bool:
    """香港立法会选举: the body to which people are elected."""
    return mention.actor.kind is ActorKind.ORGANISATION and _POLL.match(folded, mention.end) is not None


def _qualifies(
    folded: str,
    mention: ActorMention,
    mentions: list[ActorMention],
    place: int,
    titles: list[tuple[int, int, str]],
) -> bool:
    if mention.rule == "abbreviation":
        return False
    after = mention.end + (folded[mention.end : mention.end + 1] == "的")
    if folded[mention.end : mention.end + 1] == "驻" or _POSTED.search(
        folded[max(0, mention.start - 1) : mention.start]
    ):
        return True
    if _names_meeting(folded, mention) or _names_poll(folded, mention):
        return True
    # No more than one mention begins at each character as far as an office reaches.
    followers = mentions[place + 1 : place + 3 + _LONGEST_OFFICE]
    # 外交部|发言人 is one title, and the body stands at its beginning.
    inside = mention.start if mention.rule == "organ" else after
    at = bisect_left(titles, inside, key=itemgetter(0))
    if at < len(titles) and titles[at][0] == inside:
        return _introduces(folded, max(after, titles[at][1] if inside < after else after), followers)
    # 法国国会众|议院议长: an office that begins inside the name of the body.
    if at and mention.start < titles[at - 1][0] < mention.end < titles[at - 1][1]:
        return _introduces(folded, titles[at - 1][1], followers)
    return any(
        other.start == after and other.actor.kind in (ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.MEDIA)
        for other in followers[:1]
    )


def _introduces(folded: str, after: int, followers: Sequence[ActorMention]) -> bool:
    """Whether only offices and their bodies stand between a country and the person: 中国国务委员兼外长王毅, but not
    首相抵达."""
    for other in followers:
        if other.start - after > _LONGEST_OFFICE or _BREAK.search(folded, after, other.start):
            return False
        if other.actor.kind is ActorKind.PERSON:
            return other.title is not None
    return False
