"""One event with two mentions, and one statement, as the store hands them out."""

from dataclasses import replace
from datetime import date

from app.extraction.mentions import Anchor, AnchorKind, Precision, StatementKind, TimeKind, TimeMention
from app.store.views import DocumentLabel, EventDetail, EventLine, MentionView, StatementView

TEXT = "会谈\n中美两国高层18日在安克雷奇会谈。双方都说有用。"
DOCUMENT = DocumentLabel(
    id="0123456789ab",
    file="a.txt",
    title="会谈",
    publisher="样报",
    url="https://example.org/1",
    published=date(2021, 3, 19),
)
TIME = TimeMention(
    start=9,
    end=12,
    expression="18日",
    kind=TimeKind.DATE,
    rule="day of month",
    edtf="2021-03-18",
    first=date(2021, 3, 18),
    last=date(2021, 3, 18),
    precision=Precision.DAY,
    anchor=Anchor(AnchorKind.REFERENCE, day=date(2021, 3, 19), words="2021-03-19"),
    inferred=("year", "month"),
)
MENTION = MentionView(
    key="m1",
    document=DOCUMENT,
    start=3,
    end=20,
    quote=TEXT[3:20],
    prefix=TEXT[:3],
    suffix=TEXT[20:],
    trigger_start=17,
    trigger_end=19,
    trigger="会谈",
    status="happened",
    status_cue="",
    type="CONSULT",
    time=TIME,
    participants=(),
    place="安克雷奇",
    reasons=(),
    why=(),
    year_inferred=False,
    implicit=False,
    in_title=False,
    in_caption=False,
)
LINE = EventLine(
    id="m1",
    title="中美会谈（安克雷奇）",
    edtf="2021-03-18",
    first=date(2021, 3, 18),
    last=date(2021, 3, 18),
    precision="day",
    status="happened",
    type="CONSULT",
    place="安克雷奇",
    salience=4.0,
    documents=1,
    sources=1,
    year_inferred=False,
    actors=(("中国", "agent"), ("美国", "counterpart")),
    topics=("中美关系",),
    quote=MENTION,
)
EVENT = EventDetail(
    line=LINE,
    date_from="m1",
    participants=(),
    mentions=(MENTION, replace(MENTION, key="m2", time=None)),
    statements=(),
    salience_why=(),
    years=(),
)
STATEMENT = StatementView(
    key="s1",
    document=DOCUMENT,
    start=24,
    end=26,
    quote=TEXT[24:26],
    verb="说",
    kind=StatementKind.DIRECT,
    speaker=None,
    speaker_words="双方",
    how="before",
    via=None,
    time=None,
    event_id="m1",
)


def event_like(**changes: object) -> EventDetail:
    """The sample with other values in its line."""
    return replace(EVENT, line=replace(LINE, **changes))  # type: ignore[arg-type]
