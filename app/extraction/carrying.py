"""Words that go on without a verb of speech: a quotation of its own, or a sentence from the speaker's side."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.extraction.lexicon import Need
from app.extraction.mentions import StatementKind, TimeMention
from app.extraction.phrases import Speaker
from app.extraction.sentences import Prepared, Quotation, Sentence, starting_in
from app.extraction.speakers import Speakers
from app.extraction.triggers import CueFound
from app.reading.document import PassageKind

_SHORTEST_QUOTE = 16
_SHORTEST_BEHIND_COLON = 8
_LONGEST_NAME = 24
_SPOKEN = re.compile(r"\s?(?:[“「]|我)")
# The sides that a speaker calls so, and whose land they are.
_OWN_SIDE = re.compile(r"(?:(中方|中国)|(美方)|(日方)|(俄方)|我方|我国|我们)(?!代表团|外|驻|官|媒|专|学|记|军|商)")
_LANDS = ("中国", "美国", "日本", "俄罗斯")
_MAY_CARRY_ON = re.compile(rf".?[“”「\"『]|{_OWN_SIDE.pattern}")
_REPORT = re.compile(r"报道|报导")

# “…。”袁钢说。: the speaker stands behind the quotation.
_WHO_SAID = re.compile(r"[，,]?[ ]?[^，。；：“”「」\n]{1,40}(?:说|称|道|表示|指出|认为|强调|透露|写道)(?:道)?[。\n]")


@dataclass(frozen=True)
class Said:
    """A statement as found: `cue` is None for a quotation that only carries on, and for a report of the media.
    `joint` marks all but the last of those who speak together."""

    start: int
    end: int
    kind: StatementKind
    cue: CueFound | None
    verb: str
    speaker: Speaker
    how: str
    time: TimeMention | None
    via: str | None
    joint: bool = False


def may_carry_on(prepared: Prepared, sentence: Sentence) -> bool:
    """Whether the sentence begins with a quotation mark, a speaker's own side, or a name before a colon."""
    return bool(_MAY_CARRY_ON.match(prepared.folded, sentence.start)) or _ends_with_colon(prepared, sentence)


def behind_colon(prepared: Prepared, sentence: Sentence, speakers: Speakers) -> Said | None:
    """达赖喇嘛：“…”, in a headline also 商务部：…: what follows a name that stands alone before a colon. In the text
    a colon behind a name without a quotation or 我 may also begin a description: 黄琦：六四天网创始人."""
    clause = sentence.clauses[0]
    spoken = sentence.kind is PassageKind.TITLE or _SPOKEN.match(prepared.folded, clause.end)
    if not spoken:
        return None
    if not _ends_with_colon(prepared, sentence) or sentence.end - clause.end < _SHORTEST_BEHIND_COLON:
        return None
    speaker = speakers.alone(clause.start, clause.end - 1)
    if speaker is None:
        return None
    quotation = next(iter(starting_in(prepared.outer_quotations, clause.end, clause.end + 2)), None)
    if quotation:
        return Said(quotation.start, quotation.end, StatementKind.DIRECT, None, "", speaker, "colon", None, None)
    start, end = trimmed(prepared.folded, clause.end, sentence.end)
    return Said(start, end, StatementKind.INDIRECT, None, "", speaker, "colon", None, None)


def _ends_with_colon(prepared: Prepared, sentence: Sentence) -> bool:
    clause = sentence.clauses[0]
    return prepared.folded[clause.end - 1] in "：:" and len(clause) <= _LONGEST_NAME


def quoted_on(prepared: Prepared, sentence: Sentence, found: Sequence[Said], voice: Speaker | None) -> Iterator[Said]:
    """A quotation that begins its sentence and has no verb of speech belongs to whoever spoke last."""
    for quotation in starting_in(prepared.outer_quotations, sentence.start, sentence.start + 2):
        if quotation.end - quotation.start <= _SHORTEST_QUOTE or voice is None:
            continue
        attributed = any(s.start < quotation.end and quotation.start < s.end for s in found)
        if attributed or not _ends_its_sentence(prepared.folded, quotation):
            continue
        yield Said(quotation.start, quotation.end, StatementKind.DIRECT, None, "", voice, "continued", None, None)


def _ends_its_sentence(folded: str, quotation: Quotation) -> bool:
    """“…是不可接受的。”, and “…”。 But “…。”袁钢说。 belongs to whoever stands behind it."""
    if _WHO_SAID.match(folded, quotation.end + 1):
        return False
    after = folded[quotation.end + 1 : quotation.end + 2]
    return folded[quotation.end - 1] in "。！？" or bool(re.match(r"[。”\s]|$", after))


def same_words(
    prepared: Prepared,
    speakers: Speakers,
    sentence: Sentence,
    cues: Sequence[CueFound],
    times: Sequence[TimeMention],
    before: Sequence[Said],
) -> Said | None:
    """外交部发言人说，…。中方决定…: a sentence that goes on from the speaker's own side, without a day or a verb of
    speech that has its own subject, still tells what was said."""
    side = _OWN_SIDE.match(prepared.folded, sentence.start)
    if side is None or not before or not _goes_on(prepared, sentence, before[-1]):
        return None
    actor = before[-1].speaker.mention.actor if before[-1].speaker.mention else None
    lands = [land for land, found in zip(_LANDS, side.groups(), strict=True) if found]
    if lands and actor and lands[0] not in (actor.country, actor.name):
        return None
    speaks = any(c.cue.needs is Need.ANY and speakers.opens_clause(sentence, c) for c in cues)
    if speaks or any(t.is_resolved for t in starting_in(times, sentence.start, sentence.end)):
        return None
    start, end = trimmed(prepared.folded, sentence.start, sentence.end)
    return Said(start, end, StatementKind.INDIRECT, None, "", before[-1].speaker, "continued", None, None)


def _goes_on(prepared: Prepared, sentence: Sentence, last: Said) -> bool:
    """Whether the words said last reach to the end of the sentence before, in the same paragraph."""
    previous = prepared.sentences[sentence.index - 1]
    reported = last.kind is not StatementKind.DIRECT and last.how != "report" and not _REPORT.match(last.verb)
    return reported and previous.passage == sentence.passage and previous.end - 2 <= last.end <= previous.end


def trimmed(folded: str, start: int, end: int) -> tuple[int, int]:
    """The span without the marks around reported words."""
    while start < end and folded[start] in "，,：: 道":
        start += 1
    while end > start and folded[end - 1] in "，,。；;：: 、":
        end -= 1
    return start, end
