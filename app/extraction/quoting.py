"""What of its sentence a mention quotes: the clauses that tell of its happening, without those of the others.

A Chinese sentence strings clauses together by commas. Clauses without a subject of their own go on with the topic of
those before them; one that opens with a new subject, or stands behind a semicolon, begins something else (the topic
chain of C. N. Li and S. A. Thompson, "Mandarin Chinese", 1981, chapter 24).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from app.extraction.candidates import CARRIERS
from app.extraction.findings import Findings
from app.extraction.gazetteer import tagged_words
from app.extraction.mentions import EventMention, EventType
from app.extraction.sentences import Prepared, Sentence, Span, starting_in
from app.extraction.telling import first_clause
from app.reading.document import PassageKind

# 抵达台湾后，: a clause that only tells when.
_WHEN = re.compile(r"(?:时|之际|期间|之后|之前|前夕|后|前)[，,]$")
# 应美方邀请，: at whose wish, which is part of what follows.
_AT_WISH = re.compile(r"[应受][^，,]{0,24}(?:邀请?|委托|要求|请求|指派|指示|委派)[，,]$")
_CONNECTIVE = re.compile(
    r"(?:而且|而|但是|但|不过|然而|同时|此外|另外|另一方面|与此同时|不料|因此|所以|于是|原本|其后|随后|又|也)?"
)
_PAIRED = re.compile(r"两[国军党岸地]|双方")
_PRONOUN = re.compile(r"[他她](?:们)?(?!国)")
# 其中10人…, 这是…, 一份是…: part of what was told, or a word about it.
_NO_SUBJECT = re.compile(r"其中|这|此|该|另|每|各|期间|结果|目的|目标|理由|原因|罪名|据|全|自己|本身")
_CLOSE = 2
_RESULT = re.compile(
    r"(?:已|共|并)?(?:造成|导致|致使|致[\d一二两三四五六七八九十数多])|而是|从而|进而|以便|以[防免期示]|并(?!非)"
)
# 在各方都期待看到结果的议题上，: where or when, before what is told.
_SETTING = re.compile(r"(?:[在于从对就]|随着)[^，。；]{2,60}(?:上|中|下|里|方面|之际|时|后|前)[，,]$")
_TELLING = (EventType.STATEMENT, EventType.REQUEST)
_NOUNS = ("n", "j", "r", "eng")
_BEFORE_SUBJECT = ("t", "d", "c", "f", "x", "m", "q")
_SHORTEST_SUBJECT = 2
# A headline sets its halves apart by a blank.
_HALVES = re.compile(r"(?<=[^\s\w]|[一-鿿])\s+(?=\S{4})")
_OPENING, _CLOSING = '“「『"', '”」』"。！？!? '
_LONGEST_WITH_WORDS = 200
_PAUSE = "，,；;：:、 \u3000"


def quoting(prepared: Prepared, findings: Findings, mentions: Sequence[EventMention]) -> Iterator[EventMention]:
    """The mentions with what they quote, in their order. The trigger always stands inside."""
    for mention in mentions:
        sentence = prepared.sentence_at(mention.trigger_start)
        if sentence is None or (mention.start, mention.end) != (sentence.start, sentence.end):
            yield mention
            continue
        if words := _words_before(prepared, findings, sentence, mention):
            yield replace(mention, start=words.start)
            continue
        beside = [m for m in mentions if m.start == mention.start and m.trigger_start != mention.trigger_start]
        span = _Chains(prepared, findings, sentence).around(mention, beside)
        yield replace(mention, start=span.start, end=span.end)


def _words_before(prepared: Prepared, findings: Findings, sentence: Sentence, mention: EventMention) -> Span | None:
    """“…。”外交部称。: the words that end the sentence before, with their opening mark."""
    if mention.type is not EventType.STATEMENT:
        return None
    said = next(iter(findings.said_at(mention.trigger_start)), None)
    if said is None or said.end > sentence.start or sentence.end - said.start > _LONGEST_WITH_WORDS:
        return None
    between = prepared.folded[said.end : sentence.start]
    opens = said.start > 0 and prepared.folded[said.start - 1] in _OPENING
    return None if between.strip(_CLOSING) else Span(said.start - opens, sentence.end)


@dataclass(frozen=True)
class _Chains:
    """The clauses of one sentence, as they go on from each other."""

    prepared: Prepared
    findings: Findings
    sentence: Sentence

    def around(self, mention: EventMention, beside: Sequence[EventMention]) -> Span:
        start, end = self.sentence.start, self.sentence.end
        for before, clause in pairwise(self._clauses()):
            if self._is_said(mention, before, clause):
                goes_on = self._is_within_quotation(before, clause) and not self._has_subject(clause)
                if goes_on or self._opens_words(mention, clause) or not self._tells_of_another(mention, clause):
                    continue
                end = before.end
                break
            if not self._begins_anew(Span(start, clause.start), before, clause, mention, beside):
                continue
            if clause.start > mention.trigger_start:
                end = before.end
                break
            if not self._dates(mention, Span(start, clause.start), beside):
                start = clause.start
        return Span(start, self._without_pause(max(end, mention.trigger_end)))

    def _clauses(self) -> tuple[Span, ...]:
        if self.sentence.kind is not PassageKind.TITLE:
            return self.sentence.clauses
        found: list[Span] = []
        for clause in self.sentence.clauses:
            start = clause.start
            for gap in _HALVES.finditer(self.prepared.folded, clause.start, clause.end):
                found.append(Span(start, gap.start()))
                start = gap.end()
            found.append(Span(start, clause.end))
        return tuple(found)

    def _without_pause(self, end: int) -> int:
        while end < self.sentence.end and self.prepared.folded[end - 1] in _PAUSE:
            end -= 1
        return end

    def _dates(self, mention: EventMention, chain: Span, beside: Sequence[EventMention]) -> bool:
        """Whether the chain gives the day of the mention, and tells of nothing else."""
        return _dated_in(chain, mention) and not any(_told_in(chain, other) for other in beside)

    def _is_said(self, mention: EventMention, before: Span, clause: Span) -> bool:
        """Whether the clause is among the words that the mention says."""
        if mention.type is EventType.STATEMENT:
            said = self.findings.said_at(mention.trigger_start)
            if any(s.cue and s.cue.start < clause.start < s.end for s in said):
                return True
            return before.start <= mention.trigger_start < before.end and self._leads_on(before)
        return False

    def _opens_words(self, mention: EventMention, clause: Span) -> bool:
        """Whether the clause is the first of the words said that tells something, or stands before it."""
        said = self.findings.said_at(mention.trigger_start)
        first = max((first_clause(self.prepared, s.start, s.end) for s in said), default=0)
        return clause.start <= max(first, mention.trigger_end + _CLOSE)

    def _leads_on(self, clause: Span) -> bool:
        """收到通知，…; 在吹风会上称，…: the clause ends with what the next one says."""
        end = len(self.prepared.folded[: clause.end].rstrip(_PAUSE))
        triggers = starting_in(self.findings.triggers, clause.start, clause.end)
        words = [f.end for f in triggers if f.trigger.type in _TELLING or f.trigger.word in CARRIERS]
        return end in words or end in [c.end for c in starting_in(self.findings.cues, clause.start, clause.end)]

    def _begins_anew(
        self, chain: Span, before: Span, clause: Span, mention: EventMention, beside: Sequence[EventMention]
    ) -> bool:
        """Whether what the clause tells is another happening than that of the chain before it."""
        folded = self.prepared.folded
        if self._is_within_quotation(before, clause):
            return False
        if folded[before.end - 1] in "；;":
            return True
        behind = mention.trigger_start < clause.start
        if folded[before.end - 1] not in _PAUSE:
            return self._tells(before) and (behind or (self._has_subject(clause) and self._tells(clause)))
        if _AT_WISH.match(folded[before.start : before.end]):
            return False
        if not self._is_whole(before) or not (self._tells(chain) or self._has_subject(chain)):
            return False
        if self._has_subject(clause) and (self._tells(clause) or _WHEN.search(folded[before.start : before.end])):
            return not self._leads_on(before) or self._names_actor(clause)
        if behind and mention.type is not EventType.STATEMENT and self._tells_of_another(mention, clause):
            return True
        return behind and any(_dated_in(clause, other) or _told_in(clause, other) for other in beside)

    def _tells_of_another(self, mention: EventMention, clause: Span) -> bool:
        """Not what came of it (造成三人受伤), nor the same in other words (三人被判有期徒刑)."""
        folded = self.prepared.folded
        if _RESULT.match(folded, clause.start) or _SETTING.search(folded, self.sentence.start, clause.start):
            return False
        if any(clause.holds(c.start, c.end) for c in self.findings.inside(self.sentence)[1]):
            return True
        triggers = starting_in(self.findings.triggers, clause.start, clause.end)
        return any(t.trigger.type is not mention.type for t in triggers)

    def _is_within_quotation(self, before: Span, clause: Span) -> bool:
        quoted = self.prepared.is_quoted
        return quoted(clause.start, clause.start + 1) and quoted(before.end - 1, before.end)

    def _tells(self, span: Span) -> bool:
        return bool(
            starting_in(self.findings.triggers, span.start, span.end)
            or starting_in(self.findings.cues, span.start, span.end)
        )

    def _is_whole(self, clause: Span) -> bool:
        """Names alone are the subject of the next clause."""
        kinds = (kind for _, kind in tagged_words(self.prepared.folded[clause.start : clause.end]))
        return any(kind.startswith("v") or kind == "d" for kind in kinds) or self._tells(clause)

    def _names_actor(self, clause: Span) -> bool:
        start = self._opening(clause)
        return bool(_PRONOUN.match(self.prepared.folded, start) or starting_in(self.findings.actors, start, start + 1))

    def _opening(self, clause: Span) -> int:
        match = _CONNECTIVE.match(self.prepared.folded, clause.start, clause.end)
        return match.end() if match else clause.start

    def _has_subject(self, clause: Span) -> bool:
        """Whether the clause opens with who or what it tells of, and a verb behind."""
        folded, start = self.prepared.folded, self._opening(clause)
        if self._names_actor(clause):
            return True
        if _NO_SUBJECT.match(folded, start) or folded[clause.end - 1] == "：":
            return False
        words = tagged_words(folded[start : clause.end])
        paired = _PAIRED.match(folded, start)
        while words and words[0][1] in _BEFORE_SUBJECT and not paired:
            start += len(words.pop(0)[0])
        behind = any(kind.startswith("v") or kind == "d" for _, kind in words[1:])
        if not words or not (behind or self._tells(Span(start + 1, clause.end))):
            return False
        if starting_in(self.findings.cues, start, start + 1):
            return False
        opening = next(iter(starting_in(self.findings.triggers, start, start + 1)), None)
        if opening:
            return opening.trigger.is_noun
        named = paired or starting_in(self.findings.actors, start, start + 1)
        return bool(named) or (words[0][1].startswith(_NOUNS) and len(words[0][0]) >= _SHORTEST_SUBJECT)


def _dated_in(clause: Span, mention: EventMention) -> bool:
    time = mention.time
    return time is not None and time.end > time.start and clause.holds(time.start, time.end)


def _told_in(clause: Span, mention: EventMention) -> bool:
    return clause.holds(mention.trigger_start, mention.trigger_end)
