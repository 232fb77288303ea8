"""Who said what: quotations and reported words, each with its speaker as the text gives it."""

import hashlib
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.extraction.according import according_to
from app.extraction.carrying import (
    Said,
    behind_colon,
    end_of_words,
    may_carry_on,
    quoted_on,
    quoted_without_verb,
    trimmed,
)
from app.extraction.lexicon import Need
from app.extraction.mentions import ActorMention, Statement, StatementKind, TimeMention
from app.extraction.phrases import Speaker
from app.extraction.printed import find_printed, without_own
from app.extraction.quotations import ADDRESSEE, SCARE_QUOTE, TELLING, TOLD, Quotations
from app.extraction.sentences import InOrder, Prepared, Quotation, Sentence, starting_in
from app.extraction.speakers import Speakers
from app.extraction.speech import SHORTEST, has_content, has_mark, is_act, is_verb, tells_when
from app.extraction.triggers import CueFound
from app.reading.document import PassageKind

# 欧洲需要防务，马克龙说: other verbs behind their clause tell of something else (…，中国否认).
# 他相信，…: what somebody holds, with a mark behind the verb, is as good as said.
_HELD = frozenset(["相信", "担心", "担忧", "希望", "期望", "期待", "期盼"])
_COPIES = (PassageKind.TITLE, PassageKind.CAPTION)
_SAYING_BEHIND = frozenset(["说", "称", "表示", "指出", "认为", "强调", "透露", "写道", "坦言", "直言"])
_REPORT = re.compile(r"报道|报导|引述")
_IN_A_ROW = re.compile(r"(?:特别|并|还|又)?")
# 尽管她说…，但…: told only to be answered.
_CONCEDED = re.compile(r"尽管|虽然|即使|如果|若")
_NOTHING_AFTER = re.compile(r"(?:道)?(?:[。！”]|\s(?![，：“「])|$)")
# 撰文，批评…: the second verb has the words.
_WRITING = frozenset(["撰文", "发文", "致函", "去信", "来信", "发推", "发帖", "留言", "贴文"])
# 自由亚洲电台1日报道，达瓦才仁说: the medium passes the words on.
_REPORTED = re.compile(r"([^，。；：“\d]{2,16}?)(?:\d+日|本?周[一二三四五六日]|[今昨][天日])?报[道导][称说指]?[，：]")
_VIA = re.compile(r"据([^，。；]{2,24}?)(?:报道|报导|消息|引述|援引|发布)")


def find_said(
    prepared: Prepared, actors: Sequence[ActorMention], cues: Sequence[CueFound], times: Sequence[TimeMention]
) -> list[Said]:
    """All statements in text order: cue before, cue after its words, reports, and quotations that carry on."""
    finder = _Finder(prepared, actors, times)
    verbs = deque(c for c in cues if is_verb(prepared, c))
    found: list[Said] = []
    for sentence in prepared.sentences:
        own: list[CueFound] = []
        while verbs and verbs[0].start < sentence.end:
            cue = verbs.popleft()
            if cue.start >= sentence.start:  # else it stands between passages, in what is left out
                own.append(cue)
        if found and (end := finder.goes_on(sentence, own, found[-1])):
            reached = found[-1].end
            found[-3:] = [replace(s, end=end) if s.end == reached else s for s in found[-3:]]
        elif own or may_carry_on(prepared, sentence):
            found += finder.in_sentence(sentence, own, found)
    printed = find_printed(prepared, actors)
    return _without_copies([*without_own(found, printed), *printed])


class _Finder:
    def __init__(
        self,
        prepared: Prepared,
        actors: Sequence[ActorMention],
        times: Sequence[TimeMention],
    ) -> None:
        self._prepared, self._folded, self._times = prepared, prepared.folded, times
        self._resolved = InOrder(time for time in times if time.is_resolved)
        self._speakers = Speakers(prepared, actors, times)
        self._quotations = Quotations(prepared)

    def goes_on(self, sentence: Sentence, cues: Sequence[CueFound], last: Said) -> int | None:
        """Where the words said last end, if the sentence goes on with them."""
        end = end_of_words(self._prepared, sentence, self._times, last)
        speaks = end and any(c.cue.needs is Need.ANY and self._speakers.opens_clause(sentence, c) for c in cues)
        return None if speaks else end

    def in_sentence(self, sentence: Sentence, cues: Sequence[CueFound], before: Sequence[Said]) -> list[Said]:
        if spoken := behind_colon(self._prepared, sentence, self._speakers):
            return [spoken]
        found: list[Said] = []
        for place, cue in enumerate(cues):
            later = cues[place + 1 :]
            if later and self._is_taken_up(cue, later[0]):
                continue
            around = [s for s in found if s.start <= cue.start < s.end]
            if around and not self._opens(sentence, cue, around[-1]):
                continue
            found += _jointly([*self._of_cue(sentence, cue, later, before)])
        found = [s for s in found if not self._is_only_passed_on(s, found)]
        if source := according_to(self._prepared, sentence, self._speakers, found):
            found.append(source)
        found += quoted_on(self._prepared, sentence, [*before[-2:], *found], self._speakers.voice)
        found += quoted_without_verb(self._prepared, sentence, [*before[-2:], *found], self._speakers)
        return found

    def _is_taken_up(self, cue: CueFound, following: CueFound) -> bool:
        """强调指出, 通报特别强调: of verbs in a row the last has the words, when it is one that always has some."""
        if cue.cue.word in _WRITING and self._folded[cue.end : following.start] in ("，", "，并"):
            return following.cue.needs in (Need.ANY, Need.PERSON)
        in_a_row = following.start < cue.end or _IN_A_ROW.fullmatch(self._folded, cue.end, following.start)
        return bool(in_a_row) and following.cue.needs is Need.ANY

    def _opens(self, sentence: Sentence, cue: CueFound, outer: Said | None = None) -> bool:
        """Whether a verb inside what somebody says begins words of somebody else: it has a subject of its own, and is
        always speech, or stands behind a semicolon, or what it stands in is only a report."""
        clause = sentence.clause_at(cue.start)
        if _CONCEDED.match(self._folded, clause.start):
            return False
        if outer and _REPORT.match(outer.verb):
            return True
        apart = self._folded[clause.start - 1] == "；" or (
            cue.cue.needs is Need.PERSON and self._tells_somebody(sentence, cue)
        )
        return (cue.cue.needs is Need.ANY or apart) and self._speakers.opens_clause(sentence, cue)

    def _tells_somebody(self, sentence: Sentence, cue: CueFound) -> bool:
        told = cue.cue.word in TELLING and ADDRESSEE.match(self._folded, cue.end)
        return bool(told) and self._speakers.begins_clause(sentence, cue)

    def _is_only_passed_on(self, said: Said, found: Sequence[Said]) -> bool:
        """A report of the words of others is not the agency's own statement."""
        if not _REPORT.match(said.verb):
            return False
        inside = [s for s in found if s is not said and said.start <= s.start and s.end <= said.end]
        return any(s.speaker.words != said.speaker.words for s in inside)

    def _of_cue(
        self, sentence: Sentence, cue: CueFound, later: Sequence[CueFound], before: Sequence[Said]
    ) -> Iterator[Said]:
        if self._speakers.is_via(sentence, cue):
            yield from self._via(sentence, cue, later)
        elif self._ends_with(cue):
            yield from self._told_after(sentence, cue)
        else:
            yield from self._told_before(sentence, cue, later, before)

    def _ends_with(self, cue: CueFound) -> bool:
        """“…”，朱志群说。: nothing follows the verb."""
        if _NOTHING_AFTER.match(self._folded, cue.end):
            return True
        told = cue.cue.word in TELLING and TOLD.match(self._folded, cue.end)
        return bool(told) and self._quotations.before(cue) is not None

    def _told_after(self, sentence: Sentence, cue: CueFound) -> Iterator[Said]:
        """The quotation, or the clauses of the sentence, that stand right before the clause of the verb."""
        clause = sentence.clause_at(cue.start)
        if quotation := self._quotations.before(cue):
            for speaker in self._speakers.of_cue(sentence, cue, since=quotation.end + 1):
                yield self._said(quotation.start, quotation.end, StatementKind.DIRECT, cue, speaker, "after", sentence)
        elif (
            clause.start - sentence.start > SCARE_QUOTE
            and cue.cue.word in _SAYING_BEHIND
            and self._speakers.opens_clause(sentence, cue)
        ):
            start, end = trimmed(self._folded, sentence.start, clause.start)
            for speaker in self._speakers.of_cue(sentence, cue, since=clause.start):
                yield self._said(start, end, StatementKind.INDIRECT, cue, speaker, "after", sentence)

    def _told_before(
        self, sentence: Sentence, cue: CueFound, later: Sequence[CueFound], before: Sequence[Said]
    ) -> Iterator[Said]:
        until = self._until(sentence, cue, later)
        quotations = self._quotations.after(cue, until)
        if not self._is_speech(sentence, cue, until, quotations):
            return
        opened = bool(quotations) and self._quotations.leads_to(cue, quotations[0])
        half = self._quotations.half_before(sentence, cue, before)
        for speaker in self._speakers.of_cue(sentence, cue, since=half.end + 1 if half else sentence.start):
            if half:
                yield self._said(half.start, half.end, StatementKind.DIRECT, cue, speaker, "after", sentence)
            if opened:
                for q in quotations:
                    yield self._said(q.start, q.end, _quoted_kind(q), cue, speaker, "before", sentence)
            else:
                yield from self._reported(sentence, cue, speaker, until, bool(quotations))

    def _until(self, sentence: Sentence, cue: CueFound, later: Sequence[CueFound]) -> int:
        """Where the words of this verb end: before the clause of the next one with a subject of its own, unless their
        first clause is that one (媒体报道，中国已警告日本)."""
        for other in later:
            clause = sentence.clause_at(other.start)
            if clause.start > cue.end + SHORTEST and self._opens(sentence, other):
                return clause.start
        return sentence.end

    def _is_speech(self, sentence: Sentence, cue: CueFound, until: int, quotations: Sequence[Quotation]) -> bool:
        content = self._folded[cue.end : until]
        if not has_content(content):
            return False
        match cue.cue.needs:
            case Need.ANY:
                return True
            case Need.MARK:
                told = cue.cue.word in TELLING and ADDRESSEE.match(content)
                return bool(told or has_mark(content)) and self._speakers.opens_clause(sentence, cue)
            case Need.QUOTE:
                if cue.cue.word in _HELD and has_mark(content) and not quotations:
                    return self._speakers.has_person(sentence, cue)
                return bool(quotations) and self._quotations.is_utterance(quotations[0])
        told = cue.cue.word in TELLING and ADDRESSEE.match(content)
        if tells_when(content) or (is_act(content) and not quotations and not told):
            return False
        return bool(quotations) or self._speakers.has_subject(sentence, cue, content)

    def _reported(
        self, sentence: Sentence, cue: CueFound, speaker: Speaker, until: int, has_quote: bool
    ) -> Iterator[Said]:
        start = cue.end
        if addressee := ADDRESSEE.match(self._folded, start, until) if cue.cue.word in TELLING else None:
            start = addressee.end()
        start, end = trimmed(self._folded, start, self._quotations.closed(start, until))
        if end - start >= SHORTEST:
            kind = StatementKind.MIXED if has_quote else StatementKind.INDIRECT
            yield self._said(start, end, kind, cue, speaker, "before", sentence)

    def _via(self, sentence: Sentence, cue: CueFound, later: Sequence[CueFound]) -> Iterator[Said]:
        """据联合报报道，…: the paper's own words, unless somebody speaks in what it reports."""
        clause = sentence.clause_at(cue.start)
        if any(self._speakers.opens_clause(sentence, other) for other in later):
            return
        start, end = trimmed(self._folded, clause.end, sentence.end)
        if end - start < SHORTEST or self._folded[cue.end : clause.end].strip("，, "):
            return
        for speaker in self._speakers.of_source(sentence, cue):
            via = Said(start, end, StatementKind.INDIRECT, None, cue.cue.word, speaker, "report", None, None)
            yield via

    def _said(
        self, start: int, end: int, kind: StatementKind, cue: CueFound, speaker: Speaker, how: str, sentence: Sentence
    ) -> Said:
        before = starting_in(self._resolved, sentence.start, cue.start)
        time = next((t for t in reversed(before) if t.end <= cue.start), None)
        span = (sentence.start, cue.start)
        via = _VIA.search(self._folded, *span) or _REPORTED.match(self._folded, *span)
        how = speaker.how or how
        own = None if _is_report(cue, speaker) else cue
        return Said(start, end, kind, own, cue.cue.word, speaker, how, time, via[1] if via else None)


def _is_report(cue: CueFound, speaker: Speaker) -> bool:
    """苹果日报5月16日报道，拜登会见普京: what a medium reports has happened; that it reports is no event."""
    return cue.cue.word in ("报道", "报导") and speaker.mention is not None and not speaker.is_person


def _quoted_kind(quotation: Quotation) -> StatementKind:
    return StatementKind.DIRECT if quotation.end - quotation.start > SCARE_QUOTE else StatementKind.MIXED


def _jointly(found: Sequence[Said]) -> Iterator[Said]:
    for at, said in enumerate(found):
        together = any(s.start == said.start and s.end == said.end for s in found[at + 1 :])
        yield replace(said, joint=True) if together else said


def _without_copies(found: Iterable[Said]) -> list[Said]:
    """In text order; of words inside other words of the same speaker only the outer ones."""
    kept: list[Said] = []
    for said in sorted(found, key=lambda s: (s.start, -s.end)):
        around = [k for k in kept[-4:] if k.start <= said.start and said.end <= k.end]
        if not any(k.speaker.words == said.speaker.words for k in around):
            kept.append(said)
    return kept


def statements_of(prepared: Prepared, said: Sequence[Said]) -> tuple[Statement, ...]:
    """The statements as values; the key is a hash of the document, the words and the speaker. What a headline or a
    caption says of somebody whose words the text gives is no further statement."""
    body = [s for s in said if _kind(prepared, s) not in _COPIES]
    tell = {s.speaker.words for s in body} | {s.speaker.mention.actor.name for s in body if s.speaker.mention}
    kept = (s for s in said if _kind(prepared, s) not in _COPIES or not _names(s) & tell)
    return tuple(_statement(prepared, s) for s in kept)


def _names(said: Said) -> set[str]:
    return {said.speaker.words} | ({said.speaker.mention.actor.name} if said.speaker.mention else set())


def _kind(prepared: Prepared, said: Said) -> PassageKind | None:
    sentence = prepared.sentence_at(said.start)
    return sentence.kind if sentence else None


def statement_key(document_key: str, words: str, start: int, speaker: str) -> str:
    """The permalink of a statement: document, words, where they stand, and who speaks as the text calls them."""
    return hashlib.sha256("\x1f".join((document_key, words, str(start), speaker)).encode()).hexdigest()[:16]


def _statement(prepared: Prepared, said: Said) -> Statement:
    text = prepared.document.text
    actor = said.speaker.mention.actor if said.speaker.mention else None
    return Statement(
        key=statement_key(prepared.document.key, text[said.start : said.end], said.start, said.speaker.words),
        start=said.start,
        end=said.end,
        verb=said.verb,
        kind=said.kind,
        speaker=actor,
        speaker_words=said.speaker.words,
        how=said.how,
        time=said.time,
        via=said.via,
    )
