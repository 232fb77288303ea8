"""Which quotations stand before and behind a verb of speech, and which of them are words that somebody said."""

import re
from collections.abc import Sequence

from app.extraction.carrying import Said
from app.extraction.sentences import Prepared, Quotation, Sentence, starting_in
from app.extraction.speech import SHORTEST
from app.extraction.triggers import CueFound

SCARE_QUOTE = 8
# 告诉王毅，…: the listener is no part of the words.
TELLING = frozenset(["告诉", "告知", "提醒", "警告", "询问", "问", "通知", "转告"])
ADDRESSEE = re.compile(r"[^，。：；“]{1,40}：(?=[“「\"])|[^，。：；“]{1,16}[，：](?:[说称](?=[^明法服]))?")
# “…。”某人告诉记者。: told behind the words.
TOLD = re.compile(r"[^，。：；“”]{2,10}[。\n]")
# The mark, a comma and a blank, sixty characters, and a line end.
_SPEAKER_BETWEEN = 64
_CLOSING = re.compile(r"[“”」』\"]")
_GAP = re.compile(r"^(?:道|说|称)?[\s，,：:]*$")


class Quotations:
    """The outer quotations of one document, as its verbs of speech need them."""

    def __init__(self, prepared: Prepared) -> None:
        self._prepared, self._folded = prepared, prepared.folded

    def before(self, cue: CueFound) -> Quotation | None:
        for quotation in self._ending_near(cue):
            between = self._folded[quotation.end : cue.start]
            if re.match(r"^[”」\"][，, ]{0,2}[^，。；“”「」\n]{0,60}$", between) and self.is_utterance(quotation):
                return quotation
        return None

    def half_before(self, sentence: Sentence, cue: CueFound, before: Sequence[Said]) -> Quotation | None:
        """“…，”马克龙说，“…”; or a quotation of nobody else that opens its paragraph: “…。”马克龙说，…"""
        for quotation in self._ending_near(cue):
            between = self._folded[quotation.end : cue.start]
            if not re.match(r"^[”」\"][，,]?[^，。；“”「」\n]{1,16}$", between):
                continue
            if any(s.start < quotation.end and quotation.start < s.end for s in before[-2:] if s.cue):
                continue
            if self._folded[quotation.end - 1] in "，,！？" or self._opens_paragraph(quotation):
                return quotation if self.is_utterance(quotation) else None
        return None

    def _opens_paragraph(self, quotation: Quotation) -> bool:
        return quotation.start < 2 or self._folded[quotation.start - 2] == "\n"

    def _ending_near(self, cue: CueFound) -> list[Quotation]:
        """Quotations that end before the verb, as near as a speaker can stand between them."""
        begin = max(0, cue.start - _SPEAKER_BETWEEN)
        if not _CLOSING.search(self._folded, begin, cue.start):
            return []
        before = starting_in(self._prepared.outer_quotations, 0, cue.start)[-3:]
        return [q for q in before if begin <= q.end < cue.start]

    def is_utterance(self, quotation: Quotation) -> bool:
        """No quoted word: long, or with a mark of its own at the end."""
        return (
            quotation.end - quotation.start > SCARE_QUOTE or self._folded[quotation.end - 1] in "，,。！？!?…"
        ) and quotation.end - quotation.start >= SHORTEST

    def after(self, cue: CueFound, until: int) -> list[Quotation]:
        outer = starting_in(self._prepared.outer_quotations, cue.end, until)
        return [q for q in outer if q.end - q.start >= SHORTEST]

    def leads_to(self, cue: CueFound, quotation: Quotation) -> bool:
        """Whether nothing but marks, or whom somebody tells it (告诉记者：“…”), stands between."""
        gap = self._folded[cue.end : quotation.start - 1]
        return bool(_GAP.match(gap)) or (cue.cue.word in TELLING and bool(ADDRESSEE.fullmatch(gap)))

    def closed(self, start: int, end: int) -> int:
        """The end, or that of the quotation which reaches beyond it: whoever began it says all of it."""
        within = starting_in(self._prepared.outer_quotations, start, end)
        return max(end, within[-1].end + 1) if within and within[-1].closed else end
