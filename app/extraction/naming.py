"""Whom the words before a verb of speech name: beside it, at the head of the clause, or somewhere in between."""

import re
from collections.abc import Sequence

from app.extraction.lexicon import Need
from app.extraction.mentions import ActorKind, ActorMention, TimeMention
from app.extraction.phrases import Phrases, Speaker, named
from app.extraction.sentences import Prepared, starting_in
from app.extraction.strangers import is_stranger
from app.extraction.subjects import Subject, Subjects
from app.extraction.triggers import CueFound

REPORTING = re.compile(r"报道|报导")
_BARE_REPORT = re.compile(
    r"[，,\s]*(?:该|这[份篇则]|有关|上述|相关)?(?:报道|报导|消息|文章)?(?:还|也|则|又|同时|最后|亦|并|进一步)*$"
)
# How far back the agency of 报道说 is looked for.
_FAR = 150


class Naming:
    """Reads the words of one document. `history` are those who have spoken so far; it grows while reading goes on."""

    def __init__(
        self,
        prepared: Prepared,
        actors: Sequence[ActorMention],
        times: Sequence[TimeMention],
        history: Sequence[Speaker],
    ) -> None:
        self._prepared, self._folded, self._actors = prepared, prepared.folded, actors
        self.subjects = Subjects(prepared, actors, times)
        self._phrases = Phrases(prepared, actors)
        self._history = history

    def alone(self, start: int, end: int, is_quoted: bool) -> Speaker | None:
        """The person or body whose name, with title and land, is all that the span holds; before a quotation also
        whoever else the span calls (回先生：“…”)."""
        names = self.subjects.names(start, end)
        if not names or names[-1].end != end or not self.subjects.may_speak(names[-1], end):
            return self._called(start, end) if is_quoted else None
        name, reached = names[-1], start
        for attribute in names[:-1]:
            reached = attribute.end if attribute.attributive and attribute.start == reached else reached
        is_either = name.actor.kind in (ActorKind.PERSON, ActorKind.ORGANISATION)
        if reached + len(name.title or "") != name.start or not is_either:
            return None
        return named(name, self._folded)

    def _called(self, start: int, end: int) -> Speaker | None:
        subject = self.subjects.before(start, end)
        if subject is None or subject.head or (subject.start, subject.end) != (start, end):
            return None
        return self._phrases.speaker(subject, self._history, is_speech=True)

    def of_subject(self, start: int, end: int, cue: CueFound) -> tuple[Speaker, ...]:
        at = cue.start
        if beside := [a for a in self.subjects.heads(start, end) if self.subjects.may_speak(a, at)]:
            return tuple(named(a, self._folded) for a in beside)
        if stranger := self._stranger(start, end, cue):
            return (stranger,)
        for phrase in (self.subjects.before, self.subjects.behind_relative):
            if (subject := phrase(start, end)) and (found := self.speaking(subject, at, cue.cue.needs is Need.ANY)):
                return found
        if (found := self.inside(start, at)) or cue.cue.needs is not Need.ANY:
            return found
        return self.before_verb(start, end)

    def subject_at(self, start: int, end: int) -> tuple[Speaker, ...]:
        """The subject with which the clause begins, whatever its verb."""
        if person := self.person_at(start, end):
            return (person,)
        subject = self.subjects.before(start, end)
        found = self.speaking(subject, end) if subject and subject.end < end - 1 else ()
        return found or self.before_verb(start, end)

    def before_verb(self, start: int, end: int) -> tuple[Speaker, ...]:
        """军事评论员|看过照片认为: a subject that a verb of no list cuts off."""
        subject = self.subjects.before_verb(start, end)
        return self.speaking(subject, end) if subject else ()

    def _stranger(self, start: int, end: int, cue: CueFound) -> Speaker | None:
        """达瓦才仁说: all between the mark and the verb is a name, though 才 alone would begin a predicate."""
        words = self._folded[start:end]
        if cue.cue.needs is not Need.ANY or not 2 < len(words) < 6 or self.subjects.names(start, end):
            return None
        return Speaker(None, words, "as written", words) if is_stranger(words) else None

    def first_of_headline(self, start: int, end: int) -> tuple[Speaker, ...]:
        """中国撤销美国领馆 称…: in a headline a blank ends the clause, and the verb keeps its subject."""
        names = self.subjects.names(start, end)
        first = next((a for a in names if not a.attributive), None)
        if first is None or not self.subjects.may_speak(first, end):
            return ()
        if self._folded[first.end : end].strip()[:1] in ("", "(", "（"):
            return ()
        return (named(first, self._folded),) if self._folded[start : first.start].strip() == "" else ()

    def reporting(self, start: int, cue: CueFound) -> ActorMention | None:
        """路透社周二援引某公司报道称: what reports is the agency. 报道说: the one that was named last."""
        if not REPORTING.match(cue.cue.word):
            return None
        media = [a for a in self.subjects.names(start, cue.start) if a.actor.kind is ActorKind.MEDIA]
        if media:
            return next((a for a in reversed(media) if not self._prepared.is_quoted(a.start, a.end)), None)
        if not _BARE_REPORT.match(self._folded[start : cue.start]):
            return None
        earlier = reversed(starting_in(self._actors, max(0, start - _FAR), start))
        return next((a for a in earlier if a.actor.kind is ActorKind.MEDIA), None)

    def speaking(self, subject: Subject, end: int, is_speech: bool = False) -> tuple[Speaker, ...]:
        if subject.head:
            heads = [a for a in subject.head if self.subjects.may_speak(a, end)]
            return tuple(named(a, self._folded, subject.words) for a in heads)
        speaker = self._phrases.speaker(subject, self._history, is_speech or self._has_spoken(subject.words))
        return (speaker,) if speaker else ()

    def _has_spoken(self, words: str) -> bool:
        return any(s.mention is None and s.words == words for s in self._history)

    def inside(self, start: int, end: int) -> tuple[Speaker, ...]:
        """出席会议的王毅在会上: a person in the middle of the clause."""
        names = [a for a in self.subjects.names(start, end) if a.actor.kind is ActorKind.PERSON]
        persons = [a for a in names if self._folded[a.end] != "的" and self.subjects.may_speak(a, end)]
        return (named(persons[-1], self._folded),) if persons else ()

    def person_at(self, start: int, end: int) -> Speaker | None:
        first = self.subjects.first_name(start, end)
        is_person = first and first.actor.kind is ActorKind.PERSON and self.subjects.may_speak(first, end)
        return named(first, self._folded) if first and is_person else None

    def nearest_person(self, end: int) -> tuple[Speaker, ...]:
        earlier = (a for a in reversed(self.subjects.names(0, end)) if a.actor.kind is ActorKind.PERSON)
        nearest = next((a for a in earlier if self.subjects.may_speak(a, end)), None)
        return (named(nearest, self._folded),) if nearest else ()
