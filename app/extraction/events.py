"""Event mentions: each dated happening of a document with its type, status, participants and place."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.extraction.attachment import attach
from app.extraction.backstop import unnamed
from app.extraction.candidates import Attached
from app.extraction.describing import mentions_of
from app.extraction.findings import Findings
from app.extraction.heard import heard_beside
from app.extraction.implicit import spoken_news, undated_news
from app.extraction.mentions import EventMention, EventType, TimeMention
from app.extraction.quoting import quoting
from app.extraction.sentences import Prepared, Sentence
from app.extraction.undated import undated_mentions
from app.extraction.usable import why_unusable
from app.reading.document import PassageKind

_MOST_PER_DOCUMENT = 80
_BLANK = re.compile(r"\s")


def find_events(prepared: Prepared, findings: Findings) -> tuple[EventMention, ...]:
    """Event mentions in text order, at most one for each time of a sentence and its speakers."""
    lead = _first_text(prepared)
    mentions: list[EventMention] = []
    for sentence in prepared.sentences:
        times = [t for t in findings.times_of(sentence) if why_unusable(prepared, t) is None]
        if not times:
            continue
        for one in attached_in(prepared, sentence, times, findings):
            mentions += mentions_of(prepared, findings, one, in_lead=sentence.passage <= lead)
    mentions += heard_beside(prepared, findings, mentions)
    mentions += undated_news(prepared, findings, lead, mentions)
    mentions += spoken_news(prepared, findings, mentions)
    mentions += undated_mentions(prepared, findings, mentions)
    keyed = [*_keyed(prepared, mentions[:_MOST_PER_DOCUMENT])]
    return tuple(quoting(prepared, findings, keyed))


def attached_in(
    prepared: Prepared, sentence: Sentence, times: Sequence[TimeMention], findings: Findings
) -> list[Attached]:
    """What happened at the usable times of a sentence, named by a word of the lists, else by any verb."""
    triggers, cues, actors = findings.inside(sentence)
    attached = attach(prepared, sentence, times, triggers, cues, actors)
    return [*attached, *unnamed(prepared, sentence, times, [one.time for one in attached], actors, cues, triggers)]


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


def _first_text(prepared: Prepared) -> int:
    """The number of the first passage that is neither title nor heading nor caption."""
    text = (PassageKind.LEAD, PassageKind.PARAGRAPH)
    return next((s.passage for s in prepared.sentences if s.kind in text), 0)


def mention_key(document_key: str, sentence: str, mention: EventMention) -> str:
    """The permalink of a mention: document, sentence without blanks, date, and who speaks where several do."""
    date = mention.time.edtf or mention.time.expression if mention.time else ""
    who = mention.participants[0].actor.name if mention.type is EventType.STATEMENT and mention.participants else ""
    words = "\x1f".join((document_key, _BLANK.sub("", sentence), date, who))
    return hashlib.sha256(words.encode()).hexdigest()[:16]
