"""Whose words they are: the subject of a verb of speech. An unknown speaker stays as the text calls them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.extraction.mentions import ActorKind, ActorMention, TimeMention
from app.extraction.naming import REPORTING, Naming
from app.extraction.papers import author_of, is_issuer, is_paper, paper_of, refers_back
from app.extraction.phrases import Speaker, named
from app.extraction.sentences import Prepared, Sentence
from app.extraction.speech import without_adverbs
from app.extraction.strangers import is_stranger
from app.extraction.subjects import Subject
from app.extraction.triggers import CueFound

_CITED = re.compile(r".*(?:引述|援引|引用|转述|转引)(?:了)?")
# 环球网发布其主编胡锡进的消息称: whose words a medium prints.
_PRINTED = re.compile(
    r"(?:发布|刊登|刊发|转发)(?:了)?其?(?=[^，对]{2,30}的(?:消息|文章|评论|采访|说法|声明|观点|推文|话)$)"
)
_PRONOUN = re.compile(r"(?:(他们|她们)|他|她|其|该发言人|这位[一-鿿]{2,4})(?:本人|自己)?$")
_LEADING_PRONOUN = re.compile(
    r"^(?:但|而|不过|此外|同时|另外|对此|随后|然而|当时|接着|因此|所以|并|且|则|尽管|虽然|至于|，|\s)*"
    r"(?:(他们(?!的)|她们(?!的))|他(?![国的人们])|她(?![的们])|其(?!他|中|它|余|实|后|间))"
)
# 这位73岁的政坛老将: whoever was told of last.
_THIS_ONE = re.compile(r"[，,\s]*(?:但|而|不过)?(?:这[名位]|该名)")
_SUPPOSED = re.compile(r"[，,\s]*(?:如果|若|假如|倘若|要是|一旦)")
_VIA = re.compile(r"[“「]?(?:另|又|而|但)?(?:据|根据|依据|综合)")
_MEDIA_AT_LARGE = frozenset(["媒体", "外媒", "消息", "报道"])
# 据知情人士透露: whoever stands there speaks, unless it is a medium.
_SPOKEN_OF = frozenset(
    ["表示", "透露", "指出", "介绍", "称", "说", "披露", "强调", "解释", "讲述", "回忆", "证实", "告知"]
)
# 外界质疑, 有人认为: nobody in particular, and nobody else.
_ANYBODY = re.compile(
    r"(?:有些?|许多|很多|不少|一些)?(?:人们?|外界|大家|世人|公众|舆论|坊间|各界)(?:普遍|纷纷|多|都)?$"
)
# 由于当局不准律师到场，…: a clause that gives a reason has a subject of its own.
_CAUSE = re.compile(r"由于|因为|鉴于")
# 印度军方发表声明，批评…: who issues a paper speaks, whoever spoke before.
_ISSUING = re.compile(r"(?:发表|发布|发出|致函|致信|接受|出席|回应)[^，。]{0,24}，\Z")
# From here on an act without a mark behind its verb reads as words: 指责此举是…
_LONG_ENOUGH = 12


class Speakers:
    """Finds the speakers of each cue, in text order, and remembers them for 他, 发言人 and carried quotations.

    `last` is who spoke last, the media aside; `voice` whose words were last quoted, the media included.
    """

    def __init__(self, prepared: Prepared, actors: Sequence[ActorMention], times: Sequence[TimeMention]) -> None:
        self._prepared, self._folded, self._actors = prepared, prepared.folded, actors
        self._history: list[Speaker] = []
        self._naming = Naming(prepared, actors, times, self._history)
        self._subjects = self._naming.subjects
        self._found: dict[tuple[int, int, int], tuple[Speaker, ...]] = {}
        self._last_at = 0
        self.last: Speaker | None = None
        self.voice: Speaker | None = None

    def of_cue(self, sentence: Sentence, cue: CueFound, since: int) -> tuple[Speaker, ...]:
        """Who speaks, looked for between `since` and the cue; nobody when nobody can be named."""
        start = max(sentence.clause_at(cue.start).start, since)
        found = self._in_clause(start, cue)
        if not found and not self._is_anybody(start, cue.start):
            found = self._earlier_clause(sentence, start, since) or self._last_speaker(start, cue)
        if found:
            self._remember(found[-1], cue)
        return found

    def of_paper(self, start: int, end: int) -> Speaker | None:
        """根据某大学|的数据: who issues the paper, when the phrase names a body or a person."""
        subject = self._subjects.before(start, end)
        if subject is None or subject.end < end or subject.words in _MEDIA_AT_LARGE:
            return None
        found = self._naming.speaking(subject, end) if not subject.head else (named(subject.head[-1], self._folded),)
        if found and (found[0].mention is None or found[0].is_person):
            self._last_at = start
            self._history.append(found[0])
            self.last = replace(found[0], how="continued")
        return found[0] if found else None

    def _is_anybody(self, start: int, end: int) -> bool:
        subject = self._subjects.before(start, without_adverbs(self._folded, start, end))
        return bool(subject and _ANYBODY.match(subject.words))

    def of_source(self, sentence: Sentence, cue: CueFound) -> tuple[Speaker, ...]:
        """据联合报报道: the paper, agency or body that the report comes from."""
        clause = sentence.clause_at(cue.start)
        via = _VIA.match(self._folded, clause.start, cue.start)
        start = via.end() if via else clause.start
        cited = _CITED.match(self._folded, start, cue.start)
        start = cited.end() if cited else start
        subject = self._subjects.before(start, cue.start) or self._subjects.behind_relative(start, cue.start)
        if subject is None or subject.words in _MEDIA_AT_LARGE:
            return ()
        return tuple(named(a, self._folded) for a in subject.head) or self._naming.speaking(subject, cue.start)

    def opens_clause(self, sentence: Sentence, cue: CueFound) -> bool:
        """Whether the cue has a subject of its own in its clause."""
        return bool(self._in_clause(sentence.clause_at(cue.start).start, cue))

    def has_person(self, sentence: Sentence, cue: CueFound) -> bool:
        """Whether a person is the subject of the cue in its clause: 他相信，…"""
        speakers = self._in_clause(sentence.clause_at(cue.start).start, cue)
        return bool(speakers) and speakers[-1].is_person

    def begins_clause(self, sentence: Sentence, cue: CueFound) -> bool:
        """Whether the clause of the cue begins with its subject."""
        subject = self._subjects.before(sentence.clause_at(cue.start).start, cue.start)
        return bool(subject and self._naming.speaking(subject, cue.start))

    def has_subject(self, sentence: Sentence, cue: CueFound, content: str) -> bool:
        """Whether somebody speaks with a verb that can also mean an act: a body does with a mark or many words."""
        start = sentence.clause_at(cue.start).start
        speakers = self._in_clause(start, cue)
        if not speakers and self._subjects.before(start, without_adverbs(self._folded, start, cue.start)) is None:
            speakers = self._earlier_clause(sentence, start, sentence.start)
        if any(s.is_person for s in speakers):
            return True
        return bool(speakers) and (content[:1] in ("，", "：", ",", ":") or len(content) > _LONG_ENOUGH)

    def of_quotation(self, sentence: Sentence, end: int) -> Speaker | None:
        """Who says a quotation that no verb of speech introduces: the person who is the subject of its sentence."""
        clauses = [c for c in sentence.clauses if c.start < end]
        pronoun = next((c for c in clauses if _LEADING_PRONOUN.match(self._folded[c.start : c.end])), None)
        found = self._antecedent(pronoun.start, is_plural=False) if pronoun else ()
        found = found or next((f for c in clauses if (f := self._naming.subject_at(c.start, min(c.end, end)))), ())
        if not found or not found[0].is_person:
            return None
        self._last_at = sentence.start
        self._history.append(found[0])
        self.last = self.voice = replace(found[0], how="continued")
        return replace(found[0], how="colon")

    def alone(self, start: int, end: int, is_quoted: bool) -> Speaker | None:
        """达赖喇嘛：“…”: who is named by all that stands before a colon."""
        speaker = self._naming.alone(start, end, is_quoted)
        if speaker is None:
            return None
        self._last_at = start
        self._history.append(speaker)
        self.last = self.voice = replace(speaker, how="continued")
        return replace(speaker, how="colon")

    def is_via(self, sentence: Sentence, cue: CueFound) -> bool:
        """据彭博社报道: names where the words come from; the speaker follows."""
        start = sentence.clause_at(cue.start).start
        if not _VIA.match(self._folded, start, cue.start):
            return False
        named = self._subjects.names(start, cue.start) if cue.cue.word in _SPOKEN_OF else ()
        return cue.cue.word not in _SPOKEN_OF or any(a.actor.kind is ActorKind.MEDIA for a in named)

    def _remember(self, speaker: Speaker, cue: CueFound) -> None:
        self._last_at = cue.start
        self._history.append(speaker)
        again = replace(speaker, how="continued")
        if not REPORTING.match(cue.cue.word):
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
        if media := self._naming.reporting(start, cue):
            return (named(media, self._folded),)
        if (cited := _CITED.match(text) or _PRINTED.search(text)) and not REPORTING.match(cue.cue.word):
            start += cited.end()
        if self._folded[cue.start - 1] == " " and (first := self._naming.first_of_headline(start, cue.start)):
            return first
        is_own = is_paper(self._folded[start : cue.start]) and not _LEADING_PRONOUN.match(text)
        if is_own and (paper := self._of_paper(start, cue.start)):
            return (paper,)
        if pronoun := self._pronoun(start, end):
            return self._antecedent(start, is_plural=bool(pronoun[1]))
        found = self._naming.of_subject(start, end, cue)
        if _THIS_ONE.match(text) and all(s.mention is None and s.how == "as written" for s in found):
            return self._antecedent(start, is_plural=False) or found
        return found

    def _pronoun(self, start: int, end: int) -> re.Match[str] | None:
        """他 at the end or the head of what stands before the verb; no part of 马耳他."""
        pronoun = _PRONOUN.search(self._folded, start, end)
        if pronoun and self._subjects.begins_word(pronoun.start()):
            return pronoun
        return _LEADING_PRONOUN.match(self._folded[start:end])

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
                if subject and subject.end < clause.end - 1 and (found := self._naming.speaking(subject, start)):
                    return found
            if person := self._naming.person_at(clause.start, clause.end):
                return (person,)
        if len(earlier) == 1:
            heads = self._subjects.heads(earlier[0].start, earlier[0].end - 1)
            if found := tuple(named(a, self._folded) for a in heads if self._subjects.may_speak(a, start)):
                return found
        inside = (self._naming.inside(clause.start, clause.end) for clause in earlier)
        cut_off = (self._naming.before_verb(clause.start, clause.end) for clause in reversed(earlier))
        return next((found for found in (*cut_off, *inside) if found), ())

    def _still_speaks(self, last: Speaker, sentence: Sentence, start: int) -> bool:
        """法院指…，但改口称: whoever spoke before in the sentence, the media aside, unless somebody issues a paper."""
        if not sentence.start <= self._last_at < start or self._history[-1].words != last.words:
            return False
        return not _ISSUING.search(self._folded, self._last_at, start)

    def _last_speaker(self, start: int, cue: CueFound) -> tuple[Speaker, ...]:
        """A verb without any subject (并强调, 称) carries on what was said last."""
        if self.last is None or without_adverbs(self._folded, start, cue.start) > start:
            return ()
        return () if REPORTING.match(cue.cue.word) else (self.last,)

    def _antecedent(self, start: int, is_plural: bool) -> tuple[Speaker, ...]:
        """他: the person with whom this sentence or the one before begins, if named since the last words; else whoever
        spoke last, or was named last. 他们: whoever spoke last."""
        if is_plural and self.last:
            return (self.last,)
        sentence = self._prepared.sentence_at(start)
        for clause in reversed([c for c in sentence.clauses if c.end <= start] if sentence else []):
            if person := self._naming.person_at(clause.start, clause.end):
                return (person,)
        if sentence and (inside := self._naming.inside(sentence.start, start)):
            return inside
        before = self._prepared.sentences[sentence.index - 1] if sentence and sentence.index else None
        carried_on = before and self._spoke_in_passage(before) and not self._naming.person_at(before.start, before.end)
        if before and before.start > self._last_at and not carried_on and (person := self._acting_in(before)):
            return (person,)
        single = next((s for s in self._history[:-3:-1] if s.is_one), None) if self.last else None
        return (replace(single, how="continued"),) if single else self._naming.nearest_person(start)

    def _spoke_in_passage(self, sentence: Sentence) -> bool:
        spoke = self._prepared.sentence_at(self._last_at) if self._history else None
        return bool(spoke and spoke.passage == sentence.passage and self.last and self.last.is_one)

    def _acting_in(self, sentence: Sentence) -> Speaker | None:
        """The person who is the subject of the sentence: with whom it begins, or the first clause that has one."""
        if person := self._naming.person_at(sentence.start, sentence.end):
            return person
        for clause in sentence.clauses:
            for phrase in (self._subjects.before, self._subjects.behind_relative):
                subject = phrase(clause.start, clause.end)
                found = self._naming.speaking(subject, clause.end) if subject else ()
                if found and (is_stranger(found[0].words) or (found[0].mention and found[0].is_person)):
                    return found[0]
        return None

    def _of_paper(self, start: int, end: int) -> Speaker | None:
        """信中强调: the letter speaks for its sender; without one for whoever spoke last."""
        text = self._folded[start:end]
        subject = self._subjects.before(start, end)
        found = self._naming.speaking(subject, end) if subject and is_issuer(subject.words) else ()
        if found and found[0].how != "continued":
            return replace(found[-1], how="paper", phrase=found[-1].phrase + text)
        author = author_of(self._prepared, self._subjects, start, end)
        found = self._naming.speaking(author, end) if isinstance(author, Subject) else ()
        if isinstance(author, ActorMention):
            found = (named(author, self._folded),)
        if found:
            speaker = found[-1]
            return replace(speaker, how="paper", phrase=speaker.phrase + text)
        if not refers_back(text):
            return None
        noun = paper_of(text)
        same = next((s for s in reversed(self._history) if noun in s.phrase), self.last)
        return replace(same, how="paper") if same else None
