"""A small archive made by hand: every kind of date, status and document that the pages must show."""

from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine

from app.extraction.mentions import (
    Actor,
    ActorKind,
    Anchor,
    AnchorKind,
    EventMention,
    EventType,
    Extraction,
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
from app.linking.events import Event, Evidence, InferredYear, Linking, YearEvidence
from app.reading.document import Document, LeftOut, LeftOutKind, Passage, PassageKind, Witness, WitnessKind
from app.store.conclusions import replace_events
from app.store.engine import make_engine, migrate, open_session
from app.store.save import save_document
from tests.databases import new_database

CUI = Actor("崔天凯", ActorKind.PERSON, "中国", "驻美大使")
BIDEN = Actor("拜登", ActorKind.PERSON, "美国", "总统")
USA = Actor("美国", ActorKind.COUNTRY)
NASTY = '<script>alert("会谈")</script> & <b>粗体</b>'
INGESTED = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


def document(
    name: str, title: str, *paragraphs: str, published: str | None, publisher: str | None, url: str | None = None
) -> Document:
    parts = (title, *paragraphs)
    starts = [sum(len(part) + 1 for part in parts[:n]) for n in range(len(parts))]
    kinds = (PassageKind.TITLE, *[PassageKind.PARAGRAPH] * len(paragraphs))
    text = "\n".join(parts)
    day = date.fromisoformat(published) if published else None
    return Document(
        file=f"{name}.txt",
        key=url or name,
        sha256=sha256(text.encode()).hexdigest(),
        text=text,
        source=text,
        passages=tuple(
            Passage(kind, start, start + len(part)) for kind, start, part in zip(kinds, starts, parts, strict=True)
        ),
        title=title,
        publisher=publisher,
        url=url,
        zone="Asia/Shanghai",
        witnesses=(Witness(WitnessKind.FRONT_MATTER, f"date: {published}", day),) if day else (),
        left_out=(LeftOut(LeftOutKind.RELATED, "相关阅读：<i>另一篇</i>"),),
    )


PREVIEW = document(
    "preview",
    "中美将举行高层会晤",
    "应美方邀请，杨洁篪将于3月18日至19日在安克雷奇同布林肯举行中美高层战略对话。双方没有寒暄。",
    "3月11日，发言人就此次会晤作出表示。去年8月两国曾通话，具体年份不详的5月7日也有一次磋商。",
    published=None,
    publisher="第一财经研究院",
)
REPORT = document(
    "report",
    "双方对成果不表期待",
    "此前一天，美国宣布制裁24名官员。崔天凯周四表示：“我们没有过高的期待。”",
    "中美高层周四在安克雷奇举行会谈。有报道称双方拟在4月22日举行线上会谈。",
    "白宫否认3月20日会再谈一轮。明年下半年还有峰会。",
    published="2021-03-18",
    publisher="法国国际广播电台",
    url="https://www.rfi.fr/cn/20210318-report",
)
ENDED = document(
    "ended",
    f"会谈结束 {NASTY}",
    f"中美高层会谈3月19日在安克雷奇结束，会后{NASTY}没有宣布突破。",
    published="2021-03-20",
    publisher="联合早报",
    url="javascript:alert(1)",
)
DOCUMENTS = (PREVIEW, REPORT, ENDED)

UNDATED_TIME = TimeMention(0, 0, "", TimeKind.DATE, "month and day", edtf="XXXX-05-07", precision=Precision.DAY)


def when(
    source: Document, words: str, first: str | None, last: str | None = None, precision: Precision = Precision.DAY
) -> TimeMention:
    start = source.text.index(words)
    if first is None:
        return replace(UNDATED_TIME, start=start, end=start + len(words), expression=words)
    last = last or first
    return TimeMention(
        start,
        start + len(words),
        words,
        TimeKind.DATE,
        "weekday",
        edtf=first if first == last else f"{first}/{last}",
        first=date.fromisoformat(first),
        last=date.fromisoformat(last),
        precision=precision,
        anchor=Anchor(AnchorKind.REFERENCE, date(2021, 3, 18), "front-matter", "nearest"),
        rejected=(Rejected("2021-03-11", "farther"),),
    )


def mention(
    source: Document,
    sentence: str,
    trigger: str,
    time: TimeMention | None,
    kind: EventType = EventType.CONSULT,
    status: Status = Status.HAPPENED,
    cue: str = "",
) -> EventMention:
    start = source.text.index(sentence)
    trigger_start = source.text.index(trigger, start)
    return EventMention(
        key=sha256(f"{source.key}{start}{trigger}".encode()).hexdigest()[:16],
        start=start,
        end=start + len(sentence),
        trigger=trigger,
        trigger_start=trigger_start,
        trigger_end=trigger_start + len(trigger),
        type=kind,
        status=status,
        time=time,
        status_cue=cue,
        place="安克雷奇" if "安克雷奇" in sentence else None,
    )


PLANNED_TALKS = mention(
    PREVIEW,
    "应美方邀请，杨洁篪将于3月18日至19日在安克雷奇同布林肯举行中美高层战略对话。",
    "战略对话",
    when(PREVIEW, "3月18日至19日", "2021-03-18", "2021-03-19"),
    status=Status.PLANNED,
    cue="将",
)
TALKS = mention(REPORT, "中美高层周四在安克雷奇举行会谈。", "会谈", when(REPORT, "周四在安", "2021-03-18"))
ENDED_TALKS = mention(ENDED, ENDED.text.split("\n")[1], "会谈", when(ENDED, "3月19日", "2021-03-19"))
SANCTIONS = mention(
    REPORT, "此前一天，美国宣布制裁24名官员。", "制裁", when(REPORT, "此前一天", "2021-03-17"), EventType.SANCTION
)
# Two happenings told in one sentence: their marks lie inside each other.
ANNOUNCED = mention(
    REPORT, "此前一天，美国宣布制裁24名官员。", "宣布", when(REPORT, "此前一天", "2021-03-17"), EventType.STATEMENT
)
SAID = mention(
    REPORT, "崔天凯周四表示：“我们没有过高的期待。”", "表示", when(REPORT, "周四", "2021-03-18"), EventType.STATEMENT
)
PROPOSED = mention(
    REPORT,
    "有报道称双方拟在4月22日举行线上会谈。",
    "线上会谈",
    when(REPORT, "4月22日", "2021-04-22"),
    status=Status.LAPSED,
    cue="拟",
)
DENIED = mention(
    REPORT,
    "白宫否认3月20日会再谈一轮。",
    "再谈一轮",
    when(REPORT, "3月20日", "2021-03-20"),
    status=Status.DENIED,
    cue="否认",
)
SUMMIT = mention(
    REPORT,
    "明年下半年还有峰会。",
    "峰会",
    when(REPORT, "明年下半年", "2022-07-01", "2022-12-31", Precision.HALF),
    status=Status.PLANNED,
    cue="还有",
)
CALL = mention(
    PREVIEW,
    "去年8月两国曾通话，具体年份不详的5月7日也有一次磋商。",
    "通话",
    when(PREVIEW, "去年8月", "2020-08-01", "2020-08-31", Precision.MONTH),
)
CONSULTATION = mention(
    PREVIEW, "去年8月两国曾通话，具体年份不详的5月7日也有一次磋商。", "磋商", when(PREVIEW, "5月7日", None)
)

STATEMENT = Statement(
    key="statement0000001",
    start=REPORT.text.index("我们没有"),
    end=REPORT.text.index("期待。”") + 3,
    verb="表示",
    kind=StatementKind.DIRECT,
    speaker=CUI,
    speaker_words="崔天凯",
    how="subject",
)


def happening(title: str, *told: tuple[Document, EventMention], **parts: object) -> Event:
    """The event that these mentions tell of; its date is that of the first, or as `parts` say."""
    _, canonical = told[0]
    time = canonical.time
    assert time is not None
    event = Event(
        id=canonical.key,
        title=title,
        edtf=time.edtf,
        first=time.first,
        last=time.last,
        precision=time.precision,
        status=canonical.status,
        type=canonical.type,
        place=canonical.place,
        participants=(),
        topics=("中美关系",),
        salience=4.0,
        evidence=tuple(Evidence(source.key, each, ("same-day",), 1.0) for source, each in told),
        date_from=canonical.key,
        documents=len({source.key for source, _ in told}),
        sources=len({source.publisher for source, _ in told}),
    )
    return replace(event, **parts)  # type: ignore[arg-type]


MEETING = happening(
    "中美高层在安克雷奇会谈",
    (REPORT, TALKS),
    (PREVIEW, PLANNED_TALKS),
    (ENDED, ENDED_TALKS),
    edtf="2021-03-18/2021-03-19",
    last=date(2021, 3, 19),
    participants=(Participant(BIDEN, Role.AGENT, "拜登政府"), Participant(USA, Role.HOST, "美国")),
    year_inferred=True,
)
EVENTS = (
    MEETING,
    happening(
        "美国制裁24名官员", (REPORT, SANCTIONS), participants=(Participant(USA, Role.AGENT, "美国"),), topics=("香港",)
    ),
    happening("美国宣布制裁", (REPORT, ANNOUNCED)),
    happening("崔天凯谈期待", (REPORT, SAID), participants=(Participant(CUI, Role.SPEAKER, "崔天凯"),)),
    happening("线上会谈", (REPORT, PROPOSED)),
    happening("再谈一轮", (REPORT, DENIED)),
    happening("峰会", (REPORT, SUMMIT)),
    happening("两国通话", (PREVIEW, CALL)),
    happening("一次磋商", (PREVIEW, CONSULTATION)),
)
YEAR = InferredYear(PREVIEW.key, 2021, (YearEvidence(REPORT.key, "在安克雷奇举行会谈", "两篇文献写的是同一次会谈"),))


def extraction(source: Document) -> Extraction:
    own = [each.mention for event in EVENTS for each in event.evidence if each.document_key == source.key]
    published = source.witnesses[0].day if source.witnesses else None
    return Extraction(
        reference=ReferenceDay(published, "front-matter" if published else "", "only-witness", 1.0),
        events=tuple(sorted(own, key=lambda each: each.start)),
        statements=(STATEMENT,) if source is REPORT else (),
    )


def make_archive(folder: Path, extra: int = 0, kind: str = "sqlite") -> Engine:
    """A database with all of it, and `extra` more events, a day each, for lists of several pages."""
    engine = new_database(kind, folder)
    long = _long_document(extra)
    with open_session(engine, writing=True) as session:
        for source in DOCUMENTS:
            save_document(session, source, extraction(source), ingested_at=INGESTED)
        events = [*EVENTS]
        if extra:
            more = [_day_of(long, n) for n in range(extra)]
            read = Extraction(ReferenceDay(date(2022, 1, 1), "front-matter", "only-witness", 1.0), events=tuple(more))
            save_document(session, long, read, ingested_at=INGESTED)
            events += [
                happening(f"第{n}次磋商", (long, each), participants=(_delegate(n),)) for n, each in enumerate(more)
            ]
        replace_events(session, Linking(tuple(events), (YEAR,), ((STATEMENT.key, SAID.key),)))
    return engine


def make_faint_archive(folder: Path) -> Engine:
    """One event that matters, its repeat of the next day, and one of long ago."""
    engine = make_engine(f"sqlite:///{folder}/faint.db")
    migrate(engine)
    events = (
        happening("旧事", (PREVIEW, CALL), background=True),
        happening("大事", (REPORT, SANCTIONS)),
        happening("大事又起", (REPORT, SAID), salience=1.0, folded_into=SANCTIONS.key),
    )
    with open_session(engine, writing=True) as session:
        for source in DOCUMENTS:
            save_document(session, source, extraction(source), ingested_at=INGESTED)
        replace_events(session, Linking(events, ()))
    return engine


def make_empty_archive(folder: Path) -> Engine:
    engine = make_engine(f"sqlite:///{folder}/empty.db")
    migrate(engine)
    return engine


def _long_document(length: int) -> Document:
    sentences = [f"第{n}天双方进行第{n}次磋商。" for n in range(length)]
    return document("long", "长谈", *sentences, published="2022-01-01", publisher="新华社")


def _delegate(n: int) -> Participant:
    return Participant(Actor(f"代表{n % 20}", ActorKind.PERSON), Role.AGENT, "代表")


def _day_of(source: Document, n: int) -> EventMention:
    day = date.fromordinal(date(2021, 6, 1).toordinal() + n).isoformat()
    return mention(source, f"第{n}天双方进行第{n}次磋商。", "磋商", when(source, f"第{n}天", day))
