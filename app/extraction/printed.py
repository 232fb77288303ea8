"""Words printed whole, without a verb of speech: the turns of an interview or a debate, and a speech in full."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from app.extraction.carrying import Said
from app.extraction.mentions import ActorKind, ActorMention, StatementKind
from app.extraction.phrases import Speaker, named
from app.extraction.sentences import Prepared, starting_in
from app.reading.document import Passage, PassageKind

_TEXT = (PassageKind.LEAD, PassageKind.PARAGRAPH)
# 何俊仁：…, 王立铭（生物学家）：…, 【答】：…; a quotation behind the colon needs no turn to be one.
_LABEL = re.compile(r"【?([一-鿿A-Za-z·. ]{1,12}?)(?:[（(][^）)\n]{1,20}[）)])?】? ?[：:](?!//)\s*(?![“「\"])")
_ASKS = re.compile(r"问|记者|主持人?|提问(?:者|人)?|采访者|编者按?|[一-鿿]{0,8}(?:记者|主持人|编辑)|Q")
_ANSWERS = re.compile(r"答|回答(?:者|人)?|受访者|嘉宾|A")
_SHORTEST_TURN = 20
_TURNS_EACH = 2
_SHORTEST_PASSAGE = 30
# What is said in person, not about somebody.
_IN_PERSON = re.compile(r"我|你们?|您|咱|各位|大家|谢谢")
# 演说全文, 在大会上的讲话（实录）, 全文：….
_IN_FULL = re.compile(
    r"(?:演讲|讲话|演说|致[辞词]|发言|声明|公开信|贺[词信]|献词|答问)[^，。]{0,6}?(?:全文|实录|文字版|文字稿|原文|中文版|中译|译文)"
    r"|全文[：:|]"
)
_LEAST_IN_PERSON = 3


def find_printed(prepared: Prepared, actors: Sequence[ActorMention]) -> list[Said]:
    """A statement for each passage of an answer, or of the speech that the title says is printed in full."""
    return [*_turns(prepared, actors)] or [*_in_full(prepared, actors)]


def _turns(prepared: Prepared, actors: Sequence[ActorMention]) -> Iterator[Said]:
    """Two labels at least, twice each, make an interview; a passage without a label goes on with the last turn."""
    passages = [p for p in prepared.document.passages if p.kind in _TEXT]
    labels = [_label(prepared, p) for p in passages]
    often = {word for word, times in Counter(m[1] for m in labels if m).items() if times >= _TURNS_EACH}
    if len(often) < 2:
        return
    last = max(at for at, match in enumerate(labels) if match and match[1] in often)
    speaker: Speaker | None = None
    for at, (passage, match) in enumerate(zip(passages, labels, strict=True)):
        start = passage.start
        if match:
            speaker, start = _speaker(prepared, actors, match), match.end()
        elif at > last and not _IN_PERSON.search(prepared.folded, passage.start, passage.end):
            speaker = None
        if speaker is not None:
            yield _said(start, passage.end, speaker, "colon" if match else "continued")


def _label(prepared: Prepared, passage: Passage) -> re.Match[str] | None:
    match = _LABEL.match(prepared.folded, passage.start, passage.end)
    return match if match and passage.end - match.end() >= _SHORTEST_TURN else None


def _speaker(prepared: Prepared, actors: Sequence[ActorMention], label: re.Match[str]) -> Speaker | None:
    """Whom the label names, by a whole name or its first character; 答 is the person that the title names. None for
    those who ask."""
    word = label[1].strip()
    if _ASKS.fullmatch(word):
        return None
    own = next(
        (a for a in starting_in(actors, label.start(1), label.end(1)) if a.end == label.start(1) + len(word)), None
    )
    if own:
        return None if own.actor.kind is ActorKind.MEDIA else named(own, prepared.folded)
    people = [a for a in starting_in(actors, 0, label.start()) if a.actor.kind is ActorKind.PERSON]
    meant = people if _ANSWERS.fullmatch(word) else [a for a in people if a.actor.name.startswith(word)]
    if meant:
        return named(meant[0], prepared.folded)
    return Speaker(None, word, "as written", word) if len(word) > 1 and not _ANSWERS.fullmatch(word) else None


def _in_full(prepared: Prepared, actors: Sequence[ActorMention]) -> Iterator[Said]:
    """蓬佩奥在尼克松图书馆演说全文: each longer passage is what the person says whom the title names."""
    title = next((p for p in prepared.document.passages if p.kind is PassageKind.TITLE), None)
    if title is None or not _IN_FULL.search(prepared.folded, title.start, title.end):
        return
    people = [a for a in starting_in(actors, title.start, title.end) if a.actor.kind is ActorKind.PERSON]
    passages = [p for p in prepared.document.passages if p.kind in _TEXT]
    personal = [p for p in passages if _IN_PERSON.search(prepared.folded, p.start, p.end)]
    if not people or len(personal) < max(_LEAST_IN_PERSON, len(passages) / 3):
        return
    speaker = named(people[0], prepared.folded)
    for passage in passages[passages.index(personal[0]) :]:
        own = speaker.words not in prepared.folded[passage.start : passage.end]
        if own and passage.end - passage.start >= _SHORTEST_PASSAGE:
            yield _said(passage.start, passage.end, speaker, "paper")


def _said(start: int, end: int, speaker: Speaker, how: str) -> Said:
    return Said(start, end, StatementKind.DIRECT, None, "", speaker, how, None, None)


def without_own(found: Sequence[Said], printed: Sequence[Said]) -> list[Said]:
    """What was found, without the words of those whose turns are printed: in these 我认为 begins nothing new, nor does
    anybody speak whom no name or list knows."""
    return [s for s in found if not any(_is_part(s, turn) for turn in printed)]


def _is_part(said: Said, turn: Said) -> bool:
    if not (turn.start <= said.start < turn.end or said.start <= turn.start < said.end):
        return False
    mention, own = said.speaker.mention, turn.speaker.mention
    return mention is None or (own is not None and mention.actor == own.actor)
