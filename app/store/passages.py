"""Mentions as pages show them: the quote, its neighbours and its document."""

from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session

from app.store.snapshots import load_participants, load_time
from app.store.tables import DOCUMENT, MENTION
from app.store.views import DocumentLabel, MentionView, QuoteView

AnyRow = Row[*tuple[Any, ...]]

# Columns of a document that a label needs, under names that no mention or statement has.
LABEL = tuple(
    DOCUMENT.c[name].label(f"document_{name}")
    for name in ("id", "file", "title", "publisher", "url", "published", "inferred_year", "key")
)


_QUOTED = tuple(
    MENTION.c[name]
    for name in ("event_id", "key", "start", "end", "quote", "trigger_start", "trigger_end", "time_json")
)


def list_quotes(session: Session, condition: ColumnElement[bool]) -> dict[str, list[AnyRow]]:
    """Rows for `quote_of` by the id of their event, in the order of the event's evidence."""
    query = select(*_QUOTED, *LABEL).join(DOCUMENT, DOCUMENT.c.id == MENTION.c.document_id).where(condition)
    quotes: dict[str, list[AnyRow]] = defaultdict(list)
    for row in session.execute(query.order_by(MENTION.c.event_id, MENTION.c.position)).all():
        quotes[row[0]].append(row)
    return quotes


def quote_of(row: AnyRow) -> QuoteView:
    _, key, start, end, quote, trigger_start, trigger_end, time = row[: len(_QUOTED)]
    return QuoteView(key, label_of(row), start, end, quote, trigger_start, trigger_end, load_time(time))


def list_mentions(session: Session, condition: ColumnElement[bool]) -> dict[str, list[MentionView]]:
    """Mentions by the id of their event, in the order of the event's evidence."""
    columns = [column for column in MENTION.c if column.name != "document_id"]
    found = session.execute(
        select(*columns, *LABEL)
        .join(DOCUMENT, DOCUMENT.c.id == MENTION.c.document_id)
        .where(condition)
        .order_by(MENTION.c.event_id, MENTION.c.position)
    )
    mentions: dict[str, list[MentionView]] = defaultdict(list)
    for row in found:
        mentions[row.event_id].append(mention_of(row))
    return mentions


def mention_of(row: AnyRow) -> MentionView:
    return MentionView(
        key=row.key,
        document=label_of(row),
        start=row.start,
        end=row.end,
        quote=row.quote,
        prefix=row.prefix,
        suffix=row.suffix,
        trigger_start=row.trigger_start,
        trigger_end=row.trigger_end,
        trigger=row.trigger,
        status=row.status,
        status_cue=row.status_cue,
        type=row.type,
        time=load_time(row.time_json),
        participants=load_participants(row.participants_json),
        place=row.place,
        reasons=tuple(row.reasons),
        why=tuple(row.why),
        year_inferred=row.year_inferred,
        implicit=row.implicit,
        in_title=row.in_title,
        in_caption=row.in_caption,
    )


def label_of(row: AnyRow) -> DocumentLabel:
    return DocumentLabel(
        id=row.document_id,
        file=row.document_file,
        title=row.document_title,
        publisher=row.document_publisher,
        url=row.document_url,
        published=row.document_published,
        inferred_year=row.document_inferred_year,
        key=row.document_key,
    )
