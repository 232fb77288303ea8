"""A small archive written by hand: three documents, four events, one of them told by two documents.

Offsets are computed from the words, so that a test can say what it means.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256

from app.extraction.mentions import (
    Actor,
    ActorKind,
    ActorMention,
    Anchor,
    AnchorKind,
    EventMention,
    EventType,
    Extraction,
    OpenDate,
    Participant,
    Precision,
    ReferenceDay,
    Rejected,
    Role,
    Statement,
    StatementKind,
    Status,
    TimeKind,
    TimeMention,
)
from app.linking.events import Event, Evidence, InferredYear, LinkedDocument, Linking, YearEvidence
from app.reading.document import Document, LeftOut, LeftOutKind, Passage, PassageKind, Witness, WitnessKind

NOON = datetime(2021, 3, 20, 12, tzinfo=UTC)

BLINKEN = Actor("布林肯", ActorKind.PERSON, "美国", "国务卿")
YANG = Actor("杨洁篪", ActorKind.PERSON, "中国")
CUI = Actor("崔天凯", ActorKind.PERSON, "中国", "驻美大使")
USA = Actor("美国", ActorKind.COUNTRY)


def document(
    name: str, paragraphs: Sequence[str], publisher: str | None = None, captions: Iterable[int] = ()
) -> Document:
    """A title and paragraphs, parted by newlines."""
    kinds = [PassageKind.TITLE, PassageKind.LEAD, *[PassageKind.PARAGRAPH] * len(paragraphs)]
    passages, start = [], 0
    for n, paragraph in enumerate(paragraphs):
        kind = PassageKind.CAPTION if n in set(captions) else kinds[n]
        passages.append(Passage(kind, start, start + len(paragraph)))
        start += len(paragraph) + 1
    text = "\n".join(paragraphs)
    return Document(
        file=f"{name}.txt",
        key=f"https://example.org/{name}",
        sha256=sha256(f"{name}\n{text}".encode()).hexdigest(),
        text=text,
        source=f"<!--1616158800000--><p>{text}</p>",
        passages=tuple(passages),
        title=paragraphs[0],
        publisher=publisher,
        url=f"https://example.org/{name}",
        zone="Asia/Shanghai",
    )


def span(text: str, words: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def day(text: str, words: str, first: date, last: date | None = None, nth: int = 0) -> TimeMention:
    start, end = span(text, words, nth)
    edtf = first.isoformat() if last is None else f"{first.isoformat()}/{last.isoformat()}"
    return TimeMention(
        start=start,
        end=end,
        expression=words,
        kind=TimeKind.DATE,
        rule="month and day",
        edtf=edtf,
        first=first,
        last=last or first,
        precision=Precision.DAY,
        anchor=Anchor(AnchorKind.REFERENCE, date(2021, 3, 20), "2021年3月20日", "last before publication"),
        inferred=("year",),
        rejected=(Rejected("2022-03-18", "after publication"),),
        zone="当地时间",
        confidence=0.9,
    )


def mention(
    text: str, key: str, sentence: str, trigger: str, type: EventType, time: TimeMention | None, **more
) -> EventMention:
    start, end = span(text, sentence)
    trigger_start = text.index(trigger, start)
    return EventMention(
        key=key,
        start=start,
        end=end,
        trigger=trigger,
        trigger_start=trigger_start,
        trigger_end=trigger_start + len(trigger),
        type=type,
        status=more.pop("status", Status.HAPPENED),
        time=time,
        **more,
    )


def extraction(reference: date | None, **found) -> Extraction:
    return Extraction(ReferenceDay(reference, "stamp" if reference else "", "the only witness", 0.9), **found)


def event(mentions: Sequence[tuple[str, EventMention]], *, title: str, **more) -> Event:
    """An event of (document key, mention) pairs; what is not given comes from its first mention."""
    keyed = mentions[0][1]
    time = keyed.time
    given = {
        "id": keyed.key,
        "edtf": time.edtf if time else None,
        "first": time.first if time else None,
        "last": time.last if time else None,
        "precision": time.precision if time else Precision.VAGUE,
        "status": keyed.status,
        "type": keyed.type,
        "place": None,
        "participants": keyed.participants,
        "topics": keyed.topics,
        "salience": 4.0,
        "evidence": tuple(Evidence(of, each, ("same day and type",), 0.8) for of, each in mentions),
        "date_from": keyed.key,
        "documents": len({of for of, _ in mentions}),
        "sources": len({of for of, _ in mentions}),
    }
    return Event(title=title, **{**given, **more})


def talks() -> LinkedDocument:
    """Published, with a title, a caption, statements and two events."""
    text = document(
        "talks",
        (
            "中美在安克雷奇会谈",
            "3月18日，布林肯与杨洁篪在安克雷奇举行会谈。",
            "“中方不会让步。”崔天凯说，下周将再次会晤。",
            "图：布林肯3月18日抵达会谈现场。",
        ),
        "法广",
        captions=(3,),
    )
    words = text.text
    on = day(words, "3月18日", date(2021, 3, 18))
    pictured = day(words, "3月18日", date(2021, 3, 18), nth=1)
    planned = replace(
        day(words, "下周", date(2021, 3, 22), date(2021, 3, 28)), edtf="2021-W12", precision=Precision.PART_MONTH
    )
    both = (Participant(BLINKEN, Role.AGENT, "布林肯"), Participant(YANG, Role.COUNTERPART, "杨洁篪"))
    text = replace(
        text,
        witnesses=(
            Witness(WitnessKind.STAMP, "1616158800000", date(2021, 3, 19), datetime(2021, 3, 19, 13, tzinfo=UTC)),
            Witness(
                WitnessKind.DATELINE, "18日", day_of_month=18, start=span(words, "18日")[0], end=span(words, "18日")[1]
            ),
        ),
        left_out=(LeftOut(LeftOutKind.RELATED, "相关阅读：中美关系"),),
    )
    caption = mention(
        words,
        "m-caption",
        "图：布林肯3月18日抵达会谈现场。",
        "会谈",
        EventType.CONSULT,
        pictured,
        in_caption=True,
        score=9.0,
    )
    held = mention(
        words, "m-talks", "3月18日，布林肯与杨洁篪在安克雷奇举行会谈。", "会谈", EventType.CONSULT, on,
        participants=both, place="安克雷奇", topics=("中美关系",), in_lead=True, why=("trigger", "day"),
    )  # fmt: skip
    title = mention(words, "m-title", "中美在安克雷奇会谈", "会谈", EventType.CONSULT, None, in_title=True)
    usa = Participant(USA, Role.OBJECT, "美")
    again = mention(
        words, "m-again", "“中方不会让步。”崔天凯说，下周将再次会晤。", "会晤", EventType.CONSULT, planned,
        status=Status.PLANNED, status_cue="将", topics=("中美关系",), participants=(usa,),
    )  # fmt: skip
    said = Statement(
        "s-cui", *span(words, "中方不会让步。"), "说", StatementKind.DIRECT, CUI, "崔天凯", "name before verb", on
    )
    return LinkedDocument(
        text,
        extraction(
            date(2021, 3, 19),
            times=(on, planned, pictured),
            actors=(ActorMention(*span(words, "布林肯"), BLINKEN, "lexicon", title="国务卿"),),
            events=(title, held, again, caption),
            statements=(said,),
            topics=("中美关系",),
        ),
    )


def report() -> LinkedDocument:
    """A second document on the talks, in traditional characters, with a sanctions event."""
    text = document(
        "report", ("制裁前夕", "美国3月17日宣布制裁24名中港官員。", "拜登政府官員18日稱會談“坦率”。"), "中央社"
    )
    words = text.text
    before = day(words, "3月17日", date(2021, 3, 17))
    on = day(words, "18日", date(2021, 3, 18))
    sanction = mention(
        words, "m-sanction", "美国3月17日宣布制裁24名中港官員。", "制裁", EventType.SANCTION, before,
        participants=(Participant(USA, Role.AGENT, "美国"),), topics=("香港", "制裁"),
    )  # fmt: skip
    held = mention(words, "m-held", "拜登政府官員18日稱會談“坦率”。", "會談", EventType.CONSULT, on, in_quote=True)
    said = Statement(
        "s-official", *span(words, "坦率"), "稱", StatementKind.MIXED, None, "拜登政府官員", "group before verb"
    )
    return LinkedDocument(
        text,
        extraction(
            date(2021, 3, 20), times=(before, on), events=(sanction, held), statements=(said,), topics=("香港",)
        ),
    )


def undated() -> LinkedDocument:
    """No witness of a day: its one event lacks the year."""
    text = document("undated", ("研究简报", "4月9日，崔天凯出席了论坛。"))
    words = text.text
    open_day = replace(
        day(words, "4月9日", date(2021, 4, 9)),
        edtf="XXXX-04-09",
        first=None,
        last=None,
        open_year=OpenDate((4, 9), (4, 9)),
    )
    forum = mention(
        words, "m-forum", "4月9日，崔天凯出席了论坛。", "出席", EventType.OTHER, open_day,
        participants=(Participant(CUI, Role.AGENT, "崔天凯"),),
    )  # fmt: skip
    return LinkedDocument(text, extraction(None, times=(open_day,), events=(forum,)))


def linked_documents() -> tuple[LinkedDocument, ...]:
    return (talks(), report(), undated())


def linking() -> Linking:
    first, second, third = linked_documents()
    title, held, again, caption = first.extraction.events
    sanction, told = second.extraction.events
    (forum,) = third.extraction.events
    of_first, of_second, of_third = first.document.key, second.document.key, third.document.key
    consult = event(
        [(of_first, caption), (of_first, title), (of_first, held), (of_second, told)],
        title="中美安克雷奇会谈", id="m-talks", date_from="m-talks", place="安克雷奇", salience=5.0,
        participants=held.participants, topics=held.topics, salience_why=("2 documents",),
    )  # fmt: skip
    return Linking(
        events=(
            event([(of_second, sanction)], title="美国制裁24名中港官员", salience=3.5),
            consult,
            event([(of_first, again)], title="中美计划再次会晤"),
            event([(of_third, forum)], title="崔天凯出席论坛"),
        ),
        years=(InferredYear(of_third, 2021, (YearEvidence(of_first, "安克雷奇会谈", "same day and actors"),)),),
        statement_events=(("s-cui", "m-talks"),),
    )
