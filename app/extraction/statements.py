"""Who said what: quotations and reported words, each with its speaker as the text gives it."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.extraction.mentions import ActorMention, Statement, StatementKind, TimeMention
from app.extraction.sentences import Prepared, Quotation, Sentence, starting_in
from app.extraction.speakers import Speaker, Speakers
from app.extraction.triggers import CueFound

_SHORTEST_QUOTE, _SHORTEST_REPORT, _SCARE_QUOTE = 4, 4, 8
# The mark, a comma and a blank, thirty characters, and a line end.
_SPEAKER_BETWEEN = 34
_REPORT = re.compile(r"报道|报导|引述")
# 告诉王毅，…: the listener is no part of the words.
_TELLING = frozenset(["告诉", "告知", "提醒", "警告"])
_ADDRESSEE = re.compile(r"[^，。：；“]{1,16}[，：]")
_GAP = re.compile(r"^(?:道|说|称)?[\s，,：:]*$")
_BETWEEN_QUOTES = re.compile(r"^[\s，,。、；”“」「]*$")
_VIA = re.compile(r"据([^，。；]{2,16}?)(?:报道|报导|消息|引述|援引|发布)")
# 说 … 的是, 表示的 …: words about what was said, not the words themselves.
_NO_CONTENT = re.compile(
    r"^(?:的|了|者|之后|一下|道歉|过(?!去|度|程|早|于|半)|(?:中|后|时|和|与|、)(?=[，。、；])|欢迎(?![，,]))"
)


@dataclass(frozen=True)
class Said:
    """A statement as found: `cue` is None for a quotation that only carries on."""

    start: int
    end: int
    kind: StatementKind
    cue: CueFound | None
    verb: str
    speaker: Speaker
    how: str
    time: TimeMention | None
    via: str | None


def find_said(
    prepared: Prepared, actors: Sequence[ActorMention], cues: Sequence[CueFound], times: Sequence[TimeMention]
) -> list[Said]:
    """All statements in text order: cue before, cue after its quotation, and quotations that carry on."""
    speakers = Speakers(prepared, actors)
    found: list[Said] = []
    for sentence in prepared.sentences:
        own = [*starting_in(cues, sentence.start, sentence.end)]
        after = [c for c in own if _quotation_before(prepared, c)]
        found += _told_after(prepared, sentence, after, speakers, times)
        found += _told_before(prepared, sentence, [c for c in own if c not in after], speakers, times)
        found += _carried_on(prepared, sentence, found, speakers)
    return _without_copies(found)


def _quotation_before(prepared: Prepared, cue: CueFound) -> Quotation | None:
    """“…”，朱志群说。: the quotation that ends right before the clause of this cue, when nothing follows the cue."""
    follows = prepared.folded[cue.end : cue.end + 2]
    if not re.match(r"[。，,\s”]|$", follows) or re.match(r"[，,]?[“「\"]", follows):
        return None
    for quotation in _ending_near(prepared, cue):
        if re.match(r"^[”」\"][，, ]{0,2}[^，。；“”「」]{0,30}$", prepared.folded[quotation.end : cue.start]):
            return quotation
    return None


def _ending_near(prepared: Prepared, cue: CueFound) -> list[Quotation]:
    """Quotations that end before the verb, as near as a speaker can stand between them."""
    outer = prepared.outer_quotations
    before = outer[max(0, len(starting_in(outer, 0, cue.start)) - _SPEAKER_BETWEEN) :]
    return [q for q in before if cue.start - _SPEAKER_BETWEEN <= q.end < cue.start]


def _half_before(prepared: Prepared, cue: CueFound) -> Quotation | None:
    """“…，”马克龙说，“…”: the first half, whose closing mark stands right before the speaker."""
    for quotation in _ending_near(prepared, cue):
        between = prepared.folded[quotation.end : cue.start]
        if re.match(r"^[”」\"][^，。；“”「」]{1,16}$", between):
            return quotation if prepared.folded[quotation.end - 1] in "，,！？" else None
    return None


def _told_after(
    prepared: Prepared, sentence: Sentence, cues: Sequence[CueFound], speakers: Speakers, times: Sequence[TimeMention]
) -> Iterator[Said]:
    for cue in cues:
        quotation = _quotation_before(prepared, cue)
        if quotation and (speaker := speakers.of_cue(sentence, cue, since=quotation.end + 1)):
            yield _said(
                prepared, quotation.start, quotation.end, StatementKind.DIRECT, cue, speaker, "after", sentence, times
            )


def _told_before(
    prepared: Prepared, sentence: Sentence, cues: Sequence[CueFound], speakers: Speakers, times: Sequence[TimeMention]
) -> Iterator[Said]:
    for place, cue in enumerate(cues):
        if _is_inside_last(prepared, cues[:place], cue, speakers, sentence):
            continue
        until = _until(prepared, sentence, cue, cues[place + 1 :], speakers)
        quotations = _quotations_after(prepared, cue, until)
        opened = bool(quotations) and bool(_GAP.match(prepared.folded[cue.end : quotations[0].start - 1]))
        if not _is_speech(prepared, sentence, cue, opened or bool(quotations), speakers, until):
            continue
        speaker = speakers.of_cue(sentence, cue, since=sentence.start)
        if speaker is None:
            continue
        if opened:
            if half := _half_before(prepared, cue):
                yield _said(
                    prepared, half.start, half.end, StatementKind.DIRECT, cue, speaker, "after", sentence, times
                )
            for q in quotations:
                yield _said(prepared, q.start, q.end, _quoted_kind(q), cue, speaker, "before", sentence, times)
        else:
            yield from _reported(prepared, sentence, cue, speaker, until, bool(quotations), times)


def _until(prepared: Prepared, sentence: Sentence, cue: CueFound, later: Sequence[CueFound], speakers: Speakers) -> int:
    """Where the words of this cue end: at the next one with a subject of its own, unless a report begins with it
    (媒体报道，中国已警告日本)."""
    for other in later:
        at_once = len(prepared.folded[cue.end : other.start].split("，")) <= 2
        if speakers.opens_clause(sentence, other) and not (at_once and _REPORT.match(cue.cue.word)):
            return other.start
    return sentence.end


def _is_inside_last(
    prepared: Prepared, earlier: Sequence[CueFound], cue: CueFound, speakers: Speakers, sentence: Sentence
) -> bool:
    """A verb of speech in what somebody else reports, without a subject of its own, opens nothing new."""
    return bool(earlier) and not speakers.opens_clause(sentence, cue)


def _quotations_after(prepared: Prepared, cue: CueFound, until: int) -> list[Quotation]:
    return [q for q in starting_in(prepared.outer_quotations, cue.end, until) if q.end - q.start >= _SHORTEST_QUOTE]


def _quoted_kind(quotation: Quotation) -> StatementKind:
    return StatementKind.DIRECT if quotation.end - quotation.start > _SCARE_QUOTE else StatementKind.MIXED


def _is_speech(
    prepared: Prepared, sentence: Sentence, cue: CueFound, has_quote: bool, speakers: Speakers, until: int
) -> bool:
    content = prepared.folded[cue.end : until]
    if speakers.is_via(sentence, cue):
        return False
    if _NO_CONTENT.match(content) or len(content.strip('，。：:, “”「」"')) < _SHORTEST_QUOTE:
        return False
    if cue.end - cue.start == 1 and prepared.words.cut_through(cue.start, cue.end):
        return False
    return has_quote or not cue.cue.needs_person or speakers.has_subject(sentence, cue)


def _reported(
    prepared: Prepared,
    sentence: Sentence,
    cue: CueFound,
    speaker: Speaker,
    until: int,
    has_quote: bool,
    times: Sequence[TimeMention],
) -> Iterator[Said]:
    start, end = cue.end, until
    if addressee := _ADDRESSEE.match(prepared.folded, start, end) if cue.cue.word in _TELLING else None:
        start = addressee.end()
    while start < end and prepared.folded[start] in "，,：: 道":
        start += 1
    while end > start and prepared.folded[end - 1] in "，,。；;：: 、":
        end -= 1
    if end - start >= _SHORTEST_REPORT:
        kind = StatementKind.MIXED if has_quote else StatementKind.INDIRECT
        yield _said(prepared, start, end, kind, cue, speaker, "before", sentence, times)


def _said(
    prepared: Prepared,
    start: int,
    end: int,
    kind: StatementKind,
    cue: CueFound,
    speaker: Speaker,
    how: str,
    sentence: Sentence,
    times: Sequence[TimeMention],
) -> Said:
    before = [t for t in starting_in(times, sentence.start, cue.start) if t.end <= cue.start and t.is_resolved]
    via = _VIA.search(prepared.folded, sentence.start, cue.start)
    how = speaker.how or how
    return Said(
        start, end, kind, cue, cue.cue.word, speaker, how, before[-1] if before else None, via[1] if via else None
    )


def _carried_on(prepared: Prepared, sentence: Sentence, found: list[Said], speakers: Speakers) -> Iterator[Said]:
    """A quotation that begins its sentence and has no verb of speech belongs to whoever spoke last."""
    for quotation in starting_in(prepared.outer_quotations, sentence.start, sentence.start + 2):
        if quotation.end - quotation.start <= 2 * _SCARE_QUOTE:
            continue
        attributed = any(s.start < quotation.end and quotation.start < s.end for s in found)
        following = prepared.folded[quotation.end + 1 : quotation.end + 30]
        if attributed or not re.match(r"[。”\s]|$", following[:1]) or speakers.last is None:
            continue
        yield Said(
            quotation.start, quotation.end, StatementKind.DIRECT, None, "", speakers.last, "continued", None, None
        )


def _without_copies(found: list[Said]) -> list[Said]:
    kept: list[Said] = []
    for said in sorted(found, key=lambda s: (s.start, -s.end)):
        if not any(k.start <= said.start and said.end <= k.end for k in kept):
            kept.append(said)
    return kept


def statements_of(prepared: Prepared, said: Sequence[Said]) -> tuple[Statement, ...]:
    """The statements as values; the key is a hash of the document, the words and the speaker."""
    return tuple(_statement(prepared, s) for s in said)


def _statement(prepared: Prepared, said: Said) -> Statement:
    text = prepared.document.text
    actor = said.speaker.mention.actor if said.speaker.mention else None
    words = "\x1f".join((prepared.document.key, text[said.start : said.end], str(said.start), said.speaker.words))
    return Statement(
        key=hashlib.sha256(words.encode()).hexdigest()[:16],
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
