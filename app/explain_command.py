"""What `annals explain` prints: why an event is as it is, from the rows that its page shows."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.extraction.dates import words
from app.linking.events import Slot, Stand
from app.store.events import get_event
from app.store.views import EventDetail, MentionView
from app.web import labels

_LONGEST_QUOTE = 60
_STANDS = {Stand.AGREES: "", Stand.LESS_PRECISE: "（较粗）", Stand.CONFLICTS: "（矛盾）"}


def explain(session: Session, id: str) -> Iterator[str]:
    """Lines. `id` is an event or any mention of it. Raises NotFound."""
    detail = get_event(session, id)
    line = detail.line
    yield f"{line.title}  [{line.id}]"
    if line.id != id:
        yield f"引文 {id} 现在归入这个事件"
    yield f"{labels.TYPES[line.type]}，{line.documents} 篇文献，{line.sources} 个独立来源"
    yield from _date(detail)
    yield from _status(detail)
    yield f"重要性 {line.salience:.2f}：" + "，".join(detail.salience_why)
    if line.background:
        yield "背景：所有文献都在一年以后才提到它"
    if line.folded_into:
        yield f"重复：并入 {line.folded_into}"
    yield from (f"分歧 {text}" for slot in detail.slots if len(slot.values) > 1 for text in [_slot(slot)])
    for mention in detail.mentions:
        yield from _link(mention)


def _date(detail: EventDetail) -> Iterator[str]:
    yield f"日期 {detail.line.edtf or '不详'}"
    dated_by = next((mention for mention in detail.mentions if mention.key == detail.date_from), None)
    if dated_by and dated_by.time:
        yield from (f"  {step}" for step in words(dated_by.time))
    for year in detail.years:
        yield f"  年份 {year.year} 由旁证推定（{year.document_key}）"
        yield from (f"    {each.detail}：{each.event_words[:_LONGEST_QUOTE]}" for each in year.evidence)


def _status(detail: EventDetail) -> Iterator[str]:
    yield f"状态 {labels.STATUSES[detail.line.status]}"
    for mention in detail.mentions:
        cue = f"“{mention.status_cue}”" if mention.status_cue else ""
        day = mention.document.published or "日期不详"
        yield f"  {day} {labels.STATUSES[mention.status]}{cue}  {mention.document.publisher or mention.document.file}"


def _slot(slot: Slot) -> str:
    told = ((each, len(each.mentions) or len(each.spans)) for each in slot.values)
    values = "；".join(f"{each.value}{_STANDS[each.stand]}×{number}" for each, number in told)
    silent = f"；{len(slot.absent)} 篇未提" if slot.absent else ""
    return f"{labels.slot(slot.name, slot.subject)}：{values}{silent}"


def _link(mention: MentionView) -> Iterator[str]:
    quote = mention.quote if len(mention.quote) <= _LONGEST_QUOTE else f"{mention.quote[: _LONGEST_QUOTE - 1]}…"
    yield f"引文 {mention.key}  {mention.document.file}"
    yield f"  {quote}"
    yield "  " + ("，".join(labels.reason(reason) for reason in mention.reasons) or "独自成立")
