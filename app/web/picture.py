"""The picture above the list: bars over time with their axis, the ways to zoom and pan, and the landmarks named in it.

Across, everything is in per cent, so that the browser fits it to any width without bending letters; down, in pixels.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from markupsafe import Markup
from sqlalchemy.orm import Session

from app.filters import EventFilter, changed
from app.store.density import MAX_BARS, Bar, Density, Step, count_over_time, list_landmarks
from app.store.views import NamedEvent
from app.web import links
from app.web.compiling import Templates, place
from app.web.days import (
    between_years,
    day_words,
    month_words,
    short_day_words,
    short_month_of_year,
    short_month_words,
    stretch_words,
    year_words,
)
from app.web.language import say, spoken

BARS_HEIGHT = 72
_SMALLEST = 2.0  # pixels: one event must be seen beside a thousand
_GAP = 0.18  # of a bar's width
_MAX_TICKS = 9
_NARROW_TICKS = 3  # on a phone every third is named
_LANDMARKS = 40  # looked at
_ROWS = 2
_LANDMARK_LENGTH = 13  # Chinese characters named, about 12 px each
_LANDMARK_WIDTH = 20.5  # per cent that such a name takes on a wide page
_NARROW_WIDTH = 48.0
_SLOT, _PART, _ROW = "shared/_bars_slot.html", "shared/_bars_part.html", "shared/_bars_row.html"
_FILLED = "href x width slot_x slot_width parts kind y height happened planned uncertain"
_PLACES = {name: place(name) for name in _FILLED.split()}


@dataclass(frozen=True)
class Bars:
    """As HTML: `slots` stand in the picture, `rows` in its table. `first` and `last` are the outermost in words."""

    count: int
    first: str
    last: str
    slots: Markup
    rows: Markup


@dataclass(frozen=True)
class Tick:
    x: str
    words: str
    is_minor: bool


@dataclass(frozen=True)
class Landmark:
    """A weighty event named in the picture. `row` counts from the top; `x` is where its bar stands, `anchor` the
    side from which its name is written."""

    x: str
    row: int
    anchor: str
    words: str
    title: str
    href: str
    is_minor: bool


@dataclass(frozen=True)
class Move:
    """A way to another stretch of time. `key` is its key on the keyboard; `href` is None where it leads nowhere."""

    name: str
    sign: str
    key: str
    href: str | None


@dataclass(frozen=True)
class Picture:
    step: Step
    words: str
    highest: int
    bars: Bars
    ticks: tuple[Tick, ...]
    landmarks: tuple[Landmark, ...]
    moves: tuple[Move, ...]
    earlier: tuple[int, str]
    later: tuple[int, str]
    undated: tuple[int, str]


def picture_of(templates: Templates, session: Session, chosen: EventFilter, *, swaps: bool = False) -> Picture | None:
    """The picture of a view; None when it holds no dated event. `swaps`: its bars change the view in place."""
    if chosen.undated or (density := count_over_time(session, chosen)) is None:
        return None
    named = list_landmarks(session, chosen, density, _LANDMARKS)
    highest = max(bar.total for bar in density.bars)
    return Picture(
        step=density.step,
        words=_whole(density),
        highest=highest,
        bars=_bars(templates, chosen, density, highest, swaps=swaps),
        ticks=tuple(_ticks(density)),
        landmarks=tuple(_landmarks(chosen, density, named)),
        moves=_moves(chosen, density),
        earlier=(density.earlier, _range(chosen, None, density.first - timedelta(days=1)) if density.earlier else ""),
        later=(density.later, _range(chosen, density.last + timedelta(days=1), None) if density.later else ""),
        undated=(
            density.undated,
            links.timeline(changed(chosen, undated=True, first=None, last=None)) if density.undated else "",
        ),
    )


def _bars(templates: Templates, chosen: EventFilter, density: Density, highest: int, *, swaps: bool) -> Bars:
    """Of a stretch of time, only numbers, places in the picture and the rest of the view differ from page to page.
    Where nothing swaps, nobody draws a range, and empty stretches are left out."""
    between = links.timeline_between(chosen)
    part = templates.kept_pattern(spoken(), _PART, (), lambda: _PLACES)
    words = [_words(density.step, bar) for bar in density.bars]
    slots, rows = [], []
    for bar, bar_words, position in zip(density.bars, words, _positions(len(words)), strict=True):
        # An address has nothing else to be escaped.
        href = between(bar.first, bar.last).replace("&", "&amp;")
        values: dict[str, object] = {"total": bar.total, "href": href, "parts": "", **position}
        if bar.total:
            counts = {"happened": bar.happened, "planned": bar.planned, "uncertain": bar.uncertain}
            rows.append(_pattern(templates, _ROW, density.step, bar, bar_words, swaps) % {**values, **counts})
            values["parts"] = "".join([part % {**position, **each} for each in _parts(bar, highest)])
        if bar.total or swaps:
            slots.append(_pattern(templates, _SLOT, density.step, bar, bar_words, swaps) % values)
    return Bars(len(words), words[0], words[-1], slots=Markup("".join(slots)), rows=Markup("".join(rows)))


def _pattern(templates: Templates, name: str, step: Step, bar: Bar, words: str, swaps: bool) -> str:
    is_one = bar.total == 1

    def context() -> dict[str, object]:
        return {**_PLACES, "bar": bar, "words": words, "swaps": swaps, "total": 1 if is_one else place("total")}

    return templates.kept_pattern(spoken(), name, (step, bar.first, bar.last, swaps, is_one), context)


@lru_cache(maxsize=MAX_BARS)
def _positions(count: int) -> tuple[dict[str, str], ...]:
    """Across, of each of so many bars, with the gap to the next and without."""
    slot = 100 / count
    return tuple(
        {
            "x": _percent(slot * (n + _GAP / 2)),
            "width": _percent(slot * (1 - _GAP)),
            "slot_x": _percent(slot * n),
            "slot_width": _percent(slot),
        }
        for n in range(count)
    )


def _parts(bar: Bar, highest: int) -> Iterator[dict[str, str]]:
    """The coloured pieces of a bar from the ground up: happened, planned, uncertain."""
    ground = float(BARS_HEIGHT)
    for kind, count in (("happened", bar.happened), ("planned", bar.planned), ("uncertain", bar.uncertain)):
        if count:
            height = min(ground, max(_SMALLEST, BARS_HEIGHT * count / highest))
            ground -= height
            yield {"kind": kind, "y": f"{ground:.1f}", "height": f"{height:.1f}"}


def _ticks(density: Density) -> Iterator[Tick]:
    slot = 100 / len(density.bars)
    marked = [(n, bar) for n, bar in enumerate(density.bars) if _is_marked(density, n)]
    every = -(-len(marked) // _MAX_TICKS)
    for count, (n, bar) in enumerate(marked[::every]):
        yield Tick(_percent(slot * n), _tick_words(density.step, bar.first), count % _NARROW_TICKS != 0)


def _is_marked(density: Density, at: int) -> bool:
    """Where a new year begins among months, a new month among weeks and days; else at round distances."""
    bar = density.bars[at]
    if density.step is Step.MONTH:
        return bar.first.month == 1 if len(density.bars) > 36 else bar.first.month % 3 == 1
    if density.step is Step.WEEK:
        return bar.last < date.max and (bar.first.day == 1 or bar.first.month != bar.last.month)
    if density.step is Step.DAY:
        return len(density.bars) <= _MAX_TICKS or bar.first.weekday() == 0
    return len(density.bars) <= _MAX_TICKS or bar.first.year % 5 == 0


def _tick_words(step: Step, day: date) -> str:
    if step is Step.YEAR:
        return year_words(day.year)
    if step is Step.DAY:
        return short_day_words(day)
    if step is Step.WEEK:
        day += timedelta(days=6)
    return short_month_of_year(day) if day.month == 1 or step is Step.MONTH else short_month_words(day)


def _whole(density: Density) -> str:
    """The axis in words: 2020年12月28日至2021年11月21日，每柱一周."""
    unit = {Step.DAY: say("一天"), Step.WEEK: say("一周"), Step.MONTH: say("一个月")}.get(density.step)
    years = density.bars[0].last.year - density.bars[0].first.year + 1
    unit = unit or (say("一年") if years == 1 else say("%(years)s年", years=years))
    return say("%(stretch)s，每柱%(unit)s", stretch=stretch_words(density.first, density.last, density.step), unit=unit)


def _words(step: Step, bar: Bar) -> str:
    if step is Step.DAY:
        return day_words(bar.first)
    if step is Step.MONTH:
        return month_words(bar.first)
    if step is Step.WEEK:
        return say("%(day)s起的一周", day=day_words(bar.first))
    return between_years(bar.first, bar.last)


def _landmarks(chosen: EventFilter, density: Density, lines: Iterable[NamedEvent]) -> Iterator[Landmark]:
    """Weightiest first, each in the first row where its name has room; then no longer."""
    days = (density.last - density.first).days + 1
    taken: list[list[tuple[float, float]]] = [[] for _ in range(_ROWS)]
    narrow: list[tuple[float, float]] = []
    view = links.timeline(chosen).partition("?")[2]
    for line in lines:
        if line.first is None:
            continue
        x = 100 * ((line.first - density.first).days + 0.5) / days
        words = line.title if len(line.title) <= _LANDMARK_LENGTH else line.title[: _LANDMARK_LENGTH - 1] + "…"
        room = (
            (n, span) for n, spans in enumerate(taken) for span in _spans(x, _LANDMARK_WIDTH) if _is_free(span, spans)
        )
        row, span = next(room, (None, (x, x)))
        if row is None:
            continue
        taken[row].append(span)
        small = next(iter(_spans(x, _NARROW_WIDTH)), (0.0, 100.0))
        is_minor = row > 0 or not _is_free(small, narrow)
        if not is_minor:
            narrow.append(small)
        yield Landmark(
            x=_percent(x),
            row=row,
            anchor="start" if span[0] == x else "end",
            words=words,
            title=line.title,
            href=links.event(line.id, view),
            is_minor=is_minor,
        )


def _spans(x: float, width: float) -> Iterator[tuple[float, float]]:
    """Where a name can stand: to the right of its line, to the left; the roomier side first."""
    sides = ((x, x + width), (x - width, x))
    yield from (side for side in (sides if x < 50 else sides[::-1]) if side[0] >= 0 and side[1] <= 100)


def _is_free(span: tuple[float, float], taken: Sequence[tuple[float, float]]) -> bool:
    return all(span[1] <= start or end <= span[0] for start, end in taken)


def _moves(chosen: EventFilter, density: Density) -> tuple[Move, ...]:
    length = (density.last - density.first).days + 1
    half, quarter = timedelta(days=max(1, length // 2)), timedelta(days=length // 4)
    around = timedelta(days=max(1, length // 2))
    outer = (_plus(density.first, -around), _plus(density.last, around))
    inner = (density.first + quarter, density.last - quarter)
    is_chosen = chosen.first is not None or chosen.last is not None
    return (
        Move(say("向前"), "◀", "h", _moved(chosen, density, -half)),
        Move(say("向后"), "▶", "l", _moved(chosen, density, half)),
        Move(say("放大"), "+", "+", _range(chosen, *inner) if length > 2 else None),
        Move(
            say("缩小"),
            "−",
            "-",
            _range(chosen, *outer) if is_chosen else None,
        ),
        Move(say("全部时间"), "↔", "0", links.timeline(changed(chosen, first=None, last=None)) if is_chosen else None),
    )


def _moved(chosen: EventFilter, density: Density, by: timedelta) -> str | None:
    first, last = _plus(density.first, by), _plus(density.last, by)
    return None if first == density.first or last == density.last else _range(chosen, first, last)


def _plus(day: date, by: timedelta) -> date:
    """The day so much later, or the first or last that the calendar has."""
    try:
        return day + by
    except OverflowError:
        return date.min if by < timedelta() else date.max


def _range(chosen: EventFilter, first: date | None, last: date | None) -> str:
    return links.timeline(changed(chosen, first=first, last=last))


def _percent(value: float) -> str:
    return f"{value:.3f}%"
