"""Agreement inside the document: 周二 of a title is the 16日 of its lead."""

from dataclasses import replace
from datetime import date

from app.extraction.dates.context import Context
from app.extraction.mentions import Anchor, AnchorKind, Rejected, TimeMention

_LONGEST_TITLE = 80
_LEAD_ENDS = 700
_MARKED = frozenset(("future-marker", "past-marker", "agrees-with-text"))


def agree(context: Context) -> None:
    """Let a bare weekday of the title take the day that the lead writes out, if that is one of its candidates."""
    end = context.text.find("\n")
    if not 0 < end <= _LONGEST_TITLE:
        return
    for index, mention in enumerate(context.mentions):
        if mention.start >= end:
            return
        if mention.rule == "weekday" and mention.rejected and mention.anchor.why not in _MARKED:
            context.mentions[index] = _agreed(mention, context.mentions[index + 1 :], end)


def _agreed(mention: TimeMention, following: list[TimeMention], title_end: int) -> TimeMention:
    others = {one.edtf: one for one in mention.rejected}
    for written in following:
        if written.start > _LEAD_ENDS:
            break
        if written.start <= title_end or written.rule not in ("day", "month and day", "full date", "day named twice"):
            continue
        if written.edtf == mention.edtf:
            break
        if written.edtf in others and written.first is not None:
            return _taken(mention, written, written.first)
    return mention


def _taken(mention: TimeMention, written: TimeMention, day: date) -> TimeMention:
    anchor = Anchor(AnchorKind.MENTION, day, written.expression, "agrees-with-text", written.start)
    kept = tuple(one for one in mention.rejected if one.edtf != day.isoformat())
    rejected = (*kept, Rejected(mention.edtf or "", "disagrees-with-text"))
    return replace(mention, first=day, last=day, edtf=day.isoformat(), anchor=anchor, rejected=rejected)
