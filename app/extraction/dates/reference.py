"""The day that a document speaks from, weighed from all its witnesses."""

import re
from collections import Counter
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from app.extraction.dates.calendar import day_or_none, month_shifted
from app.extraction.dates.numerals import number
from app.extraction.folding import fold
from app.extraction.mentions import ReferenceDay, Rejected
from app.reading.document import Document, Witness, WitnessKind

# How much a witness counts. Measured on feeds: the day in an address is right in 99 of 100, stamps trail by hours.
_WEIGHTS = {
    WitnessKind.URL: 5.0,
    WitnessKind.TIME_ELEMENT: 3.0,
    WitnessKind.FRONT_MATTER: 3.0,
    WitnessKind.ROC_CODE: 3.0,
    WitnessKind.BODY_STAMP: 2.5,
    WitnessKind.STAMP: 2.0,
}
_MOST_DAYS_BACK = 20
_PAIR = re.compile(
    r"(今|昨|前|明)[天日晚早][ ]?[（(][ ]?(?:[0-9]{4}年)?(?:([0-9]{1,2})月)?([0-9]{1,2})[日号]?[ ]?[)）]"
    r"|(今|昨)[（(]([0-9]{1,2})[)）][日天晚]"
)
_PAIR_DAYS = {"今": 0, "昨": -1, "前": -2, "明": 1}


def choose_reference(document: Document) -> ReferenceDay:
    """The reference day with the witness that won, why, and what every other witness said."""
    said = {id(one): _day_of(one, document.zone) for one in document.witnesses}
    published = _published(document.witnesses, said)
    if published is None:
        return ReferenceDay(None, "", "no-witness", 0.0, _others(document.witnesses, said, None))
    day, winner, agreeing = published
    why = "witnesses-agree" if agreeing > 1 else "only-witness" if len(said) == 1 else "best-witness"
    confidence = 0.97 if agreeing > 1 else 0.93
    dateline = next((one for one in document.witnesses if one.kind is WitnessKind.DATELINE), None)
    placed = None if dateline is None else place_dateline(dateline, day)
    if dateline is not None and placed is not None:
        day, winner, why, confidence = placed, dateline, "dateline-overrides", 0.97
    paired = _paired_day(document.text, day)
    others = _others(document.witnesses, said, winner)
    if paired is not None and paired[0] != day:
        corrected, words = paired
        others = (*others, Rejected(day.isoformat(), winner.kind.value))
        return ReferenceDay(corrected, words, "bracket-pair-corrects", 0.95, others)
    return ReferenceDay(day, winner.kind.value, why, confidence, others)


def _day_of(witness: Witness, zone: str | None) -> date | None:
    """Its day on the publisher's clock; for an unknown publisher the day in UTC."""
    if witness.instant is not None:
        return witness.instant.astimezone(ZoneInfo(zone or "UTC")).date()
    return witness.day


def _published(witnesses: tuple[Witness, ...], said: dict[int, date | None]) -> tuple[date, Witness, int] | None:
    """The day with the most weight behind it, its weightiest witness, and how many agree."""
    days: Counter[date] = Counter()
    for one in witnesses:
        day = said[id(one)]
        if day is not None and one.kind in _WEIGHTS:
            days[day] += _WEIGHTS[one.kind]  # type: ignore[assignment]
    if not days:
        return _dateline_alone(witnesses)
    best = max(days, key=lambda day: (days[day], day))
    backing = [one for one in witnesses if said[id(one)] == best and one.kind in _WEIGHTS]
    return best, max(backing, key=lambda one: _WEIGHTS[one.kind]), len({one.kind for one in backing})


def _dateline_alone(witnesses: tuple[Witness, ...]) -> tuple[date, Witness, int] | None:
    """A dateline with its whole date is a witness of its own."""
    full = next((one for one in witnesses if one.kind is WitnessKind.DATELINE and one.day is not None), None)
    return None if full is None or full.day is None else (full.day, full, 1)


def place_dateline(dateline: Witness, published: date) -> date | None:
    """The nearest day with the dateline's numbers up to `published`, at most 20 days back; else None."""
    if dateline.day is not None:
        return dateline.day if 0 <= (published - dateline.day).days <= _MOST_DAYS_BACK else None
    if dateline.day_of_month is None:
        return None
    # A dateline may lie a day ahead of a stamp in a zone further west.
    latest = published + timedelta(days=1)
    for back in (0, -1):
        year, month = month_shifted(latest.year, latest.month, back)
        found = day_or_none(year, month, dateline.day_of_month)
        if found is None or found > latest or (dateline.month is not None and dateline.month != month):
            continue
        return found if (published - found).days <= _MOST_DAYS_BACK else None
    return None


def _paired_day(text: str, near: date) -> tuple[date, str] | None:
    """The day that 今天（21日） and the like agree on, if most of them do, within three days of `near`."""
    votes: Counter[date] = Counter()
    words: dict[date, str] = {}
    for match in _PAIR.finditer(fold(text)):
        today = _today_of_pair(match, near)
        if today is not None:
            votes[today] += 1
            words.setdefault(today, text[match.start() : match.end()])
    if not votes:
        return None
    day, count = votes.most_common(1)[0]
    return (day, words[day]) if count * 2 > votes.total() else None


def _today_of_pair(match: re.Match[str], near: date) -> date | None:
    word, month, day = match[1] or match[4], match[2], number(match[3] or match[5])
    if day is None:
        return None
    for by in (0, -1, 1):
        year, at = month_shifted(near.year, near.month, by)
        named = day_or_none(year, at, day)
        if named is None or (month is not None and int(month) != at):
            continue
        today = named - timedelta(days=_PAIR_DAYS[word])
        if abs((today - near).days) <= 3:
            return today
    return None


def _others(
    witnesses: tuple[Witness, ...], said: dict[int, date | None], winner: Witness | None
) -> tuple[Rejected, ...]:
    return tuple(
        Rejected(day.isoformat() if (day := said[id(one)]) is not None else one.words, one.kind.value)
        for one in witnesses
        if one is not winner
    )
