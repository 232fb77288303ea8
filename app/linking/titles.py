"""A short headline for an event, cut from the words of its sources: a subject, a verb, and no date."""

import re
from collections.abc import Sequence

from app.extraction.folding import fold
from app.extraction.mentions import ActorKind, EventType, Participant
from app.linking.features import Node, vector_of

_LONGEST = 28
_HEADLINE_LIKENESS = 0.35
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_SOURCE = re.compile(r"^(?:据|根据)[^，。]{1,24}?(?:报道|报导|消息|介绍|透露|引述|声明)?，")
_PREPOSITION = r"(?:定于|将于|计划于|拟于|已于|于|在|自|从|至|到)?\s*"
_AFTER_DATE = r"\s*(?:的|，|举行的)?"
_LEADING = re.compile(
    r"^(?:而|但|并|且|同时|随后|此外|其中|另外|与此同时|包括|对此|因此|以及|和|与|及|，|、|。|\s|：|“|”|的|也|还|就|曾|都)+"
)
_TRAILING = re.compile(r"(?:，|、|：|；|。|\s|“|的|在|于|和|与|及|将|并|就|对|被|把|以)+$")


def title_of(nodes: Sequence[Node], type: EventType, participants: Sequence[Participant], place: str | None) -> str:
    """The best candidate: a fitting headline, who said what, who met whom, else the clause of the trigger."""
    best = _telling(nodes)
    for candidate in (
        _headline(nodes),
        _utterance(best) if type is EventType.STATEMENT else None,
        _clause(best, participants),
        _meeting(best, participants, place) if type is EventType.CONSULT else None,
    ):
        if candidate and len(candidate) >= 4:
            return candidate
    return _shortened(_plain(best, best.document.text[best.mention.start : best.mention.end])) or best.mention.trigger


def _telling(nodes: Sequence[Node]) -> Node:
    """The mention that tells most: dated, not in a caption or headline, with the strongest trigger."""
    return min(
        nodes,
        key=lambda n: (n.mention.in_caption, n.mention.in_title, n.mention.implicit, -n.mention.score, n.key),
    )


def _headline(nodes: Sequence[Node]) -> str | None:
    for node in sorted(nodes, key=lambda n: (n.published is None, n.published, n.key)):
        title = fold(node.document.title)
        part = re.split(r"[：:！!？?\s|—]", title)[0] if len(title) > _LONGEST else title
        fits = 6 <= len(part) <= _LONGEST and not re.search(r"[？?：:！!…]", part) and node.mention.trigger in part
        leads = node.mention.in_lead or node.mention.in_title
        if fits and leads and node.vector.cosine(vector_of(part)) >= _HEADLINE_LIKENESS:
            return part
    return None


def _utterance(node: Node) -> str | None:
    """沙利文：…: the speaker and the first clause of what was said."""
    speaker = next((p.actor.name for p in node.mention.participants), None)
    after = fold(node.document.text[node.mention.trigger_end : node.mention.end])
    said = re.sub(r"^[，,：:\s“「\"说称道]+", "", after)
    clause = re.split(r"[，。；！？”」\"]", said)[0].strip()
    if not speaker or len(clause) < 4:
        return None
    return _shortened(f"{speaker}：{clause}")


def _meeting(node: Node, participants: Sequence[Participant], place: str | None) -> str | None:
    people = [p.actor.name for p in participants if p.actor.kind is ActorKind.PERSON][:2]
    sides = people if len(people) == 2 else [p.actor.name for p in participants][:2]
    if len(sides) < 2:
        return None
    where = f"（{place}）" if place else ""
    return _shortened(f"{sides[0]}与{sides[1]}{fold(node.mention.trigger)}{where}")


def _clause(node: Node, participants: Sequence[Participant]) -> str | None:
    """The clause of the trigger without its date, source and brackets, with a subject if it lost its own."""
    text = node.document.text
    start = max(text.rfind(mark, node.mention.start, node.mention.trigger_start) for mark in "，；：。")
    start = start + 1 if start >= node.mention.start else node.mention.start
    ends = [at for mark in "，；：。！？" if (at := text.find(mark, node.mention.trigger_end, node.mention.end)) >= 0]
    end = min(ends, default=node.mention.end)
    clause = _plain(node, text[start:end])
    names = [p.actor.name for p in participants] + [p.words for p in participants]
    if participants and not any(name in clause for name in names):
        clause = participants[0].actor.name + clause
    return _shortened(clause) if len(clause) <= _LONGEST else None


def _plain(node: Node, words: str) -> str:
    words = _BRACKETS.sub("", fold(words))
    if node.mention.time:
        expression = re.escape(fold(node.mention.time.expression))
        words = re.sub(_PREPOSITION + expression + _AFTER_DATE, "", words)
    words = re.sub(r"(?<=[一-鿿])\s+(?=[一-鿿\d])|(?<=\d)\s+(?=[一-鿿])", "", _SOURCE.sub("", words.strip()))
    return _TRAILING.sub("", _LEADING.sub("", words))


def _shortened(words: str) -> str:
    """At most 28 characters, cut at the last mark that fits."""
    if len(words) <= _LONGEST:
        return _TRAILING.sub("", words)
    cut = max(words.rfind(mark, 0, _LONGEST) for mark in "，；、")
    return _TRAILING.sub("", words[:cut] if cut >= 8 else words[: _LONGEST - 1] + "…")
