"""Whether two statements have one speaker: a person, a body and who speaks for it, a government and its minister."""

import re

from app.extraction.mentions import Actor, ActorKind, EventType
from app.linking.features import Node, on_one_day, same_sentence

_SHORT_BODY = 3
_LONGEST_OFFICE = 7
_MARK = re.compile("[，。；、]")
_SAME_WORDS = 0.18
_SAID_OF_A_HEADLINE = 0.35
_SPOKESMAN = "发言人"
_LANDS = (ActorKind.COUNTRY, ActorKind.REGION)
_GOVERNMENT = re.compile(r"政府|白宫|国务院|外交部$|国家安全委员会")
# Who holds such an office speaks for the government, not for a party, a parliament or himself.
_OFFICE = re.compile(
    r"^(?!前|候任|当选)\S*(?:发言人|[部局司外防财]长|国务卿|总理|首相|大臣|总统|国家主席|特首|行政长官|秘书长|大使|总领事|政务司司长)$"
)


def same_speaker(one: Node, other: Node) -> bool:
    """The same person; a body and its own spokesman (中国外交部强调 … 外交部发言人赵立坚重申); in one document a clause
    that names nobody and the one beside it; and whoever says in the name of a body what it says (港府指 …,
    保安局局长李家超说 …). 中联办 and 中联办主任骆惠宁, in other words, speak each for themselves."""
    if one.speaker is not None and one.speaker == other.speaker:
        return True
    if one.speaker is None or other.speaker is None:
        within = one.document.key == other.document.key
        return within and (same_sentence(one, other) or bool(one.agents & other.agents))
    return _speaks_for(one, other) or _speaks_for(other, one) or _is_voice(one, other) or _is_voice(other, one)


def _speaks_for(person: Node, body: Node) -> bool:
    """外交部发言人赵立坚: the sentence names the body that speaks elsewhere, in full or in short. In another document
    that must be its spokesman too, or the words the same: there is one briefing a day, but ministries say more."""
    speaker = _speaker(person)
    if speaker is None or speaker.kind is not ActorKind.PERSON or _SPOKESMAN not in person.sentence:
        return False
    if person.document.key != body.document.key and not _says_so_too(person, body):
        return False
    bodies = {p.actor.name for p in body.mention.participants if p.actor.kind is ActorKind.ORGANISATION}
    return not body.persons and any(_names_before(name, "发言人", person.sentence) for name in bodies)


def _says_so_too(person: Node, body: Node) -> bool:
    return on_one_day(person, body) and (
        _SPOKESMAN in body.sentence or person.content.cosine(body.content) >= _SAME_WORDS
    )


def _is_voice(voice: Node, whole: Node) -> bool:
    """The body or government whose officer speaks, on one day and nearly in the same words. In another document the
    officer must be a spokesman: ministers of one land say like things."""
    who, whom = _speaker(voice), _speaker(whole)
    if who is None or whom is None or whom.kind is ActorKind.PERSON or not on_one_day(voice, whole):
        return False
    if voice.document.key != whole.document.key and _SPOKESMAN not in voice.sentence:
        return False
    return _belongs(voice, whole) and _says_the_same(voice, whole)


def _says_the_same(voice: Node, whole: Node) -> bool:
    """A headline is short: it is the sentence that says most of it."""
    if whole.mention.in_title and whole.vector.share_in(voice.vector) >= _SAID_OF_A_HEADLINE:
        return True
    return voice.content.cosine(whole.content) >= _SAME_WORDS


def _belongs(voice: Node, whole: Node) -> bool:
    """Whether who speaks is of the body; of a government only its spokesmen and ministries, or its officers where the
    headline puts the land in their place."""
    who, whom = _speaker(voice), _speaker(whole)
    assert who and whom
    is_body = whom.kind is ActorKind.ORGANISATION and who.kind is ActorKind.PERSON
    if is_body and (who.country == whom.name or _names_before(whom.name, who.name, voice.sentence)):
        return True
    is_government = whom.kind in _LANDS or bool(_GOVERNMENT.search(whom.name))
    is_short = whole.mention.in_title or _SPOKESMAN in voice.sentence or who.kind is ActorKind.ORGANISATION
    land = whom.name if whom.kind in _LANDS else whom.country
    return is_government and is_short and who.country == land and _is_official(voice, who)


def _is_official(voice: Node, who: Actor) -> bool:
    if who.kind is ActorKind.ORGANISATION:
        return bool(_GOVERNMENT.search(who.name))
    return any(name == who.name and _OFFICE.search(title) for name, title in voice.titles)


def _names_before(name: str, word: str, sentence: str) -> bool:
    """中国外交部欧洲司司长王鲁彤: nothing but an office stands between the body, in full or in short, and the word."""
    if word not in sentence:
        return False
    body = name[-_SHORT_BODY:]
    at = sentence.find(body)
    while at >= 0:
        end = at + len(body)
        between, found, _ = sentence[end : end + _LONGEST_OFFICE + len(word)].partition(word)
        if found and not _MARK.search(between):
            return True
        at = sentence.find(body, at + 1)
    return False


def _speaker(node: Node) -> Actor | None:
    return node.mention.participants[0].actor if node.mention.participants else None


def voice_of(node: Node) -> str | None:
    """The land whose government speaks in a statement: by its name, a ministry or a spokesman."""
    who = _speaker(node)
    if who is None or node.mention.type is not EventType.STATEMENT:
        return None
    if who.kind in _LANDS:
        return who.name
    return who.country if _SPOKESMAN in node.sentence or _GOVERNMENT.search(who.name) else None
