"""What `annals dates` does: JSON lines of texts in, JSON lines of explained dates out; or one text, told in words."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from app.extraction.dates import find_times, words
from app.extraction.mentions import TimeKind, TimeMention

_KINDS = {
    TimeKind.VAGUE: "vague",
    TimeKind.DURATION: "duration",
    TimeKind.SET: "set",
    TimeKind.ERA: "vague",
}


class BadLine(ValueError):
    """A line that is no `{"id", "text", "reference"}`; the message names it and what is wrong."""


def dates_of_lines(lines: Iterable[str]) -> Iterator[str]:
    """One JSON line for each that is not blank. Raises BadLine at the first that cannot be read."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            asked = _read(line, number)
            mentions = find_times(asked["text"], asked["reference"])
            answer = {"id": asked["id"], "mentions": [mention_as_dict(one) for one in mentions]}
            yield json.dumps(answer, ensure_ascii=False)


def dates_in_words(text: str, reference: str | None) -> str:
    """Each mention of the text with its explanation, a blank line between two. Raises ValueError for a bad day."""
    mentions = find_times(text, reference_day(reference))
    if not mentions:
        return "没有时间表达"
    return "\n\n".join("\n".join(words(mention)) for mention in mentions)


def reference_day(written: str | None) -> date | None:
    """The day of an ISO day or instant, on the clock that the instant is written in."""
    if not written:
        return None
    return date.fromisoformat(written) if len(written) == 10 else datetime.fromisoformat(written).date()


def mention_as_dict(mention: TimeMention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.expression,
        "edtf": mention.edtf,
        "first": None if mention.first is None else mention.first.isoformat(),
        "last": None if mention.last is None else mention.last.isoformat(),
        "precision": mention.precision.value,
        "kind": _KINDS.get(mention.kind) or ("range" if "/" in (mention.edtf or "") else "point"),
        "clock": mention.clock,
        "zone": mention.zone,
        "trace": trace_of(mention),
    }


def trace_of(mention: TimeMention) -> dict[str, Any]:
    """How the value came about, as data and in words."""
    anchor = mention.anchor
    return {
        "anchor": {
            "kind": anchor.kind.value,
            "day": None if anchor.day is None else anchor.day.isoformat(),
            "words": anchor.words,
            "why": anchor.why,
            "start": anchor.start,
        },
        "rule": mention.rule,
        "rejected": [{"edtf": one.edtf, "reason": one.reason} for one in mention.rejected],
        "inferred": list(mention.inferred),
        "confidence": mention.confidence,
        "words": list(words(mention)),
    }


def _read(line: str, number: int) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadLine(f"line {number}: not JSON: {error.msg}") from None
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise BadLine(f'line {number}: expected an object with a "text"')
    try:
        day = reference_day(asked.get("reference"))
    except (TypeError, ValueError):
        raise BadLine(f"line {number}: {asked.get('reference')!r} is no ISO day or instant") from None
    return {"id": asked.get("id"), "text": asked["text"], "reference": day}
