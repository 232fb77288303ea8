"""Event mentions: each dated happening of a document with its type, status, participants and place."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from app.extraction import lexicon
from app.extraction.attachment import attach
from app.extraction.describing import mentions_of
from app.extraction.findings import Findings
from app.extraction.implicit import spoken_news, undated_news
from app.extraction.mentions import EventMention, EventType, Precision, TimeKind, TimeMention
from app.extraction.sentences import Prepared
from app.extraction.undated import undated_mentions
from app.reading.document import PassageKind

# 截至8月7日: how things stood, no happening of that day.
_UP_TO = re.compile(r"截至|截止|截至到|直到$")
_MOST_PER_DOCUMENT = 80
_LONGEST_VAGUE = timedelta(days=45)


def find_events(prepared: Prepared, findings: Findings) -> tuple[EventMention, ...]:
    """Event mentions in text order, at most one for each time of a sentence and its speakers."""
    lead = _first_text(prepared)
    mentions: list[EventMention] = []
    for sentence in prepared.sentences:
        times = [t for t in findings.times if sentence.start <= t.start < sentence.end and _is_usable(prepared, t)]
        if not times:
            continue
        attached = attach(prepared, sentence, times, *findings.inside(sentence))
        for one in attached:
            mentions += mentions_of(prepared, findings, one, in_lead=sentence.passage <= lead)
    mentions += undated_news(prepared, findings, lead, mentions)
    mentions += spoken_news(prepared, findings, mentions)
    mentions += undated_mentions(prepared, findings, {m.start for m in mentions})
    return tuple(_keyed(prepared, mentions[:_MOST_PER_DOCUMENT]))


def _keyed(prepared: Prepared, mentions: Sequence[EventMention]) -> Iterator[EventMention]:
    """Each mention with its permalink; a sentence that stands twice (abstract and body) is counted."""
    seen: Counter[str] = Counter()
    for mention in mentions:
        sentence = prepared.document.text[mention.start : mention.end]
        key = mention_key(prepared.document.key, sentence, mention)
        seen[key] += 1
        yield replace(
            mention,
            key=key if seen[key] == 1 else mention_key(f"{prepared.document.key}#{seen[key]}", sentence, mention),
        )


def _is_usable(prepared: Prepared, time: TimeMention) -> bool:
    dated = time.is_resolved or time.open_year is not None
    quoted = prepared.is_quoted(time.start, time.end) or prepared.in_work_title(time.start, time.end)
    if _UP_TO.search(prepared.folded[max(0, time.start - 4) : time.start]):
        return False
    recent = time.kind is TimeKind.VAGUE and prepared.folded[time.start : time.end] in lexicon.words_of("recent.tsv")
    return dated and not quoted and (recent or (time.kind is TimeKind.DATE and not _is_stretch(time)))


def _is_stretch(time: TimeMention) -> bool:
    """近一年, 过去三个月: a stretch of time in which something was so, no date of a happening."""
    return bool(
        time.first and time.last and time.precision is Precision.VAGUE and time.last - time.first > _LONGEST_VAGUE
    )


def _first_text(prepared: Prepared) -> int:
    """The number of the first passage that is neither title nor heading nor caption."""
    text = (PassageKind.LEAD, PassageKind.PARAGRAPH)
    return next((s.passage for s in prepared.sentences if s.kind in text), 0)


def mention_key(document_key: str, sentence: str, mention: EventMention) -> str:
    """The permalink of a mention: document, sentence without blanks, date, and who speaks where several do."""
    date = mention.time.edtf or mention.time.expression if mention.time else ""
    who = mention.participants[0].actor.name if mention.type is EventType.STATEMENT and mention.participants else ""
    words = "\x1f".join((document_key, re.sub(r"\s", "", sentence), date, who))
    return hashlib.sha256(words.encode()).hexdigest()[:16]
