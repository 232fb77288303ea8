"""Whose words they are: the subject of a verb of speech. An unknown speaker stays as the text calls them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.extraction.lexicon import Need
from app.extraction.mentions import ActorKind, ActorMention, TimeMention
from app.extraction.papers import author_of, is_paper, refers_back
from app.extraction.phrases import Phrases, Speaker, named
from app.extraction.sentences import Prepared, Sentence, starting_in
from app.extraction.speech import without_adverbs
from app.extraction.strangers import is_stranger
from app.extraction.subjects import Subject, Subjects
from app.extraction.triggers import CueFound

_CITED = re.compile(r".*(?:引述|援引|引用|转述|转引)(?:了)?")
_PRONOUN = re.compile(r"(?:(他们|她们)|他|她|其|该发言人|这位[一-鿿]{2,4})(?:本人|自己)?$")
_LEADING_PRONOUN = re.compile(
    r"^(?:但|而|不过|此外|同时|另外|对此|随后|然而|当时|接着|因此|所以|并|且|则|尽管|虽然|至于|，|\s)*"
    r"(?:(他们(?!的)|她们(?!的))|他(?![国的人们])|她(?![的们])|其(?!他|中|它|余|实|后|间))"
)
_BARE_REPORT = re.compile(
    r"[，,\s]*(?:该|这[份篇则]|有关|上述|相关)?(?:报道|报导|消息|文章)?(?:还|也|则|又|同时|最后|亦|并|进一步)*$"
)
_SUPPOSED = re.compile(r"[，,\s]*(?:如果|若|假如|倘若|要是|一旦)")
_VIA = re.compile(r"[“「]?(?:另|又|而|但)?(?:据|根据|依据|综合)")
_REPORTING = re.compile(r"报道|报导")
# 由于当局不准律师到场，…: a clause that gives a reason has a subject of its own.
_CAUSE = re.compile(r"由于|因为|鉴于")
# 印度军方发表声明，批评…: who issues a paper speaks, whoever spoke before.
_ISSUING = re.compile(r"(?:发表|发布|发出|致函|致信|接受|出席|回应)[^，。]{0,24}，\Z")
# From here on an act without a mark behind its verb reads as words: 指责此举是…
_LONG_ENOUGH = 12
# How far back the agency of 报道说 is looked for.
_FAR = 150


class Speakers:
    """Finds the speakers of each cue, in text order, and remembers them for 他, 发言人 and carried quotations.

    `last` is who spoke last, the media aside; `voice` whose words were last quoted, the media included.
    """

    def __init__(self, prepared: Prepared, actors: Sequence[ActorMention], times: Sequence[TimeMention]) -> None:
        self._prepared, self._folded, self._actors = prepared, prepared.folded, actors
        self._subjects = Subjects(prepared, actors, times)
        self._phrases = Phrases(prepared, actors)
        self._history: list[Speaker] = []
        self._found: dict[tuple[int, int, int], tuple[Speaker, ...]] = {}
        self._last_at = 0
        self.last: Speaker | None = None
        self.voice: Speaker | None = None

    def of_cue(self, sentence: Sentence, cue: CueFound, since: int) -> tuple[Speaker, ...]:
        """Who speaks, looked for between `since` and the cue; nobody when nobody can be named."""
        start = max(sentence.clause_at(cue.start).start, since)
        found = self._in_clause(start, cue) or self._earlier_clause(sentence, start, since)
        found = found or self._last_speaker(start, cue)
        if found:
            self._remember(found[-1], cue)
        return found

    def of_source(self, sentence: Sentence, cue: CueFound) -> tuple[Speaker, ...]:
        """据联合报报道: the paper, agency or body that the report comes from."""
        clause = sentence.clause_at(cue.start)
        via = _VIA.match(self._folded, clause.start, cue.start)
        start = via.end() if via else clause.start
        cited = _CITED.match(self._folded, start, cue.start)
        subject = self._subjects.before(cited.end() if cited else start, cue.start)
        if subject is None or subject.words in ("媒体", "外媒", "消息", "报道"):
            return ()
        return tuple(named(a, self._folded) for a in subject.head) or self._speaking(subject, cue.start)

    def opens_clause(self, sentence: Sentence, cue: CueFound) -> bool:
        """Whether the cue has a subject of its own in its clause."""
        return bool(self._in_clause(sentence.clause_at(cue.start).start, cue))

    def begins_clause(self, sentence: Sentence, cue: CueFound) -> bool:
        """Whether the clause of the cue begins with its subject."""
        subject = self._subjects.before(sentence.clause_at(cue.start).start, cue.start)
        return bool(subject and self._speaking(subject, cue.start))

    def has_subject(self, sentence: Sentence, cue: CueFound, content: str) -> bool:
        """Whether somebody speaks with a verb that can also mean an act: a body does with a mark or many words."""
        start = sentence.clause_at(cue.start).start
        speakers = self._in_clause(start, cue)
        if not speakers and self._subjects.before(start, without_adverbs(self._folded, start, cue.start)) is None:
            speakers = self._earlier_clause(sentence, start, sentence.start)
        if any(s.is_person for s in speakers):
            return True
        return bool(speakers) and (content[:1] in ("，", "：", ",", ":") or len(content) > _LONG_ENOUGH)

    def alone(self, start: int, end: int) -> Speaker | None:
        """达赖喇嘛：“…”: the person or body whose name, with title and land, is all that the span holds."""
        names = self._subjects.names(start, end)
        if not names or names[-1].end != end or not self._subjects.may_speak(names[-1], end):
            return None
        name, reached = names[-1], start
        for attribute in names[:-1]:
            reached = attribute.end if attribute.attributive and attribute.start == reached else reached
        is_either = name.actor.kind in (ActorKind.PERSON, ActorKind.ORGANISATION)
        if reached + len(name.title or "") != name.start or not is_either:
            return None
        speaker = named(name, self._folded)
        self._last_at = start
        self._history.append(speaker)
        self.last = self.voice = replace(speaker, how="continued")
        return replace(speaker, how="colon")

    def is_via(self, sentence: Sentence, cue: CueFound) -> bool:
        """据彭博社报道: names where the words come from; the speaker follows."""
        return bool(_VIA.match(self._folded, sentence.clause_at(cue.start).start, cue.start))

    def _remember(self, speaker: Speaker, cue: CueFound) -> None:
        self._last_at = cue.start
        self._history.append(speaker)
        again = replace(speaker, how="continued")
        if not _REPORTING.match(cue.cue.word):
            self.voice = again
        if speaker.mention is None or speaker.mention.actor.kind is not ActorKind.MEDIA:
            self.last = again

    def _in_clause(self, start: int, cue: CueFound) -> tuple[Speaker, ...]:
        key = (start, cue.start, len(self._history))
        if key not in self._found:
            self._found[key] = self._own(start, cue)
        return self._found[key]

    def _own(self, start: int, cue: CueFound) -> tuple[Speaker, ...]:
        """Own subject of the verb, nearest first: beside it, at the head of the clause, a person in between."""
        end = without_adverbs(self._folded, start, cue.start)
        text = self._folded[start:end]
        if _SUPPOSED.match(text):
            return ()
        if media := self._reporting(start, cue):
            return (named(media, self._folded),)
        if (cited := _CITED.match(text)) and not _REPORTING.match(cue.cue.word):
            start += cited.end()
        if self._folded[cue.start - 1] == " " and (first := self._first_of_headline(start, cue.start)):
            return first
        if is_paper(self._folded[start : cue.start]) and (paper := self._of_paper(start, cue.start)):
            return (paper,)
        if pronoun := _PRONOUN.search(text) or _LEADING_PRONOUN.match(text):
            return self._antecedent(start, is_plural=bool(pronoun[1]))
        return self._subject_of(start, end, cue)

    def _subject_of(self, start: int, end: int, cue: CueFound) -> tuple[Speaker, ...]:
        at = cue.start
        if beside := [a for a in self._subjects.heads(start, end) if self._subjects.may_speak(a, at)]:
            return tuple(named(a, self._folded) for a in beside)
        if stranger := self._stranger(start, end, cue):
            return (stranger,)
        for phrase in (self._subjects.before, self._subjects.behind_relative):
            if (subject := phrase(start, end)) and (found := self._speaking(subject, at, cue.cue.needs is Need.ANY)):
                return found
        return self._inside(start, at)

    def _stranger(self, start: int, end: int, cue: CueFound) -> Speaker | None:
        """达瓦才仁说: all between the mark and the verb is a name, though 才 alone would begin a predicate."""
        if cue.cue.needs is not Need.ANY or not 2 < end - start < 6 or not is_stranger(self._folded[start:end]):
            return None
        words = self._folded[start:end]
        return Speaker(None, words, "as written", words)

    def _first_of_headline(self, start: int, end: int) -> tuple[Speaker, ...]:
        """中国撤销美国领馆 称…: in a headline a blank ends the clause, and the verb keeps its subject."""
        names = self._subjects.names(start, end)
        first = next((a for a in names if not a.attributive), None)
        if first is None or not self._subjects.may_speak(first, end):
            return ()
        if self._folded[first.end : end].strip()[:1] in ("", "(", "（"):
            return ()
        return (named(first, self._folded),) if self._folded[start : first.start].strip() == "" else ()

    def _reporting(self, start: int, cue: CueFound) -> ActorMention | None:
        """路透社周二援引某公司报道称: what reports is the agency. 报道说: the one that was named last."""
        if not _REPORTING.match(cue.cue.word):
            return None
        media = [a for a in self._subjects.names(start, cue.start) if a.actor.kind is ActorKind.MEDIA]
        if media:
            return next((a for a in reversed(media) if not self._prepared.is_quoted(a.start, a.end)), None)
        if not _BARE_REPORT.match(self._folded[start : cue.start]):
            return None
        earlier = reversed(starting_in(self._actors, max(0, start - _FAR), start))
        return next((a for a in earlier if a.actor.kind is ActorKind.MEDIA), None)

    def _speaking(self, subject: Subject, end: int, is_speech: bool = False) -> tuple[Speaker, ...]:
        if subject.head:
            heads = [a for a in subject.head if self._subjects.may_speak(a, end)]
            return tuple(named(a, self._folded, subject.words) for a in heads)
        speaker = self._phrases.speaker(subject, self._history, is_speech or self._has_spoken(subject.words))
        return (speaker,) if speaker else ()

    def _has_spoken(self, words: str) -> bool:
        return any(s.mention is None and s.words == words for s in self._history)

    def _inside(self, start: int, end: int) -> tuple[Speaker, ...]:
        """出席会议的王毅在会上: a person in the middle of the clause."""
        names = [a for a in self._subjects.names(start, end) if a.actor.kind is ActorKind.PERSON]
        persons = [a for a in names if self._folded[a.end] != "的" and self._subjects.may_speak(a, end)]
        return (named(persons[-1], self._folded),) if persons else ()

    def _earlier_clause(self, sentence: Sentence, start: int, since: int) -> tuple[Speaker, ...]:
        """No subject in the clause (…，还强调…): that of an earlier clause of the sentence."""
        earlier = [c for c in sentence.clauses if since <= c.start and c.end <= start]
        if self.last and self._still_speaks(self.last, sentence, start):
            return (self.last,)
        for clause in reversed(earlier):
            if _CAUSE.match(self._folded, clause.start):
                continue
            if pronoun := _LEADING_PRONOUN.match(self._folded[clause.start : clause.end]):
                return self._antecedent(clause.start, is_plural=bool(pronoun[1]))
            for phrase in (self._subjects.before, self._subjects.behind_relative):
                subject = phrase(clause.start, clause.end)
                if subject and subject.end < clause.end - 1 and (found := self._speaking(subject, start)):
                    return found
            if person := self._person_at(clause.start, clause.end):
                return (person,)
        if len(earlier) == 1:
            heads = self._subjects.heads(earlier[0].start, earlier[0].end - 1)
            if found := tuple(named(a, self._folded) for a in heads if self._subjects.may_speak(a, start)):
                return found
        inside = (self._inside(clause.start, clause.end) for clause in earlier)
        return next((found for found in inside if found), ())

    def _still_speaks(self, last: Speaker, sentence: Sentence, start: int) -> bool:
        """法院指…，但改口称: whoever spoke before in the sentence, the media aside, unless somebody issues a paper."""
        if not sentence.start <= self._last_at < start or self._history[-1].words != last.words:
            return False
        return not _ISSUING.search(self._folded, self._last_at, start)

    def _last_speaker(self, start: int, cue: CueFound) -> tuple[Speaker, ...]:
        """A verb without any subject (并强调, 称) carries on what was said last."""
        if self.last is None or without_adverbs(self._folded, start, cue.start) > start:
            return ()
        return () if _REPORTING.match(cue.cue.word) else (self.last,)

    def _antecedent(self, start: int, is_plural: bool) -> tuple[Speaker, ...]:
        """他: the person with whom this sentence or the one before begins, if named since the last words; else whoever
        spoke last, or was named last. 他们: whoever spoke last."""
        if is_plural and self.last:
            return (self.last,)
        sentence = self._prepared.sentence_at(start)
        for clause in reversed([c for c in sentence.clauses if c.end <= start] if sentence else []):
            if person := self._person_at(clause.start, clause.end):
                return (person,)
        if sentence and (inside := self._inside(sentence.start, start)):
            return inside
        before = self._prepared.sentences[sentence.index - 1] if sentence and sentence.index else None
        carried_on = before and self._spoke_in_passage(before) and not self._person_at(before.start, before.end)
        if before and before.start > self._last_at and not carried_on and (person := self._acting_in(before)):
            return (person,)
        single = next((s for s in self._history[:-3:-1] if s.is_one), None) if self.last else None
        return (replace(single, how="continued"),) if single else self._nearest_person(start)

    def _spoke_in_passage(self, sentence: Sentence) -> bool:
        spoke = self._prepared.sentence_at(self._last_at) if self._history else None
        return bool(spoke and spoke.passage == sentence.passage and self.last and self.last.is_one)

    def _acting_in(self, sentence: Sentence) -> Speaker | None:
        """The person who is the subject of the sentence: with whom it begins, or the first clause that has one."""
        if person := self._person_at(sentence.start, sentence.end):
            return person
        for clause in sentence.clauses:
            for phrase in (self._subjects.before, self._subjects.behind_relative):
                subject = phrase(clause.start, clause.end)
                found = self._speaking(subject, clause.end) if subject else ()
                if found and (is_stranger(found[0].words) or (found[0].mention and found[0].is_person)):
                    return found[0]
        return None

    def _nearest_person(self, end: int) -> tuple[Speaker, ...]:
        earlier = (a for a in reversed(self._subjects.names(0, end)) if a.actor.kind is ActorKind.PERSON)
        nearest = next((a for a in earlier if self._subjects.may_speak(a, end)), None)
        return (named(nearest, self._folded),) if nearest else ()

    def _person_at(self, start: int, end: int) -> Speaker | None:
        first = self._subjects.first_name(start, end)
        is_person = first and first.actor.kind is ActorKind.PERSON and self._subjects.may_speak(first, end)
        return named(first, self._folded) if first and is_person else None

    def _of_paper(self, start: int, end: int) -> Speaker | None:
        """信中强调: the letter speaks for its sender; without one for whoever spoke last."""
        if author := author_of(self._prepared, self._subjects, start, end):
            speaker = named(author, self._folded)
            return replace(speaker, how="paper", phrase=speaker.phrase + self._folded[start:end])
        back = refers_back(self._folded[start:end])
        return replace(self.last, how="paper") if self.last and back else None
