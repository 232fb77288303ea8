"""A small archive from texts, with everything that an event page compares: a dispute, a reprint, drift, a caption."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from app.extraction import extract
from app.linking import link
from app.reading.document import Document
from app.store.conclusions import replace_events
from app.store.engine import make_engine, migrate, open_session
from app.store.load import list_linked_documents
from app.store.save import save_document
from tests.archive import NOON
from tests.extraction.articles import article

TALKS = "杨洁篪与布林肯3月18日在安克雷奇举行会谈，双方讨论了台湾、香港与新疆问题。"
DENIAL = "布林肯说，此次会谈并非“战略对话”。"
STRANGE = "会谈😀在安克雷奇\u202b举行\u202c，屏幕\ufffd上写着</mark><b>𠮷野家</b>。"


def _document(name: str, day: date, *paragraphs: str, publisher: str, **parts: object) -> Document:
    made = article(*paragraphs, name=name, published=day, title=f"{publisher}的报道", **parts)  # type: ignore[arg-type]
    return replace(made, publisher=publisher, url=f"https://news.example.org/{name}-1")


PLAN = _document(
    "plan",
    date(2021, 3, 17),
    "应美方邀请，杨洁篪将于3月18日在安克雷奇同布林肯举行中美高层战略对话。",
    "崔天凯3月17日说：“我们对此次会谈没有过高的期待和幻想。”",
    publisher="新华社",
)
REPORT = _document(
    "report",
    date(2021, 3, 19),
    f"{TALKS}{DENIAL}",
    "崔天凯3月17日说：“我们对此次会谈没有过高的期待或幻想。”近年来双方多有分歧。",
    publisher="法广",
)
REPRINT = _document("reprint", date(2021, 3, 19), TALKS, publisher="转载网")
COUNTED = _document("counted", date(2021, 3, 18), "美国3月17日宣布制裁24名中国官员。", publisher="甲报")
MISCOUNTED = _document("miscounted", date(2021, 3, 18), "美国3月17日宣布制裁14名中国官员。", publisher="乙报")
CAPTION = _document(
    "caption", date(2021, 3, 22), "会场外有人示威。", publisher="丙报", captions=("2月3日，洪水冲毁了河南的一座大桥。",)
)
ODD = _document("odd", date(2021, 3, 23), f"杨洁篪与布林肯3月22日{STRANGE}", publisher="丁报")
DOCUMENTS = (PLAN, REPORT, REPRINT, COUNTED, MISCOUNTED, CAPTION, ODD)


def make_disputed_archive(folder: Path) -> Engine:
    engine = make_engine(f"sqlite:///{folder}/disputed.db")
    migrate(engine)
    with open_session(engine, writing=True) as session:
        for document in DOCUMENTS:
            save_document(session, document, extract(document), ingested_at=NOON)
        replace_events(session, link(list_linked_documents(session)))
    return engine
