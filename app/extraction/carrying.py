"""Words that go on without a verb of speech: a quotation of its own, or a sentence from the speaker's side."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.extraction.lexicon import Need
from app.extraction.mentions import ActorKind, StatementKind, TimeMention
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
# Words with which a sentence may tell whose figures or views it draws on.
DRAWS_ON = re.compile(r"据|按照|依照|显示|看来")
_REPORT = re.compile(r"报道|报导")
_CLOSING = re.compile(r"[”」\"]")
# What holds something to be right, needed or bound to come, beside what only tells it.
_STANCE = re.compile(
    r"必将|将采取|应[该当]|应(?=[立与停予由坚努采尽加从认促避把对在])|必须|需要(?!注意的是)|(?:不|才|就|只)能(?!源)|不[会应该可]|绝[不非]|势必|[愿希][意望与]|意味着"
    r"|不是|并非|这[是种样类]|此举|我们|坚决|一定(?!程)|无论|任何|粗暴|纯属|严重(?:违反|干涉|损害|伤害)|无法|令人|所谓|毫无|才是|也是|更[是要加为]|将(?:与|会|有|更|使|对|不|继续|密切|进一步)"
)
# With these a reporter goes on, and with the name or pronoun of somebody whose doings are told.
_REPORTERS = re.compile(
    r"此前|早前|先前|之前|目前|截至|据|根据|按照|依照|外界|分析|有[分评观]|报[道导]|舆论|不过|然而|但(?!我们|[中美日俄]方)|尽管|虽然|如果|作为|今年|去年|近年|曾|[另该]|此外|与此同时"
    r"|[他她](?!的|国)|双方|这[也番名位份项]|(?:这|此)[^，。]{0,6}(?:言论|说法|声明|讲话|表态|消息|报道)|随后|其后|随着|由于|当[时天日地]|记者|[一-鿿]{2,4}(?:是|为)[^，。]{2,16}[。，]"
)

# “…。”袁钢说。: the speaker stands behind the quotation.
_WHO_SAID = re.compile(
    r"[，,]?[ ]?[^，。；：“”「」\n]{1,40}"
    r"(?:说|称|道|表示|指出|认为|强调|透露|写道|告诉[^，。；：“”\n]{2,10})(?:道)?[。\n]"
)


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
    """Whether the sentence begins with a quotation mark, a speaker's own side, or a name before a colon, or tells
    whose figures it draws on."""
    if _MAY_CARRY_ON.match(prepared.folded, sentence.start) or _ends_with_colon(prepared, sentence):
        return True
    if any(q.end - q.start > _SHORTEST_QUOTE for q in starting_in(prepared.outer_quotations, *_span(sentence))):
        return True
    return bool(DRAWS_ON.search(prepared.folded, sentence.start, sentence.end))


def behind_colon(prepared: Prepared, sentence: Sentence, speakers: Speakers) -> Said | None:
    """达赖喇嘛：“…”, in a headline also 商务部：…: what follows a name that stands alone before a colon. In the text
    a colon behind a name without a quotation, 我 or a stand may also begin a description: 黄琦：六四天网创始人."""
    clause = sentence.clauses[0]
    stands = _STANCE.search(prepared.folded, clause.end, sentence.end) is not None
    if not (sentence.kind is PassageKind.TITLE or stands or _SPOKEN.match(prepared.folded, clause.end)):
        return None
    if not _ends_with_colon(prepared, sentence) or sentence.end - clause.end < _SHORTEST_BEHIND_COLON:
        return None
    quotation = next(iter(starting_in(prepared.outer_quotations, clause.end, clause.end + 2)), None)
    spokesman = stands and prepared.folded.endswith("发言人", clause.start, clause.end - 1)
    speaker = speakers.alone(clause.start, clause.end - 1, spokesman or quotation is not None)
    if speaker is None:
        return None
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


def quoted_without_verb(
    prepared: Prepared, sentence: Sentence, found: Sequence[Said], speakers: Speakers
) -> Iterator[Said]:
    """欧文杰非常痛心：“…”: a long quotation behind a colon that no verb of speech took is what its subject says."""
    for quotation in starting_in(prepared.outer_quotations, sentence.start + 2, sentence.end):
        colon = prepared.folded[quotation.start - 2 : quotation.start - 1]
        if quotation.end - quotation.start <= _SHORTEST_QUOTE or colon not in ("：", ":"):
            continue
        if any(s.start < quotation.end and quotation.start < s.end for s in found):
            continue
        if speaker := speakers.of_quotation(sentence, quotation.start - 1):
            yield Said(quotation.start, quotation.end, StatementKind.DIRECT, None, "", speaker, "colon", None, None)


def _ends_its_sentence(folded: str, quotation: Quotation) -> bool:
    """“…是不可接受的。”, and “…”。 But “…。”袁钢说。 belongs to whoever stands behind it."""
    if _WHO_SAID.match(folded, quotation.end + 1):
        return False
    after = folded[quotation.end + 1 : quotation.end + 2]
    return folded[quotation.end - 1] in "。！？" or bool(re.match(r"[。”\s]|$", after))


def end_of_words(prepared: Prepared, sentence: Sentence, times: Sequence[TimeMention], last: Said) -> int | None:
    """外交部发言人说，…。中方决定…; 他认为…。这种做法不能接受: where the words of `last` end, if this sentence goes on
    with them: it follows in the same paragraph, has no day, and speaks from the speaker's side or takes a stand."""
    if not _goes_on(prepared, sentence, last):
        return None
    if any(t.is_resolved for t in starting_in(times, sentence.start, sentence.end)):
        return None
    if not _is_own_side(prepared, sentence, last) and not _takes_a_stand(prepared, sentence, last):
        return None
    return trimmed(prepared.folded, sentence.start, sentence.end)[1]


def _is_own_side(prepared: Prepared, sentence: Sentence, last: Said) -> bool:
    side = _OWN_SIDE.match(prepared.folded, sentence.start)
    if side is None:
        return False
    actor = last.speaker.mention.actor if last.speaker.mention else None
    lands = [land for land, found in zip(_LANDS, side.groups(), strict=True) if found]
    return not (lands and actor and lands[0] not in (actor.country, actor.name))


def _takes_a_stand(prepared: Prepared, sentence: Sentence, last: Said) -> bool:
    """这种做法…, …应立即停止: what a person or a body holds, not what a reporter adds."""
    tells = last.how == "colon" or (last.cue is not None and last.cue.cue.needs is Need.ANY)
    if not tells or _CLOSING.search(prepared.folded, *_span(sentence)):
        return False
    if last.speaker.mention and last.speaker.mention.actor.kind is ActorKind.MEDIA:
        return False
    if _REPORTERS.match(prepared.folded, sentence.start):
        return False
    name = last.speaker.mention.actor.name if last.speaker.mention else last.speaker.words
    if prepared.folded.startswith((name, last.speaker.words), sentence.start):
        return False
    return bool(_STANCE.search(prepared.folded, *_span(sentence)))


def _span(sentence: Sentence) -> tuple[int, int]:
    return sentence.start, sentence.end


def _goes_on(prepared: Prepared, sentence: Sentence, last: Said) -> bool:
    """Whether the words said last reach to the end of the sentence before, in the same paragraph."""
    previous = prepared.sentences[sentence.index - 1] if sentence.index else sentence
    reported = last.kind is not StatementKind.DIRECT and last.how != "report" and not _REPORT.match(last.verb)
    return reported and previous.passage == sentence.passage and previous.end - 2 <= last.end <= previous.end


def trimmed(folded: str, start: int, end: int) -> tuple[int, int]:
    """The span without the marks around reported words."""
    while start < end and folded[start] in "，,：: 道":
        start += 1
    while end > start and folded[end - 1] in "，,。；;：: 、":
        end -= 1
    return start, end
