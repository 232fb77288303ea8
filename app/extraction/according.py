"""What a sentence draws on without a verb of speech: 根据某大学的数据，…; 在某学者看来，…"""

import re
from collections.abc import Sequence

from app.extraction.carrying import DRAWS_ON, Said, trimmed
from app.extraction.mentions import StatementKind
from app.extraction.sentences import Prepared, Sentence
from app.extraction.speakers import Speakers
from app.extraction.speech import SHORTEST

_PAPERS = (
    "数据|统计|资料|消息|讯息|信息|声明|公告|通报|通告|通知|报告|研究|调查|民调"
    "|分析|评估|估计|估算|预测|说法|看法|观点|文件|公报|文章"
)
# The words that only qualify the paper: 的最新统计数据.
_QUALIFIED = "的?(?:最新|官方|初步|一份|一项|年度|有关|相关|公开|\\d+日|[今昨][天日]|周[一二三四五六日])*的?"
_ACCORDING = re.compile(
    rf"(?:而|但|另外?|又|不过)?(?:根据|依据|依照|按照|按|据)(?P<who>[^，。；：“”\n]{{2,40}}?){_QUALIFIED}(?:{_PAPERS})+(?:显示|指出|称)?[，,：]"
)
_SHOWN = re.compile(rf"(?P<who>[^，。；：“”\n]{{2,40}}?){_QUALIFIED}(?:{_PAPERS})+显示[，,：]?")
_SEEN = re.compile(r"(?:但|而|不过)?在(?P<who>[^，。；：“”\n]{2,40}?)看来[，,]")
_ROWS = (_ACCORDING, _SHOWN, _SEEN)


def according_to(prepared: Prepared, sentence: Sentence, speakers: Speakers, found: Sequence[Said]) -> Said | None:
    """The words behind the clause that names whom they come from, unless somebody speaks in them."""
    if not DRAWS_ON.search(prepared.folded, sentence.start, sentence.end):
        return None
    for clause in sentence.clauses:
        match = next((m for row in _ROWS if (m := row.match(prepared.folded, clause.start, sentence.end))), None)
        if match is None:
            continue
        start, end = trimmed(prepared.folded, match.end(), sentence.end)
        spoken = (sentence.clause_at(s.cue.start).start for s in found if s.cue and s.cue.start >= start)
        end = trimmed(prepared.folded, start, min([end, *spoken]))[1]
        if end - start < SHORTEST or any(s.start < end and start < s.end for s in found):
            return None
        speaker = speakers.of_paper(*match.span("who"))
        return Said(start, end, StatementKind.INDIRECT, None, "", speaker, "report", None, None) if speaker else None
    return None
