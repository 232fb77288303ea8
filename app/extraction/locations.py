"""Where a happening took place: the most telling place of the words that a time governs."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter

from app.extraction import lexicon
from app.extraction.lexicon import Place
from app.extraction.mentions import ActorKind, ActorMention
from app.extraction.sentences import Prepared, Span, starting_in

_FIRST = itemgetter(0)
# 阿拉斯加安克雷奇, 阿拉斯加州的安克雷奇: what may stand between a place and one that lies in it.
_WITHIN = ("", "州", "省", "市", "县", "的", "州的", "省的")
_AT = re.compile(r"(?:在|于|抵达|抵|赴|前往|访问|访|飞抵|来到|到|进入)[^，。；]{0,3}$")
# 巴黎协定, 天安门事件: part of a name; 台北时间: whose clock it is.
_NAMED_AFTER = re.compile(
    r"(?:气候)?(?:协定|协议|条约|公约|宣言|议定书|共识|事件|惨案|案(?!件)|条例|法案|大学|日报|时报|邮报|晚报|新闻|电台|电视台|时间)"
)
_VISIT = re.compile(r"(?:访问|访|抵达|前往|赴|到访|出访)$")


def find_places(prepared: Prepared) -> tuple[tuple[int, int, Place], ...]:
    return prepared.places


def place_of(
    prepared: Prepared, region: Span, places: Sequence[tuple[int, int, Place]], actors: Sequence[ActorMention]
) -> str | None:
    """The place after 在, 于, 抵, 访 …; else the only one named; the finer of two that lie in each other."""
    folded = prepared.folded
    behind = bisect_left(places, region.end, key=_FIRST)
    inside = [
        (start, end, place)
        for start, end, place in places[bisect_left(places, region.start, key=_FIRST) : behind]
        if region.holds(start, end) and not _NAMED_AFTER.match(folded, end) and not prepared.in_work_title(start, end)
    ]
    placed: list[Place] = []
    reached = 0
    for start, end, place in inside:
        if _AT.search(folded[max(0, start - 7) : start]) or (placed and folded[reached:start] in _WITHIN):
            placed.append(place)
            reached = end
    candidates = placed or [place for *_, place in inside]
    if candidates and (placed or len({p.name for p in candidates}) == 1 or _nested(candidates)):
        return max(candidates, key=lambda place: len(place.within)).name
    return _visited(folded, region, actors)


def _visited(folded: str, region: Span, actors: Sequence[ActorMention]) -> str | None:
    for actor in starting_in(actors, region.start, region.end):
        is_land = actor.actor.kind in (ActorKind.COUNTRY, ActorKind.REGION)
        before = folded[max(0, actor.start - 2) : actor.start]
        if is_land and actor.end <= region.end and _VISIT.search(before):
            return actor.actor.name
    return None


def _nested(places: Sequence[Place]) -> bool:
    finest = max(places, key=lambda place: len(place.within))
    return all(place is finest or place.name in finest.within for place in places)


def within(name: str) -> tuple[str, ...]:
    """The place and everything around it, nearest first."""
    found = _by_name().get(name)
    return (name, *found.within) if found else (name,)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Place]:
    return {place.name: place for place in lexicon.places()}
