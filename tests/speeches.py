"""A small archive of who said what: five documents, one utterance in two versions, a country and its people."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from app.extraction.mentions import (
    Actor,
    ActorKind,
    ActorMention,
    EventType,
    Participant,
    Precision,
    Role,
    Statement,
    StatementKind,
    Status,
)
from app.linking.events import LinkedDocument, Linking, Utterance, Version
from app.store.conclusions import replace_events
from app.store.engine import open_session
from app.store.save import save_document
from tests.archive import CUI, NOON, USA, day, document, event, extraction, mention, span
from tests.databases import new_database

SULLIVAN = Actor("沙利文", ActorKind.PERSON, "美国", "总统国家安全事务助理")
BIDEN = Actor("拜登", ActorKind.PERSON, "美国", "美国总统")
CHINA = Actor("中国", ActorKind.COUNTRY)


def make_speeches(folder: Path, kind: str = "sqlite") -> Engine:
    engine = new_database(kind, folder)
    documents = (_first(), _second(), _third(), _undated(), _sanction())
    with open_session(engine, writing=True) as session:
        for linked in documents:
            save_document(session, linked.document, linked.extraction, ingested_at=NOON)
        replace_events(session, _linking(documents))
    return engine


def _first() -> LinkedDocument:
    text = document("first", ("大使谈对话", "崔天凯17日表示：“我们没有过高的期待或幻想。”"), "法国国际广播电台")
    words = text.text
    on = day(words, "17日", date(2021, 3, 17))
    told = mention(
        words, "m-first", "崔天凯17日表示：“我们没有过高的期待或幻想。”", "表示", EventType.STATEMENT, on,
        participants=(Participant(CUI, Role.SPEAKER, "崔天凯"), Participant(CHINA, Role.OBJECT, "中方")),
        topics=("中美关系",),
    )  # fmt: skip
    said = Statement(
        "s-first", *span(words, "我们没有过高的期待或幻想。"), "表示", StatementKind.DIRECT, CUI, "崔天凯", "before", on
    )
    return LinkedDocument(text, extraction(date(2021, 3, 18), times=(on,), events=(told,), statements=(said,)))


def _second() -> LinkedDocument:
    text = document("second", ("期待与幻想", "中國大使說，沒有過高的期待和幻想。"), "联合早报")
    said = Statement(
        "s-second",
        *span(text.text, "沒有過高的期待和幻想"),
        "說",
        StatementKind.INDIRECT,
        CUI,
        "中國大使",
        "before",
        via="路透社",
    )
    return LinkedDocument(text, extraction(date(2021, 3, 19), statements=(said,)))


def _third() -> LinkedDocument:
    text = document(
        "third",
        ("会谈之后", "拜登称2020年的大选已经过去。美国官员说会谈坦率。", "沙利文3月20日与崔天凯通话，说将信守承诺。"),
        "法国国际广播电台",
    )
    words = text.text
    year = replace(day(words, "2020年", date(2020, 1, 1), date(2020, 12, 31)), edtf="2020", precision=Precision.YEAR)
    on = day(words, "3月20日", date(2021, 3, 20))
    call = mention(
        words, "m-call", "沙利文3月20日与崔天凯通话，说将信守承诺。", "通话", EventType.CONSULT, on,
        participants=(Participant(SULLIVAN, Role.AGENT, "苏利文"), Participant(CUI, Role.COUNTERPART, "崔天凯")),
        topics=("中美关系", "外交"),
    )  # fmt: skip
    statements = (
        Statement(
            "s-biden", *span(words, "2020年的大选已经过去"), "称", StatementKind.INDIRECT, BIDEN, "拜登", "x", year
        ),
        Statement("s-official", *span(words, "会谈坦率"), "说", StatementKind.INDIRECT, None, "美国官员", "x"),
        Statement("s-sullivan", *span(words, "将信守承诺"), "说", StatementKind.INDIRECT, SULLIVAN, "沙利文", "x", on),
    )
    return LinkedDocument(text, extraction(date(2021, 3, 20), times=(year, on), events=(call,), statements=statements))


def _undated() -> LinkedDocument:
    text = document("undated", ("无日期", "拜登说：“100%会回来，_不_会走。”"))
    said = Statement(
        "s-undated", *span(text.text, "100%会回来，_不_会走。"), "说", StatementKind.DIRECT, BIDEN, "拜登", "x"
    )
    return LinkedDocument(text, extraction(None, statements=(said,)))


def _sanction() -> LinkedDocument:
    text = document("sanction", ("制裁", "美国3月17日宣布制裁24名官员。"), "中央社")
    words = text.text
    on = day(words, "3月17日", date(2021, 3, 17))
    done = mention(
        words, "m-sanction", "美国3月17日宣布制裁24名官员。", "制裁", EventType.SANCTION, on,
        participants=(Participant(USA, Role.AGENT, "华府"), Participant(CHINA, Role.OBJECT, "中国")),
        topics=("制裁",),
    )  # fmt: skip
    planned = mention(
        words, "m-planned", "美国3月17日宣布制裁24名官员。", "宣布", EventType.STATEMENT,
        replace(on, edtf="2031-03-17", first=date(2031, 3, 17), last=date(2031, 3, 17)),
        status=Status.PLANNED, participants=(Participant(USA, Role.AGENT, "美国"),), topics=("制裁",),
    )  # fmt: skip
    heard = ActorMention(*span(words, "美国"), USA, "lexicon")
    return LinkedDocument(text, extraction(date(2021, 3, 18), times=(on,), actors=(heard,), events=(done, planned)))


def _linking(documents: tuple[LinkedDocument, ...]) -> Linking:
    first, _, third, _, sanction = documents
    told, call = first.extraction.events[0], third.extraction.events[0]
    done, planned = sanction.extraction.events
    return Linking(
        events=(
            event([(first.document.key, told)], title="崔天凯谈期待"),
            event([(third.document.key, call)], title="沙利文与崔天凯通话", salience=4.0),
            event([(sanction.document.key, done)], title="美国制裁24名官员", salience=5.0),
            event([(sanction.document.key, planned)], title="美国将再宣布制裁"),
        ),
        years=(),
        statement_events=(("s-first", "m-first"), ("s-sullivan", "m-call")),
        utterances=(Utterance("s-first", (Version("s-first", ()), Version("s-second", (("或", "和"),)))),),
    )
