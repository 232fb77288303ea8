"""What contradicts itself in the archive and can be told by a machine, each with its passage.

A problem is the document's, or it is ours: a date that was read wrongly shows here first.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.extraction.dates.explain import day_in_words
from app.extraction.folding import fold
from app.extraction.mentions import ActorKind, ActorMention, EventMention, Extraction, Precision, Status, TimeMention
from app.filters import EventFilter, Show
from app.linking.events import Stand
from app.reading.document import Document
from app.sentences import Sentence, sentence
from app.store.documents import find_documents
from app.store.events import list_event_details
from app.store.load import document_of
from app.store.passages import LABEL, label_of
from app.store.snapshots import load_extraction
from app.store.tables import DOCUMENT, MENTION, TOMBSTONE
from app.store.views import DocumentLabel, EventDetail

_WEEK = timedelta(days=7)
# A newspaper writes of tomorrow what its page will have seen; and its day may be another zone's.
_AHEAD = timedelta(days=1)
_RANKS = re.compile(r"常务|首席|代理|助理|副|前任|前|原")
_SPOKEN_FOR = re.compile(r"([一-鿿]{2,8}?)(?:首席)?(?:新闻)?发言人$")
_BODIES = re.compile(
    r"(国务院|白宫|外交部|国防部|国台办|港澳办|商务部|财政部|五角大楼|发改委|卫健委|总统府|克里姆林宫|国会|司法部|公安部)$"
)
# 已经宣布, 曾会见: done, in the clause of the trigger.
_DONE = re.compile(r"(?:已经?|已經|曾经?|曾經)[^，。；]{0,8}$")
_BATCH = 200


class Fault(StrEnum):
    FUTURE = "future"  # told as happened, dated after its document
    BACKWARDS = "backwards"  # ends before it begins
    WEEKDAY = "weekday"  # 星期三（11月28日）, a Tuesday
    STATUS = "status"  # happened and denied
    TITLE = "title"  # a title that another document of the week, or the word list, contradicts
    ORPHAN = "orphan"  # evidence that is not, or no longer, where it should be


@dataclass(frozen=True)
class Problem:
    """`detail` says in words what contradicts what. `start`/`end` stand in the document's text; `event` is the event
    that rests on the passage, if any."""

    fault: Fault
    document: DocumentLabel
    start: int
    end: int
    quote: str
    detail: str
    event: str | None = None


@dataclass(frozen=True)
class _Titled:
    label: DocumentLabel
    document: Document
    mention: ActorMention
    title: str


def list_problems(session: Session) -> Iterator[Problem]:
    """All of them, by kind of fault, then by document."""
    found = [*_of_documents(session), *_of_events(session), *_orphans(session)]
    order = list(Fault)
    yield from sorted(found, key=lambda p: (order.index(p.fault), p.document.file, p.start, p.end, p.detail))


def _of_documents(session: Session) -> Iterator[Problem]:
    holders = {row.key: row.event_id for row in session.execute(select(MENTION.c.key, MENTION.c.event_id))}
    titled: dict[str, list[_Titled]] = defaultdict(list)
    ids = session.scalars(select(DOCUMENT.c.id).order_by(DOCUMENT.c.id)).all()
    for at in range(0, len(ids), _BATCH):
        for row in session.execute(select(DOCUMENT, *LABEL).where(DOCUMENT.c.id.in_(ids[at : at + _BATCH]))):
            label, document, extraction = label_of(row), document_of(row), load_extraction(row.extraction_json)
            yield from _wrong_days(label, document, extraction, holders)
            for each in _titled(label, document, extraction):
                titled[each.mention.actor.name].append(each)
    for person in sorted(titled):
        yield from _wrong_titles(titled[person])


def _wrong_days(
    label: DocumentLabel, document: Document, extraction: Extraction, holders: dict[str, str]
) -> Iterator[Problem]:
    for mention in extraction.events:
        if _is_ahead(mention, extraction.reference.day) and _is_told_as_done(mention, document):
            assert mention.time and mention.time.first
            quote = document.quote(mention.start, mention.end)
            day, published = mention.time.first.isoformat(), extraction.reference.day
            detail = sentence(
                "说的是已经发生的事，日期 %(day)s 却在发稿日 %(published)s 之后", day=day, published=published
            )
            yield Problem(Fault.FUTURE, label, mention.start, mention.end, quote, detail, holders.get(mention.key))
    for time in extraction.times:
        for rejected in time.rejected:
            quote = document.quote(time.start, time.end)
            if rejected.reason == "disagrees-with-text" and rejected.edtf.startswith("周"):
                detail = _wrong_weekday(rejected.edtf, time)
                yield Problem(Fault.WEEKDAY, label, time.start, time.end, quote, detail)
            if rejected.reason == "ends-before-it-begins":
                detail = sentence("结束早于开始：%(value)s", value=rejected.edtf)
                yield Problem(Fault.BACKWARDS, label, time.start, time.end, quote, detail)


def _wrong_weekday(weekday: str, time: TimeMention) -> Sentence:
    told = {"weekday": sentence(weekday), "day": time.edtf}
    if time.first is None:
        return sentence("%(weekday)s与写明的日期 %(day)s 不合", **told)
    return sentence("%(weekday)s与写明的日期不合：%(day)s", **told | {"day": day_in_words(time.first)})


def _is_ahead(mention: EventMention, published: date | None) -> bool:
    time = mention.time
    if time is None or time.first is None or published is None or mention.implicit:
        return False
    return time.precision is Precision.DAY and time.first > published + _AHEAD


def _is_told_as_done(mention: EventMention, document: Document) -> bool:
    """By its status; or in words of the past, where only the day ahead made it a plan."""
    if mention.status is Status.HAPPENED:
        return True
    if mention.status is not Status.PLANNED or mention.time is None or mention.status_cue != mention.time.expression:
        return False
    text = document.text
    done = mention.trigger[-1] in "了过過" or text[mention.trigger_end : mention.trigger_end + 1] in ("了", "过", "過")
    return done or bool(_DONE.search(text[mention.start : mention.trigger_start]))


def _titled(label: DocumentLabel, document: Document, extraction: Extraction) -> Iterator[_Titled]:
    for mention in extraction.actors:
        if mention.title and mention.actor.kind is ActorKind.PERSON:
            yield _Titled(label, document, mention, fold(mention.title))


def _wrong_titles(titled: list[_Titled]) -> Iterator[Problem]:
    """Somebody's spokesman who is another's in the word list; 国务卿 and 前国务卿 in one week."""
    seen: set[tuple[str, str]] = set()
    for each in titled:
        body, known = _body(each), _SPOKEN_FOR.search(each.mention.actor.office or "")
        if body and known and not _is_one_body(body, known[1]):
            detail = sentence(
                "%(name)s这里是%(body)s发言人，词表里是%(office)s",
                name=each.mention.actor.name,
                body=body,
                office=each.mention.actor.office,
            )
            if (each.label.id, detail) not in seen:
                seen.add((each.label.id, detail))
                yield _title_problem(each, detail)
    # One document of each title is enough to name the contradiction; the nearest in time tells it best.
    dated = sorted((each for each in titled if each.label.published), key=lambda each: (_day(each), each.label.id))
    by_title: dict[str, list[_Titled]] = defaultdict(list)
    for each in dated:
        by_title[each.title].append(each)
    for title, ours in by_title.items():
        for other, theirs in by_title.items():
            if title != other and len(title) > len(other) and _RANKS.sub("", title) == _RANKS.sub("", other):
                for each in ours:
                    rival = min(theirs, key=lambda t: (abs(_day(t) - _day(each)), t.label.id))
                    if abs(_day(rival) - _day(each)) <= _WEEK and rival.label.id != each.label.id:
                        source = rival.label.publisher or rival.label.file
                        detail = sentence(
                            "%(name)s这里是%(title)s，%(source)s %(day)s 称%(other)s",
                            name=each.mention.actor.name,
                            title=title,
                            source=source,
                            day=_day(rival),
                            other=other,
                        )
                        if (each.label.id, detail) not in seen:
                            seen.add((each.label.id, detail))
                            yield _title_problem(each, detail)


def _day(titled: _Titled) -> date:
    assert titled.label.published
    return titled.label.published


def _body(titled: _Titled) -> str:
    """Whom a spokesman speaks for: the body right before the title, or inside of it."""
    if not titled.title.endswith("发言人"):
        return ""
    before = fold(titled.document.text[max(0, titled.mention.start - 16) : titled.mention.start])
    found = _SPOKEN_FOR.search(before.replace("\n", ""))
    body = _BODIES.search(found[1]) if found else None
    return body[1] if body else ""


def _is_one_body(one: str, other: str) -> bool:
    return one in other or other in one


def _title_problem(titled: _Titled, detail: str) -> Problem:
    start, end = max(0, titled.mention.start - 12), titled.mention.end
    start += titled.document.text[start : titled.mention.start].rfind("\n") + 1
    return Problem(Fault.TITLE, titled.label, start, end, titled.document.quote(start, end), detail)


def _of_events(session: Session) -> Iterator[Problem]:
    for event in list_event_details(session, EventFilter(show=Show.ALL)):
        line = event.line
        if line.first and line.last and line.last < line.first:
            detail = sentence("事件结束于 %(last)s，早于开始 %(first)s", last=line.last, first=line.first)
            yield _event_problem(Fault.BACKWARDS, event, line.quote.key, detail)
        for slot in event.slots:
            if slot.name == "status" and slot.is_disputed:
                disputed = [value for value in slot.values if value.stand is Stand.CONFLICTS]
                for value in disputed:
                    if value.value == Status.DENIED and value.mentions:
                        yield _event_problem(
                            Fault.STATUS, event, value.mentions[0], sentence("这里否认的事，别处说已经发生")
                        )


def _event_problem(fault: Fault, event: EventDetail, key: str, detail: str) -> Problem:
    mention = next((each for each in event.mentions if each.key == key), event.line.quote)
    return Problem(fault, mention.document, mention.start, mention.end, mention.quote, detail, event.line.id)


def _orphans(session: Session) -> Iterator[Problem]:
    """Stored quotes that are not what their text has there, and old permalinks that lead nowhere now."""
    labels = {row.document_id: label_of(row) for row in session.execute(select(*LABEL))}
    columns = (
        MENTION.c.key,
        MENTION.c.event_id,
        MENTION.c.document_id,
        MENTION.c.start,
        MENTION.c.end,
        MENTION.c.quote,
    )
    rows = session.execute(select(*columns).order_by(MENTION.c.document_id, MENTION.c.start)).all()
    by_document: dict[str, list[tuple[str, int, int, str]]] = defaultdict(list)
    for row in rows:
        by_document[row.document_id].append((row.event_id, row.start, row.end, row.quote))
    for ids in _batches(by_document):
        texts = find_documents(session, ids)
        for id in ids:
            for event, start, end, quote in by_document[id]:
                if texts[id].text[start:end] != quote:
                    yield Problem(Fault.ORPHAN, labels[id], start, end, quote, sentence("引文与正文的字句不符"), event)
    for row in session.execute(select(TOMBSTONE).where(TOMBSTONE.c.heir.is_(None)).order_by(TOMBSTONE.c.key)):
        if row.document_id in labels:
            end = row.start + len(row.quote)
            detail = sentence("旧引文 %(key)s 在文献的新版本里没有了，也没有可替代的引文", key=row.key)
            yield Problem(Fault.ORPHAN, labels[row.document_id], row.start, end, row.quote, detail)


def _batches(ids: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(ids)
    for at in range(0, len(ordered), _BATCH):
        yield ordered[at : at + _BATCH]
