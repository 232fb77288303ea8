"""What a sentence calls a person, as it holds on the day of the sentence: 国务卿, or 前国务卿."""

import re
from functools import lru_cache

from app.extraction import lexicon
from app.extraction.folding import fold
from app.linking.features import Node

# 首位民选总统 says what somebody was first, not what he is.
_DESCRIBED = re.compile(r"(?:首位|首任|第一位|第.{1,2}任|历任|民选|选出的|时任)[^，。；]{0,6}$")
# 此前, 目前, 日前: before a time, not out of office.
_NO_FORMER = "[此目之以先当提空日月天周年会]"
_FORMER = re.compile(rf"(?<!{_NO_FORMER})[前原]任?$")
_LEFT = re.compile(rf"(?<!{_NO_FORMER})[前原]|已?解散|离任|卸任|离职|下台")
_SCOPE = 24


def find_title(node: Node, person: str, title: str) -> tuple[str, int, int] | None:
    """The title where it stands right before the person's name, with 前 if that is said of it, and its place in the
    sentence. None for what may hold of another time: 首位民选总统, and a title in a list that 前 or 已解散的 opens."""
    at = next((at for name in _names_of_person(person) if (at := node.sentence.find(title + name)) >= 0), -1)
    if at < 0 or _DESCRIBED.search(node.sentence[:at]):
        return None
    end = at + len(title)
    if title[0] in "前原":
        return "前" + title.removeprefix(title[0]).removeprefix("任"), at, end
    former = _find_former(node.sentence[:at], node.named)
    if former:
        return "前" + title, former.start(), end
    return None if _LEFT.search(node.sentence[max(0, at - _SCOPE) : at]) else (title, at, end)


def _find_former(before: str, named: frozenset[str]) -> re.Match[str] | None:
    """前 at the end, also before the name of a country or body: 前美国."""
    ends = (name for name in sorted(named, key=len, reverse=True) if name and before.endswith(name))
    found = (_FORMER.search(before.removesuffix(end)) for end in (*ends, ""))
    return next((match for match in found if match), None)


@lru_cache(maxsize=4096)
def _names_of_person(person: str) -> tuple[str, ...]:
    return tuple(fold(name) for name in (person, *_aliases().get(person, ())))


@lru_cache(maxsize=1)
def _aliases() -> dict[str, tuple[str, ...]]:
    """By name; of two entries of one name the first counts."""
    return {each.actor.name: each.aliases for each in reversed(lexicon.actor_entries())}
